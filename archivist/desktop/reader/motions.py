"""Motions over a canonical text: from grapheme to grapheme, word, sentence or paragraph.

Every border is found in a window around the place that is asked for, so that a motion costs the
same in a line of a megabyte as in a short one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QTextBoundaryFinder

from archivist.desktop.reader import graphemes
from archivist.text import Leaf, StructuredText, astral, from_utf16, leaf_at, to_utf16

_Kind = QTextBoundaryFinder.BoundaryType
# How far a window reaches at first, and how much nearer than its edges a border is believed.
_REACH = 512
_DOUBT = 64
_STEP = 64

# Letters of scripts that write no spaces between words: Qt asks a dictionary for them, if there is
# one, and then takes spaces and pictures beside them for letters too.
_UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\uaa60-\uaadf]+")
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

_start = attrgetter("start")
_end = attrgetter("end")


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
    return graphemes.border_before(text, offset)


def grapheme_after(text: str, offset: int) -> int:
    """The first border between graphemes after `offset`; the text's end at its end."""
    return graphemes.border_after(text, offset)


def grapheme_at(text: str, offset: int) -> int:
    """`offset`, or the border before it when it stands inside a grapheme."""
    if offset <= 0 or offset >= len(text):
        return max(0, min(offset, len(text)))
    return graphemes.border_before(text, offset + 1)


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


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The leaves of a text to move by, as a `Unit` moves; those without words are passed over."""

    structure: StructuredText

    def at(self, _text: str, offset: int) -> tuple[int, int]:
        """The leaf at `offset`."""
        return paragraph_at(self.structure, offset)

    def start_before(self, _text: str, offset: int) -> int:
        """Where the last leaf begins that begins before `offset`."""
        leaf = self._with_words(bisect_left(self.structure.leaves, offset, key=_start) - 1, -1)
        return leaf.start if leaf else 0

    def end_after(self, text: str, offset: int) -> int:
        """Where the first leaf ends that ends after `offset`."""
        leaf = self._with_words(bisect_right(self.structure.leaves, offset, key=_end), 1)
        return leaf.end if leaf else len(text)

    def start_after(self, text: str, offset: int) -> int:
        """Where the first leaf begins that begins after `offset`."""
        leaf = self._with_words(bisect_right(self.structure.leaves, offset, key=_start), 1)
        return leaf.start if leaf else len(text)

    def end_before(self, _text: str, offset: int) -> int:
        """Where the last leaf ends that ends before `offset`."""
        leaf = self._with_words(bisect_left(self.structure.leaves, offset, key=_end) - 1, -1)
        return leaf.end if leaf else 0

    def _with_words(self, index: int, step: int) -> Leaf | None:
        leaves, text = self.structure.leaves, self.structure.text
        while 0 <= index < len(leaves):
            if _INK.search(text, leaves[index].start, leaves[index].end):
                return leaves[index]
            index += step
        return None


def segment_at(text: str, place: int) -> tuple[int, int]:
    """What stands between two word borders around the character at `place`: word or not."""
    reach = _REACH
    while True:
        low, high = max(0, place - reach), min(len(text), place + reach)
        low = graphemes.border_before(text, low + 1)
        first, last = _of_one_kind(text, place, (low, high))
        start, end = _around(_Kind.Word, text, place, (first, last))
        sure_start = start - low > _DOUBT or low == 0 or text[start - 1].isspace()
        if sure_start and (high - end > _DOUBT or high == len(text)):
            return start, end
        reach *= 4


def _of_one_kind(text: str, place: int, window: tuple[int, int]) -> tuple[int, int]:
    """The part of a window around a place that is of unspaced scripts, or that is not."""
    low, high = window
    for run in _UNSPACED.finditer(text, low, high):
        if run.start() > place:
            return low, run.start()
        if run.end() > place:
            return run.span()
        low = run.end()
    return low, high


def _sentence(text: str, place: int) -> tuple[int, int]:
    first = max(text.rfind("\n", 0, place), text.rfind("\t", 0, place)) + 1
    last = min(_find_end(text, "\n", place), _find_end(text, "\t", place))
    reach = _REACH
    while True:
        low = max(first, graphemes.border_before(text, max(first, place - reach) + 1))
        high = min(last, place + reach)
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
