"""A newer capture in the window: what was marked is found again, doubted or mended by hand."""

from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.annotations import Annotation
from archivist.desktop.forms.revision_report import RevisionReport
from archivist.desktop.inspector.mending import Mending
from archivist.desktop.inspector.panel import PEOPLE, PROVENANCE
from archivist.desktop.session.session import Session

Key = QtCore.Qt.Key
Left = QtCore.Qt.MouseButton.LeftButton

BEFORE = (
    "A stop near Pirot 📱\r\n"
    "The police stopped the car of the journalist Slaviša Milanov in February 2024.\r\n"
    "Nobody asked him for the code of his telephone before they opened it.\r\n"
    "Новинар је задржан у Пироту.\r\n"
    "The equipment came from a firm that sells it to police forces.\r\n"
)
AFTER = (
    BEFORE.replace("A stop near Pirot 📱\r\n", "A stop near Pirot 📱\r\nCorrected on 1 March.\r\n")
    .replace("of the journalist Slaviša", "of a journalist, Slaviša")
    .replace("Nobody asked him for the code of his telephone before they opened it.\r\n", "")
)
QUOTES = {
    "nearly": "The police stopped the car of the journalist Slaviša Milanov",
    "lost": "Nobody asked him for the code of his telephone",
    "moved": "Новинар је задржан",
}


@pytest.fixture
def captured(qtbot: QtBot, session: Session, tmp_path: Path) -> dict[str, Annotation]:
    """An article with three passages, open in the window."""
    (tmp_path / "stop.txt").write_bytes(BEFORE.encode())
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(tmp_path / "stop.txt")])
    (article,) = session.archive.articles.all()
    text = session.archive.articles.text_of(article).text
    actor = session.archive.actors.add("Slaviša Milanov", kind="person")
    made = {}
    for name, quote in QUOTES.items():
        start = text.index(quote)
        made[name] = session.archive.annotations.highlight(
            article.id, start, start + len(quote), note=name, actors=[(actor.id, "the driver")]
        )
    session.reading.open(article.id)
    return made


