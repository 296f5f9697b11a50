"""Lettering: a text by its letters alone, so that spaces, case, marks and typography may differ."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_QUOTES_AND_DASHES = {
    **dict.fromkeys("‘’‚‛′‹›ʼ´`՚＇", "'"),
    **dict.fromkeys("“”„‟″«»〝〞〟＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
_WIDE_ENDS = "。！？"
_SENTENCE_ENDS = f".!?…؟۔।{_WIDE_ENDS}"
_LINE_END = re.compile("\n")
_SELECTOR = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class _Folding(dict[str, str]):
    """What must stay the same of each character: letters without case and marks, plain signs."""

    def __missing__(self, char: str) -> str:
        known = _QUOTES_AND_DASHES.get(char)
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
        kept = "".join(_QUOTES_AND_DASHES.get(each, each) for each in plain if _is_kept(each))
        self[char] = kept if known is None else known
        return self[char]

    def of(self, text: str) -> str:
        return "".join(map(self.__getitem__, text))


class Lettering:
    """A text to search in, folded when first asked for."""

    __slots__ = ("_ends", "_folded", "folding", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folding = _Folding()
        self._folded: str | None = None
        self._ends: Sequence[int] = ()

    @property
    def folded(self) -> str:
        """The text without spaces, case, marks and typography."""
        if self._folded is None:
            pieces = list(map(self.folding.__getitem__, self.text))
            self._folded = "".join(pieces)
            self._ends = array("L", accumulate(map(len, pieces)))
        return self._folded

    def place(self, offset: int) -> int:
        """Where the text's `offset` falls in `folded`."""
        within = min(offset, len(self.text))
        return self._ends[within - 1] if self.folded and within > 0 else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text of `folded[start:end]`, with the marks on its last letter."""
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end - 1) + 1
        while last < len(self.text) and is_mark(self.text[last]):
            last += 1
        return first, last

    def lines(self) -> Iterator[tuple[int, int]]:
        """First letter and end of each line, in `folded`."""
        start = 0
        for found in _LINE_END.finditer(self.text):
            yield self.place(start), self.place(found.start())
            start = found.end()
        yield self.place(start), self.place(len(self.text))

    def border(self, at: int) -> int:
        """How much of a border lies before `folded[at]`: 3 a line's, 2 a sentence's, 1 a word's."""
        if at in (0, len(self.folded)):
            return 3
        last, first = bisect_right(self._ends, at - 1), bisect_right(self._ends, at)
        between = self.text[last + 1 : first]
        if "\n" in between:
            return 3
        if self.text[last] in _SENTENCE_ENDS and (between or self.text[last] in _WIDE_ENDS):
            return 2
        return 1 if between else 0


def _is_kept(char: str) -> bool:
    return not (char.isspace() or is_mark(char) or unicodedata.category(char) == "Cf")


def is_mark(char: str) -> bool:
    """Whether `char` sits on the letter before it and may go: accents, variation selectors."""
    return unicodedata.combining(char) != 0 or _SELECTOR.match(char) is not None
