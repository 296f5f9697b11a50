"""`bundle.html`: the whole bundle as one page that runs nothing and asks for nothing.

No script, no file beside it, no address it could open: a policy in its head forbids all but its
own style sheet. Boxes filter the highlights by style rules alone.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.bundle.markup import attribute, isolated, section, words
from archivist.bundle.model import Model, names
from archivist.bundle.viewer_exhibit import ExhibitPage
from archivist.bundle.viewer_overviews import custody, index, overviews
from archivist.bundle.viewer_style import COLOURS, filter_rules, style

_UNTAGGED = "untagged"


@dataclass(frozen=True, slots=True)
class _Look:
    """What passages alike to the filter share."""

    name: str
    colour: str
    tags: tuple[str, ...]


def render(model: Model) -> bytes:
    """The page, UTF-8."""
    return "".join(_page(model)).encode()


def _page(model: Model) -> Iterator[str]:
    named = names(model)
    boxes = {tag.id: f"t{position}" for position, tag in enumerate(model.tags, 1)}
    looks = _looks(model, boxes)
    sheet = style(filter_rules((look.name, look.colour, look.tags) for look in looks.values()))
    yield from _head(model, sheet)
    yield f'<body><a class="skip" href="#top">Skip to the bundle</a>{_navigation(model, boxes)}'
    yield f'<main id="top">{_cover(model)}'
    yield section("index", "Index of exhibits", index(model))
    yield from overviews(model, named)
    by_passage = {number: look.name for number, look in looks.items()}
    for exhibit in model.exhibits:
        yield ExhibitPage(model, exhibit, named, by_passage).render()
    yield section("custody", "Chain of custody", custody(model))
    yield section("check", "How to check this bundle", _CHECKS)
    yield "</main></body></html>\n"


def _head(model: Model, sheet: str) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{attribute(model.reference)} · {attribute(model.title)}</title>"
    yield f"<style>{sheet}</style></head>\n"


def _looks(model: Model, boxes: dict[str, str]) -> dict[str, _Look]:
    """The look of each passage by its number; equal ones share a name."""
    kinds: dict[tuple[str, tuple[str, ...]], str] = {}
    found: dict[str, _Look] = {}
    for passage in model.passages:
        tags = tuple(sorted(boxes[tag] for tag in passage.tags)) or (_UNTAGGED,)
        colour = passage.colour if passage.colour in COLOURS else COLOURS[0]
        name = kinds.setdefault((colour, tags), f"k{len(kinds) + 1}")
        found[passage.number] = _Look(name, f"c-{colour}", tags)
    return found


def _navigation(model: Model, boxes: dict[str, str]) -> str:
    exhibits = "".join(
        f'<li><a href="#{exhibit.number}"><b>{exhibit.number}</b>{isolated(exhibit.title)}</a></li>'
        for exhibit in model.exhibits
    )
    places = "".join(
        f'<li><a href="#{place}">{words(title)}</a></li>' for place, title in _places(model)
    )
    return (
        f'<nav aria-label="Bundle"><p class="ref">{isolated(model.reference)}</p>'
        f'<p class="meta">{isolated(model.title)}</p>{_filters(model, boxes)}'
        f"<h2>Contents</h2><ul>{places}</ul>"
        f'<h2>Exhibits</h2><ul class="exhibits">{exhibits}</ul></nav>\n'
    )


def _places(model: Model) -> Iterator[tuple[str, str]]:
    yield "index", "Index of exhibits"
    if model.actors:
        yield "people", "People and organisations"
    if model.events:
        yield "chronology", "Chronology"
    if model.passages:
        yield "passages", "Passages by tag"
    if any(event.sources for event in model.events):
        yield "sources", "Sources"
    yield "custody", "Chain of custody"
    yield "check", "How to check this bundle"


def _filters(model: Model, boxes: dict[str, str]) -> str:
    if not model.passages:
        return ""
    tags = Counter(tag for passage in model.passages for tag in passage.tags)
    untagged = sum(not passage.tags for passage in model.passages)
    colours = Counter(
        passage.colour if passage.colour in COLOURS else COLOURS[0] for passage in model.passages
    )
    by_tag = [_box(boxes[tag.id], isolated(tag.name), tags[tag.id]) for tag in model.tags]
    if untagged:
        by_tag.append(_box(_UNTAGGED, "Without a tag", untagged))
    by_colour = [
        _box(f"c-{colour}", f'<span class="swatch {colour}"></span>{colour.capitalize()}', count)
        for colour in COLOURS
        if (count := colours[colour])
    ]
    only = '<label><input type="checkbox" id="only">Only highlighted paragraphs</label>'
    return (
        f'<div class="filters"><h2>Show highlights</h2><fieldset aria-label="By tag">'
        f'{"".join(by_tag)}</fieldset><h2>Colours</h2><fieldset aria-label="By colour">'
        f"{''.join(by_colour)}</fieldset><h2>Paragraphs</h2>{only}</div>"
    )


def _box(name: str, label: str, count: int) -> str:
    return (
        f'<label><input type="checkbox" id="{name}" checked>{label}'
        f'<span class="count">{count}</span></label>'
    )


def _cover(model: Model) -> str:
    return (
        f'<p class="meta">{isolated(model.reference)} · {words(model.issued_at)}</p>'
        f"<h1>{isolated(model.title)}</h1>"
        f'<p class="lead">Evidence bundle: {_count(len(model.exhibits), "exhibit")}, '
        f"{_count(len(model.passages), 'annotated passage')}. Every quotation is a stretch of "
        "the text it stands in; the originals, their SHA-256 and the record of who did what to "
        "them when lie beside this page.</p>\n"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_CHECKS = (
    '<p class="lead">README.txt, beside this page, says how to check every file with the tools '
    "of your own system, and with verify.py, which needs nothing but Python. Neither this page "
    "nor verify.py proves anything by itself: compare the SHA-256 of tagmanifest-sha256.txt with "
    "the figure you were given by another route.</p>"
)
