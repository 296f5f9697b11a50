"""The first page: make an archive, open one, or try the sample."""

from pathlib import Path

from PySide6 import QtCore, QtWidgets

from archivist.archive import SUFFIX
from archivist.desktop.controls import clipboard, plain
from archivist.desktop.controls.check import Check
from archivist.desktop.controls.drops import Drops
from archivist.desktop.controls.folder import Folder
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme


class Welcome(QtWidgets.QWidget):
    """Asks which archive.

    `creating` carries folder and passphrase ("" for none), `opening`
    folder and passphrase, `sampling` asks for the sample archive.
    """

    creating = QtCore.Signal(str, str)
    opening = QtCore.Signal(str, str)
    sampling = QtCore.Signal()

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """Shows the three ways in."""
        super().__init__(parent)
        self._theme = theme
        self.drops = Drops(self)
        self.ways = Ways()
        self.start = Start()
        self.new = Create()
        self.known = Open()
        self.code = Code()
        self._waiting = plain.label(font=fonts.interface(13), look="muted")
        self._bar = QtWidgets.QProgressBar()
        for part in (self.start, self.new, self.known, self.code):
            self.ways.addWidget(part)
        self.ways.fit(0)
        self._lay_out()
        self.start.new.clicked.connect(self.show_create)
        self.start.known.clicked.connect(self.show_open)
        self.start.sample.clicked.connect(self.sampling)
        for part in (self.new, self.known):
            part.back.clicked.connect(self.show_start)
        self.new.wanted.connect(self.creating)
        self.known.wanted.connect(self.opening)

    @QtCore.Slot()
    def show_start(self) -> None:
        """Shows the three ways."""
        self.ways.setCurrentWidget(self.start)
        self.start.new.setFocus()

    @QtCore.Slot()
    def show_create(self) -> None:
        """Asks for name, folder and passphrase."""
        self.ways.setCurrentWidget(self.new)
        self.new.complain("")
        self.new.name.setFocus()

    @QtCore.Slot()
    def show_open(self) -> None:
        """Asks for folder and passphrase."""
        self.ways.setCurrentWidget(self.known)
        self.known.complain("")
        (self.known.passphrase if self.known.folder.text() else self.known.folder).setFocus()

    def ask_passphrase(self, folder: Path) -> None:
        """Asks for the passphrase of an archive that was named already."""
        self.known.folder.setText(str(folder))
        self.show_open()

    @property
    def takes_archives(self) -> bool:
        """Whether an archive may be named now: nothing is being made, and no code is shown."""
        return self.ways.isEnabled() and self.ways.currentWidget() is not self.code

    def show_code(self, code: str) -> None:
        """Shows the recovery code, this once."""
        self.code.show_code(code)
        self.ways.setCurrentWidget(self.code)

    def wait(self, words: str) -> None:
        """Takes no more keys until `rest`, and says what is being done."""
        self.complain("")
        self.ways.setEnabled(False)
        self._waiting.setText(words)
        self._waiting.show()
        self._bar.show()

    def rest(self) -> None:
        """Takes keys again."""
        self._waiting.hide()
        self._bar.hide()
        self.ways.setEnabled(True)
        shown = self.ways.currentWidget()
        if isinstance(shown, (Create, Open)):
            shown.passphrase.setFocus()
            shown.passphrase.selectAll()

    def complain(self, sentence: str) -> None:
        """Says what went wrong on the page that is shown."""
        shown = self.ways.currentWidget()
        if isinstance(shown, (Create, Open, Start)):
            shown.complain(sentence)

    def _lay_out(self) -> None:
        sheet = QtWidgets.QFrame()
        sheet.setObjectName("sheet")
        sheet.setFixedWidth(480)
        inside = QtWidgets.QVBoxLayout(sheet)
        inside.setContentsMargins(36, 32, 36, 30)
        inside.setSpacing(6)
        inside.addWidget(plain.label("Archivist", font=fonts.reading(34, fonts.SEMIBOLD)))
        about = self.tr("An offline, encrypted archive for evidence.")
        inside.addWidget(plain.label(about, font=fonts.interface(13.5), look="muted", wrap=True))
        inside.addSpacing(16)
        inside.addWidget(self.ways)
        inside.addSpacing(8)
        inside.addWidget(self._waiting)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(self.tr("Progress"))
        inside.addWidget(self._bar)
        for part in (self._waiting, self._bar):
            part.hide()
        across = QtWidgets.QHBoxLayout(self)
        across.addStretch(1)
        down = QtWidgets.QVBoxLayout()
        down.addStretch(2)
        down.addWidget(sheet)
        down.addStretch(3)
        across.addLayout(down)
        across.addStretch(1)


