"""The files of an import as deposits, in order: the next are being read while one is taken in.

Text is read here; all else in confined children, which start with the first such file and end with
the stream.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from archivist.errors import ArchivistError, Refused
from archivist.fixity import sha256
from archivist.intake import kinds, reading
from archivist.intake.confined import Confined, Pending, Unreadable
from archivist.intake.deposit import Deposit
from archivist.intake.gather import Refusal, gather

_MOST_CHILDREN = 2
_LONGEST_LINE = 12
_LARGEST_LINE = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Known:
    """A file whose bytes, with that SHA-256, need not be read again."""

    original: str


Outcome = Deposit | Known | str
"""What became of reading a file: a deposit, nothing to do, or the sentence that refuses it."""


@dataclass(frozen=True, slots=True)
class _Choices:
    """What a person chose for the files of one import."""

    encoding: str | None
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Begun:
    content: bytes
    name: str
    pending: Pending

    def outcome(self) -> Outcome:
        """The deposit; of a file that ended its reader, one of its bytes alone."""
        try:
            return self.pending.deposit()
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
) -> Generator[tuple[Path, Outcome], None, None]:
    """What becomes of each file at `paths` and in the folders among them.

    `encoding` is a person's choice for files that are not UTF-8, `columns` which column of a table
    holds which field of an article, so that each row is one; `is_known` tells by a SHA-256
    whether a file that a child would read is in the archive already.
    """
    choices = _Choices(encoding, columns or {})
    children = min(_MOST_CHILDREN, os.cpu_count() or 1)
    with Confined(children=children) as confined:
        begun: deque[tuple[Path, _Begun | Outcome]] = deque()
        for found in gather(paths, follow_links=follow_links):
            if isinstance(found, Refusal):
                begun.append((found.path, found.reason))
            else:
                begun.append((found, _begin(found, choices, is_known, confined)))
            while begun and (_is_long(begun) or not isinstance(begun[0][1], _Begun)):
                yield _ended(*begun.popleft())
        while begun:
            yield _ended(*begun.popleft())


def _is_long(begun: deque[tuple[Path, _Begun | Outcome]]) -> bool:
    """Whether the line of files begun is as long as memory likes it: the first may be slow."""
    if len(begun) <= _MOST_CHILDREN:
        return False
    size = sum(len(each.content) for _path, each in begun if isinstance(each, _Begun))
    return len(begun) > _LONGEST_LINE or size > _LARGEST_LINE


def _ended(path: Path, begun: _Begun | Outcome) -> tuple[Path, Outcome]:
    return path, begun.outcome() if isinstance(begun, _Begun) else begun


def _begin(
    path: Path, choices: _Choices, is_known: Callable[[str], bool], confined: Confined
) -> _Begun | Outcome:
    try:
        content = reading.content_of(path)
        name = reading.label(path.name)
        if kinds.is_text(content, name):
            return _text(content, name, choices.encoding)
        digest = sha256(content)
        if is_known(digest):
            return Known(digest)
        pending = confined.begin(content, name, encoding=choices.encoding, columns=choices.columns)
        return _Begun(content, name, pending)
    except ArchivistError as refusal:
        return str(refusal)


def _text(content: bytes, name: str, encoding: str | None) -> Deposit:
    """The deposit of a text; what is UTF-8 is read so, whatever was chosen for the rest."""
    try:
        return reading.read_bytes(content, name)
    except Refused:
        if encoding is None:
            raise
        return reading.read_bytes(content, name, encoding=encoding)
