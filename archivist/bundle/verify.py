"""Checking a bundle: what the receiver's own verifier checks, and every file made anew."""

from collections.abc import Iterator
from pathlib import Path

from archivist import __version__
from archivist.bundle import document, verify_bag
from archivist.bundle.renderers import rendered
from archivist.bundle.verify_bag import Check
from archivist.errors import ArchivistError, NotFound


def verify(path: Path) -> tuple[Check, ...]:
    """Every check of the bundle in the folder `path`: `check`, `ok` and a sentence, `detail`.

    A failed check is there once a finding. Raises `NotFound` when there is no bundle.
    """
    if not is_bundle(path):
        raise NotFound(f"There is no bundle in “{path}”: it holds no bagit.txt.")
    checks = tuple(verify_bag.verify(path))
    if not all(check.ok for check in checks):
        return checks
    return (*checks, *_rebuilt(path))


def is_bundle(path: Path) -> bool:
    """Whether the folder is a bag, whole or not."""
    return (path / "bagit.txt").is_file()


def _rebuilt(path: Path) -> Iterator[Check]:
    """Whether each file is the one this program makes of the model.

    It shows a page or a table that was changed together with every figure that covers it.
    """
    try:
        model = document.read((path / "data" / "bundle.json").read_bytes())
        if model.archivist != __version__:
            yield Check("rendering", True, f"Not compared: Archivist {model.archivist} made it.")
            return
        faults = [
            f"“data/{name}” is not what Archivist makes of bundle.json."
            for name, content in rendered(model)
            if _content(path / "data" / name) != content
        ]
    except ArchivistError as error:
        yield Check("rendering", False, str(error))
        return
    except (LookupError, ValueError) as error:
        yield Check("rendering", False, f"bundle.json does not hang together: {error!r}.")
        return
    if not faults:
        yield Check("rendering", True, "Every file is what Archivist makes of bundle.json.")
    yield from (Check("rendering", False, fault) for fault in faults)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
