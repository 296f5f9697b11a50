"""Where the events of a timeline stand: a place on the axis by date, a row by what has room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from archivist.dates import FuzzyDate, parse

_YEAR = 12  # months
_DOT, _APART = 6, 10  # pixels


@dataclass(frozen=True, slots=True)
class Happening:
    """One event on the timeline: days as numbers, both ends included."""

    key: str
    title: str
    written: str
    first: int
    last: int

    @property
    def middle(self) -> float:
        """Where its dot stands."""
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its dot at `x` and its words in row `row`, to the right or the left."""

    happening: Happening
    x: float
    row: int
    width: float
    to_the_left: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A line on the axis for the first day of a month or, where those have no room, of a year."""

    x: float
    day: date
    is_month: bool


def happening(key: str, title: str, written: str) -> Happening | None:
    """The event's place in time, or `None` when its date is none."""
    when = parse(written)
    if when is None:
        return None
    return Happening(key, title, written, *_days(when))


def place(
    happenings: tuple[Happening, ...],
    x_of: Callable[[float], float],
    measure: Callable[[str], float],
    rows: int,
    right_end: float,
) -> tuple[Placed, ...]:
    """Dots in their places, words in the lowest row that has room; row -1 where none has."""
    ends = [float("-inf")] * rows
    placed = []
    for each in sorted(happenings, key=lambda each: (each.middle, each.key)):
        x = x_of(each.middle)
        if min(ends) + _APART >= x - _DOT:
            placed.append(Placed(each, x, -1, 0))
            continue
        width = measure(each.title) + 16
        left = x + width > right_end and x - width > 0
        begin, end = (x - width, x + 8) if left else (x - _DOT, x + width)
        row = next((row for row in range(rows) if ends[row] + _APART < begin), -1)
        if row >= 0:
            ends[row] = end
        placed.append(Placed(each, x, row, width, left))
    return tuple(placed)


def ticks(first: int, last: int, x_of: Callable[[float], float], room: float) -> tuple[Tick, ...]:
    """Years, quarters or months between two days, whatever `room` pixels a name allow."""
    span = max(1.0, x_of(last) - x_of(first))
    months = max(1, (last - first) // 30)
    step = next(
        (step for step in (1, 3, 6, 12, 24, 60, 120, 240, 600) if span * step / months >= room),
        1200,
    )
    return tuple(
        Tick(x_of(day.toordinal()), day, step < _YEAR) for day in _months(first, last, step)
    )


def _months(first: int, last: int, step: int) -> Iterator[date]:
    start = date.fromordinal(max(1, first))
    month = start.year * 12 + (start.month - 1)
    month -= month % step
    while True:
        year, number = divmod(month, 12)
        if not 1 <= year <= date.max.year:
            return
        day = date(year, number + 1, 1)
        if day.toordinal() > last:
            return
        if day.toordinal() >= first:
            yield day
        month += step


def _days(when: FuzzyDate) -> tuple[int, int]:
    first, last = (date.fromisoformat(day).toordinal() for day in (when.earliest, when.latest))
    return first, last
