"""Blocks found near the ones found last are those a look through all of them finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF

from archivist.desktop.reader.geometry import character_at
from archivist.desktop.reader.typography import Heading
from archivist.text import lines
from tests.desktop.reader.conftest import PARTS, assemble

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.desktop.reader.reader import Reader

CELL = "a cell 😀 with words enough for several lines of it, and more "
TABLE: tuple[tuple[str, str, dict[str, int | str]], ...] = tuple(
    ("cell", CELL * (n % 3), {"table": 2, "row": n // 2, "column": n % 2}) for n in range(12)
)


@pytest.fixture
def mixed(reader: Reader) -> Reader:
    """Every kind of leaf, some folded, and a table with cells of different heights."""
    reader.resize(500, 300)
    text = assemble((*PARTS, *TABLE, ("p", "And a word behind 🚗.", {})))
    reader.show_article(Heading("K", "T"), text, folded=((2, 3),), silent=((14, 15),))
    return reader


def slowly(reader: Reader, view: QRectF) -> list[int]:
    """The positions of the visible blocks that meet a view."""
    block, found = reader.document().firstBlock(), []
    while block.isValid():
        area = reader._page.blocks.area(block)
        if block.isVisible() and area.intersects(view):
            found.append(block.position())
        block = block.next()
    return found


def test_the_blocks_in_view_are_all_there_wherever_one_looked_before(mixed: Reader) -> None:
    height = int(mixed.document().size().height())
    for start in (0, height, height // 2):
        for step in (7, 61, 333):
            for y in [*range(0, height, step), *range(height, 0, -step)]:
                view = QRectF(0, (start + y) % height, 500, 300)
                found = [block.position() for block, _ in mixed._page.blocks.in_view(view)]
                assert set(slowly(mixed, view)) <= set(found)
                assert found == sorted(set(found))


def test_few_blocks_are_looked_at_that_are_not_in_view(reader: Reader) -> None:
    reader.show_article(Heading(), lines("\n".join(f"Paragraph {n} 📱" for n in range(120))))
    view = QRectF(0, 1500, 700, 300)
    found = list(reader._page.blocks.in_view(view))
    assert len(found) <= len(slowly(reader, view)) + 2


def test_a_character_is_under_its_point_and_none_is_between_paragraphs(mixed: Reader) -> None:
    block, area = next(
        each
        for each in mixed._page.blocks.in_view(QRectF(0, 0, 500, 900))
        if each[0].text().startswith("a first point")
    )
    inside = QPointF(area.left() + block.layout().lineAt(0).x() + 3, area.center().y())
    assert character_at(mixed._page.blocks, inside) == block.position()
    below = mixed._page.blocks.area(block.next()).top()
    assert (
        character_at(mixed._page.blocks, QPointF(inside.x(), (area.bottom() + below) / 2)) is None
    )


def test_behind_a_hundred_tables_a_table_is_rows_and_its_words_are_all_there(
    qtbot: QtBot, reader: Reader
) -> None:
    cells = tuple(
        ("cell", f"cell {n} 😀", {"table": n // 4 + 1, "row": n % 4 // 2, "column": n % 2})
        for n in range(4 * 103)
    )
    text = assemble((("p", "a family of tables", {}), *cells))  # type: ignore[arg-type] # no strings
    reader.show_article(Heading(), text)
    qtbot.waitUntil(lambda: reader.finished)
    frames = reader.document().rootFrame().childFrames()
    assert len(frames) == 100
    last = text.text.index("cell 411")
    reader.select(last, last + 8)
    assert reader.selection() == (last, last + 8)
    assert reader.textCursor().selectedText() == "cell 411"
