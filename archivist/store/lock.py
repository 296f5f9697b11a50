"""The lock of an archive folder: one holder at a time, and free again when the holder dies."""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from archivist.errors import Locked, Refused

NAME = "lock"

_HOLDER = re.compile(r"(\d{1,10}) (\S{1,255})\n")


class Lock:
    """The right to write to the archive in `folder`, held by this process until `release`.

    The operating system keeps the lock with the open file, so the death of the process, however
    sudden, frees it. The file names the holder only while it is held. A second `Lock` on the same
    folder is refused in the same process too. A child made by fork shares the lock: it must not
    outlive its parent.
    """

    __slots__ = ("_descriptor", "_path")

    def __init__(self, folder: Path) -> None:
        """A lock on `folder`, not yet taken."""
        self._path = folder / NAME
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock now."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """Take the lock without waiting.

        Raises `Locked`, naming the holder, when it is taken, and `Refused` where no lock can be
        kept at all: a read-only place, or a file system without locks.
        """
        descriptor = self._open()
        try:
            _take(descriptor)
            _sign(descriptor)
        except BlockingIOError:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise Locked(f"The archive is open in another window{holder}.") from None
        except OSError as error:
            os.close(descriptor)
            raise Refused(f"The archive cannot be locked here: {error.strerror}.") from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        # A closed archive says nothing about the machine it was open on; a medium that went
        # away meanwhile must not keep the lock from being given back.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
        os.close(descriptor)

    def __enter__(self) -> Self:
        """Take the lock for a `with` block."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back at the end of the block."""
        self.release()

    def _open(self) -> int:
        # A link planted in a received folder must not make us write into someone's other file.
        unlinked, unchanged = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_BINARY", 0)
        flags = os.O_RDWR | os.O_CREAT | unlinked | unchanged
        try:
            return os.open(self._path, flags, 0o600)
        except OSError as error:
            raise Refused(f"The archive cannot be locked here: {error.strerror}.") from error


if sys.platform == "win32":
    import msvcrt

    # Windows keeps others from reading locked bytes, so the byte locked lies far past the text.
    _FAR = 1 << 30

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(error.errno, error.strerror) from error

    def _host() -> str:
        return os.environ.get("COMPUTERNAME", "")

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _host() -> str:
        return os.uname().nodename


def _sign(descriptor: int) -> None:
    # The name is a courtesy: on a full disk the lock holds without it.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()} {_host()}\n".encode())


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    found = _HOLDER.fullmatch(os.read(descriptor, 512).decode("utf-8", "replace"))
    return f" (process {found[1]} on {found[2]})" if found else ""
