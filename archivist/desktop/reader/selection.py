"""The selected range: from where it was begun to where the caret stands, in code points."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QTextCursor

from archivist.desktop.reader.positions import Positions


@dataclass(frozen=True, slots=True)
class Selected:
    """Where a selection was begun, and the caret; the same place when nothing is selected.

    A caret that `hangs` stands at the end of a line that breaks there, and not at the beginning
    of the next one, which is the same offset.
    """

    anchor: int
    caret: int
    hangs: bool = False

    @property
    def start(self) -> int:
        """Where the range begins."""
        return min(self.anchor, self.caret)

    @property
    def end(self) -> int:
        """Where the range ends."""
        return max(self.anchor, self.caret)

    @property
    def range(self) -> tuple[int, int] | None:
        """Start and end, or None when nothing is selected."""
        return (self.start, self.end) if self.start < self.end else None


@dataclass(frozen=True, slots=True)
class Held:
    """A selection that counts as long as Qt's cursor stays where it was put for it.

    Qt's own selection cannot say it: across the cells of a table it takes whole cells. It is kept
    all the same, for screen readers, which read it and may move it.
    """

    selected: Selected
    anchor: int
    position: int

    def holds(self, cursor: QTextCursor) -> bool:
        """Whether the cursor still stands for the selection."""
        return (self.anchor, self.position) == (cursor.anchor(), cursor.position())


def hold(selected: Selected, cursor: QTextCursor) -> Held:
    """The selection, bound to where the cursor stands now."""
    return Held(selected, cursor.anchor(), cursor.position())


def ends_in_document(selected: Selected, positions: Positions) -> tuple[int, int]:
    """The document positions of anchor and caret, as far as the page is built."""
    first = positions.to_document(selected.start)
    if selected.range is None:
        return first, first
    last = positions.end_to_document(selected.end)
    return (first, last) if selected.anchor < selected.caret else (last, first)


def selected_by(cursor: QTextCursor, positions: Positions) -> Selected:
    """What a cursor that someone else moved selects; of a block of cells, first to last cell."""
    if not cursor.hasComplexSelection():
        anchor, caret = cursor.anchor(), cursor.position()
        return Selected(positions.from_document(anchor), positions.from_document(caret))
    table = cursor.currentTable()
    row, rows, column, columns = cast("tuple[int, int, int, int]", cursor.selectedTableCells())
    first = table.cellAt(row, column).firstPosition()
    last = table.cellAt(row + rows - 1, column + columns - 1).lastPosition()
    return Selected(positions.from_document(first), positions.from_document(last))
