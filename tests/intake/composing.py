"""Documents made up by chance: headings, lists in lists, tables, quotations, in many scripts."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

Kind = Literal["heading", "paragraph", "list", "table", "quotation", "code", "rule"]
Mark = Literal["", "strong", "emphasis", "code", "link", "strike"]

WORDS = (
    *("Slaviša", "Милановић", "هاتف", "טלפון", "電話", "โทรศัพท์", "फ़ोन", "Telefon", "šifra", "čeka"),
    *("😀", "👩‍🔬", "🇷🇸", "e\u0301a\u0308", "ﬁn", "İstanbul", "\u202eobrnuto\u202c", "a\u00a0b"),
    *("2024-02-21", "1.", "-", "*", "#", ">", "|", "_", "`", "[x]", "(y)", "<b", "&amp;", "]]>"),
    *(
        "\\par",
        "{",
        "}",
        '"',
        "'",
        "=1+1",
        "From",
        "--",
        "%",
        "TY  - X",
        "\ufdd0",
        "\x85",
        "\u2028",
    ),
)
SURE = frozenset({"Slaviša", "Милановић", "هاتف", "טלפון", "電話", "Telefon", "šifra", "čeka"})
"""The words that no format writes otherwise than they are."""
_MARKS: tuple[Mark, ...] = ("", "", "", "", "strong", "emphasis", "code", "link", "strike")
_KINDS: tuple[Kind, ...] = (
    "paragraph",
    "paragraph",
    "heading",
    "list",
    "table",
    "quotation",
    "code",
)
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one look."""

    words: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document: `pieces` for what holds words, `blocks` for what holds blocks.

    `rows` are a table's cells, `items` the entries of a list, `level` a heading's.
    """

    kind: Kind
    pieces: tuple[Piece, ...] = ()
    blocks: tuple[Block, ...] = ()
    items: tuple[tuple[Block, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 1

    def words(self) -> list[str]:
        """All words of it, in order."""
        own = [word for piece in self.pieces for word in piece.words.split(" ")]
        cells = [word for row in self.rows for cell in row for word in cell.split(" ")]
        inner = (*self.blocks, *(block for item in self.items for block in item))
        return [*own, *cells, *(word for block in inner for word in block.words())]


def document(chance: Random) -> tuple[Block, ...]:
    """Some blocks; the first holds a word of which no format makes another."""
    first = Block("paragraph", (Piece(chance.choice(sorted(SURE))),))
    return (first, *(block(chance) for _ in range(chance.randint(1, 7))))


def block(chance: Random, depth: int = 0) -> Block:
    kind: Kind = chance.choice(_KINDS) if depth < _DEEPEST else "paragraph"
    match kind:
        case "list":
            items = tuple(_blocks(chance, depth) for _ in range(chance.randint(1, 4)))
            return Block(kind, items=items, level=chance.randint(0, 1))
        case "quotation":
            return Block(kind, blocks=_blocks(chance, depth))
        case "table":
            width = chance.randint(1, 4)
            rows = (
                tuple(words(chance, 3) for _ in range(width)) for _ in range(chance.randint(1, 4))
            )
            return Block(kind, rows=tuple(rows))
        case "code":
            return Block(kind, (Piece(words(chance, 6)),))
    pieces = tuple(
        Piece(words(chance, 5), chance.choice(_MARKS)) for _ in range(chance.randint(1, 4))
    )
    return Block(kind, pieces, level=chance.randint(1, 6))


def _blocks(chance: Random, depth: int) -> tuple[Block, ...]:
    return tuple(block(chance, depth + 1) for _ in range(chance.randint(1, 2)))


def words(chance: Random, most: int) -> str:
    """At least one word."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))
