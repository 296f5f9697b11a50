"""Plain text: its lines are its paragraphs, and its first lines tell the title."""

import pytest

from archivist.intake import byline
from archivist.intake.words import plain
from archivist.text import StructuredText


def structured(text: str) -> StructuredText:
    return plain.read(text)


def test_lines_are_paragraphs_and_blank_ones_are_left_out() -> None:
    found = structured("\nPrvi red 🕊\n\n \t\n  drugi\n\u00a0\ntreći\n")
    assert found.text == "Prvi red 🕊\n  drugi\ntreći"
    assert [found.text[leaf.start : leaf.end] for leaf in found.leaves] == [
        "Prvi red 🕊",
        "  drugi",
        "treći",
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline\nA story of it.", "A headline"),
        ("One sentence. Another.\nMore.", "One sentence."),
        ("No headline, for it ends in a stop.", "No headline, for it ends in a stop."),
        ("“Quoted.” And on it goes, longer.", "“Quoted.”"),
        ("U.S. forces left. More.", "U.S. forces left."),
        ("新しい記事が出ました。続きます。", "新しい記事が出ました。"),
        ("A caption\nA caption\nThe headline\nText.", "The headline"),
        ("A caption\nA caption", "A caption"),
        ("w" * 200, "w" * 90 + "…"),
        ("word, " * 40, "word, " * 14 + "word…"),
        ("  spaced\u00a0 out\theadline ", "spaced out headline"),
    ],
)
def test_the_title_is_a_headline_or_a_sentence_cut_short(text: str, title: str) -> None:
    fact = plain.title_of(structured(text))
    assert (fact.value, fact.confidence) == (title, "derived")


def test_the_line_that_is_the_title_stands_in_the_role_of_a_header() -> None:
    found = structured("A headline\nText.")
    apart = plain.with_title_apart(found, plain.title_of(found))
    assert [leaf.role for leaf in apart.leaves] == ["header", "main"]
    assert apart.text == found.text


def test_a_title_cut_from_a_sentence_leaves_the_sentence_in_the_text() -> None:
    found = structured("One sentence. Another.\nMore.")
    assert plain.with_title_apart(found, plain.title_of(found)) == found


@pytest.mark.parametrize(
    ("head", "tail", "author"),
    [
        (["Title", "22/04/2025 - Massimo Moratti"], [], "Massimo Moratti"),
        (["Title", "By Suzanne Smalley"], [], "Suzanne Smalley"),
        (["Наслов", "Пише: Ђорђе Шагић"], [], "Ђорђе Шагић"),
        (["T"], ["Suzanne Smalley", "is a reporter covering privacy."], "Suzanne Smalley"),
        (["T"], ["Žarko Ilić is an investigative journalist in Niš."], "Žarko Ilić"),
        (["T"], ["Ana Anić is a reporter who covers the courts. She was in Niš."], "Ana Anić"),
    ],
)
def test_a_byline_is_a_guess_with_the_words_it_was_read_from(
    head: list[str], tail: list[str], author: str
) -> None:
    (fact,) = byline.of_edges(head, tail)
    assert (fact.field, fact.value, fact.confidence) == ("author", author, "guess")
    assert author in fact.raw


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (["By the river the road turns"], ["He said the writer was right."]),
        (["Prisons - and what they hide"], ["Serbia is a candidate for membership."]),
        (["T"], ["The man who spoke to police is a reporter."]),
        (["T"], ["Ana Petrović was a journalist in Novi Sad when she was killed."]),
        (["T"], ["Marko Ilić is a reporter who was arrested."]),
        (["T"], ["Marko Ilić", "is an editor in hiding since the raid."]),
        (["By Tuesday Morning"], []),
        (["By The River"], []),
        (["By Our Correspondents"], []),
        (["On 5 May 1980 my father was born - Petar Petrović"], []),
        ([], []),
    ],
)
def test_no_author_is_invented(head: list[str], tail: list[str]) -> None:
    assert list(byline.of_edges(head, tail)) == []
