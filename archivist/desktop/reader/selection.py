"""The selected range: from Qt's cursor to code points, exact also where Qt selects whole cells."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QTextCursor

from archivist.desktop.reader.positions import Positions


@dataclass(frozen=True, slots=True)
class Held:
    """A range that counts as long as Qt's cursor stays where it was put for it."""

    start: int
    end: int
    anchor: int
    position: int

    def holds(self, cursor: QTextCursor) -> bool:
        """Whether the cursor still stands for the held range."""
        return (self.anchor, self.position) == (cursor.anchor(), cursor.position())


def hold(start: int, end: int, cursor: QTextCursor) -> Held:
    """The range `start` to `end`, bound to where the cursor stands now."""
    return Held(start, end, cursor.anchor(), cursor.position())


def range_of(cursor: QTextCursor, positions: Positions) -> tuple[int, int]:
    """The range of code points a cursor selects; of a block of cells, first to last cell."""
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    if cursor.hasComplexSelection():
        table = cursor.currentTable()
        row, rows, column, columns = cast("tuple[int, int, int, int]", cursor.selectedTableCells())
        first = table.cellAt(row, column).firstPosition()
        last = table.cellAt(row + rows - 1, column + columns - 1).lastPosition()
    return positions.from_document(first), positions.from_document(last)
