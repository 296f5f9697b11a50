"""What every named bad input costs its confined reader, and what comes of it.

    python -m tests.benchmarks.bad_inputs [ROW…]

Each has a child of its own. A row that takes more than ten seconds of CPU or a gibibyte, or that
ends its reader, is marked; the exit code says whether there was one.
"""

import sys

from tests.benchmarks.costs import Reading, read
from tests.safety.every_bad_input import BAD_INPUTS

MOST_SECONDS = 10
MOST_MIB = 1024


def outcome(found: Reading) -> str:
    if found.deposit is None:
        return found.sentence
    warnings = " ".join(found.deposit.warnings)
    return f"in as {found.deposit.reader}. {warnings}".rstrip()


def main(rows: list[str]) -> int:
    wanted = [bad for bad in BAD_INPUTS if not rows or bad.row in rows]
    beyond, seconds, most = 0, 0.0, 0.0
    for bad in wanted:
        found = read(bad.bytes(), bad.name)
        is_cheap = found.seconds <= MOST_SECONDS and found.mib <= MOST_MIB and not found.ended
        beyond += not is_cheap
        seconds, most = max(seconds, found.seconds), max(most, found.mib)
        mark = " " if is_cheap else "!"
        cost = f"{found.seconds:6.2f} s {found.mib:5.0f} MiB"
        print(f"{mark} {bad.row:30} {cost}  {outcome(found)[:120]}", flush=True)
    print(f"{len(wanted)} inputs, {beyond} beyond; at the most {seconds:.2f} s, {most:.0f} MiB")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
