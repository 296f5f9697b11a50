"""Staying: which words of a text stand in its next version too, and which of them in their order.

Words are the same when every character of them is.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from archivist.lettering import Lettering
from archivist.matching import Matching, Run, Stretch, reach

FEWEST = 4
"""Letters between two changes that are too few to keep them apart, or to be called moved."""
_CRUMBS = 3
"""By how much the words around must outnumber a few that stay for these not to count."""
_LONG = 16
"""So many characters always stay, where the next version has them too."""
_CLOSELY = 400_000
"""So many pairs of characters are compared word by word in some milliseconds."""
# Writing without spaces between its words: each character is looked at by itself.
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3005", "\u9fff"))
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Staying:
    """The words that stay: those in their order, and those that stand `elsewhere` since."""

    in_order: tuple[Run, ...]
    elsewhere: tuple[Run, ...]


def staying(before: str, after: str) -> Staying:
    """The words of `before` that stay in `after`, whole and equal in every character."""
    pieces = sorted(_kept(before, after))
    ordered = _in_order(pieces)
    chain = tuple(_closer(ordered, pieces, (before, after)))
    elsewhere = (
        _without_signs(each, before)
        for each in sorted({*pieces} - {*ordered})
        if letters(before[each.start : each.end]) >= FEWEST
    )
    return Staying(_without_crumbs(chain, before, after), tuple(elsewhere))


def first_behind(stretches: list[Stretch], offset: int) -> int:
    """The first of some stretches in order that ends behind an offset."""
    return bisect_right(stretches, offset, key=lambda each: each[1])


def _kept(before: str, after: str) -> Iterator[Run]:
    """The words that stand in both, wherever, in stretches that are equal letter by letter."""
    one, other = Lettering(before), Lettering(after)
    for run in Matching(one, other).runs:
        yield from _Comparing(one, other, run).equal()


class _Comparing:
    """A stretch of two versions that has the same letters but for case, marks and spaces."""

    def __init__(self, one: Lettering, other: Lettering, run: Run) -> None:
        self._one, self._other = one, other
        self._run = run
        self._high = one.span(run.start, run.end)[1]
        self._high_there = other.span(run.there, run.end_there)[1]

    def equal(self) -> Iterator[Run]:
        """The stretches of whole words in it that are equal in every character."""
        at, there = self._from_letter(self._run.start)
        if not self._is_border(at, there):
            at, there = self._next(at, there)
        while at < self._high and there < self._high_there:
            size = self._equal_words(at, there)
            if size:
                yield Run(at, there, size)
            at, there = self._next(at + size, there + size)

    def _equal_words(self, at: int, there: int) -> int:
        before, after = self._one.text, self._other.text
        most = min(self._high - at, self._high_there - there)
        size = reach(
            most,
            lambda low, high: before[at + low : at + high] == after[there + low : there + high],
        )
        while size and not self._is_border(at + size, there + size):
            size -= 1
        while size and before[at + size - 1].isspace():
            size -= 1
        return size

    def _next(self, at: int, there: int) -> tuple[int, int]:
        """Where both go on: behind spaces that differ, or else behind words that do."""
        letter = self._one.place(at)
        going = self._from_letter(letter)
        if going != (at, there) and self._is_border(*going):
            return going
        while going[0] < self._high:
            end = _word_end(self._one.text, going[0])
            letter = max(letter + 1, self._one.place(end))
            going = self._from_letter(letter)
            if self._is_border(*going):
                break
        return going

    def _from_letter(self, letter: int) -> tuple[int, int]:
        if letter >= self._run.end:
            return self._high, self._high_there
        image = letter - self._run.start + self._run.there
        return self._one.span(letter, letter + 1)[0], self._other.span(image, image + 1)[0]

    def _is_border(self, at: int, there: int) -> bool:
        return _is_border(self._one.text, at) and _is_border(self._other.text, there)


def _in_order(pieces: list[Run]) -> tuple[Run, ...]:
    """Those that stand in the same order in both, with as many characters as can be."""
    if all(one.end_there <= other.there for one, other in pairwise(pieces)):
        return tuple(pieces)
    ranks = {place: at for at, place in enumerate(sorted(each.there for each in pieces), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(pieces) + 1)
    before: list[int] = []
    heaviest = (0, -1)
    for number, piece in enumerate(pieces):
        rank = ranks[piece.there]
        weight, last = max(_below(best, rank))
        before.append(last)
        now = (weight + piece.size, number)
        heaviest = max(heaviest, now)
        _raise(best, rank, now)
    chain = []
    number = heaviest[1]
    while number >= 0:
        chain.append(pieces[number])
        number = before[number]
    return tuple(reversed(chain))


def _below(best: list[tuple[int, int]], rank: int) -> Iterator[tuple[int, int]]:
    """The heaviest chains that end before a rank, kept as in a Fenwick tree."""
    yield 0, -1
    at = rank - 1
    while at > 0:
        yield best[at]
        at &= at - 1


def _raise(best: list[tuple[int, int]], rank: int, now: tuple[int, int]) -> None:
    while rank < len(best):
        best[rank] = max(best[rank], now)
        rank += rank & -rank


def _closer(chain: tuple[Run, ...], pieces: list[Run], texts: tuple[str, str]) -> Iterator[Run]:
    """The chain, and the words that stay between its parts where few enough are to be compared."""
    before, after = texts
    inside = set(chain)
    gone = sorted((each.start, each.end) for each in pieces if each not in inside)
    come = sorted((each.there, each.end_there) for each in pieces if each not in inside)
    last = Run(0, 0, 0)
    for each in (*chain, Run(len(before), len(after), 0)):
        here, there = (last.end, each.start), (last.end_there, each.there)
        if not (_holds(gone, here) or _holds(come, there)):
            yield from _same_words(texts, here, there)
        if each.size:
            yield each
        last = each


def _holds(stretches: list[Stretch], gap: Stretch) -> bool:
    at = first_behind(stretches, gap[0])
    return at < len(stretches) and stretches[at][0] < gap[1]


def _same_words(texts: tuple[str, str], here: Stretch, there: Stretch) -> Iterator[Run]:
    if (here[1] - here[0]) * (there[1] - there[0]) > _CLOSELY:
        return
    one, other = (list(_words(*each)) for each in zip(texts, (here, there), strict=True))
    (before, after), alike = texts, SequenceMatcher(None, autojunk=False)
    alike.set_seqs([before[slice(*each)] for each in one], [after[slice(*each)] for each in other])
    for first, image, size in alike.get_matching_blocks():
        last: Run | None = None
        for (start, end), (low, _) in zip(one[first:][:size], other[image:][:size], strict=True):
            whole = last and Run(last.start, last.there, end - last.start)
            if last and whole and _is_equal(whole, texts):
                last = whole
                continue
            yield from (last,) if last else ()
            last = Run(start, low, end - start)
        yield from (last,) if last else ()


def _is_equal(piece: Run, texts: tuple[str, str]) -> bool:
    before, after = texts
    return before[piece.start : piece.end] == after[piece.there : piece.end_there]


def _words(text: str, stretch: Stretch) -> Iterator[Stretch]:
    at, end = stretch
    while at < end:
        behind = min(end, _word_end(text, at))
        if not text[at:behind].isspace():
            yield at, behind
        at = behind


def _without_crumbs(chain: tuple[Run, ...], before: str, after: str) -> tuple[Run, ...]:
    """The chain without the few letters that would part two changes of one sentence."""
    ends = (Run(0, 0, 0), *chain, Run(len(before), len(after), 0))
    gaps = [
        (before[one.end : other.start], after[one.end_there : other.there])
        for one, other in pairwise(ends)
    ]
    return tuple(
        each
        for each, behind, ahead in zip(chain, gaps, gaps[1:], strict=False)
        if not _is_crumb(before[each.start : each.end], behind, ahead)
    )


def _is_crumb(words: str, behind: tuple[str, str], ahead: tuple[str, str]) -> bool:
    """Whether words are too few to count as staying, between two changes of one line."""
    count = letters(words)
    if "\n" in words or len(words) >= _LONG:
        return False
    last = [each.rpartition("\n")[2] for each in behind]
    first = [each.partition("\n")[0] for each in ahead]
    around = min(max(map(letters, last)), max(map(letters, first)))
    if count >= FEWEST:
        return count * _CRUMBS <= around
    return any(map(str.strip, last)) and any(map(str.strip, first))


def _without_signs(piece: Run, before: str) -> Run:
    """What moved, without the full stop of a line before it or the bracket of one behind."""
    words = before[piece.start : piece.end]
    head, parted, _ = words.partition("\n")
    low = len(head) + 1 if parted and not letters(head) else 0
    _, parted, tail = words[low:].rpartition("\n")
    size = len(words) - low - (len(tail) + 1 if parted and not letters(tail) else 0)
    return Run(piece.start + low, piece.there + low, size)


def letters(words: str) -> int:
    """How many letters and figures there are in words."""
    return sum(map(str.isalnum, words))


def _word_end(text: str, at: int) -> int:
    at += 1
    while not _is_border(text, at):
        at += 1
    return at


def _is_border(text: str, at: int) -> bool:
    """Whether a word ends, or a sign, between the characters before and after an offset."""
    if not 0 < at < len(text):
        return True
    last, char = text[at - 1], text[at]
    if last == _JOINER or _is_hung_on(char):
        return False
    return not (_is_of_word(last) and _is_of_word(char))


def _is_of_word(char: str) -> bool:
    if any(first <= char <= last for first, last in _UNSPACED):
        return False
    return char.isalnum() or char == "_" or _is_hung_on(char)


def _is_hung_on(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")
