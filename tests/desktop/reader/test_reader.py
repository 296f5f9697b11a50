from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

import archivist.desktop.reader.reader as reader_module
from archivist.desktop.look.tokens import DARK
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.typography import Heading, Typography
from archivist.text import Leaf, Span, StructuredText

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from archivist.desktop.reader.reader import Reader
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]


def span(reader: Reader, words: str) -> tuple[int, int]:
    """The range of words in the text that is shown."""
    start = reader.text().index(words)
    return start, start + len(words)


def mark(reader: Reader, words: str, colour: str = "yellow") -> Highlight:
    """A highlight over words, known by them."""
    return Highlight(words, *span(reader, words), colour)


def test_copy_gives_the_stored_text_and_not_what_qt_makes_of_it(page: Reader) -> None:
    start, _ = span(page, "family 👨‍👩‍👧‍👦")
    _, end = span(page, "no\u00a0break")
    page.select(start, end)
    page.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == page.text()[start:end]
    assert "\u00a0" in clipboard.text()
    assert not clipboard.mimeData().hasHtml()


def test_a_copy_asks_clipboard_histories_to_forget_it(page: Reader) -> None:
    page.select(0, 5)
    clip = page.createMimeDataFromSelection()
    assert bytes(clip.data("x-kde-passwordManagerHint").data()) == b"secret"


COPY_AND_QUIT = """
from PySide6.QtWidgets import QApplication
from archivist.desktop.reader.reader import Reader
from archivist.desktop.reader.typography import Heading
from archivist.text import lines

application = QApplication([])
reader = Reader()
reader.show_article(Heading(), lines("Slaviša’s words 😀"))
reader.selectAll()
reader.copy()
print(ascii(application.clipboard().text()))
"""


def test_a_program_that_copied_something_ends_in_peace() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", COPY_AND_QUIT],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[3],
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, ascii("Slaviša’s words 😀"))


def test_a_selection_that_is_let_go_clears_without_scrolling(qtbot: QtBot, page: Reader) -> None:
    page.resize(500, 300)
    page.select(0, 4)
    page.reveal(span(page, "日本語")[0])
    scrolled = page.verticalScrollBar().value()
    with qtbot.waitSignal(page.cleared):
        page.unselect()
    assert page.selection() is None
    assert page.verticalScrollBar().value() == scrolled > 0


def test_a_selection_by_mouse_is_told_when_the_button_is_let_go(
    qtbot: QtBot, page: Reader, hand: PointWith
) -> None:
    start, end = span(page, "a family 👨‍👩‍👧‍👦")
    with qtbot.waitSignal(page.selected) as told:
        hand(page).drag(hand(page).point(start), hand(page).point(end))
    assert told.args == [start, end]


def test_a_press_elsewhere_clears_the_selection_once(
    qtbot: QtBot, page: Reader, hand: PointWith
) -> None:
    page.select(*span(page, "family"))
    with qtbot.waitSignal(page.cleared):
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=hand(page).point(3))
    assert page.selection() is None


def test_a_selection_by_keyboard_is_told_when_shift_is_let_go(page: Reader) -> None:
    start, _ = span(page, "😀")
    page.setFocus()
    page.select(start, start)
    told: list[tuple[int, int]] = []
    page.selected.connect(lambda first, last: told.append((first, last)))
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyPress(page, Qt.Key.Key_Right, shift)
    QTest.keyPress(page, Qt.Key.Key_Left, shift)
    QTest.keyPress(page, Qt.Key.Key_Right, shift)
    assert page.selection() == (start, start + 1)
    assert told == []
    QTest.keyRelease(page, Qt.Key.Key_Shift)
    assert told == [(start, start + 1)]


def test_a_double_click_selects_a_word(qtbot: QtBot, page: Reader, hand: PointWith) -> None:
    start, end = span(page, "family")
    with qtbot.waitSignal(page.selected):
        viewport, left = page.viewport(), Qt.MouseButton.LeftButton
        point = hand(page).point(start + 2)
        QTest.mouseDClick(viewport, left, pos=point)
        QTest.mouseRelease(viewport, left, pos=point)
    assert page.selection() == (start, end)


def test_a_highlight_is_pressed_and_hovered_where_it_is_painted(
    qtbot: QtBot, page: Reader, hand: PointWith
) -> None:
    inner, outer = mark(page, "family", "rose"), mark(page, "and a family", "yellow")
    page.set_highlights((outer, inner))
    pointer = hand(page)
    with qtbot.waitSignal(page.hovered) as hovered:
        pointer.move(pointer.point(inner.start + 2))
    assert hovered.args == [inner.id]
    with qtbot.waitSignal(page.hovered) as hovered:
        pointer.move(pointer.point(outer.start + 2))
    assert hovered.args == [outer.id]
    with qtbot.waitSignal(page.pressed_highlight) as pressed:
        QTest.mouseClick(
            page.viewport(), Qt.MouseButton.LeftButton, pos=pointer.point(outer.start + 2)
        )
    assert pressed.args == [outer.id]
    with qtbot.waitSignal(page.hovered) as hovered:
        QApplication.sendEvent(page, QEvent(QEvent.Type.Leave))
    assert hovered.args == [""]


