"""Locking and closing: nothing of the archive stays in sight, whatever stands in the way."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.desktop.controls import clipboard
from archivist.desktop.jobs.jobs import Steps
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
ControlAlt = QtCore.Qt.KeyboardModifier.ControlModifier | QtCore.Qt.KeyboardModifier.AltModifier


@pytest.fixture
def folder_of_case(tmp_path: Path) -> Path:
    return tmp_path / "locked.archivist"


@pytest.fixture
def locked_away(
    qtbot: QtBot,
    window: MainWindow,
    opener: Opener,
    folder_of_case: Path,
    folder: Path,
) -> Session:
    """An archive with a passphrase, one of its articles open."""
    opener.create(folder_of_case, "gray otter 7")[0].close()
    archive = opener.enter(folder_of_case, opener.unlock(folder_of_case, "gray otter 7"))
    window.show_archive(archive)
    session = window.session
    assert session is not None
    with qtbot.waitSignal(session.listing.shown):
        pass
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(folder)])
    session.reading.open(next(a.id for a in archive.articles.all() if a.name == "stop.txt"))
    session.desk.page.reader.setFocus()
    return session


class Looks:
    """Grabs the window when it is asked to, and whatever else is on the screen."""

    def __init__(self, window: MainWindow, before: Callable[[], object]) -> None:
        self._window = window
        self._before = before
        self.colours: set[int] = set()
        self.title = ""
        self.others: list[QtWidgets.QWidget] = []

    def look(self) -> None:
        image = self._window.grab().toImage()
        middle = image.height() // 2
        # The words of the cover stand in the middle line alone.
        rows = (*range(0, middle - 20, 7), *range(middle + 20, image.height(), 7))
        self.colours = {image.pixel(x, y) for y in rows for x in range(0, image.width(), 3)}
        self.title = self._window.windowTitle()
        every = QtWidgets.QApplication.topLevelWidgets()
        self.others = [each for each in every if each.isVisible() and each is not self._window]
        self._before()


def test_the_text_is_out_of_sight_before_anything_is_waited_for(
    qtbot: QtBot, window: MainWindow, locked_away: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(window, locked_away.jobs.close)
    monkeypatch.setattr(locked_away.jobs, "close", looks.look)
    window.acts.actions["keys"].trigger()
    window.acts.actions["history"].trigger()
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert len(looks.colours) == 1, "something of the archive shows through"
    assert looks.title == "Archivist"
    assert looks.others == []
    assert window._stack.currentWidget() is window.welcome
    assert not window._cover.isVisible()


def test_lock_waits_for_the_step_of_a_job_and_lets_the_archive_go(
    qtbot: QtBot, window: MainWindow, locked_away: Session, folder_of_case: Path
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def work(_archive: Archive, _steps: Steps) -> None:
        begun.set()
        assert goes_on.wait(10)

    locked_away.jobs.begin("Working", work, print, print)
    assert begun.wait(10)
    threading.Timer(0.1, goes_on.set).start()
    with qtbot.waitSignal(window.locked):
        window.lock()
    Archive.open(folder_of_case, passphrase="gray otter 7").close()


@pytest.mark.parametrize("way", ["lock", "close"])
def test_a_busy_archive_is_let_go_all_the_same(
    window: MainWindow, locked_away: Session, folder_of_case: Path, way: str
) -> None:
    hands = Hands()
    hands.press(Key.Key_Plus, QtCore.Qt.KeyboardModifier.ControlModifier)
    hands.drag(locked_away.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_N)
    hands.type("a note")
    clipboard.copy("a quotation")
    other = locked_away.archive.beside()
    locked_away.archive.wait_at_most(50)
    told: list[str] = []
    window.locked.connect(told.append)
    clock = QtCore.QElapsedTimer()
    clock.start()
    other._store._connection.execute("BEGIN IMMEDIATE")
    try:
        getattr(window, way)()
    finally:
        other._store._connection.execute("ROLLBACK")
    assert clock.elapsed() < 5_000
    other.close()
    assert window.session is None
    assert window._stack.currentWidget() is window.welcome
    if way == "lock":
        assert told == [str(folder_of_case)]
        assert QtWidgets.QApplication.clipboard().text() == ""
    Archive.open(folder_of_case, passphrase="gray otter 7").close()


def test_what_is_being_written_is_kept_when_the_archive_is_locked(
    qtbot: QtBot, window: MainWindow, locked_away: Session, folder_of_case: Path
) -> None:
    hands = Hands()
    hands.drag(locked_away.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_N)
    hands.type("a note")
    with qtbot.waitSignal(window.locked):
        hands.press(Key.Key_L, ControlAlt)
    archive = Archive.open(folder_of_case, passphrase="gray otter 7")
    assert [mark.note for mark in archive.annotations.all()] == ["a note"]
    archive.close()


@pytest.mark.parametrize("act", ["new-event", "history", "keys"])
def test_the_key_that_locks_works_over_every_dialog(
    qtbot: QtBot, window: MainWindow, locked_away: Session, act: str
) -> None:
    del locked_away
    window.acts.actions[act].trigger()
    dialogs = [each for each in window.findChildren(QtWidgets.QDialog) if each.isVisible()]
    assert dialogs
    focus = QtWidgets.QApplication.focusWidget() or dialogs[0]
    with qtbot.waitSignal(window.locked):
        qtbot.keyClick(focus, Key.Key_L, ControlAlt)
    assert window.session is None
    assert QtWidgets.QApplication.activeModalWidget() is None


def test_the_key_that_locks_works_over_a_dialog_over_a_dialog(
    qtbot: QtBot, window: MainWindow, locked_away: Session
) -> None:
    del locked_away
    window.acts.actions["new-event"].trigger()
    form = QtWidgets.QApplication.activeModalWidget()
    assert form is not None
    QtWidgets.QMessageBox(QtWidgets.QMessageBox.Icon.Question, "Over it", "", parent=form).open()
    upper = QtWidgets.QApplication.activeModalWidget()
    assert upper is not None
    assert upper is not form
    with qtbot.waitSignal(window.locked):
        qtbot.keyClick(upper, Key.Key_L, ControlAlt)
