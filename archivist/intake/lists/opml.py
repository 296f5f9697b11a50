"""Lists of feeds and outlines (OPML): every entry with its address, indented as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, File
from archivist.intake.documents import office
from archivist.intake.documents.xml_events import Listener, parse
from archivist.text import Leaf, Span, StructuredText, canonical

READER: Final = "opml/1"
MEDIA_TYPE: Final = "text/x-opml"
_DEEPEST = 6


def read(content: bytes, name: str) -> Deposit:
    """The deposit of an outline. Raises `Refused` when it is damaged or none."""
    outline, described = _Outline(), office.Described()
    parse(content, outline, of=name)
    parse(content, described, of=name)
    if not outline.found:
        raise Refused("The file is named like an outline (OPML) but holds none.")
    return office.deposit(File(name, content, MEDIA_TYPE, READER), outline.structured(), described)


@dataclass(slots=True)
class _Outline(Listener):
    found: bool = False
    entries: list[tuple[int, str, str]] = field(default_factory=list)
    _depth: int = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.found = self.found or name == "opml"
        if name == "outline":
            self._depth += 1
            words = attributes.get("title") or attributes.get("text") or ""
            address = attributes.get("xmlUrl") or attributes.get("htmlUrl") or ""
            self.entries.append((self._depth, words, address))

    def end(self, name: str) -> None:
        self._depth -= name == "outline"

    def structured(self) -> StructuredText:
        words: list[str] = []
        leaves: list[Leaf] = []
        spans: list[Span] = []
        at = 0
        for depth, title, written in self.entries:
            address = " ".join(canonical(written).split())
            shown = " ".join(canonical(title).split()) or address
            line = f"{shown} {address}" if address and address != shown else shown
            leaves.append(Leaf("li", at, at + len(line), depth=min(depth, _DEEPEST), marker="•"))
            if address:
                spans.append(Span("link", at + len(line) - len(address), at + len(line), address))
            words.append(line)
            at += len(line) + 1
        return StructuredText("\n".join(words), tuple(leaves), tuple(spans))
