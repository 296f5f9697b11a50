"""What a person chose to hand over."""

import pytest

from archivist.bundle.selection import Selection
from archivist.errors import Refused


def test_choosing_nothing_is_refused_with_what_can_be_chosen() -> None:
    with pytest.raises(Refused, match="name articles, people, events, tags, a query or a span"):
        Selection().require_something()


@pytest.mark.parametrize(
    ("earliest", "latest", "inside"),
    [
        ("2025-02-01", "2025-02-28", True),  # the month holds the day
        ("2025-02-26", "2025-02-26", True),
        ("2025-03-01", "2025-03-31", False),
        ("2024-01-01", "2024-12-31", False),
        ("", "", False),  # without a date nothing lies in a span of days
    ],
)
def test_a_fuzzy_date_is_in_when_any_of_its_days_is(
    earliest: str, latest: str, *, inside: bool
) -> None:
    chosen = Selection(query="x", earliest="2025-02-20", latest="2025-02-27")
    assert chosen.covers(earliest, latest) is inside


def test_an_open_end_covers_everything_on_its_side() -> None:
    assert Selection(earliest="2025-01-01").covers("2026-05-01", "2026-05-31")
    assert Selection(latest="2025-01-01").covers("1142-01-01", "1142-12-31")
    assert Selection(query="x").covers("", "")
