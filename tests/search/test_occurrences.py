"""Words found in one text as they are typed: where, how many, and around which place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.folding import fold
from archivist.search.occurrences import Finding, Occurrences

LETTERS = "aašŠ́Ććиж 警察ب\n📱ß'"
TEXT = "Slaviša Milanov 📱 i Славиша.\r\nSLAVISA, po treći put; slaviša\u0301 četvrti.\n".replace(
    "\r", ""
)


def occurrences(text: str, words: str, place: int = 0, most: int = 1_000) -> Occurrences:
    finding = Finding(text)
    finding.advance(lambda: True)
    return finding.around(words, place, most)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("😀 Slaviša Milanov i SLAVIŠA", "slavisa", ("Slaviša", "SLAVIŠA")),
        ("Славиша Миланов 📱", "slavisa milanov", ("Славиша Миланов",)),
        ("Donncha O\u0301 Cearbhaill", "Ó cear", ("O\u0301 Cear",)),
        ("nothing here", "xyz", ()),
        ("anything", "  ", ()),
    ],
)
def test_words_are_found_whatever_their_case_marks_or_script(
    text: str, words: str, found: tuple[str, ...]
) -> None:
    places = occurrences(text, words).places
    assert tuple(text[start:end] for start, end in places) == found


def test_case_marks_and_script_make_no_difference() -> None:
    answer = occurrences(TEXT, "slavisa")
    quotes = [TEXT[start:end] for start, end in answer.places]
    assert quotes == ["Slaviša", "Славиша", "SLAVISA", "slaviša\u0301"]
    assert answer == occurrences(TEXT, "  СЛАВИША ")
    assert (answer.count, answer.first, answer.whole) == (4, 0, True)


def test_words_of_a_script_without_spaces_are_found() -> None:
    text = "日本の警察は電話を調べた。警察📱"
    assert [text[start:end] for start, end in occurrences(text, "警察").places] == ["警察", "警察"]


def test_nothing_typed_and_nothing_there_find_nothing() -> None:
    assert occurrences(TEXT, "   ").count == 0
    assert occurrences(TEXT, "Cellebrite").places == ()
    assert occurrences("", "a").count == 0


def test_a_long_text_shows_the_places_around_a_place_and_counts_them_all() -> None:
    text = "Ćuprija 📱\n" * 5_000
    answer = occurrences(text, "cuprija", place=len(text) // 2, most=10)
    assert answer.count == 5_000
    assert len(answer.places) == 10
    assert answer.first == 2_495
    assert answer.places[5][0] == len(text) // 2
    last = occurrences(text, "cuprija", place=len(text), most=10)
    assert last.places[-1] == (len(text) - 10, len(text) - 3)
    assert last.first + len(last.places) == 5_000


def test_what_is_not_folded_yet_is_not_asked() -> None:
    text = "Milanov 📱\n" * 2_000
    finding = Finding(text)
    finding.advance(lambda: False)
    early = finding.around("milanov", 0, 5_000)
    assert 0 < early.count < 2_000
    assert not early.whole
    finding.advance(lambda: True)
    assert finding.around("milanov", 0, 5_000).count == 2_000


@settings(max_examples=150)
@given(
    st.text(LETTERS, max_size=40).map(lambda part: part * 60),
    st.text(LETTERS, min_size=1, max_size=3),
    st.integers(0, 2_400),
    st.integers(2, 9),
)
def test_places_are_those_of_the_whole_fold_wherever_one_begins(
    text: str, words: str, place: int, most: int
) -> None:
    wanted = fold(" ".join(words.split())).strip()
    answer = occurrences(text, words, place, most)
    assert answer.count == (fold(text).count(wanted) if wanted else 0)
    everything = occurrences(text, words, 0, 100_000)
    assert everything.places[answer.first : answer.first + len(answer.places)] == answer.places
    for start, end in answer.places:
        assert wanted in fold(text[start:end])
