"""A line at the foot of the page that says what just happened, and goes away by itself."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts

_SHOWN = 7_000
_WIDEST = 560


class Notice(QtWidgets.QFrame):
    """Says one sentence; a click takes it away."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        """Hidden until `say`."""
        super().__init__(parent)
        self._ground = parent
        self.setObjectName("notice")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self._words = plain.label(font=fonts.interface(13), wrap=True)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 9)
        row.addWidget(self._words)
        self._timer = QtCore.QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows a sentence for a while; a screen reader is told."""
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(_SHOWN)
        told = QtGui.QAccessibleEvent(self._words, QtGui.QAccessible.Event.Alert)
        QtGui.QAccessible.updateAccessibility(told)

    def said(self) -> str:
        """What is shown now, or nothing."""
        return self._words.text() if self.isVisible() else ""

    def place(self) -> None:
        """Stands at the foot of the parent, in the middle."""
        around = self._ground.rect()
        width = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 36
        width = min(max(160, width), _WIDEST, around.width() - 40)
        self.setFixedSize(width, self._words.heightForWidth(width - 28) + 18)
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - 24)

    def mousePressEvent(self, _event: QtGui.QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Goes away."""
        self.hide()
