"""Captures that stop in the middle: how a text ends when a scraper cut it."""

import re

_SHORTEST = 400
_TAIL = 400
_ELLIPSIS = re.compile(r"(?:\.{3}|…)\Z")
_READ_MORE = re.compile(
    r"(?:\[(?:\.{3}|…|&hellip;)\]|\((?:more|continue reading)(?:\.{3}|…)\))\Z", re.IGNORECASE
)
_CUT_LINK = re.compile(r"\[[^\[\]]*\Z|\]\([^()\s]*\Z")


def why_truncated(body: str) -> str:
    """The sentence that says why `body` (as it stands in the file) looks cut, or an empty one.

    A sign is the whole text ending inside a Markdown link, in the mark of a shortened feed, or,
    when it is long, in an ellipsis right after a letter.
    """
    ending = body.rstrip()
    tail = ending[-_TAIL:]
    shown = " ".join(tail[-24:].split())
    if _READ_MORE.search(tail):
        return f"The capture looks truncated: it ends in the mark of a shortened text, “{shown}”."
    if not _ELLIPSIS.search(tail):
        if _cut_link(tail.rpartition("\n")[2]) and len(ending) > _SHORTEST:
            return f"The capture looks truncated: it ends inside a link, “{shown}”."
        return ""
    before = tail.rstrip(".…")
    if _cut_link(before.rpartition("\n")[2]):
        return f"The capture looks truncated: it ends inside a link, “{shown}”."
    if len(ending) > _SHORTEST and before[-1:].isalnum():
        return f"The capture looks truncated: it ends in an ellipsis, “{shown}”."
    return ""


def _cut_link(line: str) -> bool:
    return _CUT_LINK.search(line) is not None
