from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from archivist.desktop.acts.caret_keys import caret_keys
from archivist.desktop.look.tokens import DARK
from archivist.desktop.reader.caret import Caret
from archivist.desktop.reader.keys import STROKES
from archivist.desktop.reader.typography import Heading, Typography
from archivist.text import lines
from tests.desktop.reader.corpora import graphemes_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.desktop.reader.reader import Reader

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def span(reader: Reader, words: str) -> tuple[int, int]:
    """The range of words in the text that is shown."""
    start = reader.text().index(words)
    return start, start + len(words)


def key(reader: Reader, *strokes: tuple[Qt.Key, Qt.KeyboardModifier] | Qt.Key) -> None:
    for stroke in strokes:
        pressed, modifiers = stroke if isinstance(stroke, tuple) else (stroke, NONE)
        QTest.keyClick(reader, pressed, modifiers)


def test_the_caret_is_seen_where_the_keys_go(qtbot: QtBot, page: Reader) -> None:
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    with_caret = page.viewport().grab().toImage()
    page.clearFocus()
    without = page.viewport().grab().toImage()
    assert with_caret != without
    page.setFocus()
    assert page.viewport().grab().toImage() == with_caret


def test_every_key_of_the_caret_is_on_the_sheet_of_keys() -> None:
    said = " ".join(keys for _, keys in caret_keys())
    words = {
        KEY.Key_Left: "←",
        KEY.Key_Right: "→",
        KEY.Key_Up: "↑",
        KEY.Key_Down: "↓",
        KEY.Key_Home: "Home",
        KEY.Key_End: "End",
        KEY.Key_PageUp: "PgUp",
        KEY.Key_PageDown: "PgDown",
    }
    for pressed, modifiers in STROKES:
        held = {CTRL: "Ctrl+", ALT: "Alt+"}.get(modifiers, "")
        assert words[pressed] in said
        assert held in said


def test_shift_and_arrows_across_cells_take_characters_and_not_cells(page: Reader) -> None:
    start, _ = span(page, "ned\n2024")
    page.setFocus()
    page.put_caret(start)
    page.reveal(start)
    key(page, *[(KEY.Key_Right, SHIFT)] * 6)
    assert page.selection() == (start, start + 6)
    assert page.createMimeDataFromSelection().text() == "ned\n20"
    key(page, (KEY.Key_Right, SHIFT | CTRL), (KEY.Key_Right, SHIFT | CTRL))
    assert page.createMimeDataFromSelection().text() == "ned\n2024-02"
    key(page, (KEY.Key_Left, SHIFT))
    assert page.createMimeDataFromSelection().text() == "ned\n2024-0"


def test_a_word_taken_back_leaves_the_end_of_the_one_before(page: Reader) -> None:
    start, _ = span(page, "a first point")
    page.put_caret(start)
    page.reveal(start)
    key(page, *[(KEY.Key_Right, SHIFT | CTRL)] * 3)
    assert page.createMimeDataFromSelection().text() == "a first point"
    key(page, (KEY.Key_Left, SHIFT | CTRL))
    assert page.createMimeDataFromSelection().text() == "a first"


def test_the_start_moves_by_whole_words_too(page: Reader) -> None:
    _, end = span(page, "a first point")
    page.put_caret(end)
    page.reveal(end)
    key(page, *[(KEY.Key_Left, SHIFT | CTRL)] * 2)
    assert page.createMimeDataFromSelection().text() == "first point"
    key(page, (KEY.Key_Right, SHIFT | CTRL))
    assert page.createMimeDataFromSelection().text() == "point"
    key(page, (KEY.Key_Right, SHIFT | CTRL))
    assert page.selection() is None


def test_sentences_are_selected_without_the_space_between_them(reader: Reader) -> None:
    reader.show_article(Heading(), lines("One 😀 here. Mr. Two said so! Three?\r\nFour."))
    key(reader, (KEY.Key_Down, ALT), (KEY.Key_Down, ALT | SHIFT))
    assert reader.createMimeDataFromSelection().text() == "Mr. Two said so!"
    key(reader, (KEY.Key_Up, ALT))
    assert reader.caret() == span(reader, "Mr.")[0]


