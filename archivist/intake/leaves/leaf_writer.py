"""Leaves and spans from running words: white space made single, lines ended, the hidden set aside.

Whoever walks a tree of markup tells what stands where; the writer lays it out as canonical text.
White space between words waits until the next word comes, so that no leaf begins or ends in it.
"""

import re
from dataclasses import dataclass, field, replace

from archivist.text import Leaf, LeafKind, Role, Span, SpanKind, StructuredText

DEEPEST = 16
"""The deepest nesting of lists and quotations that is told; what lies deeper stands as deep."""

_BLANK = " \t\n\r\f"
# Letters and marks; a leaf of nothing but white space and zero-width characters is none.
_VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Style:
    """What the next leaf will be; the fields are those of `Leaf`."""

    kind: LeafKind = "p"
    depth: int = 0
    quoted: int = 0
    role: Role = "main"
    verbatim: bool = False


PLAIN = Style()


# Start, end as a negative number, kind and value: in this order they sort outermost first.
_Mark = tuple[int, int, SpanKind, str]


@dataclass(slots=True)
class _Piece:
    """A leaf whose place in the text is not known yet; its spans count from its own start."""

    words: str
    spans: list[_Mark]
    style: Style
    marker: str = ""
    place: str = ""
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class _Opened:
    kind: SpanKind
    value: str
    start: int = -1  # not begun: no word since it was opened


@dataclass(slots=True)
class _Line:
    """The leaf being written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    waiting: str = ""
    spans: list[_Mark] = field(default_factory=list)
    opened: list[_Opened] = field(default_factory=list)
    cell: tuple[int, int, int] | None = None

    def add(self, words: str) -> None:
        if self.waiting and self.length:
            self.parts.append(self.waiting)
            self.length += 1
        self.waiting = ""
        for span in self.opened:
            if span.start < 0:
                span.start = self.length
        self.parts.append(words)
        self.length += len(words)

    def finish(self, span: _Opened) -> None:
        if 0 <= span.start < self.length:
            self.spans.append((span.start, -self.length, span.kind, span.value))
        span.start = -1


class LeafWriter:
    """Leaves written one after the other."""

    def __init__(self) -> None:
        self.style = PLAIN
        self.marker = ""
        self.place = ""
        self._pieces: list[_Piece] = []
        self._asides: list[_Piece] = []
        self._line = _Line()
        self._outer: tuple[_Line, str] | None = None
        self._in_table = self._rows_begun = False

    def words(self, text: str) -> None:
        """Running text, in which white space is one space."""
        words = _with_single_spaces(text)
        inner = words.strip(" ")
        line = self._line
        if words[:1] == " ":
            line.waiting = line.waiting or " "
        if inner:
            line.add(inner)
            if words[-1] == " ":
                line.waiting = " "

    def verbatim(self, text: str) -> None:
        """Text in which every space and line end counts."""
        if text:
            self._line.add(text)

    def space(self) -> None:
        """White space, whether or not the markup has it."""
        self._line.waiting = self._line.waiting or " "

    def break_line(self) -> None:
        """A line end inside the leaf; the second one in a row ends the leaf."""
        line = self._line
        if self.style.verbatim:
            line.add("\n")
        elif line.waiting == "\n":
            self.end_leaf()
        else:
            line.waiting = "\n"

    def open(self, kind: SpanKind, value: str = "") -> bool:
        """Begin inline markup; `False` when the same kind is open already and nothing is begun."""
        if any(span.kind == kind for span in self._line.opened):
            return False
        self._line.opened.append(_Opened(kind, value))
        return True

    def close(self, kind: SpanKind) -> None:
        """End the inline markup of that kind."""
        line = self._line
        for span in line.opened:
            if span.kind == kind:
                line.finish(span)
        line.opened = [span for span in line.opened if span.kind != kind]

    def end_leaf(self) -> None:
        """What follows stands in another block; in a cell or verbatim text, on another line."""
        line = self._line
        if line.cell is not None or self.style.verbatim:
            if line.parts and not line.parts[-1].endswith("\n"):
                line.waiting = "\n"
            return
        self._flush()

    def end_block(self) -> None:
        """End the leaf even where its white space counts, unless it is a cell's."""
        if self._line.cell is None:
            self._flush()

    def rule(self) -> None:
        """A rule between blocks."""
        self.end_leaf()
        if self._line.cell is None and not self.style.verbatim:
            self._keep(_Piece("", [], replace(self.style, kind="rule"), place=self.place))

    def begin_table(self) -> None:
        """The cells that follow are of one table; what is hidden among them comes after it."""
        self._flush()
        self._in_table, self._rows_begun = True, False

    def end_table(self) -> None:
        """The table is over."""
        self._in_table = False
        self._drain()

    def begin_cell(self, table: int, row: int, column: int) -> None:
        """What follows, blocks and all, is one cell."""
        self._flush()
        self._rows_begun = True
        self._line.cell = (table, row, column)

    def end_cell(self) -> None:
        """The cell is over, with words or without."""
        self._flush()
        self._line.cell = None

    def begin_hidden(self) -> None:
        """What follows is hidden: it becomes leaves of its own after the one it stands in."""
        opened = [_Opened(span.kind, span.value) for span in self._line.opened]
        self._outer = (self._line, self.marker)
        self._line = _Line(opened=opened)
        self.marker = ""
        self.style = replace(self.style, role="hidden", verbatim=False)

    def end_hidden(self, style: Style) -> None:
        """What follows is seen again, in that style."""
        self._flush()
        if self._outer is not None:
            self._line, self.marker = self._outer
            self._outer = None
        self.style = style
        if not self._line.parts:
            self._drain()

    def structured(self) -> StructuredText:
        """The text of all that was written."""
        self._flush()
        self._in_table = False
        self._drain()
        return _laid_out(self._pieces)

    def places(self) -> tuple[str, ...]:
        """The place of each leaf, once all is written."""
        return tuple(piece.place for piece in self._pieces)

    def _flush(self) -> None:
        line = self._line
        words = "".join(line.parts)
        for span in line.opened:
            line.finish(span)
        if line.cell is not None or _VISIBLE.search(words):
            self._keep(self._piece(words, line))
        self._line = _Line(opened=line.opened, cell=line.cell)
        if line.parts:
            self._drain()

    def _piece(self, words: str, line: _Line) -> _Piece:
        shorter = words.strip("\n") if self.style.kind == "code" else words.strip(_BLANK)
        cut = words.find(shorter)
        spans = line.spans if len(shorter) == len(words) else _cut(line.spans, cut, len(shorter))
        spans.sort()
        if line.cell is not None:
            table, row, column = line.cell
            style = self.style
            cell = Style("cell", style.depth, style.quoted, style.role)
            return _Piece(shorter, spans, cell, "", self.place, table, row, column)
        marker, self.marker = self.marker, ""
        return _Piece(shorter, spans, self.style, marker, self.place)

    def _keep(self, piece: _Piece) -> None:
        between_cells = self._in_table and not piece.table and self._rows_begun
        aside = between_cells or self._outer is not None
        (self._asides if aside else self._pieces).append(piece)

    def _drain(self) -> None:
        """Put what was set aside after what it stood in."""
        if self._outer is None and not self._in_table:
            self._pieces += self._asides
            self._asides = []


