"""A PDF page as it is shown, turned and cut as the file says, and where its letters stand on it."""

import struct
from ctypes import byref, c_int
from typing import Any

import pypdfium2.raw as pdfium

from archivist.layout import UNITS

Place = tuple[float, float, float, float]
"""Left, top, right and bottom, in the units of a `Box`."""

LARGEST = 2**18
"""Units of the longest side that a page may have; the standard allows 144,000."""

_SIDES = struct.Struct("=8f")  # two boxes, each left, top, right and bottom
_FAR = 1_000
_FINE, _FINEST = 100, 2**30


class Sheet:
    """One page, of which a text page of pdfium tells the letters."""

    def __init__(self, page: Any, text: Any) -> None:
        across, down = page.get_size()
        self.width, self.height = (min(round(side * UNITS), LARGEST) for side in (across, down))
        self._text = text.raw
        self._turn = _turn(page, across, down)
        self._boxes = (pdfium.FS_RECTF * 2)()
        self._first, self._last = byref(self._boxes[0]), byref(self._boxes[1])

    def place(self, first: int, last: int) -> Place | None:
        """Where two letters stand, and what is between; `None` where neither is drawn."""
        ask, text = pdfium.FPDFText_GetLooseCharBox, self._text
        drawn = ask(text, first, self._first) and ask(text, last, self._last)
        left, top, right, bottom, l, t, r, b = _SIDES.unpack(self._boxes)  # noqa: E741
        if not drawn or (left, top) == (right, bottom) or (l, t) == (r, b):
            return self._one_of((left, top, right, bottom), (l, t, r, b)) if drawn else None
        return self._shown(min(left, l), max(top, t), max(right, r), min(bottom, b))

    def word(self, first: int, last: int, *, straight: bool) -> tuple[int, int, int, int] | None:
        """The box of the letters from `first` to `last`, as far as it lies on the page.

        In what runs `straight` the ends tell it; else every letter is asked. `None` where nothing
        of it lies on the page: what is written beside it is not seen.
        """
        place = self.place(first, last) if straight else self._every(first, last)
        if place is None:
            return None
        left, top, right, bottom = map(int, place)
        left, right = max(0, left), min(self.width, right + 1)
        top, bottom = max(0, top), min(self.height, bottom + 1)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _every(self, first: int, last: int) -> Place | None:
        """Where the letters from `first` to `last` stand."""
        found = (self.place(letter, letter) for letter in range(first, last + 1))
        places = [place for place in found if place]
        if not places:
            return None
        lefts, tops, rights, bottoms = zip(*places, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _one_of(self, one: Place, other: Place) -> Place | None:
        """The one of two boxes that is not empty, as that of a letter that is not drawn is."""
        for box in (one, other):
            if box[:2] != box[2:]:
                return self._shown(*box)
        return None

    def _shown(self, left: float, top: float, right: float, bottom: float) -> Place:
        """A box of the file on the page, which is turned by quarters only."""
        a, b, c, d, e, f = self._turn
        x, other_x = a * left + b * bottom + c, a * right + b * top + c
        y, other_y = d * left + e * bottom + f, d * right + e * top + f
        if x > other_x:
            x, other_x = other_x, x
        if y > other_y:
            y, other_y = other_y, y
        return x, y, other_x, other_y


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
