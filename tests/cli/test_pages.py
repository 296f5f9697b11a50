"""Pages on the command line: cited, listed, shown one by one, and read from their pictures."""

import pytest

from archivist.errors import Refused
from archivist.intake.paper import tessdata
from tests.cli.conftest import Typist
from tests.papers import paper, scanned

ROWS = ((700.0, 12.0, "Police stopped his car."),)
NEXT = ((700.0, 14.0, "On the next day he came back."),)


def why_not() -> str:
    try:
        tessdata.folder_of(("eng",))
    except Refused as refusal:
        return str(refusal)
    return ""


@pytest.fixture
def at_pages(typed: Typist) -> Typist:
    """A typist at an archive with a PDF of three pages, of which the second holds no text."""
    (typed.folder.parent / "spis 📄.pdf").write_bytes(paper(ROWS, (), NEXT))
    assert typed("new", "--no-passphrase").code == 0
    assert typed("import", "spis 📄.pdf").code == 0
    return typed


def test_a_passage_is_cited_and_listed_with_its_pages(at_pages: Typist) -> None:
    article = at_pages.id_of("spis")
    (one,) = at_pages.json("highlight", article, "--quote", "his car")
    (both,) = at_pages.json("highlight", article, "--start", "19", "--end", "30")
    assert (one["pages"], both["pages"]) == ([1], [1, 2, 3])
    cited = at_pages("annotations", "--cite").out
    assert "“his car” (Police stopped his car., p. 1; SHA-256" in cited
    assert ", pp. 1–3; SHA-256" in cited
    assert " p. 1  " in at_pages("annotations").out


def test_one_page_is_shown_alone(at_pages: Typist) -> None:
    article = at_pages.id_of("spis")
    assert at_pages("show", article, "--page", "3").out == "On the next day he came back."
    assert at_pages("show", article, "--page", "2").out == ""
    beyond = at_pages("show", article, "--page", "4")
    assert (beyond.code, "has 3 pages, so there is no page 4" in beyond.err) == (1, True)
    (shown,) = at_pages.json("show", article)
    assert [page["end"] - page["start"] for page in shown["pages"]] == [23, 0, 29]
    assert (shown["pages"][0]["width"], shown["pages"][0]["recognised"]) == (595.0, False)
    assert "pages: 3" in at_pages("show", article).out


def test_what_has_no_pages_says_so(sample: Typist) -> None:
    refused = sample("show", sample.id_of("06-"), "--page", "1")
    assert refused.code == 1
    assert "has no pages here" in refused.err


def test_a_bundle_names_the_pages_of_its_passages(at_pages: Typist) -> None:
    article = at_pages.id_of("spis")
    at_pages("highlight", article, "--quote", "the next day")
    assert at_pages("bundle", "out", "--article", article, "--title", "T").code == 0
    folder = at_pages.folder.parent / "out"
    rows = next(folder.rglob("passages.csv")).read_text("utf-8-sig").splitlines()
    assert rows[0].split(",")[5] == '"pages"'
    assert rows[1].split(",")[5] == '"p. 3"'
    assert at_pages("verify", str(folder)).code == 0


@pytest.mark.skipif(bool(why_not()), reason=why_not() or "Tesseract is here")
def test_pictures_are_read_by_a_verb_and_at_import(at_pages: Typist) -> None:
    (at_pages.folder.parent / "scan.pdf").write_bytes(scanned(paper(NEXT)))
    taken = at_pages("import", "--ocr", "eng", "scan.pdf")
    assert "1 page was read from its picture by Tesseract (eng)" in taken.out
    scan = at_pages.id_of("scan")
    assert at_pages("show", scan, "--text").out == "On the next day he came back."
    told = at_pages("ocr", "--all")
    assert told.code == 1
    assert "refused" in told.out
    assert "No words were seen on its pages." in told.out
    assert "0 pages read in 0 articles, 0 as they were, 1 not read." in told.err
    (again,) = at_pages.json("ocr", scan)
    assert (again["status"], again["reason"]) == ("same", "Every page has its text.")


def test_what_cannot_be_read_by_tesseract_is_said(
    at_pages: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tessdata, "ENGINE", "tesserocr_that_nobody_installed")
    missing = at_pages("ocr", "--all")
    assert missing.code == 1
    assert "pip install '.[ocr]'" in missing.err
    assert at_pages("ocr").code == 2
    wrong = at_pages("ocr", "--all", "--language", "../x")
    assert "names no languages" in wrong.err
