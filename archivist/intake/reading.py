"""The door: one file to a `Deposit`, text in this process and all else in a confined child."""

import errno
import os
import stat
from pathlib import Path

from archivist.errors import Refused
from archivist.intake import kinds
from archivist.intake.deposit import Deposit, label
from archivist.intake.gather import Stamp
from archivist.intake.isolation.confined import Confined
from archivist.intake.texts import read_text
from archivist.text import Leaf

_TROUBLES = {
    errno.ENOENT: "The file is no longer there.",
    errno.ENOTDIR: "The file is no longer there.",
    errno.EACCES: "The file cannot be read: permission denied.",
    errno.EPERM: "The file cannot be read: permission denied.",
    errno.ELOOP: "The folder contains a loop of links.",
    errno.ENXIO: "This is not an ordinary file.",
    errno.EISDIR: "This is a folder. Choose “Import folder”.",
}


LARGEST = 200 * 2**20
"""Bytes of the largest file that is read; of text, `decoding.LARGEST`."""


def read(path: Path, *, encoding: str | None = None, confined: Confined | None = None) -> Deposit:
    """The deposit of the file at `path`, read once and left as it is.

    `encoding` is a person's choice for a file that is not UTF-8; `confined` reads what is not
    text, and is opened for this file alone when there is none. Raises Refused with one sentence
    for a file that cannot be read, changes meanwhile, or is of no kind known here; whoever shows
    the sentence names the file beside it.
    """
    return read_bytes(content_of(path)[0], path.name, encoding=encoding, confined=confined)


def content_of(path: Path) -> tuple[bytes, Stamp]:
    """The bytes of the file at `path`, and its stamp as they had it. Raises Refused as `read`."""
    try:
        return _content(path)
    except OSError as failure:
        if path.is_dir():  # Windows opens no folder
            raise Refused(_TROUBLES[errno.EISDIR]) from None
        trouble = failure.strerror or "the disk reports an error"
        message = f"The file cannot be read: {trouble[:1].lower()}{trouble[1:]}."
        raise Refused(_TROUBLES.get(failure.errno or 0, message)) from None


def _content(path: Path) -> tuple[bytes, Stamp]:
    # A pipe would otherwise hold the import until somebody writes into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        before = os.fstat(descriptor)
        if stat.S_ISDIR(before.st_mode):
            raise Refused(_TROUBLES[errno.EISDIR])
        if not stat.S_ISREG(before.st_mode):
            raise Refused(_TROUBLES[errno.ENXIO])
        if before.st_size > LARGEST:
            raise Refused("The file is larger than 200 MiB.")
        content = file.read()
        if len(content) != before.st_size or _version(before) != _version(os.fstat(descriptor)):
            raise Refused("The file changed while it was read. Try again.")
    return content, Stamp.of(before)


def _version(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def read_bytes(
    content: bytes, name: str, *, encoding: str | None = None, confined: Confined | None = None
) -> Deposit:
    """The deposit of a file called `name` that holds `content`. Raises Refused as `read`."""
    name = label(name)
    if kinds.is_text(content, name):
        return read_text(content, name, kinds.of(content, name), encoding=encoding)
    if confined is not None:
        return confined.read(content, name, encoding=encoding)
    with Confined() as alone:
        return alone.read(content, name, encoding=encoding)


def kept_unread(content: bytes, name: str, reason: str) -> Deposit:
    """The deposit of a file of which nothing is known but its bytes, with the reason as warning."""
    name = label(name)
    leaf = Leaf("p", 0, 0)
    media_type = "application/octet-stream"
    return Deposit(
        name, content, media_type, "unread/1", name or "?", "", (leaf,), warnings=(reason,)
    )
