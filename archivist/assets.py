"""Where our own plain files lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

from archivist.errors import NotFound

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of icons, templates and other files the program shows itself with.

    Raises `NotFound` when the installation lost it.
    """
    return _folder("resources")


def sample_archive() -> Path:
    """The folder of the sample case, a file of every kind that can be imported.

    Raises `NotFound` when the installation lost it.
    """
    return _folder("sample_archive")


def _folder(name: str) -> Path:
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise NotFound(f"Archivist's own folder “{name}” is missing. Install Archivist again.")
