"""The timeline at the foot of the window: every dated event of the archive on one axis."""

from collections.abc import Iterable

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import ink_of
from archivist.desktop.shelves.places import Place
from archivist.desktop.timeline.marks import Happening, Placed, Tick, happening, place, ticks

_SIDE = 40
_AXIS = 34
_HEAD = 34
_ROW = 25
_GRAIN = 3
_MANY = 60
_FIRST = 84
_Middle = QtCore.Qt.AlignmentFlag.AlignVCenter


class Timeline(QtWidgets.QWidget):
    """Events by date. `chosen` carries the id of an event; the wheel zooms, a drag moves.

    With the keyboard: left and right go from event to event, Enter chooses, plus and minus zoom.
    """

    chosen = QtCore.Signal(str)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """Empty until `show_events`."""
        super().__init__(parent)
        self.setObjectName("timeline")
        self._theme = theme
        self._all: tuple[Happening, ...] = ()
        self._undated = 0
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._span = (0.0, 1.0)
        self._current = ""
        self._hovered = ""
        self._dragged: tuple[float, tuple[float, float]] | None = None
        self._placed: tuple[Placed, ...] = ()
        self._title = fonts.interface(13.5, fonts.SEMIBOLD)
        self._small = fonts.interface(12)
        self._label = fonts.interface(12, fonts.MEDIUM)
        self.setMinimumHeight(96)
        self.setMouseTracking(True)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline"))
        theme.changed.connect(self.update)

    def show_events(self, events: Iterable[Place]) -> None:
        """Shows these events; the whole of them, when they are others than before."""
        shown = tuple((each.key, each.name, each.date) for each in events)
        if shown == self._shown:
            return
        self._shown = shown
        found = [happening(*each) for each in shown]
        dated = tuple(each for each in found if each is not None)
        self._undated = len(found) - len(dated)
        if {each.key for each in dated} != {each.key for each in self._all}:
            self._span = _most(dated)
        self._all = dated
        self._arrange()

    def choose(self, event: str) -> None:
        """Shows an event as the current one, without saying so."""
        self._current = event
        self.setAccessibleDescription(next((e.title for e in self._all if e.key == event), ""))
        self.update()

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """Room for three rows."""
        return QtCore.QSize(400, 150)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Arranges the words anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints head, axis and events."""
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.colour("panel"))
        self._paint_head(painter)
        if self._all:
            self._paint_axis(painter)
            self._paint_dense(painter)
            for placed in self._placed:
                if placed.row >= 0 or placed.happening.key in (self._current, self._hovered):
                    self._paint_event(painter, placed)
        if self.hasFocus():
            painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
            painter.setPen(QtGui.QPen(self._theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begins a drag."""
        self._dragged = (event.position().x(), self._span)

    def mouseMoveEvent(self, event: QtGui.QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drags the time along, or names the event under the mouse."""
        if self._dragged and event.buttons() & QtCore.Qt.MouseButton.LeftButton:
            start, (first, last) = self._dragged
            days = (start - event.position().x()) * (last - first) / self._width()
            self._span = (first + days, last + days)
            self._arrange()
            return
        found = self._at(event.position())
        self._hovered = found.key if found else ""
        pointing = QtCore.Qt.CursorShape.PointingHandCursor
        self.setCursor(pointing if found else QtCore.Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click that was no drag chooses."""
        start = self._dragged[0] if self._dragged else event.position().x()
        self._dragged = None
        found = self._at(event.position())
        if found and abs(event.position().x() - start) < QtWidgets.QApplication.startDragDistance():
            self.choose(found.key)
            self.chosen.emit(found.key)

    def mouseDoubleClickEvent(self, _event: QtGui.QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Shows the whole again."""
        self._span = _whole(self._all)
        self._arrange()

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zooms about the mouse."""
        self._zoom(0.8 if event.angleDelta().y() > 0 else 1.25, event.position().x())

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Goes from event to event, chooses, zooms."""
        keys = QtCore.Qt.Key
        key = QtCore.Qt.Key(event.key())
        if key in (keys.Key_Left, keys.Key_Right):
            self._step(1 if key == keys.Key_Right else -1)
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and self._current:
            self.chosen.emit(self._current)
        elif key in (keys.Key_Plus, keys.Key_Minus):
            self._zoom(0.8 if key == keys.Key_Plus else 1.25, self.width() / 2)
        else:
            super().keyPressEvent(event)

    def _paint_head(self, painter: QtGui.QPainter) -> None:
        tokens = self._theme.tokens
        row = QtCore.QRectF(18, 8, 200, 24)
        painting.paint_line(painter, row, Words(self.tr("Timeline"), self._title, tokens.text))
        used = QtGui.QFontMetricsF(self._title).horizontalAdvance(self.tr("Timeline")) + 34
        row = QtCore.QRectF(used, 8, self.width() - used - 20, 24)
        painting.paint_line(painter, row, Words(self._summary(), self._small, tokens.muted))

    def _summary(self) -> str:
        if not self._all:
            return self.tr("No dated events yet: select words in an article and press E")
        words = self.tr("%n event(s)", "", len(self._all))
        if self._undated:
            words += " · " + self.tr("%n without a date", "", self._undated)
        by_date = sorted(self._all, key=lambda each: each.first)
        return f"{words} · {by_date[0].written} – {by_date[-1].written}"

    def _paint_axis(self, painter: QtGui.QPainter) -> None:
        tokens = self._theme.tokens
        base = self.height() - _AXIS
        painter.setPen(QtGui.QPen(QtGui.QColor(tokens.line), 1))
        painter.drawLine(QtCore.QPointF(_SIDE, base), QtCore.QPointF(self.width() - _SIDE, base))
        first, last = self._span
        for tick in ticks(round(first), round(last), self._x, 84):
            painter.setPen(QtGui.QPen(QtGui.QColor(tokens.line), 1))
            painter.drawLine(QtCore.QPointF(tick.x, base), QtCore.QPointF(tick.x, base + 5))
            row = QtCore.QRectF(tick.x - 40, base + 6, 80, 20)
            middle = QtCore.Qt.AlignmentFlag.AlignHCenter
            words = Words(self._tick_words(tick), self._small, tokens.muted)
            painting.paint_line(painter, row, words, middle)

    def _tick_words(self, tick: Tick) -> str:
        if not tick.is_month:
            return str(tick.day.year)
        month = self.locale().standaloneMonthName(
            tick.day.month, QtCore.QLocale.FormatType.ShortFormat
        )
        first = tick.day.month == 1 or tick.x < _SIDE + _FIRST
        return f"{month} {tick.day.year}" if first else month

    def _paint_dense(self, painter: QtGui.QPainter) -> None:
        # Events without room for their words stand on the axis, one dot for a few pixels.
        base, tokens = self.height() - _AXIS, self._theme.tokens
        seen: set[int] = set()
        for placed in self._placed:
            grain = round(placed.x) // _GRAIN
            if placed.row < 0 and grain not in seen and 0 <= placed.x <= self.width():
                seen.add(grain)
                ink = tokens.ink(ink_of(placed.happening.key)).line
                painting.paint_dots(painter, QtCore.QPointF(placed.x - 2, base), (ink,), 4)

    def _paint_event(self, painter: QtGui.QPainter, placed: Placed) -> None:
        tokens, each = self._theme.tokens, placed.happening
        if not _SIDE - 20 <= placed.x <= self.width() - _SIDE + 20:
            return
        base = self.height() - _AXIS
        y = base - 16 - _ROW * max(0, placed.row)
        chosen = each.key in (self._current, self._hovered)
        painter.setPen(QtGui.QPen(QtGui.QColor(tokens.line), 1))
        painter.drawLine(QtCore.QPointF(placed.x, y + 5), QtCore.QPointF(placed.x, base))
        size = 11 if chosen else 9
        dot = QtCore.QPointF(placed.x - size / 2, y)
        painting.paint_dots(painter, dot, (tokens.ink(ink_of(each.key)).line,), size)
        width = placed.width or QtGui.QFontMetricsF(self._label).horizontalAdvance(each.title) + 16
        align = QtCore.Qt.AlignmentFlag.AlignRight if placed.to_the_left else _Middle
        left = placed.x - width - 8 if placed.to_the_left else placed.x + 9
        row = QtCore.QRectF(left, y - 10, width, 20)
        if chosen:
            painter.fillRect(row.adjusted(-2, 0, 2, 0), self._theme.colour("tint"))
        painting.paint_line(painter, row, Words(each.title, self._label, tokens.text), align)

    def _arrange(self) -> None:
        rows = max(1, (self.height() - _AXIS - _HEAD) // _ROW)
        metrics = QtGui.QFontMetricsF(self._label)
        first, last = self._span
        shown = tuple(each for each in self._all if first <= each.last and each.first <= last)
        self._placed = place(shown, self._x, metrics.horizontalAdvance, rows, self.width() - 12)
        self.update()

    def _at(self, point: QtCore.QPointF) -> Happening | None:
        base = self.height() - _AXIS
        for placed in reversed(self._placed):
            y = base - 16 - _ROW * placed.row if placed.row >= 0 else base
            width = placed.width if placed.row >= 0 else 4
            left, right = (placed.x - width, placed.x + 8)
            if not placed.to_the_left:
                left, right = placed.x - 8, placed.x + width
            if abs(point.y() - y) <= _ROW / 2 and left <= point.x() <= right:
                return placed.happening
        return None

    def _step(self, step: int) -> None:
        ordered = [each.key for each in sorted(self._all, key=lambda each: each.middle)]
        if not ordered:
            return
        at = ordered.index(self._current) + step if self._current in ordered else 0
        self.choose(ordered[max(0, min(len(ordered) - 1, at))])

    def _zoom(self, factor: float, x: float) -> None:
        first, last = self._span
        pivot = first + (x - _SIDE) * (last - first) / self._width()
        self._span = (pivot - (pivot - first) * factor, pivot + (last - pivot) * factor)
        self._arrange()

    def _width(self) -> float:
        return max(1.0, self.width() - 2 * _SIDE)

    def _x(self, day: float) -> float:
        first, last = self._span
        return _SIDE + (day - first) * self._width() / max(1.0, last - first)


def _most(happenings: tuple[Happening, ...]) -> tuple[float, float]:
    """The span of all of a few events; of many, without the earliest few far away."""
    if len(happenings) < _MANY:
        return _whole(happenings)
    by_date = sorted(happenings, key=lambda each: each.first)
    return _whole(tuple(by_date[len(by_date) // 12 :]))


def _whole(happenings: tuple[Happening, ...]) -> tuple[float, float]:
    if not happenings:
        return (0.0, 1.0)
    first = min(each.first for each in happenings)
    last = max(each.last for each in happenings)
    margin = max(20.0, (last - first) * 0.06)
    return (first - margin, last + margin)
