"""PDF: its text and its places page by page, its outline, its description; nothing is ever run.

Read by pdfium, which is built without JavaScript here. Only for the confined child: a document
made to break readers must break nothing else.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from archivist import dates
from archivist.errors import Refused
from archivist.intake.deposit import Deposit, Fact, Proposal
from archivist.intake.paper import pdf_beside
from archivist.intake.paper.pdf_lines import Paragraph
from archivist.intake.paper.pdf_page import Printed, printed
from archivist.intake.paper.recognised import bare_pages
from archivist.intake.words import plain
from archivist.layout import Page
from archivist.text import Leaf, LeafKind, StructuredText, canonical

READER: Final = "pdf/2"
MOST_PAGES: Final = 5_000
AFFORDED: Final = 4_500
"""Pages of 600 words that a reader has time for: once to read, and again to place their words."""
_MOST_OUTLINE = 5_000
_HEADING, _LARGE = 1.16, 1.5
_LONGEST_HEADING = 200
_REPEATED = 3
_EDGE_LINES = 2
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")


def read(content: bytes, name: str) -> Deposit:
    """The deposit of a PDF file. Raises `Refused` when it is damaged or locked by a password."""
    document = opened(content)
    try:
        if len(document) > MOST_PAGES:
            raise Refused(f"The PDF has more than {MOST_PAGES:,} pages.")
        pages = list(_pages(document))
        described = dict(_described(document))
        outline = list(_outline(document))
        warnings = tuple(_warnings(document, pages))
    finally:
        document.close()
    text = _assembled(pages)
    facts = tuple(_facts(described, text))
    metadata: dict[str, Any] = {"pdf": described}
    if outline:
        metadata["outline"] = outline
    return Deposit(
        name,
        content,
        "application/pdf",
        READER,
        next((fact.value for fact in facts if fact.field == "title" and fact.value), name),
        text.text,
        text.leaves,
        facts=facts,
        metadata=metadata,
        warnings=warnings,
        proposals=tuple(_running_heads(pages)),
        pages=tuple(_places(pages, len(text.text))),
    )


def _described(document: Any) -> Iterator[tuple[str, str]]:
    for key in document.METADATA_KEYS:
        with suppress(UnicodeDecodeError):
            if value := document.get_metadata_value(key):
                yield key, value


def opened(content: bytes) -> Any:
    """The document of pdfium. Raises `Refused` as `read`."""
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as failure:
        if "password" in str(failure).lower():
            raise Refused(
                "The PDF is locked by a password; save a copy without one and import that."
            ) from None
        raise Refused("The PDF is damaged and cannot be opened.") from None


def _pages(document: Any) -> Iterator[Printed]:
    start = 0
    for number in range(len(document)):
        page = printed(document, number, start, placed=number < _placed(len(document)))
        yield page
        start += sum(len(piece) + 1 for piece in page.pieces)


def _placed(pages: int) -> int:
    """How many pages of so many have their words placed."""
    return min(pages, max(0, AFFORDED - pages))


def _places(pages: list[Printed], length: int) -> Iterator[Page]:
    """The pages, of which those without words after the last one begin where the text ends."""
    for each in pages:
        yield replace(each.page, start=length) if each.page.start > length else each.page


def _assembled(pages: list[Printed]) -> StructuredText:
    """The text of all pages, a leaf a paragraph."""
    body = _body(pages)
    leaves: list[Leaf] = []
    at = 0
    for page in pages:
        for paragraph, piece in zip(page.paragraphs, page.pieces, strict=True):
            leaves.append(Leaf(_kind(paragraph, body), at, at + len(piece)))
            at += len(piece) + 1
    text = "\n".join(piece for page in pages for piece in page.pieces)
    return StructuredText(text, tuple(leaves))


def _body(pages: list[Printed]) -> float:
    """The size of most letters, in points."""
    sizes = [line.size for page in pages for each in page.paragraphs for line in each.lines]
    return median(sizes) if sizes else 0.0


def _kind(paragraph: Paragraph, body: float) -> LeafKind:
    is_short = len(paragraph.words) <= _LONGEST_HEADING
    if not is_short or paragraph.size < body * _HEADING:
        return "p"
    return "h1" if paragraph.size >= body * _LARGE else "h2"


def _running_heads(pages: list[Printed]) -> Iterator[Proposal]:
    """What stands on page after page at the same edge, but for its number: no part of the text."""
    seen: Counter[str] = Counter()
    places: list[tuple[int, str]] = []
    first, body = 0, _body(pages)
    for page in (each.paragraphs for each in pages):
        for number in _edges(page, body):
            shape = _NUMBER.sub("#", page[number].words.casefold())
            seen[shape] += 1
            places.append((first + number, shape))
        first += len(page)
    leaves = [[leaf, leaf] for leaf, shape in places if seen[shape] >= _REPEATED]
    if leaves and len(leaves) < first:
        yield Proposal(
            "boilerplate",
            f"{len(leaves)} running heads and page numbers",
            "They stand at the edge of page after page.",
            {"leaves": leaves},
        )


def _edges(page: tuple[Paragraph, ...], body: float) -> list[int]:
    """The single lines at the top and the foot of a page, none of them a heading."""
    top = sorted(range(len(page)), key=lambda each: -page[each].lines[0].top)
    outer = {*top[:_EDGE_LINES], *top[-_EDGE_LINES:]}
    single = (each for each in outer if len(page[each].lines) == 1)
    return sorted(each for each in single if page[each].size < body * _HEADING)


@dataclass(frozen=True, slots=True)
class _Said:
    field: str
    key: str


# What programs write where nobody said anything.
_NOTHING_SAID = frozenset({"", "untitled", "anonymous", "unspecified", "unknown"})
_DESCRIBED = (_Said("title", "Title"), _Said("author", "Author"))


def _facts(described: dict[str, str], text: StructuredText) -> Iterator[Fact]:
    for said in _DESCRIBED:
        value = " ".join(canonical(described.get(said.key, "").replace("\0", "")).split())
        if value.casefold() not in _NOTHING_SAID:
            yield Fact(said.field, value, value, f"PDF {said.key}", "declared")
    written = described.get("CreationDate", "")
    day = _day(written)
    if day:
        # The day a file was made is at best the day of what stands in it.
        yield Fact("published", written, day, "PDF CreationDate", "guess")
    if described.get("Title", "").strip().casefold() in _NOTHING_SAID and text.text.strip():
        yield _first_heading(text) or plain.title_of(text)


def _first_heading(text: StructuredText) -> Fact | None:
    for leaf in text.leaves[:20]:
        if leaf.kind != "p":
            words = text.text[leaf.start : leaf.end]
            return Fact("title", words, " ".join(words.split()), "largest first line", "derived")
    return None


def _day(written: str) -> str:
    found = _DATE.match(written)
    day = "-".join(part for part in found.groups() if part) if found else ""
    return day if day and dates.parse(day) else ""


def _outline(document: Any) -> Iterator[list[int | str]]:
    """Level from 0, title and page from 1 of each entry of the outline."""
    for number, entry in enumerate(document.get_toc(max_depth=12)):
        if number == _MOST_OUTLINE:
            return
        target = entry.get_dest()
        page = target.get_index() if target else None
        with suppress(UnicodeDecodeError):
            yield [entry.level, canonical(entry.get_title()), (page or 0) + 1]


def _warnings(document: Any, pages: list[Printed]) -> Iterator[str]:
    bare = sum(not page.paragraphs for page in pages)
    if bare:
        yield bare_pages(bare)
    placed = _placed(len(pages))
    if placed < len(pages):
        yield (
            f"The file is very long: from page {placed + 1:,} on it is not kept where its words "
            "stand on the page."
        )
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        yield (
            "The PDF holds JavaScript, which was not run; look at the original in Dangerzone only."
        )
    carried = document.count_attachments()
    if carried > 0:
        files = "a file" if carried == 1 else f"{carried} files"
        yield f"The PDF carries {files} inside, kept with the original and not opened."
    yield from pdf_beside.sentences(document)