def test_clicks_on_one_place_go_through_the_highlights_there_from_short_to_long(
    qtbot: QtBot, page: Reader, hand: PointWith
) -> None:
    marks = [mark(page, words) for words in ("and a family 👨‍👩‍👧‍👦", "family", "a family")]
    page.set_highlights(tuple(marks))
    told: list[str] = []
    page.pressed_highlight.connect(told.append)
    inside, beside = hand(page).point(marks[1].start + 2), hand(page).point(marks[0].start + 1)
    for place in (inside, inside, inside, inside, beside, inside):
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.wait(2)  # longer than a double click of these tests
    assert told == ["family", "a family", marks[0].id, "family", marks[0].id, "family"]


def test_the_highlight_under_the_mouse_is_outlined_on_all_its_lines(
    page: Reader, hand: PointWith
) -> None:
    long = Highlight("long", span(page, "Emoji")[0], span(page, "Полиција")[0], "rose")
    page.set_highlights((long, mark(page, "задржала")))
    plain = page.viewport().grab().toImage()
    hand(page).move(hand(page).point(long.start + 3))
    hovered = page.viewport().grab().toImage()
    for place in (long.start, span(page, "line’s end")[0]):
        row = hand(page).point(place).y()
        assert any(plain.pixel(x, row) != hovered.pixel(x, row) for x in range(plain.width()))
    QApplication.sendEvent(page, QEvent(QEvent.Type.Leave))
    assert page.viewport().grab().toImage() == plain


def test_the_white_beside_a_highlight_is_not_the_highlight(page: Reader, hand: PointWith) -> None:
    last = mark(page, "a first point")
    page.set_highlights((last,))
    beside = hand(page).point(last.end) + QPoint(60, 0)
    assert page.highlight_at(beside) == ""
    assert page.highlight_at(hand(page).point(last.end) - QPoint(3, 0)) == last.id


def test_folded_leaves_are_hidden_and_no_offset_moves(page: Reader, hand: PointWith) -> None:
    text = StructuredText(page.text(), page._page.structure.leaves)
    start, end = span(page, "Полиција")
    page.show_article(Heading("Folded"), text, folded=((0, 1),))
    folded = page.document().findBlock(page._page.positions.to_document(0))
    assert not folded.isVisible()
    assert page.folded_leaves == 2
    hand(page).drag(hand(page).point(start), hand(page).point(end))
    assert page.selection() == (start, end)
    before = hand(page).point(start).y()
    page.hide_folds(hidden=False)
    assert folded.isVisible()
    assert hand(page).point(start).y() > before
    assert page.selection() == (start, end)


def test_what_is_revealed_in_a_fold_is_shown(qtbot: QtBot, page: Reader) -> None:
    text = page._page.structure
    page.show_article(Heading("Folded"), text, folded=((2, 3),))
    with qtbot.waitSignal(page.folded_changed) as told:
        page.reveal(text.leaves[2].start)
    assert told.args == [False]
    assert not page.folds_hidden


def test_scrolling_back_is_not_undone_by_a_click(page: Reader) -> None:
    page.resize(500, 300)
    page.select(0, 4)
    page.reveal(span(page, "日本語")[0])
    scrolled = page.verticalScrollBar().value()
    assert scrolled > 0
    QTest.mouseClick(
        page.viewport(), Qt.MouseButton.LeftButton, pos=page.viewport().rect().center()
    )
    assert page.verticalScrollBar().value() == scrolled


def test_a_change_of_theme_keeps_place_selection_and_marks(page: Reader, hand: PointWith) -> None:
    page.resize(500, 300)
    marked = mark(page, "задржала")
    page.set_highlights((marked,))
    start, end = span(page, "Полиција")
    page.reveal(start)
    page.select(start, end)
    before = page.box_of(start, end)
    page.set_palette_tokens(DARK)
    assert page.selection() == (start, end)
    assert page.box_of(start, end) == before
    assert page.highlight_at(hand(page).point(marked.start + 2)) == marked.id


