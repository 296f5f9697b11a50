"""A value that is copied whole and shown as far as it fits."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import clipboard, plain
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.theme import Theme

_UNBROKEN = 30
_DIGEST = 64


def value(theme: Theme, name: str, words: str) -> QtWidgets.QWidget:
    """The words of a value that is called `name`: broken into lines, or cut where that cannot be.

    A digest or an address has no space to break a line at: shown cut, copied whole.
    """
    if len(words) < _UNBROKEN or " " in words:
        made = plain.label(words, font=fonts.interface(12.5), wrap=True, selectable=True)
        made.setAccessibleName(f"{name}: {words}")
        return made
    shown = words if len(words) != _DIGEST else f"{words[:12]}…{words[-12:]}"
    return Copyable(theme, name, shown, words)


class Copyable(QtWidgets.QWidget):
    """A long value, cut to what fits, with a button that copies the whole."""

    def __init__(self, theme: Theme, name: str, shown: str, whole: str) -> None:
        """`name` says what the value is."""
        super().__init__()
        self._whole = whole
        self._shown = shown
        self._words = plain.label(font=fonts.interface(12.5))
        self._words.setMinimumWidth(20)
        copy = plain.IconButton(theme, "copy", self.tr("Copy {name}").format(name=name), size=14)
        copy.setFixedSize(22, 22)
        copy.setProperty("tight", True)
        copy.clicked.connect(self._copy)
        plain.hint(self, whole)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(copy, 0, QtCore.Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cuts the value anew."""
        super().resizeEvent(event)
        width = self._words.width()
        self._words.setText(painting.elided(self._shown, self._words.font(), width))

    @QtCore.Slot()
    def _copy(self) -> None:
        clipboard.copy(self._whole)
