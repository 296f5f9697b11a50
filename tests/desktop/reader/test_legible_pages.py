"""Many marks, many columns, other scripts and high contrast: all can still be told apart."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.tokens import CONTRAST_DARK, CONTRAST_LIGHT, LIGHT, Tokens
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.typography import Heading
from archivist.text import lines
from tests.desktop.reader.conftest import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archivist.desktop.reader.reader import Reader
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]


def strokes(lightness: Iterable[int]) -> int:
    """How many times along a row of pixels it becomes lighter after it became darker."""
    slopes = [after > before for before, after in pairwise(lightness) if abs(after - before) > 12]
    return sum(lighter for lighter, _ in groupby(slopes))


@pytest.mark.parametrize("count", [2, 4, 5, 6, 8])
def test_up_to_eight_overlapping_highlights_of_one_ink_have_a_line_and_a_bar_each(
    reader: Reader, hand: PointWith, count: int
) -> None:
    reader.show_article(Heading("K", "T"), lines("    " * 18 + "Slaviša’s phone\r\n😀"))
    reader.set_highlights(tuple(Highlight(str(n), n, 60, "rose") for n in range(count)))
    image = reader.viewport().grab().toImage()
    first, among = hand(reader).point(0), hand(reader).point(40)
    across = [image.pixelColor(x, first.y()).lightness() for x in range(first.x() - 4)]
    assert strokes(across) == count
    down = [image.pixelColor(among.x(), among.y() + dy).lightness() for dy in range(2, 32)]
    assert strokes(down) == count


def test_of_a_table_with_sixty_columns_no_word_is_broken(reader: Reader) -> None:
    cells: tuple[tuple[str, str, dict[str, int | str]], ...] = tuple(
        ("cell", f"Заустављен{n}", {"table": 1, "row": n // 60, "column": n % 60})
        for n in range(180)
    )
    text = assemble((("p", "A family 😀\r\ntable", {}), *cells))
    reader.show_article(Heading("K", "T"), text)
    for leaf in text.leaves[1:]:
        place = reader._page.positions.to_document(leaf.start)
        block = reader.document().findBlock(place)
        reader._page.blocks.area(block)
        line_of, at = block.layout().lineForTextPosition, place - block.position()
        last = at + leaf.end - leaf.start - 1
        assert line_of(at).lineNumber() == line_of(last).lineNumber()
    few = assemble((("p", "A family", {}), *cells[:8]))
    reader.show_article(Heading("K", "T"), few)
    cell = reader._page.positions.to_document(few.leaves[2].start)
    assert is_in_table(reader, cell)


def is_in_table(reader: Reader, position: int) -> bool:
    """Whether a document position stands in one of Qt's tables."""
    cursor = reader.textCursor()
    cursor.setPosition(position)
    return cursor.currentTable() is not None


@pytest.mark.parametrize("tokens", [CONTRAST_LIGHT, CONTRAST_DARK, LIGHT])
def test_code_stands_on_a_ground_or_within_a_line(
    page: Reader, hand: PointWith, tokens: Tokens
) -> None:
    page.set_palette_tokens(tokens)
    page.reveal(page.text().index("adb"))
    image = page.viewport().grab().toImage()
    middle = hand(page).point(page.text().index("dumpsys"))
    beside = {image.pixelColor(x, middle.y()).name() for x in range(middle.x())}
    assert tokens.page in beside
    assert (tokens.line if tokens.panel == tokens.page else tokens.panel) in beside


def ink_of(words: Words, width: int) -> QRect:
    """The box around what is painted of words in a column of that width."""
    image = QImage(width, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painting.paint_words(painter, QRect(0, 0, width, 300).toRectF(), words)
    painter.end()
    dark = [
        QPoint(x, y)
        for x in range(width)
        for y in range(300)
        if image.pixelColor(x, y).lightness() < 200
    ]
    xs, ys = [point.x() for point in dark], [point.y() for point in dark]
    return QRect(QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys)))


def test_a_note_in_arabic_stands_at_the_right_and_ends_above_who_wrote_it() -> None:
    font = fonts.interface(12.5)
    one = Words("ملاحظة", font, "black", lines=6, leading=1.06, paragraph=True)
    assert ink_of(one, 240).right() > 230
    assert ink_of(Words("Note 😀", font, "black", paragraph=True), 240).left() < 10
    many = Words("ملاحظة عن الشركة قلق ﷺ " * 9, font, "black", lines=6, paragraph=True)
    assert ink_of(many, 180).bottom() < painting.height_of(many, 180)
