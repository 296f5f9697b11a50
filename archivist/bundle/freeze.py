"""From what was chosen to the frozen model: a bundle says only what was chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from archivist import __version__, events
from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.bundle import citing
from archivist.bundle.disclosure import Chosen, disclose
from archivist.bundle.model import (
    FORMAT,
    Actor,
    Event,
    Exhibit,
    Fact,
    Model,
    Original,
    Passage,
    Role,
    Source,
    Tag,
)
from archivist.bundle.names import original_file, text_file
from archivist.bundle.selection import Selection
from archivist.errors import Damaged, Refused

_HITS_AT_ONCE = 500


def freeze(
    archive: Archive, selection: Selection, *, title: str, reference: str, issued_at: str
) -> Model:
    """The model of what was chosen, as the archive stands now.

    Of actors, events and tags it holds those the chosen passages refer to, and no others; of the
    journal, what `archivist.bundle.disclosure` lets out. Raises `Refused` when nothing is chosen
    or found, `NotFound` for an id there is not, `BadQuery`, and `Damaged` when a quote is no
    longer what stands in its text.
    """
    selection.require_something()
    found = _chosen(archive, selection)
    if not found:
        raise Refused("Nothing in the archive answers to what was chosen: there is no bundle.")
    exhibits = tuple(
        _exhibit(archive, article, annotations, citing.exhibit_number(position))
        for position, (article, annotations) in enumerate(found, 1)
    )
    passages = [passage for exhibit in exhibits for passage in exhibit.passages]
    actors = _actors(archive, {role.actor for passage in passages for role in passage.actors})
    tags = _tags(archive, {tag for passage in passages for tag in passage.tags})
    happened = _events(archive, {event for passage in passages for event in passage.events})
    known = {actor.id for actor in actors} | {tag.id for tag in tags}
    numbers = {exhibit.id: exhibit.number for exhibit in exhibits}
    numbers |= {passage.id: passage.number for passage in passages}
    others = frozenset(known | {event.id for event in happened})
    custody = disclose(
        archive.entries_touching([*numbers, *others]),
        archive.leaves(),
        Chosen(numbers, others),
        archive=archive.identity,
        at=issued_at,
    )
    return Model(
        format=FORMAT,
        archivist=__version__,
        reference=reference,
        title=title,
        issued_at=issued_at,
        exhibits=exhibits,
        custody=custody,
        actors=actors,
        events=tuple(_event(event, known) for event in happened),
        tags=tags,
    )


def _chosen(archive: Archive, selection: Selection) -> list[tuple[Article, tuple[Annotation, ...]]]:
    """Each article chosen, earliest published first, with the highlights chosen of it."""
    named = {archive.articles.get(article).id for article in selection.articles}
    whole = named | set(_found(archive, selection.query))
    if selection.by_days_alone():
        whole |= {each.article for each in archive.annotations.all()}
    by_article: dict[str, dict[str, Annotation]] = {article: {} for article in whole}
    for each in _referring(archive, selection):
        by_article.setdefault(each.article, {})[each.id] = each
    articles = (archive.articles.get(article) for article in by_article)
    within = [
        article
        for article in articles
        if article.id in named or selection.covers(article.earliest, article.latest)
    ]
    within.sort(key=lambda article: (not article.earliest, article.earliest, article.n))
    return [
        (
            article,
            archive.annotations.of(article.id)
            if article.id in whole
            else _in_order(by_article[article.id].values()),
        )
        for article in within
    ]


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


def _referring(archive: Archive, selection: Selection) -> Iterator[Annotation]:
    annotations = archive.annotations
    for actor in selection.actors:
        yield from annotations.all(actor=archive.actors.get(actor).id)
    for event in selection.events:
        yield from annotations.all(event=archive.events.get(event).id)
    for tag in selection.tags:
        yield from annotations.all(tag=archive.tags.get(tag).id)


def _exhibit(
    archive: Archive, article: Article, annotations: tuple[Annotation, ...], number: str
) -> Exhibit:
    structured = archive.articles.text_of(article)
    exhibit = Exhibit(
        number=number,
        id=article.id,
        title=article.title,
        original=Original(
            file=original_file(number, article.media_type),
            name=article.name,
            media_type=article.media_type,
            size=len(archive.articles.original_of(article)),
            sha256=article.original,
        ),
        text_file=text_file(number),
        text_sha256=article.text_sha256,
        text=structured.text,
        leaves=structured.leaves,
        paragraphs=citing.paragraphs(structured.leaves),
        spans=structured.spans,
        author=article.author,
        publisher=article.publisher,
        url=article.url,
        language=article.language,
        direction=citing.direction(structured.text),
        published=article.published,
        earliest=article.earliest,
        latest=article.latest,
        retrieved=article.retrieved,
        reader=article.reader,
        words=article.words,
        warnings=article.warnings,
        facts=tuple(
            Fact(fact.field, fact.raw, fact.value, fact.source, fact.confidence)
            for fact in article.facts
        ),
        imported_at=article.imported_at,
        imported_by=article.imported_by,
    )
    passages = (_passage(exhibit, each, position) for position, each in enumerate(annotations, 1))
    return replace(exhibit, passages=tuple(passages))


def _passage(exhibit: Exhibit, annotation: Annotation, position: int) -> Passage:
    target = annotation.target
    number = f"{exhibit.number}/{position}"
    if exhibit.text[target.start : target.end] != target.exact:
        raise Damaged(
            f"Passage {number} of “{exhibit.title}” is no longer what stands in its text. "
            "Verify the archive; restore a backup."
        )
    first, last = citing.span_of_paragraphs(
        exhibit.leaves, exhibit.paragraphs, target.start, target.end
    )
    return Passage(
        number=number,
        id=annotation.id,
        start=target.start,
        end=target.end,
        exact=target.exact,
        prefix=target.prefix,
        suffix=target.suffix,
        cite=citing.cite(exhibit.number, first, last),
        paragraph=first,
        colour=annotation.colour,
        note=annotation.note,
        tags=tuple(tag.id for tag in annotation.tags),
        actors=tuple(Role(actor.id, actor.role) for actor in annotation.actors),
        events=tuple(event.id for event in annotation.events),
        created_at=annotation.created_at,
        created_by=annotation.created_by,
        changed_at=annotation.changed_at,
    )


def _actors(archive: Archive, ids: Iterable[str]) -> tuple[Actor, ...]:
    found = (archive.actors.get(each) for each in ids)
    return tuple(
        Actor(each.id, each.name, each.kind, tuple(each.aliases), each.description)
        for each in sorted(found, key=lambda actor: (actor.name, actor.id))
    )


def _tags(archive: Archive, ids: Iterable[str]) -> tuple[Tag, ...]:
    found = sorted((archive.tags.get(each) for each in ids), key=lambda tag: (tag.name, tag.id))
    chosen = {tag.id for tag in found}
    return tuple(
        Tag(
            id=tag.id,
            name=tag.name,
            parent=tag.parent if tag.parent in chosen else "",
            colour=tag.colour,
            definition=tag.definition,
        )
        for tag in found
    )


def _events(archive: Archive, ids: Iterable[str]) -> list[events.Event]:
    found = (archive.events.get(each) for each in ids)
    return sorted(found, key=lambda event: (event.written_date, event.title, event.id))


def _event(event: events.Event, known: set[str]) -> Event:
    """The event, naming of its people and tags only those that are in the bundle themselves."""
    date = event.date
    return Event(
        id=event.id,
        title=event.title,
        date=event.written_date,
        earliest=date.earliest if date else "",
        latest=date.latest if date else "",
        precision=date.precision if date else "",
        importance=event.importance,
        status=event.status,
        location=event.location,
        summary=event.summary,
        actors=tuple(Role(each.id, each.role) for each in event.actors if each.id in known),
        tags=tuple(tag.id for tag in event.tags if tag.id in known),
        sources=tuple(
            Source(
                url=source.url,
                title=source.title,
                publisher=source.publisher,
                date=source.date,
                tier=source.tier,
                scale=source.scale,
            )
            for source in event.sources
        ),
    )
