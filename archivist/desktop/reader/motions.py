"""Motions over a canonical text: from grapheme to grapheme, word, sentence or paragraph.

Every border is found in a window around the place that is asked for, so that a motion costs the
same in a line of a megabyte as in a short one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTextBoundaryFinder

from archivist.text import StructuredText, astral, from_utf16, leaf_at, to_utf16

_Kind = QTextBoundaryFinder.BoundaryType
# How far a window reaches at first, and how much nearer than its edges a border is believed.
_REACH = 512
_DOUBT = 64
_STEP = 64

# A character that begins a grapheme whatever stands before it, but for the few marks that lead one.
_CERTAIN = re.compile(
    "(?<![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd-\U00011f02])"
    "[\n\t -~\u00c0-\u02ff\u0391-\u0481\u048a-\u052f\u05d0-\u05ea\u0620-\u064a"
    "\u3041-\u3096\u4e00-\u9fff]"
)
_INK = re.compile(r"\S")
# Letters, digits and pictures: what a word is made of, where punctuation and spaces are not one.
_LETTER = re.compile(
    "[\\w\u00a9\u00ae\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
)
# A full stop after these does not end a sentence; after some only where a number follows.
_TITLE = re.compile(
    r"(?:^|[\s(“\"'.])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Gov|Gen|Col|Capt|Lt|vs)\.\s+$"
)
_NUMBERED = re.compile(r"(?:^|[\s(])(?:[Nn]o|[Nn]r|[Aa]rt|[Ss]ec|pp|br|čl|st|бр|чл|ст)\.\s+$")
_BEFORE_STOP = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of stretch to move by: `substance` is in every one, `span` is the one at a place.

    Offsets are code points of the text. What ends a search without a find is the text's own end.
    """

    substance: re.Pattern[str]
    span: Callable[[str, int], tuple[int, int]]

    def at(self, text: str, offset: int) -> tuple[int, int]:
        """The stretch at `offset`; between two, the one that ends there or else the next."""
        if offset < len(text) and self.substance.match(text, offset):
            return self.span(text, offset)
        if offset > 0 and self.substance.match(text, offset - 1):
            return self.span(text, offset - 1)
        start = self.start_after(text, offset)
        if start < len(text):
            return self.span(text, start)
        last = _last(self.substance, text, offset)
        return (offset, offset) if last is None else self.span(text, last)

    def start_before(self, text: str, offset: int) -> int:
        """Where the last stretch begins that begins before `offset`."""
        last = _last(self.substance, text, offset)
        return 0 if last is None else self.span(text, last)[0]

    def end_after(self, text: str, offset: int) -> int:
        """Where the first stretch ends that ends after `offset`."""
        found = self.substance.search(text, offset)
        return self.span(text, found.start())[1] if found else len(text)

    def start_after(self, text: str, offset: int) -> int:
        """Where the first stretch begins that begins after `offset`."""
        found = self.substance.search(text, offset)
        if found is None:
            return len(text)
        start, end = self.span(text, found.start())
        if start > offset:
            return start
        following = self.substance.search(text, end)
        return self.span(text, following.start())[0] if following else len(text)

    def end_before(self, text: str, offset: int) -> int:
        """Where the last stretch ends that ends before `offset`."""
        last = _last(self.substance, text, offset)
        if last is None:
            return 0
        start, end = self.span(text, last)
        if end < offset:
            return end
        last = _last(self.substance, text, start)
        return 0 if last is None else self.span(text, last)[1]


def grapheme_before(text: str, offset: int) -> int:
    """The last border between graphemes before `offset`; 0 at the start."""
    if offset <= 1 or offset > len(text):
        return max(0, min(offset, len(text) + 1) - 1)
    if _CERTAIN.match(text, offset - 1):
        return offset - 1
    low = _certain(text, offset - 1)
    window = text[low : offset + 1]
    return low + _previous(_Kind.Grapheme, window, offset - low)


def grapheme_after(text: str, offset: int) -> int:
    """The first border between graphemes after `offset`; the text's end at its end."""
    if _CERTAIN.match(text, offset + 1):
        return offset + 1
    low, reach = _certain(text, offset), _STEP
    while offset + reach < len(text):
        found = low + _next(_Kind.Grapheme, text[low : offset + reach], offset - low)
        if found < offset + reach:
            return found
        reach *= 4
    return low + _next(_Kind.Grapheme, text[low:], offset - low)


