"""Checking a bundle: what the receiver's own verifier checks, and every file made anew."""

from collections.abc import Iterator
from pathlib import Path

from archivist import __version__
from archivist.bundle import document, verify_bag
from archivist.bundle.lines import one_line
from archivist.bundle.renderers import rendered
from archivist.bundle.verify_bag import MANIFEST, Check, figure
from archivist.errors import ArchivistError, NotFound

__all__ = ["figure", "is_bundle", "verify"]


def verify(path: Path) -> tuple[Check, ...]:
    """Every check of the bundle in the folder `path`: `check`, `ok` and a sentence, `detail`.

    A failed check is there once a finding. All sound says that the bundle agrees with itself and
    with this program; `figure` is what tells it from another. Raises `NotFound` when there is no
    bundle.
    """
    if not is_bundle(path):
        raise NotFound(f"There is no bundle in “{path}”: it holds no bagit.txt.")
    checks = tuple(verify_bag.verify(path))
    if not all(check.ok for check in checks):
        return checks
    return (*checks, *_rebuilt(path))


def is_bundle(path: Path) -> bool:
    """Whether the folder is a bag, whole or not: one of its own files is there."""
    return any((path / name).exists() for name in ("bagit.txt", MANIFEST, "data"))


def _rebuilt(path: Path) -> Iterator[Check]:
    """Whether each file is the one this program makes of the model.

    It shows a page or a table that was changed together with every figure that covers it.
    """
    try:
        model = document.read((path / "data" / "bundle.json").read_bytes())
        other = [
            name for name, content in rendered(model) if _content(path / "data" / name) != content
        ]
    except ArchivistError as error:
        yield Check("rendering", False, str(error))
        return
    except (LookupError, ValueError) as error:
        yield Check("rendering", False, f"bundle.json does not hang together: {error!r}.")
        return
    if not other:
        yield Check("rendering", True, "Every file is what Archivist makes of bundle.json.")
    elif model.archivist != __version__:
        yield Check("rendering", False, _made_elsewhere(model.archivist, other))
    else:
        for name in other:
            fault = f"“data/{name}” is not what Archivist makes of bundle.json."
            yield Check("rendering", False, fault)


def _made_elsewhere(version: str, other: list[str]) -> str:
    """What a version says of itself is no reason to believe its pages."""
    return (
        f"Made by Archivist {one_line(version)}; its pages cannot be compared here "
        f"({', '.join(other)}). Check it with that version, or read bundle.json."
    )


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
