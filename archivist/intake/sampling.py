"""A look into a table or a list: its columns, and what articles its first rows would be."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from archivist.intake.deposit import Deposit, label
from archivist.intake.isolation.confined import Confined, Crashed
from archivist.intake.reading import content_of

SHOWN = 3
"""How many rows are shown as articles."""
_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column or field: its name, and the first values that stand in it."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was seen: the columns, the first rows as articles, and why some rows would be none."""

    columns: tuple[Column, ...]
    articles: tuple[Deposit, ...]
    left_out: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)


class Sampler:
    """Looks into one file as often as a person chooses other columns; on one thread.

    Its bytes are read in a confined child, which ends with `close`.
    """

    def __init__(self, content: bytes, name: str, *, encoding: str | None = None) -> None:
        """`encoding` is a person's choice for a file that is not UTF-8."""
        self._content = content
        self._name = label(name)
        self._encoding = encoding
        self._confined = Confined(seconds=_SECONDS)

    @classmethod
    def of(cls, path: Path, *, encoding: str | None = None) -> Self:
        """One for the file at `path`. Raises `Refused` when it cannot be read."""
        return cls(content_of(path)[0], path.name, encoding=encoding)

    def look(self, columns: Mapping[str, str]) -> Sample:
        """The file as it is with these columns chosen. Raises `Refused` when it has no rows."""
        pending = self._confined.begin(
            self._content, self._name, encoding=self._encoding, columns=columns, first=SHOWN
        )
        seen = pending.deposit()
        return Sample(_columns(seen.metadata.get("columns")), seen.parts, seen.warnings)

    def close(self) -> None:
        """End the child."""
        self._confined.close()


def _columns(said: Any) -> tuple[Column, ...]:
    """The columns as the child tells them, which is not trusted."""
    try:
        columns = tuple(Column(name, tuple(values)) for name, values in said)
    except (TypeError, ValueError):
        columns = ()
    words = [word for column in columns for word in (column.name, *column.values)]
    if not columns or not all(isinstance(word, str) for word in words):
        raise Crashed("The file could not be read: the reader crashed on it.")
    return columns
