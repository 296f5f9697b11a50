"""A page of an original as it looks, with what is marked in its text drawn on it."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import DARK, LIGHT
from archivist.desktop.reader.marks import Highlight
from archivist.layout import Box, Layout

_EDGE = 14
"""Pixels around the paper."""
_LEAST, _MOST, _STEP = 0.4, 5.0, 1.2
_UPPER = 0.25
_LOOK = 200
"""Code points in which the first word is looked for that stands on the page."""
_PAUSE = 60
# Of a dark window's light, so much is let through by the paper.
_DIMMED = 90
_LINE = 1.6
_Key = QtCore.Qt.Key


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn on the pages: highlights of the text, and the range that is selected."""

    highlights: tuple[Highlight, ...] = ()
    selection: tuple[int, int] | None = None


class PaperView(QtWidgets.QAbstractScrollArea):
    """One page at a time, from 0.

    `wanted` carries a page and how many pixels wide it is to be; `turned` a page that a person
    turned to; `pressed` the code point of the word under a click.
    """

    wanted = QtCore.Signal(int, int)
    turned = QtCore.Signal(int)
    pressed = QtCore.Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Empty until `show_layout`."""
        super().__init__()
        self._theme = theme
        self._layout = Layout(())
        self._shown = Shown()
        self._page = 0
        self._zoom = 1.0
        self._picture: QtGui.QImage | None = None
        self._sentence = ""
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setObjectName("paper")
        self.viewport().setMouseTracking(True)
        # A width that is dragged asks once, when it stands.
        self._asking = QtCore.QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_PAUSE)
        self._asking.timeout.connect(self._ask)
        theme.changed.connect(self.viewport().update)

    @property
    def page(self) -> int:
        """The page that is shown."""
        return self._page

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._layout.pages)

    def show_layout(self, layout: Layout) -> None:
        """Shows the first of other pages."""
        self._layout = layout
        self._shown = Shown()
        self._zoom = 1.0
        self._go(0)

    def show_marks(self, shown: Shown) -> None:
        """Draws these marks on the pages and no others."""
        if shown != self._shown:
            self._shown = shown
            self.viewport().update()

    def show_picture(self, page: int, picture: QtGui.QImage) -> None:
        """Shows what a page looks like, if it is the one that is open."""
        if page == self._page:
            self._picture, self._sentence = picture, ""
            self.viewport().update()

    def show_sentence(self, page: int, sentence: str) -> None:
        """Says in the place of a page why it cannot be shown."""
        if page == self._page:
            self._picture, self._sentence = None, sentence
            self.setAccessibleDescription(sentence)
            self.viewport().update()

    def reveal(self, offset: int) -> None:
        """Turns to the page of a code point, and scrolls to its line where it is not in view."""
        if not self._layout.pages:
            return
        page = self._layout.page_of(offset)
        if page != self._page:
            self._go(page)
        box = next(
            (each for each in self._boxes(offset, offset + _LOOK) if each.page == page), None
        )
        if box is None:
            return
        area = self._area_of(box)
        if area.top() < 0 or area.bottom() > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + area.top() - self.viewport().height() * _UPPER))

    def turn_to(self, page: int) -> None:
        """Turns to a page, as a person asks."""
        page = max(0, min(page, self.pages - 1))
        if page != self._page:
            self._go(page)
            self.turned.emit(page)

    def zoom(self, by: int) -> None:
        """Shows the page larger or smaller by so many steps; 0 fits its width again."""
        zoom = self._zoom * _STEP**by if by else 1.0
        middle = self._middle()
        self._zoom = max(_LEAST, min(_MOST, zoom))
        self._lay_out()
        across = self.horizontalScrollBar()
        across.setValue(across.maximum() // 2)
        self.verticalScrollBar().setValue(
            round(middle * self._size().height() - self.viewport().height() / 2)
        )
        self.viewport().update()

    def paper(self) -> QtCore.QRectF:
        """Where the paper lies in the view."""
        size = self._size()
        across = max(float(_EDGE), (self.viewport().width() - size.width()) / 2)
        corner = QtCore.QPointF(
            across - self.horizontalScrollBar().value(), _EDGE - self.verticalScrollBar().value()
        )
        return QtCore.QRectF(corner, size)

    def areas(self, start: int, end: int) -> Iterator[QtCore.QRectF]:
        """Where a passage stands on the page that is shown, as the view counts pixels."""
        for box in self._boxes(start, end):
            if box.page == self._page:
                yield self._area_of(box)

    # What is painted

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:
        """Paints the paper and what is marked on it, dimmed where the window is dark.

        In high contrast nothing is taken from it.
        """
        painter = QtGui.QPainter(self.viewport())
        painter.setRenderHint(QtGui.QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), self._theme.colour("panel"))
        if self._layout.pages:
            self._paint_paper(painter, self.paper())
        painter.end()

    def _paint_paper(self, painter: QtGui.QPainter, paper: QtCore.QRectF) -> None:
        painter.fillRect(paper, QtGui.QColor(LIGHT.page))
        if self._picture is not None:
            painter.drawImage(paper, self._picture)
            self._paint_marks(painter)
        else:
            self._paint_sentence(painter, paper)
        if self._theme.tokens.name == DARK.name:
            painter.fillRect(paper, QtGui.QColor(0, 0, 0, _DIMMED))
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(paper.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_sentence(self, painter: QtGui.QPainter, paper: QtCore.QRectF) -> None:
        painter.setFont(fonts.interface(13.5))
        painter.setPen(QtGui.QColor(LIGHT.muted))
        seen = paper.intersected(QtCore.QRectF(self.viewport().rect())).adjusted(24, 24, -24, -24)
        middle = QtCore.Qt.AlignmentFlag.AlignCenter | QtCore.Qt.TextFlag.TextWordWrap
        painter.drawText(seen, middle, self._sentence)

    def _paint_marks(self, painter: QtGui.QPainter) -> None:
        # The paper is white in every theme, and so are the inks those of a light page.
        painter.setCompositionMode(QtGui.QPainter.CompositionMode.CompositionMode_Multiply)
        for mark in self._shown.highlights:
            self._wash(painter, mark.start, mark.end, LIGHT.ink(mark.colour).wash)
        if self._shown.selection is not None:
            self._wash(painter, *self._shown.selection, LIGHT.selection)
        painter.setCompositionMode(QtGui.QPainter.CompositionMode.CompositionMode_SourceOver)
        for mark in self._shown.highlights:
            line = QtGui.QColor(LIGHT.ink(mark.colour).line)
            for area in self.areas(mark.start, mark.end):
                below = QtCore.QRectF(area.left(), area.bottom(), area.width(), _LINE)
                painter.fillRect(below, line)
                if mark.emphasised:
                    painter.setPen(QtGui.QPen(line, 1.2))
                    painter.drawRect(area.adjusted(-1, -1, 1, 1))

    def _wash(self, painter: QtGui.QPainter, start: int, end: int, colour: str) -> None:
        for area in self.areas(start, end):
            painter.fillRect(area.adjusted(-1, 0, 1, 0), QtGui.QColor(colour))

    # What the mouse and the keys do

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:
        """Says which word was clicked."""
        offset = self._word_at(event.position())
        if event.button() == QtCore.Qt.MouseButton.LeftButton and offset is not None:
            self.pressed.emit(offset)

    def mouseMoveEvent(self, event: QtGui.QMouseEvent) -> None:
        """Over a word the mouse can press it."""
        shape = QtCore.Qt.CursorShape
        over = self._word_at(event.position()) is not None
        self.viewport().setCursor(shape.PointingHandCursor if over else shape.ArrowCursor)

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:
        """Scrolls, and turns the page at its ends; with Ctrl it zooms."""
        down = event.angleDelta().y()
        if event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if down > 0 else -1)
            event.accept()
            return
        bar = self.verticalScrollBar()
        if down < 0 and bar.value() == bar.maximum():
            self.turn_to(self._page + 1)
        elif down > 0 and bar.value() == bar.minimum():
            self._turn_back_to_foot()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Plus, minus and 0 zoom; Page keys scroll and turn; Left and Right turn."""
        bar = self.verticalScrollBar()
        by_zoom = {_Key.Key_Plus: 1, _Key.Key_Equal: 1, _Key.Key_Minus: -1, _Key.Key_0: 0}
        by_page = {_Key.Key_Right: 1, _Key.Key_Left: -1}
        key = _Key(event.key())
        if key in by_zoom:
            self.zoom(by_zoom[key])
        elif key in by_page:
            self.turn_to(self._page + by_page[key])
        elif key == _Key.Key_PageDown and bar.value() == bar.maximum():
            self.turn_to(self._page + 1)
        elif key == _Key.Key_PageUp and bar.value() == bar.minimum():
            self._turn_back_to_foot()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """The page fits the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scrolls by painting anew."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    # Where things are

    def _turn_back_to_foot(self) -> None:
        if self._page > 0:
            self.turn_to(self._page - 1)
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _go(self, page: int) -> None:
        self._page = page
        self._picture, self._sentence = None, ""
        self.setAccessibleDescription("")
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self._asking.stop()
        self._ask()

    @QtCore.Slot()
    def _ask(self) -> None:
        if self._layout.pages:
            wide = self._size().width() * self.devicePixelRatioF()
            self.wanted.emit(self._page, max(1, round(wide)))

    def _lay_out(self) -> None:
        size, view = self._size(), self.viewport().size()
        for bar, long, seen in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            bar.setRange(0, max(0, round(long + 2 * _EDGE) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(max(1, seen // 12))
        self._asking.start()

    def _size(self) -> QtCore.QSizeF:
        """The paper in pixels: as wide as the view, times the zoom."""
        if not self._layout.pages:
            return QtCore.QSizeF(1, 1)
        page = self._layout.pages[self._page]
        # As if the bar were always there: a page must not change its width by being laid out.
        bar = self.verticalScrollBar().sizeHint().width()
        whole = self.maximumViewportSize().width() - bar - 2 * _EDGE
        wide = max(40.0, whole * self._zoom)
        return QtCore.QSizeF(wide, wide * page.height / max(1, page.width))

    def _middle(self) -> float:
        """Which part of the paper is in the middle of the view."""
        seen = self.verticalScrollBar().value() + self.viewport().height() / 2
        return seen / max(1.0, self._size().height())

    def _scale(self) -> float:
        return self._size().width() / max(1, self._layout.pages[self._page].width)

    def _boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes of a passage, looked for on the open page alone: it may be a whole book."""
        pages = self._layout.pages
        low = pages[self._page].start
        high = pages[self._page + 1].start if self._page + 1 < len(pages) else end
        return self._layout.boxes(max(start, low), min(end, high))

    def _area_of(self, box: Box) -> QtCore.QRectF:
        paper, scale = self.paper(), self._scale()
        return QtCore.QRectF(
            paper.left() + box.left * scale,
            paper.top() + box.top * scale,
            (box.right - box.left) * scale,
            (box.bottom - box.top) * scale,
        )

    def _word_at(self, point: QtCore.QPointF) -> int | None:
        if not self._layout.pages:
            return None
        within = (point - self.paper().topLeft()) / max(self._scale(), 1e-6)
        return self._layout.offset_at(self._page, round(within.x()), round(within.y()))
