"""Layouts: where the words of an article stand on the pages of its original."""

from archivist.articles import Article
from archivist.layout import Layout
from archivist.store.store import Store


class Layouts:
    """The room of pages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, article: Article) -> Layout | None:
        """The layout of the article's present text; `None` where its file has no pages.

        An article that came in before pages were kept has none until it is read again. Raises
        `Damaged` when it cannot be read.
        """
        return self.of_text(article.text_id, original=article.original)

    def of_text(self, text: str, *, original: str) -> Layout | None:
        """The layout of a text, by its id, in an original; a former one perhaps. Raises as `of`."""
        return self._store.layout(text, original)
