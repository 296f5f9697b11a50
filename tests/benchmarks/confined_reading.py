"""Files per second through the confined readers, with one child and with two.

    python tests/benchmarks/confined_reading.py FOLDER [ROUNDS]

Every file of the folder is read, refused ones too; starting a child and its first file are not
counted. The rounds of one child and of two alternate. CPU is that of this process and of the
children together, and tells more than the clock on a machine that others use.
"""

import os
import resource
import sys
import time
from pathlib import Path

from archivist.errors import Refused
from archivist.intake.isolation.confined import Confined, Pending


def cpu() -> float:
    """CPU seconds of this process and of the children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def settled(pending: list[Pending]) -> int:
    refused = 0
    for each in pending:
        try:
            each.deposit()
        except Refused:
            refused += 1
    return refused


def measure(contents: list[tuple[str, bytes]], children: int) -> None:
    before = cpu()
    with Confined(children=children) as confined:
        settled([confined.begin(content, name) for name, content in contents[:children]])
        began = time.monotonic()
        refused = settled([confined.begin(content, name) for name, content in contents])
        seconds = time.monotonic() - began
    size = sum(len(content) for _name, content in contents) / 1e6
    print(
        f"{children} child{'ren' * (children > 1):3}  {len(contents) / seconds:6.1f} files/s"
        f"  {size / seconds:6.1f} MB/s  {1000 * (cpu() - before) / len(contents):6.1f} ms CPU each"
        f"  {refused} refused  load {os.getloadavg()[0]:.1f}"
    )


def main(folder: Path, rounds: int) -> None:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    contents = [(path.name, path.read_bytes()) for path in files]
    for _ in range(rounds):
        for children in (1, 2):
            measure(contents, children)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
