"""What becomes of a note, a selection and a highlight when an act on them cannot be done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6 import QtCore
from pytestqt.qtbot import QtBot

from archivist.annotations import Annotation
from archivist.desktop.session.session import Session
from archivist.intake.reading import read
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier
QUOTE = "Nobody asked him"


def the_mark(session: Session) -> Annotation:
    (mark,) = session.archive.annotations.all()
    return mark


@pytest.fixture
def at(opened: Callable[[str], Session], hands: Hands) -> Callable[[str], Session]:
    """The article of the stop, with words dragged over."""

    def dragged(words: str) -> Session:
        session = opened("stop.txt")
        hands.drag(session.desk.page.reader, words)
        return session

    return dragged


def renewed(session: Session, folder: Path) -> None:
    """Another hand takes in a newer text of the open article."""
    newer = folder / "newer.txt"
    newer.write_bytes("A stop near Pirot 📱\r\nNobody asked him for the code! Š.\r\n".encode())
    assert session.reading.article is not None
    session.archive.revise(session.reading.article.id, read(newer))


def test_a_note_that_cannot_be_saved_stays_open_and_goes_on_to_other_words(
    at: Callable[[str], Session], hands: Hands, tmp_path: Path
) -> None:
    session = at(QUOTE)
    editor = session.desk.note_editor
    hands.press(Key.Key_N)
    hands.type("precious")
    editor.text.insertPlainText(" š 📱")
    renewed(session, tmp_path)
    hands.press(Key.Key_Escape)
    assert editor.isVisible()
    assert editor.text.toPlainText() == "precious š 📱"
    assert "was renewed meanwhile" in editor.error.text()
    assert not session.archive.annotations.all(lost=True)
    hands.drag(session.desk.page.reader, QUOTE)
    hands.press(Key.Key_N)
    assert not editor.error.isVisible()
    hands.press(Key.Key_Escape)
    assert not editor.isVisible()
    assert (the_mark(session).exact, the_mark(session).note) == (QUOTE, "precious š 📱")


def test_a_note_whose_highlight_is_undone_meanwhile_stays_until_it_is_thrown_away(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    editor = session.desk.note_editor
    hands.press(Key.Key_1)
    hands.press(Key.Key_N)
    hands.type("precious")
    session.past.undo()
    hands.press(Key.Key_Escape)
    assert editor.isVisible()
    assert editor.text.toPlainText() == "precious"
    assert editor.error.text()
    editor.throw.click()
    assert not editor.isVisible()
    assert not session.archive.annotations.all()


def test_a_note_that_is_opened_again_while_it_is_written_is_not_emptied(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    hands.press(Key.Key_1)
    hands.press(Key.Key_N)
    hands.type("first")
    session.do("note")
    assert session.desk.note_editor.text.toPlainText() == "first"
    hands.type(" second")
    hands.press(Key.Key_Escape)
    assert the_mark(session).note == "first second"


@pytest.mark.parametrize("written", ["", "words"])
def test_a_name_joined_while_a_note_is_written_is_joined_to_the_same_highlight(
    at: Callable[[str], Session], hands: Hands, written: str
) -> None:
    session = at("Police stopped")
    tag = session.archive.tags.add("stop")
    session.archive.annotations.highlight(the_article(session), 0, 6, tags=[tag.id])
    hands.drag(session.desk.page.reader, QUOTE)
    hands.press(Key.Key_N)
    hands.type(written)
    hands.press(Key.Key_1, Control)
    hands.type(" and more")
    hands.press(Key.Key_Escape)
    (mark,) = (each for each in session.archive.annotations.all() if each.start)
    assert mark.note == f"{written} and more".strip()
    assert [each.name for each in mark.tags] == ["stop"]


def the_article(session: Session) -> str:
    assert session.reading.article is not None
    return session.reading.article.id


def test_delete_withdraws_no_highlight_beside_other_words_that_are_selected(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    hands.press(Key.Key_1)
    hands.press(Key.Key_J)
    hands.press(Key.Key_Right, Control | Shift)
    assert session.reading.mark() is not None
    hands.press(Key.Key_Delete)
    assert "nothing is withdrawn" in session.desk.notice.said()
    assert the_mark(session).exact == QUOTE
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_J)
    hands.press(Key.Key_Delete)
    assert not session.archive.annotations.all()


def test_what_the_filter_hides_is_not_joined(at: Callable[[str], Session], hands: Hands) -> None:
    session = at("Police stopped")
    for words, ink in (("Police stopped", Key.Key_2), (QUOTE, Key.Key_1), ("opened", Key.Key_2)):
        hands.drag(session.desk.page.reader, words)
        hands.press(ink)
    session.filtering.turn("colour", "rose")
    session.reading.choose(session.reading.marks[0].id)
    hands.press(Key.Key_J, Shift)
    left = session.archive.annotations.all()
    assert [(each.exact[:6], each.exact[-6:]) for each in left] == [
        ("Police", "opened"),
        ("Nobody", "ed him"),
    ]


def test_acts_on_a_highlight_that_is_gone_say_so(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    hands.press(Key.Key_1)
    mark = the_mark(session)
    tag = session.archive.tags.add("stop")
    hands.press(Key.Key_T)
    hands.type("stop")
    hands.press(Key.Key_Return)
    session.archive.annotations.withdraw(mark.id)
    chooser, notice = session.desk.chooser, session.desk.notice
    hands.press(Key.Key_Backspace)
    assert mark.id[:8] in chooser.said()
    hands.press(Key.Key_Escape)
    acts: tuple[Callable[[], object], ...] = (
        lambda: session.desk.page.reader.ends_moved.emit(mark.id, 77, 90),
        lambda: session.joining.unlink(mark.id, "tag", tag.id),
    )
    for act in acts:
        notice.hide()
        act()
        assert mark.id[:8] in notice.said()


def test_a_passage_says_how_many_folded_blocks_it_holds(
    session: Session, hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    menu = "".join(f"<li><a href='/{n}'>Menu {n} ž</a></li>" for n in range(6))
    words = "Policija je zaustavila novinara 📱 i uzela mu telefon. " * 9
    page.write_text(
        f"<html><title>Stop</title><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>A stop</h1><p>{words}</p><p>{words}</p></article></body></html>"
    )
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        hands.drop(session.desk, [page])
    session.reading.open(session.archive.articles.all()[0].id)
    session.desk.page.reader.setFocus()
    assert session.reading.folded
    hands.press(Key.Key_A, Control)
    hands.press(Key.Key_1)
    assert "folded block" in session.desk.notice.said()
