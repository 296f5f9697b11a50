"""Matching: which letters of a text stand again in its next version, and where.

Long runs that stand once in either version tell where a stretch went, however far it was moved;
what lies between two such stretches is compared ever more closely. What stands in the new version
and came from elsewhere is thereby known to be taken, and never passes for what is gone.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from archivist.lettering import Lettering

NOWHERE: Final = -1

_LONG = 32
_SHORT = 20
_SHORTER = (12, 6)
_LEAST = 3
_SHORTEST_LINE = 4
# So many comparisons of letters cost some milliseconds.
_CLOSELY = 60_000
_BESIDE = 240
_CHANCE = 8
_SENTENCE = 2
_LONGEST_SLIDE = 400

Stretch = tuple[int, int]


class Run(NamedTuple):
    """Letters `one[start:start + size]` that stand again as `other[there:there + size]`."""

    start: int
    there: int
    size: int

    @property
    def end(self) -> int:
        """Where it ends in `one`."""
        return self.start + self.size

    @property
    def end_there(self) -> int:
        """Where it ends in `other`."""
        return self.there + self.size


class Matching:
    """Where each letter of `one` stands in `other`.

    `taken` holds a 1 for each letter of `other.folded` that is an image.
    """

    def __init__(self, one: Lettering, other: Lettering) -> None:
        self._here, self._there = one, other
        self._one, self._other = one.folded, other.folded
        self._used, self.taken = bytearray(len(self._one)), bytearray(len(self._other))
        self._runs: list[Run] = []
        self._match()

    @cached_property
    def images(self) -> "array[int]":
        """A place in `other.folded` for each letter of `one.folded`, or `NOWHERE`."""
        images = array("l", [NOWHERE]) * len(self._one)
        for run in self._runs:
            images[run.start : run.end] = array("l", range(run.there, run.end_there))
        return images

    @property
    def runs(self) -> tuple[Run, ...]:
        """The stretches of letters that stand in both, in the order of `one`."""
        return tuple(_united(self._runs))

    def _match(self) -> None:
        self._match_lines()
        self._extend(0, 0)
        self._extend(len(self._one), len(self._other))
        self._seek(_free(self._used), _free(self.taken), _LONG)
        self._settle()
        self._seek(_free(self._used), _free(self.taken), _SHORT)
        self._match_lines()
        self._settle()

    # Runs that tell

    def _seek(self, here: Iterable[Stretch], there: Iterable[Stretch], size: int) -> None:
        """Match around each run of `size` letters that stands once in either."""
        for start, place in _once(self._one, list(here), self._other, list(there), size):
            if not (self._used[start] or self.taken[place]):
                self._extend(start, place)

    def _extend(self, start: int, there: int) -> None:
        """Match what is equal around a place, as far as neither side is matched already."""
        behind, ahead = self._equal_behind(start, there), self._equal_ahead(start, there)
        run = self._without_chance(Run(start - behind, there - behind, behind + ahead))
        if run.size > 0:
            self._keep(run)

    def _without_chance(self, run: Run) -> Run:
        """The run without the few letters by which it reaches into another sentence.

        That may go on otherwise: many begin alike. Where it does not, it is compared later.
        """
        head = tail = 0
        if self._edge(run.start, run.there) < _SENTENCE:
            head = self._first_edge(run.start, run.there, 1, run.size)
        if self._edge(run.end, run.end_there) < _SENTENCE:
            tail = self._first_edge(run.end, run.end_there, -1, run.size - head)
        return Run(run.start + head, run.there + head, run.size - head - tail)

    def _first_edge(self, here: int, there: int, way: int, size: int) -> int:
        steps = range(1, min(_CHANCE, size) + 1)
        edges = (by for by in steps if self._edge(here + way * by, there + way * by) >= _SENTENCE)
        return next(edges, 0)

    def _edge(self, here: int, there: int) -> int:
        return min(self._here.border(here), self._there.border(there))

    def _equal_ahead(self, start: int, there: int) -> int:
        most = min(_until(self._used, start), _until(self.taken, there))
        one, other = self._one, self._other
        return reach(
            most,
            lambda low, high: one[start + low : start + high] == other[there + low : there + high],
        )

    def _equal_behind(self, start: int, there: int) -> int:
        most = min(_since(self._used, start), _since(self.taken, there))
        one, other = self._one, self._other
        return reach(
            most,
            lambda low, high: one[start - high : start - low] == other[there - high : there - low],
        )

    def _match_lines(self) -> None:
        """Match whole lines that stand once among what is left."""
        here = _whole_lines(self._here, self._used)
        there = _whole_lines(self._there, self.taken)
        for words, start in here.items():
            place = there.get(words, NOWHERE)
            if NOWHERE not in {start, place}:
                self._keep(Run(start, place, len(words)))

    def _keep(self, run: Run) -> None:
        self._runs.append(run)
        self._used[run.start : run.end] = b"\1" * run.size
        self.taken[run.there : run.end_there] = b"\1" * run.size

    # What lies between them

    def _settle(self) -> None:
        """Compare what lies beside the runs matched so far."""
        self._runs.sort()
        ends = [Run(0, 0, 0), *self._runs, Run(len(self._one), len(self._other), 0)]
        self._runs = []
        for at, (before, after) in enumerate(pairwise(ends)):
            low, high = before.end_there, after.there
            if low <= high and self.taken.find(1, low, high) < 0:
                self._between(ends, at)
            elif before.end < after.start:
                self._beside(before, after)
        self._runs += [run for run in ends if run.size]
        self._runs.sort()

    def _beside(self, before: Run, after: Run) -> None:
        """Of neighbours that were parted, each may go on a little where it stands now."""
        low, high = before.end, after.start
        reach = min(_BESIDE, _until(self.taken, before.end_there))
        self._compare(
            (low, min(high, low + _BESIDE)), (before.end_there, before.end_there + reach), ()
        )
        free = min(_BESIDE, _since(self._used, high))
        reach = min(_BESIDE, _since(self.taken, after.there))
        self._compare((high - free, high), (after.there - reach, after.there), ())

    def _between(self, ends: list[Run], at: int) -> None:
        before, after = ends[at], ends[at + 1]
        here, there = (before.end, after.start), (before.end_there, after.there)
        if here[0] == here[1] and there[0] == there[1]:
            return
        if here[0] == here[1]:
            ends[at : at + 2] = self._slid(before, after, self._there, there)
        elif there[0] == there[1]:
            ends[at : at + 2] = self._slid(before, after, self._here, here)
        else:
            self._compare(*self._without_edges(here, there), _SHORTER)

    def _without_edges(self, here: Stretch, there: Stretch) -> tuple[Stretch, Stretch]:
        """Match what two stretches begin and end with alike; what is left of them."""
        (low, high), (low_there, high_there) = here, there
        ahead = self._equal_ahead(low, low_there)
        if ahead:
            self._keep(Run(low, low_there, ahead))
        behind = self._equal_behind(high, high_there)
        if behind:
            self._keep(Run(high - behind, high_there - behind, behind))
        return (low + ahead, high - behind), (low_there + ahead, high_there - behind)

    def _compare(self, here: Stretch, there: Stretch, sizes: tuple[int, ...]) -> None:
        """Match what is equal in two stretches, in their order."""
        area = (here[1] - here[0]) * (there[1] - there[0])
        if not area:
            return
        if area <= _CLOSELY:
            self._compare_closely(here, there)
        elif sizes:
            found = _once(self._one, [here], self._other, [there], sizes[0])
            low, low_there = here[0], there[0]
            for start, place in found:
                if start < low or place < low_there:
                    continue
                behind, ahead = self._equal_behind(start, place), self._equal_ahead(start, place)
                run = Run(start - behind, place - behind, behind + ahead)
                self._compare((low, run.start), (low_there, run.there), sizes[1:])
                self._keep(run)
                low, low_there = run.end, run.end_there
            self._compare((low, here[1]), (low_there, there[1]), sizes[1:])

    def _compare_closely(self, here: Stretch, there: Stretch) -> None:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seqs(self._one[slice(*here)], self._other[slice(*there)])
        for start, place, size in matcher.get_matching_blocks():
            if size >= _LEAST:
                self._keep(Run(here[0] + start, there[0] + place, size))

    def _slid(self, before: Run, after: Run, text: Lettering, gap: Stretch) -> tuple[Run, Run]:
        """The neighbours of something put in or left out, which is taken to be whole lines.

        Where it begins as what follows it begins, its letters alone do not say which of the two
        was there before.
        """
        letters, (low, high) = text.folded, gap
        back = reach(
            min(before.size, _LONGEST_SLIDE),
            lambda one, two: letters[low - two : low - one] == letters[high - two : high - one],
        )
        ahead = reach(
            min(after.size, _LONGEST_SLIDE),
            lambda one, two: letters[low + one : low + two] == letters[high + one : high + two],
        )
        shifts = sorted(range(-back, ahead + 1), key=abs)
        shift = max(shifts, key=lambda by: text.border(low + by) + text.border(high + by))
        if not shift:
            return before, after
        self._mark(0, before, after)
        moved = (
            before._replace(size=before.size + shift),
            Run(after.start + shift, after.there + shift, after.size - shift),
        )
        self._mark(1, *moved)
        return moved

    def _mark(self, value: int, *runs: Run) -> None:
        for run in runs:
            self._used[run.start : run.end] = bytes([value]) * run.size
            self.taken[run.there : run.end_there] = bytes([value]) * run.size


def _once(
    one: str, here: list[Stretch], other: str, there: list[Stretch], size: int
) -> list[tuple[int, int]]:
    """Runs of `size` letters that stand once in either, with both places, in order."""
    step = max(1, size // 2)
    seeds = {
        one[at : at + size]: at for low, high in here for at in range(low, high - size + 1, step)
    }
    places: dict[str, int] = {}
    for low, high in there:
        for at in range(low, high - size + 1):
            seed = other[at : at + size]
            if seed in seeds:
                places[seed] = NOWHERE if seed in places else at
    often = Counter(
        one[at : at + size]
        for low, high in here
        for at in range(low, high - size + 1)
        if one[at : at + size] in places
    )
    found = (
        (seeds[seed], place)
        for seed, place in places.items()
        if place != NOWHERE and often[seed] == 1
    )
    return sorted(found)


def reach(most: int, is_equal: Callable[[int, int], bool]) -> int:
    """How far from 0 on all is equal, at most `most`; found in ever longer steps."""
    low, step = 0, 16
    while low < most and is_equal(low, min(most, low + step)):
        low, step = min(most, low + step), step * 2
    high = min(most, low + step)
    while low < high:
        middle = (low + high + 1) // 2
        if is_equal(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _until(marks: bytearray, start: int) -> int:
    found = marks.find(1, start)
    return (len(marks) if found < 0 else found) - start


def _since(marks: bytearray, start: int) -> int:
    return start - 1 - marks.rfind(1, 0, start)


def _free(marks: bytearray) -> Iterator[Stretch]:
    """The stretches without a mark."""
    start = marks.find(0)
    while start >= 0:
        end = marks.find(1, start)
        end = len(marks) if end < 0 else end
        yield start, end
        start = marks.find(0, end)


def _whole_lines(text: Lettering, marks: bytearray) -> dict[str, int]:
    """The lines without a mark by their letters, with their place; `NOWHERE` if there are more."""
    found: dict[str, int] = {}
    if 0 not in marks:
        return found
    for start, end in text.lines():
        if end - start >= _SHORTEST_LINE and marks.find(1, start, end) < 0:
            words = text.folded[start:end]
            found[words] = NOWHERE if words in found else start
    return found


def _united(runs: list[Run]) -> Iterator[Run]:
    """The runs, those that lie beside each other in both versions as one."""
    last: Run | None = None
    for run in runs:
        if last and (last.end, last.end_there) == (run.start, run.there):
            last = last._replace(size=last.size + run.size)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
