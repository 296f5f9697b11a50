"""What the sources say of a field: alike by what they mean, at odds where not all can be true."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive
from archivist.articles import Article
from archivist.candidates import Account, accounts, disputed
from archivist.intake.deposit import Fact
from archivist.intake.reading import read

PAGE = (
    "---\ntitle: A stop near Pirot 📱\nauthor: Slaviša Milanov\n"
    "url: https://example.org/2025/02/26/stop/\nsource: A news aggregator\ndate: {date}\n---\n\n"
    "Police stopped the car of Slaviša Milanov.\n"
)


@pytest.fixture
def article(archive: Archive, tmp_path: Path) -> Article:
    file = tmp_path / "заустављање.md"
    file.write_text(PAGE.format(date="2025-02-27"), "utf-8")
    return archive.articles.accession(read(file)).article


def of(article: Article, field: str) -> Account:
    return next(each for each in accounts(article) if each.field == field)


def says(article: Article, field: str, *values: str) -> Article:
    facts = tuple(
        Fact(field, value, value, f"meta ({at})", "declared") for at, value in enumerate(values)
    )
    said: dict[str, Any] = {"facts": facts, field: values[0]}
    return replace(article, **said)


def test_a_header_and_an_address_that_name_two_days_are_at_odds(
    archive: Archive, article: Article
) -> None:
    (account,) = disputed(article)
    assert account.field == "published"
    first, second = account.candidates
    assert (first.value, first.present) == ("2025-02-27", True)
    assert (second.value, second.present) == ("2025-02-26", False)
    assert [fact.source for fact in second.facts] == ["address"]
    settled = archive.articles.edit(article.id, published="26 February 2025")
    (account,) = disputed(settled)
    assert [each.value for each in account.candidates] == ["2025-02-26", "2025-02-27"]
    assert account.candidates[0].present


def test_what_a_person_wrote_is_a_candidate_without_a_source(
    archive: Archive, article: Article
) -> None:
    written = archive.articles.edit(article.id, published="2025-02")
    present = of(written, "published").candidates[0]
    assert (present.value, present.facts, present.present) == ("2025-02", (), True)


def test_who_passed_it_on_is_told_apart_from_who_published_it(article: Article) -> None:
    account = of(article, "publisher")
    assert not account.disputed
    assert [(each.value, each.carrier) for each in account.candidates] == [
        ("example.org", False),
        ("A news aggregator", True),
    ]


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("published", ("2025-02-27", "27 February 2025"), (1, False)),
        ("published", ("2025-02-27", "2025-02"), (2, False)),
        ("published", ("2025-02-27", "2025-03"), (2, True)),
        ("published", ("2025-02-27", "2025-02-26"), (2, True)),
        ("author", ("Slaviša Milanov", "SLAVIŠA  MILANOV"), (1, False)),
        ("author", ("Славиша Миланов", "Slaviša Milanov"), (1, False)),
        ("author", ("Slaviša Milanov", "The editors"), (2, True)),
        ("title", ("A stop", "A stop | Example 📱"), (2, False)),
        ("url", ("https://example.org/a", "http://www.example.org/a/?utm_source=x"), (1, False)),
        ("url", ("https://example.org/a", "https://example.org/b"), (2, True)),
    ],
)
def test_values_are_compared_by_what_they_mean(
    article: Article, field: str, values: tuple[str, ...], expected: tuple[int, bool]
) -> None:
    account = of(says(article, field, *values), field)
    assert (len(account.candidates), account.disputed) == expected


def test_what_is_no_date_is_told_of_and_disputes_nothing(article: Article) -> None:
    facts = (
        Fact("published", "2025-02-30", None, "meta (date)", "declared"),
        Fact("published", "2025-02-27", "2025-02-27", "address", "derived"),
    )
    account = of(replace(article, facts=facts), "published")
    assert not account.disputed
    assert [each.value for each in account.candidates] == ["2025-02-27", ""]
