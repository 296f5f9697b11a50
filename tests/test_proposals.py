"""What import proposed is decided by a person, also by what they say themselves."""

import pytest

from archivist.archive import Archive
from archivist.articles import Article
from archivist.intake.reading import read_bytes

PAGE = (
    "---\ntitle: Telefon je vraćen 😀\nurl: https://example.org/2025/02/26/telefon\n"
    "date: 2025-02-27\n---\n\nNovinar je pušten.\r\n"
)


@pytest.fixture
def article(archive: Archive) -> Article:
    return archive.accession(read_bytes(PAGE.encode(), "strana.md")).article


def fields(archive: Archive) -> list[str]:
    return [str(each.content["field"]) for each in archive.proposals.waiting()]


@pytest.mark.parametrize(
    ("chosen", "state"), [("2025-02-26", "accepted"), ("2025-02-25", "dismissed")]
)
def test_what_a_person_says_of_a_field_decides_what_was_proposed_for_it(
    archive: Archive, article: Article, chosen: str, state: str
) -> None:
    (proposal,) = (
        each for each in archive.proposals.waiting() if each.content["field"] == "published"
    )
    others = [each for each in fields(archive) if each != "published"]
    archive.proposals.describe(article.id, published=chosen)
    assert archive.articles.get(article.id).published == chosen
    assert archive.proposals.get(proposal.id).state == state
    assert fields(archive) == others
    archive.undo()
    assert archive.articles.get(article.id) == article
    assert archive.proposals.get(proposal.id) == proposal


def test_a_field_that_is_emptied_and_one_that_is_not_named_decide_nothing(
    archive: Archive, article: Article
) -> None:
    before = archive.proposals.waiting()
    archive.proposals.describe(article.id, published="", starred=True)
    assert archive.proposals.waiting() == before
