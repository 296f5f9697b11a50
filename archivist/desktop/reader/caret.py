"""The caret on the page: where its line stands, and its steps by lines as they are laid out."""

from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextLine

from archivist.desktop.reader import motions
from archivist.desktop.reader.geometry import ABOVE
from archivist.desktop.reader.page import RIGHT_TO_LEFT, Page
from archivist.desktop.reader.selection import Selected

# How far a caret reaches below the baseline, in pitches of the line.
_BELOW = 0.24


class Caret:
    """Asks the layout of one page about carets; the page must be built around them."""

    def __init__(self, page: Page) -> None:
        """The carets of `page`."""
        self._page = page
        self._text = page.structure.text

    def box(self, offset: int, *, hangs: bool = False) -> QRectF:
        """The caret's line in the document's coordinates, without width."""
        block, line, place = self._line(offset, hangs=hangs)
        area = self._page.document.documentLayout().blockBoundingRect(block)
        if not line.isValid():
            return QRectF(area.left(), area.top(), 0, area.height())
        pitch = block.blockFormat().lineHeight() or line.height()
        top = area.top() + line.y() + line.ascent() - pitch * ABOVE
        return QRectF(area.left() + _across(line, place), top, 0, pitch * (ABOVE + _BELOW))

    def across(self, offset: int, *, hangs: bool = False) -> int:
        """How far the caret stands from the edge of its block, in pixels."""
        _, line, place = self._line(offset, hangs=hangs)
        return round(_across(line, place)) if line.isValid() else 0

    def runs_left(self, offset: int) -> bool:
        """Whether the paragraph at an offset runs from right to left."""
        block, _, _ = self._line(offset, hangs=False)
        return block.textDirection() == Qt.LayoutDirection.RightToLeft

    def beside(self, offset: int, *, rightwards: bool) -> int | None:
        """The next border to the eye's right or left, or None where the line of sight ends.

        In a line of one direction this is the next border of the text.
        """
        block, _, place = self._line(offset, hangs=False)
        if RIGHT_TO_LEFT.search(block.text()) is None:
            return None
        layout = block.layout()
        find = layout.rightCursorPosition if rightwards else layout.leftCursorPosition
        there = find(place)
        found = self._page.positions.from_document(block.position() + there)
        return found if there != place and found != offset else None

    def a_line_on(self, selected: Selected, across: int, *, forward: bool) -> int | None:
        """The offset a line further, `across` pixels from its block's edge; None at the end."""
        # Qt counts a place where a line breaks to the line that follows.
        at = selected.caret
        origin = motions.grapheme_before(self._text, at) if selected.hangs else at
        positions = self._page.positions
        cursor = QTextCursor(self._page.document)
        cursor.setPosition(positions.to_document(origin))
        cursor.setVerticalMovementX(across)
        way = QTextCursor.MoveOperation.Down if forward else QTextCursor.MoveOperation.Up
        while cursor.movePosition(way):
            piece = positions.piece_at(cursor.position())
            if piece is None or cursor.position() > piece.last:
                continue
            if self._page.fold_over(piece.leaf) is not None:
                continue
            # Where a line breaks inside a character, Qt has a place that is none for a caret.
            found = motions.grapheme_at(self._text, positions.from_document(cursor.position()))
            if self._is_past_the_line(found, across):
                found = motions.grapheme_before(self._text, found)
            if found > origin if forward else found < origin:
                return found
        return None

    def _is_past_the_line(self, offset: int, across: int) -> bool:
        """Whether a place so far across belongs to the end of a line, and Qt tells the next one."""
        block, line, place = self._line(offset, hangs=False)
        if not line.isValid() or not line.lineNumber() or line.textStart() != place:
            return False
        above = block.layout().lineAt(line.lineNumber() - 1)
        ends, begins = _across(above, place), _across(line, place)
        return abs(across - ends) < abs(across - begins)

    def line_end(self, selected: Selected, *, forward: bool) -> tuple[int, bool]:
        """The beginning or the end of the caret's line, and whether the caret hangs there."""
        block, line, _ = self._line(selected.caret, hangs=selected.hangs)
        if not line.isValid():
            return selected.caret, False
        positions, first = self._page.positions, block.position() + line.textStart()
        if not forward:
            return positions.from_document(first), False
        last = positions.from_document(first + line.textLength())
        if line.lineNumber() == block.layout().lineCount() - 1:
            return last, False
        # The space a line breaks at hangs over the edge of the column.
        spaced = self._text[last - 1].isspace()
        return last - spaced, not spaced

    def _line(self, offset: int, *, hangs: bool) -> tuple[QTextBlock, QTextLine, int]:
        """The block, the line in it, and the place in the block of a caret."""
        positions = self._page.positions
        at = positions.end_to_document(offset) if hangs else positions.to_document(offset)
        block = self._page.document.findBlock(at)
        # Asked for its rectangle, the block is laid out.
        self._page.document.documentLayout().blockBoundingRect(block)
        place = at - block.position()
        line = block.layout().lineForTextPosition(place)
        if hangs and line.isValid() and line.lineNumber() and line.textStart() == place:
            line = block.layout().lineAt(line.lineNumber() - 1)
        return block, line, place


def _across(line: QTextLine, place: int) -> float:
    # The stubs forget that Qt also tells the place it moved to.
    return cast("tuple[float, int]", line.cursorToX(place))[0]
