"""Where the files of an import lay: told from what was chosen, never by an absolute path."""

from collections.abc import Iterable
from pathlib import Path

from archivist.intake.deposit import label


class Places:
    """The names of what was chosen, and for each file its place below one of them."""

    def __init__(self, chosen: Iterable[Path]) -> None:
        self._called = {path: _called(path) for path in chosen}

    @property
    def names(self) -> tuple[str, ...]:
        """What was chosen, each by its bare name."""
        return tuple(dict.fromkeys(self._called.values()))

    def of(self, path: Path) -> str:
        """The place of a file: the name of what was chosen, and the way down from there."""
        for above in (path, *path.parents):
            if above in self._called:
                way = path.relative_to(above).parts
                return label("/".join((self._called[above], *way)))
        return label(path.name)


def _called(path: Path) -> str:
    # `.` and `..` are names of no folder, and a drive or the root has none.
    name = path.name if path.name not in {"", ".."} else path.resolve().name
    return label(name or "/")
