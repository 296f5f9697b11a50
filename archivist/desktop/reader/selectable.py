"""A sheet on which passages are selected by mouse, exactly as far as the mouse points."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from PySide6.QtCore import QElapsedTimer, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from archivist.desktop.controls import clipboard
from archivist.desktop.look.tokens import LIGHT, Tokens
from archivist.desktop.reader import motions
from archivist.desktop.reader.caret import Caret
from archivist.desktop.reader.geometry import character_at, lines_in, lines_over
from archivist.desktop.reader.pressing import By, Press, press_at
from archivist.desktop.reader.selection import (
    Held,
    Selected,
    ends_in_document,
    hold,
    selected_by,
)
from archivist.desktop.reader.sheet import Sheet
from archivist.desktop.reader.typography import Heading, Style, Typography
from archivist.text import StructuredText


class Selectable(Sheet):
    """A sheet with a selection; offsets count code points of the stored text.

    A selection is two offsets and nothing else: it runs on over folded leaves, over the borders
    of cells and over what is not built yet, and what is copied or marked is the stored text
    between them. One without a character is none.

    `selected(start, end)` follows the end of a selection made by mouse or keyboard, `cleared` the
    loss of one; `offering(menu)` lets others add to the menu of the page before it opens.
    """

    selected = Signal(int, int)
    cleared = Signal()
    offering = Signal(QMenu)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        tokens: Tokens = LIGHT,
        typography: Typography | None = None,
    ) -> None:
        """An empty sheet; families of `typography` must be loaded by the caller."""
        self._held: Held | None = None
        self._told: tuple[int, int] | None = None
        self._pressing: Press | None = None
        self._double_clicked = QElapsedTimer()
        self._double_clicked_at = QPoint()
        super().__init__(parent, tokens=tokens, typography=typography)
        self.selectionChanged.connect(self._show_changes)

    def show_article(
        self,
        heading: Heading,
        text: StructuredText,
        *,
        folded: tuple[tuple[int, int], ...] = (),
        silent: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Show a text from its top, nothing selected; leaves to hide as `Sheet` has it."""
        self._pressing = None
        self._tell_cleared()
        super().show_article(heading, text, folded=folded, silent=silent)
        self._take(Selected(0, 0))

    # What is selected

    def selection(self) -> tuple[int, int] | None:
        """The selected range, or None when nothing of the text is selected."""
        return self._now().range

    def caret(self) -> int:
        """Where the caret stands."""
        return self._now().caret

    def select(self, start: int, end: int) -> None:
        """Select a range, without scrolling to it and without a signal."""
        self._build_to(end)
        self._take(Selected(start, end))
        self._told = self.selection()

    def unselect(self) -> None:
        """Let the selection go, without scrolling."""
        caret = self.caret()
        self._take(Selected(caret, caret))
        self._tell_cleared()

    def put_caret(self, offset: int) -> None:
        """Stand the caret at an offset with nothing selected, without scrolling."""
        self._build_to(offset)
        self._take(Selected(offset, offset))
        self._tell_cleared()

    def selectAll(self) -> None:
        """Select the whole text, also what is folded away or not built yet."""
        self._take(Selected(0, len(self.text())))

    def copy(self) -> None:
        """Put the selected range of the stored text on the clipboard."""
        if self.selection():
            clipboard.copy(self._selected_words())

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected range of the stored text, kept out of clipboard histories."""
        return clipboard.clip(self._selected_words())

    def box_of(self, start: int, end: int) -> QRect:
        """The box around the part of a range in view, in viewport coordinates."""
        first = self._page.positions.to_document(start)
        last = self._page.positions.end_to_document(end)
        around = QRectF()
        for line in lines_over(lines_in(self._page.blocks, self._view()), first, last):
            for box in line.boxes(first, last):
                around = around.united(box)
        return around.translated(-self._scrolled()).toAlignedRect()

    # What the mouse does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or with Shift extend the one there is; a third press: a paragraph."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        point = event.position().toPoint()
        now, there = self._now(), self._offset_at(point)
        if shift_is_down(event):
            self._pressing = Press("character", now.anchor, now.anchor)
            self._drag_to(point)
        else:
            by: By = "paragraph" if self._follows_double_click(point) else "character"
            self._pressing = press_at(self._page.structure, by, there)
            self._take(self._standing(self._pressing, point))
        self._tell(again=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; in the heading there is none."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
            return
        point = event.position().toPoint()
        on = self._character_at(point)
        there = self._offset_at(point) if on is None else on
        by: By = "word" if self._is_on_text(point) else "character"
        self._pressing = press_at(self._page.structure, by, there)
        self._take(Selected(self._pressing.start, self._pressing.end))
        self._double_clicked_at = point
        self._double_clicked.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection; Qt scrolls where the mouse has left the view."""
        if not event.buttons():
            # Qt would look through every block for the mark of a list under the mouse.
            return
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._pressing is not None:
            self._pressing = None
            self._tell(again=True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy and to select all: Qt's own menu knows only what is built."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copying = menu.addAction(self.tr("Copy"), self.copy)
        copying.setEnabled(self.selection() is not None)
        menu.addAction(self.tr("Select all"), self._select_all_by_menu)
        self.offering.emit(menu)
        menu.popup(event.globalPos())

    def _now(self) -> Selected:
        cursor = self.textCursor()
        if self._held is None or not self._held.holds(cursor):
            # A screen reader moved the cursor.
            self._held = hold(selected_by(cursor, self._page.positions), cursor)
        return self._held.selected

    def _take(self, selected: Selected) -> None:
        self._put_cursor(*ends_in_document(selected, self._page.positions))
        self._held = hold(selected, self.textCursor())
        self._show_changes()

    def _show_changes(self) -> None:
        """Paint what is selected or marked otherwise than it was."""
        self.viewport().update()

    def _restyle(self, style: Style) -> None:
        now = self._now()
        super()._restyle(style)
        self._take(now)

    def _drag_to(self, point: QPoint) -> None:
        if self._pressing is not None:
            self._take(self._pressing.dragged(self._page.structure, self._offset_at(point)))

    def _offset_at(self, point: QPoint) -> int:
        # Beside some scripts Qt would put a caret into the middle of a character.
        return motions.grapheme_at(self.text(), super()._offset_at(point))

    def _character_at(self, point: QPoint) -> int | None:
        positions = self._page.positions
        position = character_at(self._page.blocks, QPointF(point) + self._scrolled())
        if position is None or positions.piece_at(position) is None:
            return None
        return positions.from_document(position)

    def _is_on_text(self, point: QPoint) -> bool:
        position = self.cursorForPosition(point).position()
        return self._page.positions.piece_at(position) is not None

    def _standing(self, press: Press, point: QPoint) -> Selected:
        """What a press selects; the caret hangs at the end of a line that is pressed there."""
        low = point.y() + self._scrolled().y()
        caret = Caret(self._page)
        hangs = press.start == press.end and caret.box(press.end).top() > low
        return Selected(press.start, press.end, hangs)

    def _follows_double_click(self, point: QPoint) -> bool:
        if not self._double_clicked.isValid():
            return False
        late = self._double_clicked.hasExpired(QApplication.doubleClickInterval())
        self._double_clicked.invalidate()
        moved = (point - self._double_clicked_at).manhattanLength()
        return not late and moved < QApplication.startDragDistance()

    def _select_all_by_menu(self) -> None:
        self.selectAll()
        self._tell(again=True)

    def _selected_words(self) -> str:
        start, end = self.selection() or (0, 0)
        return self.text()[start:end]

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


def shift_is_down(event: QKeyEvent | QMouseEvent) -> bool:
    """Whether an event extends what is selected."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