def test_a_paragraph_is_selected_as_far_as_it_goes(page: Reader) -> None:
    start, end = span(page, "a second point with 😀")
    page.put_caret(start - 3)
    page.reveal(start)
    key(page, (KEY.Key_Down, CTRL), (KEY.Key_Down, CTRL | SHIFT))
    assert page.selection() == (start, end)
    key(page, (KEY.Key_Right, NONE))
    assert (page.selection(), page.caret()) == (None, end)


def test_keys_pass_over_what_is_folded_and_a_selection_runs_on_over_it(page: Reader) -> None:
    text = page._page.structure
    page.show_article(Heading("Folded"), text, folded=((4, 5),), silent=((0, 0),))
    leaves = text.leaves
    assert page.caret() == leaves[1].start
    page.put_caret(leaves[3].end)
    key(page, KEY.Key_Right)
    assert page.caret() == leaves[6].start
    key(page, KEY.Key_Left)
    assert page.caret() == leaves[3].end
    key(page, (KEY.Key_Down, SHIFT))
    assert page.caret() > leaves[6].start
    key(page, (KEY.Key_Right, CTRL | SHIFT))
    start, end = page.selection() or (0, 0)
    assert start < leaves[4].start < leaves[5].end < end
    assert page.createMimeDataFromSelection().text() == text.text[start:end]
    key(page, (KEY.Key_Home, CTRL))
    assert page.caret() == leaves[1].start
    key(page, (KEY.Key_Up, CTRL))
    assert page.caret() == leaves[1].start


def test_a_caret_in_a_stretch_that_is_folded_stands_behind_it(page: Reader) -> None:
    text = page._page.structure
    page.show_article(Heading("Folded"), text, folded=((0, 2),))
    page.hide_folds(hidden=False)
    page.put_caret(text.leaves[1].start + 3)
    page.hide_folds(hidden=True)
    assert page.caret() == text.leaves[3].start


def test_home_and_end_are_those_of_the_line_also_where_no_space_breaks_it(reader: Reader) -> None:
    line = "警察は電話を解析した。" * 20
    reader.show_article(Heading(), lines(line))
    key(reader, KEY.Key_Down)
    first = reader.caret()
    assert 0 < first < len(line) - first
    top = caret_top(reader)
    for _ in range(2):
        key(reader, KEY.Key_End)
        assert reader.caret() == 2 * first
        assert caret_top(reader) == top
    key(reader, KEY.Key_Up)
    assert caret_top(reader) < top
    key(reader, KEY.Key_Down, KEY.Key_End, KEY.Key_Home)
    assert reader.caret() == first


@pytest.mark.parametrize("width", range(320, 720, 37))
def test_up_from_the_end_of_a_line_is_in_the_line_above_however_wide(
    reader: Reader, width: int
) -> None:
    reader.resize(width, 500)
    reader.show_article(Heading(), lines("警察は電話を解析した。" * 20))
    key(reader, KEY.Key_Down, KEY.Key_Down, KEY.Key_End)
    tops = [caret_top(reader)]
    for _ in range(2):
        key(reader, KEY.Key_Up)
        tops.append(caret_top(reader))
    assert tops[0] > tops[1] > tops[2]
    key(reader, KEY.Key_Down)
    assert caret_top(reader) == tops[1]


def caret_top(reader: Reader) -> float:
    now = reader._now()
    return Caret(reader._page).box(now.caret, hangs=now.hangs).top()


def test_the_end_of_a_line_is_before_the_space_it_breaks_at(reader: Reader) -> None:
    words = "Slaviša Milanov waited 😀 at the station. " * 8
    reader.show_article(Heading(), lines(words))
    key(reader, (KEY.Key_End, SHIFT))
    _, end = reader.selection() or (0, 0)
    assert words[end] == " "
    assert end > 40


