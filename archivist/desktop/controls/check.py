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

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """Room for the ring around box and words."""
        return super().sizeHint() + QtCore.QSize(14, 4)

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints box, tick and words."""
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        colour = self.palette().color
        box = QtCore.QRectF(5, (self.height() - _BOX) / 2, _BOX, _BOX)
        accent = self.hasFocus() or self.isChecked()
        painter.setPen(QtGui.QPen(colour(_Role.Accent if accent else _Role.PlaceholderText), 1.2))
        painter.setBrush(colour(_Role.Accent if self.isChecked() else _Role.Base))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QtGui.QPen(colour(_Role.Base), 1.8))
            painter.drawPolyline([box.topLeft() + QtCore.QPointF(*at) for at in _TICK])
        if self.hasFocus():
            self._paint_ring(painter, box)
        painter.setPen(colour(_Role.WindowText))
        words = self.rect().adjusted(_BOX + 13, 0, 0, 0)
        painter.drawText(
            words, QtCore.Qt.AlignmentFlag.AlignVCenter, self.text().replace("&&", "&")
        )
        painter.end()

    def _paint_ring(self, painter: QtGui.QPainter, box: QtCore.QRectF) -> None:
        """Around the whole control: a box that is checked looks the same with the focus."""
        painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
        painter.setPen(QtGui.QPen(self.palette().color(_Role.Accent), 2))
        words = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        around = QtCore.QRectF(box.left(), box.top(), _BOX + 9 + words, _BOX)
        around = around.adjusted(-0.5, -4, 7, 4) & QtCore.QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(around, 5, 5)


_TICK = ((4, 8), (7, 11), (12, 5))
