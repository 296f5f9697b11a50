"""The panel that asks what goes into a bundle, under which title, and where it is to lie."""

from dataclasses import dataclass
from pathlib import Path

from PySide6 import QtCore, QtWidgets

from archivist.bundle.names import folder_name
from archivist.bundle.selection import Selection
from archivist.desktop.controls import plain
from archivist.desktop.controls.combo import Combo
from archivist.desktop.look import fonts


@dataclass(frozen=True, slots=True)
class Order:
    """A bundle to be written into the new folder `destination`."""

    selection: Selection
    title: str
    destination: Path


class BundleDialog(QtWidgets.QDialog):
    """`ordered` carries an `Order`."""

    ordered = QtCore.Signal(object)

    def __init__(
        self, choices: tuple[tuple[str, Selection], ...], parent: QtWidgets.QWidget
    ) -> None:
        """`choices` are what can be handed over now."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export an evidence bundle"))
        self.setMinimumWidth(520)
        self.content = Combo(tuple((str(n), words) for n, (words, _) in enumerate(choices)))
        self.content.setAccessibleName(self.tr("What goes into the bundle"))
        self._choices = choices
        self.title = plain.field(self.tr("Title"), placeholder=self.tr("Evidence bundle"))
        self.folder = plain.field(
            self.tr("Folder"), placeholder=self.tr("A new folder, for example on a memory stick")
        )
        self.error = plain.label(font=fonts.interface(12.5), look="errorline", wrap=True)
        self.go = plain.button(self.tr("Export"), main=True)
        self._lay_out()
        self.go.clicked.connect(self._order)

    def _lay_out(self) -> None:
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(7)
        about = self.tr(
            "The bundle holds the originals, the highlighted passages with their sources, and "
            "everything a stranger needs to check them with the tools of any computer. People, "
            "tags and events of those passages go along by name, and so do the names of the files "
            "as they came."
        )
        column.addWidget(plain.label(about, font=fonts.interface(13), look="muted", wrap=True))
        column.addSpacing(6)
        for words, control in (
            (self.tr("What goes in"), self.content),
            (self.tr("Title"), self.title),
            (self.tr("Where it goes"), self._folder_row()),
        ):
            caption = plain.label(words, font=fonts.interface(12.5, fonts.MEDIUM))
            caption.setBuddy(control)
            column.addWidget(caption)
            column.addWidget(control)
            column.addSpacing(4)
        column.addWidget(self.error)
        row = QtWidgets.QHBoxLayout()
        row.addStretch(1)
        cancel = plain.button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.go)
        column.addLayout(row)
        self.error.hide()
        if not self._choices:
            self._refuse(self.tr("There is nothing to hand over yet: import an article first."))
            self.go.setEnabled(False)

    def _folder_row(self) -> QtWidgets.QWidget:
        part = QtWidgets.QWidget()
        row = QtWidgets.QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        browse = plain.button(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        part.setFocusProxy(self.folder)
        return part

    @QtCore.Slot()
    def _browse(self) -> None:
        dialog = QtWidgets.QFileDialog(self, self.tr("Where the bundle goes"))
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take_place)
        dialog.open()

    @QtCore.Slot(str)
    def _take_place(self, folder: str) -> None:
        title = self.title.text().strip() or self.tr("Evidence bundle")
        self.folder.setText(str(Path(folder) / folder_name(title)))

    @QtCore.Slot()
    def _order(self) -> None:
        written = self.folder.text().strip()
        if not written:
            self._refuse(self.tr("Say where the bundle goes."))
            return
        destination = Path(written).expanduser()
        if not destination.is_absolute():
            self._refuse(self.tr("Write the folder's whole path, from the root of the disk."))
            return
        if destination.exists():
            self._refuse(self.tr("This folder exists already; name a new one."))
            return
        selection = self._choices[self.content.currentIndex()][1]
        self.ordered.emit(Order(selection, self.title.text().strip(), destination))
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()
