"""Backups: whole copies of an archive, encrypted as it is, there whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archivist.errors import NotFound, Refused
from archivist.store import keys
from archivist.store.store import FILE, Store


def back_up(store: Store, destination: Path) -> Path:
    """Copy the open archive into a new folder, whole even while others write.

    Raises `Refused` when the destination exists or cannot be written.
    """
    with _arriving(destination) as unfinished:
        keys.write_keys(unfinished, keys.read_keys(store.folder))
        store.copy_to(unfinished / FILE)
    return destination


def restore(backup: Path, destination: Path) -> Path:
    """Copy a backup to where an archive shall be; needs no key.

    Raises `NotFound` when `backup` is no archive, `Refused` when the destination exists or
    cannot be written.
    """
    if not (backup / FILE).exists():
        raise NotFound(f"There is no archive in {backup}.")
    content = keys.read_keys(backup)
    with _arriving(destination) as unfinished:
        keys.write_keys(unfinished, content)
        for name in (FILE, f"{FILE}-wal"):
            if (backup / name).exists():
                shutil.copyfile(backup / name, unfinished / name)
                (unfinished / name).chmod(0o600)
    return destination


@contextmanager
def _arriving(destination: Path) -> Iterator[Path]:
    if destination.exists():
        raise Refused(f"{destination} is there already; choose another name or move it away.")
    unfinished = destination.with_name(destination.name + ".partial")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        yield unfinished
        unfinished.rename(destination)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise Refused(f"{destination} cannot be written: {error.strerror}.") from None
