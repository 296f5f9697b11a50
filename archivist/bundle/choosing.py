"""From what a person chose to the articles and passages of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.bundle.selection import Selection
from archivist.errors import Refused

_HITS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """The articles chosen, earliest published first, each with the highlights chosen of it.

    `undated` is how many more there would be if a span of days could say anything of them.
    `left_out` says, by the article's id, how many of its chosen highlights are left out because
    they are not in its newest text: what they quote stands in a text that is not handed over.
    """

    exhibits: tuple[tuple[Article, tuple[Annotation, ...]], ...]
    undated: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)


def choose(archive: Archive, selection: Selection) -> Choice:
    """What the archive holds, as it stands now, of what was chosen.

    Raises `Refused` when nothing is chosen or found, `NotFound` for an id there is not, and
    `BadQuery`.
    """
    selection.require_something()
    named = {archive.articles.get(article).id for article in selection.articles}
    whole = named | set(_found(archive, selection.query))
    if selection.by_days_alone():
        whole |= {article.id for article in archive.articles.all() if article.earliest}
    by_article: dict[str, dict[str, Annotation]] = {article: {} for article in whole}
    for article in _declaring(archive, selection):
        by_article.setdefault(article, {})
    lost: dict[str, set[str]] = {}
    for each in _referring(archive, selection):
        chosen = by_article.setdefault(each.article, {})
        if each.lost:
            lost.setdefault(each.article, set()).add(each.id)
        else:
            chosen[each.id] = each
    for each in (mark for article in whole for mark in archive.annotations.lost(article)):
        lost.setdefault(each.article, set()).add(each.id)
    articles = [archive.articles.get(article) for article in by_article]
    within = [
        article
        for article in articles
        if article.id in named or selection.covers(article.earliest, article.latest)
    ]
    within.sort(key=lambda article: (not article.earliest, article.earliest, article.n))
    exhibits = tuple(
        (
            article,
            archive.annotations.of(article.id)
            if article.id in whole
            else _in_order(by_article[article.id].values()),
        )
        for article in within
    )
    kept = {article.id for article in within}
    undated = sum(not each.earliest and each.id not in kept for each in articles)
    if not exhibits:
        raise Refused(f"Nothing in the archive answers to what was chosen{_but(undated)}.")
    left_out = {article: len(some) for article, some in lost.items() if article in kept}
    return Choice(exhibits, undated, left_out)


def _but(undated: int) -> str:
    """Undated evidence must not drop out unsaid."""
    if not undated:
        return ": there is no bundle"
    return f", but for articles without a date ({undated}): date them or choose them by name"


def _in_order(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    return tuple(sorted(annotations, key=lambda each: (each.start, each.n)))


def _found(archive: Archive, query: str) -> Iterator[str]:
    """The ids of all articles the query finds."""
    offset, total = 0, 1 if query else 0
    while offset < total:
        results = archive.search.find(query, limit=_HITS_AT_ONCE, offset=offset)
        total = results.total if results.hits else 0
        offset += len(results.hits)
        yield from (hit.id for hit in results.hits)


def _declaring(archive: Archive, selection: Selection) -> Iterator[str]:
    """The ids of the articles that themselves stand for a chosen event, or name whom or what."""
    for actor in selection.actors:
        yield from archive.events.articles_naming(actor=archive.actors.get(actor).id)
    for event in selection.events:
        article = archive.events.get(event).article
        if article:
            yield article
    for tag in selection.tags:
        yield from archive.events.articles_naming(tag=archive.tags.get(tag).id)


def _referring(archive: Archive, selection: Selection) -> Iterator[Annotation]:
    annotations = archive.annotations
    for actor in selection.actors:
        yield from annotations.all(actor=archive.actors.get(actor).id, lost=True)
    for event in selection.events:
        yield from annotations.all(event=archive.events.get(event).id, lost=True)
    for tag in selection.tags:
        yield from annotations.all(tag=archive.tags.get(tag).id, lost=True)
