"""Changes: what of a text is new, gone or elsewhere in its next version, word by word.

Words are the same when every character of them is: a capital, an accent or a quotation mark that
changed is a change. Spaces and the breaks of lines are not words.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from archivist.lettering import Lettering
from archivist.matching import Matching, Run, reach

Stretch = tuple[int, int]
Kind = Literal["new", "gone", "instead", "moved"]

_FEWEST = 4
"""Letters between two changes that are too few to keep them apart, or to be called moved."""
_CRUMBS = 3
"""By how much the words around must outnumber a few that stay for these not to count."""
_LONG = 16
"""So many characters always stay, where the next version has them too."""
_CONTEXT = 60
_CLOSELY = 400_000
"""So many pairs of characters are compared word by word in some milliseconds."""
# Writing without spaces between its words: each character is looked at by itself.
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3005", "\u9fff"))
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two versions differ: code points of the one before and of the one after.

    One of the two is empty where words are new or gone, and says where the others would stand.
    What is `moved` says the same in both and stands elsewhere.
    """

    before: Stretch
    after: Stretch
    moved: bool = False

    @property
    def kind(self) -> Kind:
        """What became of the words."""
        if self.moved:
            return "moved"
        if self.before[0] == self.before[1]:
            return "new"
        return "gone" if self.after[0] == self.after[1] else "instead"


class Kept(NamedTuple):
    """Words that stay: `before[start:start + size] == after[there:there + size]`."""

    start: int
    there: int
    size: int

    @property
    def end(self) -> int:
        """Where they end in the version before."""
        return self.start + self.size

    @property
    def end_there(self) -> int:
        """Where they end in the version after."""
        return self.there + self.size


@dataclass(frozen=True, slots=True)
class Changes:
    """What two versions differ in, in the order of the later one, and what they share.

    `kept` are the words that stay in their order, the last of them none, at the ends. `new`
    counts paragraphs that have no word of the version before, `gone` those of which no word is
    left.
    """

    differences: tuple[Difference, ...]
    kept: tuple[Kept, ...]
    new: int = 0
    gone: int = 0

    @property
    def moved(self) -> int:
        """How many stretches stand elsewhere."""
        return sum(each.moved for each in self.differences)

    def place_before(self, offset: int) -> int:
        """Where in the version before stands what stands at `offset` of the one after."""
        return _across(((each.there, each.start, each.size) for each in self._near(offset)), offset)

    def place_after(self, offset: int) -> int:
        """Where in the version after stands what stood at `offset` of the one before."""
        at = bisect_right(self.kept, offset, key=attrgetter("start"))
        return _across(self.kept[max(0, at - 1) : at + 1], offset)

    def to_json(self, before: str, after: str) -> dict[str, Any]:
        """The changes with the words of both versions, as JSON has them."""
        return {
            "new_paragraphs": self.new,
            "gone_paragraphs": self.gone,
            "changes": [
                {
                    "kind": each.kind,
                    "before": _quoted(before, each.before),
                    "after": _quoted(after, each.after),
                }
                for each in self.differences
            ],
        }

    def _near(self, offset: int) -> tuple[Kept, ...]:
        at = bisect_right(self.kept, offset, key=attrgetter("there"))
        return self.kept[max(0, at - 1) : at + 1]


def changes(before: str, after: str) -> Changes:
    """What became of a text, `before`, in its next version, `after`.

    >>> found = changes("The police stopped him.", "The policemen stopped him.")
    >>> [(each.kind, each.before, each.after) for each in found.differences]
    [('instead', (4, 10), (4, 13))]
    """
    pieces = sorted(_kept(before, after))
    staying = _in_order(pieces)
    chain = tuple(_closer(staying, pieces, (before, after)))
    chain = _without_crumbs(chain, before, after)
    elsewhere = tuple(
        _without_signs(each, before)
        for each in sorted({*pieces} - {*staying})
        if _letters(before[each.start : each.end]) >= _FEWEST
    )
    moved = tuple(_moved(_joined(elsewhere, before)))
    found = (*_between(chain, moved, (before, after)), *moved)
    shared = sorted((*chain, *elsewhere))
    return Changes(
        tuple(sorted(found, key=attrgetter("after", "before"))),
        (*chain, Kept(len(before), len(after), 0)),
        new=_bare_lines(after, ((each.there, each.end_there) for each in shared)),
        gone=_bare_lines(before, ((each.start, each.end) for each in shared)),
    )


