"""Panels that float over the window: where they stand, and their shadow."""

from PySide6 import QtCore, QtGui, QtWidgets


class Floating(QtWidgets.QFrame):
    """A frame over its parent; `closed` follows Escape and whatever else closes it."""

    closed = QtCore.Signal()

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        """Hidden until placed."""
        super().__init__(parent)
        self._ground = parent
        self._before: QtWidgets.QWidget | None = None
        self.setObjectName("floating")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        shadow = QtWidgets.QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 4)
        shadow.setColor(QtGui.QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self.hide()

    def place_by(self, box: QtCore.QRect) -> None:
        """Shows the panel under `box` (in the parent's coordinates), above it where that fails."""
        self.adjustSize()
        around = self._ground.rect().adjusted(8, 8, -8, -8)
        top = box.bottom() + 10
        if top + self.height() > around.bottom():
            top = max(around.top(), box.top() - self.height() - 10)
        left = box.center().x() - self.width() // 2
        self._stand(left, top)

    def place_above(self, box: QtCore.QRect, within: QtCore.QRect) -> None:
        """Shows the panel above `box`, under it where that fails; beside `within` if it must."""
        self.adjustSize()
        around = self._ground.rect().adjusted(8, 8, -8, -8)
        top = box.top() - self.height() - 8
        if top < around.top():
            top = min(box.bottom() + 8, around.bottom() - self.height())
        left = box.right() - self.width() // 3
        if self.width() <= within.width():
            left = max(within.left(), min(left, within.right() - self.width()))
        self._stand(left, top)

    def place_on_top(self, down: int) -> None:
        """Shows the panel in the middle, `down` pixels under the parent's top."""
        self.adjustSize()
        self._stand((self._ground.width() - self.width()) // 2, down)

    def close_panel(self) -> None:
        """Hides the panel, gives the keys back, and says so."""
        if not self.isVisible():
            return
        had_keys = self.isAncestorOf(QtWidgets.QApplication.focusWidget() or self._ground)
        self.hide()
        if had_keys and self._before is not None:
            self._before.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def _stand(self, left: int, top: int) -> None:
        around = self._ground.rect().adjusted(8, 8, -8, -8)
        if not self.isVisible():
            self._before = QtWidgets.QApplication.focusWidget()
        left = max(around.left(), min(left, around.right() - self.width()))
        top = max(around.top(), min(top, around.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.raise_()
