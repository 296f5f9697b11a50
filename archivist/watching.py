"""A watched folder: which of its files are new, and no longer being written.

It is looked at and nothing in it is opened: reading is the import's to do.
"""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from archivist.errors import Refused
from archivist.intake.gather import Refusal, Stamp, gather, is_archive
from archivist.intake.places import Places

_UNFINISHED = frozenset({".part", ".partial", ".crdownload", ".download", ".tmp"})
"""What browsers call a file until they have all of it."""


class Watched:
    """A folder that is looked at again and again; no archive is touched by it.

    `seen` are the files that were read before, each by its place, size and time of change: they
    are passed over until one of these is another. `trouble` is the sentence that says why the
    last look saw nothing, or empty.
    """

    def __init__(self, folder: Path, seen: Iterable[tuple[str, int, int]]) -> None:
        self.folder = folder
        self.trouble = ""
        self._places = Places([folder])
        self._seen = set(seen)
        self._told: dict[Path, Stamp] = {}
        self._settling: dict[Path, Stamp] = {}

    @property
    def waiting(self) -> int:
        """How many new files are there that a second look has to find unchanged."""
        return len(self._settling)

    def look(self) -> tuple[Path, ...]:
        """The files that are new and as they were at the look before; each is told once."""
        self.trouble = _trouble(self.folder)
        before, self._settling = self._settling, {}
        if self.trouble:
            return ()
        settled = []
        for path, stamp in self._new():
            if before.get(path) == stamp:
                settled.append(path)
                self._told[path] = stamp
            else:
                self._settling[path] = stamp
        return tuple(settled)

    def _new(self) -> Iterator[tuple[Path, Stamp]]:
        for path in gather([self.folder]):
            if isinstance(path, Refusal) or path.suffix.lower() in _UNFINISHED:
                continue
            try:
                stamp = Stamp.of(path.stat())
            except OSError:
                continue  # gone meanwhile
            if self._told.get(path) == stamp:
                continue
            if (self._places.of(path), stamp.size, stamp.modified) in self._seen:
                self._told[path] = stamp
            else:
                yield path, stamp


def fit(folder: Path) -> Path:
    """The folder as it can be watched: by its full path. Raises `Refused`."""
    whole = folder.resolve()
    if trouble := _trouble(whole):
        raise Refused(trouble)
    if is_archive(whole):
        raise Refused(f"{folder} is an archive or lies in one; watch a folder outside of it.")
    return whole


def place_of(folder: Path) -> str:
    """What the places of the files in it begin with."""
    return Places([folder]).names[0]


def _trouble(folder: Path) -> str:
    try:
        if stat.S_ISDIR(folder.stat().st_mode):
            return ""
    except PermissionError:
        return f"The watched folder {folder} cannot be read: permission denied."
    except OSError:
        return (
            f"The watched folder {folder} is not there now; what is new in it comes in when it "
            "is back."
        )
    return f"{folder} is no folder; choose one to be watched."
