"""The report of an import stays in the archive, whatever becomes of the articles."""

import csv
import io
from pathlib import Path

import pytest

from archivist import reports
from archivist.archive import Archive
from archivist.errors import NotFound
from archivist.fixity import sha256
from archivist.reports import ReportLine

MAIL = (
    b"From: a@example.org\r\nSubject: Poruka \xf0\x9f\x98\x80\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"
    b"Tekst\r\n--x\r\nContent-Type: text/plain\r\n"
    b'Content-Disposition: attachment; filename="prilog.txt"\r\n\r\nPrilog\r\n--x--\r\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files that come in, that are refused, and that carry others."""
    folder = tmp_path / "građa"
    (folder / "dopisi").mkdir(parents=True)
    (folder / "beleška 😀.txt").write_text("Naslov 😀\r\n\r\nSadržaj\r\n", encoding="utf-8")
    (folder / "dopisi" / "poruka.eml").write_bytes(MAIL)
    (folder / "virus.exe").write_bytes(b"MZ\x90\x00 \xf0\x9f\x98\x80")
    return folder


def whole(archive: Archive, number: int) -> list[ReportLine]:
    return list(archive.reports.lines(number))


def test_each_file_has_its_line_and_none_tells_where_the_folder_lay(
    archive: Archive, folder: Path
) -> None:
    told = list(archive.import_from([folder]))
    (report,) = archive.reports.all()
    assert (report.number, report.agent, report.places) == (1, "R-1", ("građa",))
    assert (report.files, report.imported, report.refused) == (3, 2, 1)
    note, mail, program = whole(archive, 1)
    assert [note.place, mail.place, program.place] == [
        "građa/beleška 😀.txt",
        "građa/dopisi/poruka.eml",
        "građa/virus.exe",
    ]
    assert (note.title, note.article, note.is_in) == ("Naslov 😀", told[0].article, True)
    assert note.sha256 == sha256((folder / "beleška 😀.txt").read_bytes())
    assert note.size == (folder / "beleška 😀.txt").stat().st_size
    assert note.modified == (folder / "beleška 😀.txt").stat().st_mtime_ns
    assert [(part.place, part.title) for part in mail.parts] == [("prilog.txt", "Prilog")]
    payloads = "".join(entry.payload or "" for entry in archive.log())
    assert str(folder.parent) not in payloads


def test_what_was_refused_stands_in_the_journal_with_its_sentence_and_its_hash(
    archive: Archive, folder: Path
) -> None:
    refused = folder / "virus.exe"
    (told,) = archive.import_from([refused])
    (line,) = whole(archive, 1)
    assert (line.place, line.status, line.is_in) == ("virus.exe", "refused", False)
    assert line.sha256 == sha256(refused.read_bytes()) == told.sha256
    assert line.sentences == (told.reason,)
    (entry,) = archive.log(action="import report")
    assert line.sha256 in (entry.payload or "")
    assert all(check.ok for check in archive.verify())


def test_a_file_that_cannot_be_read_is_reported_without_a_hash(
    archive: Archive, tmp_path: Path
) -> None:
    list(archive.import_from([tmp_path / "nema ga 😀.txt"]))
    (line,) = whole(archive, 1)
    assert (line.place, line.sha256) == ("nema ga 😀.txt", "")
    assert line.sentences == ("The file is no longer there.",)


def test_a_second_import_reports_what_was_known(archive: Archive, folder: Path) -> None:
    list(archive.import_from([folder]))
    list(archive.import_from([folder]))
    latest, first = archive.reports.all()
    assert (latest.number, first.number) == (2, 1)
    assert (latest.imported, latest.known, latest.refused) == (0, 2, 1)
    again, once = whole(archive, 2), whole(archive, 1)
    assert [line.status for line in again] == ["known", "known", "refused"]
    assert [line.article for line in again] == [line.article for line in once]
    assert again[0].sentences[0].startswith("Already in the archive")


def test_an_import_that_is_taken_back_stays_reported_and_says_so(
    archive: Archive, folder: Path
) -> None:
    list(archive.import_from([folder]))
    archive.undo()
    (report,) = archive.reports.all()
    assert (report.imported, report.taken_back) == (2, True)
    assert [(line.is_in, line.title) for line in whole(archive, 1)] == [(False, "")] * 3
    archive.redo()
    assert archive.reports.get(1).taken_back is False
    assert whole(archive, 1)[0].title == "Naslov 😀"
    archive.undo()
    assert archive.reports.get(1).taken_back is True
    assert all(check.ok for check in archive.verify())


def test_nothing_is_taken_back_for_a_report_of_refusals_alone(
    archive: Archive, folder: Path
) -> None:
    tag = archive.tags.add("pretres 😀")
    list(archive.import_from([folder / "virus.exe"]))
    archive.undo()
    assert tag.id not in [each.id for each in archive.tags.all()]
    list(archive.import_from([folder / "virus.exe"]))
    archive.redo()
    assert [each.name for each in archive.tags.all()] == ["pretres 😀"]
    assert [report.taken_back for report in archive.reports.all()] == [False, False]


def test_an_import_of_many_batches_is_one_report_in_the_order_of_the_files(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.accessions._BATCH_FILES", 2)
    (tmp_path / "0.exe").write_bytes(b"MZ 0")
    (tmp_path / "1.exe").write_bytes(b"MZ 1")
    for number in range(2, 7):
        (tmp_path / f"{number}.txt").write_text(f"Beleška {number} 😀\r\n", encoding="utf-8")
    list(archive.import_from([tmp_path]))
    (report,) = archive.reports.all()
    assert (report.refused, report.imported) == (2, 5)
    assert report.at < report.until
    assert [line.place[-5] for line in whole(archive, 1)] == list("0123456")
    archive.undo()
    assert archive.articles.count() == 0
    assert archive.reports.get(1).taken_back is True


def test_what_was_chosen_is_named_also_where_it_is_named_by_its_place(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    list(archive.import_from([Path(), folder / "dopisi"]))
    (report,) = archive.reports.all()
    assert report.places == ("građa", "dopisi")
    assert [line.place for line in whole(archive, 1)][1:] == [
        "građa/dopisi/poruka.eml",
        "građa/virus.exe",
        "dopisi/poruka.eml",
    ]


def test_the_table_has_a_row_a_file_and_no_formula(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "=1+1.eml").write_bytes(MAIL)
    list(archive.import_from([tmp_path / "=1+1.eml"]))
    content = reports.as_csv(archive.reports.lines(1))
    mail, part = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert (mail["file"], mail["title"]) == ("'=1+1.eml", "Poruka 😀")
    assert (part["file"], part["within"]) == ("prilog.txt", "'=1+1.eml")
    assert part["original sha256"] == sha256(b"Prilog")


def test_there_is_no_report_of_an_import_that_never_was(archive: Archive, tmp_path: Path) -> None:
    list(archive.import_from([tmp_path / "case.archivist"]))
    (tmp_path / "prazno").mkdir()
    list(archive.import_from([tmp_path / "prazno"]))
    assert [report.number for report in archive.reports.all()] == [1]
    with pytest.raises(NotFound, match="There is no import 2"):
        archive.reports.get(2)
