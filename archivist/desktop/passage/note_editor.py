"""The editor of a note: a few lines beside the passage, saved however it is left."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.floating import Floating
from archivist.desktop.look import fonts


class NoteEditor(Floating):
    """Writes a note; `saved` carries its words when it is left with other ones than before."""

    saved = QtCore.Signal(str)

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        """Hidden until `write`."""
        super().__init__(parent)
        self.setFixedWidth(400)
        self._written = ""
        self.text = NoteText()
        self.text.setAccessibleName(self.tr("Note"))
        self.text.setPlaceholderText(self.tr("What is to be remembered about this passage"))
        self.text.setFont(fonts.interface(13.5))
        self.text.setFixedHeight(112)
        self.done = plain.button(self.tr("Done"), main=True)
        row = QtWidgets.QHBoxLayout()
        words = self.tr("Saved as you leave it: Ctrl+Enter or Escape")
        row.addWidget(plain.label(words, font=fonts.interface(12), look="muted"), 1)
        row.addWidget(self.done)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.text)
        column.addLayout(row)
        self.done.clicked.connect(self.close_panel)
        self.text.finished.connect(self.close_panel)
        self.close_with_focus()

    def write(self, note: str, box: QtCore.QRect, within: QtCore.QRect | None = None) -> None:
        """Opens by `box`, over `within` if it can, with the note as it is."""
        self._written = note
        self.text.setPlainText(note)
        self.text.moveCursor(QtGui.QTextCursor.MoveOperation.End)
        self.place_beside(box, within=within)
        self.text.setFocus()

    def keep(self) -> None:
        """Tells the words when they are others than before; the editor stays as it is."""
        words = self.text.toPlainText().strip()
        if self.isVisible() and words != self._written.strip():
            self._written = words
            self.saved.emit(words)

    def close_panel(self) -> None:
        """Leaves the editor; nothing that was typed is lost."""
        self.keep()
        super().close_panel()


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
