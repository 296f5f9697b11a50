"""YAML front matter from parser events: plain keys, and scalars that stay the text written.

No resolver runs, so `no`, `12:30` and `010` are what stands there. Tags, anchors, aliases,
duplicate keys, deep nesting and a second document are refused, each in one sentence. A header
that is not YAML but plainly a list of `key: value` lines (a title with an unquoted colon) is read
line by line.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
)
from yaml._yaml import CParser

from archivist.errors import Refused
from archivist.text import canonical

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]

LARGEST = 64 * 1024
"""Bytes of UTF-8 in the largest header that is read."""
DEEPEST = 8
"""Levels of nesting in the deepest header that is read; the header itself is the first."""

_OPENING = re.compile(r"---[ \t]*(?:\r\n|[\r\n])")
# Begins with its letters, so that the search is one for them.
_CLOSING = re.compile(r"---(?<=[\r\n]---)[ \t]*(?:\r\n|[\r\n]|\Z)")
_KEY_FIRST = re.compile(r"[\"']?[\w][\w .-]{0,80}[\"']?[ \t]*:(?:[ \t\r\n]|\Z)")
_FLAT_LINE = re.compile(r"([A-Za-z_][\w .-]{0,80}?)[ \t]*:(?:[ \t]+(.*))?")
_FLAT_ITEM = re.compile(r" {0,8}-[ \t]+(\S.*)")
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})
_OPENS: Mapping[type, Callable[[], Any]] = {MappingStartEvent: dict, SequenceStartEvent: list}
_NO_MAPPING = ("[", "- ")
_TOO_DEEP = f"it is nested deeper than {DEEPEST} levels"
_SECOND_DOCUMENT = "it holds more than one YAML document"
_LINE_OF_KEY = 2  # the first line of a header is line 2 of its file


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read. `lines` gives each key's line in the file, from 1."""

    values: Mapping[str, Value] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def split(text: str) -> tuple[str | None, str]:
    r"""The header's YAML (LF line ends, no final one) and the body; `None` where there is none.

    `text` is the whole file, not yet canonical: the body comes back untouched.

    >>> split("---\r\ntitle: A\r\n---\r\nBody\r\n")
    ('title: A', 'Body\r\n')
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None, text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, text
    header = canonical(text[opening.end() : closing.start()])
    return header.removesuffix("\n"), text[closing.end() :]


def is_unclosed(text: str) -> bool:
    """Whether `text` begins as a header does and never ends it."""
    opening = _OPENING.match(text)
    if opening is None or _KEY_FIRST.match(text, opening.end()) is None:
        return False
    return _CLOSING.search(text, opening.end()) is None


def read(source: str, *, largest: int = LARGEST) -> Header | None:
    """The header written in `source`, or `None` for prose between two rules.

    Raises Refused, with the line in the file, for what no header needs and hostile ones use, and
    for more than `largest` bytes of UTF-8.
    """
    if len(source) > largest or len(source.encode()) > largest:
        if _KEY_FIRST.match(source) is None:
            return None
        raise Refused("The front matter is larger than 64 KiB.")
    try:
        return _from_events(source)
    except YAMLError as failure:
        if _is_too_deep(failure) and not source.lstrip().startswith(_NO_MAPPING):
            raise _refusal(_trouble(failure)) from None
        flat = _line_by_line(source)
        if flat is not None:
            return flat
        if _KEY_FIRST.match(source) is None:
            return None
        raise _refusal(_trouble(failure)) from None


def key_spans(source: str) -> dict[str, tuple[int, int]] | None:
    """First and last-plus-one line (from 0) of each top-level key within `source`.

    `None` when keys share lines or stand indented, as in `{a: 1, b: 2}`.
    """
    header = read(source, largest=len(source) * 4)
    if header is None:
        return {}
    starts = [line - _LINE_OF_KEY for line in header.lines.values()]
    lines = source.split("\n")
    indented = any(lines[start].startswith((" ", "{")) for start in starts)
    if indented or len(set(starts)) < len(starts):
        return None
    ends = [
        _last_own_line(lines, *pair) for pair in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    return dict(zip(header.lines, zip(starts, ends, strict=True), strict=True))


def _last_own_line(lines: list[str], start: int, end: int) -> int:
    # Blank lines and comments before the next key belong to it, or to nobody.
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _refusal(trouble: str) -> Refused:
    return Refused(f"The front matter cannot be read: {trouble}.")


def _is_too_deep(failure: YAMLError) -> bool:
    """Whether libyaml itself gave up, which from 0.2.6 on it does a thousand levels down."""
    return isinstance(failure, MarkedYAMLError) and "nesting depth" in str(failure.problem)


def _trouble(failure: YAMLError) -> str:
    if isinstance(failure, MarkedYAMLError) and failure.problem_mark is not None:
        line = failure.problem_mark.line + _LINE_OF_KEY
        if _is_too_deep(failure):
            return f"line {line}: {_TOO_DEEP}"
        if "<document start>" in str(failure.problem):  # what follows a line of `...`
            return _SECOND_DOCUMENT
        return f"line {line}: {failure.problem}"
    return "it holds characters YAML does not allow"


def _from_events(source: str) -> Header | None:
    # A block of text at the end keeps its line end, which the closing rule took along.
    parser = CParser(f"{source}\n")
    try:
        return _Reading(source).header(parser)
    finally:
        parser.dispose()


class _Reading:
    """One pass over the events of one header."""

    def __init__(self, source: str) -> None:
        # Only escapes in double quotes can bring back characters that a text may not hold.
        self._clean = canonical if "\\" in source else str
        self._lines: dict[str, int] = {}

    def header(self, parser: CParser) -> Header | None:
        event: Any = parser.get_event()
        while not isinstance(event, DocumentStartEvent):
            if event is None:
                return Header()
            event = parser.get_event()
        root = parser.get_event()
        _refuse_marks(root)
        if not isinstance(root, MappingStartEvent):
            return None
        values = self._tree(parser)
        self._expect_end(parser)
        return Header(values, self._lines)

    def _expect_end(self, parser: CParser) -> None:
        while (event := parser.get_event()) is not None:
            if isinstance(event, DocumentStartEvent):
                raise _refusal(_SECOND_DOCUMENT)

    def _tree(self, parser: CParser) -> dict[str, Value]:
        """The mapping whose beginning was read, without recursion: nesting is the attacker's."""
        values: dict[str, Value] = {}
        open_nodes: list[Any] = [values]
        key: str | None = None  # of the innermost mapping, while it waits for its value
        while open_nodes:
            event: Any = parser.get_event()
            kind = type(event)
            if kind in _ENDS:
                open_nodes.pop()
                continue
            if event.anchor is not None or event.tag is not None:
                _refuse_marks(event)
            node = open_nodes[-1]
            if key is None and type(node) is dict:
                key = self._key(event, node, top=node is values)
                continue
            child = self._clean(event.value) if kind is ScalarEvent else _OPENS[kind]()
            if key is None:
                node.append(child)
            else:
                node[key] = child
                key = None
            if kind is not ScalarEvent:
                _refuse_depth(event, len(open_nodes))
                open_nodes.append(child)
        return values

    def _key(self, event: Any, node: dict[str, Value], *, top: bool) -> str:
        if type(event) is not ScalarEvent:
            raise _refusal(f"line {_line(event)}: a key must be plain text")
        key = self._clean(event.value)
        if key in node:
            raise _refusal(f'line {_line(event)}: "{key}" is given twice')
        if top:
            self._lines[key] = _line(event)
        return key


