"""Mappings: which column of a table holds which field of an article, as a person said it."""

import json
from collections.abc import Iterable, Mapping

from archivist.articles import Articles
from archivist.fixity import sha256_text
from archivist.intake.lists.columns import proposed
from archivist.intake.sampling import Sampler
from archivist.rereading import encoding_of
from archivist.store.store import Store


class Mappings:
    """The room of what columns hold."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)

    def sampler(self, article: str) -> Sampler:
        """What looks into the table or list that an article was made of; to be closed."""
        subject = self._articles.get(article)
        content = self._articles.original_of(subject)
        return Sampler(content, subject.name, encoding=encoding_of(subject))

    def of(self, names: Iterable[str]) -> Mapping[str, str]:
        """The column of each field: as a person said it of such names, else by the names."""
        columns = tuple(names)
        kept = self._store.one("SELECT value FROM setting WHERE key = ?", (_key(columns),))
        return dict(json.loads(kept["value"])) if kept else proposed(columns)

    def keep(self, names: Iterable[str], columns: Mapping[str, str]) -> None:
        """Remember what a person said of a file with columns of such names."""
        with self._store.change("keep columns") as change:
            row = {"key": _key(names), "value": json.dumps(dict(columns))}
            self._store.put(change, "setting", row)


def _key(names: Iterable[str]) -> str:
    return f"columns {sha256_text(json.dumps(list(names)))}"
