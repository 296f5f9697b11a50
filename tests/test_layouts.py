"""The room of pages: layouts come with texts, go with them, and are checked."""

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.errors import Damaged
from archivist.intake.paper import pdf
from archivist.intake.reading import read_bytes
from archivist.layout import Layout, Page, Words
from tests.papers import paper

ROWS = ((700.0, 12.0, "Police stopped his car"), (686.0, 12.0, "near Pirot."))
TWO = paper(ROWS, ((700.0, 12.0, "On the next day."),), title="Zapis")


def checks(archive: Archive) -> dict[str, str]:
    return {check.check: check.detail for check in archive.verify() if not check.ok}


def test_a_pdf_brings_its_pages_and_a_text_has_none(archive: Archive) -> None:
    deposit = pdf.read(TWO, "spis 📄.pdf")
    article = archive.accession(deposit).article
    layout = archive.layouts.of(article)
    assert layout == Layout(deposit.pages)
    assert layout.pages_of(0, 5) == (1, 1)
    note = archive.accession(read_bytes("Čaršija 😀\r\n".encode(), "n.txt")).article
    assert archive.layouts.of(note) is None
    assert archive.layouts.bare(note) == ()
    assert not checks(archive)


def test_two_files_that_say_the_same_keep_their_own_pages(archive: Archive) -> None:
    one = archive.accession(pdf.read(paper((), ()), "two.pdf")).article
    other = archive.accession(pdf.read(paper((), (), ()), "three.pdf")).article
    assert one.text_id == other.text_id
    assert [len(archive.layouts.bare(each)) for each in (one, other)] == [2, 3]
    assert archive.layouts.waiting() == (one, other)


def test_a_newer_text_brings_its_own_pages_and_undo_the_former(archive: Archive) -> None:
    article = archive.accession(pdf.read(paper(ROWS), "a.pdf")).article
    before = archive.layouts.of(article)
    archive.revise(article.id, pdf.read(TWO, "b.pdf"))
    renewed = archive.articles.get(article.id)
    after = archive.layouts.of(renewed)
    assert before is not None
    assert after is not None
    assert (len(before.pages), len(after.pages)) == (1, 2)
    (version,) = archive.revisions.versions(article.id)
    assert archive.layouts.of_text(version.text_id, original=version.original) == before
    archive.undo()
    assert archive.layouts.of(archive.articles.get(article.id)) == before


def test_an_article_from_before_pages_were_kept_gets_them_when_read_again(
    archive: Archive,
) -> None:
    article = archive.accession(replace(pdf.read(TWO, "a.pdf"), pages=())).article
    assert archive.layouts.of(article) is None
    (line,) = archive.reextract([article.id])
    assert line.status == "same"
    layout = archive.layouts.of(line.article)
    assert layout is not None
    assert len(layout.pages) == 2


def test_a_backup_holds_the_pages(archive: Archive, tmp_path: Path) -> None:
    article = archive.accession(pdf.read(TWO, "a.pdf")).article
    copy = Archive.open(archive.backup(tmp_path / "copy"))
    try:
        assert copy.layouts.of(article) == archive.layouts.of(article)
    finally:
        copy.close()


def test_an_article_withdrawn_and_brought_back_has_its_pages(archive: Archive) -> None:
    article = archive.accession(pdf.read(TWO, "a.pdf")).article
    archive.withdraw_article(article.id)
    archive.undo()
    assert archive.layouts.of(archive.articles.get(article.id)) is not None


BEYOND = Layout((Page(0, 9, 9, Words.of([(0, 900, 1, 1, 2, 2)])),)).packed()


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        (b"nothing", "cannot be read"),
        (zlib.compress(b"nothing"), "cannot be read"),
        (zlib.compress(BEYOND), "are not those of its words"),
    ],
)
def test_pages_that_were_tampered_with_are_told(
    archive: Archive, kept: bytes, sentence: str
) -> None:
    article = archive.accession(pdf.read(TWO, "a.pdf")).article
    archive._store._connection.execute("UPDATE layout SET z = ?", (kept,))
    assert sentence in checks(archive)["layouts"]
    if "read" in sentence:
        with pytest.raises(Damaged, match="Restore a backup"):
            archive.layouts.of(article)
