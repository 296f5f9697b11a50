"""What comes back with an archive, and what of its past can be looked at."""

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtWidgets
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.desktop.cards.column import host_of
from archivist.desktop.desk.history import HistoryDialog
from archivist.desktop.forms.role import RoleForm
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow


def reopened(window: MainWindow, folder: Path) -> Session:
    window.leave()
    window.show_archive(Archive.open(folder))
    assert window.session is not None
    return window.session


def test_the_window_stands_as_it_stood_when_the_archive_was_left(
    qtbot: QtBot, window: MainWindow, opener: Opener, tmp_path: Path
) -> None:
    folder = tmp_path / "Пирот.archivist"
    window.show_archive(opener.create(folder, "")[0])
    window.resize(1200, 700)
    window.acts.actions["timeline"].trigger()
    window.acts.actions["sidebar"].trigger()
    qtbot.waitUntil(lambda: window.height() == 700)
    window.leave()
    window.resize(1200, 640)
    session = reopened(window, folder)
    assert window.height() == 700
    assert session.desk.timeline.isHidden()
    assert session.desk.sidebar.isHidden()
    assert not session.desk.inspector.isHidden()


def test_looking_writes_nothing_and_a_changed_view_is_no_act_to_undo(
    window: MainWindow, opener: Opener, tmp_path: Path
) -> None:
    folder = tmp_path / "case.archivist"
    window.show_archive(opener.create(folder, "")[0])
    session = reopened(window, folder)
    before = len(session.archive.log())
    session = reopened(window, folder)
    assert len(session.archive.log()) == before
    window.acts.actions["inspector"].trigger()
    session = reopened(window, folder)
    assert len(session.archive.log()) == before + 1
    assert session.archive.undoable() is None


def test_a_role_in_a_passage_is_changed_in_its_form(
    session: Session, window: MainWindow, folder: Path
) -> None:
    archive = session.archive
    for _ in archive.import_from([folder / "stop.txt"]):
        pass
    (article,) = archive.articles.all()
    actor = archive.actors.add("Slaviša Milanov")
    other = archive.actors.add("Cellebrite")
    mark = archive.annotations.highlight(article.id, 0, 6, actors=[actor.id, (other.id, "maker")])
    session.reading.open(article.id)
    session.mark_menu.edit_role(mark.id, actor.id)
    form = session.desk.findChild(RoleForm)
    assert form is not None
    form.role.setText("driver 🚗")
    form.save_button.click()
    roles = {each.name: each.role for each in archive.annotations.get(mark.id).actors}
    assert roles == {"Slaviša Milanov": "driver 🚗", "Cellebrite": "maker"}
    window.acts.actions["undo"].trigger()
    assert archive.annotations.get(mark.id).actors[0].role == ""


def test_the_history_says_what_was_done_and_what_undo_would_take_back(session: Session) -> None:
    archive = session.archive
    archive.actors.add("Slaviša Milanov")
    archive.undo()
    archive.tags.add("no consent 📱")
    session.past.show()
    table = session.desk.findChild(HistoryDialog).table  # type: ignore[union-attr] # it is open
    said = [[_words(table, row, column) for column in (2, 3)] for row in range(table.rowCount())]
    assert said[0] == ["a new tag: no consent 📱", "Ctrl+Z takes it back"]
    assert said[1] == ["taken back: a new actor: Slaviša Milanov", ""]
    assert said[2] == ["a new actor: Slaviša Milanov", "taken back"]
    assert said[-1][0] == "the founding of the archive"


def test_an_import_says_when_it_was_saved(
    qtbot: QtBot, session: Session, folder: Path, clock: Callable[[], object]
) -> None:
    del clock
    assert session.desk.status.saved.text() == ""
    with qtbot.waitSignal(session.importing.ended):
        session.importing.begin([str(folder)])
    qtbot.waitUntil(lambda: session.desk.status.saved.text().startswith("Saved "))


def test_the_host_of_an_address_stands_in_for_a_publisher() -> None:
    assert host_of("https://www.occrp.org/en/news/x") == "occrp.org"
    assert host_of("https://me:secret@example.org/a@b") == "example.org"
    assert host_of("") == ""


def _words(table: QtWidgets.QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    return item.text() if item else ""


def test_an_empty_archive_offers_the_ways_in(qtbot: QtBot, session: Session, folder: Path) -> None:
    assert all(way.isVisible() for way in session.desk.ways_in)
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(folder)])
    assert not any(way.isVisible() for way in session.desk.ways_in)
    with qtbot.waitSignal(session.listing.shown):
        session.browsing.go("library", "starred")
    assert session.desk.nothing.isVisible()
    assert not any(way.isVisible() for way in session.desk.ways_in)
