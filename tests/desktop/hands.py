"""The hands of a person at the window: files dropped, words dragged over, keys pressed."""

from pathlib import Path

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtTest import QTest

from archivist.desktop.reader.reader import Reader

Key = QtCore.Qt.Key
_Left = QtCore.Qt.MouseButton.LeftButton
_None = QtCore.Qt.KeyboardModifier.NoModifier


class Hands:
    """Real mouse and real keys, wherever the focus is; `keys` counts those that were pressed."""

    def __init__(self) -> None:
        self.keys = 0

    def press(self, key: Key, modifier: QtCore.Qt.KeyboardModifier = _None) -> None:
        """Press one key, with or without a modifier: one keystroke."""
        self.keys += 1
        QTest.keyClick(_focus(), key, modifier)

    def type(self, words: str) -> None:
        """Type letters, a keystroke each."""
        for letter in words:
            self.keys += 1
            QTest.keyClicks(_focus(), letter)

    def drag(self, reader: Reader, words: str) -> None:
        """Drag the mouse over words of the open article; the keys are counted from here on."""
        start = reader.text().index(words)
        reader.reveal(start)
        QtWidgets.QApplication.processEvents()
        ends = _ends(reader, start, start + len(words))
        viewport = reader.viewport()
        QTest.mousePress(viewport, _Left, pos=ends[0])
        move = QtGui.QMouseEvent(
            QtCore.QEvent.Type.MouseMove,
            QtCore.QPointF(ends[1]),
            QtCore.QPointF(viewport.mapToGlobal(ends[1])),
            QtCore.Qt.MouseButton.NoButton,
            _Left,
            _None,
        )
        QtWidgets.QApplication.sendEvent(viewport, move)
        QTest.mouseRelease(viewport, _Left, pos=ends[1])
        assert reader.selection() == (start, start + len(words))
        self.keys = 0

    def drop(self, target: QtWidgets.QWidget, paths: list[Path]) -> None:
        """Drop files as a file manager does."""
        mime = QtCore.QMimeData()
        mime.setUrls([QtCore.QUrl.fromLocalFile(str(path)) for path in paths])
        at, copy = QtCore.QPoint(40, 40), QtCore.Qt.DropAction.CopyAction
        for event in (
            QtGui.QDragEnterEvent(at, copy, mime, _Left, _None),
            QtGui.QDropEvent(QtCore.QPointF(at), copy, mime, _Left, _None),
        ):
            QtWidgets.QApplication.sendEvent(target, event)
            assert event.isAccepted()


def _ends(reader: Reader, start: int, end: int) -> list[QtCore.QPoint]:
    """Where the caret stands at the ends of a range; nothing is selected afterwards."""
    reader.select(start, end)
    cursor = reader.textCursor()
    points = []
    for position in (cursor.selectionStart(), cursor.selectionEnd()):
        cursor.setPosition(position)
        box = reader.cursorRect(cursor)
        points.append(QtCore.QPoint(box.left(), box.center().y()))
    reader.unselect()
    return points


def _focus() -> QtWidgets.QWidget:
    focus = QtWidgets.QApplication.focusWidget()
    assert focus is not None
    return focus
