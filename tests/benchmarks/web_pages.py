"""How well the article of a web page is found, and its title, author and date.

    python tests/benchmarks/web_pages.py FOLDER [FOLDER ...]

A folder holds pages in folders of their own: `source.html`, `source.md` or `source.txt`, with
`expected.html` or `expected.txt` (the article alone, a paragraph a line) and perhaps
`expected-metadata.json` (title, byline, publishedTime; an absent or empty one means the page has
none; without the file nothing is asked). A file that lies there itself, as `page.md`, has its text
in `page.expected.txt`. For the text it prints precision, recall and F1 over the 4-grams of its
words (of its letters, where a script has no spaces), beside what trafilatura alone extracts of the
same page in the same run; for each field how many were right, wrong, missing, or invented where
nothing is expected. A date invented so that the page declares is counted apart: there the
expectation is silent.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from archivist import dates
from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.isolation import child
from archivist.intake.leaves import markup

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff]")
_KINDS = ("html", "md", "txt")
Said = dict[str, str] | None
Wanted = tuple[str, bytes, str, Said]
_RESULTS = ("right", "wrong", "missing", "invented", "declared by the page alone")
_FIELDS = (("title", "title"), ("author", "byline"), ("published", "publishedTime"))


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(_UNSPACED.sub(r" \g<0> ", text.casefold()))
    size = min(4, max(1, len(words)))
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def scores(found: str, expected: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    ours, theirs = grams(found), grams(expected)
    shared = sum((ours & theirs).values())
    precision = shared / max(1, sum(ours.values()))
    recall = shared / max(1, sum(theirs.values()))
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def article(deposit: Deposit) -> str:
    """The text that is left when what is proposed to be folded is."""
    folded: set[int] = set()
    for proposal in deposit.proposals:
        if proposal.kind == "boilerplate":
            for first, last in proposal.content["leaves"]:
                folded |= set(range(first, last + 1))
    return "\n".join(
        deposit.text[leaf.start : leaf.end]
        for index, leaf in enumerate(deposit.leaves)
        if index not in folded and leaf.role == "main"
    )


def told(deposit: Deposit, field: str, *, guessed: bool) -> str:
    """The value that the article gets, and with `guessed` the one proposed where it gets none."""
    if field == "title":
        return deposit.title
    sure = ("declared", "derived", "guess") if guessed else ("declared",)
    for confidence in sure:
        for fact in deposit.facts:
            if (fact.field, fact.confidence) == (field, confidence) and fact.value:
                return fact.value
    return ""


def is_same(field: str, found: str, expected: str) -> bool:
    if field == "published":
        date = dates.parse(expected[:10]) or dates.parse(expected)
        return date is not None and date.earliest == found
    one, other = ("".join(_WORD.findall(each.casefold())) for each in (found, expected))
    return one == other or (field == "author" and bool(one) and (one in other or other in one))


def verdict(field: str, found: str, expected: str) -> str:
    if not expected:
        return "invented" if found else "none"
    if not found:
        return "missing"
    return "right" if is_same(field, found, expected) else "wrong"


def pages(roots: list[Path]) -> Iterator[Wanted]:
    """Name, bytes, expected text and expected metadata of each page that has an expected text."""
    for root in roots:
        for kind in _KINDS:
            for source in sorted(root.glob(f"*/source.{kind}")):
                folder = source.parent
                yield from _page(f"{folder.name}.{kind}", source, folder / "expected")
            for source in sorted(root.glob(f"*.{kind}")):
                if not source.stem.endswith(".expected"):
                    yield from _page(source.name, source, source.with_suffix(".expected"))


def _page(name: str, source: Path, beside: Path) -> Iterator[Wanted]:
    described = source.with_name("expected-metadata.json")
    said = json.loads(described.read_text("utf-8")) if described.is_file() else None
    for suffix in (".html", ".txt"):
        expected = beside.with_name(beside.name + suffix)
        if expected.is_file():
            text = expected.read_text("utf-8")
            text = markup.read(text).structured.text if suffix == ".html" else text
            yield name, source.read_bytes(), text, said
            return


def alone(content: bytes) -> str:
    from trafilatura import extract

    return extract(content, fast=True, include_comments=False) or ""


def _declares(deposit: Deposit, day: str) -> bool:
    """Whether the page says that day of itself, as metadata."""
    said = (fact for fact in deposit.facts if fact.field == "published" and fact.value == day)
    return any(fact.confidence == "declared" for fact in said)


class Tally:
    """What was measured so far."""

    def __init__(self) -> None:
        self.ours: list[tuple[float, float, float]] = []
        self.theirs: list[tuple[float, float, float]] = []
        self.whole: list[float] = []
        self.fields: dict[tuple[str, bool], Counter[str]] = {}
        self.seconds = 0.0

    def measure(self, name: str, content: bytes, expected: str, said: Said) -> None:
        """Read a page and compare it with what was expected. Raises `Refused`."""
        began = time.process_time()
        deposit = child.read(content, name)
        self.seconds += time.process_time() - began
        self.ours.append(scores(article(deposit), expected))
        self.theirs.append(scores(alone(content), expected))
        self.whole.append(scores(deposit.text, expected)[2])
        for field, key in _FIELDS if said is not None else ():
            for guessed in (False, True):
                self._compare(deposit, field, str((said or {}).get(key) or ""), guessed=guessed)

    def _compare(self, deposit: Deposit, field: str, expected: str, *, guessed: bool) -> None:
        found = told(deposit, field, guessed=guessed)
        result = verdict(field, found, expected)
        if result == "invented" and field == "published" and _declares(deposit, found):
            result = _RESULTS[-1]
        self.fields.setdefault((field, guessed), Counter())[result] += 1
        if result in {"wrong", "invented", "missing"} and "-v" in sys.argv:
            print(f"    {field} {guessed=} {result}: {found!r} for {expected!r}")

    def summary(self) -> None:
        """Print the means and the counts."""
        for label, results in (("ours", self.ours), ("trafilatura alone", self.theirs)):
            means = " ".join(f"{mean(each):6.3f}" for each in zip(*results, strict=True))
            print(f"{f'mean of {len(results)}: {label}':40} {means}")
        print(f"{'mean F1 of all text':40} {'':13} {mean(self.whole):6.3f}")
        print(f"{len(self.ours) / self.seconds:.0f} pages per second of CPU")
        for (field, guessed), counts in self.fields.items():
            words = ", ".join(f"{counts[result]} {result}" for result in _RESULTS)
            print(f"{field} ({'with what is proposed' if guessed else 'as taken'}): {words}")


def row(figures: tuple[float, float, float]) -> str:
    return " ".join(f"{figure:6.3f}" for figure in figures)


def main(roots: list[Path]) -> None:
    tally = Tally()
    alone(b"<p>warm</p>")
    print(f"{'page':40} {'P':>6} {'R':>6} {'F1':>6}   trafilatura alone P R F1")
    for name, content, expected, said in pages(roots):
        try:
            tally.measure(name, content, expected, said)
        except Refused as refusal:
            print(f"{name:40} {refusal}")
        else:
            print(f"{name:40} {row(tally.ours[-1])}   {row(tally.theirs[-1])}")
    if not tally.ours:
        sys.exit("There is no page with an expected text.")
    tally.summary()


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:] if word != "-v"])
