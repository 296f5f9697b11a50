"""Leaves cut into display pieces, because laying out a line costs the square of its length."""

from collections.abc import Iterator

from archivist.desktop.reader.graphemes import border_before
from archivist.text import astral

LIMIT = 4096
# How far back from the limit a cut may move to keep a grapheme whole.
_WINDOW = 128
# A line that changes to the letters of another font again and again is slow to lay out: with so
# many emoji and the like, pieces are shorter.
_MANY = 256
_CROWDED = 1024


def cut(text: str, start: int, end: int, *, limit: int = LIMIT) -> Iterator[tuple[int, int]]:
    """Ranges of code points, each at most `limit` long, that together show `text[start:end]`.

    A cut stands on a line feed, which it takes the place of, or after a space, or between two
    graphemes, in this order of preference. Anchors do not know of cuts.
    """
    while end - start > (most := _most(text, start, limit)):
        stop = start + most
        line_feed = text.rfind("\n", start + 1, stop + 1)
        if line_feed > 0:
            yield start, line_feed
            start = line_feed + 1
            continue
        space = text.rfind(" ", start + most // 2, stop)
        after = space + 1 if space > 0 else _between_graphemes(text, start, stop)
        yield start, after
        start = after
    yield start, end


def _most(text: str, start: int, limit: int) -> int:
    if limit <= _CROWDED or text.isascii():
        return limit
    return _CROWDED if len(astral(text, start, start + limit)) > _MANY else limit


def _between_graphemes(text: str, start: int, stop: int) -> int:
    before = border_before(text, stop + 1)
    return before if before > max(start, stop - _WINDOW) else stop
