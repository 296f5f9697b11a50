"""`annotations.jsonld`: the passages as W3C Web Annotations, one collection of one page."""

import re
from collections.abc import Iterator
from typing import Any

from archivist.bundle.model import Exhibit, Model, Names, Passage, names
from archivist.bundle.verify_bag import DOUBTFUL
from archivist.fixity import canonical_json, sha256

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_TYPES = {"person": "Person", "organisation": "Organization", "state body": "Organization"}


def render(model: Model) -> bytes:
    """The collection as canonical JSON.

    Selectors count code points of the exhibit's canonical text, which `state.cached` names by its
    SHA-256.
    """
    issue = [model.reference, model.title, model.issued_at, model.custody.checkpoint.merkle]
    name = _urn(sha256(canonical_json(issue))[:32])
    named = names(model)
    items = [
        _annotation(exhibit, passage, named, model)
        for exhibit in model.exhibits
        for passage in exhibit.passages
    ]
    page = {
        "id": f"{name}#page",
        "type": "AnnotationPage",
        "partOf": name,
        "startIndex": 0,
        "items": items,
    }
    collection = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"{model.reference}: {model.title}",
        "generator": _generator(model),
        "total": len(items),
        "first": page,
    }
    return canonical_json(collection)


def _annotation(exhibit: Exhibit, passage: Passage, named: Names, model: Model) -> dict[str, Any]:
    written: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": _urn(passage.id),
        "type": "Annotation",
        "motivation": "highlighting",
        "generator": _generator(model),
        "target": _target(exhibit, passage),
    }
    bodies = list(_bodies(passage, named))
    if bodies:
        written["body"] = bodies
    if passage.created_at:
        written["created"] = passage.created_at
    if passage.changed_at and passage.changed_at != passage.created_at:
        written["modified"] = passage.changed_at
    if passage.created_by:
        written["creator"] = {"type": "Person", "nickname": passage.created_by}
    return written


def _bodies(passage: Passage, named: Names) -> Iterator[dict[str, Any]]:
    """Tags and names as words, for tools that know no more; actors and events by id as well."""
    for tag in passage.tags:
        yield _words("tagging", named.tags[tag].name)
    for role in passage.actors:
        actor = named.actors[role.actor]
        yield _words("tagging", actor.name)
        kind = {"type": _TYPES[actor.kind]} if actor.kind in _TYPES else {}
        yield _thing({"id": _urn(actor.id), **kind})
    for event in passage.events:
        yield _words("tagging", named.events[event].title)
        yield _thing({"id": _urn(event), "type": "schema:Event"})
    if passage.doubtful:
        yield _words("assessing", DOUBTFUL)
    if passage.note:
        yield _words("commenting", passage.note)


def _words(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _thing(source: dict[str, str]) -> dict[str, Any]:
    return {"type": "SpecificResource", "purpose": "identifying", "source": source}


def _target(exhibit: Exhibit, passage: Passage) -> dict[str, Any]:
    captured = _MOMENT.fullmatch(exhibit.retrieved)
    state = {
        "type": "TimeState",
        "sourceDate": exhibit.retrieved if captured else exhibit.imported_at,
        "cached": f"urn:sha256:{exhibit.text_sha256}",
    }
    on_the_web = _WEB_ADDRESS.fullmatch(exhibit.url)
    return {
        "type": "SpecificResource",
        "source": exhibit.url if on_the_web else _urn(exhibit.id),
        "state": state,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": passage.exact,
                "prefix": passage.prefix,
                "suffix": passage.suffix,
            },
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        ],
    }


def _generator(model: Model) -> dict[str, str]:
    return {"type": "Software", "name": f"Archivist {model.archivist}"}


def _urn(name: str) -> str:
    groups = (name[:8], name[8:12], name[12:16], name[16:20], name[20:])
    return f"urn:uuid:{'-'.join(groups)}"
