"""Rows of a table become articles, also of one that came in whole; and its first rows are shown."""

from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.errors import Refused
from archivist.intake.sampling import Sampler

TABLE = (
    'Naslov,Telo,Dan\r\n"Telefon 😀","Slaviša Milanov\r\nje zaustavljen.",2024-02-21\r\n'
    "Drugi,Policija nije odgovorila.,2024-03-01\r\n,,\r\n"
)
COLUMNS = {"title": "Naslov", "text": "Telo", "published": "Dan"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "isečci.csv"
    path.write_bytes(TABLE.encode())
    return path


def titles(archive: Archive) -> list[str]:
    return [article.title for article in archive.articles.all(order="imported")]


def test_a_table_that_is_in_as_one_article_keeps_it_and_gets_an_article_a_row(
    archive: Archive, table: Path
) -> None:
    (whole,) = archive.import_from([table])
    text = archive.articles.text_of(archive.articles.get(whole.article)).text
    start = text.index("Policija")
    mark = archive.annotations.highlight(whole.article, start, start + 8)
    (line,) = archive.import_from([table], columns=COLUMNS)
    assert (line.status, line.article) == ("updated", whole.article)
    assert [(part.status, part.title) for part in line.parts] == [
        ("imported", "Telefon 😀"),
        ("imported", "Drugi"),
    ]
    after = archive.articles.get(whole.article)
    assert after.metadata["columns"] == COLUMNS
    assert [each["name"] for each in after.metadata["parts"]] == ["isečci 1.csv", "isečci 2.csv"]
    (version,) = archive.revisions.versions(whole.article)
    assert archive.revisions.text_of(version).text == text
    assert archive.annotations.lost(whole.article)[0].id == mark.id
    assert all(check.ok for check in archive.verify())
    archive.undo()
    assert titles(archive) == ["isečci.csv"]
    assert archive.annotations.get(mark.id).target.exact == "Policija"


def test_the_same_is_done_to_an_article_whose_file_is_gone(archive: Archive, table: Path) -> None:
    (whole,) = archive.import_from([table])
    table.unlink()
    (line,) = archive.reextract([whole.article], columns=COLUMNS)
    assert line.status == "renewed"
    assert [part.title for part in line.parts] == ["Telefon 😀", "Drugi"]
    (again,) = archive.reextract([whole.article])
    assert again.status == "same"


def test_the_same_columns_once_more_change_nothing(archive: Archive, table: Path) -> None:
    list(archive.import_from([table], columns=COLUMNS))
    before = archive.articles.all()
    (line,) = archive.import_from([table], columns=COLUMNS)
    assert line.status == "known"
    assert archive.articles.all() == before


def test_a_row_that_was_withdrawn_stays_out_until_other_columns_are_chosen(
    archive: Archive, table: Path
) -> None:
    (whole,) = archive.import_from([table], columns=COLUMNS)
    _, withdrawn = whole.parts
    archive.withdraw_article(withdrawn.article)
    assert {line.status for line in archive.reextract()} == {"same"}
    assert titles(archive) == ["Telefon 😀", "isečci.csv"]
    (line,) = archive.import_from([table], columns={"title": "Naslov", "text": "Telo"})
    assert [part.status for part in line.parts] == ["updated", "imported"]
    assert "Drugi" in titles(archive)


def test_other_columns_make_the_rows_anew_and_leave_what_a_person_said(
    archive: Archive, table: Path
) -> None:
    (wrong,) = archive.import_from([table], columns={"title": "Telo", "text": "Naslov"})
    first, second = wrong.parts
    archive.articles.edit(second.article, title="Rekla sam 📰")
    (line,) = archive.import_from([table], columns=COLUMNS)
    assert [part.status for part in line.parts] == ["updated", "updated"]
    assert [part.article for part in line.parts] == [first.article, second.article]
    made = archive.articles.get(first.article)
    assert (made.title, made.published) == ("Telefon 😀", "2024-02-21")
    assert archive.articles.text_of(made).text.startswith("Telefon 😀\nSlaviša Milanov")
    assert archive.articles.get(second.article).title == "Rekla sam 📰"
    archive.undo()
    assert archive.articles.get(first.article).title == "Slaviša Milanov je zaustavljen."


def test_columns_that_fit_nothing_leave_the_article_as_it_is(archive: Archive, table: Path) -> None:
    (whole,) = archive.import_from([table])
    before = archive.articles.get(whole.article)
    (line,) = archive.import_from([table], columns={"title": "Headline"})
    assert line.status == "refused"
    assert "no column “Headline”" in line.reason
    assert archive.articles.get(whole.article) == before


def test_a_look_tells_columns_first_values_and_the_first_articles(
    archive: Archive, table: Path
) -> None:
    (whole,) = archive.import_from([table])
    sampler = archive.mappings.sampler(whole.article)
    try:
        plain = sampler.look({})
        assert plain.names == ("Naslov", "Telo", "Dan")
        assert plain.columns[1].values[0] == "Slaviša Milanov je zaustavljen."
        assert plain.articles == ()
        chosen = sampler.look(COLUMNS)
        assert [each.title for each in chosen.articles] == ["Telefon 😀", "Drugi"]
        assert chosen.left_out == ("Record 3 stays in the file: It has no title and no text.",)
    finally:
        sampler.close()


def test_a_look_at_what_has_no_rows_is_a_sentence(tmp_path: Path) -> None:
    page = tmp_path / "strana.csv"
    page.write_bytes("<!doctype html><p>Đorđe 😀</p>".encode())
    sampler = Sampler.of(page)
    try:
        with pytest.raises(Refused, match="no table"):
            sampler.look({})
    finally:
        sampler.close()


def test_lines_over_the_names_and_columns_without_a_name_are_seen_through(tmp_path: Path) -> None:
    path = tmp_path / "figure.csv"
    path.write_bytes("Tabela 😀,,\r\n,,\r\n,Broj,Broj\r\n,1,jedan\r\n".encode())
    sampler = Sampler.of(path)
    try:
        sample = sampler.look({"title": "Broj (3)"})
    finally:
        sampler.close()
    assert sample.names == ("column 1", "Broj", "Broj (3)")
    assert [each.title for each in sample.articles] == ["jedan"]


def test_columns_are_proposed_by_their_names_and_remembered_for_files_like_it(
    archive: Archive,
) -> None:
    names = ("Headline", "Body", "Dan 📅")
    assert archive.mappings.of(names) == {"title": "Headline", "text": "Body"}
    archive.mappings.keep(names, COLUMNS | {"published": "Dan 📅"})
    assert archive.mappings.of(names)["published"] == "Dan 📅"
    assert archive.mappings.of(names[:2]) == {"title": "Headline", "text": "Body"}
