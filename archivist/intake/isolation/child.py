"""The confined child: answers one request about a file after the other, and can do nothing else.

Before the first byte of a file comes in, it has no network, starts no program, changes no file,
and has limits on memory, on files and, file by file, on time. What it says goes through its one
pipe; what a library prints goes nowhere. A bug, its own or a library's, ends it: the parent tells
a person so and starts another.
"""

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from io import BufferedReader, BufferedWriter
from typing import Any

from archivist import confinement
from archivist.errors import Refused
from archivist.intake import frames, kinds, wire
from archivist.intake.deposit import Deposit, label
from archivist.intake.texts import read_text
from archivist.intake.wire import Garbled, Message

MEMORY = 1_280 * 2**20
"""Bytes of address space: 1 GiB for the file and what is made of it, the rest is the program."""
SECONDS = 10
"""CPU time for one file."""
SECONDS_A_MIB = 3
"""And for each full MiB of a file that carries others, as a zip file of a thousand pages."""
MOST_SECONDS = 60
"""But for no file more."""
_OPEN_FILES = 64
_NO_MEMORY = "The file needs more memory to read than one file may take (1 GiB)."
_TOO_DEEP = "The file is nested too deeply."


def main() -> None:
    """Confine this process, then read files until nobody asks any more."""
    serve(answer)


def serve(answering: Callable[[Message], Message]) -> None:
    """Confine this process, then let `answering` answer until nobody asks any more.

    What it refuses, or has no memory for, is answered by a sentence.
    """
    asked, answers = _pipes()
    confinement.confine(memory=MEMORY)
    confinement.limit_files(largest=0, most=_OPEN_FILES)
    confinement.renounce()
    while (request := frames.read(asked)) is not None:
        confinement.allow_seconds(SECONDS)
        frames.write(answers, _answered(request, answering))


def _answered(request: Message, answering: Callable[[Message], Message]) -> Message:
    try:
        return answering(request)
    except Refused as refusal:
        return _refusal(str(refusal))
    except RecursionError:
        return _refusal(_TOO_DEEP)
    except MemoryError:
        return _refusal(_NO_MEMORY)


def _pipes() -> tuple[BufferedReader, BufferedWriter]:
    """The two pipes to the parent, out of the way of what libraries read and print."""
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    return asked, answers


def answer(request: Message) -> Message:
    """The deposit of the file in a request. Raises `Refused`."""
    asked = wire.from_json(request.head)
    _allow_more(request.blobs[0], asked["name"])
    columns, first = asked.get("columns") or {}, asked.get("first") or 0
    way = partial(look, first=first) if first else read
    return _said(way(request.blobs[0], asked["name"], encoding=asked["encoding"], columns=columns))


def _allow_more(content: bytes, name: str) -> None:
    mib = len(content) // 2**20
    if mib and kinds.of(content, name).needs == "within":
        confinement.allow_seconds(min(MOST_SECONDS, SECONDS + SECONDS_A_MIB * mib))


def read(
    content: bytes,
    name: str,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    depth: int = 0,
) -> Deposit:
    """The deposit of a file of any kind, read in this process. Raises `Refused`."""
    if depth > wire.DEEPEST:
        raise Refused("The file stands too deep inside other files.")
    name = label(name)
    kind = kinds.of(content, name)
    if not kind.module:
        return read_text(content, name, kind, encoding=encoding)
    options: dict[str, Any] = {}
    if kind.needs in {"encoding", "columns"}:
        options["encoding"] = encoding
    if kind.needs == "columns":
        options["columns"] = columns
    if kind.needs == "within":
        options["within"] = partial(read, encoding=encoding, columns=columns, depth=depth + 1)
    module = import_module(f"archivist.intake.{kind.module}")
    deposit: Deposit = module.read(content, name, **options)
    return deposit


def look(
    content: bytes, name: str, *, encoding: str | None, columns: Mapping[str, str], first: int
) -> Deposit:
    """What `records.look` sees in a table or a list. Raises `Refused`, also for what is neither."""
    kind = kinds.of(content, name)
    if kind.needs != "columns":
        raise Refused("It is no table and no list, so it has no rows that could be articles.")
    module = import_module(f"archivist.intake.{kind.module}")
    seen: Deposit = module.read(content, name, encoding=encoding, columns=columns, first=first)
    return seen


def _said(deposit: Deposit) -> Message:
    try:
        return wire.encode(deposit)
    except Garbled:
        return _refusal(_TOO_DEEP)


def _refusal(sentence: str) -> Message:
    return Message(wire.as_json({"refused": sentence}))


if __name__ == "__main__":
    main()
    sys.exit(0)
