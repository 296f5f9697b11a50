"""Every edition that ever shipped opens, whole, in the present program."""

import shutil
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.store.editions import EDITIONS

FROZEN = sorted(Path(__file__).parent.glob("*.archivist"))


def test_there_is_a_frozen_archive_of_every_edition() -> None:
    assert [folder.stem for folder in FROZEN] == [str(n + 1) for n in range(len(EDITIONS))]


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda folder: folder.stem)
def test_an_archive_of_an_earlier_program_opens_whole(frozen: Path, tmp_path: Path) -> None:
    folder = tmp_path / frozen.name
    shutil.copytree(frozen, folder)
    archive = Archive.open(folder)
    assert [check.detail for check in archive.verify() if not check.ok] == []
    (article,) = (each for each in archive.articles.all() if each.name == "zapis.txt")
    (marked,) = archive.annotations.of(article.id)
    assert marked.exact == "Slaviša Milanov"
    assert [mention.name for mention in marked.actors] == ["Slaviša Milanov"]
    assert [ref.name for ref in marked.tags] == ["pretres"]
    assert archive.events.all()[0].sources[0].url == "a"
    assert archive.search.find("славиша").total == 1
    archive.redo()
    assert archive.tags.all()[0].name == "pretres telefona"
    archive.close()


@pytest.mark.parametrize("frozen", FROZEN[1:], ids=lambda folder: folder.stem)
def test_the_texts_an_article_had_are_there_with_what_became_of_its_passages(
    frozen: Path, tmp_path: Path
) -> None:
    folder = tmp_path / frozen.name
    shutil.copytree(frozen, folder)
    archive = Archive.open(folder)
    (article,) = (each for each in archive.articles.all() if each.name == "vest-2.txt")
    placed, lost = archive.annotations.of(article.id), archive.annotations.lost(article.id)
    assert [each.exact for each in placed] == ["Vest", "Telefon je odnet u drugu sobicu"]
    assert [each.former and each.former.exact for each in placed] == [
        None,
        "Telefon je odnet u drugu sobu",
    ]
    assert [each.exact for each in lost] == ["Policija nije odgovorila"]
    (version,) = archive.revisions.versions(article.id)
    assert version.name == "vest.txt"
    assert archive.revisions.text_of(version).text.startswith("Vest 📰\nTelefon je odnet")
    assert archive.revisions.original_of(version).decode().count("\r\n") == 3
    archive.close()


@pytest.mark.parametrize("frozen", FROZEN[2:], ids=lambda folder: folder.stem)
def test_reports_places_of_words_and_rules_of_sites_are_there(frozen: Path, tmp_path: Path) -> None:
    folder = tmp_path / frozen.name
    shutil.copytree(frozen, folder)
    archive = Archive.open(folder)
    (report,) = archive.reports.all()
    assert (report.imported, report.refused) == (1, 1)
    paper, nobody = archive.reports.lines(report.number)
    assert (paper.is_in, nobody.sentences) == (True, ("The file is no longer there.",))
    article = archive.articles.get(paper.article)
    layout, text = archive.layouts.of(article), archive.articles.text_of(article).text
    assert layout
    assert [text[word.start : word.end] for word in layout.pages[0].words] == text.split()
    (site,) = archive.sites.all()
    assert (site.host, len(site.rule)) == ("vesti.example", 1)
    archive.close()
