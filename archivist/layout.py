"""Where the words of a text stand on the pages they came from.

A box is four whole numbers, in tenths of a point from the top left corner of its page as a person
sees it: turned and cut as the file says. Offsets are code points of the canonical text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = 10
"""Units of a box to the point, of which there are 72 to the inch."""


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]`, letters without a space between them, and its box."""

    start: int
    end: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the code point its text begins at, its size, and its words as they are read.

    `recognised` says that the words were not in the file but seen in the picture of the page.
    """

    start: int
    width: int
    height: int
    words: tuple[Word, ...] = ()
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

    def page_of(self, offset: int) -> int:
        """The page, from 0, on which the character at `offset` stands."""
        return max(0, bisect_right(self.pages, offset, key=lambda page: page.start) - 1)

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
