"""A BagIt 1.0 folder, written whole or not at all."""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archivist.bundle.lines import one_line
from archivist.bundle.verify_bag import BAGIT, MANIFEST, TAG_MANIFEST
from archivist.errors import Refused

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_UNFINISHED = ".partial"
_MARK = ".archivist-export"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag that was written. `files` are its payload files, as `data/…`, in order.

    `seal` is the SHA-256 of its `tagmanifest-sha256.txt`, which covers everything else in it.
    """

    folder: Path
    files: tuple[str, ...]
    seal: str


def bag(destination: Path, files: Iterable[tuple[str, bytes]], info: Mapping[str, str]) -> Bag:
    """Write `files` (name and content, taken one at a time) as the payload of a bag.

    The bag is made beside the destination under a name that ends in `.partial` and takes its
    place when it is whole and on the disk; what fails leaves nothing behind. Names are made of
    letters, digits, dot, dash and underscore (`ValueError`). `info` goes into `bag-info.txt` in
    its order, with the size of the payload. Raises `Refused` when the destination is taken,
    cannot be written or has no room.
    """
    _require_free(destination)
    unfinished = destination.with_name(destination.name + _UNFINISHED)
    with _sentences(destination):
        _clear(unfinished)
        unfinished.mkdir(mode=0o700)
        try:
            (unfinished / _MARK).touch()
            written = _write(unfinished, files, info)
            _take_place(unfinished, destination)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    payload, seal = written
    return Bag(destination, payload, seal)


def _require_free(destination: Path) -> None:
    if not destination.name:
        raise Refused(f"“{destination}” cannot be a bundle; name a new folder.")
    if destination.is_symlink() or (destination.exists() and not destination.is_dir()):
        raise Refused(f"“{destination}” is there already and is no folder; choose another name.")
    with _sentences(destination):
        if destination.exists() and any(destination.iterdir()):
            raise Refused(f"The folder “{destination}” is not empty; choose another name.")
    if not destination.parent.is_dir():
        raise Refused(f"There is no folder “{destination.parent}” to write the bundle into.")


def _clear(unfinished: Path) -> None:
    """Take away what an export that was cut off has left, which bears our mark; refuse the rest."""
    if not (unfinished.is_symlink() or unfinished.exists()):
        return
    there = unfinished.is_dir() and not unfinished.is_symlink()
    inside = {part.name for part in unfinished.iterdir()} if there else set()
    if _MARK not in inside or not inside <= _OURS:
        raise Refused(f"“{unfinished}” is in the way of the bundle; move it elsewhere.")
    shutil.rmtree(unfinished)


_OURS = frozenset({_MARK, "bagit.txt", "bag-info.txt", "data", MANIFEST, TAG_MANIFEST})


def _write(
    folder: Path, files: Iterable[tuple[str, bytes]], info: Mapping[str, str]
) -> tuple[tuple[str, ...], str]:
    digests: dict[str, str] = {}
    size = 0
    for name, content in files:
        if not _NAME.fullmatch(name) or f"data/{name}" in digests:
            raise ValueError(f"{name!r} cannot name a file of a bag")
        digests[f"data/{name}"] = _write_file(folder / "data" / name, content)
        size += len(content)
    described = {**info, "Payload-Oxum": f"{size}.{len(digests)}"}
    lines = (f"{label}: {one_line(value) or '-'}\n" for label, value in described.items())
    tags = {
        "bagit.txt": BAGIT,
        "bag-info.txt": "".join(lines).encode(),
        MANIFEST: _manifest(digests),
    }
    sealed = _manifest(
        {name: _write_file(folder / name, content) for name, content in tags.items()}
    )
    seal = _write_file(folder / TAG_MANIFEST, sealed)
    for inner, _, _ in os.walk(folder / "data", topdown=False):
        _sync_folder(Path(inner))
    return tuple(sorted(digests)), seal


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def _write_file(path: Path, content: bytes) -> str:
    _make_folder(path.parent)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(content).hexdigest()


def _make_folder(folder: Path) -> None:
    """The folder and those around it, each for its owner alone."""
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700)


def _take_place(unfinished: Path, destination: Path) -> None:
    (unfinished / _MARK).unlink()
    _sync_folder(unfinished)
    if destination.exists():
        destination.rmdir()  # empty, as required; a filled one makes this fail, and that is right
    unfinished.rename(destination)
    _sync_folder(destination.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows opens no folders; its renames are journaled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _sentences(destination: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Refused(
                f"The disk is full: the bundle “{destination.name}” was not written. Free some "
                "space, or choose another place, and export again."
            ) from error
        raise Refused(
            f"The bundle “{destination}” cannot be written: {error.strerror}. Choose another place."
        ) from error