def take_in(qtbot: QtBot, session: Session, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert session.reading.article is not None
    with qtbot.waitSignal(session.jobs.ended):
        session.revising.begin(session.reading.article.id, str(path))


@pytest.fixture
def renewed(
    qtbot: QtBot, session: Session, captured: dict[str, Annotation], tmp_path: Path
) -> dict[str, Annotation]:
    """The same article after a newer capture, its report closed."""
    take_in(qtbot, session, tmp_path / "newer.txt", AFTER.encode())
    report(session).close()
    qtbot.waitUntil(lambda: bool(mending(session).cards))
    return captured


def mending(session: Session) -> Mending:
    return session.desk.inspector.highlights.mending


def report(session: Session) -> RevisionReport:
    return session.desk.findChildren(RevisionReport)[-1]


def press(qtbot: QtBot, session: Session, passage: Annotation, act: str) -> None:
    qtbot.mouseClick(mending(session).cards[passage.id].buttons[act], Left)


def test_the_report_says_what_became_of_every_passage(
    qtbot: QtBot, session: Session, captured: dict[str, Annotation], tmp_path: Path
) -> None:
    take_in(qtbot, session, tmp_path / "newer.txt", AFTER.encode())
    shown = report(session)
    assert shown.isVisible()
    assert not shown.isModal()
    assert shown.head.text().endswith("has a newer text: 1 moved, 1 only nearly, 1 lost.")
    rows = [
        [shown.table.item(row, column).text() for column in range(3)]  # type: ignore[union-attr] # filled
        for row in range(shown.table.rowCount())
    ]
    assert rows[0] == ["not in the newest text", QUOTES["lost"], "—"]
    assert rows[1][2] == "The police stopped the car of a journalist, Slaviša Milanov"
    assert rows[2] == ["moved, word for word", QUOTES["moved"], "the same"]
    shown.table.cellActivated.emit(2, 0)
    assert session.reading.current == captured["moved"].id
    shown.close()
    assert "1 lost" in session.desk.notice.said()
    assert session.desk.page.reader.text() == AFTER.replace("\r\n", "\n").strip()


def test_the_report_and_the_text_of_before_are_reached_from_provenance(
    qtbot: QtBot, session: Session, renewed: dict[str, Annotation]
) -> None:
    assert len(renewed) == 3
    session.desk.inspector.tabs.open(PROVENANCE)
    buttons = {
        each.text(): each
        for each in session.desk.inspector.provenance.findChildren(QtWidgets.QPushButton)
    }
    qtbot.mouseClick(buttons["Report of the last capture"], Left)
    assert report(session).isVisible()
    report(session).close()
    qtbot.mouseClick(buttons["Show beside the text"], Left)
    pane = session.desk.page.beside
    qtbot.waitUntil(pane.isVisible)
    assert pane.title.text() == "Version 1 of the text"
    assert pane.text.text() == BEFORE.replace("\r\n", "\n").strip()
    assert pane.text.isReadOnly()


def test_a_lost_passage_is_looked_for_and_placed_and_that_is_undone(
    qtbot: QtBot, session: Session, renewed: dict[str, Annotation]
) -> None:
    lost, reader = renewed["lost"], session.desk.page.reader
    reader.unselect()
    press(qtbot, session, lost, "place")
    assert session.desk.notice.said().startswith("Select the words")
    start = reader.text().index("The equipment came")
    reader.select(start, start + 13)
    press(qtbot, session, lost, "place")
    placed = session.archive.annotations.get(lost.id)
    assert (placed.exact, placed.lost, placed.note) == ("The equipment", False, "lost")
    qtbot.waitUntil(lambda: lost.id not in mending(session).cards)
    session.do("undo")
    qtbot.waitUntil(lambda: lost.id in mending(session).cards)
    press(qtbot, session, lost, "withdraw")
    qtbot.waitUntil(lambda: lost.id not in mending(session).cards)
    session.do("undo")
    qtbot.waitUntil(lambda: lost.id in mending(session).cards)


def test_looking_for_a_passage_selects_what_is_most_like_it(
    qtbot: QtBot, session: Session, renewed: dict[str, Annotation], tmp_path: Path
) -> None:
    lost = renewed["lost"]
    press(qtbot, session, lost, "find")
    said = mending(session).cards[lost.id].findChildren(QtWidgets.QLabel)
    standing = "Nothing in this text is like it; where it stood is in view."
    assert standing in [each.text() for each in said]
    again = AFTER + "He said that nobody ever asked for the codes of telephones 😀 there.\r\n"
    take_in(qtbot, session, tmp_path / "newest.txt", again.encode())
    qtbot.waitUntil(lambda: "nobody ever" in session.desk.page.reader.text())
    press(qtbot, session, lost, "find")
    selected = session.desk.page.reader.selection()
    assert selected is not None
    words = session.desk.page.reader.text()[slice(*selected)]
    assert words == "nobody ever asked for the codes of telephones"
    press(qtbot, session, lost, "place")
    assert session.archive.annotations.get(lost.id).exact == words


def test_a_doubtful_place_is_confirmed_or_taken_off_and_both_are_undone(
    qtbot: QtBot, session: Session, renewed: dict[str, Annotation]
) -> None:
    doubtful, annotations = renewed["nearly"], session.archive.annotations
    press(qtbot, session, doubtful, "show")
    assert session.reading.current == doubtful.id
    press(qtbot, session, doubtful, "confirm")
    assert annotations.get(doubtful.id).former is None
    qtbot.waitUntil(lambda: doubtful.id not in mending(session).cards)
    session.do("undo")
    qtbot.waitUntil(lambda: doubtful.id in mending(session).cards)
    press(qtbot, session, doubtful, "unplace")
    assert annotations.get(doubtful.id).lost
    qtbot.waitUntil(lambda: "place" in mending(session).cards[doubtful.id].buttons)
    assert doubtful.id not in {mark.id for mark in session.reading.marks}
    session.do("undo")
    qtbot.waitUntil(lambda: "confirm" in mending(session).cards[doubtful.id].buttons)


def test_undo_brings_the_former_text_back_with_every_passage(
    qtbot: QtBot, session: Session, renewed: dict[str, Annotation]
) -> None:
    session.do("undo")
    qtbot.waitUntil(lambda: not mending(session).cards or not mending(session).isVisible())
    assert session.desk.page.reader.text() == BEFORE.replace("\r\n", "\n").strip()
    assert {mark.id for mark in session.reading.marks} == {each.id for each in renewed.values()}
    session.revising.report()
    assert not any(each.isVisible() for each in session.desk.findChildren(RevisionReport))
    session.do("redo")
    qtbot.waitUntil(lambda: mending(session).isVisible())
    session.revising.report()
    assert report(session).isVisible()
    report(session).close()


FRUITLESS = {
    "same.txt": (BEFORE.encode(), "Nothing has changed: the capture says what the text says."),
    "binary.txt": (b"%PDF\0\0", "binary.txt: The file is binary, not text."),
    "empty.txt": (b"", "empty.txt: The file is empty."),
    "слика.png": (b"x", "слика.png: “слика.png” is not a kind of file Archivist reads yet"),
}


def test_a_capture_that_brings_nothing_is_said_in_a_sentence(
    qtbot: QtBot, session: Session, captured: dict[str, Annotation], tmp_path: Path
) -> None:
    for name, (content, sentence) in FRUITLESS.items():
        take_in(qtbot, session, tmp_path / name, content)
        assert session.desk.notice.said().startswith(sentence)
    assert {mark.id for mark in session.reading.marks} == {each.id for each in captured.values()}
    assert not session.desk.findChildren(RevisionReport)


def test_the_original_goes_along_with_the_highlight_and_escape_closes_it(
    qtbot: QtBot, session: Session, captured: dict[str, Annotation]
) -> None:
    session.do("original")
    pane, reader = session.desk.page.beside, session.desk.page.reader
    qtbot.waitUntil(pane.isVisible)
    assert pane.title.text() == "Original"
    assert pane.detail.text() == f"stop.txt · UTF-8 · {len(BEFORE.encode())} bytes"
    session.reading.choose(captured["moved"].id)
    original = pane.text.text()
    assert original[: pane.text.marked_to()].endswith(QUOTES["moved"])
    pane.text.setFocus()
    qtbot.keyClick(pane.text, Key.Key_F, QtCore.Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(pane.field.hasFocus)
    assert not session.desk.page.find_bar.isVisible()
    reader.setFocus()
    qtbot.keyClick(reader, Key.Key_Escape)
    assert session.reading.current == ""
    assert pane.isVisible()
    qtbot.keyClick(reader, Key.Key_Escape)
    assert not pane.isVisible()
    session.do("original")
    qtbot.waitUntil(pane.isVisible)
    session.do("original")
    assert not pane.isVisible()


def test_what_is_shown_beside_and_to_be_mended_is_named_for_a_screen_reader(
    qtbot: QtBot, session: Session, renewed: dict[str, Annotation]
) -> None:
    session.do("original")
    qtbot.waitUntil(session.desk.page.beside.isVisible)
    session.desk.inspector.tabs.open(0)
    for part in (session.desk.page.beside, session.desk.inspector):
        for widget in part.findChildren(QtWidgets.QWidget):
            if widget.isVisible() and widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
                read = QtGui.QAccessible.queryAccessibleInterface(widget)
                assert read.text(QtGui.QAccessible.Text.Name), widget
    lost = mending(session).cards[renewed["lost"].id].buttons["place"]
    assert lost.accessibleName() == f"Place it here: “{QUOTES['lost']}”"


def test_people_are_listed_with_the_roles_they_have(
    qtbot: QtBot, session: Session, captured: dict[str, Annotation]
) -> None:
    assert captured
    session.desk.inspector.tabs.open(PEOPLE)
    people = session.desk.inspector.people.list.model()
    qtbot.waitUntil(lambda: people.rowCount() == 1)
    role = QtCore.Qt.ItemDataRole.AccessibleTextRole
    assert people.index(0, 0).data(role) == "Slaviša Milanov, Person · the driver, 3 passages"
