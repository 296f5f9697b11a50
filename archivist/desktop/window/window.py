"""The main window: the welcome page or the desk of one open archive, and the menus."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.archive import SUFFIX, Archive
from archivist.desktop.acts.acts import ActSet
from archivist.desktop.acts.keys_sheet import KeysSheet
from archivist.desktop.controls import clipboard, plain
from archivist.desktop.jobs.worker import Aside
from archivist.desktop.look.theme import Theme
from archivist.desktop.session.sentences import said_of
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Found, Opener
from archivist.desktop.window.welcome import Welcome
from archivist.errors import ArchivistError

Answer = TypeVar("Answer")


class MainWindow(QtWidgets.QMainWindow):
    """One window, at most one archive.

    `locked` carries the folder of an archive that is to be asked for again by a new process:
    what this one has read stays in its memory until it ends.
    """

    locked = QtCore.Signal(str)

    def __init__(
        self, theme: Theme, opener: Opener, sample: Callable[[], Path], *, network_denied: bool
    ) -> None:
        """Shows the welcome page; `sample` is the folder of the sample case."""
        super().__init__()
        self._theme = theme
        self._opener = opener
        self._sample = sample
        self._network_denied = network_denied
        self.session: Session | None = None
        self.acts = ActSet(theme, self)
        self.welcome = Welcome(theme)
        self._aside = Aside(self)
        self._found: Found | None = None
        self._stack = QtWidgets.QStackedWidget()
        self._stack.addWidget(self.welcome)
        self.setCentralWidget(self._stack)
        self._cover = plain.label(self.tr("Closing the archive…"))
        self._cover.setParent(self)
        self._cover.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self._cover.setAutoFillBackground(True)
        self._cover.hide()
        self.resize(1500, 920)
        self._connect()
        self.leave()

    def show_archive(self, archive: Archive) -> None:
        """Shows an open archive."""
        self.leave()
        session = Session(archive, self._theme, self.acts, network_denied=self._network_denied)
        self.session = session
        self._stack.addWidget(session.desk)
        self._stack.setCurrentWidget(session.desk)
        self.setWindowTitle(self.tr("{name} – Archivist").format(name=archive.folder.stem))
        self.acts.allow(session.verbs, allowed=True)
        self.acts.allow(("close",), allowed=True)
        # Without a passphrase there is nothing that a lock could ask for.
        self.acts.allow(("lock",), allowed=archive.encrypted)
        session.begin()
        session.desk.column.setFocus()

    def ask_for(self, folder: Path) -> None:
        """Opens the archive in `folder`, asking for its passphrase when it has one."""
        self.welcome.ask_passphrase(folder)
        if self._opener.needs_no_passphrase(folder):
            self._open(str(folder), "")

    @QtCore.Slot(list)
    def _take_dropped(self, paths: list[str]) -> None:
        """An archive that is dropped on the welcome page is opened; files have to wait for one."""
        folder = Path(paths[0])
        if not self.welcome.takes_archives:
            return
        if folder.suffix == SUFFIX and folder.is_dir():
            self.ask_for(folder)
            return
        self.welcome.complain(
            self.tr("Open an archive, or create one, and then drop the files on it once more.")
        )

    def lock(self) -> None:
        """Lets the archive go and asks for a process that has not read it."""
        if self.session is None:
            return
        folder = self.session.archive.folder.absolute()
        try:
            self._cover_up()
            clipboard.take_back()
            self.leave()
        finally:
            self.locked.emit(str(folder))

    def leave(self) -> None:
        """Hides the archive that is open, closes it and shows the welcome page."""
        session, self.session = self.session, None
        if session is None:
            self._show_welcome()
            return
        try:
            self._cover_up()
            session.close()
        finally:
            self._stack.removeWidget(session.desk)
            session.desk.deleteLater()
            session.deleteLater()
            self._show_welcome()
            self._cover.hide()

    def _cover_up(self) -> None:
        """Shows nothing of the archive any more, before anything is waited for."""
        self.setWindowTitle("Archivist")
        while (popup := QtWidgets.QApplication.activePopupWidget()) is not None:
            popup.hide()
        for dialog in reversed(self.findChildren(QtWidgets.QDialog)):
            dialog.reject()
        self._cover.setGeometry(self.rect())
        self._cover.show()
        self._cover.raise_()
        self._cover.repaint()

    def _show_welcome(self) -> None:
        self.setWindowTitle("Archivist")
        self.acts.allow((act.name for act in self.acts.all), allowed=False)
        self.acts.allow(("quit", "keys"), allowed=True)
        self.welcome.rest()
        self.welcome.show_start()
        self._stack.setCurrentWidget(self.welcome)

    def say_fault(self, sentence: str) -> None:
        """Shows the sentence of a fault of our own."""
        if self.session is not None:
            self.session.desk.notice.say(sentence)
        else:
            self.welcome.complain(sentence)

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Waits for what is at work, then lets the archive go."""
        try:
            self.leave()
        finally:
            self._aside.close()
            super().closeEvent(event)

    def event(self, event: QtCore.QEvent) -> bool:
        """A dialog that keeps the keys from the window still leaves it the one that locks."""
        if event.type() == QtCore.QEvent.Type.WindowBlocked:
            self._reach_lock(QtWidgets.QApplication.activeModalWidget())
        return super().event(event)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """The same for a dialog over a dialog."""
        if event.type() == QtCore.QEvent.Type.WindowBlocked:
            self._reach_lock(QtWidgets.QApplication.activeModalWidget())
        return super().eventFilter(watched, event)

    def _reach_lock(self, dialog: QtWidgets.QWidget | None) -> None:
        lock = self.acts.actions["lock"]
        if dialog is not None and lock not in dialog.actions():
            dialog.addAction(lock)
            dialog.installEventFilter(self)

    def _connect(self) -> None:
        self.acts.done.connect(self._do)
        self.welcome.creating.connect(self._create)
        self.welcome.opening.connect(self._open)
        self.welcome.sampling.connect(self._ask_sample)
        self.welcome.drops.files.connect(self._take_dropped)
        self.welcome.drops.refused.connect(self.welcome.complain)
        self.welcome.code.go.clicked.connect(self._enter)

    @QtCore.Slot(str)
    def _do(self, name: str) -> None:
        if name == "quit":
            self.close()
        elif name == "close":
            self.leave()
        elif name == "lock":
            self.lock()
        elif name == "keys":
            KeysSheet(self.acts, self).open()
        elif self.session is not None:
            try:
                self.session.do(name)
            except ArchivistError as reason:
                self.session.desk.notice.say(said_of(reason))

    @QtCore.Slot(str, str)
    def _create(self, folder: str, passphrase: str) -> None:
        self._begin(
            self.tr("Making the archive…"),
            partial(self._opener.found, Path(folder), passphrase),
            self._show_code,
        )

    def _show_code(self, found: Found) -> None:
        if not found.code:
            self._enter_with(found.folder, found.key)
            return
        self._found = found
        self.welcome.new.forget()
        self.welcome.show_code(found.code)

    @QtCore.Slot()
    def _enter(self) -> None:
        found, self._found = self._found, None
        self.welcome.show_code("")
        if found is not None:
            self._enter_with(found.folder, found.key)

    @QtCore.Slot(str, str)
    def _open(self, folder: str, secret: str) -> None:
        place = Path(folder)
        self._begin(
            self.tr("Opening the archive…"),
            partial(self._opener.unlock, place, secret),
            partial(self._enter_with, place),
        )

    def _begin(
        self, words: str, work: Callable[[], Answer], then: Callable[[Answer], object]
    ) -> None:
        """Does what takes a second beside the window; meanwhile the page waits."""
        self.welcome.wait(words)

        def proceed(answer: Answer) -> None:
            self.welcome.rest()
            then(answer)

        self._aside.run(work, proceed, self._refuse)

    def _refuse(self, sentence: str) -> None:
        self.welcome.rest()
        self.welcome.complain(sentence)

    def _enter_with(self, folder: Path, key: bytes) -> None:
        try:
            archive = self._opener.enter(folder, key)
        except ArchivistError as sentence:
            self.welcome.complain(str(sentence))
            return
        self.welcome.new.forget()
        self.welcome.known.passphrase.clear()
        self.show_archive(archive)

    @QtCore.Slot()
    def _ask_sample(self) -> None:
        dialog = QtWidgets.QFileDialog(self, self.tr("Where the sample archive goes"))
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.begin_sample)
        dialog.open()

    @QtCore.Slot(str)
    def begin_sample(self, folder: str) -> None:
        """Makes the sample archive in `folder` and opens it."""
        self._begin(
            self.tr("Making the sample archive…"),
            partial(self._opener.found, Path(folder) / "Sample.archivist", ""),
            self._fill_sample,
        )

    def _fill_sample(self, found: Found) -> None:
        self._enter_with(found.folder, found.key)
        if self.session is not None:
            self.session.importing.begin([str(self._sample())])
