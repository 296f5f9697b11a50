"""Boxes of passages on pages, and pages as bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.layout import Box, Layout, Page, Word, Words

PAGES = Layout(
    (
        Page(
            0,
            5950,
            8420,
            (
                Word(0, 4, 100, 100, 500, 200),
                Word(5, 9, 540, 100, 940, 200),
                Word(10, 15, 100, 250, 600, 350),
            ),
        ),
        Page(16, 5950, 8420, (Word(16, 20, 100, 100, 500, 200),)),
    )
)


def test_a_passage_has_a_box_a_line() -> None:
    assert PAGES.boxes(0, 15) == (Box(0, 100, 100, 940, 200), Box(0, 100, 250, 600, 350))


def test_a_word_that_is_cut_gives_its_share() -> None:
    assert PAGES.boxes(1, 3) == (Box(0, 200, 100, 400, 200),)


def test_a_passage_over_two_pages_has_boxes_on_both() -> None:
    assert [box.page for box in PAGES.boxes(10, 20)] == [0, 1]


def test_nothing_selected_has_no_box() -> None:
    assert PAGES.boxes(4, 4) == ()
    assert PAGES.boxes(4, 5) == ()
    assert Layout(()).boxes(0, 9) == ()


def test_a_place_on_a_page_tells_the_word_there() -> None:
    assert PAGES.offset_at(0, 600, 150) == 5
    assert PAGES.offset_at(0, 5, 5) is None
    assert PAGES.offset_at(7, 600, 150) is None


def test_an_offset_tells_its_page() -> None:
    assert [PAGES.page_of(each) for each in (0, 15, 16, 99)] == [0, 0, 1, 1]


def test_a_passage_tells_its_pages_as_people_count_them() -> None:
    assert PAGES.pages_of(0, 15) == (1, 1)
    assert PAGES.pages_of(10, 20) == (1, 2)
    assert PAGES.pages_of(10, 16) == (1, 1)


WITH_BARE = Layout(
    (Page(0, 9, 9), Page(0, 9, 9), Page(5, 9, 9), Page(5, 9, 9, recognised=True), Page(9, 9, 9))
)


def test_a_page_tells_where_its_text_stands_and_whether_it_has_any() -> None:
    # "abcd\nefgh": two pages without text stand among those with some, one after the last.
    assert [WITH_BARE.span_of(page, 9) for page in range(5)] == [
        *((0, 0), (0, 4), (5, 5), (5, 9), (9, 9)),
    ]
    assert WITH_BARE.bare(9) == (0, 2, 4)
    assert Layout((Page(0, 9, 9, recognised=True), Page(0, 9, 9))).bare(0) == (1,)


NUMBERS = st.integers(0, 2**32 - 1)
ROWS = st.lists(st.tuples(*[NUMBERS] * 6), max_size=5)
LAYOUTS = st.lists(
    st.builds(
        lambda start, width, height, rows, recognised: Page(
            start, width, height, Words.of(rows), recognised
        ),
        *(NUMBERS, NUMBERS, NUMBERS, ROWS, st.booleans()),
    ),
    max_size=4,
).map(lambda pages: Layout(tuple(pages)))


@given(layout=LAYOUTS)
def test_a_layout_comes_back_from_its_bytes(layout: Layout) -> None:
    assert Layout.unpacked(layout.packed()) == layout


@given(layout=LAYOUTS.filter(lambda layout: layout.pages), cut=st.integers(1, 16))
def test_bytes_cut_short_are_no_layout(layout: Layout, cut: int) -> None:
    with pytest.raises(ValueError, match="no layout"):
        Layout.unpacked(layout.packed()[:-cut])


def test_packed_words_are_as_plain_ones() -> None:
    plain = PAGES.pages[0].words
    packed = Layout.unpacked(PAGES.packed()).pages[0].words
    assert packed == plain
    assert (packed[1], packed[-1], list(packed[1:])) == (plain[1], plain[-1], list(plain[1:]))
    with pytest.raises(IndexError):
        packed[3]


@pytest.mark.parametrize(
    "pages",
    [
        (Page(3, 9, 9), Page(0, 9, 9)),
        (Page(12, 9, 9),),
        (Page(0, 9, 9, (Word(0, 0, 1, 1, 2, 2),)),),
        (Page(0, 9, 9, (Word(0, 11, 1, 1, 2, 2),)),),
        (Page(0, 9, 9, (Word(2, 3, 1, 1, 2, 2), Word(0, 1, 1, 1, 2, 2))),),
        (Page(0, 9, 9, (Word(0, 1, 1, 1, 10, 2),)),),
        (Page(0, 9, 9, (Word(0, 1, 1, 5, 2, 4),)),),
        (Page(0, 9, 9, (Word(3, 5, 1, 1, 2, 2),)), Page(4, 9, 9)),
    ],
)
def test_what_does_not_fit_its_text_is_told(pages: tuple[Page, ...]) -> None:
    assert not Layout(pages).fits("ten chars.")
    assert PAGES.fits("x" * 20)
