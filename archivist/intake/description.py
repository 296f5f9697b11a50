"""Facts that describe an article: every candidate with where it stands and how sure it is.

Only what a file declares as metadata is *declared*. What follows from an address or from the
words on the page is *derived* or a *guess*, and waits for a person as a proposal.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as day

from archivist import dates
from archivist.dates import FuzzyDate
from archivist.intake import dateline
from archivist.intake.deposit import Fact, Proposal
from archivist.intake.words.front_matter import Value

HEADER = "front matter"

_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "published": ("date", "published", "published_at", "publish_date", "pubdate"),
    "retrieved": ("fetch_date", "retrieved", "date_accessed", "access_date", "accessed", "saved"),
    "url": ("url", "link", "source_url", "canonical", "permalink"),
    "publisher": ("publisher", "outlet", "publication", "site"),
    "language": ("language", "lang"),
}
# An aggregator calls itself the source, so who published is not what stands there.
_AGGREGATOR = "source"
_HOST = re.compile(r"https?://(?:[^/?#@\s]*@)?(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|\b)")
_LONGEST_QUOTE = 90


def of_header(values: Mapping[str, Value]) -> Iterator[Fact]:
    """What the keys of a header say; the first key with a value for each field."""
    for field, keys in _KEYS.items():
        for key in keys:
            if key in values and (raw := _written(values[key])):
                yield Fact(field, raw, _value(field, raw), f"{HEADER} ({key})", "declared")
                break
    raw = _written(values.get(_AGGREGATOR, ""))
    if raw:
        field = "url" if _HOST.match(raw) else "publisher"
        yield Fact(field, raw, raw, f"{HEADER} ({_AGGREGATOR})", "guess")


def of_address(address: str) -> Iterator[Fact]:
    """What the address of a page says: its host, and the day some sites put into it."""
    host = _HOST.match(address)
    if host is None:
        return
    yield Fact("publisher", address, host[1].lower(), "address", "derived")
    found = _DAY_IN_ADDRESS.search(address, host.end())
    if found is not None and (value := _iso(*map(int, found.groups()))):
        yield Fact("published", found[0].strip("/"), value, "address", "derived")


def of_datelines(lines: Iterable[str]) -> Iterator[Fact]:
    """The day in the first date line among the lines around a headline."""
    for line in lines:
        date = dateline.date_of(line)
        if date is not None:
            yield Fact("published", line, date.earliest, "date line", "guess")
            return


def warnings(facts: Iterable[Fact]) -> Iterator[str]:
    """What a person should look at: a declared date that is none, or that others contradict."""
    published = [fact for fact in facts if fact.field == "published"]
    for fact in published:
        if fact.value is None:
            yield f"“{fact.raw[:40]}” is not a date."
    known = [fact for fact in published if fact.value is not None]
    if len({fact.value for fact in known}) > 1 and known[0].confidence == "declared":
        told = "; ".join(f"{fact.source} says {fact.value}" for fact in known)
        yield f"The dates of publication differ: {told}."


def proposals(facts: Iterable[Fact]) -> Iterator[Proposal]:
    """A proposal for each field that no metadata declares, from the best candidate found.

    What an aggregator calls the source is never proposed; a title needs no asking, and neither
    does the language that words tell.
    """
    found = list(facts)
    sure = [fact for fact in found if fact.confidence == "declared" and fact.value is not None]
    declared = {fact.field: fact for fact in reversed(sure)}
    proposed = {"title", "language"}
    for fact in found:
        asked = fact.confidence != "declared" and not fact.source.startswith(HEADER)
        if not asked or fact.value is None or fact.field in proposed:
            continue
        known = declared.get(fact.field)
        if known is None or (fact.field == "published" and fact.value != known.value):
            proposed.add(fact.field)
            yield _proposal(fact, known)


def _proposal(fact: Fact, declared: Fact | None) -> Proposal:
    words = " ".join(fact.raw.split())
    shown = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    reason = f"The {fact.source} reads “{shown}”"
    if declared is not None:
        source = HEADER if declared.source.startswith(HEADER) else declared.source
        reason += f"; the {source} says {declared.value}"
    reason += "."
    content = {"field": fact.field, "value": fact.value}
    return Proposal("metadata", f"{fact.field}: {fact.value}", reason, content)


def _written(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(" ".join(name.split()) for name in value if isinstance(name, str))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _value(field: str, raw: str) -> str | None:
    if field not in {"published", "retrieved"}:
        return raw
    date = dates.parse(raw)
    return None if date is None else plainly(date)


def plainly(date: FuzzyDate) -> str:
    """A date in the shortest ISO-like form that `dates.parse` reads back to the same days."""
    if date.precision == "day":
        return date.earliest
    if date.precision == "month":
        return date.earliest[:7]
    return date.earliest[:4] if date.precision == "year" else " ".join(date.written.split())


def _iso(year: int, month: int, of_month: int) -> str:
    try:
        return day(year, month, of_month).isoformat()
    except ValueError:
        return ""
