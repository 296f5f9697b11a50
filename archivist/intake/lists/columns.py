"""Which columns and fields of a file hold what an article is: its title, its text, its facts."""

from collections.abc import Iterable, Mapping
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


def proposed(names: Iterable[str]) -> dict[str, str]:
    """Which of the columns holds each field, as far as their names say so."""
    by_small = {name.strip().casefold(): name for name in reversed(list(names))}
    found = {
        field: next((by_small[each] for each in known if each in by_small), "")
        for field, known in KNOWN.items()
    }
    return {field: name for field, name in found.items() if name}
