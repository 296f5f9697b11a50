"""Citation: the words of a passage with where they stand and what proves it."""

from archivist.articles import Article

WORDING = "“{quote}” ({source}; SHA-256 {original})"
"""How a passage is cited in English."""
ON_PAGE, ON_PAGES = "p. {first}", "pp. {first}–{last}"
"""How its pages are named."""


def citation(quote: str, article: Article, *, pages: str = "", wording: str = WORDING) -> str:
    """`quote` with title, publisher, date and pages of its article and the digest of the original.

    `pages` is what `on_pages` says, where the article has pages; `wording` is `WORDING` in the
    language of whoever reads it.
    """
    parts = (article.title, article.publisher, article.published, pages)
    source = ", ".join(part for part in parts if part)
    return wording.format(quote=quote, source=source, original=article.original)


def on_pages(first: int, last: int, *, one: str = ON_PAGE, several: str = ON_PAGES) -> str:
    """`p. 12`, or `pp. 12–13` for a passage that runs on, as the file counts its pages: from 1.

    `one` and `several` are `ON_PAGE` and `ON_PAGES` in the language of whoever reads it.
    """
    return (one if first == last else several).format(first=first, last=last)
