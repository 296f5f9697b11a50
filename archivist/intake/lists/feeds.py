"""News feeds (RSS, Atom): every entry with its title, day, address and words, as one article."""

import html
from io import BytesIO
from typing import Any, Final

import feedparser

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, File
from archivist.intake.documents import office
from archivist.intake.leaves import markup

READER: Final = "feed/1"
MEDIA_TYPE: Final = "application/rss+xml"
MOST_ENTRIES: Final = 10_000


def read(content: bytes, name: str) -> Deposit:
    """The deposit of a feed. Raises `Refused` when the file is none."""
    try:
        # Given bytes, feedparser first tries to open the file or address they may be the name of.
        feed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, OverflowError, TypeError, AttributeError, AssertionError):
        raise Refused("The news feed is damaged and cannot be read.") from None
    if not feed.get("version"):
        raise Refused("The file is named like a news feed but is none.")
    if len(feed.entries) > MOST_ENTRIES:
        raise Refused(f"The feed holds more than {MOST_ENTRIES:,} entries.")
    described = office.Described()
    for field, key in (("title", "title"), ("publisher", "publisher"), ("language", "language")):
        described.values[field] = _said(feed.feed, key)
    described.values["date"] = _said(feed.feed, "updated")[:10]
    pages = "".join(f"<section>{_entry(entry)}</section>" for entry in feed.entries)
    found = markup.read(pages)
    return office.deposit(File(name, content, MEDIA_TYPE, READER), found.structured, described)


def _entry(entry: Any) -> str:
    title, link = html.escape(_said(entry, "title")), html.escape(_said(entry, "link"))
    day = html.escape(_said(entry, "published") or _said(entry, "updated"))
    author = html.escape(_said(entry, "author"))
    said = " · ".join(part for part in (day, author) if part)
    address = f'<p><a href="{link}">{link}</a></p>' if link else ""
    return f"<h2>{title}</h2>{f'<p>{said}</p>' if said else ''}{address}{_words(entry)}"


def _said(entry: Any, key: str) -> str:
    # Asked in its own way, feedparser answers for one day with the other, and warns of it.
    return str(dict.get(entry, key) or "")


def _words(entry: Any) -> str:
    written = entry.get("content") or [entry.get("summary_detail") or {}]
    return "".join(
        f"<div>{_said(part, 'value')}</div>"
        if "html" in _said(part, "type")
        else f"<p>{html.escape(_said(part, 'value'))}</p>"
        for part in written
    )
