"""The lines of a PDF page as they stand on it, and the paragraphs they make."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from archivist.intake.paper.pdf_sheet import Sheet
from archivist.layout import UNITS

_HYPHENS = "\ufffe\x02"
# Where a hyphen breaks a word over two lines, pdfium gives one of these signs and no line end.
_LINE = re.compile(f"[^\r\n{_HYPHENS}]*[{_HYPHENS}]|[^\r\n{_HYPHENS}]+")
_LAST_CODE = 0x10FFFF
_BYTE_ORDER_MARK = "\ufeff"
_CLOSING = '.!?:…。！？؟”»")'
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, the number of its first character on the page, and where it stands.

    `left`, `right`, `top`, `bottom` and `size` (of its letters) are in points, on the page as it
    is shown; up is more.
    """

    words: str
    first: int
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that run on, and the words they make together; `starts` says where in them each does.

    A sign that broke a word over two lines is no part of the words: the second half follows the
    first.
    """

    lines: tuple[Line, ...]
    words: str
    starts: tuple[int, ...]

    @property
    def size(self) -> float:
        """The size of its letters, in points."""
        return median(line.size for line in self.lines)


def lines_of(page: Any, sheet: Sheet) -> list[Line]:
    """The lines of a text page that hold words, in the order they were set."""
    found = (
        _line(page, sheet, each.start(), each.group()) for each in _LINE.finditer(_letters(page))
    )
    return [line for line in found if line.words]


def paragraphs(lines: list[Line]) -> Iterator[Paragraph]:
    """The lines joined where one runs on in the next."""
    if not lines:
        return
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    usual = median([step for step in steps if step > 0] or [0.0])
    edge = max(line.right for line in lines)
    running = [lines[0]]
    for above, below in pairwise(lines):
        if _runs_on(above, below, usual=usual, edge=edge):
            running.append(below)
            continue
        yield _paragraph(running)
        running = [below]
    yield _paragraph(running)


def _letters(page: Any) -> str:
    """A character of text for each character of the page, so that places in both are equal."""
    count = page.count_chars()
    text: str = page.get_text_range()
    if len(text) != count:
        codes = (pdfium.FPDFText_GetUnicode(page, number) for number in range(count))
        text = "".join(chr(code) if 0 < code <= _LAST_CODE else " " for code in codes)
    # A canonical text may not begin with this one, and every letter must keep its number.
    return text.replace(_BYTE_ORDER_MARK, " ")


def _line(page: Any, sheet: Sheet, first: int, raw: str) -> Line:
    words = raw.strip()
    if not words:
        return Line("", first, 0, 0, 0, 0, 0)
    begin = first + raw.index(words[0])
    place = sheet.place(begin, begin + len(words) - 1) or (0, 0, 0, 0)
    left, top, right, bottom = (side / UNITS for side in place)
    size = pdfium.FPDFText_GetFontSize(page, begin)
    return Line(words, begin, left, right, -top, -bottom, size if size > 1 else bottom - top)


def _runs_on(above: Line, below: Line, *, usual: float, edge: float) -> bool:
    """Whether a line goes on in the next one: as large, close under it, and not at an end."""
    step = above.bottom - below.bottom
    if step <= 0 or step > max(1.45 * usual, 1.9 * above.size):
        return False
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        return False
    if below.left > above.right or below.right < above.left:
        return False
    is_short = above.right < edge - 0.25 * (edge - above.left)
    indented = below.left > above.left + 0.8 * below.size
    return not ((is_short or indented) and above.words[-1] in _CLOSING)


def _paragraph(lines: list[Line]) -> Paragraph:
    words = ""
    starts: list[int] = []
    for line in lines:
        if words.endswith(tuple(_HYPHENS)):
            words = words[:-1]
        elif words and not (_IDEOGRAPH.match(words[-1]) and _IDEOGRAPH.match(line.words)):
            words += " "
        starts.append(len(words))
        words += line.words
    words = words.translate(dict.fromkeys(map(ord, _HYPHENS), "-"))
    return Paragraph(tuple(lines), words, tuple(starts))
