"""What each field asks of an article: the SQL that gives the numbers of the articles it finds."""

import re
from collections.abc import Callable, Iterable, Iterator

from archivist.folding import fold
from archivist.search.passages import Seeker
from archivist.search.sql import Sql, joined, match_of, one_of, within
from archivist.search.tree import Leaf, Period, Words
from archivist.store.reading import Row
from archivist.store.store import Store

_HOST = re.compile(r"(?:[A-Za-z][\w+.-]*:)?(?://)?(?:[^/?#@]*@)?([^/?#:]+)")
_NAMES = {
    "actor": "SELECT id, name FROM actor UNION ALL SELECT actor, name FROM alias",
    "event": "SELECT id, title AS name FROM event",
    "tag": "SELECT id, name FROM tag",
}


def articles_of(store: Store, leaf: Leaf) -> Sql:
    """Numbers of the articles that a leaf finds by anything but title and text."""
    if isinstance(leaf, Period):
        return _dated(leaf)
    if leaf.field == "source":
        return _from_source(store, leaf)
    if leaf.field in _NAMES:
        return linked(leaf.field, _named(store, leaf))
    return noted(leaf, "note" if leaf.field == "note" else "")


def noted(leaf: Words, column: str = "") -> Sql:
    """Articles with a highlight whose note, or quote too when no column is given, matches."""
    # Nested, not joined: the planner would run the match again for each row.
    return Sql(
        "SELECT n FROM article WHERE id IN (SELECT article FROM annotation WHERE n IN "
        "(SELECT rowid FROM annotation_fts WHERE annotation_fts MATCH ?))",
        (match_of(leaf, column),),
    )


def linked(kind: str, ids: Iterable[str]) -> Sql:
    """Articles whose passages name one of these actors, events or tags, or whose event does."""
    chosen = one_of(kind, ids)
    marked = (
        f"SELECT article FROM annotation WHERE id IN "
        f"(SELECT annotation FROM annotation_{kind} WHERE {chosen.text})"
    )
    told = f"SELECT event FROM event_{kind} WHERE {chosen.text}"
    if kind == "event":
        chosen_event = one_of("id", ids)
        return Sql(
            f"SELECT n FROM article WHERE id IN ({marked} UNION ALL "
            f"SELECT article FROM event WHERE {chosen_event.text})",
            chosen.values + chosen_event.values,
        )
    return Sql(
        f"SELECT n FROM article WHERE id IN ({marked} UNION ALL "
        f"SELECT article FROM event WHERE id IN ({told}))",
        chosen.values * 2,
    )


def names_of(store: Store, field: str) -> list[str]:
    """Every name that `actor:`, `event:` or `tag:` can find; none for other fields."""
    return [row["name"] for row in store.read(_NAMES[field])] if field in _NAMES else []


def _named(store: Store, leaf: Words) -> list[str]:
    is_meant = _matcher(leaf)
    return sorted({row["id"] for row in store.read(_NAMES[leaf.field]) if is_meant(row["name"])})


def _matcher(leaf: Words) -> Callable[[str], bool]:
    parts = (leaf,) if leaf.near is None else tuple(_apart(leaf))
    seekers = [Seeker((part,)) for part in parts]
    # Most names fail the plain test, which costs a tenth of the pattern.
    first = leaf.words[0]

    def is_meant(name: str) -> bool:
        return first in fold(name) and all(seeker.is_in(name) for seeker in seekers)

    return is_meant


def _apart(leaf: Words) -> Iterator[Words]:
    last = len(leaf.words) - 1
    for number, word in enumerate(leaf.words):
        yield Words(leaf.field, (word,), prefix=leaf.prefix and number == last)


def _dated(period: Period) -> Sql:
    """Articles, or the articles of events, whose earliest to latest day touches the period."""
    days = "earliest BETWEEN '0' AND ? AND latest >= ?"
    return Sql(
        f"SELECT n FROM article WHERE {days} UNION ALL "
        f"SELECT n FROM article WHERE id IN (SELECT article FROM event WHERE {days})",
        (period.latest, period.earliest) * 2,
    )


def _from_source(store: Store, leaf: Words) -> Sql:
    published = _sources(store, leaf, "article", "n")
    cited = _sources(store, leaf, "source", "event")
    return joined(
        " UNION ALL ",
        [
            Sql(f"SELECT n FROM article WHERE {published.text}", published.values),
            within(
                "SELECT n FROM article WHERE id",
                Sql(
                    "SELECT article FROM event WHERE id IN "
                    f"(SELECT event FROM source WHERE {cited.text})",
                    cited.values,
                ),
            ),
        ],
    )


def _sources(store: Store, leaf: Words, table: str, key: str) -> Sql:
    """The condition on `table` that its publisher, or its address's host, answers to the leaf."""
    is_meant = _matcher(leaf)
    publishers = store.read(f"SELECT DISTINCT publisher FROM {table}")
    # LIKE narrows millions of addresses down before any is taken apart.
    likely = max(leaf.words, key=len)
    sql = f"SELECT DISTINCT {key} AS key, url FROM {table} WHERE url LIKE ?"
    addresses = store.read(sql, (f"%{likely}%",)) if likely.isascii() else []
    return joined(
        " OR ",
        [
            one_of("publisher", (row["publisher"] for row in publishers if is_meant(row[0]))),
            one_of(key, sorted({row["key"] for row in addresses if _is_host(is_meant, row)})),
        ],
    )


def _is_host(is_meant: Callable[[str], bool], row: Row) -> bool:
    found = _HOST.match(row["url"])
    return found is not None and is_meant(found[1])
