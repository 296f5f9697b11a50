"""The page: a QTextDocument built by cursor from leaves and spans, a slice at a time."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)

from archivist.desktop.reader.blocks import Blocks
from archivist.desktop.reader.pieces import LIMIT, cut
from archivist.desktop.reader.positions import Positions
from archivist.desktop.reader.typography import Heading, Style, indent
from archivist.text import Leaf, Span, SpanKind, StructuredText

# Qt lays a table out as a whole, however little of it is in view: longer ones become rows of tabs.
_MOST_CELLS = 2000
# For each table that is added Qt looks through the whole document; behind these they are rows.
_MOST_TABLES = 100
# Farther down than any page reaches, and still a number to Qt, which counts to 33 million.
_OUT_OF_REACH = 3e7
_LINE_SEPARATOR = "\u2028"
_STRONG = {"L": False, "R": True, "AL": True}

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A character that makes the visual order of its line differ from the stored one."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of leaves, `first` and `last` included, that can be folded away.

    A line on the page stands before it and says so, unless it is `silent`.
    """

    first: int
    last: int
    hidden: bool = True
    silent: bool = False

    @property
    def leaves(self) -> int:
        """How many leaves it holds."""
        return self.last - self.first + 1

    def holds(self, leaf: int) -> bool:
        """Whether a leaf belongs to it."""
        return self.first <= leaf <= self.last


def _first(fold: Fold) -> int:
    return fold.first


class Page:
    """The document of one article and the map of its positions.

    Built front to back: `build` adds leaves while it is told to go on, `build_to` adds what is
    needed to show an offset. Positions of built text never change.
    """

    def __init__(
        self,
        document: QTextDocument,
        heading: Heading,
        text: StructuredText,
        style: Style,
        *,
        folds: tuple[Fold, ...] = (),
    ) -> None:
        """The page with its heading and none of the text yet; `folds` do not overlap."""
        self.document = document
        self.structure = text
        self.style = style
        self.positions = Positions()
        self.folds = tuple(sorted(folds, key=_first))
        # Where the lines stand that tell of a fold: document position and index of the fold.
        self.fold_lines: dict[int, int] = {}
        self.has_tables = any(leaf.table for leaf in text.leaves)
        self.blocks = Blocks(document, tables=self.has_tables)
        self._finished = not text.leaves
        self._tables = 0
        self._steps = self._pieces()
        self._spans = _SpanWalk(text.spans)
        self._cursor = QTextCursor(document)
        # Whether the last block of the document is empty and waits for the next leaf.
        self._open = True
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        for words, block, letters in style.heading(heading):
            self._begin_block(block, letters)
            self._cursor.insertText(words.replace("\n", " "), letters)

    @property
    def finished(self) -> bool:
        """Whether every leaf stands in the document."""
        return self._finished

    @property
    def covered(self) -> int:
        """The code points of the text that stand in the document, from its start."""
        return self.positions.covered

    def build(self, go_on: Callable[[], bool]) -> None:
        """Add pieces until the text ends or `go_on` says no; it is asked after each of them."""
        if self._finished:
            return
        self._cursor.beginEditBlock()
        try:
            for _ in self._steps:
                if not go_on():
                    return
            self._finished = True
        finally:
            self._cursor.endEditBlock()

    def build_to(self, offset: int) -> None:
        """Add pieces until the one that holds the code point `offset` is there."""
        if self.covered <= offset:
            self.build(lambda: self.covered <= offset)

    def fold_over(self, leaf: int) -> int | None:
        """The index of the fold that hides a leaf now, or None when it is in view."""
        index = self._fold_of(leaf)
        return index if index is not None and self.folds[index].hidden else None

    def _fold_of(self, leaf: int) -> int | None:
        index = bisect_right(self.folds, leaf, key=_first) - 1
        return index if index >= 0 and self.folds[index].holds(leaf) else None

    def hide_fold(self, index: int, *, hidden: bool) -> None:
        """Hide the leaves of one fold, or show them; positions stay as they are."""
        fold = replace(self.folds[index], hidden=hidden)
        self.folds = (*self.folds[:index], fold, *self.folds[index + 1 :])
        pieces = self.positions.of_leaves(fold.first, fold.last)
        for piece in pieces:
            _show(self.document.findBlock(piece.position), hidden=hidden)
        if pieces:
            start = pieces[0].position
            self.document.markContentsDirty(start, pieces[-1].last - start + 1)

    def _pieces(self) -> Iterator[None]:
        """Adds the leaves, pausing after each piece of a leaf, each row or each table."""
        leaves = self.structure.leaves
        index = 0
        while index < len(leaves):
            if not leaves[index].table:
                self._announce_folds(index, index + 1)
                yield from self._add_pieces(leaves[index], index, self._cursor, self._begin_block)
                index += 1
                continue
            cells = tuple(takewhile(_of_table(leaves[index].table), islice(leaves, index, None)))
            self._tables += 1
            if self._stands_in_rows(cells, index):
                yield from self._add_rows(cells, index)
            else:
                self._add_table(cells, index)
                yield
            index += len(cells)

    def _stands_in_rows(self, cells: tuple[Leaf, ...], first: int) -> bool:
        """Whether a table is too much for Qt, which also makes room for what is hidden in one."""
        at = bisect_left(self.folds, first + len(cells), key=_first) - 1
        folded = at >= 0 and self.folds[at].last >= first
        crowded = len(cells) > _MOST_CELLS or self._tables > _MOST_TABLES
        return folded or crowded or not self.style.has_room(cells[0], _columns(cells))

    def _announce_folds(self, start: int, stop: int) -> None:
        """Adds an empty line for each fold that begins with a leaf from `start` to `stop`."""
        low = bisect_left(self.folds, start, key=_first)
        high = bisect_left(self.folds, stop, key=_first)
        for index in range(low, high):
            if not self.folds[index].silent:
                self._begin_block(*self.style.fold_line())
                self.fold_lines[self._cursor.position()] = index

    def _add_pieces(
        self,
        leaf: Leaf,
        index: int,
        cursor: QTextCursor,
        begin: Callable[[QTextBlockFormat, QTextCharFormat], None],
    ) -> Iterator[None]:
        text, letters = self.structure.text, self.style.text(leaf)
        direction = _right_to_left(text, leaf)
        for start, end in cut(text, leaf.start, leaf.end):
            block = self.style.block(
                leaf,
                right_to_left=direction,
                first=start == leaf.start,
                last=end == leaf.end,
            )
            begin(block, letters)
            if self.fold_over(index) is not None:
                _show(cursor.block(), hidden=True)
            self._insert(cursor, leaf, index, start, end)
            yield

    def _insert(self, cursor: QTextCursor, leaf: Leaf, index: int, start: int, end: int) -> None:
        text = self.structure.text
        self.positions.add(text, start, end, position=cursor.position(), leaf=index)
        for first, last, kinds in self._spans.runs(start, end):
            words = text[first:last].replace("\n", _LINE_SEPARATOR)
            cursor.insertText(words, self.style.text(leaf, kinds))

    def _begin_block(self, block: QTextBlockFormat, letters: QTextCharFormat) -> None:
        if self._open:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(letters)
        else:
            self._cursor.insertBlock(block, letters)
        self._open = False

    def _add_table(self, cells: tuple[Leaf, ...], first: int) -> None:
        rows = max(cell.row for cell in cells) + 1
        columns = _columns(cells)
        table = self._cursor.insertTable(
            rows, columns, self.style.table(columns, indent=indent(cells[0]))
        )
        for index, leaf in enumerate(cells, first):
            self._fill(table, leaf, index)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        block, letters = self.style.gap()
        self._cursor.setBlockFormat(block)
        self._cursor.setBlockCharFormat(letters)
        self._open = True

    def _fill(self, table: QTextTable, leaf: Leaf, index: int) -> None:
        cell = table.cellAt(leaf.row, leaf.column)
        cell.setFormat(self.style.cell(leaf))
        cursor = cell.firstCursorPosition()
        opened = False

        def begin(block: QTextBlockFormat, letters: QTextCharFormat) -> None:
            nonlocal opened
            if opened:
                cursor.insertBlock(block, letters)
            else:
                # The character format of a cell's first block is the format of the cell.
                cursor.setBlockFormat(block)
            opened = True

        for _ in self._add_pieces(leaf, index, cursor, begin):
            pass

    def _add_rows(self, cells: tuple[Leaf, ...], first: int) -> Iterator[None]:
        columns = _columns(cells)
        width = 0
        fold = None
        for index, leaf in enumerate(cells, first):
            width += leaf.end - leaf.start + 1
            self._announce_folds(index, index + 1)
            before, fold = fold, self._fold_of(index)
            if leaf.column == 0 or width > LIMIT or index == first or before != fold:
                width = leaf.end - leaf.start + 1
                self._begin_row(leaf, index, columns)
            else:
                self._cursor.insertText("\t", self.style.text(leaf))
            self._insert_cell(leaf, index)
            yield

    def _begin_row(self, leaf: Leaf, index: int, columns: int) -> None:
        block = self.style.row(
            leaf, columns, right_to_left=_right_to_left(self.structure.text, leaf)
        )
        self._begin_block(block, self.style.text(leaf))
        if self.fold_over(index) is not None:
            _show(self._cursor.block(), hidden=True)

    def _insert_cell(self, leaf: Leaf, index: int) -> None:
        ranges = tuple(cut(self.structure.text, leaf.start, leaf.end))
        for number, (start, end) in enumerate(ranges):
            if number:
                self._begin_row(leaf, index, 1)
            self._insert(self._cursor, leaf, index, start, end)