class Ways(QtWidgets.QStackedWidget):
    """Pages of different heights; as high as the one that is shown."""

    def __init__(self) -> None:
        """No pages yet."""
        super().__init__()
        self.currentChanged.connect(self.fit)

    @QtCore.Slot(int)
    def fit(self, shown: int) -> None:
        """As high as the page with the number `shown`."""
        # A stack is as high as its highest page, unless the hidden ones ask for nothing.
        pages = self.findChildren(Way, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly)
        for page in pages:
            policy = page.sizePolicy()
            policy.setVerticalPolicy(
                QtWidgets.QSizePolicy.Policy.Preferred
                if self.indexOf(page) == shown
                else QtWidgets.QSizePolicy.Policy.Ignored
            )
            page.setSizePolicy(policy)
        self.updateGeometry()

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """The size of the page that is shown."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown else super().sizeHint()

    def minimumSizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """The least size of the page that is shown."""
        shown = self.currentWidget()
        if shown is None:
            return super().minimumSizeHint()
        width = shown.minimumSizeHint().width()
        return QtCore.QSize(width, shown.heightForWidth(self.width()))


class Way(QtWidgets.QWidget):
    """One page of the welcome, with a line for what went wrong."""

    def __init__(self) -> None:
        """An empty column."""
        super().__init__()
        self.column = QtWidgets.QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.column.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop)
        self.error = plain.label(font=fonts.interface(13), look="errorline", wrap=True)
        self.error.hide()

    def complain(self, sentence: str) -> None:
        """Says what went wrong; nothing when empty."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def add(self, caption: str, control: QtWidgets.QWidget) -> None:
        """A control under its caption."""
        label = plain.label(caption, font=fonts.interface(12.5, fonts.MEDIUM))
        label.setBuddy(control)
        self.column.addWidget(label)
        self.column.addWidget(control)
        self.column.addSpacing(4)


class Start(Way):
    """The three ways in."""

    def __init__(self) -> None:
        """Three buttons."""
        super().__init__()
        self.new = plain.button(self.tr("Create an archive"), main=True)
        self.known = plain.button(self.tr("Open an archive"))
        self.sample = plain.button(self.tr("Look around in the sample archive"))
        for each in (self.new, self.known, self.sample):
            each.setMinimumHeight(38)
            self.column.addWidget(each)
        self.column.addWidget(self.error)
        self.column.addSpacing(10)
        promise = self.tr(
            "Nothing leaves this computer: the program opens no network connection, and keeps "
            "no list of what you opened."
        )
        words = plain.label(promise, font=fonts.interface(12.5), look="muted", wrap=True)
        self.column.addWidget(words)


