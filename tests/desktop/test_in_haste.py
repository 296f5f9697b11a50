"""What goes wrong only when somebody is quick, or the archive says no meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.desktop.session.session import Session
from archivist.intake.reading import read
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier


def told(session: Session) -> str:
    return session.desk.notice.said()


def dialogs() -> list[QtWidgets.QWidget]:
    every = QtWidgets.QApplication.topLevelWidgets()
    return [each for each in every if isinstance(each, QtWidgets.QDialog) and each.isVisible()]


def long_text(lines: int) -> str:
    return "\n".join(f"Paragraph {n} 🚗 of a long text, with words enough." for n in range(lines))


def other_than(session: Session, article: str) -> str:
    return next(each.id for each in session.archive.articles.all() if each.id != article)


@pytest.fixture
def long_one(
    qtbot: QtBot, opened: Callable[[str], Session], tmp_path: Path
) -> tuple[Session, str, Path]:
    """A long article, left at its middle for another one; then a newer text of it came in."""
    session = opened("stop.txt")
    path = tmp_path / "long.txt"
    path.write_text(f"Long\n{long_text(200)}")
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(path)])
    article = next(each for each in session.archive.articles.all() if each.name == "long.txt")
    session.reading.open(article.id)
    session.reading.go_to(session.desk.page.reader.text().index("Paragraph 100"))
    session.reading.open(other_than(session, article.id))
    path.write_text(f"Long\nAdded above.\n{long_text(200)}")
    return session, article.id, path


def line_at_top(session: Session) -> str:
    reader = session.desk.page.reader
    return reader.text()[reader.place() :].split("\n")[0]


def test_where_reading_stopped_is_found_in_the_newer_text(
    long_one: tuple[Session, str, Path],
) -> None:
    session, article, path = long_one
    place = session.reading._positions.of(session.archive.articles.get(article).text_sha256)
    before = session.archive.articles.text_of(session.archive.articles.get(article)).text
    session.archive.revise(article, read(path))
    session.reading.open(article)
    assert place
    assert line_at_top(session) == before[place:].split("\n")[0]
    session.desk.page.reader.stand_at(0)
    session.reading.open(other_than(session, article))
    session.reading.open(article)
    assert session.desk.page.reader.place() == 0


def test_the_way_back_leads_to_the_same_line_of_a_newer_text(
    long_one: tuple[Session, str, Path],
) -> None:
    session, article, path = long_one
    place = session.reading._positions.of(session.archive.articles.get(article).text_sha256)
    before = session.archive.articles.text_of(session.archive.articles.get(article)).text
    session.archive.revise(article, read(path))
    session.reading.back()
    assert session.reading.article is not None
    assert session.reading.article.id == article
    assert line_at_top(session) == before[place:].split("\n")[0]


@pytest.mark.parametrize("way", ["next", "back"])
def test_what_is_open_at_a_passage_closes_with_its_article(
    opened: Callable[[str], Session], hands: Hands, way: str
) -> None:
    session = opened("ћирилица.txt")
    session.reading.open(
        next(each.id for each in session.archive.articles.all() if each.name == "stop.txt")
    )
    reader, left = session.desk.page.reader, session.reading.article
    assert left is not None
    for key, panel in ((Key.Key_T, session.desk.chooser), (Key.Key_N, session.desk.note_editor)):
        session.reading.open(left.id)
        reader.setFocus()
        hands.drag(reader, "Nobody asked him")
        hands.press(key)
        hands.type("words")
        assert panel.isVisible()
        session.reading.open(other_than(session, left.id)) if way == "next" else session.do("back")
        assert session.reading.article is not None
        assert session.reading.article.id != left.id
        assert not panel.isVisible()
    (mark,) = session.archive.annotations.all()
    assert (mark.article, mark.note, mark.tags) == (left.id, "words", ())


def test_what_changes_while_no_article_is_open_hinders_nothing(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_1)
    qtbot.waitUntil(lambda: not session.repainting._soon.isActive())
    session.reading.close()
    session.do("undo")
    # What a slot raised on the way fails the test.
    with qtbot.waitSignal(session.repainting._later.timeout):
        pass
    assert "highlight" in told(session)


def test_a_highlight_that_is_gone_is_spoken_of_without_its_id(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_1)
    mark = session.reading.current
    withdraw = session._acts.actions["withdraw"]
    withdraw.trigger()
    withdraw.trigger()
    assert mark not in told(session)
    session.revising.act("find", mark)
    assert told(session) == "This highlight was withdrawn meanwhile."


def test_j_says_that_the_filter_hides_the_highlights(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_1)
    hands.press(Key.Key_Escape)
    session.filtering.turn("colour", "rose")
    hands.press(Key.Key_J)
    assert told(session) == "The filter hides the 1 highlight of this article."


def test_a_name_that_cannot_be_merged_or_removed_is_answered_with_a_sentence(
    session: Session,
) -> None:
    actor = session.archive.actors.add("Слободан")
    session.naming.join("actor", actor.id, actor.id)
    assert told(session)
    session.archive.actors.remove(actor.id)
    for act in (session.naming.edit, session.naming.remove):
        session.desk.notice.hide()
        act("actor", actor.id)
        assert "actor" in told(session)
    assert dialogs() == []


@pytest.fixture
def looked_at(
    opened: Callable[[str], Session], window: object, monkeypatch: pytest.MonkeyPatch
) -> Session:
    """The same archive where it cannot be written to."""
    session = opened("stop.txt")
    session.archive.tags.add("no consent")
    folder = session.archive.folder
    window.leave()  # type: ignore[attr-defined] # the window
    monkeypatch.setattr("archivist.archive.os.access", _never)
    window.show_archive(Archive.open(folder))  # type: ignore[attr-defined] # the window
    found = window.session  # type: ignore[attr-defined] # the window
    assert isinstance(found, Session)
    assert found.archive.read_only
    return found


def _never(*_words: object, **_more: object) -> bool:
    return False


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_nothing_is_offered_that_a_read_only_archive_would_refuse(
    qtbot: QtBot, looked_at: Session
) -> None:
    qtbot.waitUntil(lambda: bool(looked_at.browsing.overview.tags))
    (tag,) = looked_at.archive.tags.all()
    rows = looked_at.desk.sidebar.list.model()
    headings = [row for row in range(rows.rowCount()) if rows.index(row, 0).data() == "Tags"]
    looked_at.desk.sidebar.list.setCurrentIndex(rows.index(headings[0], 0))
    qtbot.keyClick(looked_at.desk.sidebar.list, Key.Key_Return)
    assert dialogs() == []
    for act in (lambda: looked_at.naming.add("tag"), lambda: looked_at.naming.edit("tag", tag.id)):
        looked_at.desk.notice.hide()
        act()
        assert "read-only" in told(looked_at)
        assert dialogs() == []
    looked_at.naming.offer_menu(looked_at.browsing.overview.tags[0], QtCore.QPoint(0, 0))
    menu = QtWidgets.QApplication.activePopupWidget()
    assert isinstance(menu, QtWidgets.QMenu)
    assert [action.isEnabled() for action in menu.actions()] == [False] * 3
    menu.close()
    looked_at.naming.join("tag", tag.id, tag.id)
    assert told(looked_at)


@pytest.mark.parametrize(
    ("key", "chosen"), [(Key.Key_E, "events"), (Key.Key_T, "tags"), (Key.Key_A, "actors")]
)
def test_what_was_just_made_is_joined_and_not_made_again(
    opened: Callable[[str], Session], hands: Hands, key: Key, chosen: str
) -> None:
    session = opened("stop.txt")
    reader = session.desk.page.reader
    for words in ("Nobody asked him", "Police stopped"):
        hands.drag(reader, words)
        hands.press(key)
        hands.type("Raid")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Escape)
    (made,) = getattr(session.archive, chosen).all()
    first, second = session.archive.annotations.all()
    assert [each.id for each in getattr(first, chosen)] == [made.id]
    assert [each.id for each in getattr(second, chosen)] == [made.id]


def test_the_name_just_made_is_offered_on_the_same_passage_until_it_is_taken_back(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_E)
    hands.type("Raid")
    hands.press(Key.Key_Return)
    hands.type("Raid")
    chooser = session.desk.chooser
    assert (chooser.rows[0].words, chooser.rows[0].fresh, chooser.rows[0].checked) == (
        "Raid",
        False,
        True,
    )
    hands.press(Key.Key_Escape)
    session.do("undo")
    assert session.joining._names("event") == ()
    session.do("redo")
    assert [place.name for place in session.joining._names("event")] == ["Raid"]


def test_an_article_whose_highlights_are_all_lost_is_not_said_to_have_none(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands, tmp_path: Path
) -> None:
    session = opened("stop.txt")
    assert session.reading.article is not None
    highlights = session.desk.inspector.highlights
    assert highlights.none.text().startswith("No highlights yet.")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_1)
    newer = tmp_path / "newer.txt"
    newer.write_text("A stop near Pirot 📱\nQuite other words stand here now.\n")
    session.archive.revise(session.reading.article.id, read(newer))
    qtbot.waitUntil(lambda: bool(highlights.mending.cards))
    assert highlights.none.text() == "No highlight has its place in the present text."
    session.do("undo")
    session.do("undo")
    qtbot.waitUntil(lambda: not highlights.mending.cards)
    assert highlights.none.text().startswith("No highlights yet.")


def test_a_proposal_that_cannot_be_decided_any_more_is_answered_with_a_sentence(
    session: Session,
) -> None:
    provenance = session.desk.inspector.provenance
    for signal in (provenance.accepted, provenance.dismissed):
        session.desk.notice.hide()
        # What a slot raised on the way fails the test.
        signal.emit("0" * 32)
        assert "proposal" in told(session)