def lines_of(difference: Difference, before: str, after: str) -> Iterator[str]:
    """One change as a few lines: where it is, what was there, what is there now.

    A line of the version before begins with `-`, of the one after with `+`, of what stands
    elsewhere with `=`; the words themselves are between brackets.
    """
    (start, end), (start_there, end_there) = difference.before, difference.after
    yield f"@@ {start}-{end} -> {start_there}-{end_there} {difference.kind} @@"
    if difference.moved:
        yield from _told("=", before, difference.before)
        return
    yield from _told("-", before, difference.before) if start < end else ()
    yield from _told("+", after, difference.after) if start_there < end_there else ()


# What stays


def _kept(before: str, after: str) -> Iterator[Kept]:
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

    def equal(self) -> Iterator[Kept]:
        """The stretches of whole words in it that are equal in every character."""
        at, there = self._from_letter(self._run.start)
        if not self._is_border(at, there):
            at, there = self._next(at, there)
        while at < self._high and there < self._high_there:
            size = self._equal_words(at, there)
            if size:
                yield Kept(at, there, size)
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


def _in_order(pieces: list[Kept]) -> tuple[Kept, ...]:
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


def _closer(chain: tuple[Kept, ...], pieces: list[Kept], texts: tuple[str, str]) -> Iterator[Kept]:
    """The chain, and the words that stay between its parts where few enough are to be compared."""
    before, after = texts
    inside = set(chain)
    gone = sorted((each.start, each.end) for each in pieces if each not in inside)
    come = sorted((each.there, each.end_there) for each in pieces if each not in inside)
    last = Kept(0, 0, 0)
    for each in (*chain, Kept(len(before), len(after), 0)):
        here, there = (last.end, each.start), (last.end_there, each.there)
        if not (_holds(gone, here) or _holds(come, there)):
            yield from _same_words(texts, here, there)
        if each.size:
            yield each
        last = each


def _holds(stretches: list[Stretch], gap: Stretch) -> bool:
    at = _first_behind(stretches, gap[0])
    return at < len(stretches) and stretches[at][0] < gap[1]


def _same_words(texts: tuple[str, str], here: Stretch, there: Stretch) -> Iterator[Kept]:
    if (here[1] - here[0]) * (there[1] - there[0]) > _CLOSELY:
        return
    one, other = (list(_words(*each)) for each in zip(texts, (here, there), strict=True))
    (before, after), alike = texts, SequenceMatcher(None, autojunk=False)
    alike.set_seqs([before[slice(*each)] for each in one], [after[slice(*each)] for each in other])
    for first, image, size in alike.get_matching_blocks():
        last: Kept | None = None
        for (start, end), (low, _) in zip(one[first:][:size], other[image:][:size], strict=True):
            whole = last and Kept(last.start, last.there, end - last.start)
            if last and whole and _is_equal(whole, texts):
                last = whole
                continue
            yield from (last,) if last else ()
            last = Kept(start, low, end - start)
        yield from (last,) if last else ()


def _is_equal(piece: Kept, texts: tuple[str, str]) -> bool:
    before, after = texts
    return before[piece.start : piece.end] == after[piece.there : piece.end_there]


def _words(text: str, stretch: Stretch) -> Iterator[Stretch]:
    at, end = stretch
    while at < end:
        behind = min(end, _word_end(text, at))
        if not text[at:behind].isspace():
            yield at, behind
        at = behind


def _without_crumbs(chain: tuple[Kept, ...], before: str, after: str) -> tuple[Kept, ...]:
    """The chain without the few letters that would part two changes of one sentence."""
    ends = (Kept(0, 0, 0), *chain, Kept(len(before), len(after), 0))
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
    letters = _letters(words)
    if "\n" in words or len(words) >= _LONG:
        return False
    last = [each.rpartition("\n")[2] for each in behind]
    first = [each.partition("\n")[0] for each in ahead]
    around = min(max(map(_letters, last)), max(map(_letters, first)))
    if letters >= _FEWEST:
        return letters * _CRUMBS <= around
    return any(map(str.strip, last)) and any(map(str.strip, first))


