"""Panels that float over the window: where they stand, and their shadow."""

from collections.abc import Iterator
from typing import Literal

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain

_BORDER = 8
_GAP = 9

Side = Literal["above", "below"]


def stand(
    size: QtCore.QSize,
    box: QtCore.QRect,
    around: QtCore.QRect,
    *,
    first: Side,
    within: QtCore.QRect | None = None,
) -> QtCore.QPoint:
    """Where a panel of that size stands within `around` without covering `box`.

    It tries `first`, the other side, then right and left of the box; where nothing is free it
    stands at the lower border. Above and below it keeps to the width of `within`, if that will do.
    """
    room = around.adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER)
    narrow = room if within is None or within.width() < size.width() else room & within
    for corner in _corners(size, box, room, narrow, first):
        place = QtCore.QRect(corner, size)
        if room.contains(place) and not place.intersects(box):
            return corner
    left = _between(
        narrow.left(), box.center().x() - size.width() // 2, narrow.right(), size.width()
    )
    return QtCore.QPoint(left, max(room.top(), room.bottom() - size.height() + 1))


def _corners(
    size: QtCore.QSize, box: QtCore.QRect, room: QtCore.QRect, narrow: QtCore.QRect, first: Side
) -> Iterator[QtCore.QPoint]:
    middle = box.center() - QtCore.QPoint(size.width() // 2, size.height() // 2)
    left = _between(narrow.left(), middle.x(), narrow.right(), size.width())
    top = _between(room.top(), middle.y(), room.bottom(), size.height())
    above = QtCore.QPoint(left, box.top() - _GAP - size.height())
    below = QtCore.QPoint(left, box.bottom() + _GAP)
    yield from (above, below) if first == "above" else (below, above)
    yield QtCore.QPoint(box.right() + _GAP, top)
    yield QtCore.QPoint(box.left() - _GAP - size.width(), top)


def _between(least: int, wanted: int, most: int, length: int) -> int:
    return max(least, min(wanted, most - length + 1))


class Floating(QtWidgets.QFrame):
    """A frame over its parent; `closed` follows Escape and whatever else closes it.

    Closed, it gives the keys back to where they were, or to `home` when that is gone.
    """

    closed = QtCore.Signal()

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        """Hidden until placed."""
        super().__init__(parent)
        self._ground = parent
        self._before: QtWidgets.QWidget | None = None
        self._box: QtCore.QRect | None = None
        self._within: QtCore.QRect | None = None
        self._closing = False
        self._keeps_keys = False
        self.home: QtWidgets.QWidget | None = None
        self.setObjectName("floating")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        shadow = QtWidgets.QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 4)
        shadow.setColor(QtGui.QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self.hide()

    def close_with_focus(self) -> None:
        """From now on the panel closes as soon as the keys go elsewhere in the window."""
        application = QtWidgets.QApplication.instance()
        if isinstance(application, QtWidgets.QApplication):
            application.focusChanged.connect(self._follow_focus)

    def keep_keys(self) -> None:
        """From now on letters, figures and Delete pressed in the panel do no act of the window."""
        self._keeps_keys = True

    def event(self, event: QtCore.QEvent) -> bool:
        """Keeps from the window what the panel keeps."""
        return (self._keeps_keys and plain.keeps_key(event)) or super().event(event)

    def place_beside(
        self, box: QtCore.QRect, *, first: Side = "below", within: QtCore.QRect | None = None
    ) -> None:
        """Shows the panel beside `box` (in the parent's coordinates), never over it.

        It keeps to the width of `within` where it can.
        """
        self._box, self._within = box, within
        self._take_size()
        corner = stand(self.size(), box, self._ground.rect(), first=first, within=within)
        self._stand(corner.x(), corner.y())

    def fit(self) -> None:
        """Takes the size it needs by now, and stays on its side of the box it stands beside."""
        if self._box is None or not self.isVisible():
            self._take_size()
            return
        above = self.geometry().bottom() < self._box.top()
        self.place_beside(self._box, first="above" if above else "below", within=self._within)

    def place_on_top(self, down: int) -> None:
        """Shows the panel in the middle, `down` pixels under the parent's top."""
        self._box = None
        self._take_size()
        self._stand((self._ground.width() - self.width()) // 2, down)

    def close_panel(self) -> None:
        """Hides the panel, gives the keys back, and says so."""
        if self._closing or not self.isVisible():
            return
        self._closing = True
        # Hidden with the keys, Qt would give them to one widget after the other before `home`.
        if self.isAncestorOf(QtWidgets.QApplication.focusWidget() or self._ground):
            self._give_back()
        self.hide()
        self._closing = False
        self.closed.emit()

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def _give_back(self) -> None:
        usable = self._before is not None and self._before.isVisible()
        target = self._before if usable else self.home
        if target is not None:
            target.setFocus()

    def _take_size(self) -> None:
        # What was shown or hidden in a panel that is hidden itself is measured only on demand.
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
        self.adjustSize()

    def _stand(self, left: int, top: int) -> None:
        around = self._ground.rect().adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER)
        if not self.isVisible():
            self._before = QtWidgets.QApplication.focusWidget()
        left = _between(around.left(), left, around.right(), self.width())
        top = _between(around.top(), top, around.bottom(), self.height())
        self.move(left, top)
        self.show()
        self.raise_()

    @QtCore.Slot(QtWidgets.QWidget, QtWidgets.QWidget)
    def _follow_focus(
        self, before: QtWidgets.QWidget | None, now: QtWidgets.QWidget | None
    ) -> None:
        # Without a widget that has them, the keys have left for another window, not for good.
        if now is None or before is None or not self.isVisible():
            return
        if self.isAncestorOf(before) and not self.isAncestorOf(now):
            self.close_panel()
