"""Word documents, made HTML by mammoth; what it leaves out is counted and said."""

import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.dom import DOMException
from xml.parsers.expat import ExpatError

import mammoth

from archivist.errors import Refused
from archivist.intake import markup, office
from archivist.intake.deposit import Deposit, File
from archivist.intake.package import Package
from archivist.intake.xml_events import Listener, parse

READER: Final = "docx/1"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY = "word/document.xml"
_KEPT_APART = "comment-reference => sup"
_DAMAGED = (
    *(LookupError, ValueError, AttributeError, TypeError, OSError, RecursionError),
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, AssertionError),
    *(ExpatError, DOMException),
)


def read(content: bytes, name: str) -> Deposit:
    """The deposit of a Word document. Raises `Refused` when it is damaged or none."""
    package = Package(content)
    if "[Content_Types].xml" not in package or _BODY not in package:
        raise Refused("The file is named like a Word document but is none.")
    # mammoth unpacks and parses anew: what is hostile has been refused here before it does.
    counts = _Counts()
    for part in ("[Content_Types].xml", _BODY, "word/comments.xml", "word/footnotes.xml"):
        if part in package:
            parse(package.read(part), counts, of=part)
    described = office.Described()
    if "docProps/core.xml" in package:
        parse(package.read("docProps/core.xml"), described, of="docProps/core.xml")
    found = markup.read(_html(content))
    counted = (
        office.Counted("tracked insertion", counts.seen["ins"]),
        office.Counted("tracked deletion", counts.seen["del"]),
        office.Counted("picture", counts.seen["drawing"] + counts.seen["pict"]),
    )
    file = File(name, content, MEDIA_TYPE, READER)
    return office.deposit(file, found.structured, described, counted)


@dataclass(slots=True)
class _Counts(Listener):
    seen: Counter[str] = field(default_factory=Counter)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - as heard
        self.seen[name] += 1


def _html(content: bytes) -> str:
    try:
        made = mammoth.convert_to_html(
            BytesIO(content),
            style_map=_KEPT_APART,
            convert_image=mammoth.images.img_element(_no_picture),
        )
    except _DAMAGED:
        raise Refused("The Word document is damaged and cannot be read.") from None
    return str(made.value)


def _no_picture(_picture: object) -> dict[str, str]:
    return {}