def _without_signs(piece: Kept, before: str) -> Kept:
    """What moved, without the full stop of a line before it or the bracket of one behind."""
    words = before[piece.start : piece.end]
    head, parted, _ = words.partition("\n")
    low = len(head) + 1 if parted and not _letters(head) else 0
    _, parted, tail = words[low:].rpartition("\n")
    size = len(words) - low - (len(tail) + 1 if parted and not _letters(tail) else 0)
    return Kept(piece.start + low, piece.there + low, size)


# What does not


def _moved(pieces: Iterable[Kept]) -> Iterator[Difference]:
    for each in pieces:
        yield Difference((each.start, each.end), (each.there, each.end_there), moved=True)


def _joined(pieces: Iterable[Kept], before: str) -> Iterator[Kept]:
    """Pieces that moved together as one: nothing but the same spaces is between them."""
    last: Kept | None = None
    for each in pieces:
        together = (
            last is not None
            and each.start - last.end == each.there - last.end_there
            and not before[last.end : each.start].strip()
        )
        if last is not None and not together:
            yield last
            last = None
        last = each if last is None else Kept(last.start, last.there, each.end - last.start)
    if last is not None:
        yield last


def _between(
    chain: tuple[Kept, ...], moved: tuple[Difference, ...], texts: tuple[str, str]
) -> Iterator[Difference]:
    """The differences between one stretch that stays and the next."""
    before, after = texts
    here = sorted(each.before for each in moved)
    there = sorted(each.after for each in moved)
    ends = (Kept(0, 0, 0), *chain, Kept(len(before), len(after), 0))
    for one, other in pairwise(ends):
        gone = list(_left((one.end, other.start), here, before))
        new = list(_left((one.end_there, other.there), there, after))
        pairs = min(len(gone), len(new))
        for was, now in zip(gone, new, strict=False):
            yield Difference(was, now)
        for was in gone[pairs:]:
            yield Difference(was, (one.end_there, one.end_there))
        for now in new[pairs:]:
            yield Difference((one.end, one.end), now)


def _left(gap: Stretch, taken: list[Stretch], text: str) -> Iterator[Stretch]:
    """The parts of a gap with words in them that are not taken, without the spaces around."""
    at, end = gap
    first = bisect_left(taken, (at, at))
    for low, high in (*_until(taken, first, end), (end, end)):
        words = text[at:low].strip()
        if words:
            start = at + text[at:low].index(words)
            yield start, start + len(words)
        at = max(at, high)


def _until(taken: list[Stretch], first: int, end: int) -> Iterator[Stretch]:
    for at in range(first, len(taken)):
        if taken[at][0] >= end:
            return
        yield taken[at]


def _bare_lines(text: str, shared: Iterable[Stretch]) -> int:
    """How many lines that are not empty share no word."""
    stretches = sorted(shared)
    bare, start = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        bare += bool(line.strip()) and not any(
            _has_word(text[max(start, low) : min(end, high)])
            for low, high in _until(stretches, _first_behind(stretches, start), end)
        )
        start = end + 1
    return bare


def _first_behind(stretches: list[Stretch], offset: int) -> int:
    return bisect_right(stretches, offset, key=lambda each: each[1])


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _across(near: Iterable[Kept | tuple[int, int, int]], offset: int) -> int:
    """The place beside `offset`: as far into what stays, or as far between two that do."""
    low, image = 0, 0
    for start, there, size in near:
        if offset < start:
            return image + min(offset - low, max(0, there - image))
        if offset <= start + size:
            return there + offset - start
        low, image = start + size, there + size
    return image + offset - low


# Words


def _letters(words: str) -> int:
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


# Telling of it


def _quoted(text: str, stretch: Stretch) -> dict[str, Any]:
    start, end = stretch
    return {"start": start, "end": end, "text": text[start:end]}


def _told(sign: str, text: str, stretch: Stretch) -> Iterator[str]:
    """The lines of a stretch between brackets, with some words before and behind it."""
    start, end = stretch
    head = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    tail = text[end : end + _CONTEXT].partition("\n")[0]
    cut_head = "…" if start - len(head) > 0 and text[start - len(head) - 1] != "\n" else ""
    behind = end + len(tail)
    cut_tail = "…" if behind < len(text) and text[behind] != "\n" else ""
    whole = f"{cut_head}{head}[{text[start:end]}]{tail}{cut_tail}"
    for line in whole.split("\n"):
        yield f"{sign} {line}"
