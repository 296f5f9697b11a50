"""How a place in an exhibit is named: `A-001 ¶4` stays true when the layout changes."""

import unicodedata
from itertools import islice

from archivist.bundle.model import Direction
from archivist.text import Leaf, leaf_at

_SCANNED = 4096


def exhibit_number(position: int) -> str:
    """`A-001` for the first exhibit (position 1)."""
    return f"A-{position:03d}"


def paragraphs(leaves: tuple[Leaf, ...]) -> tuple[int, ...]:
    """The paragraph number of each leaf, from 1: one a table row, 0 for what shows no words."""
    numbers: list[int] = []
    last, row = 0, (0, -1)
    for leaf in leaves:
        if leaf.kind == "cell":
            if (leaf.table, leaf.row) != row:
                last += 1
            row = (leaf.table, leaf.row)
            numbers.append(last)
        elif leaf.kind == "rule" or leaf.start == leaf.end:
            numbers.append(0)
        else:
            last += 1
            numbers.append(last)
    return tuple(numbers)


def span_of_paragraphs(
    leaves: tuple[Leaf, ...], numbers: tuple[int, ...], start: int, end: int
) -> tuple[int, int]:
    """First and last paragraph with words of the passage `start` to `end`; 0 and 0 without any."""
    first, last = leaf_at(leaves, start), leaf_at(leaves, end)
    touched = [
        number
        for leaf, number in zip(leaves[first : last + 1], numbers[first : last + 1], strict=True)
        if number and leaf.start < end and start < leaf.end
    ]
    return (touched[0], touched[-1]) if touched else (0, 0)


def cite(exhibit: str, first: int, last: int) -> str:
    """`A-001 ¶4`, or `A-001 ¶¶4–6` for a passage that runs on."""
    if not first:
        return exhibit
    return f"{exhibit} ¶{first}" if first == last else f"{exhibit} ¶¶{first}–{last}"


def direction(text: str) -> Direction:
    """The direction most of the letters of the text's beginning are read in."""
    classes = [unicodedata.bidirectional(letter) for letter in islice(text, _SCANNED)]
    leftward = sum(kind in {"R", "AL"} for kind in classes)
    return "rtl" if leftward > classes.count("L") else "ltr"
