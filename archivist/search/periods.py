"""What `date:` may be followed by, as the days it covers."""

import re
from datetime import date, timedelta

from archivist import dates
from archivist.errors import BadQuery
from archivist.search.tree import Period

FIRST = "0001-01-01"
LAST = "9999-12-31"

_COMPARED = re.compile(r"\s*(>=|<=|=>|=<|>|<)\s*(.*)", re.DOTALL)
_DAY = timedelta(days=1)


def period(written: str) -> Period:
    """The days of `2024`, `2024-02`, `>=2024-02-26`, `<2024`, `2020..2024` or a date in words.

    Raises `BadQuery`.
    """
    compared = _COMPARED.fullmatch(written)
    if compared:
        return _compared(compared[1], _days(compared[2], written))
    if ".." in written:
        start, _, end = written.partition("..")
        return period_between(start, end)
    return _days(written, written)


def period_between(start: str, end: str) -> Period:
    """The days from the first of `start` to the last of `end`; an empty one leaves it open.

    Raises `BadQuery`.
    """
    written = f"{start}..{end}"
    if not start.strip() and not end.strip():
        raise _no_date(written)
    earliest = _days(start, written).earliest if start.strip() else FIRST
    latest = _days(end, written).latest if end.strip() else LAST
    if earliest > latest:
        raise BadQuery(f"The dates of {written} are the wrong way round: the earlier one is first.")
    return Period(earliest, latest)


def _days(written: str, whole: str) -> Period:
    found = dates.parse(written.strip())
    if found is None:
        raise _no_date(whole)
    return Period(found.earliest, found.latest)


def _compared(sign: str, days: Period) -> Period:
    if "=" in sign:
        return Period(days.earliest, LAST) if ">" in sign else Period(FIRST, days.latest)
    if sign == ">":
        return Period(_shifted(days.latest, 1), LAST)
    return Period(FIRST, _shifted(days.earliest, -1))


def _shifted(day: str, days: int) -> str:
    """`day` moved by `days`, not beyond the calendar's ends."""
    if day == (LAST if days > 0 else FIRST):
        return day
    return (date.fromisoformat(day) + days * _DAY).isoformat()


def _no_date(written: str) -> BadQuery:
    return BadQuery(
        f"{written.strip() or 'Nothing'} is not a date: write 2024, 2024-02, 2024-02-26, "
        ">=2024, 2020..2024, or a date in words in quotation marks."
    )
