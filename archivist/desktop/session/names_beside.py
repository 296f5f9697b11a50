"""Who and what the open article speaks of: the rows of the inspector's tabs of names."""

from collections import Counter
from collections.abc import Iterable

from PySide6 import QtCore

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.desktop.inspector.names import Named
from archivist.desktop.shelves.places import KIND_ICONS, kind_words

translate = QtCore.QCoreApplication.translate


def people(marks: Iterable[Annotation]) -> tuple[Named, ...]:
    """The actors of the passages in the order of the text, with the roles they have in them."""
    mentions = [actor for mark in marks for actor in mark.actors]
    named = {actor.id: actor for actor in mentions}
    counts = Counter(actor.id for actor in mentions)
    roles: dict[str, dict[str, None]] = {}
    for actor in mentions:
        roles.setdefault(actor.id, {})[actor.role] = None
    return tuple(
        Named(
            key,
            actor.name,
            " · ".join((kind_words(actor.kind), *filter(None, roles[key]))),
            KIND_ICONS.get(actor.kind, "person"),
            _passages(counts[key]),
        )
        for key, actor in named.items()
    )


def events(archive: Archive, article: str, marks: Iterable[Annotation]) -> tuple[Named, ...]:
    """The events of the passages in the order of the text, then those the article declares."""
    counts = Counter(event.id for mark in marks for event in mark.events)
    declared = (event.id for event in archive.events.on(article))
    found = map(archive.events.get, dict.fromkeys((*counts, *declared)))
    return tuple(
        Named(
            event.id,
            event.title,
            event.written_date or translate("Names", "no date"),
            "",
            _passages(counts[event.id]) if counts[event.id] else "",
        )
        for event in found
    )


def _passages(count: int) -> str:
    return translate("Names", "%n passage(s)", "", count)
