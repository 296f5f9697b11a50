"""Timeline events back to Markdown: what nobody changed stands as it stood in the file.

The header an event came with is kept to the letter (see `archivist.intake.timeline`). A key is
written anew only where the archive now says something else than that header; an unknown key, a
comment, the quotes around a value and the body stay.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from archivist.archive import Archive
from archivist.errors import Conflict
from archivist.events import Event, Source
from archivist.folding import fold
from archivist.intake import front_matter, markdown, plain, timeline, yaml_text
from archivist.intake.deposit import EventDeposit, SourceDeposit
from archivist.intake.front_matter import Header, Value
from archivist.naming import LONGEST
from archivist.text import canonical

_LONGEST_NAME = 64  # leaves room in 80 bytes for a prefix, a number and the suffix
_UNSAFE = re.compile(r"[^\w.-]+|\.{2,}")
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
    header = front_matter.read(source) or Header()
    changed = _changes(event, header, body)
    return f"---\n{_rewritten(source, header, changed)}\n---\n{body}"


def file_name(event: Event) -> str:
    """A name for the event's file: the id in its header, else its date and title."""
    source = event.written.get("header")
    header = front_matter.read(source) if isinstance(source, str) else None
    known = (header or Header()).values.get("id", "")
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
        _write_whole(path, write(event))
        yield path


def _write_whole(path: Path, text: str) -> None:
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


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
    if set(names) != set(_storable(was.actors)):
        changed[_first(header, timeline.ACTOR_KEYS)] = _names(header, was.actors, names)
    tags = tuple(tag.name for tag in event.tags)
    if set(tags) != set(_storable(was.tags)):
        changed["tags"] = [*tags, *_unstorable(was.tags)]
    if _sources_differ(was, event):
        changed["sources"] = _sources(header, was, event)
    return changed


def _rewritten(source: str, header: Header, changed: Mapping[str, Any]) -> str:
    if not changed:
        return source
    lines = source.split("\n")
    spans = front_matter.key_spans(source)
    if spans is None:
        return _anew(header, changed)
    for key in sorted(spans, key=lambda key: spans[key], reverse=True):
        if key in changed:
            start, end = spans[key]
            lines[start:end] = _lines(key, changed[key])
    for key, value in changed.items():
        if key not in spans:
            lines += _lines(key, value)
    rewritten = "\n".join(lines)
    return rewritten if _reads_as(rewritten, header, changed) else _anew(header, changed)


def _lines(key: str, value: Any) -> list[str]:
    return [] if value in ("", None) else yaml_text.block({key: value}).split("\n")


def _reads_as(rewritten: str, header: Header, changed: Mapping[str, Any]) -> bool:
    again = (front_matter.read(rewritten) or Header()).values
    return all(
        again.get(key) == value for key, value in header.values.items() if key not in changed
    )


def _anew(header: Header, changed: Mapping[str, Any]) -> str:
    """The whole header in block style, for one whose keys share lines."""
    values = {**header.values, **changed}
    return yaml_text.block({key: value for key, value in values.items() if value not in ("", None)})


def _opening(body: str) -> str:
    structured = markdown.read(canonical(body)) or plain.read(canonical(body))
    return markdown.opening(structured)


def _first(header: Header, keys: tuple[str, ...]) -> str:
    return next((key for key in keys if key in header.values), keys[0])


def _storable(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if len(name) <= LONGEST]


def _unstorable(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if len(name) > LONGEST]


def _names(header: Header, was: tuple[str, ...], names: tuple[str, ...]) -> list[Value]:
    """The names of now, with what the header's list held beside names."""
    written = header.values.get(_first(header, timeline.ACTOR_KEYS), [])
    beside = [entry for entry in written if not isinstance(entry, str)]
    return [*names, *_unstorable(was), *beside]


def _sources_differ(was: EventDeposit, event: Event) -> bool:
    return [_plain_source(one) for one in was.sources] != [
        _plain_source(one) for one in event.sources
    ]


def _plain_source(source: Source | SourceDeposit) -> tuple[Any, ...]:
    known = (source.url, source.title, source.publisher, source.date, source.tier)
    return (*known, dict(source.written))


def _sources(header: Header, was: EventDeposit, event: Event) -> list[Value]:
    """The sources of now; one that is as it was keeps its keys and their order."""
    written = header.values.get("sources", [])
    entries = [entry for entry in written if isinstance(entry, dict)]
    before = [_plain_source(one) for one in was.sources]
    kept: list[Value] = []
    for source in event.sources:
        shape = _plain_source(source)
        same = len(entries) == len(before) and shape in before
        kept.append(_numbered(entries[before.index(shape)]) if same else _entry(source))
    return kept


def _entry(source: Source) -> dict[str, Value]:
    known = {name: getattr(source, name) for name in ("url", "title", "publisher", "date", "tier")}
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
