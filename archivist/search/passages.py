"""Where the words of a search stand in a text, in code points of the text as it is stored."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archivist.folding import fold, fold_with_offsets
from archivist.search.query import Words

# As FTS5 cuts folded text: letters and numbers are words, all else stands between them.
_LETTER = r"[^\W_]"
_BETWEEN = r"[\W_]+"
_WORD = re.compile(f"{_LETTER}+")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end]` holds a word or phrase; `leaf` numbers it among those looked for."""

    start: int
    end: int
    leaf: int


def word_list(folded: str) -> tuple[str, ...]:
    """The words of folded text, in order."""
    return tuple(_WORD.findall(folded))


class Seeker:
    """Finds words and phrases in texts. Words wanted near each other are found one by one."""

    def __init__(self, leaves: Iterable[Words]) -> None:
        """`leaves` are looked for whatever field they ask for."""
        patterns: dict[str, int] = {}
        for number, leaf in enumerate(dict.fromkeys(leaves)):
            for pattern in _patterns(leaf):
                patterns.setdefault(pattern, number)
        # Where a phrase and its first word both stand, the phrase is shown.
        ordered = sorted(patterns.items(), key=lambda item: -item[0].count(_BETWEEN))
        self._leaf = tuple(number for _, number in ordered)
        groups = "|".join(f"({pattern})" for pattern, _ in ordered)
        self._pattern = re.compile(f"(?<!{_LETTER})(?:{groups})") if ordered else None

    @property
    def is_looking(self) -> bool:
        """Whether there is anything to look for."""
        return self._pattern is not None

    def places(self, text: str) -> Iterator[Passage]:
        """Every passage, in order and without overlap."""
        if self._pattern is None:
            return
        folded = fold(text)
        unfolded = _Unfolded(text, folded)
        for found in self._pattern.finditer(folded):
            start, end = unfolded.span(found.start(), found.end())
            yield Passage(start, end, self._leaf[(found.lastindex or 1) - 1])

    def is_in(self, text: str) -> bool:
        """Whether any of them stands in the text."""
        return self._pattern is not None and self._pattern.search(fold(text)) is not None


def _patterns(leaf: Words) -> Iterator[str]:
    words = [re.escape(word) + f"(?!{_LETTER})" for word in leaf.words]
    if leaf.prefix:
        words[-1] = re.escape(leaf.words[-1]) + f"{_LETTER}*"
    if leaf.near is None:
        yield _BETWEEN.join(words)
    else:
        yield from words


class _Unfolded:
    """From offsets in folded text back to the text, a line at a time: only lines asked for pay."""

    def __init__(self, text: str, folded: str) -> None:
        self._text = text
        self._length = len(folded)
        self._is_same = text.isascii()
        if not self._is_same:
            self._starts = _line_starts(text)
            self._folded_starts = _line_starts(folded)
        self._lines: dict[int, tuple[int, ...]] = {}

    def span(self, start: int, end: int) -> tuple[int, int]:
        if self._is_same:
            return start, end
        last = self._source(end - 1)
        # Marks that fell away behind the last letter belong to it.
        after = self._source(end) if end < self._line_end(end - 1) else last + 1
        return self._source(start), max(after, last + 1)

    def _source(self, offset: int) -> int:
        line = bisect_right(self._folded_starts, offset) - 1
        offsets = self._lines.get(line)
        if offsets is None:
            stop = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
            offsets = fold_with_offsets(self._text[self._starts[line] : stop])[1]
            self._lines[line] = offsets
        return self._starts[line] + offsets[offset - self._folded_starts[line]]

    def _line_end(self, offset: int) -> int:
        line = bisect_right(self._folded_starts, offset)
        return self._folded_starts[line] if line < len(self._folded_starts) else self._length


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]
