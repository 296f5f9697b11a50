"""Packages: the members of a zip file, each read within limits and none ever written to disk.

A word processor's file, an e-book and a captured site are packages too. Names are labels and
never paths.
"""

import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Final

from archivist.errors import Refused
from archivist.text import canonical

MOST_MEMBERS: Final = 10_000
"""Members of the largest package."""

LARGEST_MEMBER: Final = 50 * 2**20
"""Bytes of the largest member, unpacked."""

LARGEST: Final = 512 * 2**20
"""Bytes of all members together, unpacked."""

DENSEST: Final = 200
"""How many times larger than its packed form a member may be."""

_SMALL = 2**20  # below it, a blank picture or an empty sheet may be dense and harmless
_LOCAL_HEADER = 30
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error),
    NotImplementedError,
)
_DRIVE = 2


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package: its `name` with slashes, and the `fault` for which it is left out.

    `fault` is a sentence, or empty for a member that can be read.
    """

    name: str
    fault: str = ""

    @property
    def label(self) -> str:
        """The last part of the name."""
        return self.name.rsplit("/", 1)[-1]


class Package:
    """An open package; members are unpacked one by one when they are asked for."""

    def __init__(self, content: bytes) -> None:
        """Reads the list of members.

        Raises `Refused` when the file is no zip file or damaged, holds too many members or too
        much, or holds members within members.
        """
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
            raise Refused("The zip file is cut short or damaged.") from None
        # A member may be without a name, which is_dir() does not expect.
        listed = [each for each in self._zip.infolist() if not each.filename.endswith("/")]
        self._packed = {each.filename: each for each in listed}
        _require_modest(listed)
        _require_apart(listed)
        faults = _Faults(listed)
        self.members = tuple(Member(canonical(name), faults.of(name)) for name in self._packed)
        self._names = {canonical(name): name for name in self._packed}

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of that name that can be read."""
        return any(each.name == name and not each.fault for each in self.members)

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises `Refused` when there is none, it has a fault, or it is not what the list says.
        """
        member = next((each for each in self.members if each.name == name), None)
        if member is None:
            raise Refused(f"The file lacks its part “{name}”.")
        if member.fault:
            raise Refused(member.fault)
        try:
            with self._zip.open(self._names[name]) as unpacked:
                content = unpacked.read(LARGEST_MEMBER + 1)
        except _BROKEN:
            raise Refused(f"The file is damaged at “{name}”.") from None
        if len(content) > LARGEST_MEMBER:
            raise Refused(_bomb(name))
        return content


def _require_modest(listed: list[zipfile.ZipInfo]) -> None:
    if len(listed) > MOST_MEMBERS:
        raise Refused(f"The zip file holds more than {MOST_MEMBERS:,} files.")
    if sum(each.file_size for each in listed) > LARGEST:
        raise Refused("The zip file looks like a zip bomb: it would unpack to more than 512 MiB.")


def _require_apart(listed: list[zipfile.ZipInfo]) -> None:
    """Members that lie over each other unpack the same bytes again and again."""
    by_place = sorted(listed, key=lambda each: each.header_offset)
    for first, second in pairwise(by_place):
        behind = first.header_offset + _LOCAL_HEADER + first.compress_size
        if behind > second.header_offset:
            raise Refused("The zip file looks like a zip bomb: its members lie over each other.")


class _Faults:
    """What speaks against single members of one package."""

    def __init__(self, listed: list[zipfile.ZipInfo]) -> None:
        self._listed = {each.filename: each for each in listed}
        self._shapes: dict[str, int] = {}
        for each in listed:
            shape = _shape(each.filename)
            self._shapes[shape] = self._shapes.get(shape, 0) + 1

    def of(self, name: str) -> str:
        packed = self._listed[name]
        if _is_unsafe(name):
            return f"“{canonical(name)}” is an unsafe file name; the file was left out."
        if self._shapes[_shape(name)] > 1:
            return f"The zip file holds two files named “{canonical(name)}”."
        return _packing(packed)


def _packing(packed: zipfile.ZipInfo) -> str:
    name = canonical(packed.filename)
    if stat.S_ISLNK(packed.external_attr >> 16):
        return f"“{name}” is a link, not a file."
    if packed.flag_bits & _ENCRYPTED:
        return f"“{name}” is password-protected; unpack it and import what is in it."
    if packed.compress_type not in _METHODS:
        return f"“{name}” is packed in a way Archivist does not read; pack it the usual way."
    if packed.file_size > LARGEST_MEMBER:
        return f"“{name}” is larger than {LARGEST_MEMBER // 2**20} MiB."
    dense = packed.file_size > DENSEST * max(1, packed.compress_size)
    return _bomb(name) if dense and packed.file_size > _SMALL else ""


def _bomb(name: str) -> str:
    return f"“{name}” looks like a zip bomb: it unpacks to more than {DENSEST} times its size."


def _is_unsafe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    rooted = name.startswith(("/", "\\")) or name[1:_DRIVE] == ":"
    return rooted or ".." in parts or "\\" in name or "\x00" in name


def _shape(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
