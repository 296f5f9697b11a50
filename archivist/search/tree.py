"""The tree a search is understood as: words and periods, joined by all, some and without."""

from collections.abc import Iterator
from dataclasses import dataclass

FIELDS = ("title", "text", "note", "actor", "event", "tag", "source", "date")
"""The fields a word can be searched in."""

TEXT_FIELDS = frozenset({"", "title", "text"})
"""Fields that the index of articles holds; no field means title, text, notes and quotes."""


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words that stand side by side in `field`; the last one may be a beginning only.

    With `near`, the words stand in any order with at most that many others between them.
    """

    field: str
    words: tuple[str, ...]
    prefix: bool = False
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `earliest` to `latest`, both included, as ISO dates."""

    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not hold."""

    part: "Node"


Leaf = Words | Period
Node = Leaf | All | Some | Without


def leaves(node: Node | None) -> Iterator[Leaf]:
    """Every word and period of the tree."""
    if isinstance(node, All | Some):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Without):
        yield from leaves(node.part)
    elif node is not None:
        yield node


def wanted(node: Node | None) -> Iterator[Leaf]:
    """The leaves that a hit can hold: those not under an odd number of `NOT`."""
    return _signed(node, wanted=True)


def _signed(node: Node | None, *, wanted: bool) -> Iterator[Leaf]:
    if isinstance(node, All | Some):
        for part in node.parts:
            yield from _signed(part, wanted=wanted)
    elif isinstance(node, Without):
        yield from _signed(node.part, wanted=not wanted)
    elif node is not None and wanted:
        yield node


def both(parts: list[Node]) -> Node | None:
    """All of `parts`, flat; `None` when there are none."""
    return _joined(All, parts)


def either(parts: list[Node]) -> Node | None:
    """At least one of `parts`, flat; `None` when there are none."""
    return _joined(Some, parts)


def negated(part: Node) -> Node:
    """Not `part`; a double negation is none."""
    return part.part if isinstance(part, Without) else Without(part)


def _joined(kind: type[All] | type[Some], parts: list[Node]) -> Node | None:
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    if len(flat) < 2:  # noqa: PLR2004 - one part needs no joining
        return flat[0] if flat else None
    return kind(tuple(flat))
