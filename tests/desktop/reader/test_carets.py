"""The caret stands on borders of characters and in what is shown, and a selection stays."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.typography import Heading
from archivist.text import lines
from tests.desktop.reader.conftest import assemble
from tests.desktop.reader.corpora import generated, graphemes_of

if TYPE_CHECKING:
    from archivist.desktop.reader.reader import Reader

KEY = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize("pressed", [KEY.Key_Down, KEY.Key_PageDown])
def test_lines_break_inside_characters_and_the_caret_does_not_stand_there(
    reader: Reader, pressed: Qt.Key
) -> None:
    text = lines("👨‍👩‍👧‍👦" * 600 + ".\r\nSlaviša’s phone")
    borders = {*range(0, 4200, 7), *range(4200, len(text.text) + 1)}
    for modifiers in (NONE, SHIFT):
        reader.show_article(Heading(), text)
        before = -1
        while reader.caret() > before:
            before = reader.caret()
            QTest.keyClick(reader, pressed, modifiers)
            assert reader.caret() in borders
        assert reader.caret() == len(text.text)
        QTest.keyClick(reader, KEY.Key_Up, modifiers)
        assert reader.caret() in borders


def test_down_through_every_script_stands_on_borders_of_characters(reader: Reader) -> None:
    for number in range(6):
        text = generated(random.Random(number))
        borders = set(graphemes_of(text.text))
        reader.show_article(Heading(), text)
        for _ in range(120):
            QTest.keyClick(reader, KEY.Key_Down, SHIFT)
            assert reader.caret() in borders


@pytest.mark.parametrize("stroke", [(KEY.Key_Down, CTRL), (KEY.Key_Down, ALT)])
def test_before_a_fold_at_the_end_steps_lead_to_the_end_of_what_is_shown(
    reader: Reader, stroke: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    text = lines("Slaviša’s phone 😀 was opened\r\nRelated\nPrivacy")
    reader.show_article(Heading(), text, folded=((1, 2),))
    reader.put_caret(4)
    QTest.keyClick(reader, *stroke)
    assert reader.caret() == text.leaves[0].end
    QTest.keyClick(reader, *stroke)
    assert reader.caret() == text.leaves[0].end


def test_a_selection_that_was_scrolled_away_grows_from_where_it_is(reader: Reader) -> None:
    text = lines("First 😀.\r\n" + "A sentence of the statement follows. " * 300 + "\nEnd.")
    reader.show_article(Heading("K", "T"), text)
    start = text.text.index("statement")
    reader.select(start, start + len("statement"))
    reader.verticalScrollBar().setValue(1500)
    reader.grow()
    assert reader.selection() == (
        start - len("A sentence of the "),
        start + len("statement follows."),
    )


def test_a_selection_by_keyboard_is_told_when_the_keys_go_elsewhere(reader: Reader) -> None:
    reader.show_article(Heading("K", "T"), lines("Slaviša’s phone 😀\r\nwas opened"))
    told: list[tuple[int, int]] = []
    reader.selected.connect(lambda start, end: told.append((start, end)))
    reader.setFocus()
    QTest.keyPress(reader, KEY.Key_Right, SHIFT)
    QTest.keyPress(reader, KEY.Key_Right, SHIFT)
    assert told == []
    reader.clearFocus()
    assert told == [(0, 2)]
    reader.setFocus()
    reader.clearFocus()
    assert told == [(0, 2)]


def test_of_a_tall_row_what_is_in_view_is_that_of_all_its_cells(reader: Reader) -> None:
    tall = "Slaviša’s phone was opened 😀. " * 120
    cells: tuple[tuple[str, str, dict[str, int | str]], ...] = tuple(
        ("cell", words, {"table": 1, "row": 0, "column": column})
        for column, words in enumerate((tall, "short"))
    )
    text = assemble((("p", "A family\r\nfirst", {}), *cells, ("p", "after", {})))
    reader.resize(760, 500)
    reader.show_article(Heading("K", "T"), text)
    leaf = text.leaves[1]
    reader.verticalScrollBar().setValue(700)
    first, last = reader.in_view()
    assert leaf.start < first < last < leaf.end
    boxes = [reader.box_of(place, place + 1) for place in (first, last - 1)]
    assert all(reader.viewport().rect().intersects(box) for box in boxes)
    mark = Highlight("mark", first + 40, last - 40, "rose", emphasised=True)
    reader.set_highlights((mark,))
    below = reader.box_of(mark.end - 1, mark.end).bottomRight()
    assert reader._grip_at(below) is not None
