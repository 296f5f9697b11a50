"""A list of articles as a window shows it: made once in memory, then read by page.

Only `materialise` looks at every hit, in one statement that leaves Python's lock alone; a page
costs the same wherever it lies and however long the list is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from archivist.dates import spanning
from archivist.search.fields import linked
from archivist.search.plan import planned
from archivist.search.query import parse
from archivist.search.ranking import count, ordered
from archivist.search.snippets import Snippet, excerpt, from_notes, seekers, snippets, whole
from archivist.search.sql import Sql, one_of, within
from archivist.store.reading import Row
from archivist.store.store import Store

_LEAD = 24
_OPENING = 8_000
_NO_ROWS = Sql("SELECT 0 AS n, 0.0 AS score WHERE 0")
_READ = """
SELECT article.n, article.id, article.title, article.publisher, article.url, article.published,
  article.earliest, article.latest, article.status, article.starred, {body} AS body
FROM temp.hit CROSS JOIN article ON article.n = hit.n JOIN text ON text.id = article.text
WHERE hit.rowid BETWEEN ? AND ? ORDER BY hit.rowid
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of an archive a list looks in: ids, a status, or only what is starred."""

    actor: str = ""
    event: str = ""
    tag: str = ""
    status: str = ""
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One row of a list.

    `matches` and `title_matches` are code point ranges in `snippet` and `title`; `colours` are
    those of the article's highlights, most used first, and `highlights` how many there are.
    """

    n: int
    id: str
    title: str
    publisher: str
    url: str
    published: str
    snippet: str
    matches: tuple[tuple[int, int], ...]
    title_matches: tuple[tuple[int, int], ...]
    colours: tuple[str, ...]
    highlights: int
    status: str
    starred: bool


class Listing:
    """One list at a time, in a temporary table of the store's connection, used on its thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seekers = seekers(parse(""))
        self._is_made = False

    def materialise(self, text: str, *, sort: str, scope: Scope) -> int:
        """Make the list anew; returns its length. Raises `BadQuery` and then keeps the old one."""
        query = parse(text)
        plan = planned(self._store, query.root, _conditions(scope))
        total = 0 if query.is_vain else count(self._store, plan)
        rows = ordered(self._store, plan, sort, total=total, reach=total).rows
        if query.is_vain:
            rows = _NO_ROWS
        self._is_made = False
        self._store.scratch("DROP TABLE IF EXISTS temp.hit")
        self._store.scratch(f"CREATE TEMP TABLE hit AS {rows.text}", rows.values)
        self._seekers = seekers(query)
        self._is_made = True
        return total

    def page(self, first: int, count: int) -> tuple[Card, ...]:
        """The cards of rows `first` to `first + count`, counted from 0."""
        if not self._is_made:
            return ()
        opening = f"substr(text.body, 1, {_OPENING})"
        body = "text.body" if self._seekers.text.is_looking else opening
        rows = self._store.read(_READ.format(body=body), (first + 1, first + count))
        ids = [row["id"] for row in rows]
        inks = self._inks(ids)
        notes = from_notes(self._store, self._seekers, ids)
        return tuple(
            self._card(row, inks.get(row["id"], {}), notes.get(row["id"], [])) for row in rows
        )

    def next_with(self, status: str, after: int) -> int | None:
        """The row of the next article with that status, past the end from the top again.

        Rows count from 0; begins behind the row `after`, which may be -1.
        """
        if not self._is_made:
            return None
        sql = (
            "SELECT hit.rowid - 1 AS row FROM temp.hit CROSS JOIN article ON article.n = hit.n "
            "WHERE status = ? ORDER BY hit.rowid <= ?, hit.rowid LIMIT 1"
        )
        found = self._store.one(sql, (status, after + 1))
        return found["row"] if found else None

    def _inks(self, articles: list[str]) -> dict[str, dict[str, int]]:
        """How many highlights each article has in each colour, most first."""
        chosen = one_of("article", articles)
        found: dict[str, dict[str, int]] = {}
        for row in self._store.read(
            f"SELECT article, colour, count(*) AS used FROM annotation WHERE {chosen.text} "
            "GROUP BY article, colour ORDER BY used DESC, min(n)",
            chosen.values,
        ):
            found.setdefault(row["article"], {})[row["colour"]] = row["used"]
        return found

    def _card(self, row: Row, inks: dict[str, int], notes: list[Snippet]) -> Card:
        in_title = whole(self._seekers.title, row["title"], "title")
        found = snippets(self._seekers.text, row["body"], lead=_LEAD) or notes
        shown = found[0] if found else excerpt(row["body"], title=row["title"])
        return Card(
            n=row["n"],
            id=row["id"],
            title=row["title"],
            publisher=row["publisher"],
            url=row["url"],
            published=row["published"] or spanning(row["earliest"], row["latest"]),
            snippet=shown.text,
            matches=shown.matches,
            title_matches=in_title.matches if in_title else (),
            colours=tuple(inks),
            highlights=sum(inks.values()),
            status=row["status"],
            starred=bool(row["starred"]),
        )


def _conditions(scope: Scope) -> Iterator[Callable[[str], Sql]]:
    for kind in ("actor", "event", "tag"):
        chosen = getattr(scope, kind)
        if chosen:
            yield partial(within, rows=linked(kind, (chosen,)))
    if scope.status:
        rows = Sql("SELECT n FROM article WHERE status = ?", (scope.status,))
        yield partial(within, rows=rows)
    if scope.starred:
        yield partial(within, rows=Sql("SELECT n FROM article WHERE starred"))
