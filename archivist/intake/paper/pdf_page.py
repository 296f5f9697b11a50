"""One page of a PDF: its paragraphs, its size, and the box of every word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2

from archivist.intake.paper.pdf_lines import Paragraph, lines_of, paragraphs
from archivist.intake.paper.pdf_sheet import Sheet
from archivist.layout import UNITS, Page, Words
from archivist.text import canonical

_WORD = re.compile(r"\S+")
# Letters of scripts that surely run from left to right, and what stands between them.
_STRAIGHT = re.compile("[\u0000-\u024f\u0400-\u052f\u2010-\u205f\u3000-\ud7ff]+")
_LETTER = (612 * UNITS, 792 * UNITS)  # what pdfium takes for a page that does not say its size


@dataclass(frozen=True, slots=True)
class Printed:
    """The paragraphs of a page, their words as they come into the text, and the page."""

    paragraphs: tuple[Paragraph, ...]
    pieces: tuple[str, ...]
    page: Page


def printed(document: Any, number: int, start: int, *, placed: bool) -> Printed:
    """The page with that number, from 0, whose text begins at the code point `start`.

    Its words have boxes where they shall be `placed`.
    """
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Printed((), (), Page(start, *_LETTER))
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        return Printed((), (), Page(start, *_LETTER))
    try:
        return _printed(Sheet(page, text), text, start, placed=placed)
    finally:
        text.close()
        page.close()


def _printed(sheet: Sheet, text: Any, start: int, *, placed: bool) -> Printed:
    found = tuple(paragraphs(lines_of(text, sheet)))
    # Letter for letter, so that places stay.
    pieces = tuple(canonical(each.words).replace("\n", " ") for each in found)
    words = Words.of(_words(sheet, found, pieces, start) if placed else ())
    return Printed(found, pieces, Page(start, sheet.width, sheet.height, words))


def _words(
    sheet: Sheet, found: tuple[Paragraph, ...], pieces: tuple[str, ...], at: int
) -> Iterator[tuple[int, int, int, int, int, int]]:
    """A word that a line end breaks is two, which touch in the text and not on the page."""
    for paragraph, piece in zip(found, pieces, strict=True):
        ends = (*paragraph.starts[1:], len(piece))
        for line, begin, end in zip(paragraph.lines, paragraph.starts, ends, strict=True):
            shift = line.first - begin
            straight = _STRAIGHT.fullmatch(piece, begin, end) is not None
            for word in _WORD.finditer(piece, begin, end):
                first, last = word.span()
                box = sheet.word(first + shift, last - 1 + shift, straight=straight)
                if box:
                    yield at + first, at + last, *box
        at += len(piece) + 1
