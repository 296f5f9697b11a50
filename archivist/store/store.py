"""One encrypted file, and the one way of writing to it.

Tables hold the present, the journal holds the past. Every write is a change: rows put or
dropped, one journal entry with each row before and after, one transaction.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from archivist.errors import Conflict, Damaged, NotFound, Refused, Trouble
from archivist.layout import Layout
from archivist.store import contents, editions, guards, indexing, journal, standing
from archivist.store.circumstances import Circumstances
from archivist.store.connection import (
    copy,
    plain_connection,
    require_encrypted,
    working_connection,
)
from archivist.store.editions import NUMBERED
from archivist.store.journal import Entry, Heading, Step
from archivist.store.reading import Reading
from archivist.text import StructuredText

FILE = "archive.db"
_LAST_WAIT = 500
"""Milliseconds that closing waits for other connections before it leaves the log to them."""


@dataclass(slots=True)
class Change:
    """Rows put and dropped so far in one open change."""

    action: str
    steps: list[Step] = field(default_factory=list)
    undoes: int | None = None


class Store(Reading):
    """One connection to one archive file, used on one thread.

    `beside()` gives another one, for another thread. Only the process that holds the archive's
    lock may write.
    """

    def __init__(
        self, folder: Path, key: bytes, circumstances: Circumstances, *, read_only: bool = False
    ) -> None:
        super().__init__(working_connection(folder / FILE, key, read_only=read_only), circumstances)
        self.folder = folder
        self.read_only = read_only
        self.key = key
        self._watchers: list[Callable[[Entry], None]] = []
        self.current_act: int | None = None
        self._acting = 0
        self._batched: list[Entry] | None = None
        self._open_change: Change | None = None
        self._numbers: dict[str, int] = {}
        self.bodies = guards.Bodies(self._connection)
        indexing.know_folding(self._connection)
        if not read_only:
            indexing.follow_rows(self._connection)
            guards.stand(self._connection, self.bodies)

    @classmethod
    def create(cls, folder: Path, key: bytes, circumstances: Circumstances) -> Self:
        """A new, empty archive file in `folder`. Raises `Refused` when there is one already."""
        path = folder / FILE
        if path.exists():
            raise Refused(f"There is already an archive in {folder}.")
        path.touch(mode=0o600)
        connection = plain_connection(path, key)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        editions.upgrade(connection)
        connection.close()
        return cls(folder, key, circumstances)

    @classmethod
    def open(
        cls, folder: Path, key: bytes, circumstances: Circumstances, *, read_only: bool = False
    ) -> Self:
        """The archive file in `folder`, brought to the newest edition.

        Raises `Damaged` when it is none or does not open with its key, `Refused` when it was
        made by a newer Archivist.
        """
        path = folder / FILE
        require_encrypted(path)
        if read_only:
            _require_settled(path)
            store = cls(folder, key, circumstances, read_only=True)
            editions.require_present(store._connection)
            return store
        connection = plain_connection(path, key)
        editions.require_known(connection)
        editions.upgrade(connection)
        connection.close()
        return cls(folder, key, circumstances)

    def beside(self, *, lenient: bool = False) -> "Store":
        """Another connection to the same file, for the calling thread.

        A lenient one reads text that is not UTF-8 too, in order to say that it is wrong.
        """
        other = Store(self.folder, self.key, self.circumstances, read_only=self.read_only)
        if lenient:
            other._connection.text_factory = _any_text
        return other

    def wait_at_most(self, milliseconds: int) -> None:
        """How long an act waits from now on for one of another connection."""
        self._connection.execute(f"PRAGMA busy_timeout = {milliseconds:d}")

    def close(self) -> None:
        """Write the log back into the file and let go of it."""
        try:
            if not self.read_only:
                # Whoever is at work there writes it back in turn.
                self.wait_at_most(_LAST_WAIT)
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._connection.close()

    # Writing

    @contextmanager
    def change(self, action: str, *, undoes: int | None = None) -> Iterator[Change]:
        """One transaction and one journal entry; nothing is kept when the block raises.

        A change without an effect leaves no entry. A change inside a change is one with it.
        Raises `Refused` when the archive is open read-only.
        """
        if self._open_change is not None:
            yield self._open_change
            return
        if self._batched is not None:
            if not self._connection.in_transaction:  # a full disk ended it under our hands
                raise Trouble("The transaction was lost; nothing of it was written. Try again.")
            yield from self._savepoint(action, undoes)
            return
        with self.batch():
            yield from self._savepoint(action, undoes)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Several changes that reach the disk together, or not at all."""
        if self._batched is not None:
            yield
            return
        if self.read_only:
            raise Refused("The archive is open read-only: copy it to a place you can write to.")
        self._connection.execute("BEGIN IMMEDIATE")
        self._batched = []
        act = self.current_act
        try:
            yield
            self._keep_numbers()
        except BaseException:
            self._roll_back()
            self._batched, self.current_act = None, act
            self._numbers.clear()
            raise
        self._commit(act)

    @contextmanager
    def act(self, joining: int | None = None) -> Iterator["Store"]:
        """Several changes that `undo` takes back as one, however many transactions they take.

        `joining` goes on with an act begun before; `current_act` names the one under way.
        """
        outermost = not self._acting
        if outermost:
            self.current_act = joining
        self._acting += 1
        try:
            yield self
        finally:
            self._acting -= 1
            if outermost:
                self.current_act = None

    def _commit(self, act: int | None) -> None:
        written, self._batched = self._batched or [], None
        try:
            self._connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            self.current_act = act
            raise
        self._tell(written)

    def _tell(self, written: list[Entry]) -> None:
        """Every watcher hears of every entry, also when one of them fails."""
        failures: list[Exception] = []
        for entry in written:
            for watcher in self._watchers:
                try:
                    watcher(entry)
                except Exception as failure:  # noqa: BLE001 - raised again below, as a group
                    failures.append(failure)
        if failures:
            raise ExceptionGroup("watchers failed after the change was saved", failures)

    def _savepoint(self, action: str, undoes: int | None) -> Iterator[Change]:
        change = Change(action, undoes=undoes)
        self._connection.execute("SAVEPOINT change")
        self._open_change = change
        try:
            yield change
            if change.steps:
                self._record(change)
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO change")
            raise
        finally:
            self._open_change = None
            if self._connection.in_transaction:
                self._connection.execute("RELEASE change")

    def _record(self, change: Change) -> None:
        heading = Heading(
            at=self.circumstances.now(),
            agent=self.circumstances.agent,
            action=change.action,
            act=self.current_act,
            undoes=change.undoes,
        )
        salt = self.circumstances.entropy(16)
        entry = journal.append(self._connection, heading, tuple(change.steps), salt=salt)
        standing.follow(self._connection, entry)
        if self._acting:
            self.current_act = entry.act
        if self._batched is not None:
            self._batched.append(entry)

    def put(self, change: Change, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Write the whole row, new or in place of the one with its key, and return it."""
        before = self.row(table, *self.key_of(table, row))
        if before is None:
            return self.add(change, table, row)
        after = {"n": before["n"], **row} if table in NUMBERED else row
        if before == after:
            return after
        names = ", ".join(f'"{name}" = ?' for name in after)
        sql = f"UPDATE {table} SET {names} WHERE {self.matching(table)}"
        self._connection.execute(sql, (*after.values(), *self.key_of(table, row)))
        change.steps.append(Step(table, before, after))
        return after

    def add(self, change: Change, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Write a row whose key is known to be new, and return it with its number."""
        after = {"n": self._number(table), **row} if table in NUMBERED and "n" not in row else row
        names = '", "'.join(after)
        marks = ", ".join("?" * len(after))
        self._connection.execute(
            f'INSERT INTO {table}("{names}") VALUES ({marks})', tuple(after.values())
        )
        change.steps.append(Step(table, None, after))
        return after

    def drop(self, change: Change, table: str, *key: str | int) -> None:
        """Take the row away. Raises `NotFound` when there is none."""
        before = self.row(table, *key)
        if before is None:
            raise NotFound(f"There is no {table} {' '.join(map(str, key))}.")
        self._connection.execute(f"DELETE FROM {table} WHERE {self.matching(table)}", key)
        change.steps.append(Step(table, before, None))

    def _number(self, table: str) -> int:
        if table not in self._numbers:
            sql = f"SELECT max(last, (SELECT coalesce(max(n), 0) FROM {table})) FROM counter "
            found = self._connection.execute(f"{sql} WHERE kind = ?", (table,)).fetchone()
            self._numbers[table] = found[0]
        self._numbers[table] += 1
        return self._numbers[table]

    def _keep_numbers(self) -> None:
        """Numbers run on in memory within a transaction; the file learns where they stopped."""
        for table, last in self._numbers.items():
            self._connection.execute("UPDATE counter SET last = ? WHERE kind = ?", (last, table))
        self._numbers.clear()

    # Contents: addressed by their hash, written once, not journaled but by that hash

    def keep_original(self, content: bytes, media_type: str) -> str:
        """Keep the bytes as they came; returns their SHA-256. Inside a change."""
        return contents.keep_original(self._connection, content, media_type)

    def keep_text(self, text: StructuredText) -> contents.Kept:
        """Keep a canonical text with its structure. Inside a change."""
        return contents.keep_text(self._connection, text)

    def keep_layout(self, text: str, original: str, layout: Layout) -> None:
        """Keep where the words of a text stand on the pages of an original. Inside a change."""
        contents.keep_layout(self._connection, text, original, layout)

    # The past

    def watch(self, watcher: Callable[[Entry], None]) -> None:
        """Call `watcher` with each entry this connection commits."""
        self._watchers.append(watcher)

    @contextmanager
    def conflict_when_bound(self, sentence: str) -> Iterator[None]:
        """Raise `Conflict` with the sentence when another row holds on to the one written."""
        try:
            yield
        except self._connection.IntegrityError:
            raise Conflict(sentence) from None

    def copy_to(self, path: Path) -> None:
        """A consistent, encrypted copy of the file, whole even while others write.

        Raises `Trouble` when there is no room, `Damaged` when the copy is not sound.
        """
        path.touch(mode=0o600)
        target = plain_connection(path, self.key)
        try:
            copy(self._connection, target)
            fault = target.execute("PRAGMA cipher_integrity_check").fetchone()
            if fault:
                raise Damaged(f"The copy is not sound: {fault[0]}. Try again or check the disk.")
        finally:
            target.close()


def _require_settled(path: Path) -> None:
    """Refuse a log beside the file: it holds the last acts and cannot be read without writing."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise Refused(
            f"The archive in {path.parent} was not closed and lies where nothing can be written: "
            "copy the whole folder to a place you can write to, and open it there."
        )


def _any_text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")
