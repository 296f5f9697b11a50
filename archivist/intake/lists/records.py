"""Records: each row of a table or entry of a list as an article of its own, and what lists them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from archivist import dates
from archivist.errors import Refused
from archivist.intake import description
from archivist.intake.carrying import whole
from archivist.intake.deposit import Deposit, Fact, File
from archivist.intake.leaves import markup
from archivist.intake.leaves.joining import joined
from archivist.intake.lists.columns import KNOWN
from archivist.intake.words import plain
from archivist.text import Leaf, StructuredText, canonical

READER: Final = "records/1"
MOST_RECORDS: Final = 20_000
_SHOWN_FIELDS = 20
_LOOKED_AT = 200
_LONGEST = 4_000
_MOST_COLUMNS = 200
_SHOWN_VALUES = 3
_LONGEST_SHOWN = 200
_WRITTEN_AS_PAGE = re.compile(r"<(?:p|div|br|span|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)

_MORE_TEXT = ("abstract", "description", "summary", "note", "notes")


@dataclass(frozen=True, slots=True)
class Record:
    """One row or entry: its bytes as they stand in the file, and its values by their names."""

    original: bytes
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that holds the records; `columns` names which column holds which field."""

    name: str
    content: bytes
    media_type: str
    columns: Mapping[str, str]

    def label(self, number: int) -> str:
        """What the record of that number is called."""
        path = PurePath(self.name)
        return f"{path.stem} {number}{path.suffix}"


def deposit(
    source: Source,
    records: Iterable[Record],
    warnings: Iterable[str] = (),
    *,
    read: Callable[[Source, Record, int], Deposit] | None = None,
) -> Deposit:
    """The deposit of a file of records, each a part of it, as `article` or another one reads it.

    Raises `Refused` when there are too many, when a chosen column is not there, or when no record
    has a title or a text.
    """
    found = list(islice(records, MOST_RECORDS + 1))
    if len(found) > MOST_RECORDS:
        raise Refused(f"The file holds more than {MOST_RECORDS:,} records; cut it in parts.")
    names = _names(found)
    _require_columns(source.columns, names)
    parts = []
    left_out = list(warnings)
    for number, record in enumerate(found, 1):
        try:
            parts.append((read or article)(source, record, number))
        except Refused as reason:
            left_out.append(f"Record {number} was left in the file: {reason}")
    if not parts:
        raise Refused(_how_to_map(names) if names else "The file holds no records.")
    file = File(source.name, source.content, source.media_type, READER)
    made = whole(file, parts, _line, counted="records", warnings=left_out)
    if not source.columns:
        return made
    return replace(made, metadata={**made.metadata, "columns": dict(source.columns)})


def look(source: Source, records: Iterable[Record], first: int) -> Deposit:
    """What a person chooses columns by: their names and first values, and the `first` articles.

    The names and values stand in the metadata, as `columns`; a record that makes no article is
    one of the warnings. Raises `Refused` when there are no records.
    """
    found = list(islice(records, _LOOKED_AT))
    names = _names(found)
    if not names:
        raise Refused("The file holds no records.")
    parts, left_out = [], []
    for number, record in enumerate(found[:first], 1):
        try:
            parts.append(article(source, record, number))
        except Refused as reason:
            left_out.append(f"Record {number} stays in the file: {reason}")
    file = File(source.name, source.content, source.media_type, READER)
    made = whole(file, parts, _line, counted="records", warnings=left_out)
    columns = [[name, _first_values(found, name)] for name in names[:_MOST_COLUMNS]]
    return replace(made, metadata={"columns": columns})


def _first_values(records: Iterable[Record], name: str) -> list[str]:
    said = (" ".join(canonical(words(each.values.get(name))).split()) for each in records)
    return [value[:_LONGEST_SHOWN] for value in islice(filter(None, said), _SHOWN_VALUES)]


def article(source: Source, record: Record, number: int) -> Deposit:
    """The deposit of one record. Raises `Refused` when it has neither title nor text."""
    facts = tuple(_facts(record.values, source.columns))
    title = next((fact.value for fact in facts if fact.field == "title" and fact.value), "")
    body = joined(map(_laid_out, _texts(record.values, source.columns)))
    if not title and not body.text.strip():
        raise Refused("It has no title and no text.")
    head = StructuredText(title, (Leaf("h1", 0, len(title), "header"),) if title else ())
    text = joined((head, body))
    attached = tuple(_attached(record.values))
    return Deposit(
        source.label(number),
        record.original,
        source.media_type,
        READER,
        title or plain.title_of(body).value or source.label(number),
        text.text,
        text.leaves,
        text.spans,
        facts=facts,
        metadata={"record": dict(record.values), "attachments": list(attached)},
        warnings=_unopened(attached),
    )


