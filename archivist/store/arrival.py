"""How an archive's folder comes to be: whole, under its own name, or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archivist.errors import NotFound, Refused
from archivist.store import keys, lock
from archivist.store.store import FILE

_OURS = frozenset(
    {FILE, f"{FILE}-wal", f"{FILE}-shm", keys.NAME, f"{keys.NAME}.partial", lock.NAME}
)


def require_archive(folder: Path) -> None:
    """Raise `NotFound` where there is no archive, `Refused` where nobody can look."""
    try:
        found = (folder / FILE).is_file()
    except OSError as error:
        raise Refused(f"{folder} cannot be read: {error.strerror}.") from None
    if not found:
        raise NotFound(f"There is no archive in {folder}.")


@contextmanager
def arriving(destination: Path) -> Iterator[Path]:
    """A folder to make an archive in, which gets its name when the block ends well.

    Nothing of it stays when the block raises. Raises `Refused` when the destination is taken or
    cannot be written.
    """
    unfinished = destination.with_name(f"{destination.name}.partial")
    _require_free(destination)
    _make(unfinished, destination)
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.rename(destination)
        _sync(destination.parent)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise Refused(f"{destination} cannot be written: {error.strerror}.") from None
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _require_free(destination: Path) -> None:
    if os.path.lexists(destination):
        raise Refused(f"{destination} is there already; choose another name or move it away.")


def _make(unfinished: Path, destination: Path) -> None:
    """What a killed attempt left is ours to clear away; anything else is somebody's."""
    try:
        if os.path.lexists(unfinished):
            if not _OURS.issuperset(part.name for part in unfinished.iterdir()):
                raise Refused(f"{unfinished} is in the way; move it away and try again.")
            shutil.rmtree(unfinished)
        unfinished.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise Refused(f"{destination} cannot be written: {error.strerror}.") from None


def _sync(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
