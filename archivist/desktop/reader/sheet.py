"""The sheet: an article's page on the screen, built in slices, its column in the middle."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from operator import methodcaller
from time import perf_counter
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPalette,
    QPixmap,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from archivist.desktop.look.tokens import LIGHT, Tokens
from archivist.desktop.reader.fold_lines import FoldLines
from archivist.desktop.reader.geometry import border_near, lines_in, top_of
from archivist.desktop.reader.page import Fold, Page
from archivist.desktop.reader.typography import Heading, Style, Typography
from archivist.desktop.reader.warming import Warming
from archivist.text import StructuredText, leaf_at

SCREEN = 8_000
"""Code points that fill any screen."""

# Seconds and code points of a slice: adding words is quick where laying them out is slow.
_SLICE = 0.003
_SLICE_WORDS = 14_000
_FEWEST_WORDS = 2_000
# Seconds that a slice may take with its layout.
_TURN = 0.008
_LEAST = 1_500
# The width of a letter of prose as a part of its size: of narrow ones.
_NARROW = 0.36
# Where a revealed line comes to stand, as a part of the view's height.
_UPPER = 0.22

_top = methodcaller("y")


class Sheet(QTextBrowser):
    """Shows one text; offsets count code points of the stored text.

    `folded_changed(bool)` tells that leaves were folded or shown, and whether any are folded now.
    """

    folded_changed = Signal(bool)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        tokens: Tokens = LIGHT,
        typography: Typography | None = None,
    ) -> None:
        """An empty sheet; families of `typography` must be loaded by the caller."""
        super().__init__(parent)
        self._style = Style(typography or Typography(), tokens)
        self._heading = Heading()
        self._with_notes = False
        self._slice_words = _SLICE_WORDS
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._build_slice)
        self._arranging = QTimer(self, interval=0, singleShot=True)
        self._arranging.timeout.connect(self._arrange)
        self._set_up()
        self._take_colours()
        self._fold_lines = FoldLines(self.viewport())
        self._fold_lines.turned.connect(self._turn_fold)
        self._page = self._new_page(StructuredText("", ()), ())
        self._show_page()
        Warming(self, self._style)

    def show_article(
        self,
        heading: Heading,
        text: StructuredText,
        *,
        folded: tuple[tuple[int, int], ...] = (),
        silent: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Show a text from its top.

        `folded` are ranges of leaves to hide, both ends in, with a line on the page for each;
        `silent` are ranges to hide without one.
        """
        self._heading = heading
        folds = [Fold(first, last) for first, last in folded]
        folds += [Fold(first, last, silent=True) for first, last in silent]
        self._turn_to(self._new_page(text, tuple(folds)))
        self.verticalScrollBar().setValue(0)

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
        return sum(fold.leaves for fold in self._page.folds)

    @property
    def folds(self) -> tuple[Fold, ...]:
        """The stretches that can be folded away, and whether each of them is now."""
        return self._page.folds

    @property
    def folds_hidden(self) -> bool:
        """Whether any leaves are hidden now; silent folds count where there are no others."""
        folds = self._page.folds
        told = [fold for fold in folds if not fold.silent]
        return any(fold.hidden for fold in told or folds)

    def hide_folds(self, *, hidden: bool) -> None:
        """Hide all leaves that can be folded away, or show them."""
        turned = [n for n, fold in enumerate(self._page.folds) if fold.hidden != hidden]
        self._hide(turned, hidden=hidden)

    def set_palette_tokens(self, tokens: Tokens) -> None:
        """Take the colours of a theme."""
        self._restyle(Style(self._style.typography, tokens))

    def set_typography(self, typography: Typography) -> None:
        """Take other letters, another size or another width of the column."""
        self._restyle(Style(typography, self._style.tokens))

    def reveal(self, start: int) -> None:
        """Scroll so that the code point `start` stands in the upper third of the view."""
        self._build_to(start + SCREEN)
        over = self._page.fold_over(leaf_at(self._page.structure.leaves, start))
        if over is not None:
            self._hide([over], hidden=False)
        self._scroll_to(self._top_of(start) - self.viewport().height() * _UPPER)

    def place(self) -> int:
        """The code point that begins the first whole line in view; 0 at the top of the page."""
        if self.verticalScrollBar().value() == 0:
            return 0
        top = self._view().top()
        for line in lines_in(self._page.blocks, self._view()):
            if top_of(self.document(), line.first) >= top - 1:
                return self._page.positions.from_document(line.first)
        return self._offset_at(QPoint(self.viewport().width() // 2, 0))

    def caret(self) -> int:
        """The code point before which the caret stands."""
        return self._page.positions.from_document(self.textCursor().position())

    def in_view(self) -> tuple[int, int]:
        """The code points that stand in view: the first one, and the one behind the last."""
        view, positions = self._view(), self._page.positions
        lines = lines_in(self._page.blocks, view)
        seen = [each for each in lines if each.bottom > view.top() and each.top < view.bottom()]
        # Of the cells of a row, which stand beside each other, any may reach furthest.
        if not (seen or lines):
            here = positions.from_document(self._page.blocks.at(view.top()).position())
            return here, here
        first = min(each.first for each in seen or lines)
        last = max(each.last for each in seen or lines)
        return positions.from_document(first), positions.from_document(last)

    def stand_at(self, place: int) -> None:
        """Scroll so that the line of the code point `place` is the first in view."""
        if place <= 0:
            self.verticalScrollBar().setValue(0)
            return
        self._build_to(place + SCREEN)
        self._scroll_to(self._top_of(place))

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: A002, ARG002 - Qt's names
        """One transparent pixel: whatever a text names is never looked for, on no disk or host."""
        pixel = QPixmap(1, 1)
        pixel.fill(Qt.GlobalColor.transparent)
        return pixel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle and the line that is being read where it is."""
        with self._keeping_place():
            super().resizeEvent(event)
            self.document().rootFrame().setFrameFormat(self._frame())
        self._arrange_soon()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, with what stands on the page."""
        super().scrollContentsBy(dx, dy)
        self._arrange()

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
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(self.tr("Text of the article"))
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.viewport().setAutoFillBackground(False)

    def _show_bar(self, least: int, most: int) -> None:
        # A bar that is there but has nowhere to go shows no handle.
        self.verticalScrollBar().setEnabled(most > least)

    def _take_colours(self) -> None:
        """Qt paints neither ground nor selection: both lie under the words, in paintEvent."""
        palette = self.palette()
        clear = QColor(Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Base, clear)
        palette.setColor(QPalette.ColorRole.Highlight, clear)
        palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(Qt.BrushStyle.NoBrush))
        palette.setColor(QPalette.ColorRole.Text, QColor(self._style.tokens.text))
        self.setPalette(palette)

    def _new_page(self, text: StructuredText, folds: tuple[Fold, ...]) -> Page:
        # Built before Qt is asked to lay it out, the first screen costs one layout.
        document = QTextDocument(self)
        page = Page(document, self._heading, text, self._style, folds=folds)
        document.rootFrame().setFrameFormat(self._frame())
        enough = self._fills_view()
        page.build(lambda: page.covered < enough)
        return page

    def _fills_view(self) -> int:
        """Code points of prose that fill the view, and some more."""
        letters = self._style.typography
        rows = self.viewport().height() / (letters.size * letters.line_height)
        across = letters.column / (letters.size * _NARROW)
        return min(SCREEN, max(_LEAST, round(rows * across)))

    def _turn_to(self, page: Page) -> None:
        old, self._page = self._page, page
        self._show_page()
        # Qt deletes only the document it made itself.
        old.document.deleteLater()

    def _show_page(self) -> None:
        caret = self.cursorWidth()
        self.setDocument(self._page.document)
        # Qt keeps the width of the caret with the document.
        self.setCursorWidth(caret)
        self._page.document.documentLayout().documentSizeChanged.connect(self._arrange_soon)
        self._arrange_soon()
        first = self._page.positions.to_document(0)
        self._put_cursor(first, first)
        if self._page.finished:
            self._slices.stop()
        else:
            self._slices.start()

    def _restyle(self, style: Style) -> None:
        self._style = style
        self._take_colours()
        old = self._page
        with self._keeping_place():
            self._turn_to(self._new_page(old.structure, old.folds))
        self._arrange()

    def _frame(self) -> QTextFrameFormat:
        return self._style.frame(self.viewport().width(), notes=self._with_notes)

    def _make_room(self, *, notes: bool) -> None:
        """Leave room for notes beside the column, or no longer."""
        self._with_notes = notes
        frame, present = self._frame(), self.document().rootFrame().frameFormat()
        if (frame.leftMargin(), frame.rightMargin()) != (
            present.leftMargin(),
            present.rightMargin(),
        ):
            with self._keeping_place():
                self.document().rootFrame().setFrameFormat(frame)

    def _arrange_soon(self) -> None:
        # Started anew, the timer would wait until a text is built to its end.
        if not self._arranging.isActive():
            self._arranging.start()

    def _arrange(self) -> None:
        """Put what stands on the page where the page has room for it, and Tab goes through it."""
        beside = sorted(self._place_beside(), key=_top)
        for before, after in pairwise((self, *beside)):
            QWidget.setTabOrder(before, after)

    def _place_beside(self) -> tuple[QWidget, ...]:
        return self._fold_lines.place(self._page, self._view())

    def _turn_fold(self, index: int) -> None:
        self._hide([index], hidden=not self._page.folds[index].hidden)

    def _hide(self, folds: list[int], *, hidden: bool) -> None:
        if not folds:
            return
        with self._keeping_place():
            for index in folds:
                self._page.hide_fold(index, hidden=hidden)
        self._fold_lines.tell(self._page)
        self._arrange()
        self.folded_changed.emit(self.folds_hidden)

    def _build_slice(self) -> None:
        begun = perf_counter()
        until, enough = begun + _SLICE, self._page.covered + self._slice_words
        self._build(lambda: perf_counter() < until and self._page.covered < enough)
        # Emoji and scripts that borrow letters take many times as long to lay out.
        pace = _TURN / max(perf_counter() - begun, _TURN / 2)
        self._slice_words = max(_FEWEST_WORDS, min(_SLICE_WORDS, round(self._slice_words * pace)))

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

    def _put_cursor(self, anchor: int, position: int) -> None:
        # Qt scrolls to a cursor that is set; where the view stands is not the cursor's affair.
        bar = self.verticalScrollBar()
        before = bar.value()
        cursor = QTextCursor(self.document())
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar.setValue(before)

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        """Keep the line at the top of the view where it is, whatever changes the layout."""
        bar = self.verticalScrollBar()
        if bar.value() == 0:
            yield
            return
        offset = self.in_view()[0]
        above = bar.value() - self._top_of(offset)
        yield
        self._build_to(offset + SCREEN)
        self._scroll_to(self._top_of(offset) + above)

    def _scroll_to(self, top: float) -> None:
        # Qt lays out lazily: asked what stands a screen below, it lays out that far, but tells
        # the scroll bar of the new height only when it next pauses.
        self._page.blocks.at(top + 2 * self.viewport().height())
        layout = self.document().documentLayout()
        layout.documentSizeChanged.emit(QSizeF())
        self.verticalScrollBar().setValue(round(top))

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _view(self) -> QRectF:
        return QRectF(self.viewport().rect()).translated(self._scrolled())

    def _top_of(self, offset: int) -> float:
        return top_of(self.document(), self._page.positions.to_document(offset))

    def _offset_at(self, point: QPoint) -> int:
        position = self.cursorForPosition(point).position()
        block = self.document().findBlock(position)
        there = border_near(
            block, self._page.blocks.area(block), position, QPointF(point) + self._scrolled()
        )
        return self._page.positions.from_document(there)
