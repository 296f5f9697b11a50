"""The title of a web page: the candidate that others bear out, without the name of the site."""

import re
from collections.abc import Sequence
from dataclasses import replace

from archivist.intake.deposit import Fact

_PARTS = re.compile(r"\s+[|–—·•»«:-]\s+|\s*[|»]\s*")
_FEWEST_LETTERS = 2
_FEWEST_OF_HEADING = 12  # a shorter heading is as often the name of the site or of a part of it


def without_site(fact: Fact, facts: Sequence[Fact], headings: Sequence[str]) -> Fact:
    """A `<title>` without the name of the site at its end or beginning, where that is known.

    `headings` are those of the page: what one of them says is the title, whatever follows it.
    """
    parts = [part for part in _PARTS.split(fact.raw) if part]
    if fact.source != "title" or len(parts) == 1:
        return fact
    named = {_plain(each.value or "") for each in facts if each.field == "publisher"}
    others = {_plain(each.value or "") for each in facts if each.field == "title"}
    headed = _headed(fact.raw, {_plain(heading) for heading in headings})
    if headed:
        return replace(fact, value=headed)
    for kept in (_before_last(fact.raw), _after_first(fact.raw)):
        apart = _plain(fact.raw.replace(kept, "", 1))
        if _plain(kept) in others - {_plain(fact.raw)} or any(
            _is_site(apart, each) for each in named
        ):
            return replace(fact, value=kept)
    return fact


def _headed(raw: str, headings: set[str]) -> str:
    """The longest beginning of a title, up to a mark between its parts, that heads the page."""
    ends = [found.start() for found in _PARTS.finditer(raw)]
    beginnings = (raw[:end].strip() for end in reversed(ends))
    return next((words for words in beginnings if _is_title(_plain(words), headings)), "")


def _is_title(plain: str, headings: set[str]) -> bool:
    return len(plain) >= _FEWEST_OF_HEADING and plain in headings


def _is_site(apart: str, name: str) -> bool:
    return bool(apart and name) and (apart in name or name in apart)


def _before_last(raw: str) -> str:
    *_, last = _PARTS.finditer(raw)
    return raw[: last.start()].strip()


def _after_first(raw: str) -> str:
    first = next(_PARTS.finditer(raw))
    return raw[first.end() :].strip()


def best(facts: Sequence[Fact]) -> str:
    """The title: the only heading where the page declares it too, else what it declares.

    A heading that no other source knows is as often the name of the site.
    """
    found = [fact for fact in facts if fact.field == "title" and fact.value]
    for fact in sorted(found, key=_rank):
        if any(fact is not each and _bears_out(each, fact) for each in found):
            return fact.value or ""
    sites = {_plain(fact.value or "") for fact in facts if fact.field == "publisher"}
    own = [
        fact for fact in found if not any(_is_site(_plain(fact.value or ""), one) for one in sites)
    ]
    ranked = sorted(own or found, key=_rank_alone)
    return next((fact.value or "" for fact in ranked), "")


def _rank_alone(fact: Fact) -> int:
    """What is written for other machines before `<title>`, and both before a heading."""
    return 3 if fact.source == "heading" else _rank(fact)


def _rank(fact: Fact) -> int:
    """Headings before what is written for other machines, and both before `<title>`."""
    if fact.source == "heading":
        return 0
    return 2 if fact.source == "title" else 1


def _bears_out(other: Fact, fact: Fact) -> bool:
    title, told = _plain(fact.value or ""), _plain(other.raw)
    return len(title) >= _FEWEST_LETTERS and (title == told or (len(title) > 10 and title in told))  # noqa: PLR2004 -- shorter stands in others by chance


def _plain(words: str) -> str:
    return re.sub(r"\W+", "", words.casefold())
