"""The main job by mouse and keys: from a dropped folder to a bundle that verifies."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.bundle.verify import verify
from archivist.desktop.handing_over.bundle_dialog import BundleDialog
from archivist.desktop.session.session import Session
from archivist.desktop.window.window import MainWindow
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier


def the_mark(archive: Archive) -> Annotation:
    (mark,) = archive.annotations.all()
    return mark


def test_a_dropped_folder_comes_in_with_a_summary_and_a_report(
    qtbot: QtBot, session: Session, folder: Path, hands: Hands
) -> None:
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        hands.drop(session.desk, [folder])
    assert session.desk.status.summary.text() == "3 in, 0 known, 1 refused"
    assert session.archive.articles.count() == 3
    assert session.desk.search_bar.total.text() == "3 articles"
    qtbot.mouseClick(session.desk.status.summary, QtCore.Qt.MouseButton.LeftButton)
    assert session.importing.report_shown.isVisible()
    said = {row.name: row.sentences for row in session.importing.lines.rows()}
    assert any("empty" in sentence for sentence in said["empty.txt"])


def test_a_search_finds_as_it_is_typed_and_enter_opens_the_first_hit(
    qtbot: QtBot, opened: Callable[[str], Session]
) -> None:
    session = opened("attack.md")
    qtbot.keyClick(session.desk, Key.Key_L, Control)
    field = session.desk.search_bar.field
    assert field.hasFocus()
    with qtbot.waitSignal(session.listing.shown):
        qtbot.keyClicks(field, "slavisa milanov")
    assert session.listing.cards.rowCount() == 2
    with qtbot.waitSignal(session.reading.opened):
        qtbot.keyClick(field, Key.Key_Return)
    assert session.hits.any


def test_a_query_that_cannot_be_understood_gets_a_sentence(
    qtbot: QtBot, opened: Callable[[str], Session]
) -> None:
    session = opened("stop.txt")
    bar = session.desk.search_bar
    with qtbot.waitSignal(session.listing.refused):
        qtbot.keyClicks(bar.field, "actros:milanov")
    assert bar.error.isVisible()
    assert "actros" in bar.error.text()
    assert session.listing.cards.rowCount() == 3
    with qtbot.waitSignal(session.listing.shown):
        qtbot.keyClick(bar.field, Key.Key_Escape)
    assert not bar.error.isVisible()


def test_words_are_dragged_over_and_a_digit_highlights_them(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Slaviša Milanov’s car 🚗")
    assert session.desk.ink_bar.isVisible()
    hands.press(Key.Key_2)
    mark = the_mark(session.archive)
    assert mark.exact == "Slaviša Milanov’s car 🚗"
    assert mark.colour == "rose"
    assert not session.desk.ink_bar.isVisible()
    assert session.reading.current == mark.id
    hands.press(Key.Key_4)
    assert the_mark(session.archive).colour == "green"


def test_an_actor_is_made_from_the_words_and_a_second_one_follows(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    session.archive.actors.add("Cellebrite", kind="organisation")
    qtbot.waitUntil(lambda: len(session.browsing.overview.actors) == 1)
    hands.drag(session.desk.page.reader, "Slaviša Milanov")
    hands.press(Key.Key_A)
    chooser = session.desk.chooser
    assert chooser.field.hasFocus()
    qtbot.keyClick(chooser.field, Key.Key_Return)
    assert [each.name for each in the_mark(session.archive).actors] == ["Slaviša Milanov"]
    qtbot.keyClicks(chooser.field, "celle")
    qtbot.keyClick(chooser.field, Key.Key_Return)
    names = {each.name for each in the_mark(session.archive).actors}
    assert names == {"Slaviša Milanov", "Cellebrite"}
    assert session.archive.actors.named("Slaviša Milanov").kind == "person"  # type: ignore[union-attr] # just made
    qtbot.keyClick(chooser.field, Key.Key_Escape)
    assert session.desk.page.reader.hasFocus()
    qtbot.waitUntil(lambda: len(session.browsing.overview.actors) == 2)


def test_a_look_alike_is_said_before_it_is_made(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    session.archive.actors.add("Cellebrite")
    hands.drag(session.desk.page.reader, "Police")
    hands.press(Key.Key_A)
    session.desk.chooser.field.insert("\u0421ellebrite")
    qtbot.keyClick(session.desk.chooser.field, Key.Key_Return)
    assert session.archive.annotations.count() == 0
    labels = session.desk.chooser.findChildren(QtWidgets.QLabel)
    assert any("letters differ" in label.text() for label in labels)
    qtbot.keyClick(session.desk.chooser.field, Key.Key_Return)
    assert len(session.archive.actors.all()) == 2


def test_an_event_is_made_with_the_date_in_its_words_and_the_article_as_source(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Milanov’s car 🚗 in February 2024")
    hands.press(Key.Key_E)
    qtbot.keyClick(session.desk.chooser.field, Key.Key_Return)
    (event,) = session.archive.events.all()
    assert event.title == "Milanov’s car 🚗 in February 2024"
    assert event.date is not None
    assert (event.date.earliest, event.date.latest) == ("2024-02-01", "2024-02-29")
    assert event.sources[0].title == "A stop near Pirot 📱"
    assert [each.id for each in the_mark(session.archive).events] == [event.id]


def test_a_tag_and_a_note_go_onto_the_current_highlight(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him for the code")
    hands.press(Key.Key_1)
    hands.press(Key.Key_T)
    qtbot.keyClicks(session.desk.chooser.field, "no consent")
    qtbot.keyClick(session.desk.chooser.field, Key.Key_Return)
    qtbot.keyClick(session.desk.chooser.field, Key.Key_Return)
    assert not session.desk.chooser.isVisible()
    hands.press(Key.Key_N)
    editor = session.desk.note_editor
    qtbot.keyClicks(editor.text, "Ask counsel.")
    qtbot.keyClick(editor.text, Key.Key_Return, Control)
    mark = the_mark(session.archive)
    assert mark.note == "Ask counsel."
    assert [tag.name for tag in mark.tags] == ["no consent"]
    assert not editor.isVisible()


def test_undo_and_redo_say_what_came_back(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_A)
    qtbot.keyClick(session.desk.chooser.field, Key.Key_Return)
    qtbot.keyClick(session.desk.chooser.field, Key.Key_Escape)
    hands.press(Key.Key_Z, Control)
    assert session.archive.annotations.count() == 0
    assert session.archive.actors.named("Nobody asked him") is None
    assert "a highlight" in session.desk.notice.said()
    hands.press(Key.Key_Z, Control | Shift)
    assert the_mark(session.archive).actors[0].name == "Nobody asked him"
    assert session.desk.notice.said().startswith("Done again")


def test_delete_withdraws_and_j_and_k_walk(opened: Callable[[str], Session], hands: Hands) -> None:
    session = opened("stop.txt")
    for words in ("Police", "Nobody", "Cellebrite"):
        hands.drag(session.desk.page.reader, words)
        hands.press(Key.Key_1)
    session.reading.choose("")
    walked = []
    for key in (Key.Key_J, Key.Key_J, Key.Key_J, Key.Key_K):
        hands.press(key)
        mark = session.reading.mark()
        assert mark is not None
        walked.append(mark.exact)
    assert walked == ["Police", "Nobody", "Cellebrite", "Nobody"]
    hands.press(Key.Key_Delete)
    assert [each.exact for each in session.archive.annotations.all()] == ["Police", "Cellebrite"]


def test_escape_and_a_click_elsewhere_leave_the_highlight(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Police")
    hands.press(Key.Key_1)
    assert session.reading.mark() is not None
    hands.press(Key.Key_Escape)
    assert session.reading.mark() is None
    hands.press(Key.Key_J)
    assert session.reading.mark() is not None
    viewport = session.desk.page.reader.viewport()
    corner = QtCore.QPoint(viewport.width() // 2, viewport.height() - 8)
    qtbot.mouseClick(viewport, QtCore.Qt.MouseButton.LeftButton, pos=corner)
    assert session.reading.mark() is None


def test_n_goes_to_the_next_hit_when_there_is_nothing_to_write_a_note_on(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    with qtbot.waitSignal(session.listing.shown):
        qtbot.keyClicks(session.desk.search_bar.field, "him")
    session.desk.page.reader.setFocus()
    hands.press(Key.Key_N)
    assert not session.desk.note_editor.isVisible()
    assert session.hits.any


def test_a_bundle_is_exported_and_verifies(
    qtbot: QtBot, opened: Callable[[str], Session], window: MainWindow, tmp_path: Path, hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Slaviša Milanov")
    hands.press(Key.Key_1)
    (marked,) = session.archive.annotations.all()
    session.archive.annotations.annotate(marked.id, tags=[session.archive.tags.add("misuse 📱").id])
    hands.press(Key.Key_E, Control | Shift)
    dialog = session.desk.findChild(BundleDialog)
    assert dialog is not None
    assert dialog.content.currentText().startswith("This article")
    about = [label.text() for label in dialog.findChildren(QtWidgets.QLabel)]
    assert any("the names of the files as they came" in each for each in about)
    qtbot.keyClicks(dialog.title, "A stop near Pirot")
    qtbot.keyClicks(dialog.folder, str(tmp_path / "bundle"))
    with qtbot.waitSignal(session.exporting.ended, timeout=30_000):
        qtbot.mouseClick(dialog.go, QtCore.Qt.MouseButton.LeftButton)
    assert "verified" in session.desk.notice.said()
    assert str(tmp_path / "bundle") in session.desk.notice.said()
    assert "Names: misuse 📱." in session.desk.notice.said()
    assert all(check.ok for check in verify(tmp_path / "bundle"))
    assert window.session is session


HARD = (
    "Zapisnik 😀 o pretresu\r\n"
    "Policija je zadržala 👩‍👩‍👧 porodicu i novinara posle 🚗 pregleda.\r\n"
    "Cafe\u0301 i Milanov\u030cic\u0301 stoje sa razdvojenim znacima.\r\n"
    "أوقفت الشرطة الصحفي على الطريق وفتشت هاتفه.\r\n"
    "המשטרה עצרה את העיתונאי ובדקה את הטלפון שלו.\r\n"
    "警察は記者の電話を調べた。\r\n"
)


@pytest.mark.parametrize(
    "quote",
    [
        "pretresu",
        "porodicu i novinara",
        "posle 🚗 pregleda",
        "Cafe\u0301 i Milanov\u030cic\u0301",
        "الصحفي على الطريق",
        "העיתונאי ובדקה",
        "記者の電話",
    ],
)
def test_a_drag_in_the_window_and_a_quote_on_the_command_line_are_one_annotation(
    qtbot: QtBot, session: Session, tmp_path: Path, quote: str, hands: Hands
) -> None:
    folder = tmp_path / "teško"
    folder.mkdir()
    (folder / "hard.txt").write_bytes(HARD.encode())
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        hands.drop(session.desk, [folder])
    session.reading.open(session.archive.articles.all()[0].id)
    session.desk.page.reader.setFocus()
    hands.drag(session.desk.page.reader, quote)
    hands.press(Key.Key_1)
    by_mouse = the_mark(session.archive).target
    typed = typed_highlight(tmp_path / "typed", folder / "hard.txt", quote)
    assert {name: typed[name] for name in ("start", "end", "exact", "prefix", "suffix")} == {
        "start": by_mouse.start,
        "end": by_mouse.end,
        "exact": quote,
        "prefix": by_mouse.prefix,
        "suffix": by_mouse.suffix,
    }


def typed_highlight(folder: Path, file: Path, quote: str) -> dict[str, Any]:
    """What `archivist highlight --quote` makes of the same file in an archive of its own."""

    def archivist(*words: str) -> list[dict[str, Any]]:
        command = [sys.executable, "-m", "archivist", "-a", f"{folder}.archivist", *words]
        ran = subprocess.run(command, capture_output=True, check=True, text=True)
        return [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]

    archivist("new", "--no-passphrase")
    imported = archivist("import", str(file), "--json")
    return archivist("highlight", imported[0]["article"], "--quote", quote, "--json")[0]
