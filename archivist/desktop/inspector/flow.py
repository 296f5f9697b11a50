"""A layout that sets controls side by side and goes on in a new line where there is no room."""

from PySide6 import QtCore, QtWidgets

_GAP = 5


class Flow(QtWidgets.QLayout):
    """Controls in lines, each as wide as it wants and never wider than the line."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self._items: list[QtWidgets.QLayoutItem] = []

    def addItem(self, item: QtWidgets.QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Puts one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QtWidgets.QLayoutItem | None:  # noqa: N802 - Qt's name
        """The one of that number; none beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QtWidgets.QLayoutItem | None:  # noqa: N802 - Qt's name
        """Takes the one of that number out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """More lines in less width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its lines."""
        return self._place(QtCore.QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """As small as it can be: the width is given by what is around it."""
        return self.minimumSize()

    def minimumSize(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """Room for one line of nothing in particular."""
        return QtCore.QSize(40, 0)

    def setGeometry(self, rect: QtCore.QRect) -> None:  # noqa: N802 - Qt's name
        """Sets the controls."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QtCore.QRect, *, move: bool) -> int:
        left, top, line = rect.left(), rect.top(), 0
        for item in self._items:
            wanted = item.sizeHint()
            size = QtCore.QSize(min(wanted.width(), rect.width()), wanted.height())
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, line = rect.left(), top + line + _GAP, 0
            if move:
                item.setGeometry(QtCore.QRect(QtCore.QPoint(left, top), size))
            left += size.width() + _GAP
            line = max(line, size.height())
        return top + line - rect.top()
