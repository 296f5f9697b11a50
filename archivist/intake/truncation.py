"""Captures that stop in the middle: how a text ends when a scraper cut it."""

import re

_SHORTEST = 400
_TAIL = 400
_ELLIPSIS = re.compile(r"(?:\.{3}|…)\Z")
_SUSPECT = ("...", "…", "]", ")")
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
    if not tail.endswith(_SUSPECT) and "[" not in tail:
        return ""
    sign = _sign(tail, is_long=len(ending) > _SHORTEST)
    if not sign:
        return ""
    shown = " ".join(tail[-24:].split())
    return f"The capture looks truncated: it ends {sign}, “{shown}”."


def _sign(tail: str, *, is_long: bool) -> str:
    if _READ_MORE.search(tail):
        return "in the mark of a shortened text"
    trails_off = _ELLIPSIS.search(tail) is not None
    before = tail.rstrip(".…") if trails_off else tail
    if (trails_off or is_long) and _CUT_LINK.search(before.rpartition("\n")[2]):
        return "inside a link"
    return "in an ellipsis" if trails_off and is_long and before[-1:].isalnum() else ""