def grapheme_at(text: str, offset: int) -> int:
    """`offset`, or the border before it when it stands inside a grapheme."""
    if offset <= 0 or offset >= len(text):
        return max(0, min(offset, len(text)))
    return grapheme_before(text, offset + 1)


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word at `offset`; between two, the one that ends there or else the next."""
    return WORD.at(text, offset)


def word_before(text: str, offset: int) -> int:
    """Where the last word begins that begins before `offset`: a start, one word earlier."""
    return WORD.start_before(text, offset)


def word_after(text: str, offset: int) -> int:
    """Where the first word ends that ends after `offset`: an end, one word later."""
    return WORD.end_after(text, offset)


def word_start_after(text: str, offset: int) -> int:
    """Where the first word begins that begins after `offset`: a start, one word later."""
    return WORD.start_after(text, offset)


def word_end_before(text: str, offset: int) -> int:
    """Where the last word ends that ends before `offset`: an end, one word earlier."""
    return WORD.end_before(text, offset)


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """The sentence at `offset`, without the spaces around it; never over the end of a line."""
    return SENTENCE.at(text, offset)


def paragraph_at(structure: StructuredText, offset: int) -> tuple[int, int]:
    """The leaf that holds `offset`; a separator belongs to the leaf before it."""
    if not structure.leaves:
        return 0, len(structure.text)
    leaf = structure.leaves[leaf_at(structure.leaves, offset)]
    return leaf.start, leaf.end


def paragraphs(structure: StructuredText) -> Unit:
    """The leaves of a text as stretches to move by; those of spaces alone are passed over."""

    def span(_text: str, place: int) -> tuple[int, int]:
        return paragraph_at(structure, place)

    return Unit(_INK, span)


def segment_at(text: str, place: int) -> tuple[int, int]:
    """What stands between two word borders around the character at `place`: word or not."""
    reach = _REACH
    while True:
        low, high = max(0, place - reach), min(len(text), place + reach)
        low = _certain(text, low)
        start, end = _around(_Kind.Word, text, place, (low, high))
        sure_start = start - low > _DOUBT or low == 0 or text[start - 1].isspace()
        if sure_start and (high - end > _DOUBT or high == len(text)):
            return start, end
        reach *= 4


def _sentence(text: str, place: int) -> tuple[int, int]:
    first = max(text.rfind("\n", 0, place), text.rfind("\t", 0, place)) + 1
    last = min(_find_end(text, "\n", place), _find_end(text, "\t", place))
    reach = _REACH
    while True:
        low, high = _certain(text, max(first, place - reach)), min(last, place + reach)
        low = max(low, first)
        start, end = _whole_sentence(text, place, (low, high))
        if (start - low > _DOUBT or low == first) and (high - end > _DOUBT or high == last):
            return _without_spaces(text, start, end)
        reach *= 4


def _whole_sentence(text: str, place: int, window: tuple[int, int]) -> tuple[int, int]:
    """The sentence around a character, put together again where an abbreviation cut it."""
    start, end = _around(_Kind.Sentence, text, place, window)
    while start > window[0] and _goes_on(text, start):
        start = _around(_Kind.Sentence, text, start - 1, window)[0]
    while end < window[1] and _goes_on(text, end):
        end = _around(_Kind.Sentence, text, end, window)[1]
    return start, end


def _goes_on(text: str, border: int) -> bool:
    """Whether the full stop before a border is that of an abbreviation."""
    before = text[max(0, border - _BEFORE_STOP) : border]
    if _NUMBERED.search(before):
        return text[border].isdigit()
    return _TITLE.search(before) is not None


def _without_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def _find_end(text: str, separator: str, place: int) -> int:
    found = text.find(separator, place)
    return len(text) if found < 0 else found


def _last(pattern: re.Pattern[str], text: str, offset: int) -> int | None:
    """The last place before `offset` where a pattern of one character matches."""
    high, reach = min(offset, len(text)), _STEP
    while high > 0:
        low = max(0, high - reach)
        found = [each.start() for each in pattern.finditer(text, low, high)]
        if found:
            return found[-1]
        high, reach = low, reach * 2
    return None


def _certain(text: str, place: int) -> int:
    """The last place not behind `place` where a grapheme begins in any surroundings."""
    while place > 0 and not _CERTAIN.match(text, place):
        place -= 1
    return place


def _around(
    kind: QTextBoundaryFinder.BoundaryType, text: str, place: int, window: tuple[int, int]
) -> tuple[int, int]:
    """The borders before and after the character at `place`, as they are within the window."""
    low, high = window
    words = text[low:high]
    end = _next(kind, words, place - low)
    return low + _previous(kind, words, place - low + 1), low + end


def _next(kind: QTextBoundaryFinder.BoundaryType, words: str, place: int) -> int:
    finder, astrals = QTextBoundaryFinder(kind, words), astral(words)
    finder.setPosition(to_utf16(place, astrals))
    found = finder.toNextBoundary()
    return len(words) if found < 0 else from_utf16(found, astrals)


def _previous(kind: QTextBoundaryFinder.BoundaryType, words: str, place: int) -> int:
    finder, astrals = QTextBoundaryFinder(kind, words), astral(words)
    finder.setPosition(to_utf16(place, astrals))
    found = finder.toPreviousBoundary()
    return 0 if found < 0 else from_utf16(found, astrals)


WORD = Unit(_LETTER, segment_at)
"""Words, each picture one of them; what stands between them belongs to none."""

SENTENCE = Unit(_INK, _sentence)
"""Sentences, without the spaces around them."""
