"""What the type-ahead offers: the actors, events and tags that fit, and the making of a new one."""

from collections.abc import Callable, Iterator
from itertools import islice

from PySide6 import QtCore

from archivist.desktop.controls.picker import Choice
from archivist.desktop.shelves.places import Kind, Place, fitting, kind_words

translate = QtCore.QCoreApplication.translate
_LIMIT = 8

Names = Callable[[Kind], tuple[Place, ...]]
"""The names of one kind that there are."""


def offers(kind: Kind, places: tuple[Place, ...], words: str, typed: str) -> tuple[Choice, ...]:
    """Rows for what is typed; with nothing typed, for the `words` that are selected.

    `places` are the names of that kind there are.
    """
    wanted = " ".join((typed or words).split())
    rows = tuple(_known(places, wanted))
    fresh = () if _is_known(places, wanted) or not wanted else tuple(_fresh(kind, wanted))
    if typed or not words:
        return (*rows, *fresh)
    others = () if rows else tuple(_known(places, ""))
    return (*rows, *fresh, *others)


def _known(places: tuple[Place, ...], wanted: str) -> Iterator[Choice]:
    found = islice(fitting(places, wanted), 4 * _LIMIT)
    exact_first = sorted(found, key=lambda place: not _is_known((place,), wanted))
    for place in exact_first[:_LIMIT]:
        yield Choice(
            place.kind, place.key, place.name, place.icon or "calendar", _aside(place, wanted)
        )


def _aside(place: Place, wanted: str) -> str:
    alias = next((each for each in place.aliases if each.casefold() == wanted.casefold()), "")
    if alias:
        return translate("Offers", "also {alias}").format(alias=alias)
    if place.kind == "actor":
        return kind_words(place.detail)
    return place.date if place.kind == "event" else str(place.count or "")


def _is_known(places: tuple[Place, ...], wanted: str) -> bool:
    plain = wanted.casefold()
    return any(
        name.casefold() == plain for place in places for name in (place.name, *place.aliases)
    )


def _fresh(kind: Kind, wanted: str) -> Iterator[Choice]:
    titles: dict[str, tuple[tuple[str, str], ...]] = {
        "event": (("event", translate("Offers", "New event “{name}”")),),
        "tag": (("tag", translate("Offers", "New tag “{name}”")),),
        "actor": (
            ("actor:person", translate("Offers", "New person “{name}”")),
            ("actor:organisation", translate("Offers", "New organisation “{name}”")),
            ("actor:state body", translate("Offers", "New state body “{name}”")),
            ("actor:group", translate("Offers", "New group “{name}”")),
        ),
    }
    for what, title in titles[kind]:
        yield Choice(what, wanted, title.format(name=wanted), "plus", fresh=True)