def test_lines_are_walked_down_a_column_also_over_a_short_line(reader: Reader) -> None:
    long = "a long line of words 😀 that stands first and last"
    reader.show_article(Heading(), lines(f"{long}\nshort\n\n{long}"))
    reader.put_caret(30)
    key(reader, *[KEY.Key_Down] * 3)
    assert reader.caret() == len(f"{long}\nshort\n\n") + 30
    key(reader, *[KEY.Key_Up] * 3)
    assert reader.caret() == 30
    key(reader, KEY.Key_Up)
    assert reader.caret() == 0
    key(reader, *[KEY.Key_Down] * 4)
    assert reader.caret() == len(reader.text())


def test_lines_lead_through_a_table_and_out_of_it(page: Reader) -> None:
    page.put_caret(span(page, "Date")[0])
    page.reveal(page.caret())
    key(page, KEY.Key_Down)
    assert page.caret() == span(page, "2024-02-21")[0]
    key(page, KEY.Key_Down)
    first, last = span(page, "وأعلنت شركة Cellebrite الإسرائيلية أنها لن تسمح بذلك.")
    assert first <= page.caret() <= last
    key(page, KEY.Key_Up)
    assert span(page, "2024-02-21")[0] <= page.caret() <= span(page, "Pirot")[1] + 40


def test_the_right_arrow_goes_through_the_whole_text_and_the_left_one_back(page: Reader) -> None:
    """Where both directions meet in a line, right is right for the eye."""
    arabic = span(page, "وأعلنت شركة Cellebrite الإسرائيلية أنها لن تسمح بذلك.")
    page.put_caret(0)
    seen = [0]
    for _ in range(2 * len(page.text())):
        key(page, KEY.Key_Right)
        if page.caret() == seen[-1] or page.caret() == arabic[0]:
            break
        seen.append(page.caret())
    assert [at for at in graphemes_of(page.text()) if at < arabic[0]] == seen


def test_arrows_go_where_they_point_in_a_line_of_both_directions(page: Reader) -> None:
    start, end = span(page, "وأعلنت شركة Cellebrite الإسرائيلية أنها لن تسمح بذلك.")
    page.put_caret(start)
    page.reveal(start)
    box = Caret(page._page)
    seen, across = [start], [box.box(start).left()]
    while seen[-1] != end and len(seen) <= end - start:
        key(page, KEY.Key_Left)
        seen.append(page.caret())
        across.append(box.box(page.caret()).left())
    assert sorted(seen) == list(range(start, end + 1))
    # A border where the direction turns stands at two places, and Qt draws it at one of them.
    assert sum(after > before for before, after in pairwise(across)) <= 1
    page.put_caret(start)
    key(page, *[(KEY.Key_Left, SHIFT)] * 3)
    assert page.selection() == (start, start + 3)
    key(page, (KEY.Key_Left, SHIFT | CTRL))
    assert page.createMimeDataFromSelection().text() == "وأعلنت"


def test_every_motion_selects_until_it_is_asked_for_no_more(qtbot: QtBot, page: Reader) -> None:
    start, end = span(page, "a first point")
    page.put_caret(start)
    page.reveal(start)
    told: list[tuple[int, int]] = []
    page.selected.connect(lambda first, last: told.append((first, last)))
    with qtbot.waitSignal(page.selecting_changed) as begun:
        page.begin_selecting()
    assert begun.args == [True]
    key(page, (KEY.Key_Right, CTRL), (KEY.Key_Right, CTRL), (KEY.Key_End, NONE))
    assert told == [(start, start + 1), (start, start + 7), (start, end)]
    page.begin_selecting()
    assert not page.selecting
    assert page.selection() == (start, end)
    page.begin_selecting()
    with qtbot.waitSignals([page.cleared, page.selecting_changed]):
        key(page, KEY.Key_Escape)
    assert (page.selection(), page.selecting) == (None, False)


def test_the_selection_grows_and_shrinks_again(page: Reader) -> None:
    text = page._page.structure
    leaf = text.leaves[7]
    start, end = span(page, "dumpsys")
    page.put_caret(start + 3)
    page.reveal(start)
    told: list[tuple[int, int]] = []
    page.selected.connect(lambda first, last: told.append((first, last)))
    for _ in range(4):
        page.grow()
    assert told[0] == (start, end)
    assert page.text()[slice(*told[1])] == "dumpsys package 🙂"
    assert told[2:] == [(leaf.start, leaf.end), (0, len(page.text()))]
    page.grow()
    for wanted in ((leaf.start, leaf.end), told[1], (start, end)):
        page.shrink()
        assert page.selection() == wanted
    page.shrink()
    assert (page.selection(), page.caret()) == (None, start + 3)
    page.shrink()
    assert page.selection() is None


