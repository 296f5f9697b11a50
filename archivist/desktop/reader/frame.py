"""A view of a page: where on its lines and beside them stands what is marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from archivist.desktop.reader.geometry import Line, lines_in, lines_over
from archivist.desktop.reader.marks import Highlights, Lane, Matches, washes
from archivist.desktop.reader.page import Page

REACH = 17.0
"""Pixels that lines and outlines of a mark may reach above and below its line."""

_BAR = 3.0
_BAR_STEP = 5.5
_BAR_GAP = 14.0
# Pixels beside the column that bars may take: more than three are thinner and stand closer
# together, on whole pixels, with one between them.
_BARS = 15.0
_FEW = 3
_LEAST_STEP = 2.0
_MOST_BARS = 10
# Smooth edges touch the pixels beside them.
_EDGE = 2.0

_NOTHING = Matches()

Part = tuple[int, float, float, float, float]
"""A part of a page: left, top, width and height, behind the document position of its line.

Lines of one height stand beside each other in a row of cells; what belongs to no line has -1.
"""

Looks = Mapping[Part, tuple[object, ...]]
"""How each line in view is marked, and what stands beside the lines."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Everything marked on a page; offsets are code points, `hovered` the id of a highlight.

    `altered` are the places that differ from what is beside the text; an empty one says that
    words are missing there.
    """

    highlights: Highlights
    matches: Matches
    selection: tuple[int, int] | None = None
    hovered: str = ""
    altered: Matches = _NOTHING


@dataclass(frozen=True, slots=True)
class Placed:
    """A highlight in view: document positions `first` to `last`, and the lines that hold it."""

    lane: Lane
    first: int
    last: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar beside the text."""

    area: QRectF
    colour: str


class Frame:
    """The lines in view and what is marked on them; good until the page is laid out anew."""

    def __init__(self, page: Page, marked: Marked, view: QRectF) -> None:
        """Lays out what stands above and in `view`, a part of the page."""
        self.page = page
        self.marked = marked
        self.lines = lines_in(page.blocks, view)
        self._view = view
        self._first, self._last = self._range()
        found = marked.highlights.meeting(self._first, self._last) if self.lines else ()
        self.placed = tuple(self._place(lane) for lane in found)
        self.washes = washes(found)

    def document_range(self, start: int, end: int) -> tuple[int, int]:
        """The document positions of the part of a range of code points that is in view."""
        positions = self.page.positions
        first = positions.to_document(max(start, self._first))
        return first, positions.end_to_document(min(end, self._last))

    def matches(self) -> tuple[tuple[int, int, bool], ...]:
        """Start, end and whether it is the current one, of the places found that are in view."""
        return self.marked.matches.meeting(self._first, self._last) if self.lines else ()

    def altered(self) -> tuple[tuple[int, int, bool], ...]:
        """As `matches`, of the places that differ from what is beside the text."""
        return self.marked.altered.meeting(self._first, self._last + 1) if self.lines else ()

    def bars(self) -> tuple[Bar, ...]:
        """A bar for each highlight in view, beside each other where they overlap."""
        standing = tuple(_standing(self.placed))
        step = _bar_step(1 + max((place for *_, place in standing), default=0))
        wide = min(_BAR, step - 1)
        column = self.page.document.rootFrame().frameFormat().leftMargin() - _BAR_GAP
        return tuple(
            Bar(QRectF(column - min(place, _MOST_BARS - 1) * step, top, wide, bottom - top), colour)
            for colour, top, bottom, place in standing
        )

    def looks(self) -> Looks:
        """What is painted on each line and beside the lines, matches apart."""
        lines: dict[int, list[object]] = {}
        parted = {id(each.highlight) for each in self.washes if not each.whole}
        for placed in self.placed:
            for line in placed.lines:
                look = _look(placed, line, self.marked.hovered)
                whole = id(placed.lane.highlight) not in parted
                lines.setdefault(line.first, []).append((*look, whole))
        for wash in self.washes:
            if not wash.whole:
                self._note(lines, wash.highlight.colour, (wash.start, wash.end))
        if self.marked.selection:
            self._note(lines, "", self.marked.selection)
        looks = {self._part(line): tuple(lines.get(line.first, ())) for line in self.lines}
        looks |= {part_around(bar.area): (bar.colour,) for bar in self.bars()}
        return looks

    def _range(self) -> tuple[int, int]:
        if not self.lines:
            return 0, 0
        positions = self.page.positions
        last = max(line.last for line in self.lines[-32:])
        return positions.from_document(self.lines[0].first), positions.from_document(last) + 1

    def _place(self, lane: Lane) -> Placed:
        first, last = self.document_range(lane.highlight.start, lane.highlight.end)
        return Placed(lane, first, last, tuple(lines_over(self.lines, first, last)))

    def _note(self, lines: dict[int, list[object]], what: str, over: tuple[int, int]) -> None:
        first, last = self.document_range(*over)
        if first >= last:
            return
        for line in lines_over(self.lines, first, last):
            part = (what, max(first, line.first), min(last, line.last))
            lines.setdefault(line.first, []).append(part)

    def _part(self, line: Line) -> Part:
        top, height = line.top - REACH, line.bottom - line.top + 2 * REACH
        return line.first, self._view.left(), top, self._view.width(), height


def part_around(area: QRectF) -> Part:
    """The part of a page that holds what is painted in `area`."""
    around = area.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    return -1, around.left(), around.top(), around.width(), around.height()


def changed(before: Looks, after: Looks) -> Iterator[QRectF]:
    """The parts of a page that do not look in `after` as they did in `before`."""
    for part in before.keys() | after.keys():
        if before.get(part, ()) != after.get(part, ()):
            yield QRectF(*part[1:])


def _look(placed: Placed, line: Line, hovered: str) -> tuple[object, ...]:
    highlight = placed.lane.highlight
    return (
        highlight.colour,
        placed.lane.lane,
        highlight.emphasised,
        highlight.id == hovered,
        max(placed.first, line.first),
        min(placed.last, line.last),
    )


def _bar_step(bars: int) -> float:
    return _BAR_STEP if bars <= _FEW else max(_LEAST_STEP, _BARS // (bars - 1))


def _standing(placed: tuple[Placed, ...]) -> Iterator[tuple[str, float, float, int]]:
    """Colour, top, bottom and place of each bar; places count away from the text."""
    bottoms: list[float] = []
    for each in placed:
        held = [line for line in each.lines if line.holds(each.first, each.last)]
        if held:
            top = min(line.top for line in held)
            bottom = max(line.bottom for line in held)
            yield each.lane.highlight.colour, top, bottom, _free_lane(bottoms, top, bottom)


def _free_lane(bottoms: list[float], top: float, bottom: float) -> int:
    for lane, low in enumerate(bottoms):
        if low <= top:
            bottoms[lane] = bottom
            return lane
    bottoms.append(bottom)
    return len(bottoms) - 1
