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


def build(model: Model, digest: str) -> bytes:
    """`build.json`: what made the files, and from which model, by the SHA-256 of `bundle.json`."""
    made = {
        "archivist": model.archivist,
        "files": FILES,
        "format": model.format,
        "issued_at": model.issued_at,
        "model_sha256": digest,
        "readers": sorted({exhibit.reader for exhibit in model.exhibits}),
    }
    return canonical_json(made)


def verifier(_model: Model) -> bytes:
    """`verify.py`: the program that checks the bundle, for whoever has no Archivist."""
    return Path(verify_bag.__file__).read_bytes()


RENDERERS: tuple[tuple[str, Renderer], ...] = (
    ("README.txt", readme.render),
    ("annotations.jsonld", web_annotation.render),
    ("bundle.html", viewer.render),
    ("chronology.csv", tables.chronology),
    ("custody.jsonl", custody_slice.render),
    ("index.csv", tables.index),
    ("passages.csv", tables.passages),
    ("people.csv", tables.people),
    ("sources.csv", tables.sources),
    ("verify.py", verifier),
)
FILES = sorted([name for name, _ in RENDERERS] + ["build.json", "bundle.json"])
"""The files of every bundle, beside texts and originals."""


def texts(model: Model) -> Iterator[tuple[str, bytes]]:
    """The canonical text of each exhibit, exactly as offsets count in it."""
    return ((exhibit.text_file, exhibit.text.encode()) for exhibit in model.exhibits)


def rendered(model: Model) -> Iterator[tuple[str, bytes]]:
    """Every file made from the model, one at a time."""
    written = document.write(model)
    yield "bundle.json", written
    yield "build.json", build(model, sha256(written))
    for name, render in RENDERERS:
        yield name, render(model)
    yield from texts(model)
