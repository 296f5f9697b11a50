"""The files of an import as deposits, in order: the next are being read while one is taken in.

Text is read here; all else in confined children, which start with the first such file and end with
the stream.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.errors import ArchivistError, Refused
from archivist.fixity import sha256
from archivist.intake import kinds, reading
from archivist.intake.deposit import Deposit, label
from archivist.intake.gather import UNKNOWN, Refusal, Stamp, gather
from archivist.intake.isolation.confined import Confined, Pending, Unreadable

_MOST_CHILDREN = 2
_LONGEST_LINE = 12
_LARGEST_LINE = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Known:
    """What became of a file whose bytes are in already: it was not read again."""


Outcome = Deposit | Known | str
"""What became of reading a file: a deposit, nothing to do, or the sentence that refuses it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was found, and what became of reading it.

    `original` is the SHA-256 of its bytes, empty where they could not be read; `stamp` how it lay
    on the disk.
    """

    path: Path
    outcome: Outcome
    original: str = ""
    stamp: Stamp = UNKNOWN


@dataclass(frozen=True, slots=True)
class _Choices:
    """What a person chose for the files of one import."""

    encoding: str | None
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Pending:
    """A file that a child is reading."""

    found: Arrival
    content: bytes
    name: str
    reading: Pending

    def ended(self) -> Arrival:
        """The file with its deposit; with one of its bytes alone, when it ended its reader."""
        return replace(self.found, outcome=self._outcome())

    def _outcome(self) -> Outcome:
        try:
            return self.reading.deposit()
        except Unreadable as failure:
            return reading.kept_unread(self.content, self.name, str(failure))
        except ArchivistError as refusal:
            return str(refusal)


def deposits(
    paths: Iterable[Path],
    *,
    follow_links: bool = False,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    is_known: Callable[[str], bool],
    stopped: Callable[[], bool] = bool,
) -> Generator[Arrival, None, None]:
    """What becomes of each file at `paths` and in the folders among them.

    `encoding` is a person's choice for files that are not UTF-8, `columns` which column of a table
    holds which field of an article, so that each row is one; `is_known` tells by a SHA-256
    whether a file is in the archive already, so that it need not be read again. Once `stopped`
    says so no reader is waited for, and what it read counts for nothing.
    """
    choices = _Choices(encoding, columns or {})
    children = min(_MOST_CHILDREN, os.cpu_count() or 1)
    with Confined(children=children, stopped=stopped) as confined:
        begun: deque[Arrival | _Pending] = deque()
        for found in gather(paths, follow_links=follow_links):
            if isinstance(found, Refusal):
                begun.append(Arrival(found.path, found.reason))
            else:
                begun.append(_begin(found, choices, is_known, confined))
            while begun and (_is_long(begun) or isinstance(begun[0], Arrival)):
                yield _ended(begun.popleft())
        while begun:
            yield _ended(begun.popleft())


def _is_long(begun: deque[Arrival | _Pending]) -> bool:
    """Whether the line of files begun is as long as memory likes it: the first may be slow."""
    if len(begun) <= _MOST_CHILDREN:
        return False
    size = sum(len(each.content) for each in begun if isinstance(each, _Pending))
    return len(begun) > _LONGEST_LINE or size > _LARGEST_LINE


def _ended(begun: Arrival | _Pending) -> Arrival:
    return begun if isinstance(begun, Arrival) else begun.ended()


def _begin(
    path: Path, choices: _Choices, is_known: Callable[[str], bool], confined: Confined
) -> Arrival | _Pending:
    try:
        content, stamp = reading.content_of(path)
    except ArchivistError as refusal:
        return Arrival(path, str(refusal), stamp=_stamp(path))
    found = Arrival(path, Known(), sha256(content), stamp)
    if is_known(found.original):
        return found
    name = label(path.name)
    try:
        if kinds.is_text(content, name):
            return replace(found, outcome=_text(content, name, choices.encoding))
        begun = confined.begin(content, name, encoding=choices.encoding, columns=choices.columns)
    except ArchivistError as refusal:
        return replace(found, outcome=str(refusal))
    return _Pending(found, content, name, begun)


def _stamp(path: Path) -> Stamp:
    try:
        return Stamp.of(path.stat())
    except OSError:
        return UNKNOWN


def _text(content: bytes, name: str, encoding: str | None) -> Deposit:
    """The deposit of a text; what is UTF-8 is read so, whatever was chosen for the rest."""
    try:
        return reading.read_bytes(content, name)
    except Refused:
        if encoding is None:
            raise
        return reading.read_bytes(content, name, encoding=encoding)
