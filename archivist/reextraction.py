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
from archivist.fixity import sha256
from archivist.intake import kinds
from archivist.intake.confined import Confined
from archivist.intake.deposit import Deposit
from archivist.intake.reading import read_bytes
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
        with Confined() as confined:
            again = _Again(self._articles, confined, columns or {})
            for article in wanted:
                yield self._line(article.id, again)

    def _line(self, article: str, again: "_Again") -> Reextraction:
        subject = self._articles.get(article)
        try:
            deposit = again.read(subject)
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


class _Again:
    """The present readers, asked for one article after the other."""

    def __init__(self, articles: Articles, confined: Confined, columns: Mapping[str, str]) -> None:
        self._articles = articles
        self._confined = confined
        self._columns = columns
        self._opened = ""
        self._parts: dict[str, Deposit] = {}

    def read(self, article: Article) -> Deposit:
        """The deposit of an article's original, read in the file that carries it if one does.

        Raises `Refused`, and `Damaged` as `Articles.original_of`.
        """
        whole = self._whole(article)
        if whole is article:
            return self._read(article)
        if self._opened != whole.original:
            self._opened, self._parts = "", {}
            self._parts = dict(_all_parts(self._read(whole)))
            self._opened = whole.original
        found = self._parts.get(article.original)
        if found is None:
            raise Refused(f"It is no longer found in “{whole.name}”, so it keeps its text.")
        return found

    def _whole(self, article: Article) -> Article:
        """The file on the disk that carried the article, or the article itself."""
        while original := article.metadata.get("part of"):
            outer = self._articles.holding(original)
            if outer is None:
                raise Refused(
                    "The file it came in is no longer in the archive, so it keeps its text."
                )
            article = outer
        return article

    def _read(self, article: Article) -> Deposit:
        content = self._articles.original_of(article)
        encoding = encoding_of(article)
        if kinds.of(content, article.name).needs != "columns":
            return read_bytes(content, article.name, encoding=encoding, confined=self._confined)
        columns = self._columns or article.metadata.get("columns")
        if not columns:
            raise Refused(
                "Nobody said which of its columns holds what, so it keeps its text; say it with "
                "--map, or in the window by “Rows as articles”."
            )
        return self._confined.read(content, article.name, encoding=encoding, columns=columns)


def encoding_of(article: Article) -> str | None:
    """The encoding that a person chose for the article's file, if one did."""
    chosen = (
        fact.raw
        for fact in article.facts
        if (fact.field, fact.source) == ("encoding", "choice at import")
    )
    return next(chosen, None)


def _all_parts(deposit: Deposit) -> Iterator[tuple[str, Deposit]]:
    for part in deposit.parts:
        yield sha256(part.original), part
        yield from _all_parts(part)


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
