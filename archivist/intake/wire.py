"""A deposit as bytes and back: what crosses the pipe from a confined reader, and is not trusted.

A message is a JSON text and the blobs it names by number. Whoever decodes one checks every kind,
every place and every length: a reader that was taken over can send a false text, but nothing that
is no text, and never other original bytes than those it was given.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any, get_args

from archivist.intake.deposit import (
    Confidence,
    Deposit,
    EventDeposit,
    Fact,
    Proposal,
    SourceDeposit,
)
from archivist.layout import Layout, Page
from archivist.text import REPLACEMENT, Leaf, LeafKind, Role, Span, SpanKind, canonical

DEEPEST = 16
"""How deep files may stand in files: a message in a message in an archive."""

_LEAF_KINDS = frozenset(get_args(LeafKind))
_ROLES = frozenset(get_args(Role))
_SPAN_KINDS = frozenset(get_args(SpanKind))
_SURE = frozenset(get_args(Confidence))
_HALVES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_MAY_BE_HALF = re.compile(rb"\xed[\xa0-\xbf]|\\u[dD]")
_REPLACED = REPLACEMENT.encode()
_WORDS = ("name", "media_type", "reader", "title", "text")


class Garbled(ValueError):
    """Bytes that are no deposit."""


@dataclass(frozen=True, slots=True)
class Message:
    """What crosses the pipe: a JSON text as UTF-8, and the blobs it names."""

    head: bytes
    blobs: tuple[bytes, ...] = ()


def encode(deposit: Deposit) -> Message:
    """The message that says a deposit; its own original bytes stay where they came from."""
    blobs: list[bytes] = []
    said = _said(deposit, blobs, depth=0)
    blobs[0] = b""
    # Half a letter, as JSON and UTF-16 can say, is none: no archive could hold it.
    return Message(_HALVES.sub(_REPLACED, as_json(said)), tuple(blobs))


def decode(message: Message, original: bytes) -> Deposit:
    """The deposit of the file with the bytes `original`. Raises `Garbled`."""
    blobs = (original, *message.blobs[1:])
    try:
        said = from_json(message.head)
        if _MAY_BE_HALF.search(message.head):
            _require(_HALVES.search(as_json(said)) is None)
        return _deposit(said, blobs, depth=0)
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as failure:
        raise Garbled(type(failure).__name__) from None


def as_json(value: object) -> bytes:
    """`value` as JSON; what is no Unicode in a name keeps its place."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def from_json(head: bytes) -> Any:
    """The value that `as_json` wrote. Raises `Garbled`."""
    try:
        return json.loads(head.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        raise Garbled("no JSON") from None


def _said(deposit: Deposit, blobs: list[bytes], *, depth: int) -> dict[str, Any]:
    if depth > DEEPEST:
        raise Garbled("files in files without end")
    blobs.append(deposit.original)
    number = len(blobs) - 1
    said = {one.name: _SAYERS.get(one.name, _as_it_is)(getattr(deposit, one.name)) for one in _ALL}
    said["original"] = number
    if deposit.pages:
        blobs.append(Layout(deposit.pages).packed())
        said["pages"] = len(blobs) - 1
    said["parts"] = [_said(part, blobs, depth=depth + 1) for part in deposit.parts]
    return said


_ALL = tuple(one for one in fields(Deposit) if one.name not in {"original", "parts", "pages"})


def _as_it_is(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _rows(values: Sequence[Any]) -> list[list[Any]]:
    """Each dataclass as the list of its values, mappings as JSON has them."""
    return [[_as_it_is(getattr(value, one.name)) for one in fields(value)] for value in values]


def _leaf_rows(leaves: Sequence[Leaf]) -> list[tuple[Any, ...]]:
    return [
        (
            leaf.kind, leaf.start, leaf.end, leaf.role, leaf.depth, leaf.marker, leaf.quoted,
            leaf.table, leaf.row, leaf.column,
        )
        for leaf in leaves
    ]  # fmt: skip


def _span_rows(spans: Sequence[Span]) -> list[tuple[Any, ...]]:
    return [(span.kind, span.start, span.end, span.value) for span in spans]


def _event_rows(event: EventDeposit | None) -> list[Any] | None:
    if event is None:
        return None
    (row,) = _rows([event])
    return [_rows(value) if one.name == "sources" else value for one, value in _pairs(row)]


def _pairs(row: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(fields(EventDeposit), row, strict=True))


def _named_once(places: Sequence[str]) -> list[Any]:
    """Each place once, and which of them it is for each leaf."""
    numbers = {place: number for number, place in enumerate(dict.fromkeys(places))}
    return [list(numbers), [numbers[place] for place in places]]


_SAYERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "leaves": _leaf_rows,
        "spans": _span_rows,
        "facts": _rows,
        "proposals": _rows,
        "event": _event_rows,
        "places": _named_once,
    }
)


