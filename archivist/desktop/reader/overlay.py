"""Paints under the text: highlights, matches, the selection, and what stands beside leaves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from archivist.desktop.look.tokens import Tokens
from archivist.desktop.reader.geometry import Line, lines_in, lines_over
from archivist.desktop.reader.marks import Highlights, Lane, Matches, Wash, washes
from archivist.desktop.reader.ornaments import paint_ornaments
from archivist.desktop.reader.page import Page

_ROUND = 2.5
_LINE = 1.6
_LANE_STEP = 2.4
_BAR = 3.0
_BAR_STEP = 5.5
_BAR_GAP = 14.0
# Pixels beside the column that bars may take: more bars stand closer together.
_BARS = 15.0
_LANES_DRAWN = 4
_HOVER = 0.6


@dataclass(frozen=True, slots=True)
class Marked:
    """Everything marked on a page; offsets are code points, `hovered` the id of a highlight."""

    highlights: Highlights
    matches: Matches
    selection: tuple[int, int] | None = None
    hovered: str = ""


def paint_marks(painter: QPainter, page: Page, marked: Marked, view: QRectF) -> None:
    """Paint all that lies under the words of `view`; the painter is in document coordinates."""
    paint_ornaments(painter, page, view)
    lines = lines_in(page.blocks, view)
    if not lines:
        return
    _Painting(painter, page, lines).paint(marked)


class _Painting:
    """One frame: the lines in view and the painter."""

    def __init__(self, painter: QPainter, page: Page, lines: list[Line]) -> None:
        self._painter = painter
        self._page = page
        self._lines = lines
        self._tokens = page.style.tokens
        positions = page.positions
        self._first = positions.from_document(lines[0].first)
        self._last = positions.from_document(max(line.last for line in lines[-32:])) + 1

    def paint(self, marked: Marked) -> None:
        lanes = marked.highlights.meeting(self._first, self._last)
        boxes = [self._boxes(lane.highlight.start, lane.highlight.end) for lane in lanes]
        self._blending(lambda: self._paint_washes(lanes, boxes))
        self._paint_matches(marked.matches)
        if marked.selection:
            path = self._path(self._boxes(*marked.selection))
            wash = layer(self._tokens.selection, self._tokens)
            self._blending(lambda: self._painter.fillPath(path, wash))
        for lane, there in zip(lanes, boxes, strict=True):
            self._paint_line(lane, there)
            self._paint_outline(lane, there, hovered=lane.highlight.id == marked.hovered)
        self._paint_bars(lanes, boxes)

    def _boxes(self, start: int, end: int) -> list[QRectF]:
        positions = self._page.positions
        first = positions.to_document(max(start, self._first))
        last = positions.end_to_document(min(end, self._last))
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

    def _paint_washes(self, lanes: tuple[Lane, ...], boxes: list[list[QRectF]]) -> None:
        there = {id(lane.highlight): each for lane, each in zip(lanes, boxes, strict=True)}
        for wash in washes(lanes):
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
        self._painter.setPen(QPen(QColor(self._tokens.ink(lane.highlight.colour).line), _LINE))
        down = min(lane.lane, _LANES_DRAWN) * _LANE_STEP
        for box in boxes:
            low = box.bottom() + down
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

    def _paint_bars(self, lanes: tuple[Lane, ...], boxes: list[list[QRectF]]) -> None:
        bars = _bars(lanes, boxes)
        furthest = max((bar.place for bar in bars), default=0)
        step = min(_BAR_STEP, _BARS / max(1, furthest))
        self._painter.setPen(Qt.PenStyle.NoPen)
        column = self._page.document.rootFrame().frameFormat().leftMargin() - _BAR_GAP
        for bar in bars:
            self._painter.setBrush(QColor(self._tokens.ink(bar.colour).line))
            there = QRectF(column - bar.place * step, bar.top, _BAR, bar.bottom - bar.top)
            self._painter.drawRoundedRect(there, _BAR / 2, _BAR / 2)

    def _paint_matches(self, matches: Matches) -> None:
        for start, end, current in matches.meeting(self._first, self._last):
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


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar beside the text, `place` steps away from it."""

    top: float
    bottom: float
    place: int
    colour: str


def _bars(lanes: tuple[Lane, ...], boxes: list[list[QRectF]]) -> list[_Bar]:
    bottoms: list[float] = []
    bars = []
    for lane, there in zip(lanes, boxes, strict=True):
        if there:
            top = min(box.top() for box in there)
            bottom = max(box.bottom() for box in there)
            place = _free_lane(bottoms, top, bottom)
            bars.append(_Bar(top, bottom, place, lane.highlight.colour))
    return bars


def _free_lane(bottoms: list[float], top: float, bottom: float) -> int:
    for lane, low in enumerate(bottoms):
        if low <= top:
            bottoms[lane] = bottom
            return lane
    bottoms.append(bottom)
    return len(bottoms) - 1
