"""Which leaves of a scraped page are navigation: proposed to a person, with the reason.

The article is the run of leaves with the greatest sum of words outside links less words inside
them, each leaf paying a fixed price, so that short blocks join only between long ones. Its
headline and dateline, just before the run, belong to it. Menus must stand on both sides of it, and
a paragraph of prose is never folded.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archivist.intake.deposit import Proposal
from archivist.text import StructuredText

_PRICE = 9
_FEWEST_LINK_LEAVES = 20
_FEWEST_ON_A_SIDE = 5
_LINK_SHARE = 0.2
_SHORTEST_ARTICLE = 60
_FEWEST_PARAGRAPHS = 2
_PARAGRAPH = 15  # words outside links
_PROSE = 30  # words outside links that no navigation has in one block
_HEADER_LEAVES = 8
_LONGEST_HEADER = 200
# Scripts written without spaces: about two letters a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Page:
    """Where the article stands in a page: indices of leaves, `last` inclusive."""

    header: int
    first: int
    last: int


def article(structured: StructuredText) -> Page | None:
    """The article's place, or `None` when the text shows no navigation and so is all article."""
    if len(structured.leaves) < _FEWEST_LINK_LEAVES:
        return None
    counts = words(structured)
    first, last, worth = _best_run([free - linked - _PRICE for free, linked in counts])
    if worth < _SHORTEST_ARTICLE or not _is_framed(counts, first, last):
        return None
    return Page(_header(structured, first), first, last)


def _is_framed(counts: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether paragraphs stand between menus: a list of links under a note is no navigation."""
    links = [index for index, (free, linked) in enumerate(counts) if linked > free]
    before = sum(index < first for index in links)
    after = sum(index > last for index in links)
    paragraphs = sum(free >= _PARAGRAPH for free, _linked in counts[first : last + 1])
    return (
        len(links) >= max(_FEWEST_LINK_LEAVES, _LINK_SHARE * len(counts))
        and min(before, after) >= _FEWEST_ON_A_SIDE
        and paragraphs >= _FEWEST_PARAGRAPHS
    )


def proposal(structured: StructuredText, page: Page | None) -> tuple[Proposal, ...]:
    """The proposal to fold what is not the article: one, or none when there is nothing to fold."""
    if page is None:
        return ()
    counts = words(structured)
    around = (*range(page.header), *range(page.last + 1, len(counts)))
    folded = [index for index in around if counts[index][0] <= _PROSE]
    if not folded:
        return ()
    reason = "The blocks before and after the article are short or mostly links, as navigation is."
    return (folding(folded, of=len(counts), reason=reason),)


def with_header(structured: StructuredText, page: Page | None) -> StructuredText:
    """The same text, in which headline and dateline of the article are told from its words."""
    if page is None:
        return structured
    leaves = tuple(
        replace(leaf, role="header") if page.header <= at < page.first else leaf
        for at, leaf in enumerate(structured.leaves)
    )
    return replace(structured, leaves=leaves)


def folding(leaves: Sequence[int], *, of: int, reason: str) -> Proposal:
    """The proposal to fold these leaves, in order, `of` so many: as ranges, both ends included."""
    ranges: list[list[int]] = []
    for index in leaves:
        if ranges and ranges[-1][1] == index - 1:
            ranges[-1][1] = index
        else:
            ranges.append([index, index])
    subject = f"{len(leaves)} of {of} blocks around the article"
    return Proposal("boilerplate", subject, reason, {"leaves": ranges})


def words(structured: StructuredText) -> list[tuple[int, int]]:
    """How many words stand outside and inside links, for each leaf."""
    text = structured.text
    links = [span for span in structured.spans if span.kind == "link"]
    starts = [span.start for span in links]
    counts = []
    for leaf in structured.leaves:
        inside = links[bisect_left(starts, leaf.start) : bisect_right(starts, leaf.end)]
        linked = sum(_count(text[span.start : min(span.end, leaf.end)]) for span in inside)
        counts.append((max(0, _count(text[leaf.start : leaf.end]) - linked), linked))
    return counts


def _count(words: str) -> int:
    return len(words.split()) + len(_UNSPACED.findall(words)) // 2


def _best_run(worths: list[int]) -> tuple[int, int, int]:
    best = (0, -1, 0)
    start = total = 0
    for index, worth in enumerate(worths):
        if total <= 0:
            start, total = index, 0
        total += worth
        if total > best[2]:
            best = (start, index, total)
    return best


def _header(structured: StructuredText, first: int) -> int:
    """The leaf of the headline a few short leaves before `first`, or `first` itself."""
    for index in range(first - 1, max(-1, first - 1 - _HEADER_LEAVES), -1):
        leaf = structured.leaves[index]
        if leaf.end - leaf.start > _LONGEST_HEADER:
            break
        if leaf.kind in {"h1", "h2"} and not leaf.depth:
            return index
    return first
