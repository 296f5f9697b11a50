"""What a passage says of an event is proposed; what it does not say is not made up."""

import pytest

from archivist.drafting import LONGEST_SENTENCE, LONGEST_TITLE, Draft, draft, sentence
from archivist.text import canonical, lines

TEXT = lines(
    canonical(
        "Record 😀\r\nPolice stopped Slaviša Milanov’s car near Pirot on 21 February 2024, Mr. K. "
        "said. Cellebrite’s equipment opened it. On Tuesday BIA denied it.\r\n"
        "警察は電話を解析した。否定した。"
    )
)
NAMES = (
    ("journalist", ("Slaviša Milanov", "Славиша Миланов")),
    ("milan", ("Milanov",)),
    ("police", ("MUP", "Police")),
    ("maker", ("Cellebrite",)),
    ("agency", ("BIA",)),
)


def of(words: str) -> Draft:
    start = TEXT.text.index(words)
    return draft(TEXT, start, start + len(words), names=NAMES)


def test_title_date_and_actors_stand_in_the_words() -> None:
    assert of("stopped Slaviša Milanov’s car") == Draft(
        "stopped Slaviša Milanov’s car", "21 February 2024", ("police", "journalist")
    )


def test_a_sentence_ends_at_its_stop_and_not_at_an_abbreviation() -> None:
    start = TEXT.text.index("stopped")
    first, last = sentence(TEXT, start, start + 7)
    assert TEXT.text[first:last].startswith("Police stopped")
    assert TEXT.text[first:last].endswith("Mr. K. said.")
    start = TEXT.text.index("否定")
    assert TEXT.text[slice(*sentence(TEXT, start, start + 2))] == "否定した。"


def test_no_date_is_made_of_a_weekday() -> None:
    assert of("BIA denied it") == Draft("BIA denied it", "", ("agency",))


def test_of_two_dates_neither_is_chosen() -> None:
    text = lines("From 21 February 2024 to 3 March 2024 the phone 📱 was away.")
    assert draft(text, 35, 50, names=()).date == ""
    assert draft(text, 0, 21, names=()).date == "21 February 2024"


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Am 26. Februar 2025 wurde sein Telefon 📱 geöffnet.", "26. Februar 2025"),
        ("On Feb. 26, 2025 his Telefon was opened.", "Feb. 26, 2025"),
        ("Sept. 12, 2023 his Telefon was opened.", "Sept. 12, 2023"),
        ("Dana 26. 2. 2025. godine Telefon je otvoren.", "26. 2. 2025. godine"),
        ("U petak, 26. februara 2025. godine, Telefon je uzet.", "26. februara 2025. godine"),
    ],
)
def test_a_dot_within_a_date_ends_no_sentence(sentence: str, date: str) -> None:
    text = lines(f"3. 1. 2020. Ništa. {sentence} Am 3. März 2025 nicht.")
    start = text.text.index("Telefon")
    assert draft(text, start, start + 7, names=()).date == date


def test_a_sentence_without_an_end_is_looked_at_only_so_far() -> None:
    text = lines("riječ " * 2_000)
    first, last = sentence(text, 6_000, 6_005)
    assert (first, last) == (6_000 - LONGEST_SENTENCE, 6_005 + LONGEST_SENTENCE)


def test_a_long_passage_makes_a_title_cut_between_words() -> None:
    text = lines("“Ž" + " riječ" * 60)
    title = draft(text, 0, len(text.text), names=()).title
    assert len(title) <= LONGEST_TITLE + 1
    assert title.endswith("riječ…")
    assert title.startswith("Ž riječ")


@pytest.mark.parametrize("words", ["😀", "\n", "\t"])
def test_words_without_letters_make_no_actor(words: str) -> None:
    text = lines(f"a {words} b")
    assert draft(text, 2, 3, names=(("x", (words,)), ("y", ("",)))).actors == ()
