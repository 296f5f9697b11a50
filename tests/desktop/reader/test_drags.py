from __future__ import annotations

import random
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from archivist.desktop.look.tokens import DARK
from archivist.desktop.reader.typography import Heading, Typography
from archivist.text import lines
from tests.desktop.reader.corpora import NAMES, graphemes_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QTextBlock, QTextLine

    from archivist.desktop.reader.reader import Reader
    from archivist.text import StructuredText
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]
    Count = Callable[[int, int], int]

NEAR = 700
# Nearer to the edge than this, Qt scrolls while the button is down.
EDGE = 40


@dataclass(slots=True)
class Pointed:
    """How many borders were in view, and how many share their place on the screen with another."""

    seen: int = 0
    missed: int = 0

    def check(self) -> None:
        """What is left out of a test may not be what it is there to find."""
        assert self.seen > 0
        assert self.missed <= 0.05 * self.seen + 1, (self.missed, self.seen)


def reachable(reader: Reader, hand: Hand, offset: int, pointed: Pointed) -> bool:
    """Whether a mouse can point at the border before a code point.

    Not inside a grapheme, where Qt has no border; nor where two borders of a line that runs in
    both directions share one place on the screen.
    """
    position = hand.cursor(offset).position()
    block = reader.document().findBlock(position)
    if not block.layout().isValidCursorPosition(position - block.position()):
        return False
    point = hand.point(offset)
    if not reader.viewport().rect().adjusted(0, EDGE, 0, -EDGE).contains(point):
        return False
    line = block.layout().lineForTextPosition(position - block.position())
    if runs_both_ways(block, line):
        # Where directions meet, and where such a line breaks, a border has two places.
        breaks = position - block.position() == line.textStart()
        found = reader.cursorForPosition(point).position() == position
        return not breaks and found and reader._offset_at(point) == offset
    alone = stands_alone(block, position - block.position())
    pointed.seen += 1
    pointed.missed += not alone
    return alone


def runs_both_ways(block: QTextBlock, line: QTextLine) -> bool:
    """Whether a border in the line may have two places on the screen, one in either direction."""
    units = block.text().encode("utf-16-le", "surrogatepass")
    begin, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
    words = units[begin:end].decode("utf-16-le", "replace")
    return (
        len({unicodedata.bidirectional(each) in {"R", "AL"} for each in words if each.isalpha()})
        > 1
    )


def drawn_at(line: QTextLine, place: int) -> float:
    """Where a border stands in its line, in pixels."""
    return cast("tuple[float, int]", line.cursorToX(place))[0]


def stands_alone(block: QTextBlock, place: int) -> bool:
    """Whether no other border of the line is drawn where this one is, to two pixels."""
    line = block.layout().lineForTextPosition(place)
    across = drawn_at(line, place)
    others = range(line.textStart(), line.textStart() + line.textLength() + 1)
    return not any(
        abs(drawn_at(line, each) - across) <= 2
        for each in others
        if each != place and block.layout().isValidCursorPosition(each)
    )


def characters_around(reader: Reader, hand: Hand, start: int, end: int) -> tuple[str, str]:
    """The characters Qt shows behind the start and before the end of a range."""
    document = reader.document()
    first, last = hand.cursor(start).position(), hand.cursor(end).position()
    if last == hand.cursor(end - 1).position():
        last += 1
    shown = [document.characterAt(place) for place in (first, first + 1, last - 2, last - 1)]
    units = [char.encode("utf-16-le", "surrogatepass") for char in shown]
    head = (units[0] + units[1]).decode("utf-16-le", "replace")[0]
    foot = (units[2] + units[3]).decode("utf-16-le", "replace")[-1]
    return head, foot


def drag_at_random(
    reader: Reader, hand: Hand, text: StructuredText, rounds: int, pointed: Pointed
) -> int:
    """Drag over random ranges; each must come back exactly. The number of drags made."""
    reader.show_article(Heading("Test 🧪", "A title that is no evidence"), text)
    reader.select(len(text.text), len(text.text))
    assert reader.finished
    told: list[tuple[int, int]] = []
    reader.selected.connect(lambda start, end: told.append((start, end)))
    chance, borders = random.Random(len(text.text)), graphemes_of(text.text)
    made = 0
    for _ in range(rounds * 20):
        start = chance.choice(borders[:-1])
        end = borders[bisect_left(borders, min(len(text.text), start + chance.randrange(1, NEAR)))]
        reader.reveal(start)
        if not all(reachable(reader, hand, place, pointed) for place in (start, end)):
            continue
        aim = [hand.point(start), hand.point(end)]
        chance.shuffle(aim)
        hand.drag(*aim)
        assert told[-1] == (start, end)
        assert reader.selection() == (start, end)
        assert reader.createMimeDataFromSelection().text() == text.text[start:end]
        check_what_qt_shows(reader, hand, text, (start, end))
        made += 1
        if made == rounds:
            break
    return made


