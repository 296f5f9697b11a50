"""A date line holds a date and little beside it; a sentence with a date in it is a story."""

import pytest

from archivist.intake import dateline


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("22/04/2025 - Massimo Moratti", "2025-04-22"),
        ("7:55 AM PST · February 26, 2025", "2025-02-26"),
        ("Published on 26 February 2025 by Ana Petrović", "2025-02-26"),
        ("Last updated: 26 February 2025, 10:15 CET", "2025-02-26"),
        ("BELGRADE, 26 February 2025 (Reuters) –", "2025-02-26"),
        ("Čačak 🕊, 26. februara 2025. godine", "2025-02-26"),
        ("Objavljeno: 26. februar 2025. u 10:15", "2025-02-26"),
        ("2025-02-26", "2025-02-26"),
        ("تاريخ 2025-02-26", "2025-02-26"),
    ],
)
def test_a_date_line_gives_its_day(line: str, day: str) -> None:
    found = dateline.date_of(line)
    assert found is not None
    assert found.earliest == day


@pytest.mark.parametrize(
    "line",
    [
        "I was born on 5 May 1980 in Niš.",
        "Born 5 May 1980",
        "He died on 5 May 1980.",
        "Police came on 5 May 1980 🕊",
        "Rođena 5. maja 1980. u Nišu",
        "February 2025",
        "A line without a date",
        "One Two Three Four Five Six Seven, 5 May 1980",
        f"5 May 1980 {'A' * 90}",
        "",
    ],
)
def test_a_sentence_with_a_date_gives_none(line: str) -> None:
    assert dateline.date_of(line) is None
