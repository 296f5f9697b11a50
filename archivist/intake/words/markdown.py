"""Markdown to leaves and spans, in one walk over markdown-it's tokens; nothing in it is live.

Raw HTML stays as the characters written, images leave their alternative text, and links become
spans whose address is shown and never opened. Addresses that could run or read something
(`javascript:`, `file:`, `data:`) are not links: their Markdown stays as written.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archivist.intake.deposit import Fact
from archivist.intake.words import plain
from archivist.intake.words.complexity import is_too_complex
from archivist.text import Leaf, LeafKind, Span, SpanKind, StructuredText, canonical

READER = "markdown/1"

BULLET = "•"

_DEEPEST = 100  # block and inline nesting together; markdown-it drops what lies deeper
# A paragraph without these is its own text.
_INLINE = re.compile(r"[\\`*_~\[<&\n]")
# One with single line ends and none of these needs no inline parser either.
_MARKED = re.compile(r"[\\`*_~\[<&]")
_SOFT_BREAK = re.compile(r" ?\n[ \t]*")
# What can begin anything but a paragraph at the start of a line; a heading stands by itself.
_MARK = r"(?:[ \t]|[-+>|`~=<_\[:#]|\*(?!\*[^\s*])|\d{1,9}[.)])"
_BLOCK_MARK = re.compile(f"^{_MARK}", re.MULTILINE)
_ITEMS = re.compile(rf"(?:[-+*] (?!{_MARK})[^\s][^\n]*(?:\n+|\Z))+")
_HEADING = re.compile(r"\n*(#{1,6}) ([^\n#]+)\n*")
_ROW = re.compile(r"\|[^\n]*\|[ \t]*")
_RULE = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?:\n|\Z)")
_HEADING_MARK = re.compile(r"\A#{1,6} +")
_LEVELS: tuple[LeafKind, ...] = ("p", "h1", "h2", "h3", "h4", "h5", "h6")
_SPAN_KINDS: dict[str, SpanKind] = {"strong": "strong", "em": "emphasis", "s": "strike"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = {"th_open", "td_open"}


class _Parser(MarkdownIt):
    """CommonMark that leaves addresses as they were written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 -- markdown-it's name
        """The address, untouched: what the file says is what is shown."""
        return url


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, and with raw HTML off."""
    markdown = _Parser("commonmark", {"html": False, "maxNesting": _DEEPEST})
    return markdown.enable(["table", "strikethrough"])


def read(text: str) -> StructuredText | None:
    """The structure of a canonical Markdown `text`, or `None` when it is too complex to lay out.

    Blocks without words (an image without alternative text, an empty list item) leave no leaf.
    """
    simple = _simple_blocks(text)
    if is_too_complex(text, simple=simple is not None):
        return None
    walk = _Walk(clean="&" in text)
    if simple is not None:
        for kind, content in simple:
            walk.simple(kind, content)
        return walk.structured()
    return _parsed(text, walk)


def _parsed(text: str, walk: "_Walk") -> StructuredText | None:
    tokens: list[Token] = []
    markdown = parser()
    markdown.block.parse(text, markdown, walk.environment, tokens)
    for token in tokens:
        if token.level >= _DEEPEST - 1:
            return None
        walk.block(token)
    return walk.structured()


def _simple_blocks(text: str) -> list[tuple[LeafKind, str]] | None:
    """The blocks of a text of paragraphs, headings, flat lists and tables, or `None` for any other.

    Most texts are so, and need no block parser: it is most of the work of reading one. A table
    comes as one block of cells.
    """
    blocks: list[tuple[LeafKind, str]] = []
    for chunk in text.split("\n\n"):
        mark = _BLOCK_MARK.search(chunk)
        if mark is None:
            blocks.append(("p", chunk.strip()))
        elif (heading := _HEADING.fullmatch(chunk)) is not None:
            blocks.append((_LEVELS[len(heading[1])], heading[2].strip()))
        elif _ITEMS.fullmatch(chunk, mark.start()) is not None:
            blocks.append(("p", chunk[: mark.start()].strip()))
            items = chunk[mark.start() :].strip("\n").split("\n")
            blocks += [("li", item[2:].strip()) for item in items]
        elif _is_table(chunk.strip("\n")):
            blocks.append(("cell", chunk.strip("\n")))
        else:
            return None
    return blocks


def _is_table(chunk: str) -> bool:
    """Whether a chunk is a table whose rows all have the same cells, and a bar at either end."""
    first, _, rest = chunk.partition("\n")
    width = first.count("|")
    if "\\" in chunk or not _ROW.fullmatch(first) or not _RULE.match(rest):
        return False
    return all(_ROW.fullmatch(row) and row.count("|") == width for row in rest.split("\n"))


def title_of(structured: StructuredText) -> Fact:
    """A title by rule: the only main heading, else the first heading, else the first words."""
    headings = [leaf for leaf in structured.leaves if leaf.kind in _HEADINGS]
    main = [leaf for leaf in headings if leaf.kind == "h1"]
    chosen = main if len(main) == 1 else headings
    if not chosen:
        found = plain.title_of(structured)
        # A text too complex to lay out still has its marks.
        return replace(found, value=_HEADING_MARK.sub("", found.value or ""))
    words = structured.text[chosen[0].start : chosen[0].end]
    return Fact("title", words, " ".join(words.split()), "heading", "derived")


def opening(structured: StructuredText) -> str:
    """The first paragraph of a text."""
    for leaf in structured.leaves:
        if leaf.kind == "p":
            return structured.text[leaf.start : leaf.end]
    return ""


@dataclass(slots=True)
class _Line:
    """The words and the inline markup of one leaf, counted from its start."""

    words: str
    spans: list[Span]


class _Walk:
    """What the tokens seen so far have become."""

    def __init__(self, *, clean: bool) -> None:
        self.environment: dict[str, Any] = {}
        self._parts: list[str] = []
        self._leaves: list[Leaf] = []
        self._spans: list[Span] = []
        # Only character references can bring back what the canonical text does not hold.
        self._clean = canonical if clean else str
        self._position = 0
        self._heading: LeafKind | None = None
        self._containers: list[Literal["li", "quote"]] = []
        self._marker = ""
        self._table = self._row = self._column = 0
        self._in_cell = False

    def block(self, token: Token) -> None:
        """Take the next block token."""
        kind = token.type
        if kind == "inline":
            self.words(self._kind(), token.content)
        elif kind in {"fence", "code_block", "html_block"}:
            self._code(token.content)
        elif kind == "hr":
            self._add("rule", _Line("", []))
        elif token.tag in {"table", "tr", "td", "th"}:
            self._grid(token)
        elif token.nesting == 1:
            self._open(token)
        elif token.nesting == -1:
            self._close(kind)

    def _open(self, token: Token) -> None:
        if token.type == "list_item_open":
            self._containers.append("li")
            self._marker = f"{token.info}{token.markup}" if token.info else BULLET
        elif token.type == "blockquote_open":
            self._containers.append("quote")
        elif token.type == "heading_open":
            self._heading = f"h{token.tag[1]}"  # type: ignore[assignment]

    def _close(self, kind: str) -> None:
        if kind in {"list_item_close", "blockquote_close"}:
            self._containers.pop()
            self._marker = ""
        elif kind == "heading_close":
            self._heading = None

    def _grid(self, token: Token) -> None:
        if token.type == "table_open":
            self._table += 1
            self._row = -1
        elif token.type == "tr_open":
            self._row += 1
            self._column = -1
        elif token.type in _CELLS:
            self._column += 1
            self._in_cell = True
        elif token.tag in {"td", "th"}:
            self._in_cell = False

    def structured(self) -> StructuredText:
        """The text of all that was taken."""
        return StructuredText("".join(self._parts), tuple(self._leaves), tuple(self._spans))

    def simple(self, kind: LeafKind, content: str) -> None:
        """Take a block of that kind, an item being one of a list that stands in no other."""
        if kind == "cell":
            self._simple_table(content)
            return
        if kind == "li":
            self._containers, self._marker = ["li"], BULLET
        self.words(kind, content)
        self._containers, self._marker = [], ""

    def _simple_table(self, content: str) -> None:
        heads, _rule, *rows = content.split("\n")
        self._table += 1
        for self._row, row in enumerate((heads, *rows)):
            for self._column, cell in enumerate(row.strip(" \t")[1:-1].split("|")):
                self.words("cell", cell.strip())

    def words(self, kind: LeafKind, content: str) -> None:
        """Take a block of that kind with its inline Markdown; one without words leaves nothing."""
        line = self._line(content)
        if kind == "cell":
            self._add(kind, line)
        elif line.words and not line.words.isspace():
            self._add(kind, line)
            self._marker = ""

    def _line(self, content: str) -> _Line:
        if not _INLINE.search(content):
            return _Line(content, [])
        if "  \n" not in content and not _MARKED.search(content):
            return _Line(_SOFT_BREAK.sub(" ", content), [])
        tokens: list[Token] = []
        markdown = parser()
        markdown.inline.parse(content, markdown, self.environment, tokens)
        return _line(tokens, self._clean)

    def _kind(self) -> LeafKind:
        if self._in_cell:
            return "cell"
        return self._heading or (self._containers[-1] if self._containers else "p")

    def _code(self, content: str) -> None:
        if content and not content.isspace():
            self._add("code", _Line(content.removesuffix("\n"), []))
            self._marker = ""

    def _add(self, kind: LeafKind, line: _Line) -> None:
        in_cell = kind == "cell"
        if self._leaves:
            self._parts.append("\t" if in_cell and self._continues_row() else "\n")
            self._position += 1
        start = self._position
        self._position += len(line.words)
        self._parts.append(line.words)
        self._leaves.append(
            Leaf(
                kind,
                start,
                self._position,
                depth=self._containers.count("li"),
                marker="" if in_cell or kind == "rule" else self._marker,
                quoted=self._containers.count("quote"),
                table=self._table if in_cell else 0,
                row=self._row if in_cell else 0,
                column=self._column if in_cell else 0,
            )
        )
        for span in line.spans:
            self._spans.append(Span(span.kind, span.start + start, span.end + start, span.value))

    def _continues_row(self) -> bool:
        last = self._leaves[-1]
        return last.kind == "cell" and (last.table, last.row) == (self._table, self._row)


def _line(tokens: list[Token], clean: Any) -> _Line:
    parts: list[str] = []
    length = 0
    spans: list[Span] = []
    opened: list[tuple[SpanKind, int, str]] = []
    for token in tokens:
        if token.nesting == 1:
            opened.append((*_markup(token)[:1], length, _markup(token)[1]))
            continue
        if token.nesting == -1:
            kind, start, value = opened.pop()
            if length > start:
                spans.append(Span(kind, start, length, value))
            continue
        words = clean(_words(token))
        if not length:
            words = words.lstrip()
        if token.type == "code_inline" and words:
            spans.append(Span("code", length, length + len(words)))
        parts.append(words)
        length += len(words)
    return _trimmed("".join(parts), spans)


def _trimmed(words: str, spans: list[Span]) -> _Line:
    shorter = words.rstrip()
    end = len(shorter)
    if end == len(words):
        return _Line(words, sorted(spans, key=_place))
    kept = [
        Span(span.kind, span.start, min(span.end, end), span.value)
        for span in spans
        if span.start < end
    ]
    return _Line(shorter, sorted(kept, key=_place))


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _markup(token: Token) -> tuple[SpanKind, str]:
    if token.type == "link_open":
        return "link", str(token.attrs.get("href", ""))
    return _SPAN_KINDS[token.tag], ""


def _words(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "image":
        return _alternative(token)
    return token.content


def _alternative(image: Token) -> str:
    """The alternative text of an image, those of images within it included."""
    words: list[str] = []
    waiting = list(reversed(image.children or ()))
    while waiting:
        token = waiting.pop()
        if token.type == "image":
            waiting.extend(reversed(token.children or ()))
        else:
            words.append(_words(token))
    return "".join(words)
