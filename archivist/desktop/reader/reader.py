"""The reader: shows one article, tells which range a person selects, and shows what is marked."""

# ruff: noqa: N802 - Qt calls these methods by its own names

import html
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from archivist.desktop.controls.clipboard import clip
from archivist.desktop.look.tokens import LIGHT, Tokens
from archivist.desktop.reader.geometry import character_at, lines_in, lines_over
from archivist.desktop.reader.marks import Highlight, Highlights, Matches
from archivist.desktop.reader.overlay import Marked, paint_marks
from archivist.desktop.reader.selection import Held, hold, range_of
from archivist.desktop.reader.sheet import Sheet
from archivist.desktop.reader.typography import Heading, Style, Typography
from archivist.text import StructuredText

# Characters of a link's address that are shown.
_ADDRESS = 300


class Reader(Sheet):
    """One article's page; every offset it takes or gives counts code points of the stored text.

    `selected(start, end)` follows the end of a selection made by mouse or keyboard, `cleared`
    the loss of one; `pressed_highlight(id)` a click on a highlight; `hovered(id)` the mouse
    moving onto a highlight, or off all of them ("").
    """

    selected = Signal(int, int)
    cleared = Signal()
    pressed_highlight = Signal(str)
    hovered = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        tokens: Tokens = LIGHT,
        typography: Typography | None = None,
    ) -> None:
        """An empty reader; families of `typography` must be loaded by the caller."""
        self._hint = ""
        self._marked = Marked(Highlights(), Matches())
        self._held: Held | None = None
        self._told: tuple[int, int] | None = None
        self._pressed: int | None = None
        self._hovered = ""
        self._pressed_here: tuple[str, ...] = ()
        self._turn_of = 0
        super().__init__(parent, tokens=tokens, typography=typography)
        self.viewport().setMouseTracking(True)
        self.selectionChanged.connect(self.viewport().update)

    def show_article(
        self,
        heading: Heading,
        text: StructuredText,
        *,
        folded: tuple[tuple[int, int], ...] = (),
        silent: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Show a text from its top, without marks; ranges of leaves to hide as `Sheet` has it."""
        self._hint = ""
        self._marked = Marked(Highlights(), Matches())
        self._held = None
        self._tell_cleared()
        self._hover("")
        # A caret is for hands on the keyboard: it comes with the first key or press.
        self.setCursorWidth(0)
        super().show_article(heading, text, folded=folded, silent=silent)

    def clear(self, hint: str = "") -> None:
        """Show no article but an empty page with a `hint` of what to do."""
        self.show_article(Heading(), StructuredText("", ()))
        self._hint = hint

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
        return next(iter(self.highlights_at(point)), "")

    def highlights_at(self, point: QPoint) -> tuple[str, ...]:
        """The ids of the highlights under a point of the viewport, the shortest first."""
        offset = self._character_at(point)
        if offset is None:
            return ()
        return tuple(each.id for each in self._marked.highlights.at(offset))

    def link_at(self, point: QPoint) -> str:
        """The address of the link under a point of the viewport, or ""."""
        offset = self._character_at(point)
        if offset is None:
            return ""
        links = (span for span in self._page.structure.spans if span.kind == "link")
        return next((link.value for link in links if link.start <= offset < link.end), "")

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

    def unselect(self) -> None:
        """Let the selection go, without scrolling."""
        self._drop_selection()
        self._tell_cleared()

    def selectAll(self) -> None:
        """Select the whole text."""
        self._build_to(len(self.text()))
        super().selectAll()
        self._held = hold(0, len(self.text()), self.textCursor())

    def selection_rect(self) -> QRect:
        """The box around the part of the selection in view, in viewport coordinates."""
        selected = self.selection()
        return QRect() if selected is None else self.box_of(*selected)

    def box_of(self, start: int, end: int) -> QRect:
        """The box around the part of a range in view, in viewport coordinates."""
        first = self._page.positions.to_document(start)
        last = self._page.positions.end_to_document(end)
        around = QRectF()
        for line in lines_over(lines_in(self.document(), self._view()), first, last):
            for box in line.boxes(first, last):
                around = around.united(box)
        return around.translated(-self._scrolled()).toAlignedRect()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected range of the stored text, kept out of clipboard histories."""
        start, end = self.selection() or (0, 0)
        return clip(self.text()[start:end])

    # What is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page and its marks, then let Qt paint the words on them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._style.tokens.page))
        if self._hint:
            self._paint_hint(painter)
        painter.translate(-self._scrolled())
        marked = replace(self._marked, selection=self.selection(), hovered=self._hovered)
        paint_marks(painter, self._page, marked, self._view())
        painter.end()
        super().paintEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll and paint anew: bars beside the text are laid out for what is in view."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    # What the mouse and the keys do

    def viewportEvent(self, event: QEvent) -> bool:
        """Show where a link leads, as words; a link is never opened."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            address = html.escape(self.link_at(event.pos())[:_ADDRESS])
            words = f"<span>{address}</span>" if address else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection; one begun inside an older selection replaces it."""
        self._pressed = None
        self.setCursorWidth(1)
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and not extends:
            self._pressed = self._offset_at(event.position().toPoint())
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
        if not self.selection():
            self._press(self.highlights_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under a mouse that has left."""
        super().leaveEvent(event)
        self._hover("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select all of the stored text, also what is not built yet; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
            return
        self.setCursorWidth(1)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A selection by keyboard ends when Shift is let go."""
        super().keyReleaseEvent(event)
        still_selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Shift or not still_selecting:
            self._tell(again=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's menu can select all, so all must be there."""
        self._build_to(len(self.text()))
        super().contextMenuEvent(event)

    def _restyle(self, style: Style) -> None:
        selected = self.selection()
        super()._restyle(style)
        if selected:
            self.select(*selected)

    def _character_at(self, point: QPoint) -> int | None:
        positions = self._page.positions
        position = character_at(self.document(), QPointF(point) + self._scrolled())
        if position is None or positions.piece_at(position) is None:
            return None
        return positions.from_document(position)

    def _drop_selection(self) -> None:
        # Qt would begin to drag the selected words away instead of selecting anew.
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._put_cursor(cursor.position(), cursor.position())

    def _drag_to(self, point: QPoint) -> None:
        # Where tables are, Qt takes whole cells or whole tables; the mouse pointed at letters.
        if self._pressed is None or not self._page.has_tables:
            return
        start, end = sorted((self._pressed, self._offset_at(point)))
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

    def _press(self, here: tuple[str, ...]) -> None:
        # Pressed again where several lie, the next longer one is meant; after the longest, the
        # shortest again.
        last, self._pressed_here = self._pressed_here, here
        if not here:
            return
        again = last == here
        self._turn_of = (self._turn_of + 1) % len(here) if again else 0
        self.pressed_highlight.emit(here[self._turn_of])

    def _hover(self, found: str) -> None:
        if found != self._hovered:
            self._hovered = found
            self.viewport().update()
            self.hovered.emit(found)

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setFont(self._style.font(self._style.typography.sans, 14))
        painter.setPen(QColor(self._style.tokens.muted))
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._hint)
