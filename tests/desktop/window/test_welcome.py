"""The ways in: a new archive with its recovery code, an old one with its passphrase."""

from pathlib import Path

from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.desktop.controls import clipboard
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow

Left = QtCore.Qt.MouseButton.LeftButton
Enter = QtCore.Qt.Key.Key_Return
ControlAlt = QtCore.Qt.KeyboardModifier.ControlModifier | QtCore.Qt.KeyboardModifier.AltModifier


def fill(qtbot: QtBot, window: MainWindow, folder: Path, first: str, second: str) -> None:
    way = window.welcome.new
    qtbot.mouseClick(window.welcome.start.new, Left)
    way.name.insert("Случај 14")  # QTest types Latin-1 only
    qtbot.keyClicks(way.folder.field, str(folder))
    qtbot.keyClicks(way.passphrase, first)
    qtbot.keyClicks(way.again, second)
    qtbot.keyClick(way.again, Enter)


def in_session(qtbot: QtBot, window: MainWindow) -> Session:
    """Wait until the archive is open."""
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None
    return window.session


def test_a_new_archive_shows_its_recovery_code_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    fill(qtbot, window, tmp_path, "gray otter 7", "gray otter 7")
    qtbot.waitUntil(window.welcome.code.isVisible)
    assert window.welcome.new.passphrase.text() == ""
    code = window.welcome.code.words.text()
    assert code.count("-") == 6
    qtbot.mouseClick(window.welcome.code.go, Left)
    assert window.session is not None
    assert window.acts.actions["lock"].isEnabled()
    assert window.session.desk.status.lock.text() == "Encrypted archive"
    assert window.welcome.code.words.text() == ""
    window.leave()
    Archive.open(tmp_path / "Случај 14.archivist", recovery=code).close()


def test_two_passphrases_that_differ_make_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    fill(qtbot, window, tmp_path, "gray otter 7", "gray otter 8")
    assert "differ" in window.welcome.new.error.text()
    assert list(tmp_path.iterdir()) == []


def test_an_open_archive_needs_no_passphrase_and_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    way = window.welcome.new
    qtbot.mouseClick(window.welcome.start.new, Left)
    qtbot.keyClicks(way.name, "Case")
    qtbot.keyClicks(way.folder.field, str(tmp_path))
    way.no_secrecy.click()
    qtbot.mouseClick(way.go, Left)
    opened = in_session(qtbot, window)
    assert opened.desk.status.lock.text() == "Open archive: not encrypted"


def test_a_wrong_passphrase_gets_its_sentence_and_the_right_one_opens(
    qtbot: QtBot, window: MainWindow, opener: Opener, tmp_path: Path
) -> None:
    opener.create(tmp_path / "case.archivist", "gray otter 7")[0].close()
    window.ask_for(tmp_path / "case.archivist")
    way = window.welcome.known
    assert way.passphrase.isVisible()
    qtbot.keyClicks(way.passphrase, "wrong")
    qtbot.keyClick(way.passphrase, Enter)
    assert not way.isEnabled()  # it waits, and the window goes on
    qtbot.waitUntil(way.isEnabled)
    assert way.error.text() == "That passphrase does not open this archive."
    assert window.windowTitle() == "Archivist"
    assert way.passphrase.selectedText()  # ready to be typed over
    qtbot.keyClicks(way.passphrase, "gray otter 7")
    qtbot.keyClick(way.passphrase, Enter)
    in_session(qtbot, window)
    assert way.passphrase.text() == ""


def test_a_recovery_code_is_taken_where_the_passphrase_is_asked(
    qtbot: QtBot, window: MainWindow, opener: Opener, tmp_path: Path
) -> None:
    archive, code = opener.create(tmp_path / "case.archivist", "gray otter 7")
    archive.close()
    window.ask_for(tmp_path / "case.archivist")
    qtbot.keyClicks(window.welcome.known.passphrase, code.lower())
    qtbot.keyClick(window.welcome.known.passphrase, Enter)
    in_session(qtbot, window)


def test_an_archive_that_is_open_elsewhere_is_not_opened_twice(
    qtbot: QtBot, window: MainWindow, opener: Opener, tmp_path: Path
) -> None:
    holder, _ = opener.create(tmp_path / "case.archivist", "")
    window.ask_for(tmp_path / "case.archivist")
    error = window.welcome.known.error
    qtbot.waitUntil(lambda: "open in another window" in error.text())
    holder.close()


def test_a_folder_that_is_no_archive_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.ask_for(tmp_path)
    window.welcome.known.go.click()
    qtbot.waitUntil(lambda: "no archive" in window.welcome.known.error.text())


def test_the_sample_archive_is_made_where_it_is_wanted(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.begin_sample(str(tmp_path))
    opened = in_session(qtbot, window)
    with qtbot.waitSignal(opened.importing.ended, timeout=20_000):
        pass
    assert opened.archive.articles.count() >= 10
    assert opened.desk.status.summary.text().endswith("0 refused")


def test_closing_the_window_lets_the_archive_go(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.begin_sample(str(tmp_path))
    in_session(qtbot, window)
    window.close()
    Archive.open(tmp_path / "Sample.archivist").close()
    assert QtWidgets.QApplication.activeModalWidget() is None


def test_lock_lets_everything_go_and_asks_for_a_new_process(
    qtbot: QtBot, window: MainWindow, opener: Opener, tmp_path: Path
) -> None:
    folder = tmp_path / "case.archivist"
    opener.create(folder, "gray otter 7")[0].close()
    window.show_archive(opener.enter(folder, opener.unlock(folder, "gray otter 7")))
    clipboard.copy("a quotation")
    with qtbot.waitSignal(window.locked) as asked:
        qtbot.keyClick(window, QtCore.Qt.Key.Key_L, ControlAlt)
    assert asked.args == [str(folder)]
    assert window.session is None
    assert QtWidgets.QApplication.clipboard().text() == ""
    Archive.open(folder, passphrase="gray otter 7").close()


def test_lock_leaves_alone_what_others_put_on_the_clipboard(
    window: MainWindow, opener: Opener, tmp_path: Path
) -> None:
    window.show_archive(opener.create(tmp_path / "case.archivist", "")[0])
    QtWidgets.QApplication.clipboard().setText("of another program")
    window.lock()
    assert QtWidgets.QApplication.clipboard().text() == "of another program"
    QtWidgets.QApplication.clipboard().clear()
    clipboard.take_back()
    assert QtWidgets.QApplication.clipboard().text() == ""
