"""Importing a folder with one reader and with two, beside recollindex and beside a bare insert.

    python tests/benchmarks/import_vs_peers.py FOLDER [ROUNDS]

Each round runs them one after the other, each in a process of its own, and takes the clock and the
CPU time (user and system) of the whole process and its children, starting included; the ratios are
of the same round, CPU to CPU. recollindex is left out with a word when it is not installed; how
many files it found a text in is not told. `copies.py` makes folders of a kind of real files.
"""

import hashlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archivist.archive import Archive
from archivist.intake import stream

_OURS = ("archivist, 1 reader", "archivist, 2 readers")
_BARE, _RECOLL = "bare SQLite", "recollindex"
_BASE = _OURS[1]


def import_all(folder: Path, place: Path, readers: int) -> None:
    """What `archivist import` does to a folder, with so many confined readers."""
    stream._MOST_CHILDREN = readers
    archive, _ = Archive.create(place / "case", passphrase=None)
    refused = sum(line.status == "refused" for line in archive.import_from([folder]))
    archive.close()
    if refused:
        print(f"{refused} refused")


def insert_all(folder: Path, place: Path) -> None:
    """The least anyone could do: hash each file, keep its bytes, index its text."""
    connection = sqlite3.connect(place / "bare.db")
    connection.execute("CREATE TABLE original(sha256 TEXT PRIMARY KEY, content BLOB)")
    connection.execute("CREATE VIRTUAL TABLE fts USING fts5(text)")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            connection.execute("INSERT OR IGNORE INTO original VALUES (?, ?)", (digest, content))
            connection.execute("INSERT INTO fts VALUES (?)", (content.decode(errors="replace"),))
    connection.commit()
    connection.close()


def recoll(folder: Path, place: Path) -> list[str]:
    """The command that indexes the folder with Recoll into a place of its own."""
    (place / "recoll.conf").write_text(f"topdirs = {folder.resolve()}\n", encoding="utf-8")
    return ["recollindex", "-c", str(place), "-z"]


def seconds(command: list[str]) -> tuple[float, float]:
    """By the clock, and user and system time of the command and all it started."""
    before, begun = os.times(), time.monotonic()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after, ended = os.times(), time.monotonic()
    if done.stdout.endswith("refused\n"):
        print(f"    {done.stdout.strip()}")
    system = after.children_system - before.children_system
    return ended - begun, after.children_user - before.children_user + system


def command(name: str, folder: Path, place: Path) -> list[str]:
    """What to run in a process of its own."""
    if name == _RECOLL:
        return recoll(folder, place)
    return [sys.executable, __file__, f"--{name}", str(folder), str(place)]


def main(folder: Path, rounds: int) -> None:
    """Print the medians of all rounds."""
    names = [*_OURS, _BARE] + [_RECOLL] * bool(shutil.which(_RECOLL))
    if _RECOLL not in names:
        print("recollindex is not installed: left out")
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            with tempfile.TemporaryDirectory() as place:
                taken[name].append(seconds(command(name, folder, Path(place))))
    count = sum(path.is_file() for path in folder.rglob("*"))
    print(f"{count} files, {rounds} rounds, medians; CPU in a round, that of {_BASE} being 1:")
    for name, each in taken.items():
        clock, cpu = (statistics.median(column) for column in zip(*each, strict=True))
        ratios = [one[1] / base[1] for one, base in zip(each, taken[_BASE], strict=True)]
        print(
            f"  {name:21} {count / clock:7.1f} files/s  {1000 * cpu / count:7.2f} ms CPU a file"
            f"  {statistics.median(ratios):5.2f}  ({min(ratios):.2f} to {max(ratios):.2f})"
        )


if __name__ == "__main__":
    if sys.argv[1].startswith("--"):
        chosen = sys.argv[1].removeprefix("--")
        if chosen in _OURS:
            import_all(Path(sys.argv[2]), Path(sys.argv[3]), _OURS.index(chosen) + 1)
        else:
            insert_all(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
