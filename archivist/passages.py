"""Passages: the record of each annotation, as it is read from the archive."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from archivist.anchoring import Target
from archivist.events import Ref
from archivist.store.reading import Reading, Row

COLOURS = ("yellow", "rose", "blue", "green", "violet", "orange")

PLACE = ("start", "end", "exact", "prefix", "suffix", "text_sha256")
"""The columns that say where a passage stands."""

LOST = "(text_sha256 != (SELECT text_sha256 FROM article WHERE id = annotation.article))"
"""The condition, on a row of `annotation`, that it is not in its article's present text."""

_AT_ONCE = 500
_WIDE = 20_000  # links of each kind that are looked at, the latest ones


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor in a passage: id, name, the part it plays there, and its kind."""

    id: str
    name: str
    role: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One marked passage: `target.exact` is the text between `target.start` and `target.end`.

    A `lost` one was not found again when its article got another text: its target stands in the
    text it was marked in, which `target.text_sha256` names. `former` is where a doubtful one
    stood: found only nearly again, it waits for a person to confirm its new place.
    """

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
    lost: bool = False
    former: Target | None = None

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


@dataclass(frozen=True, slots=True)
class Recent:
    """A name that was joined to a passage of late; `detail` is an actor's kind, an event's date."""

    kind: Literal["actor", "event", "tag"]
    id: str
    name: str
    detail: str = ""


def annotations(store: Reading, where: str, values: Iterable[Any] = ()) -> tuple[Annotation, ...]:
    """The annotations whose rows answer to a condition, article by article in text order."""
    rows = store.read(
        f'SELECT *, {LOST} AS lost FROM annotation WHERE {where} ORDER BY article, "start", n',
        values,
    )
    wanted = [row["id"] for row in rows]
    linked = {kind: _linked(store, kind, wanted) for kind in _LINKED}
    return tuple(
        Annotation(
            n=row["n"],
            id=row["id"],
            article=row["article"],
            target=_target(row),
            note=row["note"],
            colour=row["colour"],
            tags=tuple(Ref(*found[1:]) for found in linked["tag"].get(row["id"], ())),
            actors=tuple(Mention(*found[1:]) for found in linked["actor"].get(row["id"], ())),
            events=tuple(Ref(*found[1:]) for found in linked["event"].get(row["id"], ())),
            created_at=row["created_at"],
            created_by=row["created_by"],
            changed_at=row["changed_at"],
            lost=bool(row["lost"]),
            former=next(map(_target, linked["former"].get(row["id"], ())), None),
        )
        for row in rows
    )


def recent(store: Reading, limit: int) -> tuple[Recent, ...]:
    """The names joined to passages most recently, the latest first."""
    found = (each for sql in _RECENT for each in _in_order(store.read(sql, (_WIDE, limit))))
    latest = sorted(found, key=lambda dated: dated[0], reverse=True)
    return tuple(name for _, name in latest[:limit])


def _in_order(rows: list[Row]) -> Iterator[tuple[str, Recent]]:
    """Names of one kind, the latest joined first, each with when that was at the latest.

    A link tells its order among its kind, its passage when it was last changed: a passage that
    got another colour long after brings none of its names to the front.
    """
    moment = ""
    for row in rows:
        moment = min(moment or row["changed_at"], row["changed_at"])
        yield moment, Recent(row["kind"], row["id"], row["name"], row["detail"])


_LINKED = {
    "former": "SELECT former.*, 0 AS n FROM former",
    "tag": "SELECT annotation, id, name FROM annotation_tag JOIN tag ON tag.id = tag",
    "actor": "SELECT annotation, id, name, role, kind FROM annotation_actor "
    "JOIN actor ON actor.id = actor",
    "event": "SELECT annotation, id, title FROM annotation_event JOIN event ON event.id = event",
}
_RECENT = tuple(
    f"SELECT '{kind}' AS kind, {kind}.id AS id, {name} AS name, {detail} AS detail, "
    f"annotation.changed_at AS changed_at FROM (SELECT {kind}, max(rowid) AS place "
    f"FROM annotation_{kind} WHERE rowid > (SELECT max(rowid) FROM annotation_{kind}) - ? "
    f"GROUP BY {kind} ORDER BY place DESC LIMIT ?) AS joined "
    f"JOIN annotation_{kind} AS link ON link.rowid = joined.place "
    f"JOIN {kind} ON {kind}.id = link.{kind} JOIN annotation ON annotation.id = link.annotation "
    "ORDER BY joined.place DESC"
    for kind, name, detail in (
        ("actor", "name", "kind"),
        ("event", "title", "date"),
        ("tag", "name", "''"),
    )
)


def _target(row: Row) -> Target:
    return Target(*(row[name] for name in PLACE))


def _linked(store: Reading, kind: str, annotations: list[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for first in range(0, len(annotations), _AT_ONCE):
        some = annotations[first : first + _AT_ONCE]
        marks = ",".join("?" * len(some))
        for row in store.read(f"{_LINKED[kind]} WHERE annotation IN ({marks}) ORDER BY n", some):
            found.setdefault(row["annotation"], []).append(row)
    return found
