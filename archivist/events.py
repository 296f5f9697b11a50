"""Events: what happened, when as far as is known, who took part, and which sources say so."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from archivist import dates
from archivist.actors import Actors
from archivist.dates import FuzzyDate
from archivist.errors import NotFound, Refused
from archivist.intake.deposit import EventDeposit, SourceDeposit
from archivist.naming import LONGEST, begins, plain_name, typed_words
from archivist.store.reading import Row
from archivist.store.store import Change, Store
from archivist.tags import Tags

LEAST, MOST = 1, 10
"""The scale of importance."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Another record, by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor in an event, and the part it played."""

    id: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What says that an event happened.

    `tier` is its rank on the scale named by `scale`; `written` holds the keys of the file it came
    from, unknown ones included.
    """

    url: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    tier: str = ""
    scale: str = ""
    written: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    `written_date` is the date as written, `date` its reading, or `None` when it has none.
    `article` is the id of the article whose file declared the event, or empty, and `written` the
    header of that file, unknown keys included.
    """

    n: int
    id: str
    title: str
    written_date: str
    date: FuzzyDate | None
    importance: int | None
    status: str
    location: str
    summary: str
    article: str
    written: Mapping[str, Any]
    actors: tuple[Participation, ...]
    tags: tuple[Ref, ...]
    sources: tuple[Source, ...]


Part = str | tuple[str, str]
"""An actor's id, or id and role."""