def with_attached(part: Deposit, files: Mapping[str, Deposit]) -> Deposit:
    """The article of a record with those of its attachments that are in `files`, by name."""
    if not files:
        return part
    missing = tuple(name for name in part.metadata["attachments"] if name not in files)
    own = _unopened(tuple(part.metadata["attachments"]))
    kept = tuple(words for words in part.warnings if words not in own)
    return replace(
        part,
        parts=(*part.parts, *files.values()),
        warnings=(*kept, *_unopened(missing)),
    )


def _unopened(attached: Sequence[str]) -> tuple[str, ...]:
    if not attached:
        return ()
    names = ", ".join(f"“{name}”" for name in attached[:_SHOWN_FIELDS])
    return (f"Attached files are named and not opened ({names}); pack them with this file as zip.",)


def _attached(values: Mapping[str, Any]) -> Iterator[str]:
    attachments = values.get("attachments")
    for each in attachments if isinstance(attachments, list) else ():
        path = each.get("path") or each.get("localPath") if isinstance(each, dict) else each
        if isinstance(path, str) and path.strip():
            yield " ".join(canonical(path).split())


def _names(records: Sequence[Record]) -> tuple[str, ...]:
    """The names of values in the first records, in the order in which they come."""
    return tuple(dict.fromkeys(name for each in records[:_LOOKED_AT] for name in each.values))


def _require_columns(columns: Mapping[str, str], names: Sequence[str]) -> None:
    for column in columns.values():
        if column not in names:
            raise Refused(f"The file has no column “{column}”; it has {_listed(names)}.")


def _how_to_map(names: Sequence[str]) -> str:
    first, *rest = names
    second = rest[0] if rest else first
    return (
        f"Nothing says what is the title or the text; the fields are {_listed(names)}. "
        "Say it by “Rows as articles” in the report, or on the command line, for example: "
        f"import --map title={first} --map text={second}."
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{canonical(name)[:80]}”" for name in names[:_SHOWN_FIELDS])
    more = len(names) - _SHOWN_FIELDS
    return f"{shown} and {more} more" if more > 0 else shown or "none"


def _keys(field: str, values: Mapping[str, Any], columns: Mapping[str, str]) -> Iterator[str]:
    """The names under which `values` may hold a field: the chosen one, or the known ones."""
    if field in columns:
        yield columns[field]
        return
    by_small = {name.strip().casefold(): name for name in reversed(list(values))}
    taken = set(columns.values())
    for known in KNOWN[field]:
        if known in by_small and by_small[known] not in taken:
            yield by_small[known]


def _facts(values: Mapping[str, Any], columns: Mapping[str, str]) -> Iterator[Fact]:
    for field in KNOWN:
        if field == "text":
            continue
        for key in _keys(field, values, columns):
            raw = " ".join(canonical(words(values.get(key))).split())[:_LONGEST]
            if raw:
                yield Fact(field, raw, _value(field, raw), f"field {canonical(key)}", "declared")
                break


def _value(field: str, raw: str) -> str | None:
    if field not in {"published", "retrieved"}:
        return raw
    # A moment is written with its day in front.
    date = dates.parse(raw) or dates.parse(re.split(r"[T ]", raw, maxsplit=1)[0])
    return None if date is None else description.plainly(date)


def _texts(values: Mapping[str, Any], columns: Mapping[str, str]) -> Iterator[str]:
    for key in _keys("text", values, columns):
        yield words(values.get(key))
        break
    if "text" in columns:
        return
    by_small = {name.strip().casefold(): name for name in reversed(list(values))}
    for known in _MORE_TEXT:
        if known in by_small:
            yield words(values[by_small[known]])


def _laid_out(written: str) -> StructuredText:
    text = canonical(written)
    if not text.strip():
        return StructuredText("", ())
    if _WRITTEN_AS_PAGE.search(text):
        page = markup.read(text).structured
        if page.text.strip():
            return page
    return plain.read(text)


def words(value: Any) -> str:
    """A value in words: names and dates as bibliographies write them, a list with commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(filter(None, map(words, value)))
    if isinstance(value, dict):
        return _of_mapping(value)
    return "" if value is None else str(value)


def _of_mapping(value: dict[str, Any]) -> str:
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(words(part).zfill(2) for part in parts[0])
    for key in ("literal", "raw", "name"):
        if isinstance(value.get(key), str):
            return str(value[key])
    named = (words(value.get(key)) for key in ("given", "non-dropping-particle", "family"))
    return " ".join(filter(None, named))


def _line(part: Deposit) -> str:
    said = {fact.field: fact.value or fact.raw for fact in reversed(part.facts)}
    shown = (said.get("published", ""), said.get("author", ""), part.title)
    return " · ".join(words for words in shown if words)
