"""Citation: the words of a passage with where they stand and what proves it."""

from archivist.articles import Article

WORDING = "“{quote}” ({source}; SHA-256 {original})"
"""How a passage is cited in English."""


def citation(quote: str, article: Article, *, wording: str = WORDING) -> str:
    """`quote` with title, publisher and date of its article and the digest of the original.

    `wording` is `WORDING` in the language of whoever reads it.
    """
    parts = (article.title, article.publisher, article.published)
    source = ", ".join(part for part in parts if part)
    return wording.format(quote=quote, source=source, original=article.original)
