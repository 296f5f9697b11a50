"""The model in its one written form."""

import json

import pytest

from archivist.bundle import document
from archivist.bundle.model import Model
from archivist.errors import Damaged, Refused


def test_what_is_written_reads_back_equal(model: Model) -> None:
    assert document.read(document.write(model)) == model


def test_the_written_form_is_canonical(model: Model) -> None:
    written = document.write(model)
    again = json.dumps(
        json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert written == again.encode()


def test_a_model_of_a_newer_archivist_is_refused(model: Model) -> None:
    newer = json.loads(document.write(model)) | {"format": 3}
    with pytest.raises(Refused, match=r"made by a newer Archivist \(format 3\); this one reads 1"):
        document.read(json.dumps(newer).encode())


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"[" * 100_000, b'{"format":1}', b'{"format":true}', b"\xff", b"null"],
)
def test_what_is_no_model_is_damage(content: bytes) -> None:
    with pytest.raises(Damaged, match=r"bundle\.json is not the model of a bundle"):
        document.read(content)


@pytest.mark.parametrize(
    ("key", "value"), [("title", 7), ("exhibits", "x"), ("more", 1), ("custody", [])]
)
def test_a_field_of_another_kind_is_damage(model: Model, key: str, value: object) -> None:
    changed = json.loads(document.write(model)) | {key: value}
    with pytest.raises(Damaged):
        document.read(json.dumps(changed).encode())
