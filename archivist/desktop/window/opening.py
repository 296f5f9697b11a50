"""From what a person typed to an open archive; who acts, when and by what chance come in here."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from archivist.archive import Archive
from archivist.errors import ArchivistError
from archivist.store import keys
from archivist.store.arrival import require_archive

# The shape of a recovery code: seven groups of four letters and digits.
_RECOVERY_CODE = re.compile(r"\s*\w{4}(?:[-\s]?\w{4}){6}\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """A new archive that is closed: where it lies, its key, its recovery code (or none)."""

    folder: Path
    key: bytes = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opener:
    """Makes and opens archives with a clock, chance, and a cost of the passphrase."""

    clock: Callable[[], datetime]
    entropy: Callable[[int], bytes]
    cost: keys.Cost = keys.STANDARD

    def create(self, folder: Path, passphrase: str) -> tuple[Archive, str]:
        """A new archive and its recovery code; without a passphrase an open one and no code."""
        return Archive.create(
            folder,
            passphrase=passphrase or None,
            clock=self.clock,
            entropy=self.entropy,
            cost=self.cost,
        )

    def found(self, folder: Path, passphrase: str) -> Found:
        """Makes an archive and leaves it closed; for a thread beside the window's."""
        archive, code = self.create(folder, passphrase)
        archive.close()
        return Found(archive.folder, self.unlock(archive.folder, passphrase), code)

    def unlock(self, folder: Path, secret: str) -> bytes:
        """The key of the archive in `folder`, by its passphrase or its recovery code.

        Takes a second, so it is for a thread beside the window's. Raises as `Archive.open`.
        """
        require_archive(folder)
        return keys.unlock(
            keys.read_keys(folder),
            passphrase=secret or None,
            recovery=secret if _RECOVERY_CODE.fullmatch(secret) else None,
        )

    def enter(self, folder: Path, key: bytes) -> Archive:
        """The archive in `folder`, opened with its key."""
        return Archive.open(folder, key=key, clock=self.clock, entropy=self.entropy)

    def needs_no_passphrase(self, folder: Path) -> bool:
        """Whether the archive in `folder` is open to whoever has it."""
        try:
            return keys.is_open(keys.read_keys(folder))
        except ArchivistError:
            return False
