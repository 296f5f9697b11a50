"""Alignment: where a text holds nearly what a pattern is, by Myers' bit-parallel search."""

from collections.abc import Iterator, Sequence
from typing import Final

ERRORS: Final = 0.35
"""The share of a pattern's characters that may differ."""

PIECE: Final = 1024
"""Longer patterns are aligned in pieces of so many characters."""

_PLACES = 8
_TIES = 3


def alignments(text: str, pattern: str, low: int, high: int) -> Iterator[tuple[int, int, int]]:
    """The places within `text[low:high]` most like `pattern`: start, end, characters that differ.

    Where a place may start or end at several characters equally well, up to three of each are
    given. A character of the range costs some operations on integers of `len(pattern)` bits,
    and never more than of `PIECE` bits.
    """
    if len(pattern) > PIECE:
        yield from _piecewise(text, pattern, low, high)
        return
    for end, differing in _ends(text, pattern, low, high):
        for start in _starts(text, pattern, low, end):
            yield start, end, differing


def distance(text: str, pattern: str) -> int:
    """The edit distance of `pattern` from whichever beginning of `text` is most like it."""
    if not pattern:
        return 0
    return min(_distances(text, pattern, anchored=True), default=len(pattern))


def apart(text: str, pattern: str, *, alike: Sequence[tuple[int, int]] = ()) -> int:
    """The edit distance of the whole `text` from the whole `pattern`, or a little more.

    Beyond `PIECE` characters it is the sum of what lies between those that are `alike`: places in
    `pattern` and in `text` that hold the same, each pair behind the one before.
    """
    if max(len(text), len(pattern)) <= PIECE:
        return _apart(text, pattern)
    differing, at, place = 0, 0, 0
    for next_at, next_place in (*alike, (len(pattern), len(text))):
        if (next_at, next_place) != (at, place):
            differing += _apart(text[place:next_place], pattern[at:next_at])
        at, place = next_at + 1, next_place + 1
    return differing


def _apart(text: str, pattern: str) -> int:
    text, pattern = _unlike(text, pattern)
    text, pattern = _unlike(text[::-1], pattern[::-1])
    if not text or not pattern or len(pattern) > PIECE:
        return max(len(text), len(pattern))
    return list(_distances(text, pattern, anchored=True))[-1]


def _unlike(text: str, pattern: str) -> tuple[str, str]:
    """Both from the first character on in which they differ."""
    pairs = enumerate(zip(text, pattern, strict=False))
    alike = next((at for at, (one, other) in pairs if one != other), min(len(text), len(pattern)))
    return text[alike:], pattern[alike:]


def _piecewise(text: str, pattern: str, low: int, high: int) -> Iterator[tuple[int, int, int]]:
    """The one place of a long pattern, each of its pieces found behind the one before."""
    begin, reached, differing = -1, low, 0
    for at in range(0, len(pattern), PIECE):
        piece = pattern[at : at + PIECE]
        found = next(alignments(text, piece, reached, high), None)
        if begin < 0 and found is None:
            return
        start, end, apart = found or (reached, reached + len(piece), len(piece))
        differing += apart + (start - reached if begin >= 0 else 0)
        if differing > len(pattern) * ERRORS:
            return
        begin, reached = (begin if begin >= 0 else start), min(end, len(text))
        high = min(len(text), reached + 3 * PIECE)
    yield begin, reached, differing


def _ends(text: str, pattern: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Where the best matches end, with what they differ by; equally good ends stay together."""
    allowed = int(len(pattern) * ERRORS)
    running = enumerate(_distances(text[low:high], pattern, anchored=False), low + 1)
    taken: list[tuple[int, int]] = []
    for differing, end in sorted((each, end) for end, each in running if each <= allowed):
        near = [each for other, each in taken if abs(other - end) <= len(pattern) // 2]
        is_new = not near and len(taken) < _PLACES
        if is_new or (len(near) < _TIES and near[:1] == [differing]):
            taken.append((end, differing))
    return iter(taken)


def _starts(text: str, pattern: str, low: int, end: int) -> list[int]:
    """Where the match that ends at `end` may start, equally well."""
    longest = int(len(pattern) * (1 + ERRORS)) + 1
    backwards = text[max(low, end - longest) : end][::-1]
    distances = list(_distances(backwards, pattern[::-1], anchored=True))
    least = min(distances)
    ties = (end - size for size, each in enumerate(distances, 1) if each == least)
    return list(ties)[:_TIES]


def _distances(text: str, pattern: str, *, anchored: bool) -> Iterator[int]:
    """For each end in `text`, the edit distance of `pattern` from the best match ending there.

    A match starts anywhere or, when `anchored`, where the text does. The column of distances is
    kept as in Hyyrö's form of Myers' search: a bit of `up` or `down` says that the row is one
    more, or one less, than the row before it; of `more` or `less`, than it was a character ago.
    """
    every = (1 << len(pattern)) - 1
    last = 1 << (len(pattern) - 1)
    rows: dict[str, int] = {}
    for row, char in enumerate(pattern):
        rows[char] = rows.get(char, 0) | 1 << row
    up, down, reached = every, 0, len(pattern)
    for char in text:
        equal = rows.get(char, 0)
        diagonal = (((equal & up) + up) ^ up) | equal | down
        more = down | (every & ~(diagonal | up))
        less = up & diagonal
        reached += bool(more & last) - bool(less & last)
        more = (more << 1 | anchored) & every
        less = less << 1 & every
        up = less | (every & ~(diagonal | more))
        down = more & diagonal
        yield reached
