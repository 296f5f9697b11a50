"""A box to check, with a frame that is seen on every ground."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.look import fonts

_BOX = 16
_Role = QtGui.QPalette.ColorRole


class Check(QtWidgets.QCheckBox):
    """Words with a box before them, drawn in the colours of the palette."""

    def __init__(self, words: str) -> None:
        """Not checked."""
        super().__init__(words.replace("&", "&&"))
        self.setFont(fonts.interface(13))
        self.setAccessibleName(words)

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints box, tick and words."""
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        colour = self.palette().color
        box = QtCore.QRectF(1, (self.height() - _BOX) / 2, _BOX, _BOX)
        accent = self.hasFocus() or self.isChecked()
        painter.setPen(QtGui.QPen(colour(_Role.Accent if accent else _Role.PlaceholderText), 1.2))
        painter.setBrush(colour(_Role.Accent if self.isChecked() else _Role.Base))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QtGui.QPen(colour(_Role.Base), 1.8))
            painter.drawPolyline([box.topLeft() + QtCore.QPointF(*at) for at in _TICK])
        painter.setPen(colour(_Role.WindowText))
        words = self.rect().adjusted(_BOX + 9, 0, 0, 0)
        painter.drawText(
            words, QtCore.Qt.AlignmentFlag.AlignVCenter, self.text().replace("&&", "&")
        )
        painter.end()


_TICK = ((4, 8), (7, 11), (12, 5))
