"""Layouts: where the words of an article stand on the pages of its original."""

from archivist.articles import Article, Articles
from archivist.intake.paper import recognised
from archivist.intake.paper.recognised import Recognised
from archivist.layout import Layout
from archivist.store.store import Store


class Layouts:
    """The room of pages."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)

    def of(self, article: Article) -> Layout | None:
        """The layout of the article's present text; `None` where its file has no pages.

        An article that came in before pages were kept has none until it is read again. Raises
        `Damaged` when it cannot be read.
        """
        return self.of_text(article.text_id, original=article.original)

    def of_text(self, text: str, *, original: str) -> Layout | None:
        """The layout of a text, by its id, in an original; a former one perhaps. Raises as `of`."""
        return self._store.layout(text, original)

    def bare(self, article: Article) -> tuple[int, ...]:
        """The pages of the article, from 0, that hold no text and were not looked at."""
        layout = self.of(article)
        length = self._store.one("SELECT length(body) FROM text WHERE id = ?", (article.text_id,))
        return layout.bare(length[0]) if layout and length else ()

    def waiting(self) -> tuple[Article, ...]:
        """The articles with such pages, in the order they came in."""
        rows = self._store.read(
            "SELECT id FROM article JOIN layout USING (text, original) ORDER BY article.n"
        )
        found = (self._articles.get(row["id"]) for row in rows)
        return tuple(article for article in found if self.bare(article))

    def recognised(self, article: Article) -> dict[int, Recognised]:
        """What was seen on the pages of the article, from 0, that were recognised."""
        layout = self.of(article) if recognised.KEY in article.metadata else None
        if layout is None:
            return {}
        return recognised.kept(self._store.text(article.text_id), layout, article.metadata)
