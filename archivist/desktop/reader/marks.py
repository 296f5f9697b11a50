"""What is painted on the text: highlights and matches, found by the range they cover."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from operator import attrgetter, sub

# A range longer than this is looked at for every frame, so that it does not widen the search
# for all the short ones.
_LONG = 4096
# As many inks as words can lie on and be read: a third one takes the contrast below 4.5.
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlighted range of code points; `colour` names an ink, `emphasised` draws its outline."""

    id: str
    start: int
    end: int
    colour: str
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote on a highlight: `id` is the highlight's, `start` its first code point.

    `emphasised` says that the highlight is the current one.
    """

    id: str
    start: int
    colour: str
    words: str
    agent: str = ""
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Wash:
    """A part of a highlight that has its ink behind the words."""

    highlight: Highlight
    start: int
    end: int

    @property
    def whole(self) -> bool:
        """Whether the part is all of the highlight."""
        return (self.start, self.end) == (self.highlight.start, self.highlight.end)


@dataclass(frozen=True, slots=True)
class Lane:
    """A highlight and how many others begin before it and still run where it begins."""

    highlight: Highlight
    lane: int


class Ranges:
    """Ranges by start; asks for those that meet a range cost what they return."""

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        """Starts must be in order."""
        self._starts = starts
        self._ends = ends
        lengths = list(map(sub, ends, starts))
        self._longest = max(lengths, default=0)
        self._long: list[int] = []
        if self._longest > _LONG:
            self._long = [n for n, length in enumerate(lengths) if length > _LONG]
            self._longest = max((each for each in lengths if each <= _LONG), default=0)

    def meeting(self, start: int, end: int) -> Iterator[int]:
        """Indices, in order, of the ranges that share a character with `start` to `end`."""
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_left(self._starts, end)
        for index in self._long:
            if index < low and self._ends[index] > start:
                yield index
        for index in range(low, high):
            if self._ends[index] > start:
                yield index


class Highlights:
    """All highlights of a page, each in a lane of its own among those it overlaps."""

    def __init__(self, highlights: tuple[Highlight, ...] = ()) -> None:
        """Empty ranges are left out; any order will do."""
        kept = [each for each in highlights if each.end > each.start]
        kept.sort(key=attrgetter("start"))
        starts = [each.start for each in kept]
        ends = [each.end for each in kept]
        self._highlights = kept
        self._lanes = _lanes(starts, ends)
        self._ranges = Ranges(starts, ends)

    def __len__(self) -> int:
        """The number of highlights."""
        return len(self._highlights)

    def meeting(self, start: int, end: int) -> tuple[Lane, ...]:
        """The highlights that share a character with `start` to `end`, by start."""
        return tuple(
            Lane(self._highlights[index], self._lanes[index])
            for index in self._ranges.meeting(start, end)
        )

    def at(self, offset: int) -> tuple[Highlight, ...]:
        """The highlights over the character at `offset`, the shortest first."""
        here = (lane.highlight for lane in self.meeting(offset, offset + 1))
        return tuple(sorted(here, key=_length))


class Matches:
    """The places a search found, in order, and the one in front of the eye."""

    def __init__(self, places: tuple[tuple[int, int], ...] = (), current: int = -1) -> None:
        """`current` is an index of `places`, or -1."""
        front = places[current] if 0 <= current < len(places) else None
        self._places = tuple(sorted(places))
        starts, ends = [place[0] for place in self._places], [place[1] for place in self._places]
        self._ranges = Ranges(starts, ends)
        self._current = front

    def meeting(self, start: int, end: int) -> tuple[tuple[int, int, bool], ...]:
        """Start, end and whether it is the current one, of the places in the range."""
        found = (self._places[index] for index in self._ranges.meeting(start, end))
        return tuple((*place, place == self._current) for place in found)


def washes(lanes: tuple[Lane, ...]) -> tuple[Wash, ...]:
    """The parts of highlights that have their ink behind the words.

    Over any character these are the two shortest highlights only, so that words stay readable
    however many overlap; lines and bars tell of the others.
    """
    marked = [lane.highlight for lane in lanes]
    if all(lane.lane < _DEEPEST for lane in lanes):
        return tuple(Wash(each, each.start, each.end) for each in marked)
    borders: dict[int, list[int]] = {}
    for number, each in enumerate(marked):
        borders.setdefault(each.start, []).append(number)
        borders.setdefault(each.end, []).append(number)
    running: list[tuple[int, int]] = []
    parts: dict[int, list[tuple[int, int]]] = {}
    for low, high in pairwise(sorted(borders)):
        for number in borders[low]:
            _turn(running, (_length(marked[number]), number), begins=marked[number].start == low)
        for _, number in running[:_DEEPEST]:
            _extend(parts.setdefault(number, []), low, high)
    return tuple(Wash(marked[n], *part) for n in sorted(parts) for part in parts[n])


def _turn(running: list[tuple[int, int]], one: tuple[int, int], *, begins: bool) -> None:
    if begins:
        insort(running, one)
    else:
        running.remove(one)


def _extend(parts: list[tuple[int, int]], low: int, high: int) -> None:
    if parts and parts[-1][1] == low:
        parts[-1] = parts[-1][0], high
    else:
        parts.append((low, high))


def _length(highlight: Highlight) -> int:
    return highlight.end - highlight.start


def _lanes(starts: list[int], ends: list[int]) -> list[int]:
    """For each range the lowest lane that is free where it begins."""
    lanes = [0] * len(starts)
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    opened = 0
    for index, start in enumerate(starts):
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if not free:
            free.append(opened)
            opened += 1
        lanes[index] = heappop(free)
        heappush(busy, (ends[index], lanes[index]))
    return lanes
