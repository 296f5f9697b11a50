"""What is said of a fault of our own: its kind and its place, and nothing of the archive."""

import sys
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from archivist.errors import ArchivistError

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def sentence(kind: type[BaseException], trace: TracebackType | None) -> str:
    """One sentence without a word of any text, title, name, query or path of an archive."""
    places = extract_tb(trace)
    last = places[-1] if places else None
    place = f"{Path(last.filename).stem}, line {last.lineno}" if last else "an unknown place"
    return (
        f"Something went wrong in Archivist ({kind.__name__} at {place}). "
        "Everything that was saved is safe; if it happens again, close and open the archive."
    )


def telling(show: Callable[[str], object]) -> Hook:
    """An exception hook: shows what a person can act on as it is, else the sentence of a fault.

    Only the latter, which holds nothing of the archive, is written to standard error too.
    """

    def tell(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if isinstance(fault, ArchivistError):
            show(str(fault))
            return
        words = sentence(kind, trace)
        print(words, file=sys.stderr)  # noqa: T201 - the console of whoever started it
        show(words)

    return tell
