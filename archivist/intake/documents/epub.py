"""E-books: the chapters in the order they are read."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, File
from archivist.intake.documents import office
from archivist.intake.documents.xml_events import Listener, parse
from archivist.intake.leaves import markup
from archivist.intake.leaves.joining import joined
from archivist.intake.package import Package

READER: Final = "epub/1"
MEDIA_TYPE: Final = "application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/encryption.xml"


def read(content: bytes, name: str) -> Deposit:
    """The deposit of an e-book. Raises `Refused` when it is damaged or lacks a part."""
    package = Package(content)
    root = _Root()
    parse(package.read(_CONTAINER), root, of=_CONTAINER)
    book, described = _Book(), office.Described()
    parse(package.read(root.path), book, of=root.path)
    parse(package.read(root.path), described, of=root.path)
    folder = posixpath.dirname(root.path)
    chapters, missing = [], 0
    for path in book.chapters():
        part = posixpath.normpath(posixpath.join(folder, unquote(path)))
        if part in package:
            chapters.append(markup.read(_text(package.read(part))).structured)
        else:
            missing += 1
    counted = (office.Counted("chapter that cannot be read", missing),)
    file = File(name, content, MEDIA_TYPE, READER)
    if not any(chapter.leaves for chapter in chapters) and _LOCKED in package:
        raise Refused("The e-book is locked against copying; import a copy that is not.")
    return office.deposit(file, joined(chapters), described, counted)


@dataclass(slots=True)
class _Root(Listener):
    path: str = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rootfile" and not self.path:
            self.path = attributes.get("full-path", "")


@dataclass(slots=True)
class _Book(Listener):
    """The list of an e-book's parts, and the order in which they are read."""

    parts: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "item":
            self.parts[attributes.get("id", "")] = attributes.get("href", "")
        elif name == "itemref":
            self.order.append(attributes.get("idref", ""))

    def chapters(self) -> tuple[str, ...]:
        return tuple(self.parts[each] for each in self.order if each in self.parts)


def _text(content: bytes) -> str:
    for mark, codec in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(codec, "replace")
    return content.decode("utf-8-sig", "replace")
