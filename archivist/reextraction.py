"""Re-extraction: originals are read again by the present readers, and articles get what they find.

What the readers find as before changes nothing; else the article has a newer text, as if its file
had been captured again, and its annotations are found again in it.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archivist import dates
from archivist.accessions import DIVIDED, Accessions, ImportLine
from archivist.articles import Article, Articles
from archivist.errors import Damaged, Refused
from archivist.intake.deposit import Deposit
from archivist.intake.paper.recognised import with_recognised
from archivist.layouts import Layouts
from archivist.rereading import Originals
from archivist.revisions import Revision, Revisions
from archivist.store.store import Store

_DESCRIBED = ("author", "publisher", "url", "language", "published")


@dataclass(frozen=True, slots=True)
class Reextraction:
    """What became of one article: a line of the report.

    `reason` is the sentence that says why it could not be read again, and `parts` are the files
    that were found in it only now.
    """

    article: Article
    status: Literal["renewed", "same", "refused"]
    reason: str = ""
    revision: Revision | None = None
    parts: tuple[ImportLine, ...] = ()

    def as_import(self, path: Path) -> ImportLine:
        """The same as a line of an import from that path."""
        article = self.article
        statuses: dict[str, Literal["updated", "known", "refused"]]
        statuses = {"renewed": "updated", "same": "known", "refused": "refused"}
        return ImportLine(
            path,
            statuses[self.status],
            article=article.id,
            title=article.title,
            published=article.published,
            date=article.date,
            sha256=article.original,
            warnings=article.warnings,
            reason=self.reason or (DIVIDED if self.parts else ""),
            parts=self.parts,
            revision=self.revision,
        )


class Reextractions:
    """The way of articles from their originals to newer texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._revisions = Revisions(store)
        self._accessions = Accessions(store)
        self._layouts = Layouts(store)

    def reextract(
        self, articles: Iterable[str] = (), *, columns: Mapping[str, str] | None = None
    ) -> Generator[Reextraction, None, None]:
        """Read the originals of the articles again, or of all; each is one act for `undo`.

        `columns` names which column of a table holds which field, so that its rows become
        articles; without, a table is read with those that were chosen before. Raises `NotFound` for
        an article there is not, before anything is read.
        """
        found = [self._articles.get(article) for article in articles]
        wanted = found or sorted(self._articles.all(), key=lambda article: article.n)
        with Originals(self._articles, columns=columns) as originals:
            for article in wanted:
                yield self._line(article.id, originals)

    def _line(self, article: str, originals: Originals) -> Reextraction:
        subject = self._articles.get(article)
        try:
            # What was seen on a page stays, for it cannot be read from the file.
            seen = self._layouts.recognised(subject)
            deposit = with_recognised(originals.read(subject), seen)
            with self._store.act(), self._store.batch():
                return self._renewed(subject, deposit)
        except (Refused, Damaged) as refusal:
            return Reextraction(subject, "refused", reason=str(refusal))

    def _renewed(self, subject: Article, deposit: Deposit) -> Reextraction:
        revision, lines = self._accessions.read_anew(subject, deposit)
        if revision.status == "known" and all(line.status == "known" for line in lines):
            return Reextraction(subject, "same")
        if subject.reader.startswith("unread/"):
            described = dict(_described(subject, deposit))
            self._articles.edit(subject.id, **described)
        return Reextraction(
            self._articles.get(subject.id), "renewed", revision=revision, parts=lines
        )


def _described(subject: Article, deposit: Deposit) -> Iterator[tuple[str, str]]:
    """What a file says of itself that was not read before, where nobody has said it meanwhile."""
    if subject.title == subject.name and deposit.title.strip():
        yield "title", deposit.title
    said = {
        fact.field: fact.value
        for fact in reversed(deposit.facts)
        if fact.confidence == "declared" and fact.value
    }
    for field in _DESCRIBED:
        value = said.get(field, "")
        if value and not getattr(subject, field) and (field != "published" or dates.parse(value)):
            yield field, value
