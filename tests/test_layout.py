"""Boxes of passages on pages."""

from archivist.layout import Box, Layout, Page, Word

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
