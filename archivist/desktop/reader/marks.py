"""What is painted on the text: highlights and matches, found by the range they cover."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter, sub

# A range longer than this is looked at for every frame, so that it does not widen the search
# for all the short ones.
_LONG = 4096


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlighted range of code points; `colour` names an ink, `emphasised` draws its outline."""

    id: str
    start: int
    end: int
    colour: str
    emphasised: bool = False


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

    def at(self, offset: int) -> Highlight | None:
        """The shortest highlight over the character at `offset`."""
        here = (lane.highlight for lane in self.meeting(offset, offset + 1))
        return min(here, key=lambda each: each.end - each.start, default=None)


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


def _lanes(starts: list[int], ends: list[int]) -> list[int]:
    lanes = [0] * len(starts)
    busy: list[int] = []
    furthest = 0
    for index, start in enumerate(starts):
        end = ends[index]
        if start >= furthest:
            busy = [end]
            furthest = end
            continue
        lane = next((n for n, until in enumerate(busy) if until <= start), len(busy))
        busy[lane : lane + 1] = [end]
        lanes[index] = lane
        furthest = max(furthest, end)
    return lanes
