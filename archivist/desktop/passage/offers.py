"""What the type-ahead offers: names that fit, names joined of late, and the making of new ones."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from PySide6 import QtCore

from archivist.annotations import Annotation, Recent
from archivist.desktop.controls.picker import Choice
from archivist.desktop.passage.known import Fit, Fitting, Known
from archivist.desktop.shelves.places import KIND_ICONS, KINDS, Kind, Place, kind_words
from archivist.folding import fold

translate = QtCore.QCoreApplication.translate
_LIMIT = 8
_SHOWN = 90

Names = Callable[[Kind], tuple[Place, ...]]
"""The names of one kind that there are."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a passage says of an event: `title`, and in words `when` and who (`with_whom`)."""

    title: str = ""
    when: str = ""
    with_whom: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the type-ahead is opened for.

    `kind` is the one asked first, `words` are those of the passage, empty where they are no
    name. `joined` are the names the passage has, `recent` those of the number keys.
    """

    kind: Kind
    words: str = ""
    joined: tuple[Choice, ...] = ()
    recent: tuple[Recent, ...] = ()


def offers(asked: Asked, known: Known, proposed: Proposed, typed: str) -> tuple[Choice, ...]:
    """The rows for what is typed; with nothing typed, for the words of the passage.

    Known names come before new ones, and those of the asked kind before the others.
    """
    if typed.strip():
        rows = [_known(each) for each in known.fitting(typed, first=asked.kind, limit=_LIMIT)]
        fresh = _fresh(asked, known, dict.fromkeys(KINDS, _plain(typed)), proposed)
        return _checked((*rows, *fresh), asked.joined)
    return _untyped(asked, known, proposed)


def known_names(known: Known, kind: Kind, typed: str) -> tuple[Choice, ...]:
    """The names there are that fit, of one kind; all of them with nothing typed."""
    if not typed.strip():
        return tuple(_place(place) for place in known.places if place.kind == kind)
    fitting = known.fitting(typed, first=kind, limit=len(known.places))
    return tuple(_known(each) for each in fitting if each.place.kind == kind)


def joined(annotation: Annotation) -> tuple[Choice, ...]:
    """A checked row for each name that a highlight has."""
    actors = (
        Choice("actor", each.id, each.name, _icon(each.kind), kind_words(each.kind), checked=True)
        for each in annotation.actors
    )
    events = (
        Choice("event", each.id, each.name, "calendar", checked=True) for each in annotation.events
    )
    tags = (Choice("tag", each.id, each.name, "tag", checked=True) for each in annotation.tags)
    return (*actors, *events, *tags)


def recent_icon(name: Recent) -> str:
    """The icon of a name that was joined of late."""
    if name.kind == "actor":
        return _icon(name.detail)
    return "calendar" if name.kind == "event" else "tag"


def _untyped(asked: Asked, known: Known, proposed: Proposed) -> tuple[Choice, ...]:
    fitting = known.fitting(asked.words, first=asked.kind, worst=Fit.WORDS, limit=_LIMIT)
    names = {**dict.fromkeys(KINDS, _plain(asked.words)), "event": proposed.title}
    fresh = tuple(_fresh(asked, known, names, proposed))
    asked_first = tuple(row for row in fresh if row.kind.partition(":")[0] == asked.kind)
    recent = tuple(_recent(number, each) for number, each in enumerate(asked.recent, 1))
    others = tuple(row for row in fresh if row not in asked_first)
    used = [_place(place) for place in islice(_of(known, asked.kind), _LIMIT)]
    had = {_identity(row) for row in asked.joined}
    free: dict[tuple[str, str, bool], Choice] = {}
    numbered = {_identity(row): row for row in recent}
    for row in (*map(_known, fitting), *asked_first, *recent, *others, *used):
        if _identity(row) not in had:
            free.setdefault(_identity(row), numbered.get(_identity(row), row))
    return (*asked.joined, *free.values())


def _checked(rows: tuple[Choice, ...], joined: tuple[Choice, ...]) -> tuple[Choice, ...]:
    had = {_identity(row) for row in joined}
    return tuple(replace(row, checked=_identity(row) in had) for row in rows)


def _identity(row: Choice) -> tuple[str, str, bool]:
    return row.kind, row.key, row.fresh


def _of(known: Known, kind: Kind) -> Iterator[Place]:
    return (place for place in known.places if place.kind == kind)


def _known(fitting: Fitting) -> Choice:
    row = _place(fitting.place)
    if fitting.called == fitting.place.name:
        return row
    return replace(row, aside=translate("Offers", "also {alias}").format(alias=fitting.called))


def _place(place: Place) -> Choice:
    if place.kind == "actor":
        aside = kind_words(place.detail)
    else:
        aside = place.date if place.kind == "event" else str(place.count or "")
    return Choice(place.kind, place.key, place.name, place.icon or "calendar", aside)


def _recent(number: int, name: Recent) -> Choice:
    keys = translate("Offers", "Ctrl+{number}").format(number=number)
    return Choice(name.kind, name.id, name.name, recent_icon(name), keys)


def _fresh(
    asked: Asked, known: Known, names: Mapping[Kind, str], proposed: Proposed
) -> Iterator[Choice]:
    """A row for each thing that can be made of the names, the asked kind first."""
    had = {(row.kind, row.words.casefold()) for row in asked.joined}
    for kind in sorted(KINDS, key=lambda each: each != asked.kind):
        name = names[kind]
        if fold(name).strip() and not known.has(kind, name) and (kind, name.casefold()) not in had:
            yield from _new(kind, name, proposed)


def _new(kind: Kind, name: str, proposed: Proposed) -> Iterator[Choice]:
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN].rstrip()}…"
    if kind == "event":
        words = translate("Offers", "New event “{name}”").format(name=shown)
        yield Choice(
            kind, name, words, "calendar", _drafted(proposed), fresh=True, detail=_detail(proposed)
        )
        return
    titles = {
        "tag": (("tag", "tag", translate("Offers", "New tag “{name}”")),),
        "actor": (
            ("actor:person", "person", translate("Offers", "New person “{name}”")),
            ("actor:organisation", "building", translate("Offers", "New organisation “{name}”")),
            ("actor:state body", "bank", translate("Offers", "New state body “{name}”")),
            ("actor:group", "people", translate("Offers", "New group “{name}”")),
        ),
    }
    for what, icon, title in titles[kind]:
        yield Choice(what, name, title.format(name=shown), icon, fresh=True)


def _drafted(proposed: Proposed) -> str:
    """The date and the number of actors that a new event would have, for the end of its row."""
    actors = len(proposed.with_whom)
    count = translate("Offers", "%n actor(s)", "", actors) if actors else ""
    return " · ".join(part for part in (proposed.when, count) if part)


def _detail(proposed: Proposed) -> str:
    """All that a new event would have beside its title."""
    date = proposed.when or translate("Offers", "no date")
    names = ", ".join(proposed.with_whom) or translate("Offers", "nobody named")
    words = translate("Offers", "Date: {date}. With: {names}. Source: {source}. ")
    keys = translate("Offers", "Enter makes it so, Ctrl+Enter lets you change it first.")
    return words.format(date=date, names=names, source=proposed.source) + keys


def _plain(words: str) -> str:
    return " ".join(words.split())


def _icon(kind: str) -> str:
    return KIND_ICONS.get(kind, "person")
