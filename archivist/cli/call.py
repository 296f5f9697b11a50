"""A verb, and one call of it: what was typed, where to print, and what surrounds the program."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cli.console import Console
from archivist.errors import ArchivistError

if TYPE_CHECKING:
    from archivist.archive import Archive

DONE = 0
FINDING = 1
USAGE = 2
LOCKED = 3
INTERRUPTED = 130
BROKEN_PIPE = 141  # what a shell reports of any tool whose reader went away


class Misused(ArchivistError):
    """The words typed do not make a command; the message says which are missing or wrong."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the program stands in: environment, clock, randomness, and the window if there is one.

    `obstacle()` is the sentence that says why no window can open here, or empty when one can;
    `window(folder)` opens it on an archive, or on none, and returns the exit code when it closes.
    """

    environment: Mapping[str, str]
    clock: Callable[[], datetime]
    entropy: Callable[[int], bytes]
    obstacle: Callable[[], str]
    window: Callable[[Path | None], int]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one verb."""

    given: Namespace
    console: Console
    surroundings: Surroundings

    @contextmanager
    def archive(self) -> Iterator["Archive"]:
        """The archive that `--archive` names, open until the block ends.

        Raises `Misused` when none is named and `Locked` when the passphrase is wrong or missing.
        """
        from archivist.cli import opening

        archive = opening.open_archive(self)
        try:
            yield archive
        finally:
            archive.close()


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of the command line: `perform` does it and returns the exit code.

    The docstring of `perform` is the verb's help; `options` declares what can be given with it.
    """

    name: str
    perform: Callable[[Call], int]
    options: Callable[[ArgumentParser], None] = lambda _parser: None
