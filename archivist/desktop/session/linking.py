"""What joins a highlight to a name: the making of new names, and the links themselves."""

from collections.abc import Iterable

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.controls.picker import Choice
from archivist.drafting import Draft
from archivist.events import Part, Source


def named(
    archive: Archive, choice: Choice, draft: Draft, sources: Iterable[Source]
) -> tuple[str, str, str]:
    """Kind, id and name of what a row of the type-ahead stands for, made where it is new.

    A new event has the date and the actors of `draft`. Raises as the rooms that make names.
    """
    kind, _, sort = choice.kind.partition(":")
    if not choice.fresh:
        return kind, choice.key, choice.words
    if kind == "actor":
        actors = archive.actors
        actor = actors.named(choice.key) or actors.add(choice.key, kind=sort or "unknown")
        return kind, actor.id, actor.name
    if kind == "tag":
        tag = archive.tags.named(choice.key) or archive.tags.add(choice.key)
        return kind, tag.id, tag.name
    event = archive.events.add(
        choice.key, date=draft.date, actors=draft.actors, sources=tuple(sources)
    )
    return kind, event.id, event.title


def link(archive: Archive, mark: Annotation, kind: str, key: str) -> Annotation:
    """The highlight joined to a name, after the names it has."""
    parts = _parts(mark, kind)
    if key in map(_key, parts):
        return mark
    return _write(archive, mark, kind, [*parts, key])


def unlink(archive: Archive, mark: Annotation, kind: str, key: str) -> Annotation:
    """The highlight without that name."""
    kept = [part for part in _parts(mark, kind) if _key(part) != key]
    return _write(archive, mark, kind, kept)


def has(mark: Annotation, kind: str, key: str) -> bool:
    """Whether the highlight is joined to that name."""
    return key in map(_key, _parts(mark, kind))


def source(article: Article) -> Source:
    """An article as what says that an event happened."""
    return Source(
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        date=article.published,
    )


def _parts(mark: Annotation, kind: str) -> list[Part]:
    if kind == "actor":
        return [(each.id, each.role) for each in mark.actors]
    return [each.id for each in (mark.events if kind == "event" else mark.tags)]


def _key(part: Part) -> str:
    return part if isinstance(part, str) else part[0]


def _write(archive: Archive, mark: Annotation, kind: str, parts: list[Part]) -> Annotation:
    if kind == "actor":
        return archive.annotations.annotate(mark.id, actors=parts)
    ids = map(_key, parts)
    if kind == "event":
        return archive.annotations.annotate(mark.id, events=ids)
    return archive.annotations.annotate(mark.id, tags=ids)
