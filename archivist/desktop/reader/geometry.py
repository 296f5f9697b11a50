"""The laid-out lines in view, and where a range of document positions stands on them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from archivist.desktop.reader.blocks import Blocks
from archivist.desktop.reader.page import RIGHT_TO_LEFT

ABOVE = 0.76
"""How far marks and carets reach above the baseline, in pitches of the line."""

_BELOW = 0.20
# Characters by which Qt misses a place in a line from right to left: what a space is wide.
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: document positions `first` to `last`, `left` the block's edge.

    `top` and `bottom` are those of the mark that fits the line, the same for every line of a
    block, whatever fonts its letters had to borrow.
    """

    first: int
    last: int
    left: float
    top: float
    bottom: float
    block: int
    mixed: bool
    layout: QTextLine

    def boxes(self, start: int, end: int) -> Iterator[QRectF]:
        """Rectangles over the document positions `start` to `end` of this line."""
        low, high = max(start, self.first), min(end, self.last)
        if high <= low:
            return
        low, high = low - self.block, high - self.block
        if self.mixed:
            for run in self.layout.glyphRuns(low, high - low):
                across = run.boundingRect()
                yield self._box(across.left(), across.right())
            return
        # The space a line breaks at hangs over the edge of the column.
        edge = self.layout.x() + self.layout.naturalTextWidth()
        left = self._x(low)
        yield self._box(left, max(left, min(self._x(high), edge)))

    def holds(self, start: int, end: int) -> bool:
        """Whether the document positions `start` to `end` have a rectangle on this line."""
        if self.mixed:
            return any(True for _ in self.boxes(start, end))
        return min(end, self.last) > max(start, self.first)

    def _x(self, place: int) -> float:
        return cast("tuple[float, int]", self.layout.cursorToX(place))[0]

    def _box(self, left: float, right: float) -> QRectF:
        return QRectF(self.left + left, self.top, right - left, self.bottom - self.top)


def lines_in(blocks: Blocks, view: QRectF) -> list[Line]:
    """The lines that may show in `view`, in document order."""
    found: list[Line] = []
    for block, area in blocks.in_view(view):
        found.extend(_lines(block, area, view))
    return found


def lines_over(lines: list[Line], start: int, end: int) -> Iterator[Line]:
    """Those of `lines` that hold a position from `start` to `end`."""
    index = max(0, bisect_right(lines, start, key=lambda line: line.first) - 1)
    while index < len(lines) and lines[index].first < end:
        yield lines[index]
        index += 1


def _lines(block: QTextBlock, area: QRectF, view: QRectF) -> Iterator[Line]:
    layout = block.layout()
    pitch = block.blockFormat().lineHeight()
    mixed = RIGHT_TO_LEFT.search(block.text()) is not None
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        baseline = area.top() + line.y() + line.ascent()
        if baseline + pitch < view.top() or baseline - pitch > view.bottom():
            continue
        first = block.position() + line.textStart()
        yield Line(
            first=first,
            last=first + line.textLength(),
            left=area.left(),
            top=baseline - pitch * ABOVE,
            bottom=baseline + pitch * _BELOW,
            block=block.position(),
            mixed=mixed,
            layout=line,
        )


def all_lines(block: QTextBlock, area: QRectF) -> Iterator[Line]:
    """The lines of a block of plain text that fills `area`, each as high as its letters."""
    layout = block.layout()
    mixed = RIGHT_TO_LEFT.search(block.text()) is not None
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = block.position() + line.textStart()
        yield Line(
            first=first,
            last=first + line.textLength(),
            left=area.left(),
            top=area.top() + line.y(),
            bottom=area.top() + line.y() + line.height(),
            block=block.position(),
            mixed=mixed,
            layout=line,
        )


def top_of(document: QTextDocument, position: int) -> float:
    """The top of the line that holds a document position, laying out what is above it.

    In a hidden block it is the top of what comes after it.
    """
    block = document.findBlock(position)
    while not block.isVisible() and block.next().isValid():
        block = block.next()
        position = block.position()
    top = document.documentLayout().blockBoundingRect(block).top()
    line = block.layout().lineForTextPosition(position - block.position())
    return float(top + line.y()) if line.isValid() else float(top)


def mark_top(document: QTextDocument, position: int) -> float:
    """The top of the mark on the character at a document position, laying out what is above it."""
    block = document.findBlock(position)
    area = document.documentLayout().blockBoundingRect(block)
    line = block.layout().lineForTextPosition(position - block.position())
    if not line.isValid():
        return float(area.top())
    return float(area.top() + line.y() + line.ascent() - block.blockFormat().lineHeight() * ABOVE)


def character_at(blocks: Blocks, point: QPointF) -> int | None:
    """The document position of the character under a point, or None beside the words."""
    block = blocks.block_under(point)
    if block is None:
        return None
    area = blocks.area(block)
    line = _line_under(block, area, point)
    if line is None:
        return None
    across = point.x() - area.left()
    there = int(line.xToCursor(across, QTextLine.CursorPosition.CursorOnCharacter))
    return block.position() + _character_over(line, there, across)


def border_near(block: QTextBlock, area: QRectF, position: int, point: QPointF) -> int:
    """The border drawn nearest to a point, of those beside the document position Qt found there.

    In a line that runs from right to left and breaks at a space, Qt looks for a place as if the
    space stood in front of the line; where directions meet, and where letters lean over each
    other, it takes another one.
    """
    line = _line_under(block, area, point)
    place = position - block.position()
    if line is None or not line.textStart() <= place <= line.textStart() + line.textLength():
        return position
    # The end of a line that breaks is drawn where the next line begins.
    breaks = line.lineNumber() < block.layout().lineCount() - 1
    first, last = line.textStart(), line.textStart() + line.textLength() - breaks
    leftwards = RIGHT_TO_LEFT.search(block.text()) is not None
    reach = last - first if leftwards else _BESIDE
    places = range(max(first, place - reach), min(last, place + reach) + 1)
    across = point.x() - area.left()
    drawn = ((abs(_x(line, each) - across), each != place, each) for each in places)
    nearest: int = min(drawn)[2]
    return block.position() + nearest


def _line_under(block: QTextBlock, area: QRectF, point: QPointF) -> QTextLine | None:
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        if area.top() + line.y() + line.height() > point.y():
            return line
    return None


def _character_over(line: QTextLine, place: int, across: float) -> int:
    """The character drawn at `across`: the one Qt found there, or one beside it."""
    end = line.textStart() + line.textLength()
    first, last = max(line.textStart(), place - _BESIDE), min(end, place + _BESIDE)
    places: list[int] = [place, *range(first, last)]
    for each in places:
        low, high = sorted((_x(line, each), _x(line, each + 1)))
        if low <= across < high:
            return each
    return place


def _x(line: QTextLine, place: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(place))[0]
