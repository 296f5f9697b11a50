"""A YAML header changed in place: what nobody changed keeps its lines, quotes, types and comments.

A key of its own lines is written anew only where its value changed, and a list entry by entry. A
header whose keys share lines is written anew as a block, and its plain scalars stay plain.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from archivist.intake.words import front_matter, yaml_text
from archivist.intake.words.front_matter import Value

_DASH = re.compile(r"( *)-(?:[ \t]|\Z)")
_GONE = ("", None)


def rewritten(source: str, changes: Mapping[str, Any]) -> str:
    """The header `source` with the values of `changes`; an empty text or None takes a key away."""
    if not changes:
        return source
    old = _typed(source)
    new = {key: _carried(old.get(key, ""), value) for key, value in changes.items()}
    in_place = _in_place(source, old, new)
    if in_place is not None and _keeps(in_place, old, changes):
        return in_place
    values = {
        key: value for key, value in (old | new).items() if value not in _GONE or key not in new
    }
    return yaml_text.block(values)


def _in_place(source: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    spans = front_matter.key_spans(source)
    if spans is None:
        return None
    lines = source.split("\n")
    for key in reversed(list(old)):  # as it is written there: a plain key stays plain
        if key in new:
            start, end = spans[key]
            lines[start:end] = _edited(lines[start:end], key, old[key], new[key])
    for key, value in new.items():
        if key not in spans:
            lines += _fresh(key, value)
    return "\n".join(lines)


def _typed(source: str) -> dict[str, Any]:
    """The values of `source`, plain scalars marked as such."""
    header = front_matter.read(source, largest=len(source) * 4)
    values: dict[str, Any] = dict(header.values) if header else {}
    try:
        root = yaml.compose(f"{source}\n", Loader=yaml.CBaseLoader)
    except yaml.YAMLError:  # a header that was read line by line
        return values
    marked = _marked(root) if isinstance(root, yaml.MappingNode) else {}
    return {
        next((known for known in marked if known == key), key): marked[key]
        if marked.get(key) == value
        else value
        for key, value in values.items()
    }


def _marked(node: Any) -> Any:
    # As deep as the reader of front matter, which went before, lets it be.
    if isinstance(node, yaml.MappingNode):
        return {_marked(key): _marked(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_marked(value) for value in node.value]
    plain = not node.style and "\n" not in node.value
    return yaml_text.Plain(node.value) if plain else node.value


def _carried(old: Any, new: Any) -> Any:
    """`new`, its parts that are in `old` taken from there."""
    if new == old:
        return old
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: _carried(old.get(key, ""), value) for key, value in new.items()}
    if isinstance(old, list) and isinstance(new, list):
        entries = dict(enumerate(old))
        near = [_nearest(entries, value) for value in new]
        return [
            value if place is None else _carried(old[place], value)
            for place, value in zip(near, new, strict=True)
        ]
    return new


def _nearest(entries: Mapping[int, Any], wanted: Any) -> int | None:
    """The key of the entry that is `wanted`, else of the map with most in common, if any has."""
    for place, entry in entries.items():
        if entry == wanted:
            return place
    shared = {place: _shared(entry, wanted) for place, entry in entries.items()}
    best = max(shared, key=lambda place: shared[place], default=None)
    return best if best is not None and shared[best] else None


def _shared(entry: Any, wanted: Any) -> int:
    if not isinstance(entry, dict) or not isinstance(wanted, dict):
        return 0
    return sum(entry.get(key) == value for key, value in wanted.items())


def _fresh(key: str, value: Any) -> list[str]:
    return [] if value in _GONE else yaml_text.block({key: value}).split("\n")


def _keeps(found: str, old: Mapping[str, Value], changes: Mapping[str, Any]) -> bool:
    header = front_matter.read(found, largest=len(found) * 4)
    again = header.values if header else {}
    return all(again.get(key) == value for key, value in old.items() if key not in changes)


def _edited(lines: list[str], key: str, old: Any, new: Any) -> list[str]:
    if isinstance(old, list) and isinstance(new, list) and new:
        block = _Block.of(lines)
        if block is not None and len(block.entries) == len(old):
            spliced = block.spliced(old, new)
            if _says(spliced, key, new):
                return spliced
    return _fresh(key, new)


def _says(lines: Sequence[str], key: str, wanted: Any) -> bool:
    try:
        found = yaml.compose("".join(f"{line}\n" for line in lines), Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return False
    return bool(_marked(found) == {key: wanted})


@dataclass(slots=True)
class _Entry:
    """One entry of a list, with the comments that stand above it."""

    above: list[str]
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of a key whose value is a list of an entry a line or more."""

    head: str
    indent: str
    entries: list[_Entry]
    tail: list[str]

    @classmethod
    def of(cls, lines: list[str]) -> "_Block | None":
        """The parts of `lines`, or `None` where they hold no such list."""
        dash = next((found for line in lines[1:] if (found := _DASH.match(line))), None)
        if dash is None:
            return None
        entries: list[_Entry] = []
        waiting: list[str] = []  # comments and blank lines, until it is known whose they are
        for line in lines[1:]:
            found = _DASH.match(line)
            if found is not None and found[1] == dash[1]:
                entries.append(_Entry(waiting, [line]))
                waiting = []
            elif not line.strip() or line.lstrip().startswith("#"):
                waiting.append(line)
            elif entries:
                entries[-1].lines += [*waiting, line]
                waiting = []
            else:
                return None
        return cls(lines[0], dash[1], entries, waiting)

    def spliced(self, old: Sequence[Any], new: Sequence[Any]) -> list[str]:
        """The lines of the list `new`; comments above an entry that is gone stay behind."""
        places = dict(self._places(old, new))
        lost: list[str] = []
        above: dict[int, list[str]] = {}
        for place, entry in enumerate(self.entries):
            lost += entry.above
            if place in places.values():
                above[place] = lost
                lost = []
        lines = [self.head]
        for number, value in enumerate(new):
            place = places.get(number, -1)
            lines += above.get(place, [])
            lines += self._entry(old[place], place, value) if place >= 0 else self._made(value)
        return [*lines, *lost, *self.tail]

    def _places(self, old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int, int]]:
        """For each entry of `new` that comes from one of `old`, both their places."""
        free = dict(enumerate(old))
        changed: list[int] = []
        for number, value in enumerate(new):
            place = _nearest(free, value)
            if place is not None and free[place] == value:
                del free[place]
                yield number, place
            else:
                changed.append(number)
        for number in changed:
            place = _nearest(free, new[number])
            if place is not None:
                del free[place]
                yield number, place

    def _entry(self, old: Any, place: int, value: Any) -> list[str]:
        lines = self.entries[place].lines
        if value == old:
            return lines
        return _entry_changed(lines, old, value) or self._made(value)

    def _made(self, value: Any) -> list[str]:
        made = yaml_text.block({"": [value]}).split("\n")[1:]
        return [f"{self.indent}{line[2:]}" for line in made]


def _entry_changed(lines: list[str], old: Any, new: Any) -> list[str] | None:
    """The lines of an entry that is a mapping, changed as a header is; `None` if they cannot be."""
    first = lines[0]
    width = len(first) - len(first[first.index("-") + 1 :].lstrip(" "))
    inside = [" " * width + first[width:], *lines[1:]]
    if len(first) == width or any(line.strip() and line[:width].strip() for line in inside):
        return None
    changes = {key: new.get(key, "") for key in (*old, *new) if old.get(key) != new.get(key)}
    changed = rewritten("\n".join(line[width:] for line in inside), changes).split("\n")
    start = first[:width]
    return [start + changed[0], *(" " * width + line if line else line for line in changed[1:])]
