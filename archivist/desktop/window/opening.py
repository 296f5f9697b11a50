"""From what a person typed to an open archive; who acts, when and by what chance come in here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archivist.archive import Archive
from archivist.errors import ArchivistError
from archivist.store import keys

# The shape of a recovery code: seven groups of four letters and digits.
_RECOVERY_CODE = re.compile(r"\s*\w{4}(?:[-\s]?\w{4}){6}\s*", re.ASCII)


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

    def open(self, folder: Path, secret: str) -> Archive:
        """The archive in `folder`; `secret` is its passphrase or its recovery code."""
        return Archive.open(
            folder,
            passphrase=secret or None,
            recovery=secret if _RECOVERY_CODE.fullmatch(secret) else None,
            clock=self.clock,
            entropy=self.entropy,
        )

    def needs_no_passphrase(self, folder: Path) -> bool:
        """Whether the archive in `folder` is open to whoever has it."""
        try:
            return keys.is_open(keys.read_keys(folder))
        except ArchivistError:
            return False