def _line(event: Any) -> int:
    return int(event.start_mark.line) + _LINE_OF_KEY


def _refuse_depth(event: Any, levels: int) -> None:
    if levels == DEEPEST:
        raise _refusal(f"line {_line(event)}: {_TOO_DEEP}")


def _refuse_marks(event: Any) -> None:
    if event.anchor is not None:  # what an alias refers by, too
        raise _refusal(f"line {_line(event)}: anchors and aliases are not accepted")
    if type(event) is not AliasEvent and event.tag is not None:
        raise _refusal(f"line {_line(event)}: tags are not accepted")


def _line_by_line(source: str) -> Header | None:
    """The header read as `key: value` lines and simple lists, or `None` where it is neither."""
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(source.split("\n"), _LINE_OF_KEY):
        if not line.strip() or line.startswith("#"):
            continue
        item = _FLAT_ITEM.fullmatch(line)
        if item is not None and key and not isinstance(values[key], str | dict):
            values[key] = [*values[key], _unquoted(item[1])]
            continue
        pair = _FLAT_LINE.fullmatch(line)
        if pair is None:
            return None
        key = pair[1]
        if key in values:
            raise _refusal(f'line {number}: "{key}" is given twice')
        values[key] = _unquoted(pair[2]) if pair[2] else []
        lines[key] = number
    filled = {name: value or "" for name, value in values.items()}
    warning = "The front matter is not valid YAML; it was read line by line."
    return Header(filled, lines, (warning,)) if filled else None


def _unquoted(written: str) -> str:
    value = written.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
