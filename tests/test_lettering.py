"""A text by its letters alone, and the way back to its own offsets."""

import pytest

from archivist.lettering import Lettering


def test_spaces_case_marks_and_typography_are_not_in_it() -> None:
    text = Lettering("Slavis\u030ca “Milanović”\u00a0—\nﬁrst\u200b 😀")
    assert text.folded == 'slavisa"milanovic"-first😀'


def test_a_stretch_of_letters_leads_back_with_the_marks_on_its_last() -> None:
    words = "Pis\u030ce: Milanovic\u0301."
    text = Lettering(words)
    start = text.folded.index("milan")
    first, end = text.span(start, start + len("milanovic"))
    assert words[first:end] == "Milanovic\u0301"
    assert text.place(words.index("M")) == start


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [
        ("Kraj.\n  Novo", "novo", 3),
        ("Kraj. Novo", "novo", 2),
        ("结束。开始", "开", 2),
        ("kraj novo", "novo", 1),
        ("krajnovo", "novo", 0),
        ("3.14 😀", "14", 0),
    ],
)
def test_a_border_is_a_lines_a_sentences_or_a_words(words: str, before: str, expected: int) -> None:
    text = Lettering(words)
    assert text.border(text.folded.index(before)) == expected
    assert text.border(0) == text.border(len(text.folded)) == 3


def test_lines_are_stretches_of_letters() -> None:
    text = Lettering("Prvi 😀\n\nDrugi")
    assert [text.folded[start:end] for start, end in text.lines()] == ["prvi😀", "", "drugi"]
