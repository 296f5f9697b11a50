"""Annotations: passages marked in an article and anchored to its text, with what they bear on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archivist.actors import Actor, Actors
from archivist.anchoring import Target, describe
from archivist.articles import Articles
from archivist.errors import NotFound, Refused
from archivist.events import Event, Events, Part, Ref
from archivist.store.circumstances import ID_LENGTH
from archivist.store.reading import Row
from archivist.store.store import Change, Store
from archivist.tags import Tag, Tags

COLOURS = ("yellow", "rose", "blue", "green", "violet", "orange")


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor in a passage: id, name, the part it plays there, and its kind."""

    id: str
    name: str
    role: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One marked passage: `target.exact` is the text between `target.start` and `target.end`."""

    n: int
    id: str
    article: str
    target: Target
    note: str
    colour: str
    tags: tuple[Ref, ...]
    actors: tuple[Mention, ...]
    events: tuple[Ref, ...]
    created_at: str
    created_by: str
    changed_at: str

    @property
    def start(self) -> int:
        """First code point of the passage."""
        return self.target.start

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.target.end

    @property
    def exact(self) -> str:
        """The quote."""
        return self.target.exact


class Annotations:
    """The room of annotations."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._find: dict[str, Callable[[str], Tag | Actor | Event]] = {
            "tag": Tags(store).get,
            "actor": Actors(store).get,
            "event": Events(store).get,
        }

    def highlight(  # noqa: PLR0913 - the one act with all that can be said of a passage
        self,
        article: str,
        start: int,
        end: int,
        *,
        note: str = "",
        colour: str = COLOURS[0],
        tags: Iterable[str] = (),
        actors: Iterable[Part] = (),
        events: Iterable[str] = (),
    ) -> Annotation:
        """Mark the code points `start` to `end` of the article's text.

        Raises `Refused` when the passage is empty or outside the text, or the colour is none.
        """
        now = self._store.circumstances.now()
        annotation = self._store.circumstances.new_id()
        with self._store.change("highlight") as change:
            subject = self._articles.get(article)
            row = {
                "id": annotation,
                "article": subject.id,
                **self._anchored(subject.text_sha256, start, end),
                "note": note,
                "colour": _colour(colour),
                "created_at": now,
                "created_by": self._store.circumstances.agent,
                "changed_at": now,
            }
            self._store.add(change, "annotation", row)
            self._set_links(change, annotation, "tag", _roleless(tags))
            self._set_links(change, annotation, "actor", actors)
            self._set_links(change, annotation, "event", _roleless(events))
        return self.get(annotation)

    def annotate(
        self,
        annotation: str,
        *,
        note: str | None = None,
        colour: str | None = None,
        tags: Iterable[str] | None = None,
        actors: Iterable[Part] | None = None,
        events: Iterable[str] | None = None,
    ) -> Annotation:
        """Change note, colour, tags, actors or events; what is `None` stays."""
        links: Mapping[str, Iterable[Part] | None] = {
            "tag": tags,
            "actor": actors,
            "event": events,
        }
        with self._store.change("annotate") as change:
            old = self.get(annotation)
            before = self._store.row("annotation", old.id) or {}
            row = dict(before)
            row["note"] = old.note if note is None else note
            row["colour"] = old.colour if colour is None else _colour(colour)
            for kind, wanted in links.items():
                if wanted is not None:
                    self._set_links(change, old.id, kind, wanted)
            if row != before or change.steps:
                row["changed_at"] = self._store.circumstances.now()
                self._store.put(change, "annotation", row)
        return self.get(old.id)

    def move(self, annotation: str, start: int, end: int) -> Annotation:
        """Put the passage's ends elsewhere in the same text. Raises as `highlight`."""
        with self._store.change("move highlight") as change:
            old = self.get(annotation)
            before = self._store.row("annotation", old.id) or {}
            row = before | self._anchored(old.target.text_sha256, start, end)
            if row != before:
                row["changed_at"] = self._store.circumstances.now()
            self._store.put(change, "annotation", row)
        return self.get(old.id)

    def withdraw(self, annotation: str) -> None:
        """Take the highlight off, with its note and its tags."""
        with self._store.change("withdraw highlight") as change:
            old = self.get(annotation)
            for kind in self._find:
                self._set_links(change, old.id, kind, ())
            self._store.drop(change, "annotation", old.id)

    def get(self, annotation: str) -> Annotation:
        """The annotation with that id or a unique beginning of it. Raises `NotFound`."""
        found = self._store.read("SELECT * FROM annotation WHERE id = ?", (annotation,))
        if not found:
            name = self._store.identify("annotation", annotation)
            found = self._store.read("SELECT * FROM annotation WHERE id = ?", (name,))
        return self._annotations(found)[0]

    def of(self, article: str) -> tuple[Annotation, ...]:
        """The article's annotations in the order of the text."""
        return self.all(article=article)

    def all(
        self,
        *,
        article: str | None = None,
        actor: str | None = None,
        event: str | None = None,
        tag: str | None = None,
    ) -> tuple[Annotation, ...]:
        """Annotations that answer to all that is given, article by article in text order."""
        where, values = ["1"], []
        if article is not None:
            where.append("article = ?")
            values.append(self._whole("article", article))
        for kind, wanted in (("actor", actor), ("event", event), ("tag", tag)):
            if wanted is not None:
                where.append(f"id IN (SELECT annotation FROM annotation_{kind} WHERE {kind} = ?)")
                values.append(self._whole(kind, wanted))
        sql = f'SELECT * FROM annotation WHERE {" AND ".join(where)} ORDER BY article, "start", n'
        return self._annotations(self._store.read(sql, values))

    def count(self) -> int:
        """How many passages are marked."""
        row = self._store.one("SELECT count(*) FROM annotation")
        return int(row[0]) if row else 0

    def _whole(self, table: str, prefix: str) -> str:
        return prefix if len(prefix) == ID_LENGTH else self._store.identify(table, prefix)

    def _anchored(self, text_sha256: str, start: int, end: int) -> dict[str, Any]:
        row = self._store.one("SELECT body FROM text WHERE sha256 = ?", (text_sha256,))
        if row is None:
            raise NotFound(f"There is no text {text_sha256}.")
        body: str = row["body"]
        if not 0 <= start < end <= len(body):
            raise Refused(f"There is no passage from {start} to {end} in this text; select words.")
        target = describe(body, start, end, text_sha256=text_sha256)
        if target.exact != body[target.start : target.end]:
            raise AssertionError("the quote is not the text between its offsets")
        return {
            "start": target.start,
            "end": target.end,
            "exact": target.exact,
            "prefix": target.prefix,
            "suffix": target.suffix,
            "text_sha256": text_sha256,
        }

    def _set_links(
        self, change: Change, annotation: str, kind: str, wanted: Iterable[Part]
    ) -> None:
        table, find = f"annotation_{kind}", self._find[kind]
        pairs = [(part, "") if isinstance(part, str) else part for part in wanted]
        roles = {find(other).id: role for other, role in pairs}
        present = self._store.read(
            f"SELECT {kind} FROM {table} WHERE annotation = ?", (annotation,)
        )
        for row in present:
            if row[0] not in roles:
                self._store.drop(change, table, annotation, row[0])
        for other, role in roles.items():
            link = {"annotation": annotation, kind: other}
            self._store.put(change, table, link | ({"role": role} if kind == "actor" else {}))

    def _annotations(self, rows: list[Row]) -> tuple[Annotation, ...]:
        wanted = [row["id"] for row in rows]
        tags, actors, events = (self._linked(kind, wanted) for kind in ("tag", "actor", "event"))
        return tuple(
            Annotation(
                n=row["n"],
                id=row["id"],
                article=row["article"],
                target=Target(
                    start=row["start"],
                    end=row["end"],
                    exact=row["exact"],
                    prefix=row["prefix"],
                    suffix=row["suffix"],
                    text_sha256=row["text_sha256"],
                ),
                note=row["note"],
                colour=row["colour"],
                tags=tuple(Ref(*found[1:]) for found in tags.get(row["id"], ())),
                actors=tuple(Mention(*found[1:]) for found in actors.get(row["id"], ())),
                events=tuple(Ref(*found[1:]) for found in events.get(row["id"], ())),
                created_at=row["created_at"],
                created_by=row["created_by"],
                changed_at=row["changed_at"],
            )
            for row in rows
        )

    def _linked(self, kind: str, annotations: list[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for first in range(0, len(annotations), _AT_ONCE):
            some = annotations[first : first + _AT_ONCE]
            marks = ",".join("?" * len(some))
            for row in self._store.read(
                f"{_LINKED[kind]} WHERE annotation IN ({marks}) ORDER BY n", some
            ):
                found.setdefault(row[0], []).append(row)
        return found


_AT_ONCE = 500
_LINKED = {
    "tag": "SELECT annotation, id, name FROM annotation_tag JOIN tag ON tag.id = tag",
    "actor": "SELECT annotation, id, name, role, kind FROM annotation_actor "
    "JOIN actor ON actor.id = actor",
    "event": "SELECT annotation, id, title FROM annotation_event JOIN event ON event.id = event",
}


def _colour(colour: str) -> str:
    if colour not in COLOURS:
        raise Refused(f"There is no colour “{colour}”; choose one of {', '.join(COLOURS)}.")
    return colour


def _roleless(ids: Iterable[str]) -> Iterable[Part]:
    yield from ids
