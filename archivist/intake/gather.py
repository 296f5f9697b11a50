"""The files of an import: folders walked in order, links and special files kept in check."""

import errno
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


def gather(paths: Iterable[Path], *, follow_links: bool = False) -> Iterator[Path | Refusal]:
    """The ordinary files at `paths` and in the folders among them, each folder sorted by name.

    In a folder, names that begin with a dot and archives are passed over in silence. A link
    inside a folder is followed when it stays inside, or anywhere with `follow_links`; no folder is
    entered twice. What is named itself is taken even when it is a link.
    """
    for path in paths:
        try:
            status = path.stat()
        except OSError as failure:
            yield Refusal(path, _sentence(failure))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _Walk(path, follow_links=follow_links).files()
        elif stat.S_ISREG(status.st_mode):
            yield path
        else:
            yield Refusal(path, "This is not an ordinary file.")


class _Walk:
    """One walk through one folder."""

    def __init__(self, root: Path, *, follow_links: bool) -> None:
        self._root = root
        self._real_root = root.resolve()
        self._follow_links = follow_links
        self._entered: set[Path] = set()

    def files(self) -> Iterator[Path | Refusal]:
        self._entered.add(self._real_root)
        waiting = [self._listed(self._root)]
        while waiting:
            found = next(waiting[-1], None)
            if found is None:
                waiting.pop()
            elif isinstance(found, Refusal) or not found.is_dir():
                yield found
            else:
                entered = self._enter(found)
                if isinstance(entered, Refusal):
                    yield entered
                elif entered:
                    waiting.append(self._listed(found))

    def _listed(self, folder: Path) -> Iterator[Path | Refusal]:
        try:
            paths = sorted(folder.iterdir())
        except OSError as failure:
            yield Refusal(folder, _sentence(failure).replace("file", "folder", 1))
            return
        for path in paths:
            if not path.name.startswith("."):
                yield self._judged(path)

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

    def _enter(self, folder: Path) -> Refusal | bool:
        """Whether to walk through `folder`; a link back to a folder above it is a loop."""
        if folder.suffix == ARCHIVE_SUFFIX:
            return False
        real = folder.resolve()
        if folder.is_symlink() and folder.parent.resolve().is_relative_to(real):
            return Refusal(folder, "The folder contains a loop of links.")
        if real in self._entered:
            return False
        self._entered.add(real)
        return True


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
