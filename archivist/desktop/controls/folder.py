"""A folder, typed or chosen."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain


class Folder(QtWidgets.QWidget):
    """A line for the path of a folder, and a button that chooses one."""

    def __init__(self, name: str) -> None:
        """`name` is what a screen reader calls it."""
        super().__init__()
        self.field = plain.field(name)
        browse = plain.button(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(browse)
        self.setFocusProxy(self.field)
        policy = QtWidgets.QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Fixed)

    def setText(self, words: str) -> None:  # noqa: N802 - as a line edit's
        """Writes a folder."""
        self.field.setText(words)

    def text(self) -> str:
        """The folder that is written."""
        return self.field.text()

    @QtCore.Slot()
    def _browse(self) -> None:
        dialog = QtWidgets.QFileDialog(self, self.field.accessibleName())
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.field.setText)
        dialog.open()
