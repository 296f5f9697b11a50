"""E-books of one XML (FictionBook): chapters, verses and notes, without their pictures."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, File
from archivist.intake.documents import office
from archivist.intake.documents.xml_events import Listener, parse
from archivist.intake.leaves import markup

READER: Final = "fb2/1"
MEDIA_TYPE: Final = "application/x-fictionbook+xml"
_DEEPEST_HEADING = 6
_NAMES = ("first-name", "middle-name", "last-name")
_DESCRIBING = frozenset({"title-info", "publish-info"})


def read(content: bytes, name: str) -> Deposit:
    """The deposit of a FictionBook. Raises `Refused` when it is damaged or none."""
    writer = _Writer()
    parse(content, writer, of=name)
    if not writer.found:
        raise Refused("The file is named like an e-book (FB2) but is none.")
    described = office.Described(writer.described())
    counts = (office.Counted("picture", writer.pictures),)
    found = markup.read("".join(writer.html))
    return office.deposit(
        File(name, content, MEDIA_TYPE, READER), found.structured, described, counts
    )


@dataclass(slots=True)
class _Writer(Listener):
    """Writes HTML while the book is heard, and keeps what its title page says."""

    found: bool = False
    pictures: int = 0
    html: list[str] = field(default_factory=list)
    _said: dict[str, list[str]] = field(default_factory=dict)
    _authors: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _sections: int = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.found = self.found or name == "FictionBook"
        self._open.append(name)
        self.pictures += name == "binary"
        self._sections += name == "section"
        if not self._is_read():
            return
        if name == "title":
            self.html.append(f"<h{self._level()}>")
        elif name == "a":
            self.html.append(f'<a href="{html.escape(attributes.get("href", ""))}">')
        elif name == "p" and "title" in self._open:
            self.html.append(" ")
        else:
            self.html.append(_OPENING.get(name, ""))

    def end(self, name: str) -> None:
        if self._is_read():
            if name == "title":
                self.html.append(f"</h{self._level()}>")
            elif name != "p" or "title" not in self._open:
                self.html.append(_CLOSING.get(name, ""))
        if name == "author":
            self._authors.append(" ".join(filter(None, (self._word(part) for part in _NAMES))))
            for part in _NAMES:
                self._said.pop(part, None)
        self._open.pop()
        self._sections -= name == "section"

    def words(self, words: str) -> None:
        if self._is_read():
            self.html.append(html.escape(words))
        elif not _DESCRIBING.isdisjoint(self._open) and "translator" not in self._open:
            self._said.setdefault(self._open[-1], []).append(words)

    def described(self) -> dict[str, str]:
        """What the title page says, under the names of Dublin Core."""
        return {
            "title": self._word("book-title"),
            "creator": ", ".join(filter(None, self._authors)),
            "language": self._word("lang"),
            "publisher": self._word("publisher"),
            "date": self._word("year"),
        }

    def _word(self, name: str) -> str:
        return " ".join("".join(self._said.get(name, ())).split())

    def _is_read(self) -> bool:
        return "body" in self._open or "annotation" in self._open

    def _level(self) -> int:
        return min(_DEEPEST_HEADING, 1 + self._sections)


_TAGS = {
    "p": "p", "subtitle": "h6", "v": "p", "text-author": "p", "cite": "blockquote",
    "epigraph": "blockquote", "annotation": "blockquote", "stanza": "div", "emphasis": "em",
    "strong": "strong", "strikethrough": "s", "code": "code", "a": "a", "table": "table",
    "tr": "tr", "td": "td", "th": "th",
}  # fmt: skip
_OPENING = {name: f"<{tag}>" for name, tag in _TAGS.items()}
_CLOSING = {name: f"</{tag}>" for name, tag in _TAGS.items()}
