"""The report of an import to take along: as text for the clipboard, as a table for a file."""

from collections.abc import Iterable

from archivist.desktop.forms.import_lines import Row
from archivist.spreadsheet import table

_HEADER = (
    *("status", "file", "within", "title", "date"),
    *("what happened", "article", "original sha256"),
)


def as_text(rows: Iterable[Row]) -> str:
    """A line a file, set in under the file that carries it, and a line a sentence."""
    return "".join(line + "\n" for row in rows for line in _lines(row))


def as_csv(rows: Iterable[Row]) -> bytes:
    """A row a file; a spreadsheet opens it and runs nothing in it."""
    return table(_HEADER, map(_cells, rows))


def _lines(row: Row) -> list[str]:
    before = "  " * row.depth
    title = f": {_on_a_line(row.title)}" if row.title else ""
    head = f"{_status(row):9} {before}{_on_a_line(row.path)}{title}"
    return [head, *(f"{'':9} {before}- {_on_a_line(each)}" for each in row.sentences)]


def _cells(row: Row) -> tuple[str, ...]:
    said = " ".join(map(_on_a_line, row.sentences))
    named = (_status(row), row.path, row.within, row.title, row.date)
    return (*named, said, row.article, row.sha256)


def _status(row: Row) -> str:
    return "imported" if row.sort in ("in", "warned") else row.sort


def _on_a_line(words: str) -> str:
    return " ".join(words.split())
