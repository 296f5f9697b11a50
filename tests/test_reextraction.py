"""Originals are read again by the present readers, and articles get what they find."""

import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.errors import NotFound
from archivist.intake.reading import kept_unread, read_bytes
from archivist.text import Leaf

_TEXT = "Vest 📰\r\nSlaviša Milanov je zaustavljen u Pirotu.\r\nPolicija nije odgovorila.\r\n"


def test_what_is_read_as_before_changes_nothing(archive: Archive) -> None:
    article = archive.accession(read_bytes(_TEXT.encode(), "vest.txt")).article
    before = archive.log()
    (line,) = archive.reextract()
    assert line.status == "same"
    assert archive.articles.get(article.id) == article
    assert archive.log() == before


def test_another_text_becomes_the_newer_one_and_highlights_follow(archive: Archive) -> None:
    deposit = read_bytes(_TEXT.encode(), "vest.txt")
    badly = "Vest 📰 Slaviša Milanov je zaustavljen u Pirotu. Policija nije odgovorila."
    old = replace(deposit, text=badly, leaves=(Leaf("p", 0, len(badly)),), reader="text/0")
    article = archive.accession(old).article
    start = badly.index("Slaviša")
    archive.annotations.highlight(article.id, start, start + 15)
    (line,) = archive.reextract([article.id])
    assert line.status == "renewed"
    assert line.article.reader == deposit.reader
    assert line.revision is not None
    assert line.revision.counts["lost"] == 0
    assert archive.articles.text_of(line.article).text == deposit.text
    (version,) = archive.revisions.versions(article.id)
    assert version.reader == "text/0"
    archive.undo()
    assert archive.articles.get(article.id).reader == "text/0"
    assert all(check.ok for check in archive.verify())


def test_a_file_that_was_kept_unread_gets_its_text_and_its_description(archive: Archive) -> None:
    page = (
        "<html lang=sr><head><title>Policija i telefoni</title></head><body><article>"
        "<h1>Policija i telefoni</h1><p>Slaviša Milanov je zaustavljen 😀.</p></article></body>"
    )
    unread = kept_unread(page.encode(), "страна.html", "The reader crashed on it.")
    article = archive.accession(unread).article
    (line,) = archive.reextract()
    assert line.status == "renewed"
    renewed = archive.articles.get(article.id)
    assert renewed.title == "Policija i telefoni"
    assert renewed.warnings == ()
    assert "Slaviša Milanov" in archive.articles.text_of(renewed).text


def test_what_still_cannot_be_read_keeps_what_it_has(archive: Archive) -> None:
    unread = kept_unread(b"\x00\x01\x02 no kind", "x.bin", "The reader crashed on it.")
    article = archive.accession(unread).article
    (line,) = archive.reextract()
    assert line.status == "refused"
    assert line.reason
    assert archive.articles.get(article.id) == article


def _message() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Prilog"
    message["From"] = "Slaviša <s@primer.org>"
    message["Message-ID"] = "<1@primer.org>"
    message.set_content("U prilogu je beleška 😀.\r\n")
    message.add_attachment(_TEXT.encode(), maintype="text", subtype="plain", filename="b.txt")
    return message.as_bytes()


def test_what_came_in_another_file_is_read_in_it_and_stays_its_part(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "poruka.eml"
    path.write_bytes(_message())
    (whole,) = archive.import_from([path])
    (part,) = whole.parts
    before = archive.articles.all()
    assert {line.status for line in archive.reextract()} == {"same"}
    assert archive.articles.all() == before
    archive.withdraw_article(whole.article)
    (line,) = archive.reextract([part.article])
    assert line.status == "refused"
    assert "no longer in the archive" in line.reason


def test_a_table_that_came_in_a_zip_is_read_with_the_columns_that_are_chosen(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "isečci.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("tabela.csv", "Naslov,Telo\r\nPrvi 📰,jedan\r\nDrugi,dva\r\n")
    (whole,) = archive.import_from([path])
    (table,) = whole.parts
    (wrong,) = archive.reextract([table.article], columns={"title": "Headline"})
    assert wrong.status == "refused"
    assert "no column “Headline”" in wrong.reason
    chosen = {"title": "Naslov", "text": "Telo"}
    (line,) = archive.reextract([table.article], columns=chosen)
    assert [part.title for part in line.parts] == ["Prvi 📰", "Drugi"]
    articles = archive.articles.all()
    assert {line.status for line in archive.reextract()} == {"same"}
    assert archive.articles.all() == articles


def test_files_found_only_now_come_in_as_parts(archive: Archive) -> None:
    unread = kept_unread(_message(), "poruka.eml", "The reader crashed on it.")
    article = archive.accession(unread).article
    (line,) = archive.reextract()
    (part,) = line.parts
    assert part.status == "imported"
    assert archive.articles.get(part.article).metadata["part of"] == article.original
    assert [each["name"] for each in line.article.metadata["parts"]] == [str(part.path)]
    archive.undo()
    assert archive.articles.count() == 1


def test_an_article_there_is_not_is_said_before_anything_is_read(archive: Archive) -> None:
    with pytest.raises(NotFound):
        next(archive.reextract(["ffff"]))
