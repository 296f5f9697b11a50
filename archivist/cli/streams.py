"""The process's own three streams: always there, and fit for text of any script."""

import io
import os
import sys
from typing import TextIO, cast

_LAST_OF_THREE = 2


def make_ready() -> None:
    """Let text of every script through, and give a stream that was closed a stand-in.

    What is printed to a closed standard output fails as it does on a full disk.
    """
    _keep_descriptors_taken()
    sys.stdin = sys.stdin or _on_nothing(os.O_RDONLY, "r")
    sys.stderr = sys.stderr or _on_nothing(os.O_WRONLY, "w")
    sys.stdout = sys.stdout or _on_nothing(os.O_RDONLY, "w")
    # Titles and quotes are in every script; a terminal set to less shows what it can.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def hang_up() -> None:
    """Keep Python from flushing standard output once more at exit, where nobody takes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _keep_descriptors_taken() -> None:
    # A file opened in the place of a closed stream would get what other code prints there.
    while (taken := os.open(os.devnull, os.O_RDWR)) <= _LAST_OF_THREE:
        pass
    os.close(taken)


def _on_nothing(flags: int, mode: str) -> TextIO:
    return cast("TextIO", os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))
