"""Zip files: what is in them is read file by file; names are labels and never paths."""

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from archivist.errors import Refused
from archivist.intake.carrying import whole
from archivist.intake.deposit import Deposit, File
from archivist.intake.lists import records
from archivist.intake.messages.mail import Within
from archivist.intake.package import Member, Package

READER: Final = "zip/1"
MEDIA_TYPE: Final = "application/zip"
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(content: bytes, name: str, *, within: Within) -> Deposit:
    """The deposit of a zip file, which lists its members; `within` reads each of them.

    Raises `Refused` for what no `Package` is made of, and when no member can be read.
    """
    package = Package(content)
    found: dict[str, Deposit] = {}
    warnings: list[str] = []
    for member in package.members:
        if _is_litter(member):
            continue
        try:
            found[member.name] = within(package.read(member.name), member.label)
        except Refused as reason:
            warnings.append(f"“{member.name}” was left in the zip file: {reason}")
    parts = _with_attached(found)
    if not parts:
        first = f" {warnings[0]}" if warnings else ""
        raise Refused(f"The zip file holds nothing that can be read.{first}")
    file = File(name, content, MEDIA_TYPE, READER)
    return whole(file, parts, _line, counted="members", warnings=warnings)


def _line(part: Deposit) -> str:
    return f"{part.name} · {part.title}"


def _with_attached(found: Mapping[str, Deposit]) -> tuple[Deposit, ...]:
    """The members, and under each entry of a bibliography among them the files that it names."""
    taken: set[str] = set()
    wholes: dict[str, Deposit] = {}
    for listed, each in found.items():
        if each.reader == records.READER:
            parts = tuple(_entry(part, listed, found, taken) for part in each.parts)
            wholes[listed] = replace(each, parts=parts)
    left = (each for each in found.items() if each[0] not in taken or each[0] in wholes)
    return tuple(wholes.get(name, part) for name, part in left)


def _entry(part: Deposit, beside: str, found: Mapping[str, Deposit], taken: set[str]) -> Deposit:
    """An entry with its files; their names count from the folder that the bibliography is in."""
    files: dict[str, Deposit] = {}
    for name in part.metadata.get("attachments", ()):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(beside), name))
        if path in found and path not in taken and path != beside:
            taken.add(path)
            files[name] = found[path]
    return records.with_attached(part, files)


def _is_litter(member: Member) -> bool:
    hidden = member.label.startswith(".")
    return hidden or member.name.startswith(_LITTER) or member.label in _LITTER
