"""What an import spends its time on, stage by stage.

    python tests/benchmarks/import_stages.py FOLDER

Everything is done in this process, also what a confined reader does, so that one clock sees all of
it. Each millisecond of CPU goes to the innermost stage at work when it ends; the parts that only
two processes have (starting readers, sending files and deposits) are not in it.
"""

import signal
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any, Self

from archivist.archive import Archive
from archivist.errors import Refused
from archivist.intake import stream
from archivist.intake.deposit import Deposit
from archivist.intake.isolation import child
from archivist.store import contents

_STAGES = {
    "decode": ("intake/decoding", "intake/page_decoding", "cchardet"),
    "choice of the article": ("intake/choice", "trafilatura", "lxml", "justext", "courlan"),
    "facts": ("intake/page_facts", "intake/facts", "intake/byline", "intake/description"),
    "front matter": ("intake/front_matter", "intake/timeline", "yaml", "archivist/dates"),
    "boilerplate": ("intake/boilerplate",),
    "journal": ("store/journal", "store/standing", "archivist/custody"),
    "sketch": ("archivist/sketching",),
    "folding for the index": ("archivist/folding",),
    "likeness": ("archivist/likeness", "archivist/captures"),
    "report": ("archivist/reports", "intake/places"),
    "zlib": ("benchmarks/import_stages",),
    "SQLite": ("archivist/store/",),
    "parse": ("markdown_it", "turbohtml", "pypdfium2", "/email/", "archivist/intake/"),
    "records": ("archivist/",),
}
"""Each stage by what the files of its code are called; the first that fits."""


class Compress:
    """zlib as the store knows it, seen by the clock as a stage of its own."""

    error = zlib.error
    decompress = staticmethod(zlib.decompress)

    @staticmethod
    def compress(content: bytes, level: int) -> bytes:
        """As `zlib.compress`."""
        return zlib.compress(content, level)


class Here:
    """A confined reader that is not confined."""

    def __init__(self, **_options: object) -> None:
        self._found: Deposit | Refused | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        return

    def begin(
        self,
        content: bytes,
        name: str,
        *,
        encoding: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> "Here":
        """Read the file at once."""
        read = Here()
        try:
            read._found = child.read(content, name, encoding=encoding, columns=columns)
        except Refused as refusal:
            read._found = refusal
        return read

    def deposit(self) -> Deposit:
        """What was read."""
        if isinstance(self._found, Deposit):
            return self._found
        raise self._found or Refused("")


class Clock:
    """Gives each moment of CPU time to a stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._since = time.process_time()
        signal.signal(signal.SIGPROF, self._tick)

    def start(self) -> None:
        """Tick each millisecond from now on."""
        self._since = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)

    def stop(self) -> None:
        """Tick no more."""
        signal.setitimer(signal.ITIMER_PROF, 0, 0)

    def _tick(self, _number: int, frame: FrameType | None) -> None:
        now = time.process_time()
        self.spent[_stage(frame)] += now - self._since
        self._since = now


def _stage(frame: FrameType | None) -> str:
    while frame is not None:
        name = frame.f_code.co_filename
        for stage, marks in _STAGES.items():
            if any(mark in name for mark in marks) and frame.f_code.co_name != "main":
                return stage
        frame = frame.f_back
    return "else"


def main(folder: Path) -> None:
    """Import the folder and print each stage's share."""
    there: Any = stream
    there.Confined = Here
    store: Any = contents
    store.zlib = Compress
    clock = Clock()
    with tempfile.TemporaryDirectory() as place:
        archive, _ = Archive.create(Path(place) / "case", passphrase=None)
        first = next(path for path in sorted(folder.rglob("*")) if path.is_file())
        list(archive.import_from([first]))  # what a reader loads once is not of any file
        clock.start()
        files = sum(1 for _ in archive.import_from([folder]))
        clock.stop()
        archive.close()
    whole = sum(clock.spent.values())
    print(f"{files} files, {whole:.2f} s of CPU, {1000 * whole / files:.2f} ms a file")
    for stage, seconds in sorted(clock.spent.items(), key=lambda each: -each[1]):
        print(f"  {stage:22} {100 * seconds / whole:5.1f} %  {1000 * seconds / files:6.2f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
