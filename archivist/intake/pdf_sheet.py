"""A PDF page as it is shown, turned and cut as the file says, and where its letters stand on it."""

from collections.abc import Iterable
from ctypes import byref, c_int
from functools import reduce
from typing import Any

import pypdfium2.raw as pdfium

from archivist.layout import UNITS

Place = tuple[float, float, float, float]
"""Left, top, right and bottom, in the units of a `Box`."""

LARGEST = 2**18
"""Units of the longest side that a page may have; the standard allows 144,000."""

_FAR = 1_000
_FINE, _FINEST = 100, 2**30


class Sheet:
    """One page, of which a text page of pdfium tells the letters."""

    def __init__(self, page: Any, text: Any) -> None:
        across, down = page.get_size()
        self.width, self.height = (min(round(side * UNITS), LARGEST) for side in (across, down))
        self._text = text.raw
        self._turn = _turn(page, across, down)
        self._box = pdfium.FS_RECTF()

    def place(self, letter: int) -> Place | None:
        """Where a letter stands with the height of its line; `None` for one that is not drawn."""
        box = self._box
        if not pdfium.FPDFText_GetLooseCharBox(self._text, letter, box):
            return None
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if left == right and top == bottom:
            return None
        a, b, c, d, e, f = self._turn
        x, other_x = a * left + b * bottom + c, a * right + b * top + c
        y, other_y = d * left + e * bottom + f, d * right + e * top + f
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)

    def word(self, letters: Iterable[int]) -> tuple[int, int, int, int] | None:
        """The box of these letters, as far as it lies on the page.

        `None` where nothing of it does: what is written beside the page is not seen.
        """
        place = reduce(joined, map(self.place, letters), None)
        if place is None:
            return None
        left, top, right, bottom = place
        left, right = max(0, int(left)), min(self.width, int(right) + 1)
        top, bottom = max(0, int(top)), min(self.height, int(bottom) + 1)
        return (left, top, right, bottom) if left < right and top < bottom else None


def joined(one: Place | None, other: Place | None) -> Place | None:
    """Both places as one."""
    if one is None or other is None:
        return one or other
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _turn(page: Any, across: float, down: float) -> tuple[float, ...]:
    """How a place in the file becomes one on the page as shown: x' = ax + by + c, y' = dx + ey + f.

    pdfium tells it in whole numbers, so it is asked on a page many times as large.
    """
    fine = min(UNITS * _FINE, _FINEST / max(across, down))
    size = (round(across * fine), round(down * fine))
    x, y = _shown(page, size, 0, 0)
    right = _shown(page, size, _FAR, 0)
    up = _shown(page, size, 0, _FAR)
    scale = UNITS / fine
    a, d = ((place - origin) / _FAR * scale for place, origin in zip(right, (x, y), strict=True))
    b, e = ((place - origin) / _FAR * scale for place, origin in zip(up, (x, y), strict=True))
    return a, b, x * scale, d, e, y * scale


def _shown(page: Any, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, byref(across), byref(down))
    return across.value, down.value
