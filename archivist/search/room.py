"""Search: the room that answers questions about what the archive holds."""

from dataclasses import dataclass

from archivist.dates import spanning
from archivist.errors import NotFound
from archivist.search.facets import Facets, facets
from archivist.search.listing import Card, Listing, Scope
from archivist.search.plan import Plan, planned
from archivist.search.query import parse
from archivist.search.ranking import SORTS, Sort, count, is_walk_shorter, ordered
from archivist.search.snippets import (
    Seekers,
    Snippet,
    excerpt,
    from_notes,
    seekers,
    snippets,
    whole,
)
from archivist.search.sql import one_of
from archivist.search.suggestions import Correction, corrections
from archivist.search.tree import wanted
from archivist.store.reading import Row
from archivist.store.store import Store

_TEXT_SNIPPETS = 2
_NOTE_SNIPPETS = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `score` grows with its worth; 0 when nothing was weighed."""

    article_n: int
    id: str
    title: str
    published: str
    date: str
    publisher: str
    score: float
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found: `total` articles, of which `hits` are those asked for.

    The first `ranked` articles of the order are weighed; past 50,000 hits, the newest 20,000
    are, and the others follow, newest first.
    """

    total: int
    hits: tuple[Hit, ...]
    corrections: tuple[Correction, ...] = ()
    facets: Facets | None = None
    ranked: int = 0


class Search:
    """The room of questions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listing = Listing(store)

    def find(
        self,
        text: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: str = "relevance",
        facets: bool = False,
    ) -> Results:
        """The articles that answer, with the words found; nothing typed finds all of them.

        `sort` is relevance, newest or oldest; undated articles come last. Raises `BadQuery`.
        """
        query = parse(text)
        if query.is_vain:
            return Results(0, (), facets=Facets() if facets else None)
        plan = planned(self._store, query.root)
        total = count(self._store, plan)
        order = ordered(self._store, plan, sort, total=total, reach=offset + limit)
        sql = f"{order.rows.text} LIMIT ? OFFSET ?"
        rows = self._store.read(sql, (*order.rows.values, limit, offset)) if total else []
        return Results(
            total,
            self._hits({row["n"]: -row["score"] for row in rows}, seekers(query)),
            corrections(self._store, wanted(query.root)),
            self._facets(plan, total) if facets else None,
            order.ranked,
        )

    def places(self, article: str, text: str) -> tuple[tuple[int, int], ...]:
        """Where the words and phrases of a search stand in the text of the article with that id.

        Ranges of code points, in order. Raises `BadQuery`, or `NotFound` without such an article.
        """
        row = self._store.one(
            "SELECT body FROM article JOIN text ON text.id = article.text WHERE article.id = ?",
            (article,),
        )
        if row is None:
            raise NotFound(f"There is no article {article}.")
        found = seekers(parse(text)).text.places(row["body"])
        return tuple((place.start, place.end) for place in found)

    # A list for a window

    def materialise(self, text: str, *, sort: str = "relevance", scope: Scope | None = None) -> int:
        """Make the list of all that answer, for `page`; returns how many there are.

        One list lives on each connection: a window makes it on its worker's. Nothing typed lists
        everything in the scope. Raises `BadQuery`, and the old list stays.
        """
        return self._listing.materialise(text, sort=sort, scope=scope or Scope())

    def page(self, first: int, count: int) -> tuple[Card, ...]:
        """The cards of rows `first` to `first + count` of the list, counted from 0."""
        return self._listing.page(first, count)

    def next_with(self, status: str, after: int) -> int | None:
        """The row of the next article of the list with that status, behind the row `after`.

        Past the end it looks from the top again; None when the list has no such article.
        """
        return self._listing.next_with(status, after)

    def interrupt(self) -> None:
        """Stop what this connection is reading; callable from any thread."""
        self._store.interrupt()

    def _hits(self, scores: dict[int, float], found: Seekers) -> tuple[Hit, ...]:
        chosen = one_of("article.n", scores)
        rows = self._store.read(
            "SELECT article.n, article.id, title, published, earliest, latest, publisher, body "
            f"FROM article JOIN text ON text.id = article.text WHERE {chosen.text}",
            chosen.values,
        )
        notes = from_notes(self._store, found, [row["id"] for row in rows])
        by_number = {row["n"]: row for row in rows}
        return tuple(
            _hit(by_number[n], score, found, notes.get(by_number[n]["id"], []))
            for n, score in scores.items()
        )

    def _facets(self, plan: Plan, total: int) -> Facets:
        return facets(self._store, plan.hits(), walk=is_walk_shorter(self._store, total))


def _hit(row: Row, score: float, found: Seekers, notes: list[Snippet]) -> Hit:
    in_title = whole(found.title, row["title"], "title")
    in_text = snippets(found.text, row["body"], most=_TEXT_SNIPPETS)
    in_notes = [shown for shown in notes if shown.where == "note" or not in_text]
    shown = (*([in_title] if in_title else []), *in_text, *in_notes[:_NOTE_SNIPPETS])
    return Hit(
        article_n=row["n"],
        id=row["id"],
        title=row["title"],
        published=row["published"],
        date=row["published"] or spanning(row["earliest"], row["latest"]),
        publisher=row["publisher"],
        score=score,
        snippets=shown or (excerpt(row["body"], title=row["title"]),),
    )


__all__ = ["SORTS", "Card", "Facets", "Hit", "Results", "Scope", "Search", "Snippet", "Sort"]
