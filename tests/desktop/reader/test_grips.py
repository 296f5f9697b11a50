from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from archivist.desktop.look.tokens import DARK
from archivist.desktop.reader.grips import grips_of
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.typography import Heading, Typography
from archivist.text import lines
from tests.desktop.reader.corpora import graphemes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from archivist.desktop.reader.grips import End
    from archivist.desktop.reader.reader import Reader
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]

LEFT = Qt.MouseButton.LeftButton


def current(reader: Reader, words: str, *others: Highlight) -> Highlight:
    """A highlight over words, shown as the current one beside others."""
    start = reader.text().index(words)
    mark = Highlight("mark", start, start + len(words), "rose", emphasised=True)
    reader.set_highlights((*others, mark))
    return mark


def knob(reader: Reader, mark: Highlight, end: End) -> QPoint:
    """Where in the viewport the knob of one end stands."""
    grips = grips_of(reader._page, mark, (0, len(reader.text())))
    grip = next(each for each in grips if each.end == end)
    return (grip.knob - reader._scrolled()).toPoint()


def shown(reader: Reader) -> tuple[int, int]:
    """The range that is painted as the current highlight."""
    lanes = reader._marked.highlights.meeting(0, len(reader.text()))
    (mark,) = (lane.highlight for lane in lanes if lane.highlight.emphasised)
    return mark.start, mark.end


@pytest.fixture
def moved(page: Reader) -> list[tuple[str, int, int]]:
    """What the reader tells of ends that were moved."""
    told: list[tuple[str, int, int]] = []
    page.ends_moved.connect(lambda mark, start, end: told.append((mark, start, end)))
    return told


def test_an_end_is_dragged_over_a_line_and_told_when_it_is_let_go(
    page: Reader, hand: PointWith, moved: list[tuple[str, int, int]]
) -> None:
    mark = current(page, "a family", Highlight("other", 0, 9, "blue"))
    goal = page.text().index("flags") + 5
    pointer, at = hand(page), knob(page, mark, "end")
    QTest.mousePress(page.viewport(), LEFT, pos=at)
    aim = at + pointer.point(goal) - pointer.point(mark.end)
    pointer.move(aim, LEFT)
    assert shown(page) == (mark.start, goal)
    assert moved == []
    QTest.mouseRelease(page.viewport(), LEFT, pos=aim)
    assert moved == [("mark", mark.start, goal)]
    assert page.selection() is None


def test_ends_are_dragged_to_random_places_exactly(
    page: Reader, hand: PointWith, moved: list[tuple[str, int, int]]
) -> None:
    chance, borders = random.Random(5), graphemes_of(page.text())
    pointer = hand(page)
    made = seen = missed = 0
    while made < 40:
        start, end, goal = sorted(chance.sample(borders, 3))
        mark = Highlight("mark", start, end, "green", emphasised=True)
        page.set_highlights((mark,))
        at, aim = knob(page, mark, "end"), pointer.point(goal)
        if not page.viewport().rect().contains(aim) or page.highlight_at(at) != "mark":
            continue
        seen += 1
        # Where both directions meet in a line, Qt finds some borders beside where it draws them.
        if page.cursorForPosition(aim).position() != pointer.cursor(goal).position():
            missed += 1
            continue
        aim = at + aim - pointer.point(end)
        pointer.drag(at, aim)
        assert moved[-1] == ("mark", start, goal)
        made += 1
    assert missed <= 0.05 * seen


def test_an_end_stops_one_character_before_the_other(
    page: Reader, hand: PointWith, moved: list[tuple[str, int, int]]
) -> None:
    mark = current(page, "family 👨‍👩‍👧‍👦")
    pointer = hand(page)
    pointer.drag(knob(page, mark, "start"), pointer.point(mark.end + 8) + QPoint(0, 90))
    assert moved == [("mark", mark.end - len("👨‍👩‍👧‍👦"), mark.end)]
    page.set_highlights((mark,))
    pointer.drag(knob(page, mark, "end"), pointer.point(0))
    assert moved[-1] == ("mark", mark.start, mark.start + 1)


def test_what_could_not_be_moved_goes_back(qtbot: QtBot, page: Reader, hand: PointWith) -> None:
    mark = current(page, "a family")
    pointer = hand(page)
    at = knob(page, mark, "end")
    pointer.drag(at, at + QPoint(60, 0))
    assert shown(page) != (mark.start, mark.end)
    qtbot.waitUntil(lambda: shown(page) == (mark.start, mark.end))


