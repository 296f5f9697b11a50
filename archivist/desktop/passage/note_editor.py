"""The editor of a note: a few lines beside the passage, saved however it is left.

What cannot be saved stays in it until it can, or until a person lets go of it.
"""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import drops, plain
from archivist.desktop.controls.floating import Floating
from archivist.desktop.look import fonts


class NoteEditor(Floating):
    """Writes a note; `saved` carries its words when it is left with other ones than before.

    Whoever saves them calls `refuse` where that failed: the editor stays open with the words.
    """

    saved = QtCore.Signal(str)

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        """Hidden until `write`."""
        super().__init__(parent)
        self.setFixedWidth(400)
        self._written = ""
        self._refused = False
        self.text = NoteText()
        self.text.setAccessibleName(self.tr("Note"))
        self.text.setPlaceholderText(self.tr("What is to be remembered about this passage"))
        self.text.setFont(fonts.interface(13.5))
        self.text.setFixedHeight(112)
        self.done = plain.button(self.tr("Done"), main=True)
        self.throw = plain.button(self.tr("Throw away"))
        self.error = plain.label(font=fonts.interface(12.5), look="errorline", wrap=True)
        row = QtWidgets.QHBoxLayout()
        words = self.tr("Saved as you leave it: Ctrl+Enter or Escape")
        row.addWidget(plain.label(words, font=fonts.interface(12), look="muted", wrap=True), 1)
        row.addWidget(self.throw)
        row.addWidget(self.done)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.text)
        column.addWidget(self.error)
        column.addLayout(row)
        self.throw.clicked.connect(self._throw_away)
        self.done.clicked.connect(self.close_panel)
        self.text.finished.connect(self.close_panel)
        self.close_with_focus()
        self.keep_keys()

    def write(self, note: str, box: QtCore.QRect, within: QtCore.QRect | None = None) -> None:
        """Opens by `box`, over `within` if it can, with the note as it is.

        Words that were refused elsewhere follow it: they are to be saved here.
        """
        kept = self.text.toPlainText().strip() if self._refused else ""
        self._written = note
        self.text.setPlainText("\n\n".join(part for part in (note, kept) if part))
        self._show_refusal("")
        self.text.moveCursor(QtGui.QTextCursor.MoveOperation.End)
        self.place_beside(box, within=within)
        self.text.setFocus()

    def keep(self) -> None:
        """Tells the words when they are others than before; the editor stays as it is."""
        words = self.text.toPlainText().strip()
        if not self.isVisible():
            return
        before, self._written = self._written, words
        self._show_refusal("")
        if words != before.strip():
            self.saved.emit(words)
        if self._refused:
            self._written = before

    def refuse(self, sentence: str) -> None:
        """Says why the words told last could not be saved."""
        self._show_refusal(sentence)

    def close_panel(self) -> None:
        """Leaves the editor; it stays open with words that cannot be saved."""
        self.keep()
        if not self._refused:
            super().close_panel()

    @QtCore.Slot()
    def _throw_away(self) -> None:
        self.text.setPlainText(self._written)
        self.close_panel()

    def _show_refusal(self, sentence: str) -> None:
        self._refused = bool(sentence)
        self.error.setText(sentence)
        for part in (self.error, self.throw):
            part.setVisible(self._refused)
        if self.isVisible():
            self.fit()


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

    def dragEnterEvent(self, event: QtGui.QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files are no words of a note: they belong to what is around it."""
        if not drops.leaves_files(event):
            super().dragEnterEvent(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter finishes."""
        enter = event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
        if enter and event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)
