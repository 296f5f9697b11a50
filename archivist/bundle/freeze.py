"""From what was chosen to the frozen model: a bundle says only what was chosen."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archivist import __version__, events
from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.bundle import citing
from archivist.bundle.choosing import Choice
from archivist.bundle.disclosure import Chosen, disclose
from archivist.bundle.model import (
    FORMAT,
    Actor,
    Custody,
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
from archivist.errors import Damaged
from archivist.folding import fold
from archivist.text import paragraphs, span_of_paragraphs

_WORD = re.compile(r"\w+")


def freeze(
    archive: Archive, choice: Choice, *, title: str, reference: str, issued_at: str
) -> Model:
    """The model of what was chosen, as the archive stands now.

    Of actors and tags it holds those the chosen passages refer to, of events also those that a
    chosen article stands for, and no others; of the journal, what `archivist.bundle.disclosure`
    lets out. What the archive says of an actor or a tag itself stays there, and so does an alias
    that stands in no chosen exhibit. A passage that is not in its article's newest text is not in
    the model, which says how many there are. Raises `Damaged` when a quote is no longer what
    stands in its text.
    """
    exhibits = tuple(
        replace(
            _exhibit(archive, article, annotations, citing.exhibit_number(position)),
            left_out=choice.left_out.get(article.id, 0),
        )
        for position, (article, annotations) in enumerate(choice.exhibits, 1)
    )
    passages = [passage for exhibit in exhibits for passage in exhibit.passages]
    referred = {role.actor for passage in passages for role in passage.actors}
    actors = _actors(archive, referred, exhibits)
    tags = _tags(archive, {tag for passage in passages for tag in passage.tags})
    happened = _events(archive, exhibits)
    known = {actor.id for actor in actors} | {tag.id for tag in tags}
    return Model(
        format=FORMAT,
        archivist=__version__,
        reference=reference,
        title=title,
        issued_at=issued_at,
        exhibits=exhibits,
        custody=_custody(
            archive, _let_out(exhibits, actors, known | {event.id for event in happened}), issued_at
        ),
        actors=actors,
        events=tuple(_event(event, known) for event in happened),
        tags=tags,
    )


def _let_out(exhibits: tuple[Exhibit, ...], actors: tuple[Actor, ...], others: set[str]) -> Chosen:
    numbers = {exhibit.id: exhibit.number for exhibit in exhibits}
    numbers |= {each.id: each.number for exhibit in exhibits for each in exhibit.passages}
    aliases = {(actor.id, alias) for actor in actors for alias in actor.aliases}
    return Chosen(numbers, frozenset(others), frozenset(aliases))


def _custody(archive: Archive, chosen: Chosen, issued_at: str) -> Custody:
    return disclose(
        archive.entries_touching([*chosen.numbers, *chosen.others]),
        archive.leaves(),
        chosen,
        archive=archive.identity,
        at=issued_at,
    )


def _exhibit(
    archive: Archive, article: Article, annotations: tuple[Annotation, ...], number: str
) -> Exhibit:
    structured = archive.articles.text_of(article)
    layout = archive.layouts.of(article)
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
        paragraphs=paragraphs(structured.leaves),
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
        pages=tuple(page.start for page in layout.pages) if layout else (),
    )
    passages = (_passage(exhibit, each, position) for position, each in enumerate(annotations, 1))
    return replace(exhibit, passages=tuple(passages))


def _passage(exhibit: Exhibit, annotation: Annotation, position: int) -> Passage:
    target = annotation.target
    number = f"{exhibit.number}/{position}"
    if annotation.lost or exhibit.text[target.start : target.end] != target.exact:
        raise Damaged(
            f"Passage {number} of “{exhibit.title}” is no longer what stands in its text. "
            "Verify the archive; restore a backup."
        )
    first, last = span_of_paragraphs(exhibit.leaves, exhibit.paragraphs, target.start, target.end)
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
        doubtful=annotation.former is not None,
        pages=citing.on_pages(exhibit.pages, target.start, target.end),
    )


def _actors(
    archive: Archive, ids: Iterable[str], exhibits: tuple[Exhibit, ...]
) -> tuple[Actor, ...]:
    found = sorted(map(archive.actors.get, ids), key=lambda actor: (actor.name, actor.id))
    aliased = any(each.aliases for each in found)
    written = [_spaced(f"{each.title}\n{each.text}") for each in exhibits] if aliased else []
    return tuple(
        Actor(each.id, each.name, each.kind, tuple(_standing(each.aliases, written)))
        for each in found
    )


def _standing(aliases: Iterable[str], written: list[str]) -> Iterator[str]:
    """The aliases that stand in one of the texts, as words of their own."""
    for alias in aliases:
        wanted = _spaced(alias)
        if wanted.strip() and any(wanted in text for text in written):
            yield alias


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _tags(archive: Archive, ids: Iterable[str]) -> tuple[Tag, ...]:
    found = sorted(map(archive.tags.get, ids), key=lambda tag: (tag.name, tag.id))
    chosen = {tag.id for tag in found}
    return tuple(
        Tag(
            id=tag.id,
            name=tag.name,
            parent=tag.parent if tag.parent in chosen else "",
            colour=tag.colour,
        )
        for tag in found
    )


def _events(archive: Archive, exhibits: tuple[Exhibit, ...]) -> list[events.Event]:
    """Those the passages refer to, and those the articles stand for."""
    found = {
        event: archive.events.get(event)
        for exhibit in exhibits
        for passage in exhibit.passages
        for event in passage.events
    }
    found |= {event.id: event for each in exhibits for event in archive.events.on(each.id)}
    return sorted(found.values(), key=lambda event: (event.written_date, event.title, event.id))


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
