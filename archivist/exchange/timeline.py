"""Timeline events back to Markdown: what nobody changed stands as it stood in the file.

The header an event came with is kept to the letter (see `archivist.intake.words.timeline`). A key
is written anew only where the archive now says something else than that header; an unknown key, a
comment, the quotes around a value and the body stay.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from archivist.archive import Archive
from archivist.errors import Conflict
from archivist.events import Event, Source
from archivist.exchange.header import rewritten
from archivist.folding import fold
from archivist.intake.deposit import EventDeposit, SourceDeposit
from archivist.intake.words import front_matter, markdown, plain, timeline, yaml_text
from archivist.intake.words.front_matter import Header, Value
from archivist.naming import LONGEST
from archivist.text import canonical
from archivist.writing import write_whole

_LONGEST_NAME = 64  # leaves room in 80 bytes for a prefix, a number and the suffix
_UNSAFE = re.compile(r"[^\w.-]+|\.{2,}")
_SOURCE_KEYS = {
    "url": ("url",),
    "title": ("title",),
    "publisher": timeline.PUBLISHER_KEYS,
    "date": timeline.SOURCE_DATE_KEYS,
    "tier": ("tier",),
}
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def write(event: Event) -> str:
    """The event as a Markdown file.

    An event that came from a file keeps its keys, in their order, and its body; keys the archive
    knows better are changed in place and new ones come last. One made in the archive has the keys
    of the family and its summary as the body.
    """
    source = event.written.get("header")
    if not isinstance(source, str):
        return f"---\n{yaml_text.block(_made_here(event))}\n---\n\n{event.summary}\n"
    body = str(event.written.get("body", ""))
    changes = _changes(event, _header(source), body)
    return f"---\n{rewritten(source, changes)}\n---\n{body}"


def file_name(event: Event) -> str:
    """A name for the event's file: the id in its header, else its date and title."""
    source = event.written.get("header")
    known = _header(source).values.get("id", "") if isinstance(source, str) else ""
    wanted = known if isinstance(known, str) and known else _own_id(event)
    return f"{_safe(wanted)}.md"


def export(archive: Archive, destination: Path) -> Iterator[Path]:
    """One file an event into the folder `destination`, made if need be; the paths written.

    Raises Conflict before anything is written when the folder holds something already. Each file
    appears whole or not at all.
    """
    destination.mkdir(parents=True, exist_ok=True)
    if any(destination.iterdir()):
        raise Conflict(f"The folder “{destination.name}” is not empty. Choose an empty one.")
    taken: set[str] = set()
    for event in archive.events.all():
        path = destination / _free(file_name(event), taken)
        write_whole(path, write(event).encode())
        yield path


def _header(source: str) -> Header:
    # What came as JSON may be longer than a header of a file may.
    return front_matter.read(source, largest=len(source) * 4) or Header()


def _changes(event: Event, header: Header, body: str) -> dict[str, Any]:
    """The keys whose values differ from what the header, read again, says."""
    was = timeline.Reading(header.values, header.lines).event(opening=_opening(body), written={})
    told = (
        ("title", was.title, event.title),
        ("date", was.date, event.written_date),
        ("importance", was.importance, event.importance),
        ("status", was.status, event.status),
        ("location", was.location, event.location),
    )
    changed: dict[str, Any] = {key: now for key, before, now in told if before != now}
    if was.summary != event.summary:
        changed[_first(header, timeline.SUMMARY_KEYS)] = event.summary
    names = tuple(actor.name for actor in event.actors)
    if names != _storable(was.actors):
        key = _first(header, timeline.ACTOR_KEYS)
        changed[key] = _names(header, key, was.actors, names)
    tags = tuple(tag.name for tag in event.tags)
    if tags != _storable(was.tags):
        changed["tags"] = _names(header, "tags", was.tags, tags)
    if _sources_differ(was, event):
        changed["sources"] = _sources(header, was, event)
    return changed


def _opening(body: str) -> str:
    structured = markdown.read(canonical(body)) or plain.read(canonical(body))
    return markdown.opening(structured)


def _first(header: Header, keys: tuple[str, ...]) -> str:
    return next((key for key in keys if key in header.values), keys[0])


def _storable(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if len(name) <= LONGEST)


