"""Frames on a pipe: the length of a head and of each blob, then their bytes."""

import struct
from typing import IO

from archivist.intake.wire import Garbled, Message

LARGEST = 512 * 2**20
"""The most bytes of one message; more is no answer but a flood."""

_COUNT = struct.Struct(">I")
_LENGTH = struct.Struct(">Q")
_MOST_BLOBS = 100_000


def write(pipe: IO[bytes], message: Message) -> None:
    """Put a message on the pipe. Raises `OSError` when nobody reads there any more."""
    lengths = (len(message.head), *map(len, message.blobs))
    pipe.write(_COUNT.pack(len(message.blobs)) + b"".join(map(_LENGTH.pack, lengths)))
    pipe.write(message.head)
    pipe.writelines(message.blobs)
    pipe.flush()


def read(pipe: IO[bytes]) -> Message | None:
    """The next message, or `None` where the pipe ends. Raises `Garbled`."""
    count = pipe.read(_COUNT.size)
    if not count:
        return None
    blobs = _COUNT.unpack(_whole(count, _COUNT.size))[0]
    if blobs > _MOST_BLOBS:
        raise Garbled("too many blobs")
    table = _whole(pipe.read(_LENGTH.size * (blobs + 1)), _LENGTH.size * (blobs + 1))
    lengths = [length for (length,) in _LENGTH.iter_unpack(table)]
    if sum(lengths) > LARGEST:
        raise Garbled("too long")
    head, *rest = (_whole(pipe.read(length), length) for length in lengths)
    return Message(head, tuple(rest))


def _whole(got: bytes, length: int) -> bytes:
    if len(got) != length:
        raise Garbled("cut short")
    return got
