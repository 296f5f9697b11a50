"""Memory of an import, by how many files are in: of the program, and of the readers it started.

    python tests/benchmarks/synthetic_files.py FOLDER COUNT
    python tests/benchmarks/import_memory.py FOLDER [EVERY]

Resident memory in MiB after every so many files, with files per second since the line before. Flat
is what it should be: the last line but for the first is what grew.
"""

import sys
import tempfile
import time
from pathlib import Path

from archivist.archive import Archive


def resident(process: int | str) -> float:
    """Resident memory of a process in MiB; 0 when it has ended meanwhile."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kib) / 1024


def children() -> list[int]:
    """The processes this one has started."""
    found = Path("/proc/self/task").glob("*/children")
    return [int(each) for path in found for each in path.read_text(encoding="ascii").split()]


def main(folder: Path, every: int) -> None:
    """Import the folder into a new archive and print a line each so many files."""
    print("   files  files/s  program  readers  archive (MB)")
    with tempfile.TemporaryDirectory() as place:
        archive, _ = Archive.create(Path(place) / "case", passphrase=None)
        begun = time.monotonic()
        for number, _line in enumerate(archive.import_from([folder]), 1):
            if number % every == 0:
                rate = every / (time.monotonic() - begun)
                readers = " ".join(f"{resident(each):.0f}" for each in children())
                size = sum(path.stat().st_size for path in archive.folder.iterdir()) / 1e6
                print(f"{number:8,} {rate:8.0f} {resident('self'):8.1f}  {readers:7}  {size:.0f}")
                begun = time.monotonic()
        archive.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000)