def _with_single_spaces(text: str) -> str:
    # A substitution would hold a string for every word of a page of 30 MB.
    for blank in "\t\n\r\f":
        if blank in text:
            text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _cut(marks: list[_Mark], before: int, length: int) -> list[_Mark]:
    """The marks of a leaf that lost `before` characters at its start and is `length` long."""
    return [
        (max(0, start - before), max(-length, ending + before), kind, value)
        for start, ending, kind, value in marks
        if max(0, start - before) < min(length, -ending - before)
    ]


def _laid_out(pieces: list[_Piece]) -> StructuredText:
    parts: list[str] = []
    leaves: list[Leaf] = []
    spans: list[Span] = []
    position = 0
    last: tuple[int, int] | None = None
    for piece in pieces:
        place = (piece.table, piece.row) if piece.style.kind == "cell" else None
        if leaves:
            parts.append("\t" if place is not None and place == last else "\n")
            position += 1
        last = place
        parts.append(piece.words)
        leaves.append(_leaf(piece, position))
        spans += (
            Span(kind, start + position, position - ending, value)
            for start, ending, kind, value in piece.spans
        )
        position += len(piece.words)
    return StructuredText("".join(parts), tuple(leaves), tuple(spans))


def _leaf(piece: _Piece, start: int) -> Leaf:
    style = piece.style
    return Leaf(
        style.kind,
        start,
        start + len(piece.words),
        style.role,
        min(style.depth, DEEPEST),
        piece.marker,
        min(style.quoted, DEEPEST),
        piece.table,
        piece.row,
        piece.column,
    )
