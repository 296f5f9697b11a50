"""The files of an import: folders walked in order, links and special files kept in check."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ARCHIVE_SUFFIX = ".archivist"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path that was left out, and the sentence that says why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells without reading that a file is as it was: size, and time of change in ns."""

    size: int
    modified: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """The stamp of a file of that status."""
        return cls(status.st_size, status.st_mtime_ns)


UNKNOWN = Stamp(0, 0)
"""The stamp of what the disk says nothing of."""


def gather(paths: Iterable[Path], *, follow_links: bool = False) -> Iterator[Path | Refusal]:
    """The ordinary files at `paths` and in the folders among them, each folder sorted by name.

    In a folder, names that begin with a dot and archives are passed over in silence. A link
    inside a folder is followed when it stays inside, or anywhere with `follow_links`; no folder is
    entered twice. What is named itself is taken even when it is a link, unless it is an archive
    or stands in one.
    """
    for path in paths:
        try:
            status = path.stat()
        except OSError as failure:
            yield Refusal(path, _sentence(failure))
            continue
        if is_archive(path):
            yield Refusal(path, "This is an archive, not material for one.")
        elif stat.S_ISDIR(status.st_mode):
            yield from _Walk(path, follow_links=follow_links).files()
        elif stat.S_ISREG(status.st_mode):
            yield path
        else:
            yield Refusal(path, "This is not an ordinary file.")


def is_archive(path: Path) -> bool:
    """Whether `path` is an archive or stands in one, behind a link or as `.`, too."""
    real = path.resolve()
    around = (real, *real.parents)
    return any(folder.suffix == ARCHIVE_SUFFIX and folder.is_dir() for folder in around)


class _Walk:
    """One walk through one folder."""

    def __init__(self, root: Path, *, follow_links: bool) -> None:
        self._root = root
        self._real_root = root.resolve()
        self._follow_links = follow_links
        self._entered = {self._real_root}

    def files(self) -> Iterator[Path | Refusal]:
        within = [self._real_root]
        waiting = [self._listed(self._root)]
        while waiting:
            found = next(waiting[-1], None)
            if found is None:
                waiting.pop()
                within.pop()
            elif isinstance(found, Refusal) or not found.is_dir():
                yield found
            elif (real := found.resolve()) in within:
                yield Refusal(found, "The folder contains a loop of links.")
            elif found.suffix != ARCHIVE_SUFFIX and real not in self._entered:
                self._entered.add(real)
                within.append(real)
                waiting.append(self._listed(found))

    def _listed(self, folder: Path) -> Iterator[Path | Refusal]:
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - names sort sooner than paths
        except OSError as failure:
            yield Refusal(folder, _sentence(failure).replace("file", "folder", 1))
            return
        for name in names:
            if not name.startswith("."):
                yield self._judged(folder / name)

    def _judged(self, path: Path) -> Path | Refusal:
        try:
            if path.is_symlink() and not self._follow_links:
                target = path.resolve(strict=True)
                if not target.is_relative_to(self._real_root):
                    return Refusal(path, "The link points outside the folder; it was left out.")
            mode = path.stat().st_mode
        except (OSError, RuntimeError) as failure:
            return Refusal(path, _sentence(failure))
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            return path
        return Refusal(path, "This is not an ordinary file.")


def _sentence(failure: OSError | RuntimeError) -> str:
    # Before Python 3.13, resolve() says RuntimeError for a loop.
    number = failure.errno if isinstance(failure, OSError) else errno.ELOOP
    if number == errno.ELOOP:
        return "The folder contains a loop of links."
    if number in {errno.EACCES, errno.EPERM}:
        return "The file cannot be read: permission denied."
    if number in {errno.ENOENT, errno.ENOTDIR}:
        return "The file is no longer there."
    return "The file cannot be read: the disk reports an error."
