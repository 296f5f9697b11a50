"""Notes in the margin of the open article: shown, chosen and written from there."""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtTest import QTest

from archivist.desktop.reader.note_card import NoteCard
from archivist.desktop.session.session import Session
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Left = QtCore.Qt.MouseButton.LeftButton


def noted(session: Session, words: str, note: str) -> str:
    """A highlight with a note on words of the open article; its id."""
    article = session.reading.article
    assert article is not None
    start = session.desk.page.reader.text().index(words)
    mark = session.archive.annotations.highlight(
        article.id, start, start + len(words), note=note, colour="green"
    )
    session.reading.reload()
    return mark.id


def the_card(session: Session) -> NoteCard:
    (card,) = [each for each in session.desk.page.reader.findChildren(NoteCard) if each.isVisible()]
    return card


def test_a_note_stands_in_the_margin_with_who_wrote_it_and_a_click_chooses_its_highlight(
    opened: Callable[[str], Session],
) -> None:
    session = opened("stop.txt")
    mark = noted(session, "Slaviša Milanov’s car 🚗", "Whose car? 🚗")
    card = the_card(session)
    assert (card.note.words, card.note.agent) == ("Whose car? 🚗", session.archive.agent)
    QTest.mouseClick(card, Left)
    assert session.reading.current == mark
    assert the_card(session).note.emphasised


def test_a_double_click_on_a_note_opens_the_editor_and_what_is_written_stands_there(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    mark = noted(session, "Slaviša Milanov’s car 🚗", "Whose?")
    hands.drag(session.desk.page.reader, "Nobody asked")
    QTest.mouseDClick(the_card(session), Left)
    assert session.desk.note_editor.text.toPlainText() == "Whose?"
    hands.type(" His.")
    hands.press(Key.Key_Return, QtCore.Qt.KeyboardModifier.ControlModifier)
    assert session.archive.annotations.get(mark).note == "Whose? His."
    assert the_card(session).note.words == "Whose? His."
    assert len(session.archive.annotations.all()) == 1


def test_a_highlight_without_a_note_leaves_the_margin_empty(
    opened: Callable[[str], Session],
) -> None:
    session = opened("stop.txt")
    noted(session, "car 🚗", "")
    assert not session.desk.page.reader.findChildren(NoteCard)