def _names(header: Header, key: str, was: tuple[str, ...], names: tuple[str, ...]) -> list[Value]:
    """The names of now as the file writes them, with what its list held beside names."""
    entries = header.values.get(key, [])
    written = {_spaced(entry): entry for entry in entries if isinstance(entry, str)}
    known = set(_storable(was))
    beside = [entry for entry in entries if _spaced(entry) not in known]
    beside.sort(key=lambda entry: not isinstance(entry, str))
    return [*(written.get(name, name) for name in names), *beside]


def _spaced(entry: Value) -> str:
    return " ".join(entry.split()) if isinstance(entry, str) else ""


def _sources_differ(was: EventDeposit, event: Event) -> bool:
    return [_plain_source(one) for one in was.sources] != [
        _plain_source(one) for one in event.sources
    ]


def _plain_source(source: Source | SourceDeposit) -> tuple[Any, ...]:
    known = (source.url, source.title, source.publisher, source.date, source.tier)
    return (*known, dict(source.written))


def _sources(header: Header, was: EventDeposit, event: Event) -> list[Value]:
    """The sources of now: one that was there keeps its entry, changed where it changed."""
    written = header.values.get("sources", [])
    entries = list(written) if isinstance(written, list) else []
    beside = [entry for entry in entries if not timeline.is_source(entry)]
    free = list(zip(filter(timeline.is_source, entries), was.sources, strict=True))
    found: dict[int, Value] = {}
    for alike in (_is_same, _is_of_same_address, _is_of_same_title):
        for number, source in enumerate(event.sources):
            pair = next((pair for pair in free if alike(pair[1], source)), None)
            if number not in found and pair is not None:
                free.remove(pair)
                found[number] = _source_now(*pair, source)
    return [*(found.get(n) or _entry(one) for n, one in enumerate(event.sources)), *beside]


def _is_same(was: SourceDeposit, now: Source) -> bool:
    return _plain_source(was) == _plain_source(now)


def _is_of_same_address(was: SourceDeposit, now: Source) -> bool:
    return bool(now.url) and was.url == now.url


def _is_of_same_title(was: SourceDeposit, now: Source) -> bool:
    return bool(now.title) and was.title == now.title


def _source_now(entry: Value, was: SourceDeposit, now: Source) -> Value:
    """The entry of a source, with what changed under the keys that the file uses."""
    if _is_same(was, now):
        return entry
    if not isinstance(entry, dict):
        return _entry(now)
    values: dict[str, Any] = {key: entry[key] for key in entry if key not in was.written}
    for name, keys in _SOURCE_KEYS.items():
        if getattr(was, name) != getattr(now, name):
            key = next((key for key in keys if key in values), keys[0])
            values[key] = getattr(now, name)
    values |= now.written
    ordered = {key: values[key] for key in (*entry, *values) if values.get(key, "") != ""}
    return _numbered(ordered) if was.tier != now.tier else ordered


def _entry(source: Source) -> dict[str, Value]:
    known = {name: getattr(source, name) for name in _SOURCE_KEYS}
    return _numbered({**{key: value for key, value in known.items() if value}, **source.written})


def _numbered(entry: Mapping[str, Value]) -> dict[str, Value]:
    tier = entry.get("tier")
    number = {"tier": yaml_text.Plain(tier)} if tier in timeline.TIERS else {}
    return {**entry, **number}


def _made_here(event: Event) -> dict[str, Any]:
    values = {
        "id": _safe(_own_id(event)),
        "date": event.written_date,
        "title": event.title,
        "importance": event.importance,
        "status": event.status,
        "location": event.location,
        "actors": [actor.name for actor in event.actors],
        "tags": [tag.name for tag in event.tags],
        "sources": [_entry(source) for source in event.sources],
    }
    return {key: value for key, value in values.items() if value not in ("", None, [])}


def _own_id(event: Event) -> str:
    slug = "-".join(re.findall(r"\w+", fold(event.title)))
    return f"{event.written_date}--{slug}" if event.written_date else slug


def _safe(name: str) -> str:
    """A name no file system trips over: no path, nothing reserved, at most 80 bytes."""
    words = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-._")
    short = words.encode()[:_LONGEST_NAME].decode(errors="ignore").strip("-._")
    if _RESERVED.fullmatch(short.partition(".")[0]):
        return f"event-{short}"
    return short or "untitled"


def _free(name: str, taken: set[str]) -> str:
    stem = name.removesuffix(".md")
    number = 1
    while (chosen := stem if number == 1 else f"{stem}-{number}").casefold() in taken:
        number += 1
    taken.add(chosen.casefold())
    return f"{chosen}.md"
