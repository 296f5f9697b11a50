"""Importing a folder, beside recollindex and beside a bare SQLite insert of the same bytes.

    python tests/benchmarks/import_vs_peers.py FOLDER [ROUNDS]

Each round runs the three one after the other, each in a process of its own, and takes the CPU
time (user and system) of the whole process, starting included; the ratios are of the same round.
recollindex is left out with a word when it is not installed.
"""

import hashlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from archivist.archive import Archive


def import_all(folder: Path, place: Path) -> None:
    """What `archivist import` does to a folder."""
    archive, _ = Archive.create(place / "case", passphrase=None)
    refused = sum(line.status == "refused" for line in archive.import_from([folder]))
    archive.close()
    if refused:
        raise SystemExit(f"{refused} files were refused")


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


def cpu_seconds(command: list[str]) -> float:
    """User and system time of the command and all it started."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    system = after.children_system - before.children_system
    return after.children_user - before.children_user + system


def main(folder: Path, rounds: int) -> None:
    """Print each round and the medians."""
    names = ["archivist", "bare SQLite"] + ["recollindex"] * bool(shutil.which("recollindex"))
    if len(names) == 2:
        print("recollindex is not installed: left out")
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            with tempfile.TemporaryDirectory() as place:
                ours = [sys.executable, __file__, f"--{name}", str(folder), place]
                command = recoll(folder, Path(place)) if name == "recollindex" else ours
                seconds[name].append(cpu_seconds(command))
    count = sum(path.is_file() for path in folder.rglob("*"))
    print(f"{count} files, {rounds} rounds, CPU seconds (median), ratio to archivist a round:")
    for name, taken in seconds.items():
        pairs = zip(taken, seconds["archivist"], strict=True)
        ratio = statistics.median(one / ours for one, ours in pairs)
        print(f"  {name:12} {statistics.median(taken):6.2f} s   {ratio:5.2f}")


if __name__ == "__main__":
    if sys.argv[1] == "--archivist":
        import_all(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1] == "--bare SQLite":
        insert_all(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
