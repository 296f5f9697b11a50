"""The table of the report of an import: rows that are selected, opened and copied."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.forms.import_lines import ImportLines
from archivist.desktop.look import fonts

_WIDTHS = (150, 260, 260, 96)
_ROW_HEIGHT = 28
_Key = QtCore.Qt.Key


class LinesTable(QtWidgets.QTableView):
    """The rows of the report. `copied` follows Ctrl+C, `opened` Enter and a double click."""

    copied = QtCore.Signal()
    opened = QtCore.Signal()
    moved = QtCore.Signal()

    def __init__(self, lines: ImportLines) -> None:
        """Rows of one height, so that ten thousand cost no more than a screen of them."""
        super().__init__()
        self.setModel(lines)
        self.setAccessibleName(self.tr("Files of the import"))
        self.setFont(fonts.interface(13))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QtWidgets.QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QtWidgets.QTableView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setFont(fonts.interface(12, fonts.MEDIUM))
        header.setDefaultAlignment(QtCore.Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for number, width in enumerate(_WIDTHS):
            self.setColumnWidth(number, width)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT)
        self.doubleClicked.connect(self._tell_opened)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Ctrl+C copies."""
        if event.matches(QtGui.QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in (_Key.Key_Return, _Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def selectionChanged(  # noqa: N802 - Qt's name
        self, selected: QtCore.QItemSelection, deselected: QtCore.QItemSelection
    ) -> None:
        """Tells that others are selected."""
        super().selectionChanged(selected, deselected)
        self.moved.emit()

    @QtCore.Slot()
    def _tell_opened(self) -> None:
        self.opened.emit()

    def turn_to(self, lines: ImportLines) -> None:
        """Shows other rows."""
        if lines is self.model():
            return
        before = self.selectionModel()
        self.setModel(lines)
        before.deleteLater()
