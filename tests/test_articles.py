"""Articles come in once, keep their original, and change only in their description."""

import pytest

from archivist.archive import Archive
from archivist.errors import NotFound, Refused
from archivist.fixity import sha256
from archivist.intake.reading import read_bytes

NOTE = "Zapisnik 😀\r\nСлавиша Миланов је новинар.\r\nThird line.".encode()


def take_in(archive: Archive, content: bytes = NOTE, name: str = "zapisnik.txt") -> str:
    return archive.accession(read_bytes(content, name)).article.id


def test_an_accession_keeps_bytes_text_and_provenance(archive: Archive) -> None:
    article = archive.articles.get(take_in(archive))
    assert archive.articles.original_of(article) == NOTE
    assert article.original == sha256(NOTE)
    assert article.imported_by == "R-1"
    assert article.name == "zapisnik.txt"
    assert article.status == "to review"
    text = archive.articles.text_of(article)
    assert "Славиша Миланов" in text.text
    assert "\r" not in text.text


def test_the_same_bytes_are_known_whatever_they_are_called(archive: Archive) -> None:
    first = archive.accession(read_bytes(NOTE, "a.txt"))
    entries = len(archive.log())
    second = archive.accession(read_bytes(NOTE, "b.txt"))
    assert (first.status, second.status) == ("imported", "known")
    assert second.article.id == first.article.id
    assert len(archive.log()) == entries


def test_undoing_an_accession_and_redoing_it_brings_the_text_back(archive: Archive) -> None:
    article = archive.articles.get(take_in(archive))
    archive.undo()
    assert archive.articles.count() == 0
    archive.redo()
    assert archive.articles.get(article.id) == article
    assert "Славиша" in archive.articles.text_of(article).text


def test_an_id_may_be_shortened_to_a_unique_beginning(archive: Archive) -> None:
    article = take_in(archive)
    assert archive.articles.get(article[:6]).id == article
    with pytest.raises(NotFound, match="no article ffffffff"):
        archive.articles.get("ffffffff")
    take_in(archive, b"another\n", "b.txt")
    with pytest.raises(NotFound):
        archive.articles.get("")


def test_a_description_can_be_corrected_and_taken_back(archive: Archive) -> None:
    article = take_in(archive)
    edited = archive.articles.edit(article, published="February 2025", starred=True, author="Š. Ž.")
    assert (edited.earliest, edited.latest) == ("2025-02-01", "2025-02-28")
    assert edited.starred
    archive.undo()
    assert archive.articles.get(article).published == ""


@pytest.mark.parametrize("wrong", [{"published": "2025-02-30"}, {"status": "gone"}, {"title": " "}])
def test_a_wrong_description_is_refused_and_changes_nothing(
    archive: Archive, wrong: dict[str, str]
) -> None:
    article = archive.articles.get(take_in(archive))
    with pytest.raises(Refused):
        archive.articles.edit(article.id, **wrong)
    assert archive.articles.get(article.id) == article


def test_a_withdrawn_article_takes_its_highlights_along_and_undo_brings_all_back(
    archive: Archive,
) -> None:
    article = take_in(archive)
    actor = archive.actors.add("Slaviša Milanov", kind="person")
    marked = archive.annotations.highlight(article, 0, 8, note="why", actors=(actor.id,))
    archive.withdraw_article(article)
    assert archive.articles.count() == 0
    assert archive.annotations.count() == 0
    archive.undo()
    assert archive.annotations.get(marked.id) == marked
    assert all(check.ok for check in archive.verify())
