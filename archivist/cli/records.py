"""What each record says of itself as JSON: the stable keys of `--json`."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from archivist.layout import UNITS

if TYPE_CHECKING:
    from archivist.actors import Actor
    from archivist.annotations import Annotation
    from archivist.articles import Article
    from archivist.bundle.export import Issue
    from archivist.events import Event
    from archivist.layout import Layout
    from archivist.likeness import Likeness
    from archivist.proposals import Proposal
    from archivist.search.room import Hit
    from archivist.store.journal import Entry
    from archivist.tags import Tag
    from archivist.versions import Version

Record = Mapping[str, Any]


def article(record: "Article") -> Record:
    """One line of `articles`."""
    return {
        "id": record.id,
        "title": record.title,
        "author": record.author,
        "published": record.published,
        "date": record.date,
        "publisher": record.publisher,
        "url": record.url,
        "language": record.language,
        "words": record.words,
        "name": record.name,
        "sha256": record.original,
        "status": record.status,
        "starred": record.starred,
    }


def whole_article(record: "Article") -> Record:
    """All that is known of an article but its text."""
    return {
        **article(record),
        "earliest": record.earliest,
        "latest": record.latest,
        "retrieved": record.retrieved,
        "media_type": record.media_type,
        "text_version": record.reader,
        "text_sha256": record.text_sha256,
        "warnings": record.warnings,
        "facts": [asdict(fact) for fact in record.facts],
        "metadata": record.metadata,
        "imported_at": record.imported_at,
        "imported_by": record.imported_by,
    }


def page(layout: "Layout", number: int, length: int) -> Record:
    """A page, `number` from 1: where its text stands, its size in points, and who read it."""
    found = layout.pages[number - 1]
    start, end = layout.span_of(number - 1, length)
    return {
        "page": number,
        "start": start,
        "end": end,
        "width": found.width / UNITS,
        "height": found.height / UNITS,
        "recognised": found.recognised,
    }


def annotation(
    record: "Annotation", *, anchored: bool, pages: tuple[int, int] | None = None
) -> Record:
    """A highlight; `anchored` says whether its quote stands at its place in the present text.

    `pages`: the numbers of the pages it stands on, from 1, where its article has pages.

    `lost`: it was not found again in a newer text, and its place counts in the one it was marked
    in. `former`: where it stood before it was found only nearly again, until that is confirmed.
    """
    return {
        "id": record.id,
        "article": record.article,
        "start": record.start,
        "end": record.end,
        "exact": record.exact,
        "prefix": record.target.prefix,
        "suffix": record.target.suffix,
        "note": record.note,
        "colour": record.colour,
        "tags": [tag.name for tag in record.tags],
        "actors": [{"name": actor.name, "role": actor.role} for actor in record.actors],
        "events": [event.name for event in record.events],
        "created_at": record.created_at,
        "created_by": record.created_by,
        "pages": list(range(pages[0], pages[1] + 1)) if pages else [],
        "anchored": anchored,
        "lost": record.lost,
        "former": asdict(record.former) if record.former else None,
    }


def version(record: "Version") -> Record:
    """A text that an article had before its present one."""
    return {
        "article": record.article,
        "number": record.number,
        "name": record.name,
        "media_type": record.media_type,
        "sha256": record.original,
        "text_version": record.reader,
        "text_sha256": record.text_sha256,
        "words": record.words,
        "retrieved": record.retrieved,
        "warnings": record.warnings,
        "imported_at": record.since,
        "imported_by": record.by,
    }


def actor(record: "Actor") -> Record:
    """An actor of the registry."""
    return {
        "id": record.id,
        "name": record.name,
        "kind": record.kind,
        "aliases": record.aliases,
        "description": record.description,
        "mentions": record.mentions,
    }


def event(record: "Event") -> Record:
    """An event with its actors, tags and sources."""
    date = record.date
    keys = ("url", "title", "publisher", "date", "tier", "scale")
    return {
        "id": record.id,
        "title": record.title,
        "date": record.written_date,
        "earliest": date.earliest if date else "",
        "latest": date.latest if date else "",
        "precision": date.precision if date else "",
        "importance": record.importance,
        "status": record.status,
        "location": record.location,
        "summary": record.summary,
        "article": record.article,
        "actors": [{"name": actor.name, "role": actor.role} for actor in record.actors],
        "sources": [{key: getattr(source, key) for key in keys} for source in record.sources],
        "tags": [tag.name for tag in record.tags],
    }


def tag(record: "Tag", *, parent: str) -> Record:
    """A tag; `parent` is the name of the one above it, or empty."""
    return {
        "id": record.id,
        "name": record.name,
        "parent": parent,
        "colour": record.colour,
        "definition": record.definition,
        "uses": record.uses,
    }


def proposal(record: "Proposal") -> Record:
    """Something found by import that waits for a decision."""
    return {
        "id": record.id,
        "kind": record.kind,
        "subject": record.subject,
        "reason": record.reason,
        "article": record.article,
        "content": record.content,
        "state": record.state,
    }


def issue(record: "Issue", *, version: int) -> Record:
    """A bundle that was handed over, the `version`-th under its reference."""
    return {
        "issue": record.reference,
        "version": version,
        "title": record.title,
        "issued_at": record.issued_at,
        "exhibits": record.exhibits,
        "passages": record.passages,
        "path": str(record.path),
        "manifest_sha256": record.manifest_sha256,
        "files": record.files,
        "people": record.people,
        "tags": record.tags,
        "events": record.events,
        "undated": record.undated,
        "left_out": record.left_out,
    }


def hit(record: "Hit") -> Record:
    """An article found, with the places that show why."""
    return {
        "id": record.id,
        "title": record.title,
        "published": record.published,
        "date": record.date,
        "publisher": record.publisher,
        "score": record.score,
        "snippets": [
            {"text": snippet.text, "matches": snippet.matches} for snippet in record.snippets
        ],
    }


def entry(record: "Entry") -> Record:
    """A journal entry. `touched` names the rows it changed, `leaf` is its digest in hex."""
    return {
        "seq": record.seq,
        "at": record.at,
        "agent": record.agent,
        "action": record.action,
        "act": record.act,
        "undoes": record.undoes,
        "touched": [list(row) for row in record.touched],
        "leaf": record.leaf.hex(),
    }


def likeness(found: "Likeness") -> Record:
    """What one article has in common with another."""
    return {
        "article": found.article,
        "title": found.title,
        "same_words": found.is_same,
        "within": round(found.within, 3),
        "holds": round(found.holds, 3),
    }
