"""Captures that stop in the middle: how a text ends when a scraper cut it."""

import re

_SHORTEST = 400
_TAIL = 400
_DOTS = ("...", "…")
_SUSPECT = (*_DOTS, "]", ")")
_READ_MORE = re.compile(
    r"(?:\[(?:\.{3}|…|&hellip;)\]|\((?:more|continue reading)(?:\.{3}|…)\))\Z", re.IGNORECASE
)
# Brackets stand in code and in mathematics too: a link begins a word, and an address looks so.
_CUT_ADDRESS = re.compile(r"\]\((?:(?:https?:|[/#.?])[^()\s]*|h?t{0,2}p?s?)\Z")
_CUT_WORDS = re.compile(r"(?<![^\s!*_(\[])\[[^\W\d_][^\[\]]*\Z")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_SHORTEST_REST = 3
# Articles and their like, which no sentence ends in; after other words a person may trail off.
_NEVER_LAST_AS_WRITTEN = """
the an its our their your der das dem ein eine le les une des los las
"""
_NEVER_LAST = frozenset(_NEVER_LAST_AS_WRITTEN.split())


def why_truncated(body: str, *, markdown: bool = True) -> str:
    """The sentence that says why `body` (as it stands in the file) looks cut, or an empty one.

    A sign is the whole text ending in the mark of a shortened feed, inside a link (in Markdown
    alone), or, when it is long, in an ellipsis within a word or after one no sentence ends in:
    a sentence that trails off is a person's.
    """
    ending = body.rstrip()
    tail = ending[-_TAIL:]
    if not tail.endswith(_SUSPECT) and "[" not in tail:
        return ""
    sign = _sign(ending, tail, markdown=markdown)
    if not sign:
        return ""
    shown = " ".join(tail[-24:].split())
    return f"The capture looks truncated: it ends {sign}, “{shown}”."


def _sign(ending: str, tail: str, *, markdown: bool) -> str:
    if _READ_MORE.search(tail):
        return "in the mark of a shortened text"
    trails_off = tail.endswith(_DOTS)
    before = tail.rstrip(".…") if trails_off else tail
    is_long = len(ending) > _SHORTEST
    if markdown and _is_in_link(before.rpartition("\n")[2], trails_off=trails_off, is_long=is_long):
        return "inside a link"
    return "in an ellipsis" if trails_off and is_long and _is_cut(ending, before) else ""


def _is_in_link(line: str, *, trails_off: bool, is_long: bool) -> bool:
    if trails_off:
        return bool(_CUT_WORDS.search(line) or _CUT_ADDRESS.search(line))
    return is_long and _CUT_ADDRESS.search(line) is not None


def _is_cut(ending: str, before: str) -> bool:
    """Whether the last word is one that no sentence ends in, or the beginning of another word.

    It is the beginning of one when the text holds a longer word that begins so, and not it.
    """
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    last = found[0]
    if last.casefold() in _NEVER_LAST:
        return True
    text = ending[: found.start() - _TAIL] if len(ending) > _TAIL else before[: found.start()]
    longer = rf"\b{re.escape(last)}\w{{{_SHORTEST_REST},}}"
    return (
        re.search(longer, text, re.IGNORECASE) is not None
        and re.search(rf"\b{re.escape(last)}\b", text, re.IGNORECASE) is None
    )
