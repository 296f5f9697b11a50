"""Tables of values (CSV, TSV): one article of all rows, or by a choice an article a row."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from archivist.errors import Refused
from archivist.intake import decoding
from archivist.intake.deposit import Deposit, Fact
from archivist.intake.lists import records
from archivist.intake.lists.records import Record, Source
from archivist.text import Leaf, StructuredText, canonical

READER: Final = "table/1"
MEDIA_TYPE: Final = "text/csv"
MOST_CELLS: Final = 500_000
_HEADINGS = 20
_SNIFFED = 64 * 1024
_DELIMITERS = ",;\t|"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read(
    content: bytes,
    name: str,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    first: int = 0,
) -> Deposit:
    """The deposit of a table; with `columns`, which name what holds which field, a part a row.

    With `first` it is only looked into, as `records.look` does. Raises `Refused` for what
    `decoding.decode` and `records.deposit` refuse, and when a field or the whole is too large.
    """
    words = decoding.decode(content, encoding=encoding)
    if columns or first:
        codec = decoding.codec_of(content, encoding=encoding)
        source = Source(name, content, MEDIA_TYPE, columns or {})
        found = _records(words, codec)
        return records.look(source, found, first) if first else records.deposit(source, found)
    text = _laid_out(_rows(words))
    title = Fact("title", name, name, "file name", "derived")
    return Deposit(
        name,
        content,
        MEDIA_TYPE,
        READER,
        name,
        text.text,
        text.leaves,
        facts=(title,),
        metadata={"rows": text.leaves[-1].row + 1 if text.leaves else 0},
    )


def _records(words: str, codec: str) -> Iterator[Record]:
    """Each row below the one that names the columns, with its bytes."""
    lines = _LINE.findall(words)
    written: list[str] = []
    above = _headings(words)
    rows = _rows_of(_noting(lines, written), _delimiter(words))
    names = _named(next(islice(rows, above, None), []))
    written.clear()
    for row in rows:
        original = "".join(written).strip("\r\n")
        written.clear()
        yield Record(original.encode(codec), dict(zip(names, row, strict=False)))


def _headings(words: str) -> int:
    """How many rows stand over the names of the columns: they fill one cell of several at most."""
    beginning = list(islice(_rows(words), _HEADINGS + 1))
    filled = [sum(bool(cell.strip()) for cell in row) for row in beginning]
    return next((number for number, cells in enumerate(filled) if cells > 1), 0)


def _named(row: list[str]) -> list[str]:
    """A name for each column: one without is called by its number, the second of a name too."""
    names: list[str] = []
    for number, cell in enumerate(row, 1):
        name = " ".join(canonical(cell).split()) or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return names


def _noting(lines: list[str], written: list[str]) -> Iterator[str]:
    """The lines, each noted when it is taken: a row may take several."""
    for line in lines:
        written.append(line)
        yield line


def _rows(words: str) -> Iterator[list[str]]:
    return _rows_of(io.StringIO(words, newline=""), _delimiter(words))


def _rows_of(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error:
            raise Refused(f"Row {number}: a field is longer than 128 KiB.") from None
        if row is None:
            return
        if row:
            yield row


def _delimiter(words: str) -> str:
    """The sign that stands in every line of the beginning, most often; else in the first line."""
    lines = [line for line in words[:_SNIFFED].splitlines()[:50] if line.strip()] or [""]
    return max(_DELIMITERS, key=lambda sign: (min(_counted(lines, sign)), lines[0].count(sign)))


def _counted(lines: list[str], sign: str) -> list[int]:
    return [line.count(sign) for line in lines]


def _laid_out(rows: Iterator[list[str]]) -> StructuredText:
    pieces: list[str] = []
    leaves: list[Leaf] = []
    at = 0
    for number, row in enumerate(rows):
        if len(leaves) + len(row) > MOST_CELLS:
            raise Refused(f"The table holds more than {MOST_CELLS:,} cells; cut it in parts.")
        for column, cell in enumerate(row):
            words = canonical(cell)
            if leaves:
                pieces.append("\t" if column else "\n")
                at += 1
            pieces.append(words)
            start, at = at, at + len(words)
            leaves.append(Leaf("cell", start, at, table=1, row=number, column=column))
    return StructuredText("".join(pieces), tuple(leaves))
