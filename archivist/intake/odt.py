"""OpenDocument texts: what a person wrote, with headings, lists, tables, links and notes."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from archivist.errors import Refused
from archivist.intake import markup, office
from archivist.intake.deposit import Deposit, File
from archivist.intake.package import Package
from archivist.intake.xml_events import Listener, parse

READER: Final = "odt/1"
MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_ENCRYPTED = b"manifest:encryption-data"
_MOST_SPACES = 1_000


def read(content: bytes, name: str) -> Deposit:
    """The deposit of an OpenDocument text.

    Raises `Refused` when it is damaged or protected by a password.
    """
    package = Package(content)
    if "META-INF/manifest.xml" in package and _ENCRYPTED in package.read("META-INF/manifest.xml"):
        raise Refused(
            "The document is locked by a password; save a copy without one and import that."
        )
    writer = _Writer()
    parse(package.read("content.xml"), writer, of="content.xml")
    described = office.Described()
    if "meta.xml" in package:
        parse(package.read("meta.xml"), described, of="meta.xml")
    counts = (
        office.Counted("comment", writer.comments),
        office.Counted("tracked change", writer.changes),
    )
    found = markup.read("".join(writer.html))
    return office.deposit(
        File(name, content, MEDIA_TYPE, READER), found.structured, described, counts
    )


@dataclass(slots=True)
class _Writer(Listener):
    """Writes HTML while the document is heard."""

    html: list[str] = field(default_factory=list)
    comments: int = 0
    changes: int = 0
    _silent: int = 0
    _spans: list[tuple[str, ...]] = field(default_factory=list)
    _headings: list[str] = field(default_factory=list)
    _styles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _style: str = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._silent or name in _SILENT:
            self._silent += 1
            self.comments += name == "annotation"
            self.changes += name == "changed-region"
            return
        if name == "style":
            self._style = attributes.get("name", "")
        elif name == "text-properties" and self._style:
            self._styles[self._style] = _looks(attributes)
        elif name == "h":
            self._headings.append(f"h{min(6, max(1, _whole(attributes.get('outline-level'), 1)))}")
            self.html.append(f"<{self._headings[-1]}>")
        elif name == "span":
            self._spans.append(self._styles.get(attributes.get("style-name", ""), ()))
            self.html += [f"<{tag}>" for tag in self._spans[-1]]
        elif name == "s":
            self.html.append(" " * min(_MOST_SPACES, _whole(attributes.get("c"), 1)))
        elif name == "a":
            self.html.append(f'<a href="{html.escape(attributes.get("href", ""))}">')
        else:
            self.html.append(_OPENING.get(name, ""))

    def end(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
        elif name == "h":
            self.html.append(f"</{self._headings.pop()}>")
        elif name == "span":
            self.html += [f"</{tag}>" for tag in reversed(self._spans.pop())]
        elif name == "style":
            self._style = ""
        else:
            self.html.append(_CLOSING.get(name, ""))

    def words(self, words: str) -> None:
        if not self._silent:
            self.html.append(html.escape(words))


# What a deleted passage, a comment or a form said is no part of the text, but counted.
_SILENT = frozenset({"tracked-changes", "changed-region", "annotation", "forms", "sequence-decls"})
_TAGS = {
    "p": "p", "list": "ul", "list-item": "li", "list-header": "li", "table": "table",
    "table-row": "tr", "table-cell": "td", "a": "a", "note-body": "aside", "title": "figcaption",
}  # fmt: skip
_OPENING = {name: f"<{tag}>" for name, tag in _TAGS.items()} | {"line-break": "<br>", "tab": "\t"}
_CLOSING = {name: f"</{tag}>" for name, tag in _TAGS.items()}


def _looks(attributes: Mapping[str, str]) -> tuple[str, ...]:
    struck = attributes.get("text-line-through-style", "none") != "none"
    return (
        *(("b",) if attributes.get("font-weight") in {"bold", "700", "800", "900"} else ()),
        *(("i",) if attributes.get("font-style") in {"italic", "oblique"} else ()),
        *(("s",) if struck else ()),
    )


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else otherwise
