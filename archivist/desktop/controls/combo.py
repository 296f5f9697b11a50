"""A choice among words, with an arrow in our own hand."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts, painting


class Combo(QtWidgets.QComboBox):
    """One of several; `value` is what the chosen words stand for."""

    def __init__(self, choices: tuple[tuple[str, str], ...], current: str = "") -> None:
        """`choices` are values and words; `current` is a value."""
        super().__init__()
        self.setFont(fonts.interface(13.5))
        for value, words in choices:
            self.addItem(words, value)
        self.choose(current)

    @property
    def value(self) -> str:
        """What the chosen words stand for."""
        return str(self.currentData() or "")

    def event(self, event: QtCore.QEvent) -> bool:
        """Letters look for a row and do no act of the window, nor does Delete."""
        return plain.keeps_key(event) or super().event(event)

    def choose(self, value: str) -> None:
        """Chooses by value; the first when it is not there."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints words that end where the arrow begins, and the arrow."""
        option = QtWidgets.QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = painting.elided(option.currentText, self.font(), self.width() - 44)
        painter = QtWidgets.QStylePainter(self)
        painter.drawComplexControl(QtWidgets.QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QtWidgets.QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        pen = QtGui.QPen(self.palette().color(QtGui.QPalette.ColorRole.PlaceholderText), 1.5)
        pen.setCapStyle(QtCore.Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        right, middle = self.width() - 13, self.height() / 2
        painter.drawPolyline(
            [
                QtCore.QPointF(right - 4, middle - 2),
                QtCore.QPointF(right, middle + 2),
                QtCore.QPointF(right + 4, middle - 2),
            ]
        )
        painter.end()
