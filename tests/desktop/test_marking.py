"""What a person does to a passage by mouse and keys, and what becomes of bad input."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist import assets
from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.desktop.forms.event import EventForm
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from archivist.intake.reading import read
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier
Alt = QtCore.Qt.KeyboardModifier.AltModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier
Plain = QtCore.Qt.KeyboardModifier.NoModifier
QUOTE = "Nobody asked him for the code"


def the_mark(archive: Archive) -> Annotation:
    (mark,) = archive.annotations.all()
    return mark


def quotes(session: Session) -> list[str]:
    assert session.reading.article is not None
    return [each.exact for each in session.archive.annotations.of(session.reading.article.id)]


@pytest.fixture
def at(opened: Callable[[str], Session], hands: Hands) -> Callable[[str], Session]:
    """The article of the stop, with words dragged over."""

    def dragged(words: str) -> Session:
        session = opened("stop.txt")
        hands.drag(session.desk.page.reader, words)
        return session

    return dragged


@pytest.fixture
def marked(at: Callable[[str], Session], hands: Hands) -> Callable[[str], Session]:
    """The article of the stop, with a highlight that is the current one."""

    def inked(words: str) -> Session:
        session = at(words)
        hands.press(Key.Key_1)
        return session

    return inked


# The type-ahead


def test_what_is_joined_is_checked_and_enter_takes_it_off_again(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    session.archive.tags.add("no consent")
    hands.press(Key.Key_T)
    hands.type("no consent")
    hands.press(Key.Key_Return)
    assert [each.name for each in the_mark(session.archive).tags] == ["no consent"]
    chooser = session.desk.chooser
    assert [row.words for row in chooser.rows if row.checked] == ["no consent"]
    hands.press(Key.Key_Up)
    assert chooser.current == chooser.rows[0]
    hands.press(Key.Key_Return)
    assert the_mark(session.archive).tags == ()
    assert "Taken off: no consent" in chooser.said()
    assert chooser.isVisible()


def test_backspace_takes_off_the_last_one_joined_and_nothing_older(
    marked: Callable[[str], Session], hands: Hands
) -> None:
    session = marked(QUOTE)
    older = session.archive.tags.add("older")
    session.archive.annotations.annotate(the_mark(session.archive).id, tags=[older.id])
    hands.press(Key.Key_T)
    for name in ("one", "two 😀"):
        hands.type(name[:3])
        session.desk.chooser.field.setText(name)
        hands.press(Key.Key_Return)
    for left in (["older", "one"], ["older"], ["older"]):
        hands.press(Key.Key_Backspace)
        assert [each.name for each in the_mark(session.archive).tags] == left


def test_a_name_that_the_arrows_went_to_is_joined_also_after_one(
    qtbot: QtBot, at: Callable[[str], Session], hands: Hands
) -> None:
    session = at("Slaviša Milanov")
    session.archive.tags.add("stop 🚗")
    qtbot.waitUntil(lambda: bool(session.browsing.overview.tags))
    hands.press(Key.Key_T)
    hands.type("stop")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Down)
    current = session.desk.chooser.current
    assert current is not None
    hands.press(Key.Key_Return)
    assert session.desk.chooser.isVisible()
    hands.press(Key.Key_Return)
    assert not session.desk.chooser.isVisible()


def test_the_type_ahead_leaves_with_the_keys(
    qtbot: QtBot, at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    hands.press(Key.Key_A)
    assert session.desk.chooser.isVisible()
    qtbot.mouseClick(session.desk.search_bar.field, QtCore.Qt.MouseButton.LeftButton)
    session.desk.search_bar.field.setFocus()
    assert not session.desk.chooser.isVisible()
    assert session.desk.search_bar.field.hasFocus()


# The names of late


def test_a_recent_name_keeps_its_key_while_a_person_stays_at_the_passage(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    first, second = (session.archive.tags.add(name) for name in ("first", "second 📱"))
    hands.press(Key.Key_1)
    mark = the_mark(session.archive)
    session.archive.annotations.annotate(mark.id, tags=[first.id])
    session.archive.annotations.annotate(mark.id, tags=[first.id, second.id])
    hands.drag(session.desk.page.reader, "Cellebrite’s equipment")
    assert [each.name for each in session.recents.names] == ["second 📱", "first"]
    hands.press(Key.Key_2, Control)
    assert [each.name for each in session.recents.names] == ["second 📱", "first"]
    hands.press(Key.Key_1, Control)
    new = session.archive.annotations.all()[-1]
    assert {each.name for each in new.tags} == {"first", "second 📱"}
    hands.press(Key.Key_1, Control)
    assert session.desk.notice.said() == "Taken off: second 📱."
    hands.press(Key.Key_T)
    hands.press(Key.Key_1, Control)
    assert "Joined: second 📱" in session.desk.chooser.said()
    hands.press(Key.Key_Return)
    assert not session.desk.chooser.isVisible()
    assert len(session.archive.annotations.all()) == 2


def test_recent_names_stand_in_the_palette_and_in_the_bar(
    qtbot: QtBot, marked: Callable[[str], Session], hands: Hands, window: MainWindow
) -> None:
    session = marked(QUOTE)
    tag = session.archive.tags.add("no consent")
    session.archive.annotations.annotate(the_mark(session.archive).id, tags=[tag.id])
    hands.drag(session.desk.page.reader, "Police")
    shown = [each for each in session.desk.ink_bar.recents if each.isVisible()]
    assert [each.accessibleName() for each in shown] == ["Join to “no consent” (Ctrl+1)"]
    hands.press(Key.Key_K, Control)
    hands.type("no consent")
    rows = session.desk.palette_panel.rows
    assert ("Join to “no consent”", "Ctrl+1") in [(row.words, row.aside) for row in rows]
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: session.archive.annotations.count() == 2)
    assert window.session is session


def test_a_key_without_a_name_says_so(at: Callable[[str], Session], hands: Hands) -> None:
    session = at(QUOTE)
    hands.press(Key.Key_9, Control)
    assert session.desk.notice.said() == "There is no name on this key yet."
    assert session.archive.annotations.count() == 0


# An event of a passage


def test_a_proposed_event_is_looked_at_in_its_form_before_it_is_made(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at("stopped Slaviša Milanov’s car 🚗")
    session.archive.actors.add("Slaviša Milanov", kind="person")
    hands.press(Key.Key_E)
    hands.press(Key.Key_Return, Control)
    form = session.desk.findChild(EventForm)
    assert form is not None
    assert form.title.text() == "stopped Slaviša Milanov’s car 🚗"
    assert form.date.text() == "February 2024"
    assert form.actors.toPlainText() == "Slaviša Milanov"
    assert form.sources.sources()[0].title == "A stop near Pirot 📱"
    assert session.archive.events.refs() == ()
    form.date.setText("one day")
    form.actors.appendPlainText("Somebody new")
    form.save()
    assert "not a date" in form.error.text()
    assert session.archive.actors.named("Somebody new") is None
    assert session.archive.annotations.count() == 0
    form.date.setText("2024-02")
    form.title.setText("The stop")
    form.save()
    assert [each.name for each in the_mark(session.archive).events] == ["The stop"]
    hands.press(Key.Key_Z, Control)
    assert session.archive.annotations.count() == 0
    assert session.archive.events.refs() == ()


def test_a_proposed_event_is_one_step_for_undo(at: Callable[[str], Session], hands: Hands) -> None:
    session = at("Slaviša Milanov’s car")
    for key in (Key.Key_E, Key.Key_Return, Key.Key_Escape):
        hands.press(key)
    assert len(session.archive.events.refs()) == 1
    hands.press(Key.Key_Z, Control)
    assert session.archive.events.refs() == ()
    assert session.archive.annotations.count() == 0
    assert "a new event" in session.desk.notice.said()


# The bar


def test_the_bar_stands_beside_the_words_and_never_over_them(
    at: Callable[[str], Session],
) -> None:
    session = at("A stop near Pirot 📱")
    bar, page = session.desk.ink_bar, session.desk.page
    assert bar.isVisible()
    selected = page.reader.selection()
    assert selected is not None
    assert not bar.geometry().intersects(page.box_in(session.desk, *selected))
    assert session.desk.rect().contains(bar.geometry())


def test_a_click_on_a_highlight_offers_what_can_be_done_to_it(
    qtbot: QtBot, marked: Callable[[str], Session], hands: Hands
) -> None:
    session = marked(QUOTE)
    hands.press(Key.Key_Escape)
    reader, bar = session.desk.page.reader, session.desk.ink_bar
    mark = the_mark(session.archive)
    middle = reader.box_of(mark.start, mark.end).center()
    qtbot.mouseClick(reader.viewport(), QtCore.Qt.MouseButton.LeftButton, pos=middle)
    assert bar.isVisible()
    names = {
        each.accessibleName()
        for each in bar.findChildren(QtWidgets.QAbstractButton)
        if each.isVisible()
    }
    assert {
        "Split the highlight at the caret (X)",
        "Join with the next highlight (Shift+J)",
        "Withdraw the highlight (Del)",
        "Write a note (N)",
        "Highlight rose (2)",
    } <= names
    qtbot.mouseClick(bar.inks["violet"], QtCore.Qt.MouseButton.LeftButton)
    assert the_mark(session.archive).colour == "violet"
    hands.drag(reader, "Police")
    assert "Withdraw the highlight (Del)" not in {
        each.accessibleName()
        for each in bar.findChildren(QtWidgets.QAbstractButton)
        if each.isVisible()
    }


# The ends


MOVES = (
    (Key.Key_BracketLeft, Plain, "2024.\nNobody asked him"),
    (Key.Key_BraceLeft, Shift, "asked him"),
    (Key.Key_BracketRight, Plain, "Nobody asked him for"),
    (Key.Key_BraceRight, Shift, "Nobody asked"),
    (Key.Key_BracketLeft, Alt, "\nNobody asked him"),
    (Key.Key_BraceLeft, Alt | Shift, "obody asked him"),
    (Key.Key_BracketRight, Alt, "Nobody asked him "),
    (Key.Key_BraceRight, Alt | Shift, "Nobody asked hi"),
)


def test_the_ends_of_a_highlight_move_by_words_and_characters_and_back(
    marked: Callable[[str], Session], hands: Hands
) -> None:
    session = marked("Nobody asked him")
    for key, modifier, quote in MOVES:
        hands.press(key, modifier)
        assert the_mark(session.archive).exact == quote
        hands.press(Key.Key_Z, Control)
        assert the_mark(session.archive).exact == "Nobody asked him"
        assert "the ends of a highlight" in session.desk.notice.said()
    hands.press(Key.Key_Z, Control | Shift)
    assert the_mark(session.archive).exact == MOVES[-1][2]


def test_a_character_is_what_a_person_sees_and_one_is_always_left(
    marked: Callable[[str], Session], hands: Hands
) -> None:
    session = marked("car 🚗")
    hands.press(Key.Key_BraceRight, Alt | Shift)
    assert the_mark(session.archive).exact == "car "
    hands.press(Key.Key_BracketRight, Alt)
    assert the_mark(session.archive).exact == "car 🚗"
    hands.press(Key.Key_BraceRight, Shift)
    hands.press(Key.Key_BraceRight, Shift)
    assert the_mark(session.archive).exact == "car"
    assert "Nothing would be left" in session.desk.notice.said()


def test_moves_in_quick_succession_are_one_step_and_another_act_ends_it(
    marked: Callable[[str], Session], hands: Hands
) -> None:
    session = marked("Nobody")
    for _ in range(3):
        hands.press(Key.Key_BracketRight)
    assert the_mark(session.archive).exact == "Nobody asked him for"
    hands.press(Key.Key_3)
    hands.press(Key.Key_BracketRight)
    steps = ["Nobody asked him for", "Nobody asked him for", "Nobody"]
    for quote in steps:
        hands.press(Key.Key_Z, Control)
        assert the_mark(session.archive).exact == quote


def test_words_that_are_only_selected_grow_by_the_same_keys(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at("Nobody")
    hands.press(Key.Key_BracketRight)
    assert session.archive.annotations.count() == 0
    hands.press(Key.Key_1)
    assert the_mark(session.archive).exact == "Nobody asked"


def test_ends_that_were_dragged_are_moved(marked: Callable[[str], Session]) -> None:
    session = marked("Nobody asked")
    mark = the_mark(session.archive)
    session.desk.page.reader.ends_moved.emit(mark.id, mark.start, mark.end + len(" him"))
    assert the_mark(session.archive).exact == "Nobody asked him"


def test_a_highlight_is_split_at_the_caret_and_undone_after_a_restart(
    qtbot: QtBot,
    marked: Callable[[str], Session],
    hands: Hands,
    window: MainWindow,
    opener: Opener,
) -> None:
    session = marked(QUOTE)
    tag = session.archive.tags.add("no consent")
    mark = the_mark(session.archive)
    session.archive.annotations.annotate(mark.id, tags=[tag.id], note="Ask 😀")
    session.desk.page.reader.select(mark.start + 7, mark.start + 7)
    session.reading.choose(mark.id)
    hands.press(Key.Key_X)
    assert quotes(session) == ["Nobody", "asked him for the code"]
    folder = session.archive.folder
    window.leave()
    archive = opener.enter(folder, opener.unlock(folder, ""))
    window.show_archive(archive)
    again = window.session
    assert again is not None
    qtbot.waitUntil(lambda: again.reading.article is not None)
    qtbot.keyClick(window, Key.Key_Z, Control)
    (back,) = archive.annotations.all()
    assert (back.exact, back.note, back.tags[0].name) == (QUOTE, "Ask 😀", "no consent")
    assert "a split of a highlight" in again.desk.notice.said()


def test_without_a_caret_in_it_a_highlight_is_split_after_its_first_sentence(
    marked: Callable[[str], Session], hands: Hands
) -> None:
    session = marked("Nobody asked him for the code. Then Cellebrite’s equipment opened it.")
    session.desk.page.reader.select(0, 0)
    session.reading.choose(the_mark(session.archive).id)
    hands.press(Key.Key_X)
    assert quotes(session) == [
        "Nobody asked him for the code.",
        "Then Cellebrite’s equipment opened it.",
    ]
    hands.press(Key.Key_X)
    assert "nothing to part" in session.desk.notice.said()
    assert len(quotes(session)) == 2


def test_two_highlights_become_one(marked: Callable[[str], Session], hands: Hands) -> None:
    session = marked("Nobody asked")
    hands.drag(session.desk.page.reader, "the code")
    hands.press(Key.Key_2)
    hands.press(Key.Key_K)
    hands.press(Key.Key_J, Shift)
    assert quotes(session) == ["Nobody asked him for the code"]
    assert the_mark(session.archive).colour == "yellow"
    hands.press(Key.Key_J, Shift)
    assert "no highlight after" in session.desk.notice.said()
    hands.press(Key.Key_Z, Control)
    assert quotes(session) == ["Nobody asked", "the code"]


# Notes


def test_a_note_is_kept_however_its_editor_is_left(
    marked: Callable[[str], Session], hands: Hands, window: MainWindow, opener: Opener
) -> None:
    session = marked(QUOTE)
    folder, editor = session.archive.folder, session.desk.note_editor
    leave: tuple[Callable[[], object], ...] = (
        lambda: hands.press(Key.Key_Escape),
        lambda: hands.press(Key.Key_Return, Control),
        session.desk.search_bar.field.setFocus,
    )
    for number, way in enumerate(leave):
        session.desk.page.reader.setFocus()
        hands.press(Key.Key_N)
        hands.type(f" {number}")
        way()
        assert not editor.isVisible()
        assert the_mark(session.archive).note == "0 1 2"[: 2 * number + 1]
    session.desk.page.reader.setFocus()
    hands.press(Key.Key_N)
    hands.type(" closed")
    window.leave()
    archive = opener.enter(folder, opener.unlock(folder, ""))
    assert the_mark(archive).note == "0 1 2 closed"
    archive.close()


def test_a_note_that_was_changed_comes_back_with_undo(
    marked: Callable[[str], Session], hands: Hands
) -> None:
    session = marked(QUOTE)
    session.archive.annotations.annotate(the_mark(session.archive).id, note="Before 📱")
    session.reading.refresh()
    hands.press(Key.Key_N)
    session.desk.note_editor.text.selectAll()
    hands.type("after")
    hands.press(Key.Key_Escape)
    assert the_mark(session.archive).note == "after"
    hands.press(Key.Key_Z, Control)
    assert the_mark(session.archive).note == "Before 📱"


def test_an_editor_that_was_only_opened_marks_nothing(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    hands.press(Key.Key_N)
    hands.press(Key.Key_Escape)
    assert session.archive.annotations.count() == 0
    assert session.desk.page.reader.selection() is not None


# Bad input


def test_without_words_an_act_says_what_to_do(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    for key in (Key.Key_1, Key.Key_A, Key.Key_C, Key.Key_BracketLeft):
        session.desk.notice.hide()
        hands.press(key)
        assert "Select words" in session.desk.notice.said()
    for key, modifier in ((Key.Key_X, Plain), (Key.Key_J, Shift), (Key.Key_Delete, Plain)):
        session.desk.notice.hide()
        hands.press(key, modifier)
        assert "Choose a highlight" in session.desk.notice.said()
    assert session.archive.annotations.count() == 0


def test_a_mark_on_a_text_that_was_renewed_meanwhile_gets_a_sentence_and_the_new_page(
    at: Callable[[str], Session], hands: Hands, tmp_path: Path
) -> None:
    session = at(QUOTE)
    newer = tmp_path / "newer.txt"
    newer.write_text("A stop near Pirot 📱\r\nEverything is written anew, č.\r\n", "utf-8")
    assert session.reading.article is not None
    beside = session.archive.beside()
    beside.revise(session.reading.article.id, read(newer))
    beside.close()
    hands.press(Key.Key_A)
    hands.type("Somebody")
    hands.press(Key.Key_Return)
    assert "renewed meanwhile" in session.desk.chooser.said()
    assert session.desk.chooser.field.text() == "Somebody"
    assert session.archive.annotations.count() == 0
    assert session.archive.actors.all() == ()
    assert "written anew" in session.desk.page.reader.text()


def test_a_name_of_ten_thousand_characters_gets_a_sentence_and_is_not_lost(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    chooser = session.desk.chooser
    for key in (Key.Key_A, Key.Key_E, Key.Key_T):
        hands.press(key)
        chooser.field.insert("č" * 10_000)
        hands.press(Key.Key_Return)
        assert "10000 characters; use at most 300" in chooser.said()
        assert len(chooser.field.text()) == 10_000
        hands.press(Key.Key_Escape)
    assert session.archive.annotations.count() == 0
    assert session.archive.tags.all() == ()


def test_a_tag_that_looks_like_another_is_said_before_it_is_made(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    session.archive.tags.add("consent")
    hands.press(Key.Key_T)
    session.desk.chooser.field.insert("\u0441onsent")
    hands.press(Key.Key_Return)
    assert session.archive.annotations.count() == 0
    assert "looks like “consent”" in session.desk.chooser.said()
    hands.press(Key.Key_Return)
    assert [each.name for each in the_mark(session.archive).tags] == ["\u0441onsent"]


def test_a_name_loses_line_breaks_and_spaces_around_it(
    at: Callable[[str], Session], hands: Hands
) -> None:
    session = at(QUOTE)
    hands.press(Key.Key_T)
    session.desk.chooser.field.insert("  no\nconsent \t")
    hands.press(Key.Key_Return)
    assert [each.name for each in the_mark(session.archive).tags] == ["no consent"]


def test_a_name_that_cannot_be_seen_is_none(at: Callable[[str], Session], hands: Hands) -> None:
    session = at("Slaviša Milanov")
    chooser = session.desk.chooser
    hands.press(Key.Key_A)
    for typed in ("\u200b", " \u200b\u2060 ", "\u00ad"):
        chooser.field.clear()
        chooser.field.insert(typed)
        hands.press(Key.Key_Return)
        assert "can be seen" in chooser.said()
        assert chooser.isVisible()
    assert session.archive.annotations.count() == 0


def test_a_passage_over_table_cells_is_marked_with_what_parts_them(
    qtbot: QtBot, session: Session, hands: Hands, tmp_path: Path
) -> None:
    file = tmp_path / "table.md"
    file.write_bytes(
        "# Table 😀\r\n\r\n| Čas | Ko |\r\n|---|---|\r\n| 1 | BIA |\r\n| 2 | MUP |\r\n".encode()
    )
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        hands.drop(session.desk, [file])
    session.reading.open(session.archive.articles.all()[0].id)
    reader = session.desk.page.reader
    reader.setFocus()
    start, end = reader.text().index("BIA"), reader.text().index("MUP")
    reader.select(start, end)
    hands.press(Key.Key_1)
    assert the_mark(session.archive).exact == "BIA\n2\t"
    hands.press(Key.Key_A)
    assert session.desk.chooser.rows[0].words == "New person “BIA 2”"


def test_a_passage_in_a_folded_part_is_marked_and_the_window_says_where(
    qtbot: QtBot, session: Session, hands: Hands
) -> None:
    file = assets.sample_archive() / "03-scraped-notebook-page.md"
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        hands.drop(session.desk, [file])
    session.reading.open(session.archive.articles.all()[0].id)
    reader = session.desk.page.reader
    reader.setFocus()
    folded = next(fold for fold in reader.folds if not fold.silent)
    leaf = session.reading.text.leaves[folded.first]
    reader.select(leaf.start, leaf.end)
    hands.press(Key.Key_1)
    mark = the_mark(session.archive)
    assert (mark.start, mark.end) == (leaf.start, leaf.end)
    assert "B shows it" in session.desk.notice.said()


def test_c_copies_the_passage_with_its_source(at: Callable[[str], Session], hands: Hands) -> None:
    at(QUOTE)
    for key, modifier in ((Key.Key_C, Plain), (Key.Key_C, Control | Shift)):
        QtWidgets.QApplication.clipboard().clear()
        hands.press(key, modifier)
        copied = QtWidgets.QApplication.clipboard().text()
        assert copied.startswith(f"“{QUOTE}” (A stop near Pirot 📱")
        assert "SHA-256" in copied