class Events:
    """The room of events."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._actors = Actors(store)
        self._tags = Tags(store)

    def add(
        self,
        title: str,
        *,
        actors: Iterable[Part] = (),
        tags: Iterable[str] = (),
        sources: Iterable[Source] = (),
        **values: Any,
    ) -> Event:
        """A new event; `values` may hold date, importance, status, location, summary, article.

        Raises `Refused` for a date that is none or an importance outside 1 to 10.
        """
        blank = {"status": "", "location": "", "summary": "", "article": None, "written": "{}"}
        event = self._store.circumstances.new_id()
        row: dict[str, Any] = {"id": event, **blank, "importance": None, **_dated("")}
        row |= self._checked({"title": title, **values})
        with self._store.change("add event") as change:
            self._store.put(change, "event", row)
            self._set_actors(change, event, actors)
            self._set_tags(change, event, tags)
            self._set_sources(change, event, sources)
        return self.get(event)

    def accession(self, deposit: EventDeposit, *, article: str) -> str:
        """Take in an event that a file declares, with the actors and tags it names; its id.

        An event whose article was withdrawn is taken up again by the same header.

        A date that is none is kept as written. Names that are new become actors and tags; what is
        too long for a name stays in `written` alone.
        """
        orphan = self._orphan(deposit)
        if orphan:
            return self.edit(orphan, article=article).id
        date = dates.parse(deposit.date)
        event = self._store.circumstances.new_id()
        row = {
            "id": event,
            "title": deposit.title,
            "date": deposit.date,
            "earliest": date.earliest if date else "",
            "latest": date.latest if date else "",
            "precision": date.precision if date else "",
            "importance": deposit.importance,
            "status": deposit.status,
            "location": deposit.location,
            "summary": deposit.summary,
            "article": article,
            "written": _json(deposit.written),
        }
        with self._store.change("import event") as change:
            self._store.add(change, "event", row)
            actors = dict.fromkeys(self._actors.enter(name) for name in _distinct(deposit.actors))
            for position, actor in enumerate(actors):
                link = {"event": event, "actor": actor, "role": "", "position": position}
                self._store.add(change, "event_actor", link)
            tags = dict.fromkeys(self._tags.enter(name) for name in _distinct(deposit.tags))
            for position, tag in enumerate(tags):
                link = {"event": event, "tag": tag, "position": position}
                self._store.add(change, "event_tag", link)
            for position, source in enumerate(deposit.sources):
                self._store.add(change, "source", _source_row(event, position, source))
        return event

    def edit(
        self,
        event: str,
        *,
        actors: Iterable[Part] | None = None,
        tags: Iterable[str] | None = None,
        sources: Iterable[Source] | None = None,
        **values: Any,
    ) -> Event:
        """Change what is given. Raises as `add`."""
        checked = self._checked(values)
        with self._store.change("edit event") as change:
            old = self.get(event)
            self._store.put(change, "event", (self._store.row("event", old.id) or {}) | checked)
            if actors is not None:
                self._set_actors(change, old.id, actors)
            if tags is not None:
                self._set_tags(change, old.id, tags)
            if sources is not None:
                self._set_sources(change, old.id, sources)
        return self.get(old.id)

    def remove(self, event: str) -> None:
        """Take an event away, off every passage tagged with it."""
        with self._store.change("remove event") as change:
            old = self.get(event)
            links = "SELECT annotation FROM annotation_event WHERE event = ?"
            for row in self._store.read(links, (old.id,)):
                self._store.drop(change, "annotation_event", row[0], old.id)
            self._set_actors(change, old.id, ())
            self._set_tags(change, old.id, ())
            self._set_sources(change, old.id, ())
            self._store.drop(change, "event", old.id)

    def get(self, event: str) -> Event:
        """The event with that id, a unique beginning of it, or that very title.

        Raises `NotFound`, also when more than one has the title.
        """
        row = self._store.one("SELECT * FROM event WHERE id = ?", (event,))
        if row is None:
            named = self._titled(event)
            if named:
                return named
            found = self._store.identify("event", event)
            row = self._store.one("SELECT * FROM event WHERE id = ?", (found,))
        if row is None:
            raise NotFound(f"There is no event {event}.")
        return self._events([row])[0]

    def named(self, title: str) -> Event | None:
        """The first event of that very title."""
        row = self._store.one("SELECT * FROM event WHERE title = ? ORDER BY n", (title,))
        return None if row is None else self._events([row])[0]

    def _orphan(self, deposit: EventDeposit) -> str | None:
        sql = "SELECT id FROM event WHERE title = ? AND article IS NULL AND written = ?"
        found = self._store.one(sql, (deposit.title, _json(deposit.written)))
        return None if found is None else str(found["id"])

    def articles_naming(
        self, *, actor: str | None = None, tag: str | None = None
    ) -> tuple[str, ...]:
        """The ids of the articles whose own event names the actor or bears the tag (ids)."""
        sql = (
            "SELECT DISTINCT article FROM event WHERE article IS NOT NULL AND ("
            "id IN (SELECT event FROM event_actor WHERE actor = ?) OR "
            "id IN (SELECT event FROM event_tag WHERE tag = ?)) ORDER BY n"
        )
        return tuple(row["article"] for row in self._store.read(sql, (actor, tag)))

    def _titled(self, title: str) -> Event | None:
        rows = self._store.read("SELECT * FROM event WHERE title = ? ORDER BY n", (title,))
        if len(rows) > 1:
            ids = ", ".join(row["id"][:8] for row in rows)
            raise NotFound(f"More than one event is called {title}: give its id ({ids}).")
        return self._events(rows)[0] if rows else None

    def on(self, article: str) -> tuple[Event, ...]:
        """The events that the article stands for: what its file declared, if it did."""
        rows = self._store.read("SELECT * FROM event WHERE article = ? ORDER BY n", (article,))
        return self._events(rows)

    def all(self) -> tuple[Event, ...]:
        """All events by date, undated ones last."""
        rows = self._store.read("SELECT * FROM event ORDER BY earliest = '', earliest, n")
        return self._events(rows)

    def refs(self) -> tuple[tuple[Ref, str, int], ...]:
        """Every event with its date as written and the passages tagged with it, by date."""
        rows = self._store.read(
            "SELECT id, title, date, (SELECT count(*) FROM annotation_event WHERE event = event.id)"
            " AS uses FROM event ORDER BY earliest = '', earliest, n"
        )
        return tuple((Ref(row["id"], row["title"]), row["date"], row["uses"]) for row in rows)

    def suggest(self, typed: str, *, limit: int = 8) -> tuple[Event, ...]:
        """Events with a word in the title that begins with what was typed."""
        wanted = typed_words(typed)
        fitting = (ref.id for ref, _, _ in self.refs() if begins(wanted, ref.name))
        return tuple(self.get(event) for event in islice(fitting, limit))

    def _set_actors(self, change: Change, event: str, actors: Iterable[Part]) -> None:
        parts = [(part, "") if isinstance(part, str) else part for part in actors]
        wanted = {self._actors.get(actor).id: role for actor, role in parts}
        present = self._store.read("SELECT actor FROM event_actor WHERE event = ?", (event,))
        for row in present:
            if row[0] not in wanted:
                self._store.drop(change, "event_actor", event, row[0])
        for position, (actor, role) in enumerate(wanted.items()):
            self._join(change, event, actor, role, position)

    def _join(self, change: Change, event: str, actor: str, role: str, position: int) -> None:
        link = {"event": event, "actor": actor, "role": role, "position": position}
        self._store.put(change, "event_actor", link)

    def _set_tags(self, change: Change, event: str, tags: Iterable[str]) -> None:
        wanted = list(dict.fromkeys(self._tags.get(tag).id for tag in tags))
        present = self._store.read("SELECT tag FROM event_tag WHERE event = ?", (event,))
        for row in present:
            if row[0] not in wanted:
                self._store.drop(change, "event_tag", event, row[0])
        for position, tag in enumerate(wanted):
            link = {"event": event, "tag": tag, "position": position}
            self._store.put(change, "event_tag", link)

    def _set_sources(self, change: Change, event: str, sources: Iterable[Source]) -> None:
        wanted = list(sources)
        present = self._store.read("SELECT position FROM source WHERE event = ?", (event,))
        for row in present:
            if row[0] >= len(wanted):
                self._store.drop(change, "source", event, row[0])
        for position, source in enumerate(wanted):
            self._store.put(change, "source", _source_row(event, position, source))

    def _events(self, rows: list[Row]) -> tuple[Event, ...]:
        wanted = [row["id"] for row in rows]
        actors, tags = self._linked(_ACTORS, wanted), self._linked(_TAGS, wanted)
        sources = self._linked(_SOURCES, wanted)
        return tuple(
            Event(
                n=row["n"],
                id=row["id"],
                title=row["title"],
                written_date=row["date"],
                date=_date(row),
                importance=row["importance"],
                status=row["status"],
                location=row["location"],
                summary=row["summary"],
                article=row["article"] or "",
                written=json.loads(row["written"]),
                actors=tuple(Participation(*found[1:]) for found in actors.get(row["id"], ())),
                tags=tuple(Ref(*found[1:]) for found in tags.get(row["id"], ())),
                sources=tuple(_source(found) for found in sources.get(row["id"], ())),
            )
            for row in rows
        )

    def _linked(self, sql: str, events: list[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._store.read(sql, (json.dumps(events),)):
            found.setdefault(row["event"], []).append(row)
        return found

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for name, value in values.items():
            if name == "title":
                row[name] = plain_name(value, of="an event")
            elif name == "date":
                row |= _dated(value)
            elif name == "importance":
                row[name] = _importance(value)
            elif name == "article":
                row[name] = self._store.identify("article", value) if value else None
            elif name in _WORDS:
                row[name] = value
            else:
                raise TypeError(f"an event has no {name} that can be set")
        return row


_OF = "WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position"
_ACTORS = (
    f"SELECT event, actor.id, name, role FROM event_actor JOIN actor ON actor.id = actor {_OF}"
)
_TAGS = f"SELECT event, tag.id, name FROM event_tag JOIN tag ON tag.id = tag {_OF}"
_SOURCES = f"SELECT * FROM source {_OF}"

_WORDS = ("status", "location", "summary")


def _dated(written: str) -> dict[str, str]:
    if not written:
        return {"date": "", "earliest": "", "latest": "", "precision": ""}
    date = dates.parse(written)
    if date is None:
        raise Refused(f"“{written}” is not a date; write it like 2024-02-21, 2024-02 or ~2005.")
    span = {"earliest": date.earliest, "latest": date.latest, "precision": date.precision}
    return {"date": written, **span}


def _importance(value: int | None) -> int | None:
    if value is not None and not LEAST <= value <= MOST:
        raise Refused(f"The importance {value} is not between {LEAST} and {MOST}.")
    return value


def _date(row: Row) -> FuzzyDate | None:
    if not row["earliest"]:
        return None
    return FuzzyDate(row["date"], row["earliest"], row["latest"], row["precision"])


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SAID = ("url", "title", "publisher", "date", "tier", "scale")


def _source(row: Row) -> Source:
    return Source(**{name: row[name] for name in _SAID}, written=json.loads(row["written"]))


def _source_row(event: str, position: int, source: Source | SourceDeposit) -> dict[str, Any]:
    said = {name: getattr(source, name) for name in _SAID}
    return {"event": event, "position": position, **said, "written": _json(source.written)}


def _distinct(names: Iterable[str]) -> list[str]:
    plain = (" ".join(name.split()) for name in names)
    return list(dict.fromkeys(name for name in plain if 0 < len(name) <= LONGEST))


def _json(value: Mapping[str, Any]) -> str:
    return _JSON.encode(dict(value))