def _deposit(said: Any, blobs: Sequence[bytes], *, depth: int) -> Deposit:
    _require(isinstance(said, dict) and depth <= DEEPEST)
    values = {one.name: _READERS[one.name](said[one.name]) for one in _ALL}
    number = said["original"]
    _require(isinstance(number, int) and 0 <= number < len(blobs) and (number > 0 or depth == 0))
    parts = tuple(_deposit(part, blobs, depth=depth + 1) for part in said["parts"])
    pages = _pages(said.get("pages"), blobs)
    deposit = Deposit(original=blobs[number], parts=parts, pages=pages, **values)
    if not deposit.text and not deposit.leaves:
        deposit = replace(deposit, leaves=(Leaf("p", 0, 0),))
    _check_text(deposit)
    return deposit


def _require(true: bool) -> None:  # noqa: FBT001 -- the condition is all there is
    if not true:
        raise Garbled("not what a reader says")


def _check_text(deposit: Deposit) -> None:
    """Leaves cover the text but for one separator between neighbours; spans lie inside."""
    text, leaves = deposit.text, deposit.leaves
    _require(canonical(text) == text and canonical(deposit.name) == deposit.name)
    _require(bool(leaves) and leaves[0].start == 0 and leaves[-1].end == len(text))
    _require(all(leaf.start <= leaf.end for leaf in leaves))
    _require(all(after.start == leaf.end + 1 for leaf, after in pairwise(leaves)))
    _require(all(text[leaf.end] in "\n\t" for leaf in leaves[:-1]))
    _require(all(0 <= span.start < span.end <= len(text) for span in deposit.spans))
    _require(len(deposit.places) in {0, len(leaves)})
    _require(Layout(deposit.pages).fits(text))


def _word(value: Any) -> str:
    _require(isinstance(value, str))
    return str(value)


def _number(value: Any) -> int:
    _require(isinstance(value, int) and not isinstance(value, bool) and value >= 0)
    return int(value)


def _one_of(value: Any, known: frozenset[Any]) -> Any:
    _require(isinstance(value, str) and value in known)
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    _require(isinstance(value, dict))
    return dict(value)


def _words(value: Any) -> tuple[str, ...]:
    _require(isinstance(value, list))
    return tuple(map(_word, value))


def _leaves(rows: Any) -> tuple[Leaf, ...]:
    for kind, _start, _end, role, _depth, marker, *_grid in rows:
        _require(kind in _LEAF_KINDS and role in _ROLES and isinstance(marker, str))
    numbers = {type(row[at]) for row in rows for at in (1, 2, 4, 6, 7, 8, 9)}
    _require(numbers <= {int} and all(min(row[1], *row[6:]) >= 0 for row in rows))
    return tuple(Leaf(*row) for row in rows)


def _spans(rows: Any) -> tuple[Span, ...]:
    for kind, start, end, value in rows:
        _require(kind in _SPAN_KINDS and isinstance(value, str))
        _require(type(start) is int and type(end) is int)
    return tuple(Span(*row) for row in rows)


def _facts(rows: Any) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            _word(field),
            _word(raw),
            None if value is None else _word(value),
            _word(source),
            _one_of(sure, _SURE),
        )
        for field, raw, value, source, sure in rows
    )


def _proposals(rows: Any) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(_word(kind), _word(subject), _word(reason), _mapping(content))
        for kind, subject, reason, content in rows
    )


def _event(row: Any) -> EventDeposit | None:
    if row is None:
        return None
    title, date, summary, importance, status, location, actors, tags, sources, written = row
    return EventDeposit(
        _word(title),
        _word(date),
        _word(summary),
        None if importance is None else int(importance),
        _word(status),
        _word(location),
        _words(actors),
        _words(tags),
        tuple(map(_source, sources)),
        _mapping(written),
    )


def _source(row: Any) -> SourceDeposit:
    url, title, publisher, date, tier, scale, written = row
    return SourceDeposit(
        _word(url),
        _word(title),
        _word(publisher),
        _word(date),
        _word(tier),
        _word(scale),
        _mapping(written),
    )


def _pages(number: Any, blobs: Sequence[bytes]) -> tuple[Page, ...]:
    if number is None:
        return ()
    _require(isinstance(number, int) and 0 < number < len(blobs))
    try:
        return Layout.unpacked(blobs[number]).pages
    except ValueError:
        raise Garbled("no layout") from None


def _places(said: Any) -> tuple[str, ...]:
    names, numbers = said
    names = _words(names)
    return tuple(names[_number(number)] for number in numbers)


_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        **dict.fromkeys(_WORDS, _word),
        "leaves": _leaves,
        "spans": _spans,
        "facts": _facts,
        "metadata": _mapping,
        "warnings": _words,
        "proposals": _proposals,
        "event": _event,
        "places": _places,
    }
)
