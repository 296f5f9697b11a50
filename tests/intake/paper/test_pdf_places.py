"""Where the words of a PDF stand: on upright, turned and cut pages, made here and found."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.isolation.paging import Paging, Picture
from archivist.intake.paper import pdf
from archivist.layout import Layout, Page, Word
from tests.papers import HEIGHT, WIDTH, Row, Sheet, bound, lines, paper

# Helvetica, by its metrics: P 667, i 222, r 333, o 556, t 278 thousandths of its size.
PIROT = (667 + 222 + 333 + 556 + 278) / 1000 * 20
BASE = 700
SHEET = lines([(BASE, 20, "Pirot")])
CUT = (50, 100, 450, 760)


def shown(place: tuple[float, float], turn: int, cut: tuple[int, int, int, int]) -> tuple[int, int]:
    """A place of the file, in tenths of a point on the page turned clockwise and cut."""
    left, low, right, high = cut
    x, y = place
    turned = {
        0: (x - left, high - y),
        90: (y - low, x - left),
        180: (right - x, y - low),
        270: (high - y, right - x),
    }
    across, down = turned[turn]
    return round(across * 10), round(down * 10)


def dark(picture: Picture) -> tuple[float, float, float, float]:
    """The box of what is drawn, in pixels."""
    length = picture.width * 3
    rows = [picture.rgb[at : at + length] for at in range(0, len(picture.rgb), length)]
    inked = [number for number, row in enumerate(rows) if min(row) < 128]
    columns = [at for at in range(picture.width) if any(rows[n][3 * at] < 128 for n in inked)]
    return min(columns), min(inked), max(columns) + 1, max(inked) + 1


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [(0, 0, WIDTH, HEIGHT), CUT])
def test_a_word_stands_where_the_page_shows_it(turn: int, cut: tuple[int, int, int, int]) -> None:
    said = b"/Rotate %d/CropBox[%d %d %d %d]" % (turn, *cut)
    content = bound([Sheet(SHEET, said)])
    deposit = pdf.read(content, "Čaršija 📄.pdf")
    (page,) = deposit.pages
    width, height = cut[2] - cut[0], cut[3] - cut[1]
    sides = (height, width) if turn in {90, 270} else (width, height)
    assert (page.width, page.height) == (sides[0] * 10, sides[1] * 10)
    (word,) = page.words
    begin, end = shown((72, BASE), turn, cut), shown((72 + PIROT, BASE), turn, cut)
    along, across = (0, 1) if turn in {0, 180} else (1, 0)
    box = ((word.left, word.right), (word.top, word.bottom))
    assert box[along] == pytest.approx(sorted((begin[along], end[along])), abs=2)
    assert box[across][0] < begin[across] < box[across][1]
    assert 200 <= box[across][1] - box[across][0] <= 250  # its ascent and descent
    with Paging(content) as paging:
        picture = paging.picture(0, width=sides[0])
    left, top, right, bottom = (side * 10 for side in dark(picture))
    assert word.left - 10 <= left < right <= word.right + 10
    assert word.top - 10 <= top < bottom <= word.bottom + 10


def test_a_word_that_a_line_end_breaks_has_a_box_on_each_line() -> None:
    deposit = pdf.read(
        paper(((700, 12, "Police took his tele-"), (686, 12, "phone away."))), "telefon 📱.pdf"
    )
    assert deposit.text == "Police took his telephone away."
    (page,) = deposit.pages
    broken = [word for word in page.words if 16 <= word.start < 25]
    assert [deposit.text[word.start : word.end] for word in broken] == ["tele", "phone"]
    first, second = broken
    assert (first.end, first.bottom - first.top) == (second.start, second.bottom - second.top)
    assert first.top < second.top
    assert first.left > second.left
    assert len(Layout(deposit.pages).boxes(16, 25)) == 2


def test_what_is_written_beside_the_page_has_no_place_on_it() -> None:
    rows = lines([(700, 12, "seen"), (50, 12, "cut away")])
    deposit = pdf.read(bound([Sheet(rows, b"/CropBox[0 100 595 842]")]), "x.pdf")
    assert "cut away" in deposit.text
    (page,) = deposit.pages
    assert [deposit.text[word.start : word.end] for word in page.words] == ["seen"]


def test_a_very_long_file_says_from_where_on_its_words_have_no_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "AFFORDED", 6)
    row = ((700, 12, "two words"),)
    deposit = pdf.read(paper(row, row, row, ()), "x.pdf")
    assert [len(page.words) for page in deposit.pages] == [2, 2, 0, 0]
    assert deposit.warnings[1] == (
        "The file is very long: from page 3 on it is not kept where its words stand on the page."
    )
    assert [page.start for page in deposit.pages] == [0, 10, 20, 29]


def test_pages_without_text_begin_where_the_next_has_some() -> None:
    deposit = pdf.read(paper((), ((700, 12, "one"),), (), ((700, 12, "two"),), ()), "x.pdf")
    assert deposit.text == "one\ntwo"
    layout = Layout(deposit.pages)
    assert [layout.span_of(page, 7) for page in range(5)] == [
        (0, 0),
        (0, 3),
        (4, 4),
        (4, 7),
        (7, 7),
    ]
    assert layout.bare(7) == (0, 2, 4)


# The law


def letters(content: bytes, number: int) -> list[tuple[float, float, str]]:
    """Each letter of an upright page, and the middle of what is drawn of it, as pdfium tells it."""
    document = pypdfium2.PdfDocument(content)
    page = document[number]
    text = page.get_textpage()
    left, _low, _right, high = page.get_bbox()
    found = []
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        a, b, c, d = text.get_charbox(place, loose=True)
        if letter.strip("\ufffe\x02") and not letter.isspace() and (a, b) != (c, d):
            found.append((((a + c) / 2 - left) * 10, (high - (b + d) / 2) * 10, letter))
    document.close()
    return found


def inside(word: Word, found: list[tuple[float, float, str]]) -> str:
    return "".join(
        letter
        for x, y, letter in found
        if word.left <= x <= word.right and word.top <= y <= word.bottom
    )


def assert_placed(deposit: Deposit) -> Iterator[tuple[int, Page, Word, str]]:
    """Each word with its letters, after a look that words are in order and have no space."""
    assert Layout(deposit.pages).fits(deposit.text)
    for number, page in enumerate(deposit.pages):
        for word in page.words:
            said = deposit.text[word.start : word.end]
            assert re.fullmatch(r"\S+", said)
            yield number, page, word, said
        for one, other in pairwise(page.words):
            assert one.end <= other.start


# Its letters lie over each other, and one word is set from both sides of the line.
TANGLED = "015-arabic.pdf"


def test_the_letters_in_the_box_of_a_word_are_its_own_in_every_real_file(shared: Path) -> None:
    files = sorted([*(shared / "data" / "pdf").glob("*.pdf")])
    files += sorted((shared / "data" / "documents").glob("*.pdf"))
    words = 0
    for file in files:
        content = file.read_bytes()
        try:
            deposit = pdf.read(content, file.name)
        except Refused:
            continue
        placed = list(assert_placed(deposit))
        assert len({(number, word) for number, _, word, _ in placed}) == len(placed)
        known = {number: letters(content, number) for number in {each[0] for each in placed}}
        for number, _page, word, said in placed:
            found = inside(word, known[number])
            if file.name != TANGLED:
                assert sorted(found) == sorted(said), (file.name, number, said)
            words += 1
    assert words > 7_000


WORDS = st.text("abcdefgh.,", min_size=1, max_size=9)
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=8)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Row, ...]:
    size, leading = draw(st.integers(6, 20)), draw(st.sampled_from([1.3, 2.5]))
    return tuple(
        (780 - number * size * leading, size, words) for number, words in enumerate(draw(ROWS))
    )


@given(rows=pages(), turn=st.sampled_from([0, 90, 180, 270]))
@settings(max_examples=40, deadline=None)
def test_every_word_of_a_made_page_has_its_letters_in_its_box(
    rows: tuple[Row, ...], turn: int
) -> None:
    upright = bound([Sheet(lines(rows))])
    deposit = pdf.read(upright, "x.pdf")
    known = letters(upright, 0)
    placed = list(assert_placed(deposit))
    for _number, _page, word, said in placed:
        assert sorted(inside(word, known)) == sorted(said)
    turned = pdf.read(bound([Sheet(lines(rows), b"/Rotate %d" % turn)]), "x.pdf")
    if turn == 0:
        assert turned.pages == deposit.pages
    for _number, page, word, _said in assert_placed(turned):
        assert (page.width > page.height) == (turn in {90, 270})
        assert word.right - word.left > 0
