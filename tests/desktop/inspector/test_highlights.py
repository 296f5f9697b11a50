"""The tab of highlights at work: cards that follow the page, keys in the list, filters."""

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.annotations import Annotation
from archivist.desktop.inspector.mark_list import MarkList
from archivist.desktop.inspector.marks import MARK
from archivist.desktop.session.session import Session

Key = QtCore.Qt.Key
Left = QtCore.Qt.MouseButton.LeftButton


def cards(session: Session) -> MarkList:
    return session.desk.inspector.highlights.list


def top_card(session: Session) -> Annotation:
    shown = cards(session)
    return shown.model().index(shown.rowAt(1), 0).data(MARK)  # type: ignore[no-any-return] # a highlight


def painted(session: Session) -> int:
    return len(session.desk.page.reader._marked.highlights)


def test_the_cards_follow_the_page_and_the_choice_stays(qtbot: QtBot, marked: Session) -> None:
    reading, reader = marked.reading, marked.desk.page.reader
    reading.choose(reading.marks[0].id)
    reader.reveal(reading.marks[25].start)
    first = next(mark for mark in reading.marks if mark.start >= reader.place())
    qtbot.waitUntil(lambda: top_card(marked).id == first.id)
    assert reading.current == reading.marks[0].id
    reader.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: top_card(marked).id == reading.marks[0].id)


def test_the_cards_stay_under_the_hands_of_a_person(qtbot: QtBot, marked: Session) -> None:
    marked.reading.choose(marked.reading.marks[0].id)
    cards(marked).setFocus()
    qtbot.waitUntil(cards(marked).hasFocus)
    before = top_card(marked)
    marked.desk.page.reader.reveal(marked.reading.marks[30].start)
    marked.following.follow()
    assert top_card(marked) == before


def test_keys_walk_the_cards_and_enter_goes_on_reading(qtbot: QtBot, marked: Session) -> None:
    shown, reading = cards(marked), marked.reading
    shown.setFocus()
    for _ in range(12):
        qtbot.keyClick(shown, Key.Key_Down)
    assert reading.current == reading.marks[shown.currentIndex().row()].id
    first, last = marked.desk.page.reader.in_view()
    mark = reading.mark()
    assert mark is not None
    assert first <= mark.start < last
    qtbot.keyClick(shown, Key.Key_Return)
    qtbot.waitUntil(marked.desk.page.reader.hasFocus)
    assert reading.current == mark.id


def test_the_note_and_the_withdrawal_are_at_hand_in_the_list(qtbot: QtBot, marked: Session) -> None:
    shown, reading = cards(marked), marked.reading
    shown.setFocus()
    shown.setCurrentIndex(shown.model().index(3, 0))
    third = reading.marks[3]
    qtbot.keyClick(shown, Key.Key_F2)
    editor = marked.desk.note_editor
    qtbot.waitUntil(editor.text.hasFocus)
    editor.text.insertPlainText("Провери 😀")
    qtbot.keyClick(editor.text, Key.Key_Return, QtCore.Qt.KeyboardModifier.ControlModifier)
    assert marked.archive.annotations.get(third.id).note == "Провери 😀"
    qtbot.waitUntil(lambda: shown.model().index(3, 0).data(MARK).note == "Провери 😀")
    shown.setFocus()
    qtbot.keyClick(shown, Key.Key_Delete)
    qtbot.waitUntil(lambda: shown.model().rowCount() == 39)
    assert third.id not in {mark.id for mark in reading.marks}
    assert shown.currentIndex().row() == 3
    marked.do("undo")
    qtbot.waitUntil(lambda: shown.model().rowCount() == 40)


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_menu_key_opens_the_menu_of_the_current_card(qtbot: QtBot, marked: Session) -> None:
    shown = cards(marked)
    shown.setFocus()
    shown.setCurrentIndex(shown.model().index(4, 0))
    by_key = QtGui.QContextMenuEvent(
        QtGui.QContextMenuEvent.Reason.Keyboard, QtCore.QPoint(), QtCore.QPoint()
    )
    with qtbot.waitSignal(shown.menu_wanted) as told:
        QtWidgets.QApplication.sendEvent(shown.viewport(), by_key)
    assert told.args[0] == marked.reading.marks[4].id
    menu = QtWidgets.QApplication.activePopupWidget()
    assert isinstance(menu, QtWidgets.QMenu)
    assert "Take off “Slaviša Milanov”" in [each.text() for each in menu.actions()]
    menu.close()


