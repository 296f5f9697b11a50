"""Where the words of a text stand on the pages they came from.

A box is four whole numbers, in tenths of a point from the top left corner of its page as a person
sees it: turned and cut as the file says. Offsets are code points of the canonical text.
"""

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

POINTS = 72
"""Points to the inch."""
UNITS = 10
"""Units of a box to the point."""


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]`, letters without a space between them, and its box."""

    start: int
    end: int
    left: int
    top: int
    right: int
    bottom: int


_WORD = struct.Struct("<6I")
_PAGE = struct.Struct("<4IB")


class Words(Sequence[Word]):
    """Words as they are read, each in 24 bytes: a thick book has millions."""

    __slots__ = ("_rows",)

    def __init__(self, rows: bytes = b"") -> None:
        self._rows = rows

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int, int, int, int]]) -> "Words":
        """The words with these starts, ends and boxes."""
        return cls(b"".join(_WORD.pack(*row) for row in rows))

    @overload
    def __getitem__(self, place: int) -> Word: ...

    @overload
    def __getitem__(self, place: slice) -> "Words": ...

    def __getitem__(self, place: int | slice) -> "Word | Words":
        """One word, or some of them that follow each other."""
        if isinstance(place, slice):
            first, last, _step = place.indices(len(self))
            return Words(self._rows[first * _WORD.size : last * _WORD.size])
        return Word(*_WORD.unpack_from(self._rows, range(len(self))[place] * _WORD.size))

    def __iter__(self) -> Iterator[Word]:
        """The words, in order."""
        return (Word(*row) for row in self.rows())

    def __len__(self) -> int:
        """How many they are."""
        return len(self._rows) // _WORD.size

    def __eq__(self, other: object) -> bool:
        """Whether the other holds the same words in the same order."""
        if isinstance(other, Words):
            return self._rows == other._rows
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        """The same for the same words."""
        return hash(tuple(self))

    def rows(self) -> Iterator[tuple[int, int, int, int, int, int]]:
        """Start, end and box of each word."""
        return _WORD.iter_unpack(self._rows)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the code point its text begins at, its size, and its words as they are read.

    `recognised` says that words were not found in the file but looked for in the picture of the
    page.
    """

    start: int
    width: int
    height: int
    words: Sequence[Word] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a line on a page; `page` counts from 0."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a text, in order."""

    pages: tuple[Page, ...]

    @classmethod
    def unpacked(cls, packed: bytes) -> "Layout":
        """The layout that `packed` wrote. Raises `ValueError` for other bytes."""
        pages: list[Page] = []
        at = 0
        try:
            while at < len(packed):
                start, width, height, count, recognised = _PAGE.unpack_from(packed, at)
                at += _PAGE.size
                rows = packed[at : at + count * _WORD.size]
                at += count * _WORD.size
                pages.append(Page(start, width, height, Words(rows), recognised == 1))
        except struct.error:
            at = -1
        if at != len(packed):
            raise ValueError("no layout")
        return cls(tuple(pages))

    def packed(self) -> bytes:
        """The layout as bytes."""
        return b"".join(
            _PAGE.pack(page.start, page.width, page.height, len(page.words), page.recognised)
            + b"".join(_rows_of(page.words))
            for page in self.pages
        )

    def fits(self, text: str) -> bool:
        """Whether pages and words are in order, words inside the text and inside their page."""
        starts = [page.start for page in self.pages]
        ends = [*starts[1:], len(text)]
        if starts != sorted(starts) or max(starts, default=0) > len(text):
            return False
        return all(_in_order(page, end) for page, end in zip(self.pages, ends, strict=False))

    def page_of(self, offset: int) -> int:
        """The page, from 0, on which the character at `offset` stands."""
        return max(0, bisect_right(self.pages, offset, key=lambda page: page.start) - 1)

    def pages_of(self, start: int, end: int) -> tuple[int, int]:
        """First and last page of the passage `start` to `end`, counted from 1 as people do."""
        return self.page_of(start) + 1, self.page_of(max(start, end - 1)) + 1

    def span_of(self, page: int, length: int) -> tuple[int, int]:
        """Where in a text of that length the text of a page begins and ends."""
        start = self.pages[page].start
        following = self.pages[page + 1].start if page + 1 < len(self.pages) else length
        # One separator stands between the texts of two pages, and none behind the last.
        return start, following - 1 if start < following < length else following

    def bare(self, length: int) -> tuple[int, ...]:
        """The pages without text that nobody has looked at, of a text of that length."""
        spans = (self.span_of(page, length) for page in range(len(self.pages)))
        return tuple(
            page
            for page, (start, end) in enumerate(spans)
            if start == end and not self.pages[page].recognised
        )

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes of the passage `start` to `end`: one for what stands on a line side by side.

        Of a word that the passage cuts, the share that it holds.
        """
        if not self.pages or end <= start:
            return ()
        first, last = self.page_of(start), self.page_of(end - 1)
        return tuple(
            box for page in range(first, last + 1) for box in self._boxes(page, start, end)
        )

    def offset_at(self, page: int, x: int, y: int) -> int | None:
        """Where the word begins that stands at a place of a page, or `None` where none does."""
        for word in self.pages[page].words if page < len(self.pages) else ():
            if word.left <= x <= word.right and word.top <= y <= word.bottom:
                return word.start
        return None

    def _boxes(self, number: int, start: int, end: int) -> Iterator[Box]:
        words = self.pages[number].words
        first = bisect_right(words, start, key=lambda word: word.end)
        last = bisect_left(words, end, key=lambda word: word.start)
        line: Box | None = None
        for word in words[first:last]:
            box = _cut(number, word, start, end)
            joined = line and _joined(line, box)
            if line and not joined:
                yield line
            line = joined or box
        if line:
            yield line


def _rows_of(words: Sequence[Word]) -> Iterator[bytes]:
    if isinstance(words, Words):
        yield words._rows  # noqa: SLF001 -- our own, and long
        return
    for word in words:
        yield _WORD.pack(word.start, word.end, word.left, word.top, word.right, word.bottom)


def _in_order(page: Page, end: int) -> bool:
    """Whether the words of a page follow each other from its start on, inside the page."""
    at, width, height = page.start, page.width, page.height
    for start, stop, left, top, right, bottom in Words(b"".join(_rows_of(page.words))).rows():
        if not (at <= start < stop and left < right <= width and top < bottom <= height):
            return False
        at = stop
    return at <= max(end, page.start)


def _cut(number: int, word: Word, start: int, end: int) -> Box:
    """The box of the part of a word that lies between `start` and `end`."""
    letters = max(1, word.end - word.start)
    width = word.right - word.left
    before = max(0, start - word.start) * width // letters
    after = max(0, word.end - end) * width // letters
    return Box(number, word.left + before, word.top, word.right - after, word.bottom)


def _joined(line: Box, box: Box) -> Box | None:
    """Both as one box, where they stand on one line beside each other; else `None`."""
    height = min(line.bottom - line.top, box.bottom - box.top)
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    apart = max(line.left, box.left) - min(line.right, box.right)
    if 2 * shared < height or apart > 2 * max(1, height):
        return None
    return Box(
        line.page,
        min(line.left, box.left),
        min(line.top, box.top),
        max(line.right, box.right),
        max(line.bottom, box.bottom),
    )
