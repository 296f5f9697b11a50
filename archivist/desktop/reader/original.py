"""A text to look at as it is: letters of one width, numbered lines, never changed."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls.clipboard import clip
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.altered import paint_gap, paint_tint
from archivist.desktop.reader.geometry import Line, all_lines
from archivist.desktop.reader.marks import Matches
from archivist.text import astral, from_utf16, to_utf16

_LONGEST = 4096
"""Characters of a line that Qt lays out in one piece."""
_SLICE = 400
"""Blocks that are put in at a time, so that no key is kept waiting."""
_UPPER = 0.25


@dataclass(frozen=True, slots=True)
class _Block:
    """A piece of a line: `text[start:end]`; `line` is its number, or 0 where it goes on."""

    start: int
    end: int
    line: int


class PlainText(QtWidgets.QPlainTextEdit):
    """Shows a text; every offset counts its code points."""

    def __init__(self, theme: Theme) -> None:
        """Empty until `show_text`."""
        super().__init__()
        self._theme = theme
        self._text = ""
        self._blocks: tuple[_Block, ...] = ()
        self._built = 0
        self._found: tuple[int, int] | None = None
        self._altered = Matches()
        self._moved: frozenset[tuple[int, int]] = frozenset()
        self.setObjectName("plaintext")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFont(fonts.fixed(12.5))
        self.setWordWrapMode(QtGui.QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        flags = QtCore.Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setAcceptDrops(False)
        self._numbers = _Numbers(self)
        self._slices = QtCore.QTimer(self)
        self._slices.timeout.connect(self._build_slice)
        self.updateRequest.connect(self._follow)
        theme.changed.connect(self._draw)

    def show_text(self, text: str) -> None:
        """Shows a text from its top."""
        self._text = text
        self._blocks = tuple(_blocks(text))
        self._built = 0
        self._found = None
        self._altered = Matches()
        self.clear()
        self._build_slice()
        self._slices.start()
        self._make_room()
        self.setExtraSelections([])
        self.verticalScrollBar().setValue(0)

    def text(self) -> str:
        """The text that is shown."""
        return self._text

    def reveal(self, start: int, end: int = -1) -> None:
        """Scrolls to a place; up to `end`, where it is given, the words are marked."""
        block = self._block_of(start)
        self._build_to(block)
        self._found = (start, end) if end > start else None
        self._mark()
        seen = round(_UPPER * self.viewport().height() / max(1, self.fontMetrics().lineSpacing()))
        self.verticalScrollBar().setValue(max(0, self._line_of(start, above=seen) - seen))

    def show_altered(
        self,
        places: tuple[tuple[int, int], ...],
        current: int = -1,
        *,
        moved: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        """Tints the places that differ from another text; an empty one says it has more there."""
        self._altered = Matches(places, current)
        self._moved = moved
        self.viewport().update()

    def place(self) -> int:
        """The code point that begins the first line in view; 0 at the top."""
        if self.verticalScrollBar().value() == 0:
            return 0
        return self._offset(self.cursorForPosition(QtCore.QPoint(1, 1)).position())

    def stand_at(self, offset: int) -> None:
        """Scrolls so that the line of a code point is the first in view."""
        self._build_to(self._block_of(offset) + _SLICE)
        self.verticalScrollBar().setValue(self._line_of(offset))

    def _line_of(self, offset: int, *, above: int = 0) -> int:
        """The line on which a code point stands, of those that Qt knows of so far.

        It knows how many lines a block has once that is laid out, which the lines `above` are too.
        """
        block = self.document().findBlockByNumber(self._block_of(offset))
        self.blockBoundingRect(block)
        before = block.previous()
        while above > 0 and before.isValid():
            self.blockBoundingRect(before)
            above -= before.lineCount()
            before = before.previous()
        line = block.layout().lineForTextPosition(self._position(offset) - block.position())
        within = line.lineNumber() if line.isValid() else 0
        return int(block.firstLineNumber()) + within

    def marked_to(self) -> int:
        """Where the words end that are marked now; 0 when none are."""
        return self._found[1] if self._found else 0

    def createMimeDataFromSelection(self) -> QtCore.QMimeData:
        """The selected part of the text, kept out of clipboard histories."""
        cursor = self.textCursor()
        start, end = (self._offset(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return clip(self._text[start:end])

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Keeps the numbers beside the lines."""
        super().resizeEvent(event)
        area = self.contentsRect()
        self._numbers.setGeometry(area.left(), area.top(), self._numbers.room(), area.height())

    def numbers_in_view(self) -> Iterator[tuple[int, int]]:
        """The lines that begin in view: their number and where they stand, in pixels."""
        for block, top in self._blocks_in_view():
            number = block.blockNumber()
            line = self._blocks[number].line if number < len(self._blocks) else 0
            if line:
                yield line, round(top)

    def _blocks_in_view(self) -> Iterator[tuple[QtGui.QTextBlock, float]]:
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            height = self.blockBoundingRect(block).height()
            yield block, top
            top += height
            block = block.next()

    def last_number(self) -> int:
        """The number of the last line."""
        return max((block.line for block in self._blocks[-1:]), default=0) or self._text.count("\n")

    @QtCore.Slot()
    def _build_slice(self) -> None:
        self._build_to(self._built + _SLICE)

    def _build_to(self, block: int) -> None:
        until = min(len(self._blocks), block + 1)
        if until > self._built:
            some = self._blocks[self._built : until]
            cursor = QtGui.QTextCursor(self.document())
            cursor.movePosition(QtGui.QTextCursor.MoveOperation.End)
            words = "\n".join(self._text[each.start : each.end] for each in some)
            cursor.insertText("\n" + words if self._built else words)
            self._built = until
        if self._built == len(self._blocks):
            self._slices.stop()

    def _block_of(self, offset: int) -> int:
        return max(0, bisect_right(self._blocks, offset, key=lambda each: each.start) - 1)

    def _position(self, offset: int) -> int:
        number = self._block_of(offset)
        block = self._blocks[number]
        within = min(offset, block.end) - block.start
        units = to_utf16(within, astral(self._text, block.start, block.end))
        return self.document().findBlockByNumber(number).position() + units

    def _offset(self, position: int) -> int:
        found = self.document().findBlock(position)
        block = self._blocks[found.blockNumber()]
        astrals = astral(self._text, block.start, block.end)
        return block.start + from_utf16(position - found.position(), astrals)

    def _mark(self) -> None:
        if self._found is None:
            self.setExtraSelections([])
            return
        start, end = self._found
        self._build_to(self._block_of(end))
        selection = QtWidgets.QTextEdit.ExtraSelection()
        cursor = QtGui.QTextCursor(self.document())
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(end), QtGui.QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        form = QtGui.QTextCharFormat()
        form.setBackground(self._theme.colour("current_match"))
        selection.format = form
        self.setExtraSelections([selection])

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paints what differs from another text, and the words on it."""
        painter = QtGui.QPainter(self.viewport())
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        for block, top in self._blocks_in_view():
            number = block.blockNumber()
            if number < len(self._blocks):
                area = self.blockBoundingRect(block).translated(self.contentOffset().x(), top)
                self._paint_altered(painter, self._blocks[number], list(all_lines(block, area)))
        painter.end()
        super().paintEvent(event)

    def _paint_altered(self, painter: QtGui.QPainter, block: _Block, lines: Sequence[Line]) -> None:
        for start, end, current in self._altered.meeting(block.start, block.end + 1):
            first, last = (self._position(_within(each, block)) for each in (start, end))
            if start < end:
                colours = self._tint((start, end), current=current)
                paint_tint(
                    painter, [box for line in lines for box in line.boxes(first, last)], colours
                )
            else:
                painter.setBrush(self._theme.colour("accent"))
                paint_gap(painter, lines, first, large=current)

    def _tint(self, place: tuple[int, int], *, current: bool) -> tuple[QtGui.QColor, QtGui.QColor]:
        ground, line = ("tint", "accent") if place in self._moved else ("danger_wash", "danger")
        return self._theme.colour("current_match" if current else ground), self._theme.colour(line)

    def _make_room(self) -> None:
        self.setViewportMargins(self._numbers.room(), 0, 0, 0)
        area = self.contentsRect()
        self._numbers.setGeometry(area.left(), area.top(), self._numbers.room(), area.height())

    @QtCore.Slot(QtCore.QRect, int)
    def _follow(self, _rect: QtCore.QRect, _down: int) -> None:
        self._numbers.update()

    @QtCore.Slot()
    def _draw(self) -> None:
        self._mark()
        self._numbers.update()

    def paint_numbers(self, painter: QtGui.QPainter, room: int) -> None:
        """Paints the numbers of the lines in view into a column `room` pixels wide."""
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("faint"))
        height = self.fontMetrics().height()
        right = QtCore.Qt.AlignmentFlag.AlignRight
        for number, top in self.numbers_in_view():
            painter.drawText(QtCore.QRect(0, top, room - 12, height), right, str(number))


class _Numbers(QtWidgets.QWidget):
    """The column of line numbers; it takes no keys."""

    def __init__(self, beside: PlainText) -> None:
        super().__init__(beside)
        self._beside = beside

    def room(self) -> int:
        """As wide as the longest number."""
        digits = len(str(max(99, self._beside.last_number())))
        return self._beside.fontMetrics().horizontalAdvance("0") * digits + 22

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:
        """Paints the numbers."""
        painter = QtGui.QPainter(self)
        self._beside.paint_numbers(painter, self.width())
        painter.end()


def _within(offset: int, block: _Block) -> int:
    return max(block.start, min(block.end, offset))


def _blocks(text: str) -> Iterator[_Block]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        for at in range(0, max(1, len(line)), _LONGEST):
            end = start + min(len(line), at + _LONGEST)
            yield _Block(start + at, end, 0 if at else number)
        start += len(line) + 1
