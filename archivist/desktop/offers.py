"""What the type-ahead offers: the actors, events and tags that fit, and the making of a new one."""

from collections.abc import Iterator

from PySide6 import QtCore

from archivist.actors import Actor
from archivist.archive import Archive
from archivist.desktop.picker import Choice
from archivist.desktop.places import KIND_ICONS

translate = QtCore.QCoreApplication.translate
_LIMIT = 8


def offers(archive: Archive, kind: str, words: str, typed: str) -> tuple[Choice, ...]:
    """Rows for what is typed; with nothing typed, for the `words` that are selected."""
    wanted = " ".join((typed or words).split())
    known = {"actor": _actors, "event": _events, "tag": _tags}[kind]
    rows = tuple(known(archive, wanted))
    exact = any(row.words.casefold() == wanted.casefold() for row in rows)
    fresh = () if exact or not wanted else tuple(_fresh(archive, kind, wanted))
    if typed or not words:
        return (*rows, *fresh)
    others = () if rows else tuple(known(archive, ""))
    return (*rows, *fresh, *others)


def _actors(archive: Archive, wanted: str) -> Iterator[Choice]:
    named = archive.actors.named(wanted) if wanted else None
    if named is not None:
        yield _actor(named, wanted)
    for actor in archive.actors.suggest(wanted, limit=_LIMIT):
        if named is None or actor.id != named.id:
            yield _actor(actor, wanted)


def _actor(actor: Actor, wanted: str) -> Choice:
    alias = next((each for each in actor.aliases if each.casefold() == wanted.casefold()), "")
    aside = translate("Offers", "also {alias}").format(alias=alias) if alias else actor.kind
    return Choice("actor", actor.id, actor.name, KIND_ICONS.get(actor.kind, "person"), aside)


def _events(archive: Archive, wanted: str) -> Iterator[Choice]:
    for event in archive.events.suggest(wanted, limit=_LIMIT):
        yield Choice("event", event.id, event.title, "calendar", event.written_date)


def _tags(archive: Archive, wanted: str) -> Iterator[Choice]:
    for tag in archive.tags.suggest(wanted, limit=_LIMIT):
        aside = str(tag.uses) if tag.uses else ""
        yield Choice("tag", tag.id, tag.name, "tag", aside)


def _fresh(archive: Archive, kind: str, wanted: str) -> Iterator[Choice]:
    if kind == "event":
        words = translate("Offers", "New event “{name}”").format(name=wanted)
        yield Choice("event", wanted, words, "plus", fresh=True)
    elif kind == "tag":
        words = translate("Offers", "New tag “{name}”").format(name=wanted)
        yield Choice("tag", wanted, words, "plus", fresh=True)
    else:
        yield from _fresh_actors(archive, wanted)


def _fresh_actors(archive: Archive, wanted: str) -> Iterator[Choice]:
    alike = archive.actors.lookalike(wanted)
    warning = (
        translate("Offers", "looks like {name}, but differs").format(name=alike.name)
        if alike
        else ""
    )
    titles = (
        ("person", translate("Offers", "New person “{name}”")),
        ("organisation", translate("Offers", "New organisation “{name}”")),
        ("state body", translate("Offers", "New state body “{name}”")),
        ("group", translate("Offers", "New group “{name}”")),
    )
    for kind, title in titles:
        words = title.format(name=wanted)
        yield Choice(f"actor:{kind}", wanted, words, "plus", warning, fresh=True)
