"""Another capture of a page renews its article, where that is safe."""

from pathlib import Path

import pytest

from archivist.accessions import ImportLine
from archivist.archive import Archive

_TEXT = """Slaviša Milanov je zaustavljen u Pirotu februara 2024. godine 😀.\r
Telefon je odnet u drugu sobu dok je on čekao sa advokatom.\r
Policija nije odgovorila na pitanja novinara o programu.\r
"""
_NEWER = _TEXT.replace("sa advokatom", "dva sata") + "Tužilaštvo je otvorilo predmet.\r\n"


def _page(
    folder: Path,
    name: str,
    text: str,
    *,
    url: str = "https://www.primer.org/vest/?utm_source=x",
    on: str = "2025-02-01",
) -> Path:
    path = folder / name
    header = f"---\r\ntitle: Vest\r\nurl: {url}\r\nfetch_date: {on}\r\n---\r\n"
    path.write_bytes((header + text).encode())
    return path


def _import(archive: Archive, path: Path, *, captures: bool = True) -> ImportLine:
    (line,) = archive.import_from([path], captures=captures)
    return line


def test_a_newer_capture_becomes_the_newer_text_and_highlights_follow(
    archive: Archive, tmp_path: Path
) -> None:
    first = _import(archive, _page(tmp_path, "prva.md", _TEXT))
    body = archive.articles.text_of(archive.articles.get(first.article)).text
    for words in ("Policija nije odgovorila", "Telefon je odnet"):
        start = body.index(words)
        archive.annotations.highlight(first.article, start, start + len(words))
    newer = _page(tmp_path, "druga.md", _NEWER, url="http://primer.org/vest#vrh", on="2025-03-01")
    line = _import(archive, newer)
    assert (line.status, line.article) == ("updated", first.article)
    assert line.reason == "It is a newer capture of “Vest”."
    assert line.revision is not None
    assert line.revision.counts["lost"] == 0
    assert len(line.revision.lines) == 2
    (version,) = archive.revisions.versions(first.article)
    assert archive.revisions.original_of(version) == (tmp_path / "prva.md").read_bytes()
    assert {each.exact for each in archive.annotations.of(first.article)} == {
        "Policija nije odgovorila",
        "Telefon je odnet",
    }
    assert _import(archive, newer).status == "known"
    assert _import(archive, tmp_path / "prva.md").status == "known"
    archive.undo()
    assert archive.revisions.versions(first.article) == ()
    assert all(check.ok for check in archive.verify())


def test_without_captures_it_is_an_article_of_its_own(archive: Archive, tmp_path: Path) -> None:
    first = _import(archive, _page(tmp_path, "prva.md", _TEXT))
    line = _import(archive, _page(tmp_path, "druga.md", _NEWER), captures=False)
    assert line.status == "imported"
    assert line.article != first.article


@pytest.mark.parametrize(
    ("text", "on", "why"),
    [
        ("Stranica je uklonjena.\r\n", "2025-03-01", "hardly a word in common"),
        (_NEWER, "2025-01-01", "is the newer capture"),
    ],
)
def test_a_capture_that_says_something_else_or_is_older_renews_nothing(
    archive: Archive, tmp_path: Path, text: str, on: str, why: str
) -> None:
    first = _import(archive, _page(tmp_path, "prva.md", _TEXT))
    line = _import(archive, _page(tmp_path, "druga.md", text, on=on))
    assert line.status == "imported"
    assert line.article != first.article
    assert why in line.warnings[-1]


def test_where_two_articles_have_the_address_none_is_renewed(
    archive: Archive, tmp_path: Path
) -> None:
    _import(archive, _page(tmp_path, "prva.md", _TEXT))
    _import(archive, _page(tmp_path, "druga.md", _NEWER), captures=False)
    line = _import(archive, _page(tmp_path, "treća.md", _NEWER + "Još.\r\n"))
    assert line.status == "imported"
    assert "More than one article has its address" in line.warnings[-1]
    assert line.likenesses == archive.likenesses.of(archive.articles.get(line.article))[:3]


def test_an_address_that_a_person_takes_away_is_known_no_more(
    archive: Archive, tmp_path: Path
) -> None:
    first = _import(archive, _page(tmp_path, "prva.md", _TEXT))
    archive.articles.edit(first.article, url="")
    assert _import(archive, _page(tmp_path, "druga.md", _NEWER)).status == "imported"
    assert all(check.ok for check in archive.verify())
