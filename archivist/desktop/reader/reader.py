"""The reader: shows one article, tells which range a person selects, and shows what is marked."""

# ruff: noqa: N802 - Qt calls these methods by its own names

import html
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QToolTip, QWidget

from archivist.desktop.look.tokens import LIGHT, Tokens
from archivist.desktop.reader.frame import Frame, Looks, Marked, Part, changed, part_around
from archivist.desktop.reader.grips import Grip, Pull, grips_of, shape_over, take_hold
from archivist.desktop.reader.margin import Margin
from archivist.desktop.reader.marks import Highlight, Highlights, Matches, Note
from archivist.desktop.reader.overlay import paint_marks
from archivist.desktop.reader.page import Page
from archivist.desktop.reader.steered import Steered
from archivist.desktop.reader.typography import Heading, Typography
from archivist.text import StructuredText

# Characters of a link's address that are shown.
_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Looked:
    """What a view of a page looked like when its changes were last painted."""

    page: Page
    view: QRectF
    looks: Looks


class Reader(Steered):
    """One article's page; every offset it takes or gives counts code points of the stored text.

    `pressed_highlight(id)` follows a click on a highlight; `hovered(id)` the mouse
    moving onto a highlight, or off all of them (""); `note_opened(id)` a note in the margin that
    is to be written; `ends_moved(id, start, end)` the ends of a highlight dragged elsewhere.
    """

    pressed_highlight = Signal(str)
    hovered = Signal(str)
    ends_moved = Signal(str, int, int)
    note_opened = Signal(str)
    _changed = Signal()

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
        self._highlights: tuple[Highlight, ...] = ()
        self._current: Highlight | None = None
        self._pull: Pull | None = None
        self._ends_move = True
        self._hovered = ""
        self._pressed_here: tuple[str, ...] = ()
        self._turn_of = 0
        # While the sheet is made there is nothing to look at yet.
        self._looking = True
        self._looked: Looked | None = None
        super().__init__(parent, tokens=tokens, typography=typography)
        self._margin = Margin(self.viewport())
        self._margin.pressed.connect(self.pressed_highlight)
        self._margin.opened.connect(self.note_opened)
        self._margin.hovered.connect(self._hover)
        self.viewport().setMouseTracking(True)
        self._settling = QTimer(self, interval=0, singleShot=True)
        self._settling.timeout.connect(self._show_as_given)
        # Before Qt paints, and once for all that one act changes.
        self._changed.connect(self._paint_changes, Qt.ConnectionType.QueuedConnection)
        self._looking = False

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
        self.set_highlights(())
        self._hover("")
        self._margin.set_notes(())
        super().show_article(heading, text, folded=folded, silent=silent)

    def clear(self, hint: str = "") -> None:
        """Show no article but an empty page with a `hint` of what to do."""
        self.show_article(Heading(), StructuredText("", ()))
        self._hint = hint

    # What is marked

    def set_highlights(self, highlights: tuple[Highlight, ...]) -> None:
        """Show these highlights and no others."""
        self._highlights = highlights
        self._current = next((each for each in highlights if each.emphasised), None)
        self._pull = None
        self._paint_anew(highlights)

    def let_ends_move(self, *, allowed: bool) -> None:
        """Give the current highlight handles for the mouse, or none."""
        self._ends_move = allowed
        self.viewport().update()

    def set_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these notes in the margin and no others; without words there is none."""
        self._margin.set_notes(notes)
        self._make_room(notes=len(self._margin) > 0)
        self._arrange()
        self._show_changes()

    def set_matches(self, matches: tuple[tuple[int, int], ...], current: int = -1) -> None:
        """Show these places a search found; `current` is the index of the one in front."""
        self._marked = replace(self._marked, matches=Matches(matches, current))
        self.viewport().update()

    def set_altered(self, places: tuple[tuple[int, int], ...], current: int = -1) -> None:
        """Show where the text differs from what is beside it; `current` is the index of one."""
        self._marked = replace(self._marked, altered=Matches(places, current))
        self.viewport().update()

    def highlight_at(self, point: QPoint) -> str:
        """The id of the shortest highlight under a point of the viewport, or ""."""
        return next(iter(self.highlights_at(point)), "")

    def highlights_at(self, point: QPoint) -> tuple[str, ...]:
        """The ids of the highlights under a point of the viewport, the shortest first.

        On a handle of the current highlight it is that one alone.
        """
        held = self._grip_at(point)
        if held is not None:
            return (held.highlight.id,)
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

    # What is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page and its marks, then let Qt paint the words on them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._style.tokens.page))
        if self._hint:
            self._paint_hint(painter)
        corner = self._scrolled()
        painter.translate(-corner)
        paint_marks(painter, self._seen(), event.region().translated(corner.toPoint()))
        self._margin.paint_threads(painter, self._page, self.viewport().width())
        painter.end()
        super().paintEvent(event)
        self._paint_grips()

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
        """Take hold of a handle of the current highlight, or begin a selection."""
        if not self._takes_hold(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take hold of a handle again, or select a word."""
        if not self._takes_hold(event):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the end that is held, extend the selection, or tell what is under the mouse."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        if self._pull is not None:
            self._move_end(self._pull, point)
        elif not event.buttons():
            self.viewport().setCursor(shape_over(self._grip_at(point)))
            self._hover(self.highlight_at(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let an end go where it is, end a selection, or press the highlight under the mouse."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._pull is not None:
            self._let_go(self._pull)
        elif not self.selection():
            self._press(self.highlights_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts an end that is held back; everything else moves the caret."""
        if self._pull is not None and event.key() == Qt.Key.Key_Escape:
            self.set_highlights(self._highlights)
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under a mouse that has left."""
        super().leaveEvent(event)
        self._hover("")

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
            self._margin.light(found)
            self._show_changes()
            self.hovered.emit(found)

    def _grip_at(self, point: QPoint) -> Pull | None:
        if self._current is None or not self._ends_move:
            return None
        at = QPointF(point) + self._scrolled()
        return take_hold(self._page, self._current, self.in_view(), at)

    def _takes_hold(self, event: QMouseEvent) -> bool:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pull = self._grip_at(event.position().toPoint())
        if self._pull is None:
            return False
        self.unselect()
        return True

    def _move_end(self, pull: Pull, point: QPoint) -> None:
        there = self._offset_at((QPointF(point) - pull.beside).toPoint())
        moved = pull.to(self.text(), there)
        if moved != self._current:
            self._current = moved
            rest = (each for each in self._highlights if each.id != moved.id)
            self._paint_anew((*rest, moved))

    def _let_go(self, pull: Pull) -> None:
        self._pull = None
        moved = self._current
        if moved is None or moved == pull.highlight:
            return
        self.ends_moved.emit(moved.id, moved.start, moved.end)
        # Whoever moved it shows it anew in this turn; what could not be moved goes back.
        self._settling.start()

    def _show_as_given(self) -> None:
        if self._pull is None:
            self.set_highlights(self._highlights)

    def _paint_anew(self, highlights: tuple[Highlight, ...]) -> None:
        self._marked = replace(self._marked, highlights=Highlights(highlights))
        self._show_changes()

    def _show_changes(self) -> None:
        if not self._looking:
            self._looking = True
            self._changed.emit()

    @Slot()
    def _paint_changes(self) -> None:
        self._looking = False
        before, view = self._looked, self._view()
        now = self._looked = Looked(self._page, view, self._looks())
        if before is None or before.page is not now.page or before.view != view:
            self.viewport().update()
            return
        parts = QRegion()
        corner = -self._scrolled()
        for part in changed(before.looks, now.looks):
            parts += part.translated(corner).toAlignedRect()
        self.viewport().update(parts)

    def _seen(self) -> Frame:
        marked = replace(self._marked, selection=self.selection(), hovered=self._hovered)
        return Frame(self._page, marked, self._view())

    def _looks(self) -> Looks:
        threads = self._margin.threads(self._page, self.viewport().width())
        looks: dict[Part, tuple[object, ...]] = {
            part_around(thread.area): (thread.colour,) for thread in threads
        }
        for grip in self._grips():
            looks[part_around(grip.area)] = (grip, self._current)
        caret = self._caret_box() if self.hasFocus() else None
        if caret is not None:
            looks[part_around(caret)] = ("caret",)
        return {**self._seen().looks(), **looks}

    def _grips(self) -> tuple[Grip, ...]:
        if self._current is None or not self._ends_move:
            return ()
        return tuple(grips_of(self._page, self._current, self.in_view()))

    def _paint_grips(self) -> None:
        grips = self._grips()
        if self._current is None or not grips:
            return
        tokens = self._style.tokens
        ink, rim = QColor(tokens.ink(self._current.colour).line), QColor(tokens.page)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self._scrolled())
        for grip in grips:
            grip.paint(painter, ink=ink, rim=rim)
        painter.end()

    def _place_beside(self) -> tuple[QWidget, ...]:
        notes = self._margin.place(self._page, self._view(), self.in_view())
        return *super()._place_beside(), *notes

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setFont(self._style.font(self._style.typography.sans, 14))
        painter.setPen(QColor(self._style.tokens.muted))
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._hint)
