"""Which reader reads a file: by what its bytes are, then by its name; one table.

A file that is named for one kind and holds another is read as what it holds, or refused with a
sentence that says what it is. Text is what is left when the bytes tell nothing.
"""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal

from archivist.errors import Refused

Needs = Literal["nothing", "encoding", "columns", "within"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    `module` of `archivist.intake` holds its reader, empty for text that `reading` itself reads;
    whatever has one is read in a confined child. `needs` says what the reader takes beside bytes
    and name: a chosen `encoding`, that and the `columns` that hold the fields of an article, or a
    way to read what stands `within` the file.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str = ""
    needs: Needs = "nothing"


KINDS: tuple[Kind, ...] = (
    Kind("text", (".txt", ".text", ""), needs="encoding"),
    Kind("markdown", (".md", ".markdown"), needs="encoding"),
    Kind("json", (".json",), needs="encoding"),
    Kind("web page", (".html", ".htm", ".xhtml", ".shtml"), "web.web_page", "encoding"),
    Kind("web page with its files", (".mhtml", ".mht"), "web.mhtml"),
    Kind("PDF", (".pdf",), "paper.pdf"),
    Kind("Word document", (".docx", ".docm", ".dotx"), "documents.docx"),
    Kind("OpenDocument text", (".odt", ".ott"), "documents.odt"),
    Kind("rich text", (".rtf",), "documents.rtf"),
    Kind("e-book", (".epub",), "documents.epub"),
    Kind("e-book of one XML", (".fb2",), "documents.fb2"),
    Kind("mail", (".eml",), "messages.mail", "within"),
    Kind("mailbox", (".mbox", ".mbx"), "messages.mbox", "within"),
    Kind("web archive", (".warc", ".wacz", ".warc.gz", ".arc", ".arc.gz"), "web.warc", "within"),
    Kind("news feed", (".rss", ".atom"), "lists.feeds"),
    Kind("outline", (".opml",), "lists.opml"),
    Kind("table of values", (".csv", ".tsv"), "lists.tables", "columns"),
    Kind("list of records", (".jsonl", ".ndjson"), "lists.json_records", "columns"),
    Kind("references", (".ris",), "lists.ris", "columns"),
    Kind("zip file", (".zip",), "zips", "within"),
)

_BY_NAME = MappingProxyType({kind.name: kind for kind in KINDS})
_BY_SUFFIX = MappingProxyType({suffix: kind for kind in KINDS for suffix in kind.suffixes})

_PICTURE = "The file is a picture: make a PDF of it, whose pages can be read by Tesseract."
# The beginnings of kinds that are known and not read, and what to do with them.
_NOT_READ: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "The file is a program, whatever its name says."),
    (b"\x7fELF", "The file is a program, whatever its name says."),
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"7z\xbc\xaf", "The file is packed with 7-Zip; unpack it, or pack it as zip."),
    (b"Rar!\x1a", "The file is packed with RAR; unpack it, or pack it as zip."),
    (b"SQLite format 3\0", "The file is a database; export it as CSV or JSON."),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE_REMEDIES = MappingProxyType(
    {".msg": "The file is an Outlook message; save it as .eml."}
)
_OLD_OFFICE_REMEDY = "The file is an old Office document; save it as .docx, .odt or PDF."
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rich text"),
    (b"WARC/", "web archive"),
    (b"filedesc://", "web archive"),
    (b"TY  - ", "references"),
)
_PACKED = b"PK\x03\x04"
_PDF_WITHIN = 1024
_LOOK = 4096
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]",
    re.DOTALL,
)
_BOOK = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<FictionBook[\s>]",
    re.DOTALL,
)
_LOOKS = ((_PAGE, "web page"), (_BOOK, "e-book of one XML"), (_FEED, "news feed"))
_RECORDS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:\[\s*[{\]]|\{[^\r\n]*\}[ \t]*\r?\n\s*\{)",
)
_MAILBOX = re.compile(rb"\AFrom [^\r\n]+\d\d:\d\d[^\r\n]*\r?\n(?:[\w-]+:|\r?\n)")
_MAIL = re.compile(
    rb"\A(?:(?:from|to|cc|date|subject|received|return-path|delivered-to|message-id|mime-version"
    rb"|x-[\w-]+|content-[\w-]+|snapshot-content-location)[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}",
    re.IGNORECASE,
)
_WITH_FILES = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def of(content: bytes, name: str) -> Kind:
    """The kind of a file called `name` that holds `content`. Raises `Refused` for no known one."""
    suffix = suffix_of(name)
    found = _by_bytes(content, suffix) or _BY_SUFFIX.get(suffix)
    if found is None:
        raise Refused(f"“{name}” is not a kind of file Archivist reads yet ({_known()}).")
    return found


def is_text(content: bytes, name: str) -> bool:
    """Whether a file is of a kind read without a child; what is packed is not even looked into.

    Raises `Refused` for no known kind.
    """
    return not content.startswith(_PACKED) and not of(content, name).module


def may_carry(content: bytes, name: str) -> bool:
    """Whether a file may carry others; what is packed may, and is not even looked into.

    Raises `Refused` for no known kind.
    """
    return content.startswith(_PACKED) or of(content, name).needs == "within"


def may_have_columns(name: str) -> bool:
    """Whether a file of that name may be a table or a list, each row of which can be an article."""
    kind = _BY_SUFFIX.get(suffix_of(name))
    return kind is not None and (kind.needs == "columns" or kind.name == "json")


def suffix_of(name: str) -> str:
    """The suffix of a file name in small letters; two of them where a known kind has two."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    both = "".join(suffixes)
    return both if both in _BY_SUFFIX else "".join(suffixes[-1:])


def _known() -> str:
    return ", ".join(kind.suffixes[0].removeprefix(".") for kind in KINDS)


def _by_bytes(content: bytes, suffix: str) -> Kind | None:
    for beginning, sentence in _NOT_READ:
        if content.startswith(beginning):
            raise Refused(sentence)
    if content.startswith(_OLD_OFFICE):
        raise Refused(_OLD_OFFICE_REMEDIES.get(suffix, _OLD_OFFICE_REMEDY))
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return _BY_NAME[kind]
    if b"%PDF-" in content[:_PDF_WITHIN] and (suffix == ".pdf" or content.startswith(b"%PDF-")):
        return _BY_NAME["PDF"]
    if content.startswith(_PACKED):
        return _packed(content)
    return _written(content[:_LOOK], suffix)


def _written(head: bytes, suffix: str) -> Kind | None:
    """What a text is by how it begins, where its name does not say that it is plain text."""
    known = _BY_SUFFIX.get(suffix)
    if suffix == ".json" and _RECORDS.match(head):
        return _BY_NAME["list of records"]
    if suffix and known is not None and not known.module:
        return None
    if _MAILBOX.match(head):
        return _BY_NAME["mailbox"]
    if _MAIL.match(head):
        with_files = _WITH_FILES.search(head) is not None and suffix != ".eml"
        return _BY_NAME["web page with its files" if with_files else "mail"]
    return next((_BY_NAME[kind] for look, kind in _LOOKS if look.match(head)), None)


def _packed(content: bytes) -> Kind | None:
    """What a zip is, by what it says or holds; the table of its members alone is read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None  # its name may tell whose reader says what is wrong
    if "word/document.xml" in names:
        return _BY_NAME["Word document"]
    if "META-INF/container.xml" in names:
        return _BY_NAME["e-book"]
    if "content.xml" in names:
        return _BY_NAME["OpenDocument text"]
    if any(name.startswith("archive/") for name in names) and "datapackage.json" in names:
        return _BY_NAME["web archive"]
    return None
