"""Files come in wherever on the window they are dropped; what is no file gets a sentence."""

from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow

Action = QtCore.Qt.DropAction


def files(*paths: Path) -> QtCore.QMimeData:
    mime = QtCore.QMimeData()
    mime.setUrls([QtCore.QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def link() -> QtCore.QMimeData:
    mime = QtCore.QMimeData()
    mime.setUrls([QtCore.QUrl("https://example.org/članak")])
    mime.setText("https://example.org/članak")
    return mime


def words() -> QtCore.QMimeData:
    mime = QtCore.QMimeData()
    mime.setText("Policija je otvorila telefon 📱")
    return mime


def drop(target: QtWidgets.QWidget, mime: QtCore.QMimeData) -> Action:
    """Drag over a widget and drop there, as Qt delivers it: what a child leaves its parent gets."""
    at, both = QtCore.QPoint(4, 4), Action.CopyAction | Action.MoveAction
    left, none = QtCore.Qt.MouseButton.LeftButton, QtCore.Qt.KeyboardModifier.NoModifier
    part: QtWidgets.QWidget | None = target
    while part is not None:
        entering = QtGui.QDragEnterEvent(at, both, mime, left, none)
        entering.setDropAction(Action.MoveAction)
        told = part.acceptDrops() and QtWidgets.QApplication.sendEvent(part, entering)
        if told and entering.isAccepted():
            break
        part = None if part.isWindow() else part.parentWidget()
    assert part is not None, "nothing takes the drop"
    dropped = QtGui.QDropEvent(QtCore.QPointF(at), both, mime, left, none)
    dropped.setDropAction(Action.MoveAction)
    QtWidgets.QApplication.sendEvent(part, dropped)
    return dropped.dropAction()


@pytest.mark.parametrize("where", ["list", "search", "note", "page", "status", "inspector"])
def test_files_come_in_wherever_they_are_dropped_and_are_copied(
    qtbot: QtBot, session: Session, folder: Path, where: str
) -> None:
    desk = session.desk
    target = {
        "list": desk.column.viewport(),
        "search": desk.search_bar.field,
        "note": desk.note_editor.text.viewport(),
        "page": desk.page.reader.viewport(),
        "status": desk.status,
        "inspector": desk.inspector,
    }[where]
    with qtbot.waitSignal(session.importing.ended):
        assert drop(target, files(folder)) == Action.CopyAction
    assert session.archive.articles.count() == 3
    assert desk.search_bar.field.text() == ""


def test_files_that_are_dropped_on_the_report_come_in_too(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    session.importing.report()
    with qtbot.waitSignal(session.importing.ended):
        drop(session.importing.report_shown.table.viewport(), files(folder / "stop.txt"))
    assert session.archive.articles.count() == 1


def test_a_link_and_words_are_said_to_be_no_file(session: Session) -> None:
    drop(session.desk.page, link())
    assert "never goes online" in session.desk.notice.said()
    drop(session.desk.page, words())
    assert "words and no file" in session.desk.notice.said()
    session.importing.report()
    drop(session.importing.report_shown, link())
    assert "save the page in the browser" in session.importing.report_shown.remark.text()


def test_words_are_still_dropped_on_a_line_to_write_on(session: Session) -> None:
    drop(session.desk.search_bar.field, words())
    assert session.desk.search_bar.field.text() == "Policija je otvorila telefon 📱"


def test_the_welcome_page_opens_an_archive_that_is_dropped_and_lets_files_wait(
    qtbot: QtBot, window: MainWindow, opener: Opener, tmp_path: Path, folder: Path
) -> None:
    welcome = window.welcome
    drop(welcome.start.new, files(folder))
    assert "Open an archive, or create one" in welcome.start.error.text()
    assert welcome.start.error.isVisible()
    drop(welcome.start, link())
    assert "never goes online" in welcome.start.error.text()
    made, _ = opener.create(tmp_path / "slučaj 14.archivist", "a passphrase 🔑")
    made.close()
    drop(welcome.start, files(made.folder))
    assert welcome.known.folder.text() == str(made.folder)
    assert welcome.ways.currentWidget() is welcome.known
    open_to_all, _ = opener.create(tmp_path / "sample.archivist", "")
    open_to_all.close()
    drop(welcome.known.folder.field, files(open_to_all.folder))
    qtbot.waitUntil(lambda: window.session is not None)
