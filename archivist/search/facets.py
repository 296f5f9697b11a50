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


def facets(store: Store, hits: Sql) -> Facets:
    """The facets of the articles whose numbers `hits` gives."""
    return Facets(
        actors=_linked(store, hits, "actor", "name"),
        events=_linked(store, hits, "event", "title"),
        tags=_linked(store, hits, "tag", "name"),
        publishers=_publishers(store, hits),
        years=_years(store, hits),
    )


def _linked(store: Store, hits: Sql, kind: str, name: str) -> tuple[Facet, ...]:
    declared = (
        "SELECT id AS linked, article FROM event"
        if kind == "event"
        else f"SELECT {kind} AS linked, article FROM event_{kind} JOIN event ON event.id = event"
    )
    # UNION, not UNION ALL: an article counts once however often it names someone.
    sql = (
        f"WITH found AS MATERIALIZED (SELECT id FROM article WHERE n IN ({hits.text})), "
        f"link AS (SELECT {kind} AS linked, article FROM annotation_{kind} "
        f"JOIN annotation ON annotation.id = annotation UNION {declared}) "
        f"SELECT {kind}.id AS id, {kind}.{name} AS name, count(*) AS hits "
        f"FROM link JOIN {kind} ON {kind}.id = link.linked "
        "WHERE link.article IN (SELECT id FROM found) "
        "GROUP BY link.linked ORDER BY hits DESC, name LIMIT ?"
    )
    rows = store.read(sql, (*hits.values, _MOST))
    return tuple(Facet(row["name"], row["hits"], row["id"]) for row in rows)


def _publishers(store: Store, hits: Sql) -> tuple[Facet, ...]:
    rows = store.read(
        f"SELECT publisher, count(*) AS hits FROM article WHERE n IN ({hits.text}) "
        "AND publisher <> '' GROUP BY publisher ORDER BY hits DESC, publisher LIMIT ?",
        (*hits.values, _MOST),
    )
    return tuple(Facet(row["publisher"], row["hits"]) for row in rows)


def _years(store: Store, hits: Sql) -> tuple[Facet, ...]:
    rows = store.read(
        f"SELECT substr(earliest, 1, 4) AS year, count(*) AS hits FROM article "
        f"WHERE n IN ({hits.text}) AND earliest <> '' GROUP BY year ORDER BY year",
        hits.values,
    )
    return tuple(Facet(row["year"], row["hits"]) for row in rows)
