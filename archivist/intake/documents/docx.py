"""Word documents, made HTML by mammoth; what it leaves out is counted and said."""

import re
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
from archivist.intake.deposit import Deposit, File
from archivist.intake.documents import office
from archivist.intake.documents.xml_events import Listener, parse
from archivist.intake.leaves import markup
from archivist.intake.package import Package

READER: Final = "docx/2"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY = "word/document.xml"
_STYLES = "comment-reference => sup\np[style-name='Title'] => h1:fresh"
_COUNTED = (_BODY, "word/comments.xml", "word/footnotes.xml", "word/endnotes.xml")
_EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")
_AT_THE_END = "shown at the end of the text"
_BACK = re.compile(r' <a href="#(?:footnote|endnote|comment)-ref-[^"<>]*">↑</a>')
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
    for part in ("[Content_Types].xml", *_COUNTED):
        if part in package:
            parse(package.read(part), counts, of=part)
    described = office.Described()
    if "docProps/core.xml" in package:
        parse(package.read("docProps/core.xml"), described, of="docProps/core.xml")
    found = markup.read(_html(content))
    file = File(name, content, MEDIA_TYPE, READER)
    macros = (office.MACROS,) if "word/vbaProject.bin" in package else ()
    counted = (*_of_text(counts.seen), *_of_package(package))
    return office.deposit(file, found.structured, described, counted, warnings=macros)


@dataclass(slots=True)
class _Counts(Listener):
    seen: Counter[str] = field(default_factory=Counter)
    has_words: bool = False
    _in_words: bool = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.seen[name] += attributes.get("val") not in {"0", "false", "off"}
        self._in_words = name == "t"

    def words(self, words: str) -> None:
        self.has_words = self.has_words or (self._in_words and any(map(str.isalpha, words)))


def _of_text(seen: Counter[str]) -> tuple[office.Counted, ...]:
    charts = seen["chart"]
    return (
        office.Counted("comment", seen["comment"], _AT_THE_END),
        office.Counted("tracked insertion", seen["ins"], office.SHOWN),
        office.Counted("tracked deletion", seen["del"]),
        office.Counted("hidden passage", seen["vanish"], office.SHOWN),
        office.Counted("chart", charts),
        office.Counted("picture", max(0, seen["drawing"] + seen["pict"] - charts)),
    )


def _of_package(package: Package) -> tuple[office.Counted, ...]:
    """What lies beside the text: files inside the file, and the edges of its pages."""
    names = [member.name for member in package.members if not member.fault]
    files = sum(name.startswith("word/embeddings/") for name in names)
    edges = sum(_says_something(package, name) for name in names if _EDGE.fullmatch(name))
    return (office.Counted("embedded file", files), office.Counted("running head", edges))


def _says_something(package: Package, part: str) -> bool:
    edge = _Counts()
    parse(package.read(part), edge, of=part)
    return edge.has_words


def _html(content: bytes) -> str:
    try:
        made = mammoth.convert_to_html(
            BytesIO(content),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_no_picture),
        )
    except _DAMAGED:
        raise Refused("The Word document is damaged and cannot be read.") from None
    return _BACK.sub("", str(made.value))


def _no_picture(_picture: object) -> dict[str, str]:
    return {}
