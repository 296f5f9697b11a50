"""Backups: whole copies of an archive, encrypted as it is, there whole or not at all."""

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

from archivist.store import keys
from archivist.store.arrival import arriving, require_archive
from archivist.store.lock import Lock
from archivist.store.store import FILE, Store


def back_up(store: Store, destination: Path) -> Path:
    """Copy the open archive into a new folder, whole even while others write, and check the copy.

    Raises `Refused` when the destination is taken or cannot be written, `Trouble` when there is
    no room.
    """
    with arriving(destination) as unfinished:
        keys.write_keys(unfinished, keys.read_keys(store.folder))
        store.copy_to(unfinished / FILE)
    return destination


def restore(backup: Path, destination: Path) -> Path:
    """Copy a backup to where an archive shall be; needs no key.

    Raises `NotFound` when `backup` is no archive, `Locked` when somebody works in it, `Refused`
    when the destination is taken or cannot be written.
    """
    require_archive(backup)
    content = keys.read_keys(backup)
    held = Lock(backup) if os.access(backup, os.W_OK) else nullcontext()
    with held, arriving(destination) as unfinished:
        keys.write_keys(unfinished, content)
        for name in (FILE, f"{FILE}-wal"):
            if (backup / name).exists():
                shutil.copyfile(backup / name, unfinished / name)
                (unfinished / name).chmod(0o600)
    return destination
