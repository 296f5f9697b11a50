"""Leaves cut into display pieces, because laying out a line costs the square of its length."""

from collections.abc import Iterator

from archivist.desktop.reader.graphemes import border_before

LIMIT = 4096
# How far back from the limit a cut may move to keep a grapheme whole.
_WINDOW = 128


def cut(text: str, start: int, end: int, *, limit: int = LIMIT) -> Iterator[tuple[int, int]]:
    """Ranges of code points, each at most `limit` long, that together show `text[start:end]`.

    A cut stands on a line feed, which it takes the place of, or after a space, or between two
    graphemes, in this order of preference. Anchors do not know of cuts.
    """
    while end - start > limit:
        stop = start + limit
        line_feed = text.rfind("\n", start + 1, stop + 1)
        if line_feed > 0:
            yield start, line_feed
            start = line_feed + 1
            continue
        space = text.rfind(" ", start + limit // 2, stop)
        after = space + 1 if space > 0 else _between_graphemes(text, start, stop)
        yield start, after
        start = after
    yield start, end


def _between_graphemes(text: str, start: int, stop: int) -> int:
    before = border_before(text, stop + 1)
    return before if before > max(start, stop - _WINDOW) else stop
