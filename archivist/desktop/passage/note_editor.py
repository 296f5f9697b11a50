"""The editor of a note: a few lines beside the passage, saved with Ctrl+Enter."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.floating import Floating
from archivist.desktop.look import fonts


class NoteEditor(Floating):
    """Writes a note; `saved` carries its words."""

    saved = QtCore.Signal(str)

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        """Hidden until `write`."""
        super().__init__(parent)
        self.setFixedWidth(380)
        self.text = NoteText()
        self.text.setAccessibleName(self.tr("Note"))
        self.text.setPlaceholderText(self.tr("What is to be remembered about this passage"))
        self.text.setFont(fonts.interface(13.5))
        self.text.setFixedHeight(112)
        save = plain.button(self.tr("Save"), main=True)
        cancel = plain.button(self.tr("Cancel"))
        row = QtWidgets.QHBoxLayout()
        row.addWidget(
            plain.label(self.tr("Ctrl+Enter saves"), font=fonts.interface(12), look="muted"), 1
        )
        row.addWidget(cancel)
        row.addWidget(save)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.text)
        column.addLayout(row)
        save.clicked.connect(self._save)
        cancel.clicked.connect(self.close_panel)
        self.text.finished.connect(self._save)

    def write(self, note: str, box: QtCore.QRect) -> None:
        """Opens by `box` with the note as it is."""
        self.text.setPlainText(note)
        self.text.moveCursor(QtGui.QTextCursor.MoveOperation.End)
        self.place_by(box)
        self.text.setFocus()

    @QtCore.Slot()
    def _save(self) -> None:
        self.saved.emit(self.text.toPlainText().strip())
        self.close_panel()


class NoteText(QtWidgets.QPlainTextEdit):
    """The words; Tab leaves, Ctrl+Enter finishes."""

    finished = QtCore.Signal()

    def __init__(self) -> None:
        """An empty note."""
        super().__init__()
        self.setTabChangesFocus(True)

    def event(self, event: QtCore.QEvent) -> bool:
        """Leaves the key of the palette to the window."""
        return plain.leaves_palette(event) or super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter finishes."""
        enter = event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
        if enter and event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)
