"""Bytes made legible: every encoding we read, files that are too long, files that are no text."""

import codecs

import pytest
from PySide6 import QtCore, QtGui
from pytestqt.qtbot import QtBot

from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.beside import Beside
from archivist.desktop.reader.legible import FIGURES, LARGEST, legible, sought
from archivist.desktop.reader.original import PlainText

Key = QtCore.Qt.Key
WORDS = "Slaviša 📱\nНовинар је задржан."


@pytest.mark.parametrize(
    ("content", "chosen", "name"),
    [
        (WORDS.encode(), "", "UTF-8"),
        (codecs.BOM_UTF8 + WORDS.encode(), "", "UTF-8"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "", "UTF-16"),
        (codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"), "", "UTF-32"),
        (WORDS.replace("📱", "!").replace("š", "s").encode("cp1251"), "cp1251", "cp1251"),
    ],
)
def test_text_is_decoded_as_it_says_it_is(content: bytes, chosen: str, name: str) -> None:
    found = legible(content, encoding=chosen)
    assert (found.encoding, found.whole) == (name, True)
    assert found.text.endswith("Новинар је задржан.")


def test_a_file_that_is_no_text_is_shown_as_figures() -> None:
    found = legible(b"%PDF\0\xff" + b"x" * 9_000)
    assert (found.encoding, found.shown, found.size) == ("", FIGURES, 9_006)
    assert found.text.startswith("00000000  25 50 44 46 00 ff 78")
    assert found.text.splitlines()[0].endswith("%PDF..xxxxxxxxxx")


def test_a_long_file_is_shown_up_to_a_whole_letter() -> None:
    found = legible(b"a" + "š".encode() * LARGEST)
    assert not found.whole
    assert found.shown == LARGEST
    assert found.text == "a" + "š" * (LARGEST // 2 - 1)


def test_words_are_found_across_other_signs_and_the_nearest_place_is_taken() -> None:
    text = "The **police**\r\nstopped him. Later the police stopped her. " + "x " * 200
    assert sought(text, "The police\nstopped him", 0) == (0, 27)
    twice = "one two three four " + "." * 100 + " one two three four"
    assert sought(twice, "one two three", 0) == (0, 13)
    assert sought(twice, "one two three", 130) == (120, 133)
    assert sought(text, "nobody said this", 0) is None
    far = "one two three" + "." * 200_000
    assert sought(far, "one two three", 199_000) == (0, 13)


def test_what_is_beside_goes_along_as_far_as_it_goes(qtbot: QtBot, theme: Theme) -> None:
    beside = Beside(theme)
    qtbot.addWidget(beside)
    beside.resize(400, 300)
    lines = "\n".join(f"line {number} 😀" for number in range(500))
    beside.lay_open("Original", "long.txt", "Its first half is shown.", lines, part=0.5)
    qtbot.waitExposed(beside)
    assert beside.go_along("line 250 😀", 0.25, mark=True)
    assert lines[: beside.text.marked_to()].endswith("line 250 😀")
    assert not beside.go_along("nobody said this", 0.9, mark=True)
    assert [number for number, _ in beside.text.numbers_in_view()][-1] == 500


def test_a_line_of_a_megabyte_is_shown_and_copied_as_one(qtbot: QtBot, theme: Theme) -> None:
    shown = PlainText(theme)
    qtbot.addWidget(shown)
    text = "short 😀\n" + "š" * 1_000_000 + "\nlast"
    shown.show_text(text)
    qtbot.waitUntil(lambda: shown._built == len(shown._blocks))
    assert (
        max(shown.document().findBlockByNumber(n).length() for n in range(shown.blockCount()))
        < 5_000
    )
    shown.selectAll()
    assert shown.createMimeDataFromSelection().text() == text
    assert [number for number, _ in shown.numbers_in_view()][:2] == [1, 2]
    shown.reveal(len(text) - 4, len(text))
    selections = shown.extraSelections()
    assert selections[0].cursor.selectedText() == "last"


def test_the_find_line_opens_finds_on_and_escape_leaves(qtbot: QtBot, theme: Theme) -> None:
    beside = Beside(theme)
    qtbot.addWidget(beside)
    beside.lay_open("Original", "stop.txt · UTF-8", "", "Новинар 😀 and НОВИНАР again")
    qtbot.waitExposed(beside)
    beside.text.setFocus()
    qtbot.keyClick(beside.text, Key.Key_F, QtCore.Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(beside.field.hasFocus)
    beside.field.insert("новинар")
    assert beside.text.marked_to() == 7
    qtbot.keyClick(beside.field, Key.Key_Return)
    assert beside.text.marked_to() == 21
    qtbot.keyClick(beside.field, Key.Key_Return)
    assert beside.text.marked_to() == 7
    with qtbot.waitSignal(beside.closed):
        qtbot.keyClick(beside.field, Key.Key_Escape)
    assert QtGui.QAccessible.queryAccessibleInterface(beside.text).text(QtGui.QAccessible.Text.Name)
