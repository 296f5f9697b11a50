"""Changes: what of a text is new, gone or elsewhere in its next version, word by word.

Words are the same when every character of them is: a capital, an accent or a quotation mark that
changed is a change. Spaces and the breaks of lines are not words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any, Literal

from archivist.matching import Run, Stretch
from archivist.staying import first_behind, staying

Kind = Literal["new", "gone", "instead", "moved"]

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two versions differ: code points of the one before and of the one after.

    One of the two is empty where words are new or gone, and says where the others would stand.
    What is `moved` says the same in both and stands elsewhere.
    """

    before: Stretch
    after: Stretch
    moved: bool = False

    @property
    def kind(self) -> Kind:
        """What became of the words."""
        if self.moved:
            return "moved"
        if self.before[0] == self.before[1]:
            return "new"
        return "gone" if self.after[0] == self.after[1] else "instead"


@dataclass(frozen=True, slots=True)
class Changes:
    """What two versions differ in, in the order of the later one, and what they share.

    `kept` are the words that stay in their order, the last of them none, at the ends. `new`
    counts paragraphs that have no word of the version before, `gone` those of which no word is
    left.
    """

    differences: tuple[Difference, ...]
    kept: tuple[Run, ...]
    new: int = 0
    gone: int = 0

    @property
    def moved(self) -> int:
        """How many stretches stand elsewhere."""
        return sum(each.moved for each in self.differences)

    def place_before(self, offset: int) -> int:
        """Where in the version before stands what stands at `offset` of the one after."""
        return _across(((each.there, each.start, each.size) for each in self._near(offset)), offset)

    def place_after(self, offset: int) -> int:
        """Where in the version after stands what stood at `offset` of the one before."""
        at = bisect_right(self.kept, offset, key=attrgetter("start"))
        return _across(self.kept[max(0, at - 1) : at + 1], offset)

    def to_json(self, before: str, after: str) -> dict[str, Any]:
        """The changes with the words of both versions, as JSON has them."""
        return {
            "new_paragraphs": self.new,
            "gone_paragraphs": self.gone,
            "changes": [
                {
                    "kind": each.kind,
                    "before": _quoted(before, each.before),
                    "after": _quoted(after, each.after),
                }
                for each in self.differences
            ],
        }

    def _near(self, offset: int) -> tuple[Run, ...]:
        at = bisect_right(self.kept, offset, key=attrgetter("there"))
        return self.kept[max(0, at - 1) : at + 1]


def changes(before: str, after: str) -> Changes:
    """What became of a text, `before`, in its next version, `after`.

    >>> found = changes("The police stopped him.", "The policemen stopped him.")
    >>> [(each.kind, each.before, each.after) for each in found.differences]
    [('instead', (4, 10), (4, 13))]
    """
    stays = staying(before, after)
    chain, elsewhere = stays.in_order, stays.elsewhere
    moved = tuple(_moved(_joined(elsewhere, before)))
    found = (*_between(chain, moved, (before, after)), *moved)
    shared = sorted((*chain, *elsewhere))
    return Changes(
        tuple(sorted(found, key=attrgetter("after", "before"))),
        (*chain, Run(len(before), len(after), 0)),
        new=_bare_lines(after, ((each.there, each.end_there) for each in shared)),
        gone=_bare_lines(before, ((each.start, each.end) for each in shared)),
    )


def lines_of(difference: Difference, before: str, after: str) -> Iterator[str]:
    """One change as a few lines: where it is, what was there, what is there now.

    A line of the version before begins with `-`, of the one after with `+`, of what stands
    elsewhere with `=`; the words themselves are between brackets.
    """
    (start, end), (start_there, end_there) = difference.before, difference.after
    yield f"@@ {start}-{end} -> {start_there}-{end_there} {difference.kind} @@"
    if difference.moved:
        yield from _told("=", before, difference.before)
        return
    yield from _told("-", before, difference.before) if start < end else ()
    yield from _told("+", after, difference.after) if start_there < end_there else ()


# What does not


def _moved(pieces: Iterable[Run]) -> Iterator[Difference]:
    for each in pieces:
        yield Difference((each.start, each.end), (each.there, each.end_there), moved=True)


def _joined(pieces: Iterable[Run], before: str) -> Iterator[Run]:
    """Pieces that moved together as one: nothing but the same spaces is between them."""
    last: Run | None = None
    for each in pieces:
        together = (
            last is not None
            and each.start - last.end == each.there - last.end_there
            and not before[last.end : each.start].strip()
        )
        if last is not None and not together:
            yield last
            last = None
        last = each if last is None else Run(last.start, last.there, each.end - last.start)
    if last is not None:
        yield last


def _between(
    chain: tuple[Run, ...], moved: tuple[Difference, ...], texts: tuple[str, str]
) -> Iterator[Difference]:
    """The differences between one stretch that stays and the next."""
    before, after = texts
    here = sorted(each.before for each in moved)
    there = sorted(each.after for each in moved)
    ends = (Run(0, 0, 0), *chain, Run(len(before), len(after), 0))
    for one, other in pairwise(ends):
        gone = list(_left((one.end, other.start), here, before))
        new = list(_left((one.end_there, other.there), there, after))
        pairs = min(len(gone), len(new))
        for was, now in zip(gone, new, strict=False):
            yield Difference(was, now)
        for was in gone[pairs:]:
            yield Difference(was, (one.end_there, one.end_there))
        for now in new[pairs:]:
            yield Difference((one.end, one.end), now)


def _left(gap: Stretch, taken: list[Stretch], text: str) -> Iterator[Stretch]:
    """The parts of a gap with words in them that are not taken, without the spaces around."""
    at, end = gap
    first = bisect_left(taken, (at, at))
    for low, high in (*_until(taken, first, end), (end, end)):
        words = text[at:low].strip()
        if words:
            start = at + text[at:low].index(words)
            yield start, start + len(words)
        at = max(at, high)


def _until(taken: list[Stretch], first: int, end: int) -> Iterator[Stretch]:
    for at in range(first, len(taken)):
        if taken[at][0] >= end:
            return
        yield taken[at]


def _bare_lines(text: str, shared: Iterable[Stretch]) -> int:
    """How many lines that are not empty share no word."""
    stretches = sorted(shared)
    bare, start = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        bare += bool(line.strip()) and not any(
            _has_word(text[max(start, low) : min(end, high)])
            for low, high in _until(stretches, first_behind(stretches, start), end)
        )
        start = end + 1
    return bare


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _across(near: Iterable[Run | tuple[int, int, int]], offset: int) -> int:
    """The place beside `offset`: as far into what stays, or as far between two that do."""
    low, image = 0, 0
    for start, there, size in near:
        if offset < start:
            return image + min(offset - low, max(0, there - image))
        if offset <= start + size:
            return there + offset - start
        low, image = start + size, there + size
    return image + offset - low


# Telling of it


def _quoted(text: str, stretch: Stretch) -> dict[str, Any]:
    start, end = stretch
    return {"start": start, "end": end, "text": text[start:end]}


def _told(sign: str, text: str, stretch: Stretch) -> Iterator[str]:
    """The lines of a stretch between brackets, with some words before and behind it."""
    start, end = stretch
    head = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    tail = text[end : end + _CONTEXT].partition("\n")[0]
    cut_head = "…" if start - len(head) > 0 and text[start - len(head) - 1] != "\n" else ""
    behind = end + len(tail)
    cut_tail = "…" if behind < len(text) and text[behind] != "\n" else ""
    whole = f"{cut_head}{head}[{text[start:end]}]{tail}{cut_tail}"
    for line in whole.split("\n"):
        yield f"{sign} {line}"
