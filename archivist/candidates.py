"""Candidates: what each source says of one field of an article's description.

Sources that disagree are told of as such, whichever of them the article follows: nothing here
settles it, a person does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from archivist import dates
from archivist.addresses import same_page
from archivist.articles import Article
from archivist.folding import fold
from archivist.intake.deposit import Fact

FIELDS = ("title", "author", "publisher", "published", "url", "language", "retrieved")
"""The fields of a description, in the order they are told of."""

_DATES = ("published", "retrieved")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a field, with the facts that say so; without any, a person wrote it.

    `value` is empty where a source cannot be read as what the field takes. `present` is what the
    article says now. A `carrier` is who passed the article on and calls itself its source: not
    who published it, unless a person says so.
    """

    field: str
    value: str
    facts: tuple[Fact, ...] = ()
    present: bool = False
    carrier: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that is said of one field, the present value first; whether it is at odds."""

    field: str
    candidates: tuple[Candidate, ...]
    disputed: bool = False

    def to_json(self) -> dict[str, Any]:
        """The account as JSON has it."""
        return {
            "field": self.field,
            "disputed": self.disputed,
            "candidates": [
                {
                    "value": each.value,
                    "present": each.present,
                    "carrier": each.carrier,
                    "sources": [fact.source for fact in each.facts],
                }
                for each in self.candidates
            ],
        }


def accounts(article: Article) -> tuple[Account, ...]:
    """What is said of each field of which a source says anything."""
    return tuple(
        _account(name, getattr(article, name), facts)
        for name in FIELDS
        if (facts := [fact for fact in article.facts if fact.field == name])
    )


def disputed(article: Article) -> tuple[Account, ...]:
    """The fields of which the sources say what cannot all be true."""
    return tuple(each for each in accounts(article) if each.disputed)


def _account(field: str, present: str, facts: Iterable[Fact]) -> Account:
    alike: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        meant = _meaning(field, fact.value or "") if fact.value else ("unread", fact.raw)
        alike.setdefault((*meant, _is_carrier(fact)), []).append(fact)
    found = list(_candidates(field, present, alike.values()))
    if present and not any(each.present for each in found):
        found.append(Candidate(field, present, present=True))
    found.sort(key=lambda each: (not each.present, each.carrier, not each.value))
    at_odds = any(_are_at_odds(*pair) for pair in combinations(found, 2))
    return Account(field, tuple(found), at_odds)


def _candidates(field: str, present: str, alike: Iterable[list[Fact]]) -> Iterator[Candidate]:
    meant = _meaning(field, present)
    for facts in alike:
        value = facts[0].value or ""
        is_present = bool(present and value) and _meaning(field, value) == meant
        yield Candidate(field, value, tuple(facts), is_present, _is_carrier(facts[0]))


def _meaning(field: str, value: str) -> tuple[object, ...]:
    """What two values have in common that say the same: dates by their days."""
    if field in _DATES and (date := dates.parse(value)):
        return date.earliest, date.latest
    if field == "url" and (page := same_page(value)):
        return (page,)
    return (" ".join(fold(value).split()),)


def _are_at_odds(one: Candidate, other: Candidate) -> bool:
    """Whether sources say two things that cannot both be true."""
    if not (one.value and other.value and one.facts and other.facts):
        return False
    if one.carrier or other.carrier:
        return False
    first, second = _meaning(one.field, one.value), _meaning(other.field, other.value)
    if one.field in _DATES:
        return _are_apart(first, second)
    # The host is where it stood; the name is whose it is.
    if one.field == "publisher" and _is_host(one) != _is_host(other):
        return False
    return not _is_part(str(first[0]), str(second[0]))


def _is_part(one: str, other: str) -> bool:
    return one in other or other in one


def _are_apart(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether neither of two dates lies within the other: a month does not contradict its day."""
    (low, high), (low_there, high_there) = _days(one), _days(other)
    within = low <= low_there and high_there <= high
    around = low_there <= low and high <= high_there
    return not (within or around)


def _days(meant: tuple[object, ...]) -> tuple[str, str]:
    return str(meant[0]), str(meant[-1])


def _is_host(candidate: Candidate) -> bool:
    return all(fact.source.startswith("address") for fact in candidate.facts)


def _is_carrier(fact: Fact) -> bool:
    named = fact.source == "front matter (source)" or fact.source.endswith("an aggregator")
    return fact.field == "publisher" and fact.confidence == "guess" and named
