"""The places of the sidebar: the library's shelves, and every name with its count."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.naming import begins, typed_words
from archivist.search.listing import Scope

translate = QtCore.QCoreApplication.translate

Kind = Literal["library", "actor", "event", "tag"]

KINDS: tuple[Kind, ...] = ("actor", "event", "tag")
KIND_ICONS = {
    "person": "person",
    "organisation": "building",
    "state body": "bank",
    "group": "people",
    "unknown": "person",
}
TOP = 5
"""Names shown of each kind before a person asks for more."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the list can go.

    `key` is an id; in the library it is `all`, `review`, `starred` or `bundles`.
    """

    kind: Kind
    key: str
    name: str
    icon: str
    count: int = 0
    date: str = ""
    aliases: tuple[str, ...] = ()
    detail: str = ""

    def scope(self) -> Scope:
        """The part of the archive the list shows for it."""
        match self.kind:
            case "actor":
                return Scope(actor=self.key)
            case "event":
                return Scope(event=self.key)
            case "tag":
                return Scope(tag=self.key)
        if self.key == "review":
            return Scope(status="to review")
        return Scope(starred=True) if self.key == "starred" else Scope()


@dataclass(frozen=True, slots=True)
class Overview:
    """Every place of an archive, the most used first; what a worker brings to the sidebar."""

    library: tuple[Place, ...] = ()
    actors: tuple[Place, ...] = ()
    events: tuple[Place, ...] = ()
    tags: tuple[Place, ...] = ()

    def of(self, kind: Kind) -> tuple[Place, ...]:
        """The places of one kind."""
        return {
            "library": self.library,
            "actor": self.actors,
            "event": self.events,
            "tag": self.tags,
        }[kind]


def survey(archive: Archive, names: tuple[str, str, str, str]) -> Overview:
    """Counts every place; `names` are what the four shelves of the library are called."""
    total, waiting, starred = archive.articles.tallies()
    shelves = zip(
        ("all", "review", "starred", "bundles"),
        names,
        ("library", "inbox", "star", "scales"),
        (total, waiting, starred, len(archive.issues.all())),
        strict=True,
    )
    actors = (
        Place(
            "actor",
            each.id,
            each.name,
            KIND_ICONS.get(each.kind, "person"),
            each.mentions,
            aliases=each.aliases,
            detail=each.kind,
        )
        for each in archive.actors.all()
    )
    events = (
        Place("event", ref.id, ref.name, "", uses, date)
        for ref, date, uses in archive.events.refs()
    )
    tags = (Place("tag", each.id, each.name, "tag", each.uses) for each in archive.tags.all())
    return Overview(
        tuple(Place("library", *shelf) for shelf in shelves),
        _most_used(actors),
        _most_used(events),
        _most_used(tags),
    )


def kind_words(kind: str) -> str:
    """What a kind of actor is called; nothing for one that is not known."""
    return {
        "person": translate("Kinds", "Person"),
        "organisation": translate("Kinds", "Organisation"),
        "state body": translate("Kinds", "State body"),
        "group": translate("Kinds", "Group"),
    }.get(kind, "")


def fitting(places: Iterable[Place], typed: str) -> tuple[Place, ...]:
    """The places with a name or an alias whose words begin with each word typed."""
    wanted = typed_words(typed)
    if not wanted:
        return tuple(places)
    return tuple(
        place
        for place in places
        if any(begins(wanted, name) for name in (place.name, *place.aliases))
    )


def _most_used(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (-place.count, place.name.casefold())))
