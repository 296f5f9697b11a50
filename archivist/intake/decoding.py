"""Bytes to text: byte order mark, then strict UTF-8, then the encoding a person chose."""

import codecs
import re

from archivist.errors import Refused

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest file that is read."""

ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859-1", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-9", "iso8859-15"),
    *("cp437", "cp850", "cp852", "cp855", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)
"""The encodings a person can choose for a file that is not UTF-8."""

_REMEDY = "Choose its encoding, for example: import --encoding windows-1250."

# White space, NUL, and what is drawn as nothing; marks of direction are kept and said instead.
_SEEN = re.compile(
    r"[^\s\0\xad\u034f\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)

MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order marks, each with its codec and the name people know it by.

The longer mark first: UTF-32-LE begins with the whole mark of UTF-16-LE.
"""


def decode(content: bytes, *, encoding: str | None = None) -> str:
    """The text of `content`, without its byte order mark and otherwise untouched.

    `encoding` is a person's choice, one of `ENCODINGS` under any of its names; without it the
    bytes carry a byte order mark or are strict UTF-8. Raises Refused for a file that is empty,
    too large, binary, or not in the encoding it is read as.
    """
    if len(content) > LARGEST:
        raise Refused("The file is larger than 32 MiB.")
    text = _chosen(content, encoding) if encoding else _declared(content)
    if _SEEN.search(text) is None:
        raise Refused("The file is empty.")
    if "\0" in text:
        raise Refused("The file is binary, not text.")
    return text


def codec_of(content: bytes, *, encoding: str | None = None) -> str:
    """The codec that `decode` reads `content` with, which writes a piece of it back."""
    if encoding:
        return known(encoding)
    return next((codec for mark, codec, _name in MARKS if content.startswith(mark)), "utf-8")


def known(encoding: str) -> str:
    """The codec that a chosen `encoding` names, one of `ENCODINGS` under any of its names.

    Raises Refused for any other.
    """
    try:
        codec = codecs.lookup(encoding).name
    except LookupError:
        codec = ""
    if codec not in {codecs.lookup(name).name for name in ENCODINGS}:
        raise Refused(f"Archivist knows no encoding “{encoding}”; choose another, as cp1250.")
    return codec


def _declared(content: bytes) -> str:
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return _marked(content, len(mark), codec, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as failure:
        if b"\0" in content:
            raise Refused("The file is binary, not text.") from None
        message = f"The file is not UTF-8 (byte {failure.start}). {_REMEDY}"
        raise Refused(message) from None


def _marked(content: bytes, mark: int, codec: str, name: str) -> str:
    try:
        return content[mark:].decode(codec)
    except UnicodeDecodeError as failure:
        byte = failure.start + mark
        message = f"The file starts as {name} but byte {byte} is not valid. {_REMEDY}"
        raise Refused(message) from None


def _chosen(content: bytes, encoding: str) -> str:
    codec = known(encoding)
    for mark, marked, _name in MARKS:
        if codec == codecs.lookup(marked).name:
            content = content.removeprefix(mark)
    try:
        return content.decode(codec)
    except UnicodeDecodeError as failure:
        message = f"The file is not {codec} (byte {failure.start}). Choose another encoding."
        raise Refused(message) from None
