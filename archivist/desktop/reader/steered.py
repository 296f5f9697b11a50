"""A sheet with a caret that keys move, and on which keys select passages."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from archivist.desktop.look.tokens import LIGHT, Tokens
from archivist.desktop.reader.caret import Caret
from archivist.desktop.reader.keys import Stroke, stroke_of
from archivist.desktop.reader.selectable import Selectable, shift_is_down
from archivist.desktop.reader.selection import Selected
from archivist.desktop.reader.sheet import SCREEN
from archivist.desktop.reader.steps import Steps
from archivist.desktop.reader.typography import Heading, Typography
from archivist.desktop.reader.walking import Walk
from archivist.text import StructuredText

# Code points that may be built while a key is waited for.
_AT_ONCE = 200_000
# The caret's width, and while every motion selects.
_THIN, _THICK = 2.0, 4.0
_RING = 2
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Steered(Selectable):
    """A sheet whose caret keys move; it is shown while keys go to the sheet.

    It never stands in a folded leaf, and steps pass over those. `selecting_changed(bool)` tells
    the beginning and the end of selecting by every motion.
    """

    selecting_changed = Signal(bool)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        tokens: Tokens = LIGHT,
        typography: Typography | None = None,
    ) -> None:
        """An empty sheet; families of `typography` must be loaded by the caller."""
        self._selecting = False
        # Selections before and after each growth, for the way back.
        self._grown: list[tuple[Selected, Selected]] = []
        # Where in its line the caret wants to stand while it moves by lines.
        self._aim: int | None = None
        # Whether the focus came by keys: a mouse has no need to be told where it is.
        self._ringed = False
        # Whether the caret comes into view as soon as its place is built.
        self._following = False
        super().__init__(parent, tokens=tokens, typography=typography)
        # Qt's own caret would stand where Qt's selection ends, and that is not ours.
        self.setCursorWidth(0)
        self.folded_changed.connect(self._leave_folds)

    def show_article(
        self,
        heading: Heading,
        text: StructuredText,
        *,
        folded: tuple[tuple[int, int], ...] = (),
        silent: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Show a text from its top, the caret at its beginning; hide leaves as `Sheet` does."""
        self._grown.clear()
        self._select_by_motions(selecting=False)
        super().show_article(heading, text, folded=folded, silent=silent)
        self._leave_folds()

    @property
    def selecting(self) -> bool:
        """Whether every motion of the caret selects."""
        return self._selecting

    def begin_selecting(self) -> None:
        """From now on every motion selects, from where the caret stands; asked again, no more."""
        self.setFocus()
        if not self._selecting and self.selection() is None:
            self._come_into_view()
        self._select_by_motions(selecting=not self._selecting)

    def grow(self) -> None:
        """Select the whole word, then the sentence, the paragraph, and the text."""
        if self.selection() is None:
            self._come_into_view()
        before = self._now()
        after = Selected(*Steps(self._page).grown(before.start, before.end))
        if after.range in (None, before.range):
            return
        if self._grown and self._grown[-1][1] != before:
            self._grown.clear()
        self._grown.append((before, after))
        self._take(after)
        self._tell(again=False)

    def shrink(self) -> None:
        """Select again what was selected before it grew."""
        if self._grown and self._grown[-1][1] == self._now():
            self._take(self._grown.pop()[0])
            self._tell(again=False)

    def unselect(self) -> None:
        """Let the selection go, without scrolling; motions select no longer."""
        self._select_by_motions(selecting=False)
        super().unselect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, with Shift or while every motion selects the selection too."""
        stroke = stroke_of(event)
        if stroke is not None:
            self._stroke(stroke, extend=self._selecting or shift_is_down(event))
            if not shift_is_down(event):
                self._tell(again=False)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Escape and self._selecting:
            self.unselect()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A selection by keyboard ends when Shift is let go."""
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift or not shift_is_down(event):
            self._tell(again=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret, and a ring where the keys brought the focus here."""
        with self._painting_nothing():
            super().focusInEvent(event)
        self._show_focus(ringed=event.reason() in _BY_KEYS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no caret: keys go elsewhere, and so does the release of Shift."""
        with self._painting_nothing():
            super().focusOutEvent(event)
        self._show_focus(ringed=False)
        if self._pressing is None:
            self._tell(again=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and the caret on them where keys would move it."""
        super().paintEvent(event)
        if self.hasFocus() and self._ringed:
            self._paint_ring()
        if self.hasFocus() and self.text():
            self._paint_caret()

    @contextmanager
    def _painting_nothing(self) -> Iterator[None]:
        # Qt would paint all of a widget anew, and what stands on it, for the ring it may have.
        self.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled)
        yield
        self.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, on=False)

    def _show_focus(self, *, ringed: bool) -> None:
        if ringed != self._ringed:
            self._ringed = ringed
            self.viewport().update()
        self._show_changes()

    def _paint_ring(self) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(self._style.tokens.accent), _RING))
        painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _stroke(self, stroke: Stroke, *, extend: bool) -> None:
        if self.selection() is None and not self._following:
            self._come_into_view()
        now, aim = self._now(), self._aim
        self._build_to(min(len(self.text()), now.caret + 2 * SCREEN))
        line = Caret(self._page).box(now.caret, hangs=now.hangs).height()
        walk = Walk(self._page, self.viewport().height() - 2 * line)
        after, aim = walk.after(now, stroke, extend=extend, aim=aim)
        self._take(after)
        self._aim = aim
        self._show_caret()

    def _come_into_view(self) -> None:
        """A caret that was scrolled out of view goes on from the first line that is in view."""
        box = self._caret_box()
        if box is None or not self._view().intersects(box.adjusted(-1, 0, 1, 0)):
            place = Steps(self._page).shown(self.place())
            self._take(Selected(place, place))

    def _caret_box(self) -> QRectF | None:
        """Where the caret stands on the page, or None where the page is not built so far."""
        now = self._now()
        if now.caret > self._page.covered:
            return None
        return Caret(self._page).box(now.caret, hangs=now.hangs)

    def _show_caret(self) -> None:
        """Scroll as little as brings the caret into view, when its place is built."""
        caret = self._now().caret
        if caret - self._page.covered <= _AT_ONCE:
            self._build_to(min(len(self.text()), caret + SCREEN))
        box = self._caret_box()
        self._following = box is None
        if box is None:
            return
        view, room = self._view(), box.height()
        if box.top() - room < view.top():
            above = 0.0 if self._on_first_line(box) else box.top() - room
            self._scroll_to(max(0.0, above))
        elif box.bottom() + room > view.bottom():
            self._scroll_to(box.bottom() + room - view.height())

    def _on_first_line(self, box: QRectF) -> bool:
        first = Steps(self._page).shown(0)
        return box.top() <= Caret(self._page).box(first).top()

    def _build(self, go_on: Callable[[], bool]) -> None:
        covered = self._page.covered
        super()._build(go_on)
        now = self._now()
        if covered < now.end <= self._page.covered:
            following = self._following
            self._take(now)
            if following:
                self._show_caret()

    def _select_by_motions(self, *, selecting: bool) -> None:
        if selecting != self._selecting:
            self._selecting = selecting
            self.viewport().update()
            self.selecting_changed.emit(selecting)

    def _paint_caret(self) -> None:
        box = self._caret_box()
        if box is None:
            return
        width = _THICK if self._selecting else _THIN
        painter = QPainter(self.viewport())
        painter.translate(-self._scrolled())
        painter.fillRect(
            box.adjusted(-width / 2, 0, width / 2, 0), QColor(self._style.tokens.accent)
        )
        painter.end()

    def _take(self, selected: Selected) -> None:
        self._aim = None
        self._following = False
        super()._take(selected)

    def _leave_folds(self) -> None:
        now = self._now()
        if now.range is None:
            shown = Steps(self._page).shown(now.caret)
            self._take(Selected(shown, shown))
