"""Opening the encrypted file: the key first, then the settings every connection works under."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from archivist.errors import ArchivistError, Damaged, NotFound, Refused, Trouble

Connection = Any  # sqlcipher3 ships no types

_HEAD = 16
_PLAIN = b"SQLite format 3\x00"

_SETTINGS = (
    "synchronous = FULL",  # NORMAL loses acknowledged work when the power goes
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",  # nothing spills to disk in clear
    "cell_size_check = ON",
    "mmap_size = 0",
    "cache_size = -32768",  # 32 MiB of pages: decrypting one twice costs more than keeping it
    "busy_timeout = 10000",
    "wal_autocheckpoint = 4000",  # 16 MiB: an import writes the same pages again and again
    "secure_delete = ON",
    "journal_size_limit = 67108864",
    "recursive_triggers = ON",  # so that a replaced row leaves the index too
)


_FOREIGN = (
    "The archive's file does not answer to its key: its first page is damaged, or keys.json "
    "belongs to another archive. Restore a backup."
)


def require_encrypted(path: Path) -> None:
    """Raise `NotFound` where there is no file, `Damaged` where it is no encrypted one."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise NotFound(f"There is no archive in {path.parent}.") from None
    except OSError as error:
        raise Refused(f"The archive in {path.parent} cannot be read: {error.strerror}.") from None
    if len(head) < _HEAD or head == _PLAIN:
        raise Damaged(f"{path.parent.name} is not an Archivist archive.")


def plain_connection(path: Path, key: bytes, *, query: str = "") -> Connection:
    """A connection with its key and nothing else set.

    Raises `Damaged` when the file does not answer to the key or cannot be read: that the key is
    right was proved when it was unwrapped.
    """
    target = f"file:{_quoted(path)}{query}"
    connection = sqlcipher3.connect(
        target, uri=True, isolation_level=None, cached_statements=256, factory=_Connection
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher3.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            raise Damaged(_FOREIGN) from None
        raise Damaged(f"The archive cannot be read: {error}. Restore a backup.") from None
    except ArchivistError:
        connection.close()
        raise
    return connection


def _quoted(path: Path) -> str:
    text = str(path.resolve())
    return text.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def working_connection(path: Path, key: bytes, *, read_only: bool) -> Connection:
    """A connection to work with. Read-only takes the file as it lies, beside no log."""
    connection = plain_connection(path, key, query="?immutable=1" if read_only else "")
    connection.row_factory = sqlcipher3.Row
    for pragma in _SETTINGS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


class _Cursor(dbapi2.Cursor):  # type: ignore[misc]
    """A cursor that says in a sentence what failed for a reason outside the program."""

    def execute(self, sql: str, values: Iterable[Any] = ()) -> Any:
        try:
            return super().execute(sql, values)
        except dbapi2.DatabaseError as error:
            raise _told(error) from error

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except dbapi2.DatabaseError as error:
            raise _told(error) from error

    def fetchall(self) -> Any:
        try:
            return super().fetchall()
        except dbapi2.DatabaseError as error:
            raise _told(error) from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except dbapi2.DatabaseError as error:
            raise _told(error) from error


class _Connection(dbapi2.Connection):  # type: ignore[misc]
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


_SENTENCES: dict[str, tuple[type[ArchivistError], str]] = {
    "malformed": (Damaged, "The archive's file is damaged. Restore a backup."),
    "hmac": (Damaged, "The archive's file is damaged. Restore a backup."),
    "disk is full": (Trouble, "The disk is full. Nothing was lost; free some and try again."),
    "is locked": (Trouble, "The archive is busy with another act; try again in a moment."),
    "disk I/O error": (Trouble, "The archive's disk does not answer; check that it is there."),
    "readonly database": (Trouble, "The archive cannot be written to; check its disk."),
}


def copy(source: Connection, target: Connection) -> None:
    """Copy one open file into another, page by page. Raises `Trouble` when there is no room."""
    try:
        source.backup(target)
    except dbapi2.DatabaseError as error:
        raise _told(error) from error


def _told(error: Exception) -> Exception:
    """What a person is told instead, or the error itself where it is a bug."""
    words = str(error)
    for sign, (kind, sentence) in _SENTENCES.items():
        if sign in words:
            return kind(sentence)
    return error
