"""Articles come in once, keep their original, and change only in their description."""

import pytest

from archivist.archive import Archive
from archivist.assets import sample_archive
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


def test_accepted_boilerplate_takes_effect_and_can_be_taken_back(archive: Archive) -> None:
    page = (sample_archive() / "03-scraped-notebook-page.md").read_bytes()
    article = archive.accession(read_bytes(page, "page.md")).article
    (proposal,) = [found for found in archive.proposals.waiting() if found.kind == "boilerplate"]
    assert {leaf.role for leaf in archive.articles.text_of(article).leaves} <= {"main", "header"}
    archive.proposals.accept(proposal.id)
    changed = archive.articles.get(article.id)
    roles = [leaf.role for leaf in archive.articles.text_of(changed).leaves]
    folded = sum(last - first + 1 for first, last in proposal.content["leaves"])
    assert roles.count("boilerplate") == folded
    assert changed.text_sha256 == article.text_sha256
    archive.undo()
    assert archive.articles.get(article.id) == article


def test_a_withdrawn_event_file_takes_its_event_up_again(archive: Archive) -> None:
    content = "---\ntitle: Događaj 😀\ndate: 2024-02-21\nactors: [Đorđe]\n---\nTekst.\n".encode()
    article = archive.accession(read_bytes(content, "a.md")).article
    assert (article.published, article.earliest) == ("", "2024-02-21")
    (event,) = archive.events.on(article.id)
    archive.withdraw_article(article.id)
    assert archive.events.get(event.id).article == ""
    again = archive.accession(read_bytes(content, "a.md")).article
    assert [found.id for found in archive.events.on(again.id)] == [event.id]
    assert len(archive.events.all()) == 1


def test_a_name_that_looks_like_a_known_one_is_told_on_import(archive: Archive) -> None:
    event = "---\ntitle: Događaj {n}\ndate: 2024\nactors: [{name}]\n---\nTekst 😀.\n"
    first = archive.accession(read_bytes(event.format(n=1, name="Cellebrite").encode(), "1.md"))
    second = archive.accession(read_bytes(event.format(n=2, name="Сellebrite").encode(), "2.md"))
    assert first.article.warnings == ()
    (warning,) = second.article.warnings
    assert "looks like “Cellebrite” but is written with other characters" in warning
