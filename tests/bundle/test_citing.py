"""How a place in an exhibit is named."""

from archivist.bundle import citing
from archivist.text import Leaf, lines, paragraphs, span_of_paragraphs

CELLS = (
    Leaf("p", 0, 1),
    Leaf("rule", 2, 2),
    Leaf("cell", 3, 4, table=1, row=0, column=0),
    Leaf("cell", 5, 6, table=1, row=0, column=1),
    Leaf("cell", 7, 8, table=1, row=1, column=0),
    Leaf("cell", 9, 10, table=2, row=1, column=0),
    Leaf("p", 11, 11),
    Leaf("li", 12, 13),
)


def test_a_row_of_a_table_is_one_paragraph_and_a_rule_is_none() -> None:
    assert paragraphs(CELLS) == (1, 0, 2, 2, 3, 4, 0, 5)


def test_a_passage_is_cited_by_the_pages_it_stands_on() -> None:
    starts = (0, 0, 10, 20)
    assert citing.on_pages(starts, 0, 5) == "p. 2"
    assert citing.on_pages(starts, 5, 10) == "p. 2"
    assert citing.on_pages(starts, 5, 11) == "pp. 2–3"
    assert citing.on_pages((), 5, 11) == ""


def test_a_passage_is_cited_by_the_paragraphs_it_has_words_in() -> None:
    text = lines("Đorđe 🗂️\n\nsecond\nthird")
    numbers = paragraphs(text.leaves)

    def cited(quote: str) -> str:
        start = text.text.index(quote)
        end = start + len(quote)
        return citing.cite("A-001", *span_of_paragraphs(text.leaves, numbers, start, end))

    assert cited("Đorđe") == "A-001 ¶1"
    assert cited("second") == "A-001 ¶2"
    assert cited("\n\nsecond\n") == "A-001 ¶2"
    assert cited("🗂️\n\nsecond\nth") == "A-001 ¶¶1–3"
    assert cited("\n\n") == "A-001"


def test_the_direction_is_that_of_most_letters() -> None:
    assert citing.direction("Slaviša Милановић 12") == "ltr"
    assert citing.direction("هاتف Cellebrite مفتوح دون إذن صاحبه") == "rtl"
    assert citing.direction("הטלפון נפתח") == "rtl"
    assert citing.direction("📁 123") == "ltr"
