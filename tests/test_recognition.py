"""Pages that are pictures are looked at, and their words become the text of the article."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.errors import NotFound, Refused
from archivist.intake.isolation import confined
from archivist.intake.paper import pdf, tessdata
from archivist.recognition import PageSeen, Recognition
from tests.papers import paper, scanned

FIRST = (
    (700.0, 14.0, "Police stopped his car near Pirot and took his tele-"),
    (684.0, 14.0, "phone away. Nobody asked him for a code."),
)
SECOND = ((700.0, 14.0, "On the next day he came back."),)
WORDS = (
    "Police stopped his car near Pirot and took his telephone away. Nobody asked him for a code."
)
TITLE = "Police stopped his car near Pirot and took his telephone away."
ENGLISH = ("eng",)


def why_not() -> str:
    try:
        tessdata.folder_of(ENGLISH)
    except Refused as refusal:
        return str(refusal)
    return ""


tesseract = pytest.mark.skipif(bool(why_not()), reason=why_not() or "Tesseract is here")


@pytest.fixture(scope="module")
def scan() -> bytes:
    return scanned(paper(FIRST, SECOND))


@pytest.fixture(scope="module")
def one_page() -> bytes:
    return scanned(paper(SECOND))


def ended(told: Iterator[PageSeen | Recognition]) -> tuple[list[PageSeen], list[Recognition]]:
    everything = list(told)
    pages = [each for each in everything if isinstance(each, PageSeen)]
    return pages, [each for each in everything if isinstance(each, Recognition)]


@tesseract
def test_a_scan_gets_the_words_of_its_pages_and_says_who_read_them(
    archive: Archive, scan: bytes
) -> None:
    article = archive.accession(pdf.read(scan, "skeniranje 📄.pdf")).article
    assert archive.layouts.waiting() == (article,)
    pages, (line,) = ended(archive.recognitions.recognise([article.id], ENGLISH))
    assert [(page.page, page.done, page.total) for page in pages] == [(1, 1, 2), (2, 2, 2)]
    assert (line.status, line.pages) == ("renewed", 2)
    text = archive.articles.text_of(line.article).text
    assert text == f"{WORDS}\nOn the next day he came back."
    assert line.article.title == TITLE
    assert line.article.reader.startswith("pdf/2+ocr:tesseract-")
    assert line.article.reader.endswith("/eng")
    assert "2 pages were read from their pictures by Tesseract (eng)" in line.article.warnings[0]
    layout = archive.layouts.of(line.article)
    assert layout is not None
    assert all(page.recognised for page in layout.pages)
    # Where the words were set: 72 points from the left, their feet 700 points up.
    (box,) = layout.boxes(0, 6)
    assert box.left == pytest.approx(720, abs=30)
    assert box.bottom == pytest.approx(1420, abs=70)
    assert archive.layouts.waiting() == ()
    assert all(check.ok for check in archive.verify())


@tesseract
def test_words_that_were_seen_outlast_reading_again_and_go_with_one_undo(
    archive: Archive, one_page: bytes
) -> None:
    article = archive.accession(pdf.read(one_page, "scan.pdf")).article
    _, (line,) = ended(archive.recognitions.recognise([article.id], ENGLISH))
    mark = archive.annotations.highlight(article.id, 0, 6)
    (again,) = archive.reextract([article.id])
    assert (again.status, again.article.reader) == ("same", line.article.reader)
    _, (known,) = ended(archive.recognitions.recognise([article.id], ENGLISH))
    assert (known.status, known.reason) == ("same", "Every page has its text.")
    archive.annotations.withdraw(mark.id)
    archive.undo()
    archive.undo()
    archive.undo()
    assert archive.articles.get(article.id).text_sha256 == article.text_sha256
    assert archive.articles.get(article.id).title == "scan.pdf"


@tesseract
def test_pages_on_which_nothing_is_seen_leave_the_article_as_it_was(archive: Archive) -> None:
    empty = pdf.read(paper((), ((700.0, 12.0, "Set in type."),)), "mixed.pdf")
    article = archive.accession(empty).article
    (page,), (line,) = ended(archive.recognitions.recognise([article.id], ENGLISH))
    assert (page.page, page.words) == (1, 0)
    assert (line.status, line.reason) == ("refused", "No words were seen on its pages.")
    assert archive.articles.get(article.id) == article


@tesseract
def test_stopped_between_pages_what_was_read_stays_and_the_rest_waits(
    archive: Archive, scan: bytes
) -> None:
    article = archive.accession(pdf.read(scan, "scan.pdf")).article
    told: list[PageSeen | Recognition] = []
    for each in archive.recognitions.recognise([article.id], ENGLISH, stopped=lambda: bool(told)):
        told.append(each)  # noqa: PERF402 - the list is looked at meanwhile
    pages, (line,) = ended(iter(told))
    assert [page.page for page in pages] == [1]
    assert (line.status, line.pages) == ("renewed", 1)
    assert line.article.warnings[0].startswith("1 page holds no text")
    assert archive.layouts.bare(line.article) == (1,)
    mark = archive.annotations.highlight(article.id, 0, 6)
    pages, (line,) = ended(archive.recognitions.recognise([article.id], ENGLISH))
    assert [page.page for page in pages] == [2]
    assert archive.articles.text_of(line.article).text.startswith(WORDS)
    assert archive.annotations.get(mark.id).exact == "Police"


# What a page that ends its reader would do, the first of the file; the others are read.
CULPRIT = """
import sys; sys.path.insert(0, sys.argv[1])
import ctypes
from archivist.intake.isolation import child, page_child
if sys.argv[2] == "child": child.main()

