"""Lists of records in JSON: an array of objects, or an object a line."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePath
from typing import Any, Final

from archivist.errors import Refused
from archivist.intake import decoding, kinds, texts
from archivist.intake.deposit import Deposit
from archivist.intake.lists import records
from archivist.intake.lists.records import Record, Source
from archivist.intake.words import timeline

MEDIA_TYPE: Final = "application/json"
MEDIA_TYPE_OF_LINES: Final = "application/jsonl"
_BLANK = re.compile(r"[ \t\r\n]*")
_MOST_WARNINGS = 100


def read(
    content: bytes,
    name: str,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    first: int = 0,
) -> Deposit:
    """The deposit of a list of records; `columns` names which of their fields holds what.

    With `first` it is only looked into, as `records.look` does. Raises `Refused` for what
    `decoding.decode` and `records.deposit` refuse, and when an array breaks off.
    """
    text = decoding.decode(content, encoding=encoding)
    codec = decoding.codec_of(content, encoding=encoding)
    is_array = text.lstrip().startswith("[")
    media_type = MEDIA_TYPE if is_array else MEDIA_TYPE_OF_LINES
    warnings: list[str] = []
    written = _array(text, codec, warnings) if is_array else _lines(text, codec, warnings)
    source = Source(name, content, media_type, columns or {})
    if first:
        return records.look(source, written, first)
    found = list(written)
    events = not columns and all(_is_event(record.values) for record in found)
    way = partial(_event, encoding=None if codec == "utf-8" else codec) if events else None
    return records.deposit(source, found, warnings, read=way)


def _is_event(values: Mapping[str, Any]) -> bool:
    # In a list, an id beside title and date is no sign: every export gives one.
    return timeline.is_event(values) and not set(timeline.ACTOR_KEYS).isdisjoint(values)


def _event(source: Source, record: Record, number: int, *, encoding: str | None) -> Deposit:
    """One of many timeline events, read as a file of its own would be."""
    label = f"{PurePath(source.name).stem} {number}.json"
    return texts.read_text(record.original, label, kinds.of(b"{", label), encoding=encoding)


def _array(text: str, codec: str, warnings: list[str]) -> Iterator[Record]:
    number = 0
    at = _behind(text, text.index("[") + 1)
    while text[at : at + 1] != "]" or number == 0:
        if number == 0 and text[at : at + 1] == "]":
            return
        number += 1
        value, end = _value(text, at)
        if isinstance(value, dict):
            yield Record(text[at:end].encode(codec), value)
        else:
            _warn(warnings, f"Entry {number} is not an object; it was left in the file.")
        at = _behind(text, end)
        if text[at : at + 1] == ",":
            at = _behind(text, at + 1)
        elif text[at : at + 1] != "]":
            raise Refused(f"The JSON is not valid: the array breaks off behind entry {number}.")


def _behind(text: str, at: int) -> int:
    """The place behind the blanks at `at`."""
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _lines(text: str, codec: str, warnings: list[str]) -> Iterator[Record]:
    for number, line in enumerate(text.split("\n"), 1):
        written = line.strip(" \t\r")
        if not written:
            continue
        try:
            value, end = _value(written, 0)
        except Refused:
            value, end = None, 0
        if isinstance(value, dict) and end == len(written):
            yield Record(written.encode(codec), value)
        else:
            _warn(warnings, f"Line {number} is not one JSON object; it was left in the file.")


def _warn(warnings: list[str], sentence: str) -> None:
    if len(warnings) < _MOST_WARNINGS:
        warnings.append(sentence)


# Numbers stay as they are written: a number too long to count with is still a text.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as failure:
        line = f"line {failure.lineno}"
        raise Refused(f"The JSON is not valid: {line}: {failure.msg}.") from None
    except RecursionError:
        raise Refused("The JSON is nested too deeply.") from None
