"""What forms have in common: captions over controls, a sentence for what is wrong, two buttons."""

from collections.abc import Callable

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.errors import ArchivistError

_SIDE = 22


class Form(QtWidgets.QDialog):
    """A dialog that saves; a sentence of the archive is shown in it and keeps it open."""

    saved = QtCore.Signal()

    def __init__(self, title: str, parent: QtWidgets.QWidget, *, width: int = 480) -> None:
        """Empty; `add` puts controls in."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self._save: Callable[[], object] | None = None
        self.error = plain.label(font=fonts.interface(12.5), look="errorline", wrap=True)
        self.error.hide()
        self.save_button = plain.button(self.tr("Save"), main=True)
        self.save_button.clicked.connect(self.save)
        cancel = plain.button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._body = QtWidgets.QWidget()
        self._body.setObjectName("body")
        self._rows = QtWidgets.QVBoxLayout(self._body)
        self._rows.setContentsMargins(_SIDE, 20, _SIDE, 0)
        self._rows.setSpacing(5)
        self._foot = QtWidgets.QHBoxLayout()
        self._lay_out(cancel)

    def _lay_out(self, cancel: QtWidgets.QPushButton) -> None:
        area = QtWidgets.QScrollArea()
        area.setWidget(self._body)
        area.setWidgetResizable(True)
        area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.error.setContentsMargins(_SIDE, 0, _SIDE, 0)
        foot = self._foot
        foot.setContentsMargins(_SIDE, 0, _SIDE, 0)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save_button)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(10)
        column.addWidget(area, 1)
        column.addWidget(self.error)
        column.addLayout(foot)

    def add(self, caption: str, control: QtWidgets.QWidget, remark: str = "") -> None:
        """A control under its caption, with a remark under it."""
        label = plain.label(caption, font=fonts.interface(12.5, fonts.MEDIUM))
        label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(caption)
        self._rows.addWidget(label)
        self._rows.addWidget(control)
        if remark:
            words = plain.label(remark, font=fonts.interface(12), look="muted", wrap=True)
            self._rows.addWidget(words)
        self._rows.addSpacing(5)

    def add_words(self, words: QtWidgets.QLabel) -> None:
        """A sentence among the controls."""
        self._rows.addWidget(words)
        self._rows.addSpacing(8)

    def put_aside(self, button: QtWidgets.QPushButton) -> None:
        """A button apart from the two that end the form."""
        self._foot.insertWidget(0, button)

    def add_beside(self, *parts: tuple[str, QtWidgets.QWidget]) -> None:
        """Several controls in one row, each under its caption."""
        row = QtWidgets.QHBoxLayout()
        row.setSpacing(12)
        for caption, control in parts:
            column = QtWidgets.QVBoxLayout()
            column.setSpacing(5)
            label = plain.label(caption, font=fonts.interface(12.5, fonts.MEDIUM))
            label.setBuddy(control)
            control.setAccessibleName(caption)
            column.addWidget(label)
            column.addWidget(control)
            row.addLayout(column)
        self._rows.addLayout(row)
        self._rows.addSpacing(5)

    def showEvent(self, event: QtGui.QShowEvent) -> None:  # noqa: N802 - Qt's name
        """As high as its controls need, or as there is room; the first one has the keys."""
        room = self.screen().availableGeometry().height() * 4 // 5
        wanted = self._body.sizeHint().height() + 90
        self.resize(max(self.minimumWidth(), self.width()), min(room, wanted))
        first = self._body.findChild(QtWidgets.QLineEdit)
        if first is not None:
            first.setFocus()
        super().showEvent(event)

    def on_save(self, save: Callable[[], object]) -> None:
        """What Save does; an `ArchivistError` it raises is shown."""
        self._save = save

    @QtCore.Slot()
    def save(self) -> None:
        """Saves and closes, or says why not."""
        try:
            if self._save is not None:
                self._save()
        except ArchivistError as sentence:
            self.error.setText(str(sentence))
            self.error.show()
            return
        self.saved.emit()
        self.accept()


def lines(text: str, height: int = 84) -> QtWidgets.QPlainTextEdit:
    """Several lines to write on; Tab leaves them."""
    made = QtWidgets.QPlainTextEdit(text)
    made.setFont(fonts.interface(13.5))
    made.setFixedHeight(height)
    made.setTabChangesFocus(True)
    return made


def kept_lines(control: QtWidgets.QPlainTextEdit) -> tuple[str, ...]:
    """The lines that are not empty."""
    written = control.toPlainText().split("\n")
    return tuple(line.strip() for line in written if line.strip())
