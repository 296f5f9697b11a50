"""A row of tabs: words with a line under the one that is open."""

import re

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.theme import Theme

_HEIGHT = 42
_NARROWEST = 56
_DIGIT = re.compile(r"\d")


class Tab(QtWidgets.QAbstractButton):
    """One tab, painted as words; its accessible name is what it says."""

    def __init__(self, theme: Theme, words: str) -> None:
        """Closed until checked."""
        super().__init__()
        self._theme = theme
        self._font = fonts.interface(13, fonts.MEDIUM)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Preferred, QtWidgets.QSizePolicy.Policy.Fixed
        )
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def say(self, words: str) -> None:
        """Changes the words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self._hint()

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """As wide as its words."""
        # Digits differ in width: a count that changes must not move the page beside it.
        words = _DIGIT.sub("0", self.text())
        advance = QtGui.QFontMetricsF(self._font).horizontalAdvance(words)
        return QtCore.QSize(round(advance) + 20, _HEIGHT)

    def minimumSizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """Narrower than its words where there is little room: they are cut off with an ellipsis."""
        return QtCore.QSize(min(_NARROWEST, self.sizeHint().width()), _HEIGHT)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Says in a tooltip what is cut off."""
        super().resizeEvent(event)
        self._hint()

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the words and, when open, the line."""
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        open_now = self.isChecked() or self.underMouse()
        painter.setPen(self._theme.colour("text" if open_now else "muted"))
        painter.setFont(self._font)
        words = painting.elided(self.text(), self._font, self.width() - 6)
        painter.drawText(self.rect(), QtCore.Qt.AlignmentFlag.AlignCenter, words)
        if self.isChecked():
            line = QtCore.QRectF(2, self.height() - 2, self.width() - 4, 2)
            painter.fillRect(line, self._theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(QtGui.QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QtCore.QRectF(self.rect()).adjusted(3, 8, -3, -8), 5, 5)
        painter.end()

    def _hint(self) -> None:
        words = painting.elided(self.text(), self._font, self.width() - 6)
        plain.hint(self, "" if words == self.text() else self.text())


class Tabs(QtWidgets.QWidget):
    """The row; `opened` carries the number of the tab."""

    opened = QtCore.Signal(int)

    def __init__(self, theme: Theme, words: tuple[str, ...]) -> None:
        """The first one is open."""
        super().__init__()
        self.tabs = tuple(Tab(theme, each) for each in words)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        for number, tab in enumerate(self.tabs):
            row.addWidget(tab)
            tab.clicked.connect(self._tell)
            tab.setProperty("number", number)
        row.addStretch(1)
        self.tabs[0].setChecked(True)

    def open(self, number: int) -> None:
        """Opens a tab and says so."""
        self.tabs[number].setChecked(True)
        self.opened.emit(number)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right go to the tab beside."""
        step = {QtCore.Qt.Key.Key_Left: -1, QtCore.Qt.Key.Key_Right: 1}.get(
            QtCore.Qt.Key(event.key())
        )
        if step is None:
            super().keyPressEvent(event)
            return
        now = next(number for number, tab in enumerate(self.tabs) if tab.isChecked())
        beside = (now + step) % len(self.tabs)
        self.tabs[beside].setFocus(QtCore.Qt.FocusReason.TabFocusReason)
        self.open(beside)

    @QtCore.Slot()
    def _tell(self) -> None:
        self.opened.emit(next(n for n, tab in enumerate(self.tabs) if tab.isChecked()))
