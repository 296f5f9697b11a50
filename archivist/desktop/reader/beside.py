"""What is laid open beside the text of an article: its original, or a text it had before."""

# ruff: noqa: N802 - Qt calls these methods by its own names

import re
from functools import partial

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.legible import sought
from archivist.desktop.reader.original import PlainText

_BEYOND = 20_000
"""Code points after the end of what is shown in which words are looked for at all."""
_Key = QtCore.Qt.Key
_Keys = QtGui.QKeySequence.StandardKey


class Beside(QtWidgets.QWidget):
    """A text with what it is above it, and a line to find words with.

    `closed` follows Escape, `stepping` +1 or -1 asks for the next change or the one before.
    """

    closed = QtCore.Signal()
    stepping = QtCore.Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Hidden until `lay_open`."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self.title = plain.label(font=fonts.interface(13, fonts.SEMIBOLD))
        self.title.setMinimumWidth(40)
        self.detail = plain.label(font=fonts.interface(12), look="muted", wrap=True)
        self.sentence = plain.label(font=fonts.interface(12), look="warningline", wrap=True)
        self.changes = _Changes(theme)
        self.field = plain.field(self.tr("Find in this text"), placeholder=self.tr("Find"))
        self.field.setMinimumWidth(64)
        self.field.setMaximumWidth(150)
        self._leave = plain.IconButton(theme, "close", self.tr("Close (O)"), size=16)
        self._part = 1.0
        self.text = PlainText(theme)
        self._lay_out()
        self.field.textEdited.connect(self._find_first)
        self.field.returnPressed.connect(self._find_next)
        self._leave.clicked.connect(self.closed)
        self.changes.stepping.connect(self.stepping)
        self.hide()

    def lay_open(
        self, title: str, detail: str, sentence: str, text: str, *, part: float = 1
    ) -> None:
        """Shows a text; `sentence` says what of it is left off, `part` how much of it is there."""
        self._part = part
        self.title.setText(title)
        self.detail.setText(detail)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.changes.say("")
        self.text.setAccessibleName(title)
        self.field.clear()
        self.text.show_text(text)
        self.show()

    def go_along(self, words: str, share: float, *, mark: bool) -> bool:
        """Scrolls to the words, near the given share of the text; whether they are there.

        Where they are not, it scrolls to that share. `mark` shows them as found.
        """
        whole = self.text.text()
        near = round(share / self._part * len(whole))
        found = None if near > len(whole) + _BEYOND else sought(whole, words, near)
        if found is None:
            self.text.reveal(min(near, len(whole)))
            return False
        self.text.reveal(found[0], found[1] if mark else -1)
        return True

    def event(self, event: QtCore.QEvent) -> bool:
        """Takes the key for finding, which elsewhere finds in the article."""
        taken = (
            event.type() == QtCore.QEvent.Type.ShortcutOverride
            and isinstance(event, QtGui.QKeyEvent)
            and event.matches(_Keys.Find)
        )
        if taken:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Escape closes, Ctrl+F finds."""
        if event.key() == _Key.Key_Escape:
            self.closed.emit()
        elif event.matches(_Keys.Find):
            self.field.setFocus()
            self.field.selectAll()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QtWidgets.QHBoxLayout()
        head.setContentsMargins(14, 5, 8, 5)
        head.setSpacing(8)
        head.addWidget(self.title, 2)
        head.addWidget(self.field, 1)
        head.addWidget(self._leave)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        for line in (self.detail, self.sentence):
            line.setContentsMargins(14, 0, 12, 2)
            column.addWidget(line)
        column.addWidget(self.changes)
        column.addWidget(plain.rule())
        column.addWidget(self.text, 1)

    @QtCore.Slot(str)
    def _find_first(self, words: str) -> None:
        self._find(words, 0)

    @QtCore.Slot()
    def _find_next(self) -> None:
        self._find(self.field.text(), self.text.marked_to())

    def _find(self, words: str, begin: int) -> None:
        wanted = re.compile(re.escape(words), re.IGNORECASE)
        whole = self.text.text()
        found = (wanted.search(whole, begin) or wanted.search(whole)) if words else None
        self.field.setProperty("wrong", bool(words) and found is None)
        self.field.style().polish(self.field)
        if found is not None:
            self.text.reveal(*found.span())


class _Changes(QtWidgets.QWidget):
    """How many changes there are, and the way from one to the next; hidden without words."""

    stepping = QtCore.Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = plain.label(font=fonts.interface(12.5, fonts.MEDIUM), wrap=True)
        self.before = plain.IconButton(
            theme, "chevron-up", self.tr("Previous change (Shift+D)"), size=16
        )
        self.after = plain.IconButton(theme, "chevron-down", self.tr("Next change (D)"), size=16)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 4)
        row.setSpacing(2)
        row.addWidget(self.words, 1)
        for button, way in ((self.before, -1), (self.after, 1)):
            row.addWidget(button, 0, QtCore.Qt.AlignmentFlag.AlignTop)
            button.clicked.connect(partial(self.stepping.emit, way))
        self.hide()

    def say(self, words: str, *, any_there: bool = False) -> None:
        """Shows how many they are; without any there is no way from one to the next."""
        self.words.setText(words)
        for button in (self.before, self.after):
            button.setVisible(any_there)
        self.setVisible(bool(words))
