"""Canonical text with its leaves and spans, and the one border crossing to UTF-16.

Every offset in Archivist counts code points of a canonical text. Qt counts UTF-16 units;
`to_utf16` and `from_utf16` are the only places where the two meet.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

LeafKind = Literal["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "quote", "code", "cell", "rule"]
Role = Literal["main", "header", "boilerplate", "hidden"]
SpanKind = Literal["strong", "emphasis", "code", "link", "strike"]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Characters Qt would drop, swap or turn into line breaks, and those no text may hold:
# controls but tab and line feed, lone surrogates, the noncharacters, the byte order mark,
# and the object replacement character.
_ALIEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]"
)
_HIDDEN_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One block of a text: `text[start:end]`, shown as one paragraph.

    Leaves are in order, do not overlap, and cover the text but for the one separator between
    neighbours: a line feed, or a tab between two cells of a table row. A `rule` is empty.

    `depth` is the nesting of a list item (1 is outermost), `marker` the mark painted beside it
    (never part of the text), `quoted` the number of quotations around the leaf. Cells carry the
    number of their table in the text (from 1), their row and column (from 0).
    """

    kind: LeafKind
    start: int
    end: int
    role: Role = "main"
    depth: int = 0
    marker: str = ""
    quoted: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Inline markup over `text[start:end]`; `value` is a link's address, shown and never opened."""

    kind: SpanKind
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class StructuredText:
    """A canonical text with its leaves and spans."""

    text: str
    leaves: tuple[Leaf, ...]
    spans: tuple[Span, ...] = ()


def canonical(raw: str) -> str:
    r"""The text that offsets count in: LF line ends, no byte order mark, nothing Qt would alter.

    CR, CRLF, VT, FF, NEL, U+2028 and U+2029 are one line end each; characters no text may hold
    become U+FFFD one for one; a leading U+FEFF is dropped. Nothing is normalised.

    >>> canonical("\ufeffa\r\nb\x00")
    'a\nb�'
    """
    # What is printable but for line feeds needs no search; of the alien ones, only U+FFFC is.
    if raw.replace("\n", "").isprintable() and "\ufffc" not in raw:
        return raw
    return _ALIEN.sub(REPLACEMENT, _LINE_END.sub("\n", raw.removeprefix("\ufeff")))


def has_hidden_direction(text: str) -> bool:
    """Whether the text holds marks that override direction and can show words reordered."""
    return _HIDDEN_DIRECTION.search(text) is not None


def astral(text: str, start: int = 0, end: int | None = None) -> tuple[int, ...]:
    """Offsets, relative to `start`, of the characters that take two UTF-16 units."""
    stop = len(text) if end is None else end
    return tuple(found.start() - start for found in _ASTRAL.finditer(text, start, stop))


def to_utf16(offset: int, astrals: tuple[int, ...]) -> int:
    """UTF-16 units before the code point `offset`, given the text's `astral` offsets."""
    return offset + bisect_left(astrals, offset)


def from_utf16(units: int, astrals: tuple[int, ...]) -> int:
    """Code points before UTF-16 position `units`; inside a surrogate pair, the pair's start."""
    low, high = 0, len(astrals)
    while low < high:
        middle = (low + high) // 2
        if astrals[middle] + middle + 1 < units:
            low = middle + 1
        else:
            high = middle
    if low < len(astrals) and astrals[low] + low + 1 == units:
        return astrals[low]
    return units - low


def leaf_at(leaves: tuple[Leaf, ...], offset: int) -> int:
    """Index of the leaf that holds `offset`; a separator belongs to the leaf before it."""
    return max(0, bisect_right(leaves, offset, key=lambda leaf: leaf.start) - 1)


def paragraphs(leaves: tuple[Leaf, ...]) -> tuple[int, ...]:
    """The paragraph number of each leaf, from 1: one a table row, 0 for what shows no words."""
    numbers: list[int] = []
    last, row = 0, (0, -1)
    for leaf in leaves:
        if leaf.kind == "cell":
            if (leaf.table, leaf.row) != row:
                last += 1
            row = (leaf.table, leaf.row)
            numbers.append(last)
        elif leaf.kind == "rule" or leaf.start == leaf.end:
            numbers.append(0)
        else:
            last += 1
            numbers.append(last)
    return tuple(numbers)


def span_of_paragraphs(
    leaves: tuple[Leaf, ...], numbers: tuple[int, ...], start: int, end: int
) -> tuple[int, int]:
    """First and last paragraph with words of the passage `start` to `end`; 0 and 0 without any."""
    first, last = leaf_at(leaves, start), leaf_at(leaves, end)
    touched = [
        number
        for leaf, number in zip(leaves[first : last + 1], numbers[first : last + 1], strict=True)
        if number and leaf.start < end and start < leaf.end
    ]
    return (touched[0], touched[-1]) if touched else (0, 0)


def lines(text: str) -> StructuredText:
    """`text` with a paragraph a line: the structure of plain text."""
    return StructuredText(text, tuple(_line_leaves(text.split("\n"))))


def _line_leaves(parts: Iterable[str]) -> Iterable[Leaf]:
    start = 0
    for part in parts:
        yield Leaf("p", start, start + len(part))
        start += len(part) + 1
