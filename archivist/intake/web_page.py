"""Saved web pages."""

from archivist.intake import markup
from archivist.intake.deposit import Deposit

READER = "web page/1"


def read(content: bytes, name: str, *, encoding: str | None = None) -> Deposit:
    """The deposit."""
    found = markup.read(content.decode("utf-8", "replace"))
    text = found.structured
    return Deposit(name, content, "text/html", READER, found.title or name, text.text, text.leaves, text.spans)
