"""Filtering: which passages have what is asked for, in the window as on the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.passages import Annotation

Trait = tuple[str, str]
"""A kind (colour, actor, event, tag, agent, note) and which one; a note is there or is not."""

KINDS = ("colour", "actor", "event", "tag", "agent", "note")
"""The kinds of traits, in the order they are offered."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Traits that are asked for: one of each kind that is asked for at all."""

    wanted: frozenset[Trait] = frozenset()

    def passes(self, annotation: Annotation) -> bool:
        """Whether a passage has what is asked for."""
        if not self.wanted:
            return True
        found = self.wanted.intersection(trait for trait, _ in traits(annotation))
        return {kind for kind, _ in found} == {kind for kind, _ in self.wanted}

    def turned(self, kind: str, key: str) -> "Filter":
        """The filter with one trait more, or without one that was in it."""
        return Filter(self.wanted ^ {(kind, key)})


def traits(annotation: Annotation) -> Iterator[tuple[Trait, str]]:
    """Everything a passage can be found by, with the name it goes by, if it has one."""
    yield ("colour", annotation.colour), ""
    for actor in annotation.actors:
        yield ("actor", actor.id), actor.name
    for event in annotation.events:
        yield ("event", event.id), event.name
    for tag in annotation.tags:
        yield ("tag", tag.id), tag.name
    yield ("agent", annotation.created_by), annotation.created_by
    if annotation.note:
        yield ("note", ""), ""
