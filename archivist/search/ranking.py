"""In which order hits come: by worth or by date, without ever sorting more than it must."""

from dataclasses import dataclass
from typing import Literal

from archivist.errors import BadQuery
from archivist.search.plan import WEIGHTS, Plan
from archivist.search.sql import Sql, joined, within
from archivist.store.store import Store

Sort = Literal["relevance", "newest", "oldest"]

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")

ALL_RANKED = 50_000
"""Up to so many hits are all weighed."""

SOME_RANKED = 20_000
"""Of more hits, the newest so many are weighed; the others follow, newest first."""

WALKED = 50
"""An index is walked when that costs at most so many entries a hit; else each hit is looked up."""

_BY_DATE = "article INDEXED BY idx_article_earliest_n"
_ORDERS = {"newest": "earliest DESC, n DESC", "oldest": "earliest = '', earliest, n"}


@dataclass(frozen=True, slots=True)
class Ordered:
    """Rows `n, score` in order, smaller scores first, of which the first `ranked` are weighed."""

    rows: Sql
    ranked: int


def count(store: Store, plan: Plan) -> int:
    """How many articles the plan finds."""
    hits = plan.hits()
    row = store.one(f"SELECT count(*) FROM ({hits.text})", hits.values)
    return int(row[0]) if row else 0


def is_walk_shorter(store: Store, total: int) -> bool:
    """Whether so many hits are reached sooner along an index of all articles than one by one."""
    row = store.one("SELECT max(n) FROM article")
    return row is not None and total * WALKED > (row[0] or 0)


def ordered(store: Store, plan: Plan, sort: str, *, total: int, reach: int) -> Ordered:
    """The hits in the order asked for, of which the first `reach` will be read.

    Without words to weigh, relevance is the newest first. Raises `BadQuery` for another order.
    """
    if sort not in SORTS:
        raise BadQuery(f"There is no order {sort}; choose one of {', '.join(SORTS)}.")
    if sort != "relevance" or not plan.match:
        walk = is_walk_shorter(store, total)
        return Ordered(_by_date(plan, "oldest" if sort == "oldest" else "newest", walk=walk), total)
    if total <= ALL_RANKED:
        return Ordered(_ranked([_weighed(plan), *_weighed_notes(plan)]), total)
    cutoff = _cutoff(store, plan)
    parts = [_weighed(plan, f" AND rowid >= {cutoff}"), *_weighed_notes(plan)]
    if reach > SOME_RANKED:
        parts.append(plan.matched("rowid AS n, 1.0 AS score", f" AND rowid < {cutoff}"))
    return Ordered(_ranked(parts), min(total, SOME_RANKED + len(plan.added)))


def _by_date(plan: Plan, sort: str, *, walk: bool) -> Sql:
    order = _ORDERS[sort]
    columns = "SELECT n, 0.0 AS score FROM"
    if not plan.match and not plan.conditions:
        return Sql(f"{columns} {_BY_DATE} ORDER BY {order}")
    found = within("n", plan.hits())
    if walk:
        # The index holds all that is asked for, in order; no article is read.
        return Sql(f"{columns} {_BY_DATE} WHERE {found.text} ORDER BY {order}", found.values)
    sorted_by = order.replace("earliest", "+earliest", 1)
    return Sql(f"{columns} article WHERE {found.text} ORDER BY {sorted_by}", found.values)


def _weighed(plan: Plan, more: str = "") -> Sql:
    # ORDER BY bm25() lets SQLite keep the best few; ORDER BY rank makes FTS5 sort them all.
    return plan.matched(f"rowid AS n, {WEIGHTS} AS score", more)


def _weighed_notes(plan: Plan) -> list[Sql]:
    if not plan.added:
        return []
    beside = plan.beside()
    return [
        Sql(
            "SELECT article.n AS n, min(noted.score) AS score FROM ("
            "SELECT rowid AS note, bm25(annotation_fts) AS score FROM annotation_fts "
            "WHERE annotation_fts MATCH ? LIMIT -1"  # LIMIT: weighed where the match is at hand
            ") AS noted JOIN annotation ON annotation.n = noted.note "
            "JOIN article ON article.id = annotation.article "
            f"WHERE article.n IN ({beside.text}) GROUP BY article.n",
            (plan.notes, *beside.values),
        )
    ]


def _ranked(parts: list[Sql]) -> Sql:
    if len(parts) == 1:
        return Sql(f"{parts[0].text} ORDER BY score, n DESC", parts[0].values)
    inner = joined(" UNION ALL ", [Sql(f"SELECT * FROM ({p.text})", p.values) for p in parts])
    return Sql(f"SELECT n, score FROM ({inner.text}) ORDER BY score, n DESC", inner.values)


def _cutoff(store: Store, plan: Plan) -> int:
    newest = plan.matched("rowid AS n", " ORDER BY rowid DESC LIMIT 1 OFFSET ?")
    row = store.one(newest.text, (*newest.values, SOME_RANKED - 1))
    return int(row["n"]) if row else 0
