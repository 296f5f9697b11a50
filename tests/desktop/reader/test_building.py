"""Texts of any length: the first screen is there at once, and the rest as it is needed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.typography import Heading
from archivist.text import Leaf, StructuredText, lines

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.desktop.reader.reader import Reader

BOOK = lines(
    "\n".join(f"Paragraph {n} on Slaviša 😀 and the phone they opened." for n in range(9000))
)


def test_select_all_takes_the_whole_text_also_what_is_not_built_yet(reader: Reader) -> None:
    reader.show_article(Heading("A book"), BOOK)
    assert not reader.finished
    QTest.keySequence(reader, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert reader.selection() == (0, len(BOOK.text))


def test_a_book_shows_its_first_screen_before_the_rest_is_built(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.show_article(Heading("A book"), BOOK)
    assert not reader.finished
    assert "Paragraph 40 " in reader.document().toPlainText()
    qtbot.waitUntil(lambda: reader.finished, timeout=60_000)
    shown = reader.document().toPlainText()
    assert shown.endswith(BOOK.text)


def test_a_place_that_is_not_built_yet_can_be_selected_and_revealed(reader: Reader) -> None:
    reader.show_article(Heading("A book"), BOOK)
    start = BOOK.text.index("Paragraph 8000 ")
    reader.reveal(start)
    reader.select(start, start + 14)
    assert reader.selection() == (start, start + 14)
    around = reader.box_of(start, start + 14)
    assert 0 < around.top() < reader.viewport().height() / 3


def test_a_line_of_a_megabyte_shows_at_once_and_its_end_can_be_revealed(reader: Reader) -> None:
    line = "слово 😀 " * 130_000
    before = time.thread_time()
    reader.show_article(Heading("One line"), StructuredText(line, (Leaf("p", 0, len(line)),)))
    reader.viewport().repaint()
    assert not reader.finished
    assert time.thread_time() - before < 0.5
    reader.reveal(len(line) - 9)
    reader.select(len(line) - 9, len(line) - 1)
    around = reader.box_of(len(line) - 9, len(line) - 1)
    assert reader.viewport().rect().contains(around)
    assert not around.isEmpty()


def test_a_selection_at_the_end_of_what_is_built_does_not_grow(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.show_article(Heading("A book"), BOOK)
    end = reader._page.covered
    reader.select(end - 5, end)
    qtbot.waitUntil(lambda: reader.finished, timeout=60_000)
    assert reader.selection() == (end - 5, end)


def test_ten_thousand_highlights_are_applied_in_a_moment(reader: Reader) -> None:
    reader.show_article(Heading("A book"), BOOK)
    every = tuple(Highlight(str(n), n * 40, n * 40 + 55, "green") for n in range(10_000))
    spent = []
    for _ in range(5):
        before = time.thread_time()
        reader.set_highlights(every)
        spent.append(time.thread_time() - before)
    # Ten times what it takes, so that a busy machine does not fail it.
    assert min(spent) < 0.1


def test_a_motion_in_a_line_of_a_megabyte_does_not_wait(reader: Reader) -> None:
    line = "слово😀日本" * 130_000
    reader.show_article(Heading("One line"), StructuredText(line, (Leaf("p", 0, len(line)),)))
    reader.reveal(30_000)
    spent = []
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for stroke in ((Qt.Key.Key_Right, ctrl), (Qt.Key.Key_Down, shift), (Qt.Key.Key_Left, shift)):
        before = time.thread_time()
        QTest.keyClick(reader, *stroke)
        spent.append(time.thread_time() - before)
    assert max(spent) < 0.5
