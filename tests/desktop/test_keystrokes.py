"""How many keys the main acts take, counted on real keys after the words are dragged over."""

from collections.abc import Callable

from PySide6 import QtCore
from pytestqt.qtbot import QtBot

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.desktop.session.session import Session
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier
NAMES = ("Cellebrite", "Serbian police", "BIA", "Donncha Ó Cearbhaill", "Amnesty International 🕯")


def with_names(qtbot: QtBot, session: Session) -> None:
    """An archive at work: other names begin with the same letters as the ones that are meant."""
    archive = session.archive
    for name in NAMES:
        archive.actors.add(name, kind="organisation")
    archive.tags.add("arms")
    archive.tags.add("amateur footage")
    archive.events.add("Cellebrite cuts off Serbia", date="2025-02-26")
    archive.events.add("A customs raid", date="2024-11")
    qtbot.waitUntil(lambda: len(session.browsing.overview.tags) == 2)


def the_mark(archive: Archive) -> Annotation:
    (mark,) = archive.annotations.all()
    return mark


def names_of(mark: Annotation) -> set[str]:
    refs = (*mark.events, *mark.tags)
    return {each.name for each in mark.actors} | {each.name for each in refs}


def test_a_highlight_with_a_known_actor_and_a_known_event_takes_ten_keys(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    with_names(qtbot, session)
    hands.drag(session.desk.page.reader, "Nobody asked him for the code")
    hands.press(Key.Key_T)
    hands.type("ami")
    hands.press(Key.Key_Return)
    hands.type("cut")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert names_of(the_mark(session.archive)) == {
        "Amnesty International 🕯",
        "Cellebrite cuts off Serbia",
    }
    assert session.desk.page.reader.hasFocus()
    assert hands.keys <= 10


def test_the_same_takes_two_keys_where_the_names_were_joined_of_late(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    with_names(qtbot, session)
    reader = session.desk.page.reader
    actor = session.archive.actors.get("Amnesty International 🕯")
    event = session.archive.events.get("Cellebrite cuts off Serbia")
    assert session.reading.article is not None
    session.archive.annotations.highlight(
        session.reading.article.id, 0, 6, actors=[actor.id], events=[event.id]
    )
    hands.drag(reader, "Nobody asked him for the code")
    hands.press(Key.Key_1, Control)
    hands.press(Key.Key_2, Control)
    _, mark = session.archive.annotations.all()
    assert mark.exact == "Nobody asked him for the code"
    assert names_of(mark) == {actor.name, event.title}
    assert hands.keys <= 3


def test_a_new_actor_from_the_words_takes_the_drag_and_two_keys(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Slaviša Milanov")
    hands.press(Key.Key_A)
    hands.press(Key.Key_Return)
    (actor,) = the_mark(session.archive).actors
    assert (actor.name, actor.kind) == ("Slaviša Milanov", "person")
    assert 1 + hands.keys <= 3


def test_an_event_from_a_passage_takes_the_drag_and_two_keys(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    session.archive.actors.add("Slaviša Milanov", kind="person")
    hands.drag(session.desk.page.reader, "stopped Slaviša Milanov’s car 🚗")
    hands.press(Key.Key_E)
    shown = session.desk.chooser.current
    assert shown is not None
    assert shown.aside == "February 2024 · 1 actor"
    assert "With: Slaviša Milanov" in session.desk.chooser.said()
    assert session.archive.events.refs() == ()
    hands.press(Key.Key_Return)
    (event,) = the_mark(session.archive).events
    made = session.archive.events.get(event.id)
    assert made.title == "stopped Slaviša Milanov’s car 🚗"
    assert made.date is not None
    assert (made.date.earliest, made.date.latest) == ("2024-02-01", "2024-02-29")
    assert [each.name for each in made.actors] == ["Slaviša Milanov"]
    assert [each.title for each in made.sources] == ["A stop near Pirot 📱"]
    assert 1 + hands.keys <= 3
