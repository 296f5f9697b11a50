"""The reader: shows one article, tells which range a person selects, and shows what is marked."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from archivist.desktop.reader.geometry import character_at, lines_in, lines_over, top_of
from archivist.desktop.reader.marks import Highlight, Highlights, Matches
from archivist.desktop.reader.overlay import Marked, paint_marks
from archivist.desktop.reader.page import Page
from archivist.desktop.reader.selection import Held, clip, hold, range_of
from archivist.desktop.reader.typography import Heading, Style, Typography
from archivist.desktop.tokens import LIGHT, Tokens
from archivist.text import StructuredText, leaf_at

_SLICE = 0.003
_FIRST_SCREEN = 8_000
_UPPER = 0.22


class Reader(QTextBrowser):
    """One article's page; every offset it takes or gives counts code points of the stored text.

    `selected(start, end)` follows the end of a selection made by mouse or keyboard, `cleared`
    the loss of one; `pressed_highlight(id)` a click on a highlight; `hovered(id)` the mouse
    moving onto a highlight, or off all of them (""). `folded_changed(bool)` tells that folded
    leaves were hidden (True) or shown.
    """

    selected = Signal(int, int)
    cleared = Signal()
    pressed_highlight = Signal(str)
    hovered = Signal(str)
    folded_changed = Signal(bool)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        tokens: Tokens = LIGHT,
        typography: Typography | None = None,
    ) -> None:
        """An empty reader; families of `typography` must be loaded by the caller."""
        super().__init__(parent)
        self._style = Style(typography or Typography(), tokens)
        self._heading = Heading()
        self._hint = ""
        self._marked = Marked(Highlights(), Matches())
        self._held: Held | None = None
        self._told: tuple[int, int] | None = None
        self._pressed: int | None = None
        self._hovered = ""
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._build_slice)
        self._set_up()
        self._page = self._new_page(StructuredText("", ()), ())
        self._turn_to(self._page)

    # What is shown

    def show_article(
        self,
        heading: Heading,
        text: StructuredText,
        *,
        folded: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Show a text from its top, without marks; `folded` are ranges of leaves to hide."""
        self._heading = heading
        self._hint = ""
        self._forget()
        self._turn_to(self._new_page(text, folded))
        self.verticalScrollBar().setValue(0)

    def clear(self, hint: str = "") -> None:
        """Show no article but an empty page with a `hint` of what to do."""
        self.show_article(Heading(), StructuredText("", ()))
        self._hint = hint

    def text(self) -> str:
        """The stored text that is shown."""
        return self._page.structure.text

    @property
    def finished(self) -> bool:
        """Whether the whole text is on the page, not only its first screens."""
        return self._page.finished

    @property
    def folded_leaves(self) -> int:
        """How many leaves of the text can be folded away."""
        return self._page.folded_leaves

    @property
    def folds_hidden(self) -> bool:
        """Whether the folded leaves are hidden now."""
        return self._page.folds_hidden

    def hide_folds(self, *, hidden: bool) -> None:
        """Hide the folded leaves, or show them."""
        if hidden == self._page.folds_hidden or not self._page.folded_leaves:
            return
        with self._keeping_place():
            self._page.hide_folds(hidden=hidden)
        self.folded_changed.emit(hidden)

    def set_palette_tokens(self, tokens: Tokens) -> None:
        """Take the colours of a theme."""
        self._restyle(Style(self._style.typography, tokens))

    def set_typography(self, typography: Typography) -> None:
        """Take other letters, another size or another width of the column."""
        self._restyle(Style(typography, self._style.tokens))

    # What is marked

    def set_highlights(self, highlights: tuple[Highlight, ...]) -> None:
        """Show these highlights and no others."""
        self._marked = replace(self._marked, highlights=Highlights(highlights))
        self.viewport().update()

    def set_matches(self, matches: tuple[tuple[int, int], ...], current: int = -1) -> None:
        """Show these places a search found; `current` is the index of the one in front."""
        self._marked = replace(self._marked, matches=Matches(matches, current))
        self.viewport().update()

    def highlight_at(self, point: QPoint) -> str:
        """The id of the shortest highlight under a point of the viewport, or ""."""
        offset = self._character_at(point)
        found = None if offset is None else self._marked.highlights.at(offset)
        return found.id if found else ""

    # What is selected

    def selection(self) -> tuple[int, int] | None:
        """The selected range of code points, or None when nothing of the text is selected."""
        cursor = self.textCursor()
        if self._held and self._held.holds(cursor):
            start, end = self._held.start, self._held.end
        else:
            start, end = range_of(cursor, self._page.positions)
        return (start, end) if start < end else None

    def select(self, start: int, end: int) -> None:
        """Select a range of code points, without scrolling to it and without a signal."""
        self._build_to(end)
        positions = self._page.positions
        self._put_cursor(positions.to_document(start), positions.end_to_document(end))
        self._held = hold(start, end, self.textCursor())
        self._told = self.selection()

    def selectAll(self) -> None:
        """Select the whole text."""
        self._build_to(len(self.text()))
        super().selectAll()
        self._held = hold(0, len(self.text()), self.textCursor())

    def selection_rect(self) -> QRect:
        """The box around the part of the selection in view, in viewport coordinates."""
        selected = self.selection()
        if selected is None:
            return QRect()
        lines = lines_in(self.document(), self._view())
        first = self._page.positions.to_document(selected[0])
        last = self._page.positions.end_to_document(selected[1])
        around = QRectF()
        for line in lines_over(lines, first, last):
            for box in line.boxes(first, last):
                around = around.united(box)
        return around.translated(-self._scrolled()).toAlignedRect()

    def reveal(self, start: int) -> None:
        """Scroll so that the code point `start` stands in the upper third of the view."""
        self._build_to(start)
        if self.folds_hidden and self._page.is_folded(leaf_at(self._page.structure.leaves, start)):
            self.hide_folds(hidden=False)
        top = self._top_of(start) - self.viewport().height() * _UPPER
        self.verticalScrollBar().setValue(round(top))

    # What Qt asks

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: A002, ARG002 - Qt's names
        """One transparent pixel: whatever a text names is never looked for, on no disk or host."""
        pixel = QPixmap(1, 1)
        pixel.fill(Qt.GlobalColor.transparent)
        return pixel

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected range of the stored text, kept out of clipboard histories."""
        start, end = self.selection() or (0, 0)
        return clip(self.text()[start:end])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page and its marks, then let Qt paint the words on them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._style.tokens.page))
        if self._hint:
            self._paint_hint(painter)
        painter.translate(-self._scrolled())
        paint_marks(
            painter, self._page, replace(self._marked, selection=self.selection()), self._view()
        )
        painter.end()
        super().paintEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll and paint anew: bars beside the text are laid out for what is in view."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle and the line that is being read where it is."""
        with self._keeping_place():
            super().resizeEvent(event)
            self._place_column()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection; one begun inside an older selection replaces it."""
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            here = event.position().toPoint()
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._pressed = self._offset_at(here)
                self._drop_selection()
        super().mousePressEvent(event)
        self._tell(again=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word: Qt knows words, so its own range counts from here on."""
        self._pressed = None
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection, or tell which highlight is under the mouse."""
        super().mouseMoveEvent(event)
        here = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(here)
        elif not event.buttons():
            self._hover(self.highlight_at(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection, or press the highlight under the mouse."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._tell(again=True)
        found = "" if self.selection() else self.highlight_at(event.position().toPoint())
        if found:
            self.pressed_highlight.emit(found)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under a mouse that has left."""
        super().leaveEvent(event)
        self._hover("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select all of the stored text, also what is not built yet; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A selection by keyboard ends when Shift is let go."""
        super().keyReleaseEvent(event)
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._tell(again=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's menu can select all, so all must be there."""
        self._build_to(len(self.text()))
        super().contextMenuEvent(event)

    # Building

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # A bar that comes and goes would move the column from article to article.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(self.tr("Text of the article"))
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.selectionChanged.connect(self.viewport().update)
        self._take_colours()

    def _take_colours(self) -> None:
        """Qt paints neither ground nor selection: both lie under the words, in paintEvent."""
        tokens, palette = self._style.tokens, self.palette()
        clear = QColor(Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Base, clear)
        palette.setColor(QPalette.ColorRole.Highlight, clear)
        palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(Qt.BrushStyle.NoBrush))
        palette.setColor(QPalette.ColorRole.Text, QColor(tokens.text))
        self.setPalette(palette)

    def _new_page(self, text: StructuredText, folded: tuple[tuple[int, int], ...]) -> Page:
        document = QTextDocument(self)
        page = Page(document, self._heading, text, self._style, folded=folded)
        document.rootFrame().setFrameFormat(self._style.frame(self.viewport().width()))
        built = 0

        def first_screen() -> bool:
            nonlocal built
            built = page.structure.leaves[page.built - 1].end
            return built < _FIRST_SCREEN

        page.build(first_screen)
        return page

    def _turn_to(self, page: Page) -> None:
        old, self._page = self._page, page
        self.setDocument(page.document)
        # Qt deletes only the document it made itself.
        if old is not page:
            old.document.deleteLater()
        first = page.positions.to_document(0)
        self._put_cursor(first, first)
        self._slices.stop() if page.finished else self._slices.start()

    def _restyle(self, style: Style) -> None:
        self._style = style
        self._take_colours()
        selected, old = self.selection(), self._page
        with self._keeping_place():
            page = self._new_page(old.structure, old.folded)
            self._turn_to(page)
            if page.folds_hidden != old.folds_hidden:
                page.hide_folds(hidden=old.folds_hidden)
        if selected:
            self.select(*selected)

    def _forget(self) -> None:
        self._marked = Marked(Highlights(), Matches())
        self._held = None
        self._tell_cleared()
        self._hover("")

    def _build_slice(self) -> None:
        until = perf_counter() + _SLICE
        self._build(lambda: perf_counter() < until)

    def _build_to(self, offset: int) -> None:
        with self._keeping_cursor():
            self._page.build_to(offset)

    def _build(self, go_on: Callable[[], bool]) -> None:
        with self._keeping_cursor():
            self._page.build(go_on)
        if self._page.finished:
            self._slices.stop()

    @contextmanager
    def _keeping_cursor(self) -> Iterator[None]:
        # A cursor at the end of what is built would move along with what is added behind it.
        cursor = self.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        yield
        cursor = self.textCursor()
        if (cursor.anchor(), cursor.position()) != (anchor, position):
            self._put_cursor(anchor, position)

    # Where things are

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _view(self) -> QRectF:
        return QRectF(self.viewport().rect()).translated(self._scrolled())

    def _top_of(self, offset: int) -> float:
        return top_of(self.document(), self._page.positions.to_document(offset))

    def _offset_at(self, point: QPoint) -> int:
        return self._page.positions.from_document(self.cursorForPosition(point).position())

    def _character_at(self, point: QPoint) -> int | None:
        positions = self._page.positions
        position = character_at(self.document(), QPointF(point) + self._scrolled())
        if position is None or positions.piece_at(position) is None:
            return None
        return positions.from_document(position)

    def _place_column(self) -> None:
        width = self.viewport().width()
        self.document().rootFrame().setFrameFormat(self._style.frame(width))

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        """Keep the line at the top of the view where it is, whatever changes the layout."""
        bar = self.verticalScrollBar()
        if bar.value() == 0:
            yield
            return
        offset = self._offset_at(QPoint(self.viewport().width() // 2, 0))
        above = bar.value() - self._top_of(offset)
        yield
        self._build_to(offset)
        bar.setValue(round(self._top_of(offset) + above))

    # Selecting

    def _put_cursor(self, anchor: int, position: int) -> None:
        # Qt scrolls to a cursor that is set; where the view stands is not the cursor's affair.
        bar = self.verticalScrollBar()
        before = bar.value()
        cursor = QTextCursor(self.document())
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar.setValue(before)

    def _drop_selection(self) -> None:
        # Qt would begin to drag the selected words away instead of selecting anew.
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._put_cursor(cursor.position(), cursor.position())

    def _drag_to(self, point: QPoint) -> None:
        if self._pressed is None or not self._page.has_tables:
            return
        here = self._offset_at(point)
        start, end = sorted((self._pressed, here))
        self._held = hold(start, end, self.textCursor())
        self.viewport().update()

    def _tell(self, *, again: bool) -> None:
        selected = self.selection()
        if selected and (again or selected != self._told):
            self._told = selected
            self.selected.emit(*selected)
        elif not selected:
            self._tell_cleared()

    def _tell_cleared(self) -> None:
        if self._told:
            self._told = None
            self.cleared.emit()

    def _hover(self, found: str) -> None:
        if found != self._hovered:
            self._hovered = found
            self.hovered.emit(found)

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setFont(self._style.font(self._style.typography.sans, 14))
        painter.setPen(QColor(self._style.tokens.muted))
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._hint)
