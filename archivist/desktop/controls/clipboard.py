"""The clipboard: what is quoted there is kept out of histories, and taken back on lock."""

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtWidgets import QApplication

# By this a quotation is known again as our own.
_OURS = "application/x-archivist-quotation"
# Clipboard histories write what they see to disk unless they are asked not to.
_PRIVATE = {
    _OURS: b"1",
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "application/x-nspasteboard-concealed-type": b"1",
}


def clip(text: str) -> QMimeData:
    """A quotation for the clipboard, with the marks that keep it out of clipboard histories."""
    # Made by Qt and not by Python: the clipboard outlives the interpreter, and taking apart an
    # object of Python's after that is a segmentation fault at the end of the program.
    model = QStringListModel([""])
    mime = model.mimeData([model.index(0)])
    for name in mime.formats():
        mime.removeFormat(name)
    mime.setText(text)
    for name, value in _PRIVATE.items():
        mime.setData(name, value)
    return mime


def copy(text: str) -> None:
    """Puts a quotation on the clipboard."""
    QApplication.clipboard().setMimeData(clip(text))


def take_back() -> None:
    """Clears the clipboard when what lies on it is ours."""
    clipboard = QApplication.clipboard()
    # Where nothing lies on it, some platforms have not even an empty one.
    lying: QMimeData | None = clipboard.mimeData()
    if lying is not None and lying.hasFormat(_OURS):
        clipboard.clear()
