"""A watched folder: what is new in it comes in by itself, quietly, while the archive is open."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.forms.watched_folder import WatchedFolder
from archivist.desktop.session import watching
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow

Left = QtCore.Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look every few milliseconds: a test does not wait as a person would."""
    monkeypatch.setattr(watching, "_EVERY", 0.03)
    monkeypatch.setattr(watching, "_SOON", 0.03)
    monkeypatch.setattr(watching, "_SHARE", 0)


def ask(session: Session) -> WatchedFolder:
    session.do("watched-folder")
    return session.desk.findChildren(WatchedFolder)[-1]


def watch(qtbot: QtBot, session: Session, folder: Path) -> None:
    form = ask(session)
    form.folder.setText(str(folder))
    qtbot.mouseClick(form.save_button, Left)
    assert not form.error.text()


def has(session: Session, count: int) -> Callable[[], bool]:
    return lambda: session.archive.articles.count() == count


def test_what_lies_in_the_folder_and_what_comes_later_goes_in_without_taking_the_keys(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    watch(qtbot, session, folder)
    field = session.desk.search_bar.field
    session.desk.window().activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.waitUntil(has(session, 3))
    assert "Watching incoming" in session.desk.status.watched.text()
    (folder / "каснije.txt").write_text("Later 📎\r\nĆirić\r\n", "utf-8")
    qtbot.waitUntil(has(session, 4))
    qtbot.waitUntil(lambda: session.importing.lines.files == 5)
    assert field.hasFocus()
    assert QtWidgets.QApplication.activeModalWidget() is None
    assert not session.importing.report_shown.isVisible()
    assert "from the watched folder" in session.desk.status.summary.text()


def test_undo_takes_back_what_a_person_did_and_not_what_came_by_itself(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    tag = session.archive.tags.add("без сагласности")
    watch(qtbot, session, folder)
    qtbot.waitUntil(has(session, 3))
    session.do("undo")
    assert [each for each in session.archive.tags.all() if each.id == tag.id] == []
    assert session.archive.articles.count() == 3
    (report,) = session.archive.reports.all()
    assert report.agent.endswith("(watched folder)")


def test_a_folder_that_is_gone_is_said_in_the_status_line_and_seen_again(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    watch(qtbot, session, folder)
    qtbot.waitUntil(has(session, 3))
    away = folder.rename(folder.with_name("away"))
    status = session.desk.status
    qtbot.waitUntil(lambda: "not seen" in status.watched.text())
    assert "is not there now" in status.watched.accessibleName()
    (away / "novo.txt").write_text("New 📎\r\n", "utf-8")
    away.rename(folder)
    qtbot.waitUntil(has(session, 4))
    assert "not seen" not in status.watched.text()


def test_watching_none_any_more_leaves_the_folder_alone(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    watch(qtbot, session, folder)
    qtbot.waitUntil(has(session, 3))
    form = ask(session)
    assert form.folder.text() == str(folder)
    qtbot.mouseClick(form.stop, Left)
    assert session.archive.settings.watched == ""
    assert not session.desk.status.watched.isVisible()
    (folder / "novo.txt").write_text("New 📎\r\n", "utf-8")
    qtbot.wait(200)
    assert session.archive.articles.count() == 3


def test_what_cannot_be_watched_keeps_the_form_open_with_a_sentence(
    qtbot: QtBot, session: Session
) -> None:
    form = ask(session)
    form.folder.setText(str(session.archive.folder))
    qtbot.mouseClick(form.save_button, Left)
    assert "is an archive" in form.error.text()
    assert form.isVisible()
    assert session.archive.settings.watched == ""
    form.reject()


def test_the_folder_is_watched_again_when_the_archive_is_opened_again_and_never_while_closed(
    qtbot: QtBot, window: MainWindow, session: Session, opener: Opener, folder: Path
) -> None:
    watch(qtbot, session, folder)
    qtbot.waitUntil(has(session, 3))
    place = session.archive.folder
    window.leave()
    (folder / "novo.txt").write_text("New 📎\r\n", "utf-8")
    closed = opener.enter(place, opener.unlock(place, ""))
    assert closed.articles.count() == 3
    window.show_archive(closed)
    again = window.session
    assert again is not None
    qtbot.waitUntil(has(again, 4))
