"""A folder of files to import, made of real ones: each copied so often, each copy with other bytes.

python tests/benchmarks/copies.py FOLDER COPIES PATTERN…

python tests/benchmarks/copies.py pages 8 '../shared/data/web-pages/*/source.html'
"""

import glob
import sys
from pathlib import Path

_MARK = {".html": "\n<!-- {} -->\n", ".pdf": "\n%{}\n", ".md": "\n\n{}\n"}


def write(folder: Path, copies: int, patterns: list[str]) -> int:
    """Put the copies into the folder; how many there are."""
    found = sorted(path for pattern in patterns for path in map(Path, glob.glob(pattern)))  # noqa: PTH207 - patterns are whole paths
    for number in range(copies):
        for place, path in enumerate(found):
            mark = _MARK.get(path.suffix, "\n{}\n").format(f"{place}-{number}")
            copy = folder / f"{number:02}" / f"{place:04}-{path.parent.name}{path.suffix}"
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes() + mark.encode())
    return copies * len(found)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