class _SpanWalk:
    """The spans over consecutive ranges; looks at each span once, front to back."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._waiting = sorted(spans, key=lambda span: span.start)
        self._at = 0
        self._active: list[Span] = []

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, frozenset[SpanKind]]]:
        """Ranges that cover `start` to `end`, each under one set of spans."""
        upto = bisect_right(self._waiting, end, lo=self._at, key=lambda span: span.start)
        self._active += self._waiting[self._at : upto]
        self._at = upto
        self._active = [span for span in self._active if span.end > start]
        if not self._active:
            if end > start:
                yield start, end, frozenset()
            return
        borders = {start, end}
        for span in self._active:
            borders.update(place for place in (span.start, span.end) if start < place < end)
        for low, high in pairwise(sorted(borders)):
            kinds = frozenset(s.kind for s in self._active if s.start <= low and s.end >= high)
            yield low, high, kinds


def _show(block: QTextBlock, *, hidden: bool) -> None:
    block.setVisible(not hidden)
    if hidden:
        # Qt looks for the block under a point also among hidden ones, where they last stood.
        block.layout().setPosition(QPointF(0, _OUT_OF_REACH))


def _of_table(table: int) -> Callable[[Leaf], bool]:
    return lambda leaf: leaf.table == table


def _columns(cells: tuple[Leaf, ...]) -> int:
    return max(cell.column for cell in cells) + 1


def _right_to_left(text: str, leaf: Leaf) -> bool:
    """Whether the first strong character of a leaf runs from right to left."""
    if RIGHT_TO_LEFT.search(text, leaf.start, leaf.end) is None:
        return False
    for place in range(leaf.start, leaf.end):
        direction = _STRONG.get(unicodedata.bidirectional(text[place]))
        if direction is not None:
            return direction
    return False
