"""Which columns and fields of a file hold what an article is: its title, its text, its facts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

KNOWN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "title": ("title", "headline"),
        "text": ("text", "content", "body", "articlebody", "full_text", "fulltext"),
        "author": ("author", "authors", "byline", "creator"),
        "published": ("published", "date", "published_at", "publish_date", "pubdate",
                      "datepublished", "issued"),
        "publisher": ("publisher", "source", "outlet", "publication", "container-title"),
        "url": ("url", "link", "source_url", "permalink"),
        "language": ("language", "lang"),
        "retrieved": ("retrieved", "accessed", "fetch_date"),
    }
)  # fmt: skip
"""The fields of an article, and the names under which files of others hold them."""