def check_what_qt_shows(
    reader: Reader, hand: Hand, text: StructuredText, chosen: tuple[int, int]
) -> None:
    """The map of positions may not be what is tested with: Qt's own words must be the text's."""
    start, end = chosen
    head, foot = text.text[start], text.text[end - 1]
    if head not in "\n\t" and foot not in "\n\t":
        assert characters_around(reader, hand, start, end) == (head, foot)
    if not any(leaf.table and leaf.start <= end and leaf.end >= start for leaf in text.leaves):
        # Where a long leaf is cut for display, Qt begins a paragraph and the text has nothing.
        seen = re.sub("[\u2028\u2029]", "", reader.textCursor().selectedText())
        assert seen == text.text[start:end].replace("\n", "")


@pytest.mark.campaign
@pytest.mark.parametrize("name", NAMES)
def test_a_drag_gives_the_range_it_was_aimed_at(
    reader: Reader, hand: PointWith, campaign_count: Count, name: str
) -> None:
    texts = texts_of(name)
    wanted = campaign_count(15, 300)
    each = -(-wanted // len(texts))
    pointed = Pointed()
    made = sum(drag_at_random(reader, hand(reader), text, each, pointed) for text in texts[:wanted])
    assert made >= wanted
    pointed.check()


def test_a_drag_from_the_title_begins_where_the_text_begins(page: Reader, hand: PointWith) -> None:
    pointer = hand(page)
    start = page.text().index("family")
    title = pointer.point(0)
    title.setY(title.y() - 60)
    pointer.drag(title, pointer.point(start))
    assert page.selection() == (0, start)


def test_a_drag_inside_the_title_selects_nothing(page: Reader, hand: PointWith) -> None:
    first = hand(page).point(0)
    told: list[tuple[int, int]] = []
    page.selected.connect(lambda start, end: told.append((start, end)))
    above = first.y() - 60
    first.setY(above)
    last = first + (first - hand(page).point(0))
    last.setX(first.x() + 90)
    last.setY(above)
    hand(page).drag(first, last)
    assert page.selection() is None
    assert told == []
    assert page.createMimeDataFromSelection().text() == ""


def test_a_drag_across_cells_takes_what_lies_between_and_no_more(
    page: Reader, hand: PointWith
) -> None:
    start = page.text().index("happened")
    end = page.text().index("stop a car 🚗") + len("stop a car 🚗")
    page.reveal(start)
    hand(page).drag(hand(page).point(start), hand(page).point(end))
    assert page.selection() == (start, end)
    clip = page.createMimeDataFromSelection().text()
    assert clip == "happened\n2024-02-21\tPolice stop a car 🚗"


def test_a_drag_out_of_a_table_takes_what_lies_between(page: Reader, hand: PointWith) -> None:
    start = page.text().index("car 🚗")
    end = page.text().index("日本語") + 2
    page.reveal(start)
    hand(page).drag(hand(page).point(end), hand(page).point(start))
    assert page.selection() == (start, end)


def test_a_drag_begun_inside_a_selection_selects_anew(page: Reader, hand: PointWith) -> None:
    text = page.text()
    start, end = text.index("Slaviša"), text.index("phone")
    page.select(start, text.index("opened"))
    hand(page).drag(hand(page).point(start + 2), hand(page).point(end))
    assert page.selection() == (start + 2, end)


def clicks(reader: Reader, point: QPoint, times: int) -> None:
    """Click two or three times in quick succession."""
    viewport, left = reader.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=point)
    QTest.mouseDClick(viewport, left, pos=point)
    if times == 3:
        QTest.mouseClick(viewport, left, pos=point)


@pytest.fixture
def _patient(qapp: QApplication) -> Iterator[None]:
    """A second and a third press may be as late as a person is."""
    interval = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(5000)
    yield
    qapp.setDoubleClickInterval(interval)


@pytest.mark.usefixtures("_patient")
def test_three_presses_select_the_paragraph(page: Reader, hand: PointWith) -> None:
    text = page.text()
    place = text.index("no\u00a0break")
    clicks(page, hand(page).point(place + 1), 3)
    leaf = next(leaf for leaf in page._page.structure.leaves if leaf.start <= place < leaf.end)
    assert page.selection() == (leaf.start, leaf.end)


@pytest.mark.usefixtures("_patient")
def test_three_presses_in_a_table_select_the_cell(page: Reader, hand: PointWith) -> None:
    start = page.text().index("What happened")
    clicks(page, hand(page).point(start + 7), 3)
    assert page.selection() == (start, start + len("What happened"))