class Create(Way):
    """Name, place and passphrase of a new archive. `wanted` carries folder and passphrase."""

    wanted = QtCore.Signal(str, str)

    def __init__(self) -> None:
        """Empty fields."""
        super().__init__()
        self.name = plain.field(self.tr("Name"), placeholder=self.tr("Case 14"))
        self.folder = Folder(self.tr("Folder"))
        self.passphrase = _secret(self.tr("Passphrase"))
        self.again = _secret(self.tr("The same passphrase again"))
        self.no_secrecy = Check(self.tr("Open archive: anyone may read it"))
        self.go = plain.button(self.tr("Create"), main=True)
        self.back = plain.button(self.tr("Back"))
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Folder it goes into"), self.folder)
        self.add(self.tr("Passphrase: several words are best"), self.passphrase)
        self.add(self.tr("Passphrase again"), self.again)
        self.column.addWidget(self.no_secrecy)
        self.column.addWidget(self.error)
        self.column.addSpacing(6)
        self.column.addLayout(_foot(self.back, self.go))
        self.no_secrecy.toggled.connect(self.passphrase.setDisabled)
        self.no_secrecy.toggled.connect(self.again.setDisabled)
        self.go.clicked.connect(self._want)
        for field in (self.name, self.folder.field, self.passphrase, self.again):
            field.returnPressed.connect(self._want)

    def forget(self) -> None:
        """Keeps no passphrase on a hidden page."""
        self.passphrase.clear()
        self.again.clear()

    @QtCore.Slot()
    def _want(self) -> None:
        fault = self._fault()
        self.complain(fault)
        if not fault:
            folder = Path(self.folder.field.text().strip()).expanduser()
            secret = "" if self.no_secrecy.isChecked() else self.passphrase.text()
            self.wanted.emit(str(folder / (self.name.text().strip() + SUFFIX)), secret)

    def _fault(self) -> str:
        if not self.name.text().strip() or "/" in self.name.text():
            return self.tr("Give the archive a name without a slash.")
        if not Path(self.folder.field.text().strip()).expanduser().is_dir():
            return self.tr("Choose the folder that the archive goes into.")
        if self.no_secrecy.isChecked():
            return ""
        if not self.passphrase.text():
            return self.tr("Type a passphrase, or choose an open archive.")
        if self.passphrase.text() != self.again.text():
            return self.tr("The two passphrases differ. Type them again.")
        return ""


class Open(Way):
    """Folder and passphrase of an archive. `wanted` carries both."""

    wanted = QtCore.Signal(str, str)

    def __init__(self) -> None:
        """Empty fields."""
        super().__init__()
        self.folder = Folder(self.tr("Archive folder"))
        self.passphrase = _secret(self.tr("Passphrase"))
        self.go = plain.button(self.tr("Open"), main=True)
        self.back = plain.button(self.tr("Back"))
        self.add(self.tr("Archive folder"), self.folder)
        self.add(self.tr("Passphrase, or the recovery code"), self.passphrase)
        self.column.addWidget(self.error)
        self.column.addSpacing(6)
        self.column.addLayout(_foot(self.back, self.go))
        self.go.clicked.connect(self._want)
        for field in (self.folder.field, self.passphrase):
            field.returnPressed.connect(self._want)

    @QtCore.Slot()
    def _want(self) -> None:
        written = self.folder.field.text().strip()
        if not written:
            self.complain(self.tr("Choose the folder of the archive."))
            return
        self.complain("")
        self.wanted.emit(str(Path(written).expanduser()), self.passphrase.text())


class Code(Way):
    """The recovery code, shown once."""

    def __init__(self) -> None:
        """Without a code yet."""
        super().__init__()
        words = self.tr(
            "This recovery code opens the archive when the passphrase is lost. It is shown this "
            "once and kept nowhere: write it down or print it, and keep it away from this computer."
        )
        self.column.addWidget(plain.label(words, font=fonts.interface(13.5), wrap=True))
        self.column.addSpacing(8)
        mono = fonts.interface(17, fonts.SEMIBOLD, spacing=0.6)
        self.words = plain.label(font=mono, wrap=True, selectable=True)
        self.column.addWidget(self.words)
        self.column.addSpacing(8)
        self.copy = plain.button(self.tr("Copy"))
        self.go = plain.button(self.tr("I have written it down"), main=True)
        self.copy.clicked.connect(self._copy)
        self.column.addLayout(_foot(self.copy, self.go))

    def show_code(self, code: str) -> None:
        """Shows the code; nothing when empty, so that it does not stay on a hidden page."""
        self.words.setText(code)
        self.words.setAccessibleName(self.tr("Recovery code: {code}").format(code=code))

    @QtCore.Slot()
    def _copy(self) -> None:
        clipboard.copy(self.words.text())


def _secret(name: str) -> QtWidgets.QLineEdit:
    field = plain.field(name)
    field.setEchoMode(QtWidgets.QLineEdit.EchoMode.Password)
    return field


def _foot(left: QtWidgets.QPushButton, right: QtWidgets.QPushButton) -> QtWidgets.QHBoxLayout:
    row = QtWidgets.QHBoxLayout()
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return row
