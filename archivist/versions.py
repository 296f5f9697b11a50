"""Versions: the texts an article had before its present one, each with its original."""

import json
from dataclasses import dataclass
from typing import Any

from archivist.articles import Articles
from archivist.store.reading import Row
from archivist.store.store import Change, Store
from archivist.text import StructuredText

_CARRIED = (
    *("original", "text", "text_sha256", "reader", "media_type", "name", "retrieved"),
    *("words", "warnings", "facts", "metadata", "imported_at", "imported_by"),
)


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article had before its present one, with the original it was read from.

    `number` counts from 1; `since` and `by` say when it came in, and by whose hand.
    """

    article: str
    number: int
    original: str
    text_id: str
    text_sha256: str
    reader: str
    media_type: str
    name: str
    retrieved: str
    words: int
    warnings: tuple[str, ...]
    since: str
    by: str


class Versions:
    """The room of former texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)

    def of(self, article: str) -> tuple[Version, ...]:
        """The texts the article had before its present one, the oldest first."""
        subject = self._articles.get(article)
        rows = self._store.read(
            "SELECT * FROM version WHERE article = ? ORDER BY number", (subject.id,)
        )
        return tuple(map(_version, rows))

    def text_of(self, version: Version) -> StructuredText:
        """The canonical text of a version, with its structure."""
        return self._store.text(version.text_id)

    def original_of(self, version: Version) -> bytes:
        """The bytes of a version as they came. Raises `Damaged` as `Articles.original_of`."""
        return self._store.original(version.original)

    def keep(self, change: Change, row: dict[str, Any]) -> None:
        """Make a version of what the row of an article says now."""
        former = {"article": row["id"], "number": len(self.of(row["id"])) + 1}
        self._store.put(change, "version", former | {name: row[name] for name in _CARRIED})

    def withdraw(self, article: str) -> None:
        """Take away what is kept of the article's former texts."""
        with self._store.change("withdraw versions") as change:
            for version in self.of(article):
                self._store.drop(change, "version", version.article, version.number)


def _version(row: Row) -> Version:
    return Version(
        article=row["article"],
        number=row["number"],
        original=row["original"],
        text_id=row["text"],
        text_sha256=row["text_sha256"],
        reader=row["reader"],
        media_type=row["media_type"],
        name=row["name"],
        retrieved=row["retrieved"],
        words=row["words"],
        warnings=tuple(json.loads(row["warnings"])),
        since=row["imported_at"],
        by=row["imported_by"],
    )
