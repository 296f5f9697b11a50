"""Where a code point of the text stands in the document: bisection over display pieces."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from archivist.text import astral, from_utf16, to_utf16


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` of one leaf, shown from the document position `position` on."""

    start: int
    end: int
    position: int
    leaf: int
    astrals: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """The document position behind the piece's last character."""
        return self.position + to_utf16(self.end - self.start, self.astrals)


class Positions:
    """The pieces of a page in order; grows while the page is built.

    Document positions count UTF-16 units and hold the heading, the block borders and the hidden
    characters of tables; offsets count code points of the stored text and hold none of these.
    """

    def __init__(self) -> None:
        """A map of an empty page."""
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        self._documents: list[int] = []

    def __len__(self) -> int:
        """The number of pieces built so far."""
        return len(self._pieces)

    @property
    def covered(self) -> int:
        """The code point behind the last piece; -1 when there is none."""
        return self._pieces[-1].end if self._pieces else -1

    def add(self, text: str, start: int, end: int, *, position: int, leaf: int) -> None:
        """Note that `text[start:end]` stands at `position`; pieces come in order."""
        astrals = () if text.isascii() else astral(text, start, end)
        self._pieces.append(Piece(start, end, position, leaf, astrals))
        self._starts.append(start)
        self._documents.append(position)

    def to_document(self, offset: int) -> int:
        """The document position of the code point `offset`; on a cut, behind the cut."""
        return self._place(offset, bisect_right(self._starts, offset) - 1)

    def end_to_document(self, offset: int) -> int:
        """The document position where a range ending at `offset` ends; on a cut, before it."""
        index = bisect_left(self._starts, offset) - 1
        if 0 <= index < len(self._pieces) and self._pieces[index].end < offset:
            index += 1  # an empty piece: the range ends on it, not on the separator before it
        return self._place(offset, index)

    def from_document(self, position: int) -> int:
        """The code point offset at `position`, clamped to the text; inside a pair, its start."""
        index = bisect_right(self._documents, position) - 1
        if index < 0:
            return 0
        piece = self._pieces[index]
        return min(piece.end, piece.start + from_utf16(position - piece.position, piece.astrals))

    def piece_at(self, position: int) -> Piece | None:
        """The piece that holds the document position, or None in the heading."""
        index = bisect_right(self._documents, position) - 1
        return self._pieces[index] if index >= 0 else None

    def of_leaves(self, first: int, last: int) -> tuple[Piece, ...]:
        """The built pieces of the leaves `first` to `last`, both included."""
        low = bisect_left(self._pieces, first, key=lambda piece: piece.leaf)
        high = bisect_right(self._pieces, last, key=lambda piece: piece.leaf)
        return tuple(self._pieces[low:high])

    def _place(self, offset: int, index: int) -> int:
        if not self._pieces:
            return 0
        piece = self._pieces[max(0, min(index, len(self._pieces) - 1))]
        within = max(0, min(offset, piece.end) - piece.start)
        return piece.position + to_utf16(within, piece.astrals)
