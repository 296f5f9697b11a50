"""The encoding of a web page: decided in one order, and told with what decided it.

Byte order mark, strict UTF-8, a person's choice, what the page declares, then the frequency of its
bytes. A page is never refused for its encoding: what does not decode is U+FFFD, and is warned of.
"""

import codecs
import re
from dataclasses import dataclass
from types import MappingProxyType

from archivist.errors import Refused
from archivist.intake import decoding
from archivist.intake.decoding import MARKS
from archivist.intake.deposit import Fact
from archivist.text import REPLACEMENT

_LOOK = 4096
_DECLARED = (
    (
        re.compile(rb"<meta[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE),
        "meta charset",
    ),
    (
        re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE),
        "XML declaration",
    ),
)
# What browsers read under these names: pages are declared narrower than they are.
_READ_AS = MappingProxyType(
    {
        "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
        "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
        "euc_kr": "cp949",
    }
)  # fmt: skip
# A page that declares these was decodable by nobody who read the declaration.
_NOT_DECLARABLE = ("utf-16", "utf-32", "utf-7", "utf-8")
_ESCAPES = b"\x1b$"
_FALLBACK = "cp1252"
_LEAST_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, with the fact that says in which encoding it was read, and why in that one."""

    text: str
    fact: Fact

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know of the encoding."""
        lost = self.text.count(REPLACEMENT)
        if lost:
            told = "character" if lost == 1 else "characters"
            return (f"{lost:,} {told} could not be read as {self.fact.value}.",)
        if self.fact.confidence == "guess":
            return (f"The page does not say its encoding; it was read as {self.fact.value}.",)
        return ()


def decode(content: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of a page. Raises `Refused` when it is empty or `encoding` is none known here."""
    if not content.strip(b" \t\r\n\0"):
        raise Refused("The file is empty.")
    for mark, codec, _name in MARKS:
        if content.startswith(mark):
            return _read(content[len(mark) :], codec, codec, "byte order mark")
    declared, source = _declared(content[:_LOOK])
    if _ESCAPES in content and declared.startswith("iso2022"):
        return _read(content, declared, declared, source)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _of_bytes(content, declared, source, encoding)
    return Decoded(text, Fact("encoding", declared or "utf-8", "utf-8", "its bytes", "declared"))


def _of_bytes(content: bytes, declared: str, source: str, encoding: str | None) -> Decoded:
    if encoding:
        return _read(content, decoding.known(encoding), encoding, "choice at import")
    if declared and _fits(content, declared):
        return _read(content, declared, declared, source)
    guessed = _guessed(content)
    if guessed:
        found = _read(content, guessed, guessed, "frequency of its bytes")
        return Decoded(found.text, Fact("encoding", guessed, guessed, found.fact.source, "guess"))
    codec = declared or ("utf-8" if _is_nearly_utf8(content) else _FALLBACK)
    return _read(content, codec, codec, source if declared else "the commonest encoding")


def _read(content: bytes, codec: str, raw: str, source: str) -> Decoded:
    text = content.decode(codec, "replace")
    return Decoded(text, Fact("encoding", raw, codec, source, "declared"))


def _declared(head: bytes) -> tuple[str, str]:
    for pattern, source in _DECLARED:
        found = pattern.search(head)
        if found is None:
            continue
        try:
            codec = codecs.lookup(found[1].decode("ascii")).name
        except (LookupError, ValueError):
            continue
        if codec.startswith(_NOT_DECLARABLE) or not _is_text(codec):
            continue
        return _READ_AS.get(codec, codec), source
    return "", ""


def _is_text(codec: str) -> bool:
    """Whether a codec makes text of bytes: Python knows others, as base64 and zip."""
    try:
        return isinstance(b"".decode(codec), str)
    except (LookupError, ValueError):
        return False


def _fits(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeError:
        return False
    return True


def _is_nearly_utf8(content: bytes) -> bool:
    lost = content.decode("utf-8", "replace").count(REPLACEMENT)
    return lost * 20 < sum(byte > 0x7F for byte in content)  # noqa: PLR2004 -- the end of ASCII


def _guessed(content: bytes) -> str:
    from cchardet import detect

    if _is_nearly_utf8(content):
        return ""
    found = detect(content)
    name, sure = found.get("encoding"), found.get("confidence")
    if not isinstance(name, str) or not isinstance(sure, float) or sure < _LEAST_SURE:
        return ""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    codec = _READ_AS.get(codec, codec)
    return codec if _fits(content, codec) else ""
