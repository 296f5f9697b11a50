"""How a place in an exhibit is named: `A-001 ¶4` stays true when the layout changes."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from archivist import citation
from archivist.bundle.model import Direction

_SCANNED = 4096


def exhibit_number(position: int) -> str:
    """`A-001` for the first exhibit (position 1)."""
    return f"A-{position:03d}"


def cite(exhibit: str, first: int, last: int) -> str:
    """`A-001 ¶4`, or `A-001 ¶¶4–6` for a passage that runs on."""
    if not first:
        return exhibit
    return f"{exhibit} ¶{first}" if first == last else f"{exhibit} ¶¶{first}–{last}"


def on_pages(starts: Sequence[int], start: int, end: int) -> str:
    """The pages of a passage, of those that begin at `starts`; empty where there are none."""
    if not starts:
        return ""
    first, last = (max(1, bisect_right(starts, place)) for place in (start, max(start, end - 1)))
    return citation.on_pages(first, last)


def direction(text: str) -> Direction:
    """The direction most of the letters of the text's beginning are read in."""
    classes = [unicodedata.bidirectional(letter) for letter in islice(text, _SCANNED)]
    leftward = sum(kind in {"R", "AL"} for kind in classes)
    return "rtl" if leftward > classes.count("L") else "ltr"
