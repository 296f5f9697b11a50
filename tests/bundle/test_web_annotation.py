"""The passages as W3C Web Annotations, held to W3C's own schemas."""

import json
from pathlib import Path
from typing import Any

import pytest

from archivist.bundle import web_annotation
from archivist.bundle.model import Model

SUITE = Path(__file__).parents[3] / "shared" / "data" / "web-annotation-tests"


@pytest.fixture
def collection(model: Model) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(web_annotation.render(model))
    return found


def test_every_passage_is_there_once_with_quote_and_place(
    model: Model, collection: dict[str, Any]
) -> None:
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(model.passages)
    for passage, item in zip(model.passages, items, strict=True):
        quote, position = item["target"]["selector"]
        assert (quote["exact"], quote["prefix"]) == (passage.exact, passage.prefix)
        assert (position["start"], position["end"]) == (passage.start, passage.end)


def test_the_text_that_offsets_count_in_is_named_by_its_hash(
    model: Model, collection: dict[str, Any]
) -> None:
    states = {item["target"]["state"]["cached"] for item in collection["first"]["items"]}
    assert states == {f"urn:sha256:{exhibit.text_sha256}" for exhibit in model.exhibits}


def test_only_an_address_of_the_web_is_a_source(collection: dict[str, Any]) -> None:
    sources = [item["target"]["source"] for item in collection["first"]["items"]]
    assert sources[0] == "https://example.org/2025/02/27/withdraws"
    assert all(source.startswith("urn:uuid:") for source in sources[3:])


def test_tags_people_and_events_are_words_for_every_tool(collection: dict[str, Any]) -> None:
    bodies = collection["first"]["items"][0]["body"]
    words = [body["value"] for body in bodies if body["type"] == "TextualBody"]
    assert words == [
        "unlawful access",
        "@police",
        "Report on NoviSpy",
        "Core allegation;\ncompare A-003.",
    ]


def _schemas() -> list[Path]:
    found = sorted(SUITE.glob("annotations/**/*.json"))
    return [path for path in found if '"assertionType": "must"' in path.read_text("utf-8")]


@pytest.mark.skipif(not SUITE.exists(), reason="W3C's schemas are not beside the repository")
def test_every_annotation_passes_all_schemas_w3c_says_must_pass(
    collection: dict[str, Any],
) -> None:
    from jsonschema import Draft4Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT4

    contents = {path.name: json.loads(path.read_text("utf-8")) for path in SUITE.rglob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, DRAFT4.create_resource(content)) for name, content in contents.items()
    )
    schemas = _schemas()
    assert len(schemas) == 54
    for path in schemas:
        validator = Draft4Validator(contents[path.name], registry=registry)
        for item in collection["first"]["items"]:
            assert validator.is_valid(item), (path.name, item)