class Open(page_child.Open):
    def _page(self, number):
        if number == 0: ctypes.string_at(0)
        return super()._page(number)

page_child.Open = Open
page_child.main()
"""


@tesseract
def test_a_page_that_ends_its_reader_costs_itself_alone(
    archive: Archive, scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "_START", CULPRIT)
    article = archive.accession(pdf.read(scan, "scan.pdf")).article
    pages, (line,) = ended(archive.recognitions.recognise([article.id], ENGLISH))
    assert "crashed" in pages[0].reason
    assert (pages[1].reason, line.status, line.pages) == ("", "renewed", 1)
    assert archive.articles.text_of(line.article).text == "On the next day he came back."
    assert archive.layouts.bare(line.article) == (0,)


@tesseract
def test_an_import_reads_the_pictures_too_and_is_one_act(
    archive: Archive, one_page: bytes, tmp_path: Path
) -> None:
    (tmp_path / "scan.pdf").write_bytes(one_page)
    (tmp_path / "vest.txt").write_text("Vest 😀\r\nSlaviša Milanov", encoding="utf-8")
    lines = archive.import_from([tmp_path / "scan.pdf", tmp_path / "vest.txt"])
    one, other = archive.recognitions.also(lines, ENGLISH)
    assert (one.status, one.title) == ("imported", "On the next day he came back.")
    assert "read from its picture" in one.warnings[0]
    assert other.status == "imported"
    archive.undo()
    assert archive.articles.count() == 0


def test_without_the_extra_the_remedy_is_named_before_anything_is_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tessdata, "ENGINE", "tesserocr_that_nobody_installed")
    article = archive.accession(pdf.read(paper(()), "scan.pdf")).article
    with pytest.raises(Refused, match=r"not installed: pip install '\.\[ocr\]'"):
        list(archive.recognitions.recognise([article.id], ENGLISH))
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    lines = archive.import_from([tmp_path / "a.txt"])
    with pytest.raises(Refused, match="not installed"):
        list(archive.recognitions.also(lines, ENGLISH))
    assert archive.articles.count() == 1


@pytest.mark.parametrize("languages", [(), ("../eng",), ("",), ("eng+srp",)])
def test_what_names_no_language_is_refused(languages: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="names no languages"):
        tessdata.folder_of(languages)
    assert tessdata.languages_of("srp+eng+srp") == ("srp", "eng")


def test_a_language_that_is_missing_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tessdata, "ENGINE", "json")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    (tmp_path / "tessdata").mkdir()
    for language in ("xyz", "xyz_latn"):
        (tmp_path / "tessdata" / f"{language}.traineddata").write_bytes(b"")
    assert tessdata.folder_of(("xyz", "xyz_latn")) == tmp_path / "tessdata"
    with pytest.raises(Refused, match=r"read “xyw” on this machine.*apt install tesseract-ocr-xyw"):
        tessdata.folder_of(("xyz", "xyw"))


def test_an_article_there_is_not_is_told_before_anything_is_read(archive: Archive) -> None:
    if why_not():
        pytest.skip(why_not())
    with pytest.raises(NotFound):
        list(archive.recognitions.recognise(["abcd"], ENGLISH))