def test_a_press_on_the_current_card_goes_to_its_passage_again(
    qtbot: QtBot, marked: Session
) -> None:
    shown, reader = cards(marked), marked.desk.page.reader
    at = shown.visualRect(shown.model().index(1, 0)).center()
    qtbot.mouseClick(shown.viewport(), Left, pos=at)
    where = reader.verticalScrollBar().value()
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
    qtbot.mouseClick(shown.viewport(), Left, pos=at)
    assert reader.verticalScrollBar().value() == where


def test_a_filter_governs_cards_page_and_steps(qtbot: QtBot, marked: Session) -> None:
    filtering, row = marked.filtering, marked.desk.inspector.highlights.filter
    filtering.turn("colour", "rose")
    assert (cards(marked).model().rowCount(), painted(marked)) == (10, 10)
    assert row.count.text() == "10 of 40"
    for _ in range(2):
        marked.do("next-mark")
    current = marked.reading.mark()
    assert current is not None
    assert current.colour == "rose"
    filtering.turn("colour", "blue")
    assert painted(marked) == 20
    filtering.turn("note", "")
    marked.reading.choose("")
    assert (painted(marked), row.count.text()) == (0, "0 of 40")
    none = marked.desk.inspector.highlights.none
    assert none.isVisible()
    assert none.text() == "None of the 40 highlights here is what the filter asks for."
    qtbot.mouseClick(row.clear, Left)
    assert (painted(marked), row.count.text()) == (40, "")


OFFERED = {"Slaviša Milanov": 10, "no consent": 1, "With a note": 10, "Yellow": 10}


def test_every_kind_is_offered_in_the_menu_and_taken_off_by_its_chip(
    qtbot: QtBot, marked: Session
) -> None:
    row = marked.desk.inspector.highlights.filter
    for words, passing in OFFERED.items():
        next(each for each in offered(row.menu) if each.text() == f"{words}\t{passing}").trigger()
        assert painted(marked) == passing
        chip = next(
            each
            for each in row.chips.findChildren(QtWidgets.QPushButton)
            if each.accessibleName() == f"No longer only {words}" and each.isVisible()
        )
        qtbot.mouseClick(chip, Left)
        assert painted(marked) == 40


def offered(menu: QtWidgets.QMenu) -> list[QtGui.QAction]:
    """Everything that can be chosen in a menu and the menus in it."""
    menu.aboutToShow.emit()
    found = []
    for action in menu.actions():
        within = action.menu()
        found += within.actions() if isinstance(within, QtWidgets.QMenu) else [action]
    return found


def test_what_was_just_marked_is_seen_whatever_the_filter(marked: Session) -> None:
    marked.filtering.turn("colour", "rose")
    article = marked.reading.article
    assert article is not None
    made = marked.archive.annotations.highlight(article.id, 40, 50, colour="violet")
    marked.reading.reload()
    marked.reading.choose(made.id)
    assert made.id in {mark.id for mark in marked.reading.shown}
    marked.reading.choose("")
    assert made.id not in {mark.id for mark in marked.reading.shown}


def test_the_filter_stays_from_article_to_article_and_goes_where_nothing_passes(
    marked: Session,
) -> None:
    archive, reading = marked.archive, marked.reading
    first = reading.article
    other = next(each for each in archive.articles.all() if each.name == "other.txt")
    assert first is not None
    marked.filtering.turn("colour", "rose")
    reading.open(other.id)
    reading.open(first.id)
    assert painted(marked) == 10
    archive.annotations.highlight(other.id, 0, 7, colour="blue")
    reading.open(other.id)
    assert painted(marked) == 1
    assert marked.desk.notice.said() == "No highlight of this article is “Rose”: all are shown."
    assert not marked.filtering.filter.wanted
