"""What is dropped on a part of the window: files come in, all else is said to be none."""

from PySide6 import QtCore, QtGui, QtWidgets

_Type = QtCore.QEvent.Type
_ENTERING = (_Type.DragEnter, _Type.DragMove)


class Drops(QtCore.QObject):
    """Watches one widget. `files` carries the paths that were dropped, `refused` a sentence.

    What is dropped is copied, whatever the other program would like: a file manager that is told
    of a move may take its file away.
    """

    files = QtCore.Signal(list)
    refused = QtCore.Signal(str)

    def __init__(self, widget: QtWidgets.QWidget) -> None:
        """Takes drops on `widget`, and on all within it that does not take them itself."""
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Answers what is dragged over the widget, or dropped on it."""
        if event.type() not in (*_ENTERING, _Type.Drop) or not isinstance(event, QtGui.QDropEvent):
            return super().eventFilter(watched, event)
        if event.source() is not None:
            return False  # words of our own that are dragged about
        event.setDropAction(QtCore.Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == _Type.Drop:
            self._drop(event.mimeData())
        return True

    def _drop(self, mime: QtCore.QMimeData) -> None:
        paths = local(mime)
        if paths:
            self.files.emit(paths)
        elif mime.hasUrls():
            self.refused.emit(
                self.tr(
                    "This is a link, and Archivist never goes online: save the page in the "
                    "browser, then drop the saved file."
                )
            )
        else:
            self.refused.emit(
                self.tr("These are words and no file: save them as a file, then drop that.")
            )


def local(mime: QtCore.QMimeData) -> list[str]:
    """The files and folders of this machine among what is dragged."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]


def leaves_files(event: QtGui.QDropEvent) -> bool:
    """Whether files are dragged over a control for words: they belong to what is around it."""
    if local(event.mimeData()):
        event.ignore()
        return True
    return False
