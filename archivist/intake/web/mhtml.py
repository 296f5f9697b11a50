"""Web pages saved with their files as one (MHTML): the page, its address, and when it was saved."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, Fact
from archivist.intake.web import page_decoding, web_page
from archivist.text import canonical

READER: Final = "mhtml/1"
MEDIA_TYPE: Final = "multipart/related"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_ADDRESSES = ("Snapshot-Content-Location", "Content-Location")


def read(content: bytes, name: str) -> Deposit:
    """The deposit of a saved page. Raises `Refused` when no page with words is in the file."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    part, body = _page(message)
    decoded = page_decoding.decode(body, encoding=_charset(part))
    deposit = web_page.of_html(decoded.text, content, name, encoding=decoded)
    return replace(
        deposit,
        media_type=MEDIA_TYPE,
        reader=READER,
        facts=(*_facts(message, part), *deposit.facts),
    )


def _page(message: Message) -> tuple[Message, bytes]:
    parts = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    first = [part for part in parts if start and part.get("Content-ID") == start]
    for part in (*first, *parts):
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            return part, body
    raise Refused("The file is named like a saved web page (MHTML) but holds none with words.")


def _charset(part: Message) -> str | None:
    """The encoding that the part declares, where it is one that is known."""
    declared = part.get_content_charset()
    try:
        return declared if declared and "".encode(declared) == b"" else None
    except LookupError:
        return None


def _facts(message: Message, part: Message) -> Iterator[Fact]:
    for header, holder in zip(_ADDRESSES, (message, part), strict=True):
        url = " ".join(canonical(str(holder.get(header, ""))).split())
        if url.startswith(("http://", "https://")):
            yield Fact("url", url, url, header, "declared")
    written = " ".join(canonical(str(message.get("Date", ""))).split())
    if written:
        yield Fact("retrieved", written, _moment(written), "Date of the saved page", "declared")


def _moment(written: str) -> str | None:
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
