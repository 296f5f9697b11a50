"""How a search is answered: one FTS5 match that ranks, and conditions that only let through.

The match covers titles and texts. A word without a field may also stand in a note or quote, so
the articles whose highlights hold such a word are judged leaf by leaf: the few that this adds
or takes away stand beside the match, which stays one walk of the index.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from archivist.search.fields import articles_of, noted
from archivist.search.sql import (
    Sql,
    article_match,
    joined,
    match_of,
    one_of,
    within,
)
from archivist.search.tree import TEXT_FIELDS, All, Leaf, Node, Some, Without, Words, both, leaves
from archivist.store.store import Store

WEIGHTS = "bm25(article_fts, 5.0, 1.0)"
"""A word in the title counts as five in the text. Smaller is better."""

_SCAN = "SELECT rowid AS n FROM article_fts WHERE article_fts MATCH ?"


@dataclass(frozen=True, slots=True)
class Plan:
    """A search made ready for one store.

    `match` is the FTS5 expression that ranks, empty when nothing can be ranked. `added` are
    articles found by their notes alone, `removed` those that a note takes out. `conditions`
    give, for a column of article numbers, what else must hold. `notes` is the expression that
    ranks the added ones.
    """

    match: str
    conditions: tuple[Callable[[str], Sql], ...] = ()
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    notes: str = ""

    def matched(self, columns: str = "rowid AS n", more: str = "") -> Sql:
        """The hits that the match itself finds; `more` narrows them further."""
        # The + keeps the planner from walking the condition and matching again for each row.
        parts = [Sql("article_fts MATCH ?", (self.match,)), *self._narrowed("+rowid")]
        if self.removed:
            removed = one_of("+rowid", self.removed)
            parts.append(Sql(f"NOT {removed.text}", removed.values))
        where = joined(" AND ", parts)
        return Sql(f"SELECT {columns} FROM article_fts WHERE {where.text}{more}", where.values)

    def beside(self) -> Sql:
        """The hits that notes alone find."""
        found = _where("SELECT value AS n FROM json_each(?)", self._narrowed("value"))
        return Sql(found.text, (json.dumps(self.added), *found.values))

    def hits(self) -> Sql:
        """Every hit once, as one column `n`, in no order."""
        if not self.match:
            return _where("SELECT n FROM article", self._narrowed("article.n"))
        if not self.added:
            return self.matched()
        return joined(" UNION ALL ", [self.matched(), self.beside()])

    def _narrowed(self, column: str) -> list[Sql]:
        return [condition(column) for condition in self.conditions]


def _where(rows: str, narrowed: list[Sql]) -> Sql:
    where = joined(" AND ", narrowed)
    return Sql(f"{rows} WHERE {where.text}" if narrowed else rows, where.values)


def planned(store: Store, root: Node | None, scope: Iterable[Callable[[str], Sql]] = ()) -> Plan:
    """The plan of a search within a scope. A `root` of `None` lets everything through."""
    core, rest = _divided(root)
    conditions = (*(_condition(store, part) for part in rest), *scope)
    if core is None:
        return Plan("", conditions)
    added, removed = _by_notes(store, core)
    unfielded = [leaf for leaf in leaves(core) if isinstance(leaf, Words) and not leaf.field]
    notes = " OR ".join(dict.fromkeys(map(match_of, unfielded)))
    return Plan(article_match(core) or "", conditions, added, removed, notes)


def _divided(root: Node | None) -> tuple[Node | None, list[Node]]:
    """What one match can say, and what must be asked beside it."""
    parts: tuple[Node, ...] = root.parts if isinstance(root, All) else (root,) if root else ()
    if all(article_match(part) is None for part in parts):
        return None, list(parts)
    core = [part for part in parts if _can_match(part)]
    return both(core), [part for part in parts if not _can_match(part)]


def _can_match(part: Node) -> bool:
    return article_match(part.part if isinstance(part, Without) else part) is not None


# Conditions


def _condition(store: Store, node: Node) -> Callable[[str], Sql]:
    """The node as a condition on a column of article numbers; names are looked up once."""
    if isinstance(node, All | Some):
        parts = [_condition(store, part) for part in node.parts]
        operator = " AND " if isinstance(node, All) else " OR "
        return lambda column: _grouped(joined(operator, [part(column) for part in parts]))
    if isinstance(node, Without):
        inner = _condition(store, node.part)
        return lambda column: _denied(inner(column))
    rows = _rows(store, node)
    return lambda column: within(column, rows)


def _rows(store: Store, leaf: Leaf) -> Sql:
    if not isinstance(leaf, Words) or leaf.field not in TEXT_FIELDS:
        return articles_of(store, leaf)
    own = Sql(_SCAN, (match_of(leaf, leaf.field),))
    return own if leaf.field else joined(" UNION ALL ", [own, noted(leaf)])


def _grouped(inner: Sql) -> Sql:
    return Sql(f"({inner.text})", inner.values)


def _denied(inner: Sql) -> Sql:
    return Sql(f"NOT ({inner.text})", inner.values)


# Notes


def _by_notes(store: Store, core: Node) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Articles that the words of their highlights add to the match, or take from it."""
    words = {leaf for leaf in leaves(core) if isinstance(leaf, Words)}
    in_notes = {leaf: _numbers(store, noted(leaf)) for leaf in words if not leaf.field}
    candidates = sorted(frozenset().union(*in_notes.values()))
    if not candidates:
        return (), ()
    in_text = {leaf: _numbers(store, _among(leaf, candidates)) for leaf in words}
    in_any = {leaf: found | in_notes.get(leaf, frozenset()) for leaf, found in in_text.items()}
    by_text = {n for n in candidates if _holds(core, n, in_text)}
    by_any = {n for n in candidates if _holds(core, n, in_any)}
    return tuple(sorted(by_any - by_text)), tuple(sorted(by_text - by_any))


def _among(leaf: Words, candidates: list[int]) -> Sql:
    chosen = one_of("+rowid", candidates)
    return Sql(f"{_SCAN} AND {chosen.text}", (match_of(leaf, leaf.field), *chosen.values))


def _numbers(store: Store, rows: Sql) -> frozenset[int]:
    return frozenset(row[0] for row in store.read(rows.text, rows.values))


def _holds(node: Node, n: int, found: Mapping[Words, frozenset[int]]) -> bool:
    if isinstance(node, All):
        return all(_holds(part, n, found) for part in node.parts)
    if isinstance(node, Some):
        return any(_holds(part, n, found) for part in node.parts)
    if isinstance(node, Without):
        return not _holds(node.part, n, found)
    return isinstance(node, Words) and n in found[node]
