"""Paints what differs from a former text: a broken line under words, a wedge where some are gone.

None of it lies behind a word, where the washes of highlights are.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from archivist.desktop.reader.frame import Frame
from archivist.desktop.reader.geometry import Line, lines_over

_LINE = 1.8
# Below the lines of two highlights on the same words.
_BELOW = 4.6
_DASHES = (2.0, 1.6)
# Pixels to the left of the column, between it and the bars of highlights.
_BAR_GAP = 8.0
_BAR = 2.0
_WEDGE = 4.0
_ROUND = 3.0


def paint_altered(painter: QPainter, frame: Frame, lines: list[Line]) -> None:
    """Paint the places in view that differ, as far as they stand on `lines`."""
    _Painting(painter, frame, lines).paint()


def paint_tint(painter: QPainter, boxes: Iterable[QRectF], colours: tuple[QColor, QColor]) -> None:
    """Paint a ground behind words, and a line under them."""
    ground, line = colours
    for box in boxes:
        painter.fillRect(box, ground)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), line)


def paint_gap(
    painter: QPainter, lines: Sequence[Line], place: int, *, large: bool = False
) -> Line | None:
    """Paint a wedge that points from below at a place between two words; the line it is on."""
    # The end of a paragraph is on its last line.
    line = next((line for line in lines if line.first <= place <= line.last), None)
    if line is None:
        return None
    behind, before = (next(line.boxes(at, at + 1), None) for at in (place, place - 1))
    box = behind or before or QRectF(line.left, line.top, 0, line.bottom - line.top)
    at = QPointF(box.left() if behind or not before else box.right(), box.bottom() - 1)
    size = _WEDGE * (1.5 if large else 1)
    painter.setPen(Qt.PenStyle.NoPen)
    corners = (at, at + QPointF(-size, size * 1.4), at + QPointF(size, size * 1.4))
    painter.drawPolygon(QPolygonF(list(corners)))
    return line


class _Painting:
    def __init__(self, painter: QPainter, frame: Frame, lines: list[Line]) -> None:
        self._painter = painter
        self._frame = frame
        self._lines = lines
        tokens = frame.page.style.tokens
        self._new, self._gone = QColor(tokens.accent), QColor(tokens.danger)

    def paint(self) -> None:
        beside: dict[int, tuple[Line, QColor]] = {}
        for start, end, current in self._frame.altered():
            first, last = self._frame.document_range(start, end)
            if start == end:
                self._painter.setBrush(self._gone)
                line = paint_gap(self._painter, self._lines, first, large=current)
                if line is not None:
                    beside.setdefault(line.first, (line, self._gone))
                continue
            over = list(lines_over(self._lines, first, last))
            boxes = [box for line in over for box in line.boxes(first, last)]
            self._paint_new(boxes, current=current)
            beside |= {line.first: (line, self._new) for line in over if line.holds(first, last)}
        self._paint_bars(beside.values())

    def _paint_new(self, boxes: list[QRectF], *, current: bool) -> None:
        pen = QPen(self._new, _LINE, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(list(_DASHES))
        self._painter.setPen(pen)
        for box in boxes:
            low = box.bottom() + _BELOW
            self._painter.drawLine(QPointF(box.left(), low), QPointF(box.right(), low))
        if current:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            for box in boxes:
                path.addRoundedRect(box.adjusted(-3, -1, 3, 2), _ROUND, _ROUND)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(self._new, 1.4))
            self._painter.drawPath(path.simplified())

    def _paint_bars(self, beside: Iterable[tuple[Line, QColor]]) -> None:
        left = self._frame.page.document.rootFrame().frameFormat().leftMargin() - _BAR_GAP
        self._painter.setPen(Qt.PenStyle.NoPen)
        for line, colour in beside:
            area = QRectF(left, line.top - 1, _BAR, line.bottom - line.top + 2)
            self._painter.fillRect(area, colour)
