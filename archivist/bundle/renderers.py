"""The files that are made from the model: each one's name, and the function that makes it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from archivist.bundle import (
    custody_slice,
    document,
    readme,
    tables,
    verify_bag,
    viewer,
    web_annotation,
)
from archivist.bundle.model import Model
from archivist.fixity import canonical_json, sha256

Renderer = Callable[[Model], bytes]


def build(model: Model) -> bytes:
    """`build.json`: what made the files, and from which model."""
    made = {
        "archivist": model.archivist,
        "files": [name for name, _ in RENDERERS],
        "format": model.format,
        "issued_at": model.issued_at,
        "model_sha256": sha256(document.write(model)),
        "readers": sorted({exhibit.reader for exhibit in model.exhibits}),
    }
    return canonical_json(made)


def verifier(_model: Model) -> bytes:
    """`verify.py`: the program that checks the bundle, for whoever has no Archivist."""
    return Path(verify_bag.__file__).read_bytes()


RENDERERS: tuple[tuple[str, Renderer], ...] = (
    ("README.txt", readme.render),
    ("annotations.jsonld", web_annotation.render),
    ("build.json", build),
    ("bundle.html", viewer.render),
    ("bundle.json", document.write),
    ("chronology.csv", tables.chronology),
    ("custody.jsonl", custody_slice.render),
    ("index.csv", tables.index),
    ("passages.csv", tables.passages),
    ("people.csv", tables.people),
    ("sources.csv", tables.sources),
    ("verify.py", verifier),
)


def texts(model: Model) -> Iterator[tuple[str, bytes]]:
    """The canonical text of each exhibit, exactly as offsets count in it."""
    return ((exhibit.text_file, exhibit.text.encode()) for exhibit in model.exhibits)


def rendered(model: Model) -> Iterator[tuple[str, bytes]]:
    """Every file made from the model, one at a time."""
    for name, render in RENDERERS:
        yield name, render(model)
    yield from texts(model)
