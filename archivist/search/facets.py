"""How the hits of a search spread over people, events, tags, publishers and years."""

from dataclasses import dataclass

from archivist.search.sql import Sql
from archivist.store.store import Store


@dataclass(frozen=True, slots=True)
class Facet:
    """One value and the number of hits that have it; `id` is empty for publishers and years."""

    name: str
    count: int
    id: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """The most frequent values of each kind, most frequent first; years in order of time."""

    actors: tuple[Facet, ...] = ()
    events: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    publishers: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()


_MOST = 50
_INDEXES = {
    "id": "idx_article_id",
    "publisher": "idx_article_publisher_url",
    "earliest": "idx_article_earliest_n",
}


def facets(store: Store, hits: Sql, *, walk: bool) -> Facets:
    """The facets of the articles whose numbers `hits` gives.

    With `walk`, for many hits, articles are read off an index and not one by one.
    """
    return Facets(
        actors=_linked(store, _articles("id", hits, walk=walk), "actor", "name"),
        events=_linked(store, _articles("id", hits, walk=walk), "event", "title"),
        tags=_linked(store, _articles("id", hits, walk=walk), "tag", "name"),
        publishers=_publishers(store, _articles("publisher", hits, walk=walk)),
        years=_years(store, _articles("earliest", hits, walk=walk)),
    )


def _articles(column: str, hits: Sql, *, walk: bool) -> Sql:
    """That column of the hits."""
    table = f"article INDEXED BY {_INDEXES[column]}" if walk else "article"
    number = "+n" if walk else "n"
    return Sql(f"SELECT {column} FROM {table} WHERE {number} IN ({hits.text})", hits.values)


def _linked(store: Store, found: Sql, kind: str, name: str) -> tuple[Facet, ...]:
    declared = (
        "SELECT id AS linked, article FROM event"
        if kind == "event"
        else f"SELECT {kind} AS linked, article FROM event_{kind} JOIN event ON event.id = event"
    )
    # UNION, not UNION ALL: an article counts once however often it names someone.
    sql = (
        f"WITH found AS MATERIALIZED ({found.text}), "
        f"link AS (SELECT {kind} AS linked, article FROM annotation_{kind} "
        f"JOIN annotation ON annotation.id = annotation UNION {declared}) "
        f"SELECT {kind}.id AS id, {kind}.{name} AS name, count(*) AS hits "
        f"FROM link JOIN {kind} ON {kind}.id = link.linked "
        "WHERE link.article IN (SELECT id FROM found) "
        "GROUP BY link.linked ORDER BY hits DESC, name LIMIT ?"
    )
    rows = store.read(sql, (*found.values, _MOST))
    return tuple(Facet(row["name"], row["hits"], row["id"]) for row in rows)


def _publishers(store: Store, found: Sql) -> tuple[Facet, ...]:
    rows = store.read(
        f"SELECT publisher, count(*) AS hits FROM ({found.text}) WHERE publisher <> '' "
        "GROUP BY publisher ORDER BY hits DESC, publisher LIMIT ?",
        (*found.values, _MOST),
    )
    return tuple(Facet(row["publisher"], row["hits"]) for row in rows)


def _years(store: Store, found: Sql) -> tuple[Facet, ...]:
    rows = store.read(
        f"SELECT substr(earliest, 1, 4) AS year, count(*) AS hits FROM ({found.text}) "
        "WHERE earliest <> '' GROUP BY year ORDER BY year",
        found.values,
    )
    return tuple(Facet(row["year"], row["hits"]) for row in rows)
