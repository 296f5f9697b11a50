"""Paints under the text: highlights, matches, the selection, and what stands beside leaves."""

from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from archivist.desktop.look.tokens import Tokens
from archivist.desktop.reader.altered import paint_altered
from archivist.desktop.reader.frame import REACH, Frame
from archivist.desktop.reader.geometry import Line, lines_over
from archivist.desktop.reader.marks import Lane, Wash
from archivist.desktop.reader.ornaments import paint_ornaments

_ROUND = 2.5
_LINE = 1.6
_LANE_STEP = 2.4
# Behind so many lanes the lines are thin, on whole pixels with one between them, up to the last.
_WIDE_LANES = 4
_NEXT_LANE = 9.0
_LAST_LANE = 7
_HOVER = 0.6


def paint_marks(painter: QPainter, frame: Frame, part: QRegion) -> None:
    """Paint all that lies under the words of a view, as far as it reaches into `part` of it.

    The painter and `part` are in document coordinates.
    """
    paint_ornaments(painter, frame.page, QRectF(part.boundingRect()))
    _Painting(painter, frame, part).paint()


class _Painting:
    """A part of one frame: the lines whose marks reach into it, and the painter."""

    def __init__(self, painter: QPainter, frame: Frame, part: QRegion) -> None:
        self._painter = painter
        self._frame = frame
        self._tokens = frame.page.style.tokens
        self._bounds = QRectF(part.boundingRect())
        # The stubs do not know that a region is iterable.
        areas = [QRectF(area) for area in cast("Iterable[QRect]", part)]
        self._lines = [line for line in frame.lines if _reaches(line, areas)]

    def paint(self) -> None:
        here = {line.first for line in self._lines}
        placed = [each for each in self._frame.placed if not here.isdisjoint(_firsts(each.lines))]
        boxes = [self._over(each.first, each.last) for each in placed]
        lanes = [each.lane for each in placed]
        self._blending(lambda: self._paint_washes(lanes, boxes))
        self._paint_matches()
        marked = self._frame.marked
        if marked.selection:
            path = self._path(self._boxes(*marked.selection))
            wash = layer(self._tokens.selection, self._tokens)
            self._blending(lambda: self._painter.fillPath(path, wash))
        for lane, there in zip(lanes, boxes, strict=True):
            self._paint_line(lane, there)
            self._paint_outline(lane, there, hovered=lane.highlight.id == marked.hovered)
        self._paint_bars()
        paint_altered(self._painter, self._frame, self._lines)

    def _boxes(self, start: int, end: int) -> list[QRectF]:
        return self._over(*self._frame.document_range(start, end))

    def _over(self, first: int, last: int) -> list[QRectF]:
        over = lines_over(self._lines, first, last)
        return [box for line in over for box in line.boxes(first, last)]

    def _path(self, boxes: Iterable[QRectF]) -> QPainterPath:
        # Winding fill shows the union: where runs of one mark meet, it is not painted twice.
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for box in boxes:
            path.addRoundedRect(box.adjusted(-1, 0, 1, 0), _ROUND, _ROUND)
        return path

    def _blending(self, paint: Callable[[], None]) -> None:
        # On a dark page the lighter of each channel counts: washes that added up would soon be
        # as light as the words on them.
        mode = QPainter.CompositionMode
        dark = self._tokens.dark
        self._painter.setCompositionMode(
            mode.CompositionMode_Lighten if dark else mode.CompositionMode_Multiply
        )
        paint()
        self._painter.setCompositionMode(mode.CompositionMode_SourceOver)

    def _paint_washes(self, lanes: list[Lane], boxes: list[list[QRectF]]) -> None:
        there = {id(lane.highlight): each for lane, each in zip(lanes, boxes, strict=True)}
        for wash in self._frame.washes:
            if id(wash.highlight) not in there:
                continue
            path = self._path(there[id(wash.highlight)]) if wash.whole else self._part(wash)
            ink = self._tokens.ink(wash.highlight.colour)
            self._painter.fillPath(path, layer(ink.wash, self._tokens))

    def _part(self, wash: Wash) -> QPainterPath:
        # Square and of whole pixels: a part ends where the next one begins, without a seam.
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for box in self._boxes(wash.start, wash.end):
            left, right = round(box.left()), round(box.right())
            path.addRect(QRectF(left, box.top(), right - left, box.height()))
        return path

    def _paint_line(self, lane: Lane, boxes: list[QRectF]) -> None:
        wide = _LINE if lane.lane < _WIDE_LANES else 1.0
        colour = QColor(self._tokens.ink(lane.highlight.colour).line)
        self._painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for box in boxes:
            low = _line_below(box, lane.lane)
            self._painter.drawLine(QPointF(box.left(), low), QPointF(box.right(), low))

    def _paint_outline(self, lane: Lane, boxes: list[QRectF], *, hovered: bool) -> None:
        if not (hovered or lane.highlight.emphasised):
            return
        colour = QColor(self._tokens.ink(lane.highlight.colour).line)
        if not lane.highlight.emphasised:
            colour.setAlphaF(_HOVER)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(colour, 1.2))
        self._painter.drawPath(self._path(boxes).simplified())

    def _paint_bars(self) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        for bar in self._frame.bars():
            if bar.area.adjusted(-1, -1, 1, 1).intersects(self._bounds):
                self._painter.setBrush(QColor(self._tokens.ink(bar.colour).line))
                round_end = bar.area.width() / 2
                self._painter.drawRoundedRect(bar.area, round_end, round_end)

    def _paint_matches(self) -> None:
        for start, end, current in self._frame.matches():
            path = self._path(self._boxes(start, end))
            tokens = self._tokens
            self._painter.fillPath(path, QColor(tokens.current_match if current else tokens.match))


def layer(colour: str, tokens: Tokens) -> QColor:
    """The colour that, blended once with the page, gives `colour`: two layers then mix."""
    if tokens.dark:
        return QColor(colour)
    pairs = zip(_channels(tokens.page), _channels(colour), strict=True)
    return QColor(*(_clamp(255 * wanted / max(1, page)) for page, wanted in pairs))


def _channels(colour: str) -> tuple[int, int, int]:
    parts = QColor(colour)
    return parts.red(), parts.green(), parts.blue()


def _clamp(value: float) -> int:
    return max(0, min(255, round(value)))


def _line_below(box: QRectF, lane: int) -> float:
    if lane < _WIDE_LANES:
        return box.bottom() + lane * _LANE_STEP
    return ceil(box.bottom() + _NEXT_LANE) + 0.5 + 2 * (min(lane, _LAST_LANE) - _WIDE_LANES)


def _reaches(line: Line, areas: list[QRectF]) -> bool:
    top, bottom = line.top - REACH, line.bottom + REACH
    return any(top <= area.bottom() and bottom >= area.top() for area in areas)


def _firsts(lines: tuple[Line, ...]) -> Iterator[int]:
    return (line.first for line in lines)
