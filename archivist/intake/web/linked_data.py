"""What a page says of itself in JSON-LD: its articles, with all they say and as they say it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from turbohtml import Document, Element

# What old browsers were kept from reading it by.
_WRAPPED = re.compile(
    r"\A\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?)"
    r"|(?:-->|(?://|/\*)?\s*\]\]>(?:\*/)?)?[\s;]*\Z"
)
_LONGEST = 2 * 2**20
_MOST = 5_000
_NESTED = ("@graph", "mainEntity", "itemListElement")
_POINTING = ("author", "creator", "publisher")
_ARTICLES = ("article", "posting", "report", "review", "scholarly", "news")
_PAGES = ("webpage", "itempage", "videoobject")


def articles(document: Document) -> tuple[Mapping[str, Any], ...]:
    """The articles that a page describes, else the pages; none where it describes neither."""
    found = _resolved(list(_objects(document)))
    for wanted in (_ARTICLES, _PAGES):
        fitting = tuple(each for each in found if _is_of(each, wanted))
        if fitting:
            return fitting[:1] if wanted is _PAGES else fitting[:3]
    return ()


def _resolved(found: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The same objects, with the people who are only pointed at by `@id` in their place."""
    known = {one["@id"]: one for one in found if "name" in one and isinstance(one.get("@id"), str)}

    def people(value: Any) -> Any:
        if isinstance(value, list):
            return [people(each) for each in value[:100] if not isinstance(each, list)]
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return known.get(value["@id"], value)
        return value

    return [{**one, **{key: people(one[key]) for key in _POINTING if key in one}} for one in found]


def words(value: Any, *keys: str) -> tuple[str, ...]:
    """The words in a value: itself, those of a list, or of an object under one of `keys`."""
    found: list[str] = []
    waiting = [value]
    while waiting and len(found) < _MOST:
        one = waiting.pop(0)
        if isinstance(one, str) and one.strip():
            found.append(" ".join(one.split()))
        elif isinstance(one, list):
            waiting = [*one[:100], *waiting]
        elif isinstance(one, dict):
            waiting = [*[one[key] for key in keys if key in one][:1], *waiting]
    return tuple(found)


def _objects(document: Document) -> Iterator[Mapping[str, Any]]:
    for script in document.find_all("script"):
        if not _is_linked_data(script):
            continue
        waiting = [_parsed(script.text)]
        seen = 0
        while waiting and seen < _MOST:
            one = waiting.pop(0)
            seen += 1
            if isinstance(one, list):
                waiting += one[:_MOST]
            elif isinstance(one, dict):
                yield one
                waiting += [one[key] for key in _NESTED if key in one]


def _is_linked_data(script: Element) -> bool:
    kind = script.attrs.get("type")
    return isinstance(kind, str) and kind.strip().lower().startswith("application/ld+json")


def _parsed(text: str) -> Any:
    if len(text) > _LONGEST:
        return None
    try:
        return json.loads(_WRAPPED.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _is_of(found: Mapping[str, Any], wanted: tuple[str, ...]) -> bool:
    kinds = " ".join(words(found.get("@type"))).lower()
    return any(kind in kinds for kind in wanted)