def test_a_word_is_what_two_presses_select_and_not_what_stands_around_it(
    page: Reader, hand: PointWith
) -> None:
    text = page.text()
    for word in ("Milanov’s", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "Полиција", "Cellebrite", "e\u0301a\u0308", "Pirot"):
        start = text.index(word)
        page.reveal(start)
        clicks(page, hand(page).point(start + len(word) // 2), 2)
        assert page.createMimeDataFromSelection().text() == word


def test_two_presses_beside_the_words_select_the_nearest_one(page: Reader, hand: PointWith) -> None:
    end = page.text().index("a first point") + len("a first point")
    clicks(page, hand(page).point(end) + QPoint(80, 0), 2)
    assert page.createMimeDataFromSelection().text() == "point"


def test_two_presses_in_the_title_select_nothing(page: Reader, hand: PointWith) -> None:
    clicks(page, hand(page).point(0) - QPoint(0, 80), 2)
    assert page.selection() is None


def test_a_drag_after_two_presses_takes_whole_words(page: Reader, hand: PointWith) -> None:
    text, pointer = page.text(), hand(page)
    first, last = text.index("задржала"), text.index("Миланова")
    viewport, left = page.viewport(), Qt.MouseButton.LeftButton
    press_twice_and_hold(page, pointer.point(first + 2))
    pointer.move(pointer.point(last + 3), left)
    assert text[slice(*page.selection() or (0, 0))] == "задржала новинара Славишу Миланова"
    pointer.move(pointer.point(last), left)
    assert text[slice(*page.selection() or (0, 0))] == "задржала новинара Славишу"
    pointer.move(pointer.point(text.index("Полиција") + 3), left)
    QTest.mouseRelease(viewport, left, pos=pointer.point(text.index("Полиција") + 3))
    assert text[slice(*page.selection() or (0, 0))] == "Полиција је задржала"


def press_twice_and_hold(reader: Reader, point: QPoint) -> None:
    """The second press of a double click, not let go."""
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        QPointF(point),
        QPointF(reader.viewport().mapToGlobal(point)),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(reader.viewport(), event)


def test_shift_and_a_press_extend_the_selection_to_there(page: Reader, hand: PointWith) -> None:
    text, pointer = page.text(), hand(page)
    first, last = text.index("Combining"), text.index("2024-02-21") + 4
    viewport, left = page.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=pointer.point(first))
    QTest.mouseClick(viewport, left, Qt.KeyboardModifier.ShiftModifier, pointer.point(last))
    assert page.selection() == (first, last)
    QTest.mouseClick(viewport, left, Qt.KeyboardModifier.ShiftModifier, pointer.point(0))
    assert page.selection() == (0, first)


def test_a_page_that_changes_its_looks_under_the_mouse_keeps_the_drag(
    page: Reader, hand: PointWith
) -> None:
    start, end = page.text().index("Combining"), page.text().index("words that")
    viewport, left = page.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=hand(page).point(start))
    page.set_palette_tokens(DARK)
    page.set_typography(Typography(size=20, column=600))
    hand(page).move(hand(page).point(end), left)
    QTest.mouseRelease(viewport, left, pos=hand(page).point(end))
    assert page.selection() == (start, end)


def test_a_press_at_the_end_of_a_line_that_breaks_puts_the_caret_there(
    reader: Reader, hand: PointWith
) -> None:
    line = "警察は電話を解析した。" * 20
    reader.show_article(Heading(), lines(line))
    top = hand(reader).point(0)
    QTest.mouseClick(
        reader.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(reader.viewport().width() - 8, top.y()),
    )
    QTest.keyClick(reader, Qt.Key.Key_Home)
    assert reader.caret() == 0


def test_the_mouse_selects_over_folded_leaves_and_their_words_are_copied(
    page: Reader, hand: PointWith
) -> None:
    text = page._page.structure
    page.show_article(Heading("Folded"), text, folded=((3, 4),))
    start, end = text.leaves[2].start + 3, text.leaves[5].start + 4
    hand(page).drag(hand(page).point(start), hand(page).point(end))
    assert page.selection() == (start, end)
    assert page.createMimeDataFromSelection().text() == text.text[start:end]


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_menu_copies_and_selects_all_also_what_is_not_built(reader: Reader) -> None:
    book = lines("\n".join(f"Slaviša 😀 {number}" for number in range(9000)))
    reader.show_article(Heading("A book"), book)
    told: list[tuple[int, int]] = []
    reader.selected.connect(lambda start, end: told.append((start, end)))
    point = QPoint(90, 90)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, reader.mapToGlobal(point))
    QApplication.sendEvent(reader.viewport(), event)
    menu = reader.findChild(QMenu)
    assert isinstance(menu, QMenu)
    copying, everything = menu.actions()
    assert not copying.isEnabled()
    everything.trigger()
    menu.close()
    assert told == [(0, len(book.text))]
    assert not reader.finished
