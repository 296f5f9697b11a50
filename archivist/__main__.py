"""The program: confined first, then the window, or the verb that was typed."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from archivist import confinement

_NO_SCREEN = ("offscreen", "minimal")


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` make (default: the process's own) and return its exit code."""
    confinement.confine()
    from archivist.cli.call import Surroundings
    from archivist.cli.run import run

    typed = sys.argv[1:] if words is None else list(words)
    return run(
        typed,
        Surroundings(
            environment=os.environ,
            clock=lambda: datetime.now(UTC),
            entropy=os.urandom,
            obstacle=_obstacle,
            window=_window,
        ),
    )


def _obstacle() -> str:
    """Why no window can open in front of somebody, or empty when one can."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen in _NO_SCREEN:
        return f"There is no screen here: QT_QPA_PLATFORM is {chosen}."
    from archivist.desktop import preflight

    return preflight.obstacle()


def _window(folder: Path | None) -> int:
    from archivist.desktop.app import run

    return int(run(folder))


if __name__ == "__main__":
    sys.exit(main())
