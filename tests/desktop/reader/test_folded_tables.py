"""A fold may begin, end or lie anywhere in a table: what follows stays where it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSizeF

from archivist.desktop.reader.page import Fold
from archivist.desktop.reader.printing import Printed, Sheaf
from archivist.desktop.reader.typography import Heading, Typography
from tests.desktop.reader.conftest import assemble

if TYPE_CHECKING:
    from archivist.desktop.reader.reader import Reader

Parts = tuple[tuple[str, str, dict[str, int | str]], ...]

MENU: Parts = tuple(
    ("cell", f"Menü {row}.{column} 📱", {"table": 1, "row": row, "column": column})
    for row in range(4)
    for column in range(3)
)
STORY: Parts = tuple(("p", f"Paragraph {n} on Slaviša’s\r\nphone.", {}) for n in range(5))
SITE = assemble((("p", "A family 😀 menu", {}), *MENU, *STORY))
# All of the table; some rows; from the middle of one row into another; over its end.
FOLDS = pytest.mark.parametrize("fold", [(1, 12), (4, 9), (5, 8), (11, 13), (0, 17), (12, 12)])


def in_sight(reader: Reader) -> set[int]:
    """The leaves whose words stand in view."""
    shown = [block.position() for block, _ in reader._page.blocks.in_view(reader._view())]
    pieces = reader._page.positions.of_leaves(0, len(SITE.leaves))
    block_of = reader.document().findBlock
    return {each.leaf for each in pieces if block_of(each.position).position() in shown}


@FOLDS
def test_what_is_folded_away_in_a_table_is_hidden_and_all_else_is_in_view(
    reader: Reader, fold: tuple[int, int]
) -> None:
    reader.resize(760, 1600)
    every = set(range(len(SITE.leaves)))
    folded = set(range(fold[0], fold[1] + 1))
    reader.show_article(Heading("K", "T"), SITE, folded=(fold,))
    for hidden in (True, False, True):
        reader.hide_folds(hidden=hidden)
        assert in_sight(reader) == (every - folded if hidden else every)
        assert reader.document().size().height() < 1600


@FOLDS
def test_paper_has_what_is_not_folded_and_no_blank_sheets(fold: tuple[int, int]) -> None:
    made = Sheaf(
        Printed(
            heading=Heading("K", "T"),
            text=SITE,
            folds=(Fold(*fold),),
            marks=(),
            head=("T", "digest"),
            foot="foot",
            folded="{count} folded",
            page="{number} of {count}",
            listed="Marks",
            about="About",
        ),
        Typography(size=14),
        QSizeF(794, 1123),
    )
    assert made.count == 1
    lines, block = [], made.document.begin()
    while block.isValid():
        if block.isVisible():
            lines.append(block.text())
        block = block.next()
    printed = "\n".join(lines).replace("\u2028", "\n")
    for index, leaf in enumerate(SITE.leaves):
        words = SITE.text[leaf.start : leaf.end]
        assert (words in printed) != (fold[0] <= index <= fold[1])
    assert f"{fold[1] - fold[0] + 1} folded" in lines
