"""Tags: the themes passages and events are gathered under, in a hierarchy with definitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from archivist.errors import Conflict, NotFound, Refused
from archivist.folding import skeleton
from archivist.naming import begins, plain_name, typed_words
from archivist.store.reading import Row, as_dict
from archivist.store.store import Change, Store


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `parent` is the tag above it, or empty; `uses` counts passages and events."""

    n: int
    id: str
    name: str
    parent: str
    colour: str
    definition: str
    uses: int


_SELECT = """
SELECT tag.*,
  (SELECT count(*) FROM annotation_tag WHERE tag = tag.id)
  + (SELECT count(*) FROM event_tag WHERE tag = tag.id) AS uses
FROM tag
"""


class Tags:
    """The room of tags."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, name: str, *, parent: str = "", colour: str = "", definition: str = "") -> Tag:
        """A new tag. Raises `Conflict` when the name is taken, `Refused` when it is no name."""
        name = plain_name(name, of="a tag")
        tag = self._store.circumstances.new_id()
        with self._store.change("add tag") as change:
            if self.named(name):
                raise Conflict(f"There is already a tag named {name}.")
            above = self.get(parent).id if parent else None
            row = {"id": tag, "name": name, "parent": above, "colour": colour}
            self._store.add(change, "tag", row | {"definition": definition})
        return self.get(tag)

    def enter(self, name: str) -> str:
        """The id of the tag of that plain name, which is made when there is none."""
        found = self._store.one("SELECT id FROM tag WHERE name = ?", (name,))
        if found:
            return str(found[0])
        tag = self._store.circumstances.new_id()
        with self._store.change("add tag") as change:
            row = {"id": tag, "name": name, "parent": None, "colour": "", "definition": ""}
            self._store.add(change, "tag", row)
        return tag

    def edit(
        self,
        tag: str,
        *,
        name: str | None = None,
        parent: str | None = None,
        colour: str | None = None,
        definition: str | None = None,
    ) -> Tag:
        """Change what is given. Raises `Refused` when a tag would stand above itself."""
        with self._store.change("edit tag") as change:
            old = self.get(tag)
            new_name = old.name if name is None else plain_name(name, of="a tag")
            taken = self.named(new_name)
            if taken and taken.id != old.id:
                raise Conflict(f"There is already a tag named {new_name}; merge the two instead.")
            above = old.parent if parent is None else (self.get(parent).id if parent else "")
            if old.id in self._line(above):
                raise Refused(f"The tag {old.name} cannot stand below itself.")
            row = {
                "id": old.id,
                "name": new_name,
                "parent": above or None,
                "colour": old.colour if colour is None else colour,
                "definition": old.definition if definition is None else definition,
            }
            self._store.put(change, "tag", row)
        return self.get(old.id)

    def rename(self, tag: str, name: str) -> Tag:
        """Give the tag another name."""
        return self.edit(tag, name=name)

    def merge(self, into: str, *others: str) -> Tag:
        """Make one tag of several; what the others held is held by the one."""
        with self._store.change("merge tags") as change:
            absorbed = {tag.id: tag for tag in map(self.get, others)}
            target = self._lifted(change, self.get(into), absorbed)
            for other in absorbed:
                self._relink(change, "annotation_tag", other, target.id)
                self._relink(change, "event_tag", other, target.id)
                self._adopt_children(change, other, target.id)
                self._store.drop(change, "tag", other)
        return self.get(target.id)

    def _lifted(self, change: Change, target: Tag, absorbed: Mapping[str, Tag]) -> Tag:
        """The target, moved above the highest of the absorbed tags it stands below."""
        if target.id in absorbed:
            raise Refused(f"The tag {target.name} cannot be merged with itself.")
        above = [tag for tag in self._line(target.parent) if tag in absorbed]
        if not above:
            return target
        row = self._store.row("tag", target.id) or {}
        self._store.put(change, "tag", row | {"parent": absorbed[above[-1]].parent or None})
        return self.get(target.id)

    def remove(self, tag: str) -> None:
        """Take a tag away, off every passage and event; tags below it move up to its parent."""
        with self._store.change("remove tag") as change:
            old = self.get(tag)
            for table in ("annotation_tag", "event_tag"):
                other = table.removesuffix("_tag")
                for row in self._store.read(
                    f"SELECT {other} FROM {table} WHERE tag = ?", (old.id,)
                ):
                    self._store.drop(change, table, row[0], old.id)
            self._adopt_children(change, old.id, old.parent or None)
            self._store.drop(change, "tag", old.id)

    def get(self, tag: str) -> Tag:
        """The tag with that id or a unique beginning of it, or of that name.

        A name in other letters, case or marks is taken when one tag alone answers to it.
        Raises `NotFound`.
        """
        row = self._store.one(f"{_SELECT} WHERE tag.id = ?", (tag,))
        if row is None:
            named = self.named(tag) or self._spelled(tag)
            if named:
                return named
            found = self._store.identify("tag", tag)
            row = self._store.one(f"{_SELECT} WHERE tag.id = ?", (found,))
        if row is None:
            raise NotFound(f"There is no tag {tag}.")
        return _tag(row)

    def named(self, name: str) -> Tag | None:
        """The tag of that very name."""
        row = self._store.one(f"{_SELECT} WHERE tag.name = ?", (name,))
        return None if row is None else _tag(row)

    def all(self) -> tuple[Tag, ...]:
        """All tags, most used first."""
        rows = self._store.read(f"{_SELECT} ORDER BY uses DESC, name, n")
        return tuple(_tag(row) for row in rows)

    def suggest(self, typed: str, *, limit: int = 8) -> tuple[Tag, ...]:
        """Tags with a word that begins with what was typed."""
        wanted = typed_words(typed)
        return tuple(islice((tag for tag in self.all() if begins(wanted, tag.name)), limit))

    def lookalike(self, name: str) -> Tag | None:
        """A tag whose name looks the same but is written with other characters."""
        if self.named(name):
            return None
        shape = skeleton(name)
        rows = self._store.read("SELECT id, name FROM tag ORDER BY n")
        found = next((row["id"] for row in rows if skeleton(row["name"]) == shape), None)
        return None if found is None else self.get(found)

    def _spelled(self, name: str) -> Tag | None:
        wanted = typed_words(name)
        rows = self._store.read("SELECT id, name FROM tag")
        found = [row["id"] for row in rows if typed_words(row["name"]) == wanted]
        return self.get(found[0]) if wanted and len(found) == 1 else None

    def _line(self, tag: str) -> tuple[str, ...]:
        above: list[str] = []
        while tag and tag not in above:
            above.append(tag)
            tag = self.get(tag).parent
        return tuple(above)

    def _relink(self, change: Change, table: str, old: str, new: str) -> None:
        other = table.removesuffix("_tag")
        for found in self._store.read(f"SELECT * FROM {table} WHERE tag = ?", (old,)):
            row = as_dict(found)
            self._store.drop(change, table, row[other], old)
            known = f"SELECT 1 FROM {table} WHERE {other} = ? AND tag = ?"
            if not self._store.one(known, (row[other], new)):
                self._store.put(change, table, {**row, "tag": new})

    def _adopt_children(self, change: Change, old: str, new: str | None) -> None:
        for found in self._store.read("SELECT * FROM tag WHERE parent = ?", (old,)):
            row = as_dict(found)
            parent = None if row["id"] == new else new
            self._store.put(change, "tag", {**row, "parent": parent})


def _tag(row: Row) -> Tag:
    return Tag(
        n=row["n"],
        id=row["id"],
        name=row["name"],
        parent=row["parent"] or "",
        colour=row["colour"],
        definition=row["definition"],
        uses=row["uses"],
    )
