"""A small field for the number of a paragraph: the page goes along while it is typed."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.floating import Floating
from archivist.desktop.look import fonts

_WIDTH = 268
_MOST_DIGITS = 9


class GoTo(Floating):
    """Asks for a paragraph.

    `typed` carries the number so far (0 for none that there is), `accepted` the one to stay at.
    """

    typed = QtCore.Signal(int)
    accepted = QtCore.Signal(int)

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        """Hidden until `ask`."""
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self._last = 0
        self._caption = plain.label(font=fonts.interface(13, fonts.MEDIUM))
        self.field = plain.field(self.tr("Go to paragraph"))
        self.field.setMaxLength(_MOST_DIGITS)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._tell)
        self.said = plain.label(font=fonts.interface(12), look="muted", wrap=True)
        row = QtWidgets.QHBoxLayout()
        row.addWidget(self._caption)
        row.addWidget(self.field, 1)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.said)

    def ask(self, now: int, last: int, down: int) -> None:
        """Opens `down` pixels under the top for one of 1 to `last`, with `now` to type over."""
        self._last = last
        self._caption.setText(self.tr("Paragraph 1–{last}").format(last=last))
        self.field.setText(str(now))
        self.field.selectAll()
        self._show_fault("")
        self.place_on_top(down)
        self.field.setFocus()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter stays there, the arrows go to the paragraph beside."""
        if isinstance(event, QtGui.QKeyEvent) and event.type() == QtCore.QEvent.Type.KeyPress:
            keys = QtCore.Qt.Key
            step = {keys.Key_Up: -1, keys.Key_Down: 1}.get(QtCore.Qt.Key(event.key()))
            if event.key() in (keys.Key_Return, keys.Key_Enter):
                self._accept()
                return True
            if step is not None:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _number(self) -> int:
        """The number that is typed, if there is such a paragraph; else 0."""
        words = self.field.text().strip()
        number = int(words) if words.isdecimal() else 0
        return number if 1 <= number <= self._last else 0

    def _step(self, step: int) -> None:
        number = max(1, min(self._last, (self._number() or 1) + step))
        self.field.setText(str(number))
        self.field.selectAll()
        self._tell()

    def _accept(self) -> None:
        number = self._number()
        if number:
            self.accepted.emit(number)
            self.close_panel()
            return
        self._show_fault(self._fault() or self.tr("Type the number of a paragraph."))

    @QtCore.Slot()
    def _tell(self) -> None:
        self._show_fault(self._fault())
        self.typed.emit(self._number())

    def _fault(self) -> str:
        if not self.field.text().strip() or self._number():
            return ""
        words = self.tr("This article has the paragraphs 1 to {last}; type one of these numbers.")
        return words.format(last=self._last)

    def _show_fault(self, sentence: str) -> None:
        self.field.setProperty("wrong", bool(sentence))
        self.field.style().polish(self.field)
        self.said.setText(sentence or self.tr("Enter goes there, Escape goes back"))
        self.adjustSize()
