"""Actors: the people and organisations that passages and events speak of, with their aliases."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from archivist.errors import Conflict, NotFound, Refused
from archivist.folding import skeleton
from archivist.naming import begins, plain_name, typed_words
from archivist.store.reading import Row, as_dict
from archivist.store.store import Change, Store

KINDS = ("person", "organisation", "state body", "group", "unknown")


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor. `mentions` counts the annotations and events that name it."""

    n: int
    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    description: str
    mentions: int


_SELECT = """
SELECT actor.*,
  (SELECT count(*) FROM annotation_actor WHERE actor = actor.id)
  + (SELECT count(*) FROM event_actor WHERE actor = actor.id) AS mentions,
  (SELECT json_group_array(name) FROM (SELECT name FROM alias WHERE actor = actor.id
    ORDER BY position)) AS aliases
FROM actor
"""


class Actors:
    """The room of actors."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        name: str,
        *,
        kind: str = "unknown",
        aliases: Iterable[str] = (),
        description: str = "",
    ) -> Actor:
        """A new actor. Raises `Conflict` when the name is taken, `Refused` when it is no name."""
        name = plain_name(name, of="an actor")
        actor = self._store.circumstances.new_id()
        row = {"id": actor, "name": name, "kind": _kind(kind), "description": description}
        with self._store.change("add actor") as change:
            if self.named(name):
                raise Conflict(f"There is already an actor named {name}.")
            self._store.add(change, "actor", row)
            self._set_aliases(change, actor, aliases)
        return self.get(actor)

    def enter(self, name: str) -> str:
        """The id of the actor of that plain name or alias, who is made when there is none."""
        sql = (
            "SELECT id FROM actor WHERE name = ? UNION ALL "
            "SELECT actor FROM alias WHERE name = ? LIMIT 1"
        )
        found = self._store.one(sql, (name, name))
        if found:
            return str(found[0])
        actor = self._store.circumstances.new_id()
        with self._store.change("add actor") as change:
            row = {"id": actor, "name": name, "kind": "unknown", "description": ""}
            self._store.add(change, "actor", row)
        return actor

    def edit(
        self,
        actor: str,
        *,
        name: str | None = None,
        kind: str | None = None,
        aliases: Iterable[str] | None = None,
        description: str | None = None,
    ) -> Actor:
        """Change what is given. The old name of a renamed actor stays as an alias."""
        with self._store.change("edit actor") as change:
            old = self.get(actor)
            new_name = old.name if name is None else plain_name(name, of="an actor")
            taken = self.named(new_name)
            if taken and taken.id != old.id:
                raise Conflict(f"There is already an actor named {new_name}; merge the two.")
            names = old.aliases if aliases is None else tuple(aliases)
            if new_name != old.name and aliases is None:
                names = (*names, old.name)
            row = {
                "id": old.id,
                "name": new_name,
                "kind": old.kind if kind is None else _kind(kind),
            }
            row["description"] = old.description if description is None else description
            self._store.put(change, "actor", row)
            self._set_aliases(change, old.id, (alias for alias in names if alias != new_name))
        return self.get(old.id)

    def remove(self, actor: str) -> None:
        """Take an actor away, out of every passage and event that names it."""
        with self._store.change("remove actor") as change:
            old = self.get(actor)
            for table in ("annotation_actor", "event_actor"):
                other = table.removesuffix("_actor")
                for row in self._store.read(
                    f"SELECT {other} FROM {table} WHERE actor = ?", (old.id,)
                ):
                    self._store.drop(change, table, row[0], old.id)
            for alias in old.aliases:
                self._store.drop(change, "alias", old.id, alias)
            self._store.drop(change, "actor", old.id)

    def merge(self, into: str, *others: str) -> Actor:
        """Make one actor of several: the others' names become aliases, their passages its own."""
        with self._store.change("merge actors") as change:
            target = self.get(into)
            absorbed = {actor.id: actor for actor in map(self.get, others)}
            if target.id in absorbed:
                raise Refused(f"{target.name} cannot be merged with itself.")
            names = list(target.aliases)
            for other in absorbed.values():
                self._relink(change, "annotation_actor", other.id, target.id)
                self._relink(change, "event_actor", other.id, target.id)
                names += [other.name, *other.aliases]
                for alias in other.aliases:
                    self._store.drop(change, "alias", other.id, alias)
                self._store.drop(change, "actor", other.id)
            self._set_aliases(change, target.id, (name for name in names if name != target.name))
        return self.get(target.id)

    def split(self, actor: str, alias: str) -> Actor:
        """Make an actor of its own from one alias; passages stay where they are."""
        own = self._store.circumstances.new_id()
        with self._store.change("split actor") as change:
            old = self.get(actor)
            if alias not in old.aliases:
                raise NotFound(f"{old.name} has no alias {alias}.")
            self._store.drop(change, "alias", old.id, alias)
            self._require_free(alias, old.id)
            row = {"id": own, "name": alias, "kind": old.kind, "description": ""}
            self._store.add(change, "actor", row)
        return self.get(own)

    def get(self, actor: str) -> Actor:
        """The actor with that id or a unique beginning of it, or of that name or alias.

        A name in other letters, case or marks is taken when one actor alone answers to it.
        Raises `NotFound`.
        """
        row = self._store.one(f"{_SELECT} WHERE actor.id = ?", (actor,))
        if row is None:
            named = self.named(actor) or self._spelled(actor)
            if named:
                return named
            found = self._store.identify("actor", actor)
            row = self._store.one(f"{_SELECT} WHERE actor.id = ?", (found,))
        return _actor(row)

    def named(self, name: str) -> Actor | None:
        """The actor of that very name, else of that alias."""
        row = self._store.one(f"{_SELECT} WHERE actor.name = ? ORDER BY n", (name,))
        if row is None:
            where = "WHERE actor.id IN (SELECT actor FROM alias WHERE name = ?) ORDER BY n"
            row = self._store.one(f"{_SELECT} {where}", (name,))
        return None if row is None else _actor(row)

    def all(self) -> tuple[Actor, ...]:
        """All actors, most mentioned first."""
        rows = self._store.read(f"{_SELECT} ORDER BY mentions DESC, name, n")
        return tuple(_actor(row) for row in rows)

    def suggest(self, typed: str, *, limit: int = 8) -> tuple[Actor, ...]:
        """Actors with a word that begins with what was typed, in any script or case."""
        wanted = typed_words(typed)
        found = {actor for actor, name in self._names() if begins(wanted, name)}
        return self._some(found)[:limit]

    def lookalike(self, name: str) -> Actor | None:
        """An actor whose name looks the same but is written with other characters."""
        if self.named(name):
            return None
        shape = skeleton(name)
        alike = (actor for actor, other in self._names() if skeleton(other) == shape)
        found = next(alike, None)
        return None if found is None else self.get(found)

    def _spelled(self, name: str) -> Actor | None:
        wanted = typed_words(name)
        found = {actor for actor, other in self._names() if typed_words(other) == wanted}
        return self.get(found.pop()) if wanted and len(found) == 1 else None

    def shapes(self) -> dict[str, str]:
        """Every name and alias by what it looks like (see `folding.skeleton`)."""
        return {skeleton(name): name for _, name in reversed(self._names())}

    def called(self) -> dict[str, tuple[str, ...]]:
        """What each actor is called, name and aliases, by id."""
        found: dict[str, tuple[str, ...]] = {}
        for actor, name in self._names():
            found[actor] = (*found.get(actor, ()), name)
        return found

    def _names(self) -> list[tuple[str, str]]:
        """Every name and alias with its actor, and nothing else of them."""
        sql = "SELECT id, name FROM actor UNION ALL SELECT actor, name FROM alias"
        return [(row[0], row[1]) for row in self._store.read(sql)]

    def _some(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        sql = f"{_SELECT} WHERE actor.id IN (SELECT value FROM json_each(?))"
        rows = self._store.read(f"{sql} ORDER BY mentions DESC, name, n", (json.dumps([*ids]),))
        return tuple(_actor(row) for row in rows)

    def _require_free(self, name: str, actor: str) -> None:
        taken = self.named(name)
        if taken and taken.id != actor:
            raise Conflict(f"{name} is a name of {taken.name}; merge the two actors instead.")

    def _set_aliases(self, change: Change, actor: str, aliases: Iterable[str]) -> None:
        wanted = list(dict.fromkeys(plain_name(alias, of="an alias") for alias in aliases))
        rows = self._store.read("SELECT name FROM alias WHERE actor = ?", (actor,))
        present = [row["name"] for row in rows]
        for alias in wanted:
            self._require_free(alias, actor)
        for alias in present:
            if alias not in wanted:
                self._store.drop(change, "alias", actor, alias)
        for position, alias in enumerate(wanted):
            row = {"actor": actor, "name": alias, "position": position}
            self._store.put(change, "alias", row)

    def _relink(self, change: Change, table: str, old: str, new: str) -> None:
        other = table.removesuffix("_actor")
        for found in self._store.read(f"SELECT * FROM {table} WHERE actor = ?", (old,)):
            row = as_dict(found)
            self._store.drop(change, table, row[other], old)
            if not self._store.one(
                f"SELECT 1 FROM {table} WHERE {other} = ? AND actor = ?", (row[other], new)
            ):
                self._store.put(change, table, {**row, "actor": new})


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise Refused(f"There is no kind of actor “{kind}”; choose one of {', '.join(KINDS)}.")
    return kind


def _actor(row: Row) -> Actor:
    return Actor(
        n=row["n"],
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(json.loads(row["aliases"])),
        description=row["description"],
        mentions=row["mentions"],
    )
