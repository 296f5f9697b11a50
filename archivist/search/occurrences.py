"""Where words stand in one text, for finding as they are typed: folded once, asked many times."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archivist.folding import fold, fold_with_offsets

_STRETCH = 2_048
# Where a text can be cut so that both sides fold as they do together.
_CUT = re.compile("[\x00-\x7f\u3041-\u3096\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The places of some words: how many there are, and those near where a person reads.

    `first` is the number, counted from 0, of the first of `places`; these are ranges of code
    points. While `whole` is false the text is still being folded and there may be more.
    """

    count: int
    first: int
    places: tuple[tuple[int, int], ...]
    whole: bool


class Finding:
    """One text, folded a stretch at a time; what is asked is asked of what is folded by now."""

    def __init__(self, text: str) -> None:
        """Nothing is folded before `advance`."""
        self._text = text
        self._steps = self._fold()
        self._pieces: list[str] = []
        self._done = 0
        self._length = 0
        self._starts: list[int] = []
        self._chunks: list[tuple[int, array[int] | None]] = []
        self.is_whole = not text

    def advance(self, go_on: Callable[[], bool]) -> None:
        """Folds on until the text ends or `go_on` says no; it is asked after each stretch."""
        for _ in self._steps:
            if not go_on():
                return
        self.is_whole = True

    def around(self, words: str, place: int, most: int) -> Occurrences:
        """How often words stand in the text, and at most `most` of the places around `place`.

        Case, marks and script make no difference. Half of the places given begin before `place`.
        """
        wanted = fold(" ".join(words.split())).strip()
        if not wanted:
            return Occurrences(0, 0, (), self.is_whole)
        folded = self._joined()
        here = self._folded_place(place)
        number, near = _near(folded, wanted, here, most)
        first = near[0] if near else 0
        places = tuple(self._source(at, at + len(wanted)) for at in near)
        count = number + folded.count(wanted, first) if near else 0
        return Occurrences(count, number, places, self.is_whole)

    def _fold(self) -> Iterator[None]:
        text, at = self._text, 0
        while at < len(text):
            cut = _CUT.search(text, at + _STRETCH)
            end = cut.start() if cut else len(text)
            self._add(at, text[at:end])
            at = end
            yield

    def _add(self, at: int, stretch: str) -> None:
        offsets: array[int] | None = None
        if stretch.isascii():
            folded = stretch.lower()
        else:
            folded, sources = fold_with_offsets(stretch)
            offsets = array("I", sources)
        self._starts.append(self._length)
        self._chunks.append((at, offsets))
        self._pieces.append(folded)
        self._length += len(folded)
        self._done = at + len(stretch)

    def _joined(self) -> str:
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    def _folded_place(self, place: int) -> int:
        """Where the code point `place` begins in the fold, or what is folded of it ends."""
        if place >= self._done:
            return self._length
        number = bisect_right(self._chunks, place, key=lambda chunk: chunk[0]) - 1
        at, offsets = self._chunks[number]
        within = place - at
        return self._starts[number] + (within if offsets is None else bisect_left(offsets, within))

    def _source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text that a range of the fold came from.

        Marks that fell away behind the last letter belong to it.
        """
        first, last = self._origin(start), self._origin(end - 1)
        after = self._origin(end) if end < self._length else self._done
        return first, max(after, last + 1)

    def _origin(self, folded: int) -> int:
        number = bisect_right(self._starts, folded) - 1
        at, offsets = self._chunks[number]
        within = folded - self._starts[number]
        return at + (within if offsets is None else offsets[within])


def _near(folded: str, wanted: str, here: int, most: int) -> tuple[int, list[int]]:
    """The places around `here`, and how many there are before the first of them."""
    if _meets_itself(wanted):
        # Which of "aa" in "aaaa" count is decided from the front.
        found = _forwards(folded, wanted, 0, len(folded))
        first = max(0, bisect_left(found, here) - most // 2)
        return first, found[first : first + most]
    before = _backwards(folded, wanted, here, most // 2)
    near = before + _forwards(folded, wanted, here, most - len(before))
    return (folded.count(wanted, 0, near[0]) if near else 0), near


def _meets_itself(wanted: str) -> bool:
    """Whether two finds could overlap: the words end as they begin."""
    return any(wanted.startswith(wanted[at:]) for at in range(1, len(wanted)))


def _backwards(folded: str, wanted: str, here: int, most: int) -> list[int]:
    """The last `most` places that begin before `here`, in order."""
    found: list[int] = []
    end = here + len(wanted) - 1
    while len(found) < most and (at := folded.rfind(wanted, 0, end)) >= 0:
        found.append(at)
        end = at
    return found[::-1]


def _forwards(folded: str, wanted: str, here: int, most: int) -> list[int]:
    found: list[int] = []
    at = folded.find(wanted, here)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = folded.find(wanted, at + len(wanted))
    return found
