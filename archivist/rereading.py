"""Originals, read again by the present readers: also those that other files carry."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

from archivist.articles import Article, Articles
from archivist.errors import Refused
from archivist.fixity import sha256
from archivist.intake import kinds
from archivist.intake.deposit import Deposit
from archivist.intake.isolation.confined import Confined
from archivist.intake.reading import read_bytes


class Originals(AbstractContextManager["Originals"]):
    """The present readers, asked for one article after the other; a context, in which they run."""

    def __init__(
        self,
        articles: Articles,
        *,
        columns: Mapping[str, str] | None = None,
        stopped: Callable[[], bool] = bool,
    ) -> None:
        """`columns` names which column of a table holds which field, if not those of before.

        Once `stopped` says so no reader is waited for.
        """
        self._articles = articles
        self._columns = columns
        self._confined = Confined(stopped=stopped)
        self._opened = ""
        self._parts: dict[str, Deposit] = {}

    def __exit__(self, *_failure: object) -> None:
        """End them."""
        self._confined.close()

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
        """The file on the disk that carried the article, or the article itself.

        A table is read by itself, for what carries it does not know what its columns hold.
        """
        while original := article.metadata.get("part of"):
            outer = self._articles.holding(original)
            if outer is None:
                raise Refused(
                    "The file it came in is no longer in the archive, so it keeps its text."
                )
            if self._is_divided(article, outer):
                break
            article = outer
        return article

    def _is_divided(self, article: Article, outer: Article) -> bool:
        """Whether the rows of an article in another are told apart, and it is no row itself."""
        if article.metadata.get("columns"):
            return True
        if not self._columns or outer.metadata.get("columns"):
            return False
        return kinds.of(self._articles.original_of(article), article.name).needs == "columns"

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