def test_a_wider_window_and_larger_letters_keep_the_line_that_is_read(page: Reader) -> None:
    page.resize(500, 300)
    start, _ = span(page, "dumpsys")
    page.reveal(start)
    top = page._offset_at(QPoint(page.viewport().width() // 2, 0))
    for change in (
        lambda: page.resize(620, 300),
        lambda: page.set_typography(Typography(size=19, column=560)),
    ):
        change()
        now = page._offset_at(QPoint(page.viewport().width() // 2, 0))
        assert abs(now - top) < 60


def test_the_column_stands_in_the_middle_and_is_never_wider_than_asked(page: Reader) -> None:
    page.resize(1400, 800)
    frame = page.document().rootFrame().frameFormat()
    width = page.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert abs(width - Typography().column) <= 1
    assert abs(frame.leftMargin() - frame.rightMargin()) <= 1


def test_a_paragraph_runs_in_the_direction_of_its_first_strong_letter(page: Reader) -> None:
    arabic, _ = span(page, "وأعلنت")
    english, _ = span(page, "Emoji")
    blocks = [
        page.document().findBlock(page._page.positions.to_document(place))
        for place in (arabic, english)
    ]
    assert [block.textDirection() for block in blocks] == [
        Qt.LayoutDirection.RightToLeft,
        Qt.LayoutDirection.LeftToRight,
    ]


def test_every_piece_of_a_long_paragraph_runs_in_the_direction_of_its_beginning(
    reader: Reader,
) -> None:
    for opening, direction in (
        ("Latin ", Qt.LayoutDirection.LeftToRight),
        ("عربي ", Qt.LayoutDirection.RightToLeft),
    ):
        line = opening + "الشرطة 😀 " * 900 + "and Latin words " * 600
        reader.show_article(Heading(), StructuredText(line, (Leaf("p", 0, len(line)),)))
        reader.select(0, len(line))
        pieces = reader._page.positions.of_leaves(0, 0)
        assert len(pieces) > 3
        for piece in pieces:
            assert reader.document().findBlock(piece.position).textDirection() == direction


def test_a_page_of_nothing_shows_the_hint(reader: Reader) -> None:
    plain = reader.grab().toImage()
    reader.clear("Choose an article, or drop a folder here.")
    assert reader.text() == ""
    assert reader.selection() is None
    assert reader.grab().toImage() != plain


def test_nothing_a_text_names_is_ever_fetched(page: Reader) -> None:
    pixel = page.loadResource(2, "//host/share/beacon.png")
    assert (pixel.width(), pixel.height(), pixel.isNull()) == (1, 1, False)
    source = "".join(
        file.read_text("utf-8") for file in Path(reader_module.__file__).parent.glob("*.py")
    )
    for forbidden in ("setHtml", "setMarkdown", "setSource", "insertHtml", "insertImage"):
        assert forbidden not in source


@pytest.mark.qt_log_ignore("^This plugin does not support raise", extend=True)
def test_a_link_is_shown_as_words_and_never_opened(reader: Reader, hand: PointWith) -> None:
    words = "see the report 😀 here"
    address = "https://example.org/<img src='/etc/passwd'>?a=1&b=2"
    text = StructuredText(words, (Leaf("p", 0, 21),), (Span("link", 8, 14, address),))
    reader.show_article(Heading("Links"), text)
    here = hand(reader).point(10)
    assert reader.link_at(here) == address
    assert reader.link_at(hand(reader).point(2)) == ""
    tip = QHelpEvent(QEvent.Type.ToolTip, here, reader.viewport().mapToGlobal(here))
    QApplication.sendEvent(reader.viewport(), tip)
    assert "&lt;img" in QToolTip.text()
    QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=here)
    assert reader.text() == words
    QToolTip.hideText()


def test_markup_in_a_title_or_a_text_is_shown_as_it_is_written(reader: Reader) -> None:
    reader.show_article(
        Heading("<b>k</b>", "<img src='/etc/passwd'>", ("<i>m</i>",)),
        StructuredText("<script>a & b</script>", (Leaf("p", 0, 22),)),
    )
    shown = reader.document().toPlainText()
    assert shown == "<b>k</b>\n<img src='/etc/passwd'>\n<i>m</i>\n<script>a & b</script>"


def test_a_screen_reader_finds_the_words_and_a_name(page: Reader) -> None:
    interface = QAccessible.queryAccessibleInterface(page)
    assert interface.text(QAccessible.Text.Name)
    words = interface.textInterface()
    assert "family" in words.text(0, words.characterCount())


def test_the_box_of_a_range_is_around_its_words(page: Reader, hand: PointWith) -> None:
    assert page.box_of(0, 0) == QRect()
    start, end = span(page, "a first point")
    around = page.box_of(start, end)
    assert around.contains(hand(page).point(start + 1))
    assert abs(around.left() - hand(page).point(start).x()) <= 3
    assert abs(around.right() - hand(page).point(end).x()) <= 3
