"""Where the words of a search stand in a text, in code points of the text as it is stored."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from archivist.folding import fold, fold_with_offsets
from archivist.search.tree import Words

# As FTS5 cuts folded text: letters and numbers are words, all else stands between them.
_LETTER = r"[^\W_]"
_BETWEEN = r"[\W_]+"
_ENDS = f"(?!{_LETTER})"
_WORD = re.compile(f"{_LETTER}+")


@dataclass(frozen=True, slots=True, order=True)
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
        # Each begins with its own letters, which `re` then looks for as fast as `str.find`.
        self._patterns = tuple((re.compile(text), number) for text, number in patterns.items())

    @property
    def is_looking(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._patterns)

    def places(self, text: str) -> list[Passage]:
        """Every passage, in order and without overlap."""
        unfolded = Unfolded(text)
        return [unfolded.passage(place) for place in self.found(unfolded.folded)]

    def found(self, folded: str, *, most: int | None = None) -> list[Passage]:
        """Every passage of folded text, in its own offsets; of each word the first `most`."""
        each = [
            Passage(start, end, leaf)
            for pattern, leaf in self._patterns
            for start, end in islice(_stretches(pattern, folded), most)
        ]
        return each if len(self._patterns) == 1 else _apart(sorted(each))

    def is_in(self, text: str) -> bool:
        """Whether any of them stands in the text."""
        folded = fold(text)
        return any(True for pattern, _ in self._patterns for _ in _stretches(pattern, folded))


def _patterns(leaf: Words) -> Iterator[str]:
    words = [re.escape(word) + _ENDS for word in leaf.words]
    if leaf.prefix:
        words[-1] = re.escape(leaf.words[-1]) + f"{_LETTER}*"
    if leaf.near is None:
        yield _BETWEEN.join(words)
    else:
        yield from words


def _stretches(pattern: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    at = 0
    while found := pattern.search(folded, at):
        start, end = found.span()
        if start and folded[start - 1].isalnum():
            at = start + 1
        else:
            yield start, end
            at = end


def _apart(places: list[Passage]) -> list[Passage]:
    """Of passages that overlap, the one that begins first, and of those the longest."""
    kept: list[Passage] = []
    for place in places:
        if kept and kept[-1].start == place.start:
            kept[-1] = place
        elif not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


class Unfolded:
    """A text with its fold, and the way back from one to the other: only lines asked for pay."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self._is_same = text.isascii()
        self._starts: tuple[list[int], list[int]] | None = None
        self._lines: dict[int, tuple[int, ...]] = {}

    def passage(self, place: Passage) -> Passage:
        """The passage of the text that a passage of the fold came from."""
        if self._is_same:
            return place
        last = self._source(place.end - 1)
        # Marks that fell away behind the last letter belong to it.
        after = self._source(place.end) if place.end < len(self.folded) else len(self.text)
        return Passage(self._source(place.start), max(after, last + 1), place.leaf)

    def _source(self, offset: int) -> int:
        if self._starts is None:
            # Folding never makes or takes a line end.
            self._starts = _line_starts(self.text), _line_starts(self.folded)
        own, folded = self._starts
        line = bisect_right(folded, offset) - 1
        offsets = self._lines.get(line)
        if offsets is None:
            offsets = fold_with_offsets(self.text[own[line] : own[line + 1]])[1]
            self._lines[line] = offsets
        return own[line] + offsets[offset - folded[line]]


def _line_starts(text: str) -> list[int]:
    """Where each line begins, and where the next would after the last."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
