"""What was seen on pages without words comes into the text in its place, and moves nothing else."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.intake.paper import pdf
from archivist.intake.paper.recognised import decode, kept, with_recognised
from archivist.intake.wire import Garbled, Message
from archivist.layout import Layout
from archivist.text import StructuredText
from tests.papers import Row, paper

LINE: Row = (700, 12, "Set in type.")
ENGINE = "tesseract-5.5.4/srp"


def said(*paragraphs: list[list[tuple[object, ...]]], engine: str = ENGINE) -> Message:
    content = {"engine": engine, "paragraphs": paragraphs}
    return Message(json.dumps(content).encode())


SEEN = decode(
    said(
        [
            [("Čaršija", 10, 10, 60, 20, 96), ("📄", 70, 10, 90, 20, 31)],
            [("zausta-", 10, 30, 60, 40, 95)],
            [("vljen", 10, 50, 60, 60, 90), ("-", 70, 50, 75, 60, 90)],
            [("ali", 10, 70, 40, 80, 90), ("Niš-", 50, 70, 90, 80, 90)],
            [("Pirot", 10, 90, 60, 100, 59)],
        ],
        [[("\ufeff \r\n", 1, 1, 2, 2, 90)]],
        [[("kraj\r\n.", 10, 120, 60, 99_999, 90)]],
    )
)


DOUBT = (
    "1 page was read from its picture by Tesseract (srp): check the words against the page. "
    "It is unsure of 2 of 9 words."
)


def test_lines_become_paragraphs_and_a_word_that_a_line_end_breaks_is_one() -> None:
    assert SEEN.paragraphs == ("Čaršija 📄 zaustavljen - ali Niš- Pirot", "kraj.")
    found = [SEEN.text[word.start : word.end] for word in SEEN.words]
    assert found == ["Čaršija", "📄", "zausta", "vljen", "-", "ali", "Niš-", "Pirot", "kraj."]
    assert (SEEN.engine, SEEN.unsure) == (ENGINE, 2)


def test_a_seen_page_stands_between_the_others_which_stay_as_they_are() -> None:
    rows = ((800.0, 9.0, "Head"), LINE, (40.0, 9.0, "1"))
    deposit = pdf.read(paper(rows, (), rows, (), rows), "x.pdf")
    both = with_recognised(deposit, {1: SEEN})
    assert both.text == "Head\nSet in type.\n1\n" + SEEN.text + "\nHead\nSet in type.\n1\n" + (
        "Head\nSet in type.\n1"
    )
    assert Layout(both.pages).fits(both.text)
    assert [page.recognised for page in both.pages] == [False, True, False, False, False]
    assert Layout(both.pages).bare(len(both.text)) == (3,)
    for page, other in zip(deposit.pages, both.pages, strict=True):
        if not other.recognised:
            words = [deposit.text[word.start : word.end] for word in page.words]
            assert [both.text[word.start : word.end] for word in other.words] == words
    # What lies below the foot of the page is cut off there.
    assert both.pages[1].words[-1].bottom == both.pages[1].height
    (heads,) = both.proposals
    leaves = [both.leaves[first] for first, _last in heads.content["leaves"]]
    assert {both.text[leaf.start : leaf.end] for leaf in leaves} == {"Head", "1"}
    assert both.reader == "pdf/2+ocr:tesseract-5.5.4/srp"
    assert both.warnings == (
        "1 page holds no text: it is a picture, as of a scan.",
        DOUBT,
    )


def test_a_file_without_a_word_gets_text_and_a_title() -> None:
    deposit = pdf.read(paper((), ()), "scan.pdf")
    both = with_recognised(deposit, {0: SEEN, 1: replace(SEEN, engine="tesseract-5.5.4/eng")})
    assert both.text == f"{SEEN.text}\n{SEEN.text}"
    assert both.title == SEEN.paragraphs[0]
    assert both.reader.endswith("+ocr:tesseract-5.5.4/srp,tesseract-5.5.4/eng")
    assert "(srp; eng)" in both.warnings[0]


def test_only_pages_without_text_take_what_was_seen() -> None:
    deposit = pdf.read(paper((LINE,), ()), "x.pdf")
    assert with_recognised(deposit, {0: SEEN}) is deposit
    assert with_recognised(deposit, {}) is deposit


@given(bare=st.lists(st.booleans(), min_size=1, max_size=6), taken=st.sets(st.integers(0, 5)))
def test_what_was_seen_is_found_again_in_the_text_it_went_into(
    bare: list[bool], taken: set[int]
) -> None:
    deposit = pdf.read(paper(*(() if each else (LINE,) for each in bare)), "x.pdf")
    seen = dict.fromkeys(taken, SEEN)
    both = with_recognised(deposit, seen)
    layout = Layout(both.pages)
    assert layout.fits(both.text)
    found = kept(StructuredText(both.text, both.leaves), layout, both.metadata)
    right = {page for page in taken if page < len(bare) and bare[page]}
    assert found.keys() == right
    for page in found.values():
        assert (page.paragraphs, page.engine, page.unsure) == (SEEN.paragraphs, ENGINE, 2)
    assert with_recognised(deposit, found) == both


@pytest.mark.parametrize(
    "message",
    [
        Message(b"[]"),
        Message(b"{}"),
        said([[("a",)]]),
        said([[("a", 1, 2, 3, 4, "sure")]]),
        said([[("a", 1, 2, 3, 4, 5, 6)]]),
        Message(b'{"engine":"x","paragraphs":[[["word"]]]}'),
        Message(b'{"engine":"x","paragraphs":7}'),
    ],
)
def test_what_is_no_sight_is_not_taken_for_one(message: Message) -> None:
    with pytest.raises(Garbled):
        decode(message)