def test_what_was_moved_is_shown_as_whoever_moved_it_shows_it(
    qtbot: QtBot, page: Reader, hand: PointWith
) -> None:
    mark = current(page, "a family")
    page.ends_moved.connect(
        lambda name, start, end: page.set_highlights(
            (Highlight(name, start, end, "rose", emphasised=True),)
        )
    )
    at = knob(page, mark, "end")
    with qtbot.waitSignal(page.ends_moved) as told:
        hand(page).drag(at, at + QPoint(60, 0))
    qtbot.wait(1)
    assert ["mark", *shown(page)] == told.args


def test_escape_puts_the_end_back(
    page: Reader, hand: PointWith, moved: list[tuple[str, int, int]]
) -> None:
    mark = current(page, "a family")
    at = knob(page, mark, "end")
    QTest.mousePress(page.viewport(), LEFT, pos=at)
    hand(page).move(at + QPoint(60, 0), LEFT)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert shown(page) == (mark.start, mark.end)
    QTest.mouseRelease(page.viewport(), LEFT, pos=at + QPoint(60, 0))
    assert moved == []


def test_a_press_that_does_not_move_tells_nothing_and_leaves_the_highlight_current(
    page: Reader, moved: list[tuple[str, int, int]]
) -> None:
    mark = current(page, "a family")
    at = knob(page, mark, "end")
    pressed: list[str] = []
    page.pressed_highlight.connect(pressed.append)
    assert page.highlight_at(at) == "mark"
    QTest.mouseClick(page.viewport(), LEFT, pos=at)
    QTest.mouseDClick(page.viewport(), LEFT, pos=at)
    assert (moved, pressed, page.selection()) == ([], [], None)


def test_the_mouse_shows_that_it_can_take_hold(page: Reader, hand: PointWith) -> None:
    mark = current(page, "a family")
    at = knob(page, mark, "start")
    hand(page).move(at)
    assert page.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    hand(page).move(at + QPoint(40, 30))
    assert page.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_only_a_highlight_that_may_be_moved_has_handles(page: Reader, hand: PointWith) -> None:
    mark = current(page, "a family")
    at = knob(page, mark, "end")
    with_handles = page.grab().toImage()
    page.let_ends_move(allowed=False)
    assert page.grab().toImage() != with_handles
    assert page.highlight_at(at) == ""
    hand(page).drag(at, at + QPoint(60, 0))
    assert shown(page) == (mark.start, mark.end)


def test_handles_stand_right_after_a_change_of_looks_and_in_other_directions(
    page: Reader, hand: PointWith, moved: list[tuple[str, int, int]]
) -> None:
    page.set_palette_tokens(DARK)
    page.set_typography(Typography(size=20, column=560))
    mark = current(page, "شركة")
    page.reveal(mark.start)
    assert knob(page, mark, "start").x() > knob(page, mark, "end").x()
    pointer = hand(page)
    goal = page.text().index("وأعلنت")
    at = knob(page, mark, "start")
    pointer.drag(at, at + pointer.point(goal) - pointer.point(mark.start))
    assert moved == [("mark", goal, mark.end)]


def test_the_handle_of_an_end_where_a_line_breaks_stands_at_the_end_of_that_line(
    reader: Reader,
) -> None:
    line = "警察は電話を解析した。" * 20
    reader.show_article(Heading(), lines(line))
    QTest.keyClick(reader, Qt.Key.Key_Down)
    first = reader.caret()
    mark = Highlight("mark", 0, first, "blue", emphasised=True)
    reader.set_highlights((mark,))
    assert knob(reader, mark, "end").x() > reader.viewport().width() / 2
    assert knob(reader, mark, "end").y() < knob(reader, mark, "start").y() + 60


def test_an_end_that_is_folded_away_has_no_handle(page: Reader) -> None:
    text = page._page.structure
    page.show_article(Heading("Folded"), text, folded=((0, 1),))
    mark = Highlight("mark", 3, text.leaves[3].end, "blue", emphasised=True)
    page.set_highlights((mark,))
    assert [grip.end for grip in grips_of(page._page, mark, (0, 999))] == ["end"]
