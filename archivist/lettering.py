"""Lettering: a text by its letters alone, so that spaces, case, marks and typography may differ."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

_QUOTES_AND_DASHES = {
    **dict.fromkeys("‘’‚‛′‹›ʼ´`՚＇", "'"),
    **dict.fromkeys("“”„‟″«»〝〞〟＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
# Of compatibility forms, those that differ in their look alone: no superscripts, no fractions.
_SAME_MEANING = re.compile("<(?:compat|noBreak|narrow|wide|initial|medial|final|isolated)>")
# Nothing of them is seen: soft hyphens, marks of direction, selectors of a character's form.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b\u200e\u200f\u2060\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)
_SPACES = re.compile(r"\s+")
_UNSPACED = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
_WIDE_ENDS = "。！？"
_SENTENCE_ENDS = f".!?…؟۔।{_WIDE_ENDS}"
_LINE_END = re.compile("\n")
_SLICE = 1 << 16
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


def has_same_words(one: str, other: str) -> bool:
    """Whether two passages say the same, word for word.

    They may differ in the spaces between their words, in case, in quotation marks and dashes, and
    in how letters are composed. Every sign, mark and border of a word is the same.
    """
    return one == other or _wording(one) == _wording(other)


def _wording(text: str) -> str:
    seen = "".join(map(_look, _UNSEEN.sub("", text)))
    lower = unicodedata.normalize("NFD", unicodedata.normalize("NFC", seen).lower())
    return _SPACES.sub(_space, lower.replace("ς", "σ").strip())


def _look(char: str) -> str:
    if char in _QUOTES_AND_DASHES:
        return _QUOTES_AND_DASHES[char]
    if _SAME_MEANING.match(unicodedata.decomposition(char)):
        return unicodedata.normalize("NFKD", char)
    return char


def _space(found: re.Match[str]) -> str:
    """A space, or nothing where it stands beside punctuation or within unspaced writing."""
    before, after = found.string[found.start() - 1], found.string[found.end()]
    if before.isdigit() or after.isdigit():
        return " "
    if any(unicodedata.category(char)[0] == "P" for char in (before, after)):
        return ""
    return "" if _UNSPACED.match(before) and _UNSPACED.match(after) else " "


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
            parts, ends = [], array("L", [0])
            # In slices, for what runs beside another thread must let it have its turns.
            for at in range(0, len(self.text), _SLICE):
                pieces = list(map(self.folding.__getitem__, self.text[at : at + _SLICE]))
                parts.append("".join(pieces))
                ends.extend(islice(accumulate(map(len, pieces), initial=ends[-1]), 1, None))
            self._folded, self._ends = "".join(parts), ends[1:]
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
