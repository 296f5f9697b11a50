"""The verbs of events."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from archivist.cli import records
from archivist.cli.call import DONE, Call, Misused, Verb
from archivist.cli.choosing import chosen, ids, parts
from archivist.cli.console import SHORT, cut, one_line
from archivist.cli.parser import natural

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.events import Event, Source

_SOURCE_KEYS = ("url", "title", "publisher", "date", "tier", "scale")
_WORDS = ("date", "status", "location", "summary")
_LISTS = ("actor", "tag", "source", "no_actor", "no_tag", "no_source")
_CHANGES = ("new_title", "importance", "article", *_WORDS, *_LISTS)


def events(call: Call) -> int:
    """List the events by date, undated ones last.

    For example:
        archivist events --json
    """
    with call.archive() as archive:
        for event in archive.events.all():
            _print(call, event)
    return DONE


def event_add(call: Call) -> int:
    """Add an event: what happened, when as far as is known, who took part, which sources say so.

    Dates may be vague: 2024-02-21, 2024-02, 2024, 1982/1986, ~2005. A source is an address, or a
    JSON object with url, title, publisher, date, tier and scale.

    For example:
        archivist event add "Licences withdrawn" --date 2025-02 --actor "Cellebrite=supplier"
    """
    with call.archive() as archive:
        event = archive.events.add(
            call.given.title,
            actors=parts(archive, call.given.actor),
            tags=ids(archive.tags, call.given.tag),
            sources=_sources(call.given.source),
            **_values(call, archive),
        )
        _print(call, event)
    return DONE


def event_edit(call: Call) -> int:
    """Change an event. --actor, --tag and --source add to what is there, --no-… takes away.

    For example:
        archivist event edit "Licences withdrawn" --date 2025-02-25 --source https://example.org/a
    """
    given = call.given
    if not any(value not in (None, []) for value in map(vars(given).get, _CHANGES)):
        raise Misused("Say what to change, for instance --date, --summary or --source.")
    with call.archive() as archive:
        old = chosen(archive.events, given.event)
        roles = {actor.id: actor.role for actor in old.actors} | dict(parts(archive, given.actor))
        gone = {*ids(archive.actors, given.no_actor), *ids(archive.tags, given.no_tag)}
        tags = dict.fromkeys((*(tag.id for tag in old.tags), *ids(archive.tags, given.tag)))
        left = (each for each in old.sources if not {each.url, each.title} & {*given.no_source})
        event = archive.events.edit(
            old.id,
            actors=tuple(part for part in roles.items() if part[0] not in gone),
            tags=tuple(tag for tag in tags if tag not in gone),
            sources=(*left, *_sources(given.source)),
            **_values(call, archive),
        )
        _print(call, event)
    return DONE


def event_remove(call: Call) -> int:
    """Take an event away, off every passage tagged with it; undo brings it back.

    For example:
        archivist event remove "Licences withdrawn"
    """
    with call.archive() as archive:
        event = chosen(archive.events, call.given.event)
        archive.events.remove(event.id)
        call.console.row({"id": event.id}, event.id)
    return DONE


def _values(call: Call, archive: "Archive") -> dict[str, Any]:
    given = vars(call.given)
    values = {name: given[name] for name in (*_WORDS, "importance") if given[name] is not None}
    if given.get("new_title") is not None:
        values["title"] = given["new_title"]
    if given["article"] is not None:
        values["article"] = given["article"] and archive.articles.get(given["article"]).id
    return values


def _sources(written: Iterable[str]) -> tuple["Source", ...]:
    from archivist.events import Source

    return tuple(Source(**_source(words)) for words in written)


def _source(words: str) -> dict[str, Any]:
    if not words.strip():
        raise Misused("The source is empty; give an address, or a JSON object.")
    if not words.lstrip().startswith(("{", "[")):
        return {"url": words}
    fields = _object(words)
    strange = sorted(set(fields) - set(_SOURCE_KEYS))
    if strange:
        known = ", ".join(_SOURCE_KEYS)
        raise Misused(f"A source has no “{cut(strange[0])}”; its keys are {known}.")
    for key, value in fields.items():
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise Misused(f"The {key} of a source must be text or a whole number.")
    if not any(str(value).strip() for value in fields.values()):
        raise Misused("The source says nothing; give it at least a url or a title.")
    return {key: str(value) for key, value in fields.items()}


def _object(words: str) -> dict[str, Any]:
    try:
        fields = json.loads(words)
        json.dumps(fields, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Misused(f"This source is not valid JSON: {cut(words)}.") from None
    if not isinstance(fields, dict):
        raise Misused("A source is an address, or one JSON object in {}.")
    return fields


def _print(call: Call, event: "Event") -> None:
    call.console.row(records.event(event), *_lines(event))


def _lines(event: "Event") -> Iterable[str]:
    weight = "" if event.importance is None else f" [{event.importance}]"
    date = f"{one_line(event.written_date):10}"
    yield f"{event.id[:SHORT]}  {date}  {cut(event.title)}{weight}"
    actors = [
        f"{actor.name} ({actor.role})" if actor.role else actor.name for actor in event.actors
    ]
    for words in ("; ".join(actors), " ".join(f"#{tag.name}" for tag in event.tags)):
        if words:
            yield f"{'':{SHORT}}  {'':10}  {one_line(words)}"


def _facts_options(parser: ArgumentParser) -> None:
    parser.add_argument("--date", metavar="DATE", help="when, as precisely as is known")
    parser.add_argument("--importance", type=natural, metavar="N", help="from 1 to 10")
    parser.add_argument("--status", metavar="WORDS", help="for instance confirmed or reported")
    parser.add_argument("--location", metavar="WORDS", help="where")
    parser.add_argument("--summary", metavar="TEXT", help="what happened, in a few sentences")
    parser.add_argument("--article", metavar="ARTICLE", help="the article that declares it")
    for name, metavar, what in (
        ("actor", "NAME[=ROLE]", "an actor that took part, if wanted with its role"),
        ("tag", "NAME", "a tag"),
        ("source", "SOURCE", "an address, or a JSON object"),
    ):
        parser.add_argument(f"--{name}", metavar=metavar, action="append", default=[], help=what)


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("title", metavar="TITLE")
    _facts_options(parser)


def _one(parser: ArgumentParser) -> None:
    parser.add_argument("event", metavar="EVENT", help="its title, or its id")


def _edit_options(parser: ArgumentParser) -> None:
    _one(parser)
    parser.add_argument("--title", dest="new_title", metavar="TITLE", help="its new title")
    _facts_options(parser)
    for name, metavar in (("actor", "NAME"), ("tag", "NAME"), ("source", "URL")):
        parser.add_argument(
            f"--no-{name}",
            metavar=metavar,
            action="append",
            default=[],
            help=f"take this {name} away",
        )


VERBS = (
    Verb("events", events),
    Verb("event add", event_add, _add_options),
    Verb("event edit", event_edit, _edit_options),
    Verb("event remove", event_remove, _one),
)
