"""Opening the encrypted file: the key first, then the settings every connection works under."""

from pathlib import Path
from typing import Any

from archivist.errors import ArchivistError, Damaged, Locked, NotFound, Refused

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
    "busy_timeout = 10000",
    "secure_delete = ON",
    "journal_size_limit = 67108864",
    "recursive_triggers = ON",  # so that a replaced row leaves the index too
)


def require_encrypted(path: Path) -> None:
    """Raise `NotFound` where there is no file, `Damaged` where it is no encrypted one."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise NotFound(f"There is no archive in {path.parent}.") from None
    if len(head) < _HEAD or head == _PLAIN:
        raise Damaged(f"{path.parent.name} is not an Archivist archive.")


def plain_connection(path: Path, key: bytes, *, query: str = "") -> Connection:
    """A connection with its key and nothing else set.

    Raises `Locked` when the key does not open the file, `Damaged` when it cannot be read.
    """
    import sqlcipher3

    target = f"file:{_quoted(path)}{query}"
    connection = sqlcipher3.connect(
        target, uri=True, isolation_level=None, cached_statements=256, check_same_thread=True
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher3.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            raise Locked("That passphrase does not open this archive.") from None
        raise Damaged(f"The archive cannot be read: {error}. Restore a backup.") from None
    return connection


def _quoted(path: Path) -> str:
    text = str(path.resolve())
    return text.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def working_connection(path: Path, key: bytes, *, read_only: bool) -> Connection:
    """A connection to work with. Read-only takes the file as it lies, beside no log."""
    import sqlcipher3

    connection = plain_connection(path, key, query="?immutable=1" if read_only else "")
    connection.row_factory = sqlcipher3.Row
    for pragma in _SETTINGS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def sentence(error: Exception) -> ArchivistError | None:
    """What a person is told when SQLite fails for a reason outside the program, else `None`."""
    words = str(error)
    if "malformed" in words or "hmac" in words:
        return Damaged("The archive's file is damaged. Restore a backup.")
    if "disk is full" in words:
        return Refused("The disk is full. Nothing was lost; free some space and do it again.")
    if "database is locked" in words:
        return Refused("The archive is busy with another act; try again in a moment.")
    if "disk I/O error" in words or "readonly database" in words:
        return Refused("The archive's disk does not take or give data; check that it is there.")
    return None
