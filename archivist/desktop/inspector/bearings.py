"""What a passage bears on, as its cards, menus and screen readers name it."""

from collections.abc import Iterator

from archivist.annotations import Annotation
from archivist.desktop.shelves.places import KIND_ICONS, Kind


def bearings(mark: Annotation) -> Iterator[tuple[Kind, str, str, str]]:
    """Kind, id, name and icon of everything a passage bears on; an actor's name with its role."""
    for actor in mark.actors:
        role = f" · {actor.role}" if actor.role else ""
        yield "actor", actor.id, actor.name + role, KIND_ICONS.get(actor.kind, "person")
    for event in mark.events:
        yield "event", event.id, event.name, "calendar"
    for tag in mark.tags:
        yield "tag", tag.id, tag.name, "tag"
