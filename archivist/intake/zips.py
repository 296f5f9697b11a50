"""Zip files: what is in them is read file by file; names are labels and never paths."""

from typing import Final

from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.mail import Within
from archivist.intake.package import Member, Package
from archivist.text import lines

READER: Final = "zip/1"
MEDIA_TYPE: Final = "application/zip"
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(content: bytes, name: str, *, within: Within) -> Deposit:
    """The deposit of a zip file, which lists its members; `within` reads each of them.

    Raises `Refused` for what no `Package` is made of, and when no member can be read.
    """
    package = Package(content)
    parts: list[Deposit] = []
    warnings: list[str] = []
    for member in package.members:
        if _is_litter(member):
            continue
        try:
            parts.append(within(package.read(member.name), member.label))
        except Refused as reason:
            warnings.append(f"“{member.name}” was left in the zip file: {reason}")
    if not parts:
        first = f" {warnings[0]}" if warnings else ""
        raise Refused(f"The zip file holds nothing that can be read.{first}")
    listed = lines("\n".join(f"{part.name} · {part.title}" for part in parts))
    return Deposit(
        name,
        content,
        MEDIA_TYPE,
        READER,
        name,
        listed.text,
        listed.leaves,
        metadata={"members": len(parts)},
        warnings=tuple(warnings),
        parts=tuple(parts),
    )


def _is_litter(member: Member) -> bool:
    hidden = member.label.startswith(".")
    return hidden or member.name.startswith(_LITTER) or member.label in _LITTER
