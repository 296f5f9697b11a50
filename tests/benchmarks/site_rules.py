"""What it does to the other pages of a site when one of them is set right by hand.

    python tests/benchmarks/site_rules.py FOLDER [FOLDER ...]

Folders are those of `web_pages.py`. Of each site with two pages or more, one page after the other
is corrected to its `expected.html`, said of the whole site; printed is F1 over the 4-grams of the
others, before and after.
"""

import re
import sys
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import mean

from archivist import site_rules
from archivist.addresses import host
from archivist.articles import declared
from archivist.intake.deposit import Deposit
from archivist.intake.isolation import child
from archivist.site_rules import Rule
from archivist.sites import Page, Site, fitted
from archivist.text import StructuredText
from tests.benchmarks.web_pages import pages, scores

_LETTERS = re.compile(r"[\W\d_]+")
_SURE = 40


@dataclass(frozen=True)
class Kept:
    """A page that was read, with the text expected of it."""

    name: str
    site: str
    deposit: Deposit
    expected: str

    @property
    def folded(self) -> frozenset[int]:
        return frozenset(
            at
            for proposal in self.deposit.proposals
            if proposal.kind == "boilerplate"
            for first, last in proposal.content["leaves"]
            for at in range(first, last + 1)
        )

    @property
    def text(self) -> StructuredText:
        return StructuredText(self.deposit.text, self.deposit.leaves, self.deposit.spans)

    def page(self) -> Page:
        return Page(self.text, self.deposit.places, self.folded, {})


def letters(words: str) -> str:
    return _LETTERS.sub("", words.casefold())


def wanted(page: Kept) -> frozenset[int]:
    """The leaves that a person would leave in: those whose words are expected."""
    whole = letters(page.expected)
    lines = {letters(line) for line in page.expected.split("\n")}
    said = [letters(page.deposit.text[leaf.start : leaf.end]) for leaf in page.deposit.leaves]
    return frozenset(
        at
        for at, words in enumerate(said)
        if words and (words in lines or (len(words) >= _SURE and words in whole))
    )


def corrected(page: Kept) -> Rule:
    """What a person says of the site when the page is set right."""
    text, right = page.text, wanted(page)
    shown = frozenset(
        at
        for at, leaf in enumerate(text.leaves)
        if at not in page.folded and leaf.role == "main" and leaf.start < leaf.end
    )
    leaves = tuple(
        replace(leaf, role="boilerplate") if at in page.folded else leaf
        for at, leaf in enumerate(text.leaves)
    )
    seen = replace(text, leaves=leaves)
    out = site_rules.learned(seen, page.deposit.places, shown - right, "boilerplate")
    back = site_rules.learned(seen, page.deposit.places, right & page.folded, "main")
    return site_rules.joined(out, back)


def article(page: Kept, rule: Rule) -> str:
    """The text that is shown of a page under a rule."""
    roles = fitted(Site(page.site, rule), page.page()).roles
    text = page.deposit.text
    return "\n".join(
        text[leaf.start : leaf.end]
        for at, leaf in enumerate(page.deposit.leaves)
        if roles.get(at, "boilerplate" if at in page.folded else leaf.role) == "main"
    )


def read(roots: list[Path]) -> list[Kept]:
    found = []
    for name, content, expected, _said in pages(roots):
        deposit = child.read(content, name)
        site = host(declared(deposit.facts, "url"))
        if site:
            found.append(Kept(name, site, deposit, expected))
    return sorted(found, key=lambda page: page.site)


def main(roots: list[Path]) -> None:
    before, after = [], []
    print(f"{'corrected':28} {'other page':28} {'before':>7} {'after':>7}  marks")
    for _site, kept in groupby(read(roots), key=lambda page: page.site):
        together = tuple(kept)
        for one in together:
            rule = corrected(one)
            for other in together:
                if other is not one or len(together) == 1:
                    was = scores(article(other, ()), other.expected)[2]
                    now = scores(article(other, rule), other.expected)[2]
                    print(f"{one.name:28} {other.name:28} {was:7.3f} {now:7.3f}  {len(rule)}")
                    if "-v" in sys.argv:
                        print(
                            *(f"    {mark.role} {mark.by} {mark.value[:90]}" for mark in rule),
                            sep="\n",
                        )
                    if other is not one:
                        before.append(was)
                        after.append(now)
    print(f"mean of {len(before)} other pages: {mean(before):.3f} before, {mean(after):.3f} after")


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:] if word != "-v"])
