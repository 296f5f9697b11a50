"""Looking things up over one connection: rows, contents, and the past."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from archivist.errors import NotFound
from archivist.layout import Layout
from archivist.store import contents, journal, standing
from archivist.store.circumstances import Circumstances
from archivist.store.connection import Connection
from archivist.store.editions import KEYS
from archivist.store.journal import Entry
from archivist.text import StructuredText

Row = Any  # a sqlcipher3.Row: row["column"]


class Reading:
    """One connection, for reading; whoever writes too is a `Store`."""

    def __init__(self, connection: Connection, circumstances: Circumstances) -> None:
        self._connection = connection
        self.circumstances = circumstances

    def interrupt(self) -> None:
        """Stop what the connection is reading, from any thread; the reader sees it raise."""
        self._connection.interrupt()

    def read(self, sql: str, values: Iterable[Any] = ()) -> list[Row]:
        """All rows of one query."""
        rows: list[Row] = self._connection.execute(sql, tuple(values)).fetchall()
        return rows

    def one(self, sql: str, values: Iterable[Any] = ()) -> Row | None:
        """The first row of one query."""
        return self._connection.execute(sql, tuple(values)).fetchone()

    def row(self, table: str, *key: str | int) -> dict[str, Any] | None:
        """The whole row of `table` with that key, as `put` writes it."""
        found = self.one(f"SELECT * FROM {table} WHERE {self.matching(table)}", key)
        return None if found is None else as_dict(found)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one moment of the archive, whatever other connections write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other connection from writing for a while."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self._roll_back()

    def row_of_text(self, name: str) -> Row:
        """A kept text as it is stored: id, sha256, body and structure."""
        return self.read("SELECT * FROM text WHERE id = ?", (name,))[0]

    def scratch(self, sql: str, values: Iterable[Any] = ()) -> None:
        """Write to a temporary table of this connection, which lives in memory only."""
        self._connection.execute(sql, tuple(values))

    def identify(self, table: str, prefix: str) -> str:
        """The one id of `table` that begins with `prefix`.

        Raises `NotFound` when there is none or more than one.
        """
        called = "highlight" if table == "annotation" else table
        rows = self.read(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? LIMIT 2",
            (prefix, prefix + "g"),
        )
        if not rows or not prefix:
            raise NotFound(f"There is no {called} {prefix or '(empty)'}.")
        if len(rows) > 1 and rows[0]["id"] != prefix:
            raise NotFound(f"More than one {called} begins with {prefix}; give more of its id.")
        return str(rows[0]["id"])

    # Contents: addressed by their hash

    def original(self, digest: str) -> bytes:
        """The kept bytes with that SHA-256.

        Raises `NotFound`, or `Damaged` when the bytes no longer have it.
        """
        return contents.original(self._connection, digest)

    def text(self, name: str) -> StructuredText:
        """The kept text with that id. Raises `NotFound`."""
        return contents.text(self._connection, name)

    def layout(self, text: str, original: str) -> Layout | None:
        """Where the words of a text stand on the pages of an original, where it has any.

        Raises `Damaged` when it cannot be read.
        """
        return contents.layout(self._connection, text, original)

    # The past

    def entries(self, where: str = "1", values: tuple[Any, ...] = ()) -> Iterator[Entry]:
        """Journal entries that answer to the condition, oldest first."""
        return journal.entries(self._connection, where, values)

    def latest_entries(
        self, where: str, values: tuple[Any, ...], *, limit: int | None
    ) -> tuple[Entry, ...]:
        """The newest entries that answer to the condition, oldest first."""
        found = journal.entries(self._connection, where, values, order="seq DESC")
        return tuple(islice(found, limit))[::-1]

    def leaves(self) -> list[bytes]:
        """The leaves of all journal entries, oldest first."""
        return journal.leaves(self._connection)

    def last_entry(self) -> tuple[int, str, bytes]:
        """Number, time and chain of the newest entry."""
        return journal.last(self._connection)

    def undoable_act(self) -> int | None:
        """The act of this agent that `history.undo` takes back."""
        return standing.undoable(self._connection, self.circumstances.agent)

    def redoable_act(self) -> int | None:
        """The undoing act of this agent that `history.redo` takes back."""
        return standing.redoable(self._connection, self.circumstances.agent)

    def standing_entries(self, act: int) -> tuple[Entry, ...]:
        """The entries of an act that nothing took back, newest first."""
        numbers = standing.of(self._connection, act)
        return tuple(entry for seq in numbers for entry in self.entries("seq = ?", (seq,)))

    def standing_is_right(self) -> bool:
        """Whether what is known of standing entries agrees with the journal."""
        return standing.is_right(self._connection, self.entries())

    def key_of(self, table: str, row: dict[str, Any]) -> tuple[Any, ...]:
        """The values that tell the row apart in its table."""
        return tuple(row[column] for column in KEYS[table])

    @staticmethod
    def matching(table: str) -> str:
        """The condition that holds for the one row of `table` with a key."""
        return " AND ".join(f'"{column}" = ?' for column in KEYS[table])

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # a full disk may have ended it already
            self._connection.execute("ROLLBACK")


def as_dict(row: Row) -> dict[str, Any]:
    """A row by its columns' names."""
    return dict(zip(row.keys(), row, strict=True))
