"""OpenDocument texts: what a person wrote, with headings, lists, tables, links and notes."""

import html
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, File
from archivist.intake.documents import office
from archivist.intake.documents.xml_events import Listener, parse
from archivist.intake.leaves import markup
from archivist.intake.package import Package

READER: Final = "odt/2"
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
    found = markup.read(writer.page())
    return office.deposit(
        File(name, content, MEDIA_TYPE, READER),
        found.structured,
        described,
        writer.counted(),
        warnings=(office.MACROS,) if _has_macros(package) else (),
    )


def _has_macros(package: Package) -> bool:
    return any(member.name.startswith(("Basic/", "Scripts/")) for member in package.members)


@dataclass(slots=True)
class _Writer(Listener):
    """Writes HTML while the document is heard; its notes behind the text, as it is read."""

    html: list[str] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _above: list[list[str]] = field(default_factory=list)
    _marks: list[str] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)
    _hidden: int = 0
    _silent: int = 0
    _spans: list[tuple[str, ...]] = field(default_factory=list)
    _headings: list[str] = field(default_factory=list)
    _styles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _style: str = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._seen[name] += 1
        if self._silent or name in _SILENT or name.endswith("-source"):
            self._silent += 1
        elif name in _BEGINNINGS:
            _BEGINNINGS[name](self, attributes)
        else:
            self._hidden += attributes.get("display") == "none"
            self.html.append(_OPENING.get(name, ""))

    def end(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
        elif name in _ENDS:
            _ENDS[name](self)
        else:
            self.html.append(_CLOSING.get(name, ""))

    def words(self, words: str) -> None:
        if not self._silent:
            self.html.append(html.escape(words))

    def page(self) -> str:
        """All that was heard, as HTML."""
        return "".join((*self.html, *self._notes))

    def counted(self) -> tuple[office.Counted, ...]:
        """What of the document is not in the text, or hidden in it."""
        seen = self._seen
        objects = sum(seen[name] for name in _OBJECTS)
        hidden = self._hidden + seen["hidden-text"] + seen["hidden-paragraph"]
        return (
            office.Counted("comment", seen["annotation"]),
            office.Counted("tracked change", seen["changed-region"]),
            office.Counted("hidden passage", hidden, office.SHOWN),
            office.Counted("embedded object", objects),
            # Beside each object stands a picture of it.
            office.Counted("picture", max(0, seen["image"] - objects)),
        )

    def begin_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get("name", "")

    def end_style(self) -> None:
        self._style = ""

    def begin_looks(self, attributes: Mapping[str, str]) -> None:
        if self._style:
            self._styles[self._style] = _looks(attributes)

    def begin_heading(self, attributes: Mapping[str, str]) -> None:
        self._headings.append(f"h{min(6, max(1, _whole(attributes.get('outline-level'), 1)))}")
        self.html.append(f"<{self._headings[-1]}>")

    def end_heading(self) -> None:
        self.html.append(f"</{self._headings.pop()}>")

    def begin_span(self, attributes: Mapping[str, str]) -> None:
        looks = self._styles.get(attributes.get("style-name", ""), ())
        self._hidden += _UNSEEN in looks
        self._spans.append(tuple(tag for tag in looks if tag != _UNSEEN))
        self.html += [f"<{tag}>" for tag in self._spans[-1]]

    def end_span(self) -> None:
        self.html += [f"</{tag}>" for tag in reversed(self._spans.pop())]

    def begin_spaces(self, attributes: Mapping[str, str]) -> None:
        self.html.append(" " * min(_MOST_SPACES, _whole(attributes.get("c"), 1)))

    def begin_link(self, attributes: Mapping[str, str]) -> None:
        self.html.append(f'<a href="{html.escape(attributes.get("href", ""))}">')

    def begin_note(self, _attributes: Mapping[str, str]) -> None:
        self._above.append(self.html)
        self.html = []

    def begin_note_body(self, _attributes: Mapping[str, str]) -> None:
        # What was heard of the note so far is its mark, which stands in the text and before it.
        if self._above:
            self._marks.append(f"[{''.join(self.html)}]")
            self._above[-1].append(self._marks[-1])
            self.html = []

    def end_note(self) -> None:
        mark = self._marks.pop() if self._marks else ""
        note = "".join(self.html)
        first = f"<p>{mark} "
        self._notes.append(note.replace("<p>", first, 1) if "<p>" in note else f"{first}{note}</p>")
        self.html = self._above.pop()


# What a deleted passage, a comment or a form said is no part of the text, but counted; what tells
# a program how to make a list of contents is none.
_SILENT = frozenset({"tracked-changes", "changed-region", "annotation", "forms", "sequence-decls"})
_OBJECTS = ("object", "object-ole", "plugin", "floating-frame")
_UNSEEN = "hidden"
_TAGS = {
    "p": "p", "list": "ul", "list-item": "li", "list-header": "li", "table": "table",
    "table-row": "tr", "table-cell": "td", "a": "a", "title": "figcaption",
}  # fmt: skip
_OPENING = {name: f"<{tag}>" for name, tag in _TAGS.items()} | {"line-break": "<br>", "tab": "\t"}
_CLOSING = {name: f"</{tag}>" for name, tag in _TAGS.items()}
_BEGINNINGS: Mapping[str, Callable[[_Writer, Mapping[str, str]], None]] = {
    "style": _Writer.begin_style,
    "text-properties": _Writer.begin_looks,
    "h": _Writer.begin_heading,
    "span": _Writer.begin_span,
    "s": _Writer.begin_spaces,
    "a": _Writer.begin_link,
    "note": _Writer.begin_note,
    "note-body": _Writer.begin_note_body,
}
_ENDS: Mapping[str, Callable[[_Writer], None]] = {
    "style": _Writer.end_style,
    "h": _Writer.end_heading,
    "span": _Writer.end_span,
    "note": _Writer.end_note,
}


def _looks(attributes: Mapping[str, str]) -> tuple[str, ...]:
    struck = attributes.get("text-line-through-style", "none") != "none"
    return (
        *(("b",) if attributes.get("font-weight") in {"bold", "700", "800", "900"} else ()),
        *(("i",) if attributes.get("font-style") in {"italic", "oblique"} else ()),
        *(("s",) if struck else ()),
        *((_UNSEEN,) if attributes.get("display") == "none" else ()),
    )


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else otherwise
