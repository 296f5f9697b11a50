"""Leaves cut into display pieces, because laying out a line costs the square of its length."""

from collections.abc import Iterator

from PySide6.QtCore import QTextBoundaryFinder

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
    low = max(start, stop - _WINDOW)
    window = text[low : stop + 1]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, window)
    finder.toEnd()
    before = finder.toPreviousBoundary()
    if before <= 0:
        return stop
    return low + len(window.encode("utf-16-le")[: 2 * before].decode("utf-16-le"))
