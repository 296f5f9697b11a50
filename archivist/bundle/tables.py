"""The tables of a bundle, as CSV."""

from collections.abc import Iterable, Iterator
from itertools import chain

from archivist.bundle.model import Event, Exhibit, Model, Names, Passage, Role, names
from archivist.spreadsheet import table


def index(model: Model) -> bytes:
    """`index.csv`: one row an exhibit."""
    header = (
        *("exhibit", "title", "author", "publisher", "published", "url", "language"),
        *("retrieved", "imported_at", "imported_by", "read_by", "file_name", "media_type"),
        *("original", "original_bytes", "original_sha256", "text", "text_sha256"),
        *("words", "paragraphs", "passages", "warnings", "passages_left_out"),
    )
    return table(header, (_index_row(exhibit) for exhibit in model.exhibits))


def passages(model: Model) -> bytes:
    """`passages.csv`: one row a passage, in the order of their numbers."""
    header = (
        *("passage", "cite", "exhibit", "title", "paragraph", "start", "end", "quote", "note"),
        *("colour", "tags", "people", "events", "marked_at", "marked_by", "place"),
    )
    named = names(model)
    rows = (
        _passage_row(exhibit, passage, named)
        for exhibit in model.exhibits
        for passage in exhibit.passages
    )
    return table(header, rows)


def chronology(model: Model) -> bytes:
    """`chronology.csv`: one row an event, earliest first, undated ones last."""
    header = (
        *("date", "earliest", "latest", "precision", "event", "importance", "status"),
        *("location", "summary", "people", "tags", "passages", "sources"),
    )
    named = names(model)
    return table(header, (_event_row(event, model, named) for event in in_time(model.events)))


def people(model: Model) -> bytes:
    """`people.csv`: one row a person or organisation, by name."""
    header = ("name", "kind", "also_called", "roles", "passages", "events")
    return table(header, _people_rows(model))


def sources(model: Model) -> bytes:
    """`sources.csv`: one row a source of an event, in the order of the chronology."""
    header = ("event", "event_date", "title", "publisher", "date", "url", "tier", "tier_scale")
    rows = (
        (
            *(event.title, event.date, source.title, source.publisher, source.date, source.url),
            *(source.tier, source.scale),
        )
        for event in in_time(model.events)
        for source in event.sources
    )
    return table(header, rows)


def in_time(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by their earliest day, then title; those without a date last."""
    return tuple(
        sorted(
            events,
            key=lambda event: (not event.earliest, event.earliest, event.latest, event.title),
        )
    )


def with_role(role: Role, named: Names) -> str:
    """`Cellebrite (supplier)`, or the name alone where there is no role."""
    name = named.actors[role.actor].name
    return f"{name} ({role.role})" if role.role else name


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def _index_row(exhibit: Exhibit) -> tuple[object, ...]:
    original = exhibit.original
    return (
        *(exhibit.number, exhibit.title, exhibit.author, exhibit.publisher, exhibit.published),
        *(exhibit.url, exhibit.language, exhibit.retrieved, exhibit.imported_at),
        *(exhibit.imported_by, exhibit.reader, original.name, original.media_type, original.file),
        *(original.size, original.sha256, exhibit.text_file, exhibit.text_sha256, exhibit.words),
        *(max(exhibit.paragraphs, default=0), len(exhibit.passages), _listed(exhibit.warnings)),
        exhibit.left_out,
    )


def _passage_row(exhibit: Exhibit, passage: Passage, named: Names) -> tuple[object, ...]:
    return (
        *(passage.number, passage.cite, exhibit.number, exhibit.title, passage.paragraph or ""),
        *(passage.start, passage.end, passage.exact, passage.note, passage.colour),
        _listed(named.tags[tag].name for tag in passage.tags),
        _listed(with_role(role, named) for role in passage.actors),
        _listed(named.events[event].title for event in passage.events),
        *(passage.created_at, passage.created_by, "in doubt" if passage.doubtful else ""),
    )


def _event_row(event: Event, model: Model, named: Names) -> tuple[object, ...]:
    return (
        *(event.date, event.earliest, event.latest, event.precision, event.title),
        *(event.importance, event.status, event.location, event.summary),
        _listed(with_role(role, named) for role in event.actors),
        _listed(named.tags[tag].name for tag in event.tags),
        _listed(passage.number for passage in model.passages if event.id in passage.events),
        len(event.sources),
    )


def _people_rows(model: Model) -> Iterator[tuple[object, ...]]:
    for actor in sorted(model.actors, key=lambda actor: (actor.name, actor.id)):
        mentions = [
            (passage, role)
            for passage in model.passages
            for role in passage.actors
            if role.actor == actor.id
        ]
        taking_part = [
            (event, role)
            for event in in_time(model.events)
            for role in event.actors
            if role.actor == actor.id
        ]
        roles = dict.fromkeys(role.role for _, role in chain(mentions, taking_part) if role.role)
        yield (
            *(actor.name, actor.kind, _listed(actor.aliases), _listed(roles)),
            _listed(dict.fromkeys(passage.number for passage, _ in mentions)),
            _listed(dict.fromkeys(event.title for event, _ in taking_part)),
        )
