"""Which blocks stand where on a page, looked for near the ones that were found last.

Asked for a place between two blocks, Qt looks through all blocks behind it.
"""

from collections.abc import Iterator
from math import inf
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

# The longest stride, in blocks: what is asked where it stands must be laid out first.
_STRIDE = 256
# Pixels by which marks and grounds reach over the edge of their block.
_OVER = 16.0


class Blocks:
    """The visible blocks of a document by the place they stand at, in pixels of the page."""

    def __init__(self, document: QTextDocument, *, tables: bool) -> None:
        """`tables` says whether the document may hold any."""
        self._document = document
        self._tables = tables
        self._near = 0

    def in_view(self, view: QRectF) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The blocks that may show in `view`, with their rectangles, in document order."""
        block = self._row_start(self.at(view.top() - _OVER))
        while block.isValid():
            if block.isVisible():
                area = self.area(block)
                if area.top() <= view.bottom() + _OVER:
                    yield block, area
                else:
                    block = self._behind(block)
                    continue
            block = block.next()

    def at(self, y: float) -> QTextBlock:
        """The last block that begins at `y` or above it, or the first one.

        In a table it is one of the blocks of the row there.
        """
        low, high = self._around(y)
        while high - low > 1:
            middle = (low + high) // 2
            if self._top(middle) <= y:
                low = middle
            else:
                high = middle
        self._near = low
        return self._visible(low)

    def area(self, block: QTextBlock) -> QRectF:
        """Where a block stands, laying out what is above it."""
        return self._document.documentLayout().blockBoundingRect(block)

    def block_under(self, point: QPointF) -> QTextBlock | None:
        """The block whose words are under a point, or None beside all of them."""
        block = self.at(point.y())
        inside = block.isVisible() and self.area(block).bottom() >= point.y()
        if not inside and self._table(block) is None:
            return None
        layout = self._document.documentLayout()
        found = layout.hitTest(point, Qt.HitTestAccuracy.ExactHit)
        return self._document.findBlock(found) if found >= 0 else None

    def _around(self, y: float) -> tuple[int, int]:
        """Numbers of two blocks, the first at `y` or above (or the first of all), the other below.

        The second may be one more than there are.
        """
        count = self._document.blockCount()
        low = high = min(self._near, count - 1)
        stride = 1
        while low > 0 and self._top(low) > y:
            low, high = max(0, low - stride), low
            stride = min(2 * stride, _STRIDE)
        stride = 1
        while high < count and self._top(high) <= y:
            low, high = high, min(count, high + stride)
            stride = min(2 * stride, _STRIDE)
        return low, high

    def _top(self, number: int) -> float:
        block = self._visible(number)
        if not block.isVisible():
            return inf
        return self.area(block).top()

    def _visible(self, number: int) -> QTextBlock:
        """The block of that number or, where it is hidden, the next one that is not."""
        block = self._document.findBlockByNumber(number)
        while not block.isVisible() and block.next().isValid():
            block = block.next()
        return block

    def _row_start(self, block: QTextBlock) -> QTextBlock:
        """The block, or the first of its row: cells beside it may reach further into view."""
        table = self._table(block)
        if table is None:
            return block
        cell = table.cellAt(block.position())
        return table.cellAt(cell.row(), 0).firstCursorPosition().block()

    def _behind(self, block: QTextBlock) -> QTextBlock:
        """Where to look on behind a block below the view: the next cell of its row, or nowhere."""
        table = self._table(block)
        if table is None:
            return QTextBlock()
        cell = table.cellAt(block.position())
        column = cell.column() + cell.columnSpan()
        if cell.column() == 0 and cell.firstCursorPosition().block() == block:
            return QTextBlock()
        if column >= table.columns():
            return QTextBlock()
        return table.cellAt(cell.row(), column).firstCursorPosition().block()

    def _table(self, block: QTextBlock) -> QTextTable | None:
        if not self._tables:
            return None
        # The stubs do not say that there may be no table.
        return cast("QTextTable | None", QTextCursor(block).currentTable())
