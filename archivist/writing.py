"""Files written whole or not at all: what stood there stays until all of it is on the disk."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put a file of `content` in the place of what is at `path`. Raises `OSError`."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
