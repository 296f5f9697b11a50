"""An article on paper: its marks, its folds, its notes, and nothing of its text lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QTextFragment

from archivist.desktop.reader.page import Fold
from archivist.desktop.reader.printing import Printed, PrintedMark, Sheaf
from archivist.desktop.reader.typography import Heading, Typography
from archivist.text import Leaf, StructuredText

A4 = QSizeF(794, 1123)
MENU = Fold(0, 1)


def marked(text: StructuredText, words: str, colour: str = "rose", *lines: str) -> PrintedMark:
    """A mark on the first place of some words."""
    start = text.text.index(words)
    return PrintedMark(start, start + len(words), colour, f"{colour} means it", lines)


def printed(text: StructuredText, *marks: PrintedMark, folds: tuple[Fold, ...] = ()) -> Printed:
    return Printed(
        heading=Heading("Case notes · 2025-02-26", "Slaviša Milanov’s phone 📱", ("12 words",)),
        text=text,
        folds=folds,
        marks=marks,
        head=("Slaviša Milanov’s phone 📱", f"SHA-256 of the original: {'ab' * 32}"),
        foot="Case notes",
        folded="{count} folded",
        page="Page {number} of {count}",
        listed="Highlights and notes",
        about="About this article",
        facts=("Publisher: Ćirilica",),
    )


def sheaf(text: StructuredText, *marks: PrintedMark, folds: tuple[Fold, ...] = ()) -> Sheaf:
    return Sheaf(printed(text, *marks, folds=folds), Typography(size=15), A4)


def long_text(paragraphs: int) -> StructuredText:
    """A text of many pages; every paragraph has an emoji and words of its own."""
    words = [
        f"Paragraph {n} 😀 tells of Milanović and his telephone. " * 4 for n in range(paragraphs)
    ]
    leaves, at = [], 0
    for each in words:
        leaves.append(Leaf("p", at, at + len(each)))
        at += len(each) + 1
    return StructuredText("\n".join(words), tuple(leaves))


def fragments(made: Sheaf) -> Iterator[QTextFragment]:
    """The runs of letters of the document, in order."""
    block = made.document.begin()
    while block.isValid():
        run = block.begin()
        while not run.atEnd():
            yield run.fragment()
            run += 1
        block = block.next()


def washed(made: Sheaf) -> list[str]:
    """The words that lie on a wash, run by run."""
    style = Qt.BrushStyle.NoBrush
    return [
        each.text() for each in fragments(made) if each.charFormat().background().style() != style
    ]


def lines_of(made: Sheaf) -> list[str]:
    """The paragraphs that are printed, from the text to the facts."""
    lines = []
    block = made.document.begin()
    while block.isValid():
        if block.isVisible():
            lines.append(block.text())
        block = block.next()
    return lines


def picture(made: Sheaf, number: int = 0) -> QImage:
    """A sheet as it comes out."""
    image = QImage(794, 1123, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    made.paint(painter, number)
    painter.end()
    return image


def inked(image: QImage, area: QRect) -> int:
    """How many pixels of an area are no longer white."""
    white = QImage(1, 1, image.format())
    white.fill(Qt.GlobalColor.white)
    blank = white.pixel(0, 0)
    across, down = range(area.left(), area.right()), range(area.top(), area.bottom())
    return sum(image.pixel(x, y) != blank for x in across for y in down)


def test_the_whole_text_is_printed_under_its_heading(everything: StructuredText) -> None:
    lines = lines_of(sheaf(everything))
    assert lines[:2] == ["Case notes · 2025-02-26", "Slaviša Milanov’s phone 📱"]
    whole = "\n".join(lines).replace("\u2028", "\n")
    for leaf in everything.leaves:
        assert everything.text[leaf.start : leaf.end] in whole
    assert lines[-2:] == ["About this article", "Publisher: Ćirilica"]


def test_exactly_the_marked_words_are_washed_and_numbered(everything: StructuredText) -> None:
    quotes = (
        "family 👨‍👩‍👧‍👦",
        "Combining e\u0301a\u0308",
        "Полиција је",
        "Cellebrite الإسرائيلية",
        "電話を解析",
    )
    made = sheaf(everything, *(marked(everything, each) for each in quotes))
    assert "".join(washed(made)) == "".join(quotes)
    text = "\n".join(lines_of(made))
    for number, quote in enumerate(quotes, 1):
        assert f"{quote}\u2009{number}" in text


def test_a_mark_over_cells_washes_these_cells_and_no_others(everything: StructuredText) -> None:
    made = sheaf(everything, marked(everything, "happened\n2024-02-21\tPolice stop"))
    assert washed(made) == ["happened", "2024-02-21", "Police stop"]


def test_marks_that_overlap_are_all_told_apart(everything: StructuredText) -> None:
    outer = marked(everything, "задржала новинара Славишу", "yellow")
    inner = marked(everything, "новинара", "blue")
    made = sheaf(everything, outer, inner)
    assert washed(made) == ["задржала ", "новинара", " Славишу"]
    formats = [each.charFormat() for each in fragments(made) if each.text() in washed(made)]
    grounds = [each.background().color().name() for each in formats]
    assert grounds[0] == grounds[2] != grounds[1]
    lines = [each.underlineStyle() for each in formats]
    assert lines[0] == lines[2] != lines[1]
    assert "новинара\u20092 Славишу\u20091" in "\n".join(lines_of(made))


def test_each_ink_has_a_line_of_its_own_for_printers_that_know_no_colour(
    everything: StructuredText,
) -> None:
    words = ("Emoji", "Combining", "Полиција", "company", "Police", "記事")
    inks = ("yellow", "rose", "blue", "green", "violet", "orange")
    made = sheaf(
        everything,
        *(marked(everything, word, ink) for word, ink in zip(words, inks, strict=True)),
    )
    styles = {
        each.text(): each.charFormat().underlineStyle()
        for each in fragments(made)
        if each.text() in words
    }
    assert len(set(styles.values())) == 6


def test_notes_are_listed_by_number_with_what_is_quoted(everything: StructuredText) -> None:
    note = ("Ask counsel 📱.\nTwice.", "Ćirić · witness; Cellebrite")
    made = sheaf(everything, marked(everything, "first point", "green", *note))
    lines = lines_of(made)
    at = lines.index("Highlights and notes")
    assert lines[at + 1 : at + 5] == [
        "1.\u2002green means it",
        "“first point”",
        "Ask counsel 📱.\u2028Twice.",
        "Ćirić · witness; Cellebrite",
    ]


def test_without_marks_no_list_of_them_is_printed(everything: StructuredText) -> None:
    assert "Highlights and notes" not in lines_of(sheaf(everything))


def test_what_is_folded_away_is_not_printed_and_said(everything: StructuredText) -> None:
    hidden = everything.text[: everything.leaves[1].end]
    folded = lines_of(sheaf(everything, folds=(MENU,)))
    assert not set(hidden.split("\n")) & set(folded)
    assert "2 folded" in folded
    shown = lines_of(sheaf(everything, folds=(Fold(0, 1, hidden=False),)))
    assert "2 folded" not in shown
    assert everything.text[everything.leaves[1].start : everything.leaves[1].end] in shown


def test_a_mark_that_ends_in_a_fold_has_its_number_where_the_fold_is_told(
    everything: StructuredText,
) -> None:
    inside = marked(everything, "family")
    into = PrintedMark(0, everything.leaves[1].start + 5, "blue", "blue means it")
    behind = marked(everything, "Combining")
    made = sheaf(everything, into, inside, behind, folds=(MENU,))
    printed = "\n".join(lines_of(made))
    assert "2 folded\u20091,2\n" in printed
    assert "Combining\u20093" in printed


def test_a_fold_without_a_line_is_opened_where_a_mark_ends_in_it(
    everything: StructuredText,
) -> None:
    silent = Fold(0, 1, silent=True)
    made = sheaf(everything, marked(everything, "family"), folds=(silent,))
    assert "family\u20091" in "\n".join(lines_of(made))
    unmarked = sheaf(everything, marked(everything, "Combining"), folds=(silent,))
    assert "family" not in "\n".join(lines_of(unmarked))


def test_every_sheet_has_its_head_its_number_and_no_words_outside_its_body() -> None:
    made = sheaf(long_text(60))
    assert made.count >= 4
    heads = []
    for number in range(made.count):
        sheet = picture(made, number)
        heads.append(sheet.copy(0, 0, 794, 76))
        assert inked(sheet, QRect(600, 1076, 130, 20)) > 50
        assert inked(sheet, QRect(0, 78, 794, 8)) == 0
        assert inked(sheet, QRect(0, 100, 70, 950)) == 0
    assert all(each == heads[0] for each in heads)
    assert inked(heads[0], QRect(76, 30, 640, 40)) > 500


def test_list_marks_bars_and_grounds_stand_by_their_leaves_whatever_numbers_came_before(
    everything: StructuredText,
) -> None:
    plain = picture(sheaf(everything))
    made = sheaf(everything, marked(everything, "Emoji"), marked(everything, "family"))
    points_quote_and_code = QRect(60, 320, 40, 220)
    assert inked(plain, points_quote_and_code) > 400
    assert picture(made).copy(points_quote_and_code) == plain.copy(points_quote_and_code)


def test_a_pdf_in_memory_has_as_many_pages() -> None:
    made = sheaf(long_text(40))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(96)
    painter = QPainter(writer)
    for number in range(made.count):
        if number:
            writer.newPage()
        made.paint(painter, number)
    painter.end()
    assert bytes(buffer.data().data()).count(b"/Type /Page\n") == made.count


@pytest.mark.parametrize("words", ["", "日" * 9000])
def test_an_empty_text_and_a_line_without_a_space_are_printed(words: str) -> None:
    text = StructuredText(words, (Leaf("p", 0, len(words)),))
    made = sheaf(text)
    assert made.count >= 1
    assert sum(len(line) for line in lines_of(made) if "日" in line) == len(words)
    assert inked(picture(made), QRect(76, 92, 640, 900)) > 0
