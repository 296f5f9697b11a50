"""The sheets of a printed article one above the other, only those in view being drawn."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import PAPER
from archivist.desktop.reader.printing import Sheaf

_GAP = 18
_RING = 2
_LINE = 40


class Sheets(QtWidgets.QAbstractScrollArea):
    """Shows a `Sheaf`. `turned` carries the number of the sheet in front, the first being 1."""

    turned = QtCore.Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Empty until `show_sheaf`."""
        super().__init__()
        self._theme = theme
        self._sheaf: Sheaf | None = None
        self._wide = 1.0
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Pages as they will be printed"))

    @property
    def front(self) -> int:
        """The number of the sheet in front, the first being 1; 0 without sheets."""
        if self._sheaf is None:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        return min(self._sheaf.count, 1 + int(middle / (self._height() + _GAP)))

    def show_sheaf(self, sheaf: Sheaf) -> None:
        """Shows other sheets, from the first on."""
        self._sheaf = sheaf
        self.verticalScrollBar().setValue(0)
        self._measure()

    def widen(self, times: float) -> None:
        """Shows sheets so many times as wide as the view."""
        self._wide = times
        self._measure()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Keeps the width of sheets with that of the view."""
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draws anew, and tells which sheet is in front."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self._tell()

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Page keys go by sheets, Home and End to the first and the last one."""
        bar = self.verticalScrollBar()
        sheet = round(self._height()) + _GAP
        steps = {
            QtCore.Qt.Key.Key_PageDown: bar.value() + sheet,
            QtCore.Qt.Key.Key_PageUp: bar.value() - sheet,
            QtCore.Qt.Key.Key_Home: 0,
            QtCore.Qt.Key.Key_End: bar.maximum(),
        }
        wanted = steps.get(QtCore.Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
            return
        bar.setValue(wanted)

    def focusInEvent(self, event: QtGui.QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Draws the sheets in view."""
        painter = QtGui.QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("hover"))
        if self._sheaf is not None:
            self._paint_sheets(painter, self._sheaf)
        if self.hasFocus():
            painter.setPen(QtGui.QPen(self._theme.colour("accent"), _RING))
            painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_sheets(self, painter: QtGui.QPainter, sheaf: Sheaf) -> None:
        top, height = self.verticalScrollBar().value(), self._height() + _GAP
        first = max(0, int(top / height))
        last = min(sheaf.count - 1, int((top + self.viewport().height()) / height))
        width = sheaf.size.width() * self._scale()
        room = self.viewport().width()
        left = max(_GAP, (room - width) / 2) - self.horizontalScrollBar().value()
        for number in range(first, last + 1):
            sheet = QtCore.QRectF(left, number * height + _GAP - top, width, height - _GAP)
            painter.fillRect(sheet, QtGui.QColor(PAPER.page))
            painter.setPen(self._theme.colour("line"))
            painter.drawRect(sheet)
            painter.save()
            painter.translate(sheet.topLeft())
            painter.scale(self._scale(), self._scale())
            sheaf.paint(painter, number)
            painter.restore()

    def _scale(self) -> float:
        if self._sheaf is None:
            return 1.0
        return self._wide * (self.viewport().width() - 2 * _GAP) / self._sheaf.size.width()

    def _height(self) -> float:
        """The height of a sheet as it is shown."""
        return self._sheaf.size.height() * self._scale() if self._sheaf else 1.0

    def _measure(self) -> None:
        if self._sheaf is None:
            return
        view = self.viewport().size()
        whole = self._sheaf.count * (self._height() + _GAP) + _GAP
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(view.height())
        down.setSingleStep(_LINE)
        down.setRange(0, max(0, round(whole) - view.height()))
        wide = self._sheaf.size.width() * self._scale() + 2 * _GAP
        across.setPageStep(view.width())
        across.setSingleStep(_LINE)
        across.setRange(0, max(0, round(wide) - view.width()))
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        self.turned.emit(self.front)
