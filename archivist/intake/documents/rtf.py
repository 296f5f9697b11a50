"""Rich text (RTF): its words by striprtf, a paragraph a line; what is left out is counted."""

import re
from collections.abc import Iterator
from typing import Final

from striprtf.striprtf import rtf_to_text

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, File
from archivist.intake.documents import office
from archivist.intake.words import plain
from archivist.text import StructuredText, canonical

READER: Final = "rtf/2"
MEDIA_TYPE: Final = "application/rtf"
_BEGINS = b"{\\rtf"
_SAID = (("title", "title"), ("creator", "author"))
_LONGEST = 4_000
# striprtf draws lines between cells that nobody wrote.
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
# The mark of a list, in a font of symbols.
_UNKNOWN_MARK = re.compile(r"^\ufffd(?=\t)", re.MULTILINE)
_COUNTED = (
    ("comment", r"\\annotation(?![a-z])", ""),
    ("footnote", r"\{\\footnote(?![a-z])", ""),
    ("text box", r"\\shptxt(?![a-z])", ""),
    ("embedded object", r"\\objdata(?![a-z])", ""),
    ("picture", r"\\pict(?![a-z])(?<!\{\\nonshppict\{\\pict)", ""),
    ("tracked deletion", r"\\deleted(?![a-z0-9])", office.SHOWN),
    ("hidden passage", r"\\v(?![a-z0-9])", office.SHOWN),
)


def read(content: bytes, name: str) -> Deposit:
    """The deposit of an RTF file. Raises `Refused` when it is none or damaged."""
    if not content.lstrip()[:5].lower().startswith(_BEGINS):
        raise Refused("The file is named like rich text (RTF) but is none.")
    source = content.decode("latin-1")
    described = office.Described()
    for field, group in _SAID:
        found = re.search(rf"\{{\\{group} ([^}}]{{1,{_LONGEST}}})\}}", source)
        if found:
            described.values[field] = _words(f"{{\\rtf1\\ansi{_codepage(source)} {found[1]}}}")
    text = _UNKNOWN_MARK.sub("•", canonical(_words(_CELL.sub(r"\\tab", source))))
    structured = plain.read(text) if text.strip() else StructuredText("", ())
    counted = tuple(_counted(source))
    return office.deposit(File(name, content, MEDIA_TYPE, READER), structured, described, counted)


def _counted(source: str) -> Iterator[office.Counted]:
    for what, mark, place in _COUNTED:
        count = len(re.findall(mark, source))
        yield office.Counted(what, count, place) if place else office.Counted(what, count)


def _words(source: str) -> str:
    try:
        words: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, LookupError, TypeError, AttributeError):
        raise Refused("The rich text (RTF) is damaged and cannot be read.") from None
    # Letters beyond the first plane are written as two halves.
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _codepage(source: str) -> str:
    found = re.search(r"\\ansicpg\d+", source)
    return found.group() if found else ""