def test_what_grew_and_was_changed_shrinks_no_more(page: Reader) -> None:
    start, _ = span(page, "dumpsys")
    page.put_caret(start)
    page.reveal(start)
    page.grow()
    key(page, (KEY.Key_Right, SHIFT))
    now = page.selection()
    page.shrink()
    assert page.selection() == now
    page.show_article(Heading(), lines(""))
    page.grow()
    page.shrink()
    assert page.selection() is None


BOOK = lines(
    "\n".join(f"Paragraph {n} on Slaviša 😀 and the phone they opened." for n in range(9000))
)


def test_a_selection_to_the_end_is_there_before_the_page_is_built(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.show_article(Heading("A book"), BOOK)
    before = time.thread_time()
    key(reader, (KEY.Key_End, CTRL | SHIFT))
    assert time.thread_time() - before < 0.25
    assert not reader.finished
    assert reader.selection() == (0, len(BOOK.text))
    qtbot.waitUntil(lambda: reader.finished, timeout=60_000)
    assert reader.selection() == (0, len(BOOK.text))
    assert reader.in_view()[1] == len(BOOK.text)
    key(reader, (KEY.Key_Left, SHIFT))
    assert reader.selection() == (0, len(BOOK.text) - 1)


def test_a_caret_that_was_scrolled_away_goes_on_from_what_is_read(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.show_article(Heading("A book"), BOOK)
    qtbot.waitUntil(lambda: reader.finished, timeout=60_000)
    reader.reveal(BOOK.text.index("Paragraph 5000"))
    first, last = reader.in_view()
    key(reader, KEY.Key_Down)
    assert first <= reader.caret() <= last
    assert reader.in_view() == (first, last)


def test_pages_are_turned_with_the_caret_and_nothing_is_left_out(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.show_article(Heading("A book"), BOOK)
    for _ in range(4):
        _, last = reader.in_view()
        key(reader, KEY.Key_PageDown)
        first, end = reader.in_view()
        assert first <= last
        assert first <= reader.caret() <= end
    key(reader, *[KEY.Key_PageUp] * 5)
    assert reader.caret() == 0
    assert reader.verticalScrollBar().value() == 0
    key(reader, (KEY.Key_PageDown, SHIFT))
    assert reader.selection() == (0, reader.caret())
    qtbot.waitUntil(lambda: reader.finished, timeout=60_000)


def test_the_page_may_change_its_looks_while_keys_select(page: Reader) -> None:
    start, end = span(page, "adb shell")
    page.put_caret(start)
    page.reveal(start)
    key(page, (KEY.Key_Right, SHIFT | CTRL))
    page.set_palette_tokens(DARK)
    page.set_typography(Typography(size=22, column=500))
    key(page, (KEY.Key_Right, SHIFT | CTRL))
    assert page.selection() == (start, end)


def test_all_is_selected_and_copied_by_keys(reader: Reader) -> None:
    reader.show_article(Heading("A book"), BOOK)
    QTest.keySequence(reader, QKeySequence(QKeySequence.StandardKey.SelectAll))
    QTest.keySequence(reader, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == BOOK.text


def test_a_screen_reader_that_moves_the_cursor_moves_the_caret(page: Reader) -> None:
    start, end = span(page, "family")
    cursor = page.textCursor()
    cursor.setPosition(page._page.positions.to_document(start))
    cursor.setPosition(page._page.positions.to_document(end), cursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert (page.selection(), page.caret()) == ((start, end), end)


def test_an_empty_article_takes_every_key(reader: Reader) -> None:
    reader.clear("Choose an article.")
    for pressed, modifiers in STROKES:
        key(reader, (pressed, modifiers), (pressed, modifiers | SHIFT))
    reader.grow()
    assert (reader.selection(), reader.caret()) == (None, 0)
