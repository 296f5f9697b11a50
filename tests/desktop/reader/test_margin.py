"""Notes in the margin: beside their lines, never over another, pressed, opened, reached by Tab."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from archivist.desktop.look.tokens import LIGHT
from archivist.desktop.reader.marks import Highlight, Note
from archivist.desktop.reader.note_card import MARK, NoteCard
from archivist.desktop.reader.typography import Heading, Typography
from archivist.text import lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from archivist.desktop.reader.reader import Reader
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]

STORY = lines(
    "\n".join(
        f"Paragraph {n} 📱 on Slaviša’s phone, and who it was that opened it in the end."
        for n in range(60)
    )
)
LONG = "A note that has very much to say 😀 and says it again and again. " * 40


def note_at(leaf: int, words: str, **more: object) -> Note:
    """A note on a paragraph, known by its number."""
    return Note(str(leaf), STORY.leaves[leaf].start + 3, "rose", words, **more)  # type: ignore[arg-type]


@pytest.fixture
def story(reader: Reader) -> Reader:
    """Sixty paragraphs on a page with a wide margin."""
    reader.resize(1400, 800)
    reader.show_article(Heading("K", "T"), STORY)
    return reader


def cards(reader: Reader) -> list[NoteCard]:
    """The notes in view, from above."""
    found = [each for each in reader.findChildren(NoteCard) if each.isVisible()]
    return sorted(found, key=NoteCard.y)


def test_a_note_stands_beside_the_line_of_its_highlight(story: Reader, hand: PointWith) -> None:
    story.set_notes((note_at(2, "Check this 📱", agent="M. Kovač"),))
    (card,) = cards(story)
    line = hand(story).point(STORY.leaves[2].start + 3)
    assert abs(card.y() - (line.y() - 12)) <= 6
    assert (
        card.x()
        > story.viewport().width() - story.document().rootFrame().frameFormat().rightMargin()
    )
    assert card.geometry().right() < story.viewport().width()


def test_notes_on_one_line_stand_below_each_other(story: Reader) -> None:
    notes = [
        Note(f"n{n}", STORY.leaves[1].start + n, "blue", f"Note {n} 😀 " * 9) for n in range(5)
    ]
    story.set_notes((*notes, note_at(2, LONG), note_at(4, "short")))
    placed = cards(story)
    assert len(placed) == 7
    for above, below in pairwise(placed):
        assert above.geometry().bottom() < below.y()
    assert [card.note.id for card in placed] == ["n0", "n1", "n2", "n3", "n4", "2", "4"]


def test_a_long_note_is_cut_and_shown_longer_when_it_is_the_current_one(story: Reader) -> None:
    story.set_notes((note_at(3, LONG),))
    (card,) = cards(story)
    before = card.height()
    assert before < 160
    story.set_notes((note_at(3, LONG, emphasised=True),))
    assert cards(story) == [card]
    assert card.height() > 2 * before


def test_notes_follow_the_scroll(story: Reader, hand: PointWith) -> None:
    story.set_notes(tuple(note_at(n, f"Note {n}") for n in range(60)))
    story.verticalScrollBar().setValue(700)
    seen = cards(story)
    assert seen
    for card in seen:
        line = hand(story).point(card.note.start)
        assert abs(card.y() - (line.y() - 12)) <= 40
    assert "0" not in {card.note.id for card in seen}


def test_a_click_on_a_note_presses_its_highlight_and_a_double_click_opens_it(
    qtbot: QtBot, story: Reader
) -> None:
    story.set_notes((note_at(2, "Check this 📱"),))
    (card,) = cards(story)
    with qtbot.waitSignal(story.pressed_highlight) as pressed:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert pressed.args == ["2"]
    with qtbot.waitSignal(story.note_opened) as opened:
        QTest.mouseDClick(card, Qt.MouseButton.LeftButton)
    assert opened.args == ["2"]


def test_the_mouse_on_a_note_is_on_its_highlight(qtbot: QtBot, story: Reader) -> None:
    start = STORY.leaves[2].start
    story.set_highlights((Highlight("2", start, start + 20, "rose"),))
    story.set_notes((note_at(2, "Check this 📱"),))
    (card,) = cards(story)
    plain = card.grab().toImage()
    with qtbot.waitSignal(story.hovered) as told:
        at = QPointF(5, 5)
        QApplication.sendEvent(card, QEnterEvent(at, at, at))
    assert told.args == ["2"]
    assert card.grab().toImage() != plain
    with qtbot.waitSignal(story.hovered) as told:
        QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert told.args == [""]
    assert card.grab().toImage() == plain


def test_tab_goes_from_the_page_through_its_notes_and_enter_opens_one(
    qtbot: QtBot, story: Reader
) -> None:
    story.set_notes((note_at(5, "second"), note_at(1, "first 😀", agent="Č. Ó")))
    story.setFocus()
    QTest.keyClick(story, Qt.Key.Key_Tab)
    first, second = cards(story)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    with qtbot.waitSignal(story.note_opened) as opened:
        QTest.keyClick(second, Qt.Key.Key_Return)
    assert opened.args == ["5"]
    with qtbot.waitSignal(story.pressed_highlight) as pressed:
        QTest.keyClick(second, Qt.Key.Key_Space)
    assert pressed.args == ["5"]


def test_a_screen_reader_finds_who_wrote_a_note_and_what(story: Reader) -> None:
    story.set_notes((note_at(1, "first 😀", agent="Č. Ó"), note_at(2, "second")))
    names = [
        QAccessible.queryAccessibleInterface(card).text(QAccessible.Text.Name)
        for card in cards(story)
    ]
    assert names == ["Note by Č. Ó: first 😀", "Note: second"]


def test_the_wheel_over_a_note_scrolls_the_page(qtbot: QtBot, story: Reader) -> None:
    story.set_notes((note_at(2, "Check this 📱"),))
    (card,) = cards(story)
    on_note = QPointF(card.mapTo(story, QPoint(5, 5)))
    QTest.wheelEvent(story.windowHandle(), on_note, QPoint(0, -240))
    qtbot.waitUntil(lambda: story.verticalScrollBar().value() > 0)


def test_in_a_narrow_window_the_column_stays_and_a_mark_says_there_is_a_note(
    story: Reader, hand: PointWith, qtbot: QtBot
) -> None:
    story.resize(760, 800)
    before = story.document().rootFrame().frameFormat().leftMargin()
    story.set_notes((note_at(2, "Check this 📱"),))
    assert story.document().rootFrame().frameFormat().leftMargin() == before
    (card,) = cards(story)
    assert card.width() == MARK
    assert card.toolTip() == "Check this 📱"
    assert abs(card.geometry().center().y() - hand(story).point(STORY.leaves[2].start).y()) < 14
    ink = LIGHT.ink("rose").line
    image = card.grab().toImage()
    assert ink in {image.pixelColor(x, 8).name() for x in range(MARK)}
    with qtbot.waitSignal(story.pressed_highlight):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)


def test_the_column_makes_room_for_notes_where_it_can_and_only_then(story: Reader) -> None:
    story.resize(1100, 800)
    middle = story.document().rootFrame().frameFormat().leftMargin()
    story.set_notes((note_at(2, "Check this 📱"),))
    frame = story.document().rootFrame().frameFormat()
    assert frame.leftMargin() < middle
    width = story.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert abs(width - Typography().column) <= 1
    assert cards(story)[0].width() > MARK
    story.set_notes(())
    assert story.document().rootFrame().frameFormat().leftMargin() == middle
    assert cards(story) == []


def test_a_note_on_folded_words_waits_until_they_are_shown(story: Reader) -> None:
    story.show_article(Heading("K", "T"), STORY, folded=((2, 4),))
    story.set_notes((note_at(3, "Hidden 📱"), note_at(6, "In view")))
    assert [card.note.id for card in cards(story)] == ["6"]
    story.hide_folds(hidden=False)
    assert [card.note.id for card in cards(story)] == ["3", "6"]


def test_notes_move_with_larger_letters_and_leave_with_the_article(
    qtbot: QtBot, story: Reader, hand: PointWith
) -> None:
    story.set_notes((note_at(4, "Check this 📱"),))
    before = cards(story)[0].y()
    story.set_typography(Typography(size=22))
    qtbot.waitUntil(lambda: cards(story)[0].y() > before + 20)
    line = hand(story).point(STORY.leaves[4].start + 3)
    assert abs(cards(story)[0].y() - (line.y() - 14)) <= 8
    story.show_article(Heading(), STORY)
    assert cards(story) == []


def test_a_note_that_has_the_keys_gives_them_back_to_the_page_when_it_scrolls_away(
    story: Reader,
) -> None:
    story.set_notes((note_at(0, "Check this 📱"),))
    (card,) = cards(story)
    card.setFocus()
    story.verticalScrollBar().setValue(900)
    assert story.hasFocus()
