"""File names inside a bundle: made of the exhibit's number, never of what an article says.

`sha256sum -c`, bagit and every file system read letters, digits, dot, dash and underscore alike.
"""

import re
import unicodedata

_SAFE_EXTENSIONS = {
    "text/plain": "txt",
    "text/markdown": "md",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/yaml": "yaml",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "eml",
    "image/jpeg": "jpg",
    "image/png": "png",
}
"""Kinds that a double click may open. A saved web page opened in a browser could ask for things
from the network, so it and all other kinds are `bin`."""

LONGEST = 80
"""Bytes of the longest folder name proposed."""

_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL"] + [f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)]
)


def text_file(exhibit: str) -> str:
    """Where the exhibit's canonical text lies: `exhibits/A-001.txt`."""
    return f"exhibits/{exhibit}.txt"


def original_file(exhibit: str, media_type: str) -> str:
    """Where the exhibit's original lies: `originals/A-001.md`, or `.bin` for kinds not opened."""
    return f"originals/{exhibit}.{_SAFE_EXTENSIONS.get(media_type, 'bin')}"


def folder_name(title: str) -> str:
    """A folder name to propose for a bundle called `title`, safe on every system.

    Letters and digits of any script, dots, dashes and underscores, at most `LONGEST` bytes; not
    hidden, no option, no name that Windows keeps for itself.

    >>> folder_name("../../etc/passwd")
    'etc-passwd'
    """
    plain = "".join(
        each if unicodedata.category(each)[0] in "LMN" or each in "._-" else "-"
        for each in unicodedata.normalize("NFC", title)[: 4 * LONGEST]
    )
    name = re.sub("-{2,}", "-", plain).strip("-._").encode()[:LONGEST].decode(errors="ignore")
    name = name.rstrip("-._")
    if not name:
        return "untitled"
    stem, dot, extension = name.partition(".")
    return f"{stem}_{dot}{extension}" if stem.upper() in _RESERVED else name
