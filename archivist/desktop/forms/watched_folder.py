"""The watched folder: which one it is, and what watching does."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.folder import Folder
from archivist.desktop.forms.form import Form
from archivist.desktop.look import fonts


class WatchedFolder(Form):
    """Asks for a folder. `unwatched` follows the wish to watch none any more."""

    unwatched = QtCore.Signal()

    def __init__(self, watched: str, trouble: str, parent: QtWidgets.QWidget) -> None:
        """`watched` is the folder that is watched now, or empty; `trouble` why it cannot be."""
        super().__init__(self.tr("Watched folder"), parent, width=560)
        about = self.tr(
            "While this archive is open, new files in the folder come in by themselves, once they "
            "are whole: those that lie there and were never imported, and each that comes later. "
            "Nothing in the folder is changed."
        )
        self.add_words(plain.label(about, font=fonts.interface(13), wrap=True))
        self.folder = Folder(self.tr("Folder"))
        self.folder.setText(watched)
        self.add(
            self.tr("Folder"),
            self.folder,
            self.tr("Its path is kept in this archive alone, encrypted like all that is in it."),
        )
        if trouble:
            self.add_words(plain.label(trouble, look="warningline", wrap=True))
        self._rows.addStretch(1)
        self.save_button.setText(self.tr("Watch this folder"))
        self.stop = plain.button(self.tr("Watch none"))
        self.stop.setVisible(bool(watched))
        self.stop.clicked.connect(self._stop)
        self.put_aside(self.stop)

    @QtCore.Slot()
    def _stop(self) -> None:
        self.unwatched.emit()
        self.accept()
