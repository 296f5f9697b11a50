from __future__ import annotations

import random
import time

import pytest

from archivist.desktop.reader import graphemes, motions
from archivist.text import Leaf, StructuredText, canonical, lines
from tests.desktop.reader.corpora import graphemes_of, words_of

TEXT = canonical(
    "Police stopped Slaviša Milanov’s car 🚗 near Pirot. Mr. Milanov waited, no. 5, till 10.30!\r\n"
    "“Nobody asked,” said J. Smith. He said no. "
    "Then e\u0301a\u0308 no\u00a0break, 日本語 テスト。終わり。\r\n"
    "\r\nПолиција је задржала новинара. وأعلنت شركة Cellebrite أنها لن تسمح. 👩🏽‍💻👨‍👩‍👧‍👦🇷🇸🇮🇪𝔘"
)


def said(spans: list[tuple[int, int]]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


def test_graphemes_are_those_of_the_whole_text() -> None:
    every = graphemes_of(TEXT)
    for offset in range(len(TEXT)):
        assert motions.grapheme_after(TEXT, offset) == min(b for b in every if b > offset)
        assert motions.grapheme_before(TEXT, offset + 1) == max(b for b in every if b <= offset)
        assert motions.grapheme_at(TEXT, offset) == max(b for b in every if b <= offset)
    assert motions.grapheme_before(TEXT, 0) == 0
    assert motions.grapheme_after(TEXT, len(TEXT)) == len(TEXT)


def test_words_are_those_of_the_whole_text() -> None:
    letters = words_of(TEXT)
    for offset in graphemes_of(TEXT):
        starts = [start for start, _ in letters]
        ends = [end for _, end in letters]
        assert motions.word_before(TEXT, offset) == max(
            (s for s in starts if s < offset), default=0
        )
        assert motions.word_end_before(TEXT, offset) == max(
            (e for e in ends if e < offset), default=0
        )
        last = len(TEXT)
        assert motions.word_after(TEXT, offset) == min(
            (e for e in ends if e > offset), default=last
        )
        assert motions.word_start_after(TEXT, offset) == min(
            (s for s in starts if s > offset), default=last
        )


def test_a_window_does_not_show_in_a_long_line() -> None:
    chance = random.Random(3)
    parts = ["word", "Slaviša’s", "3.14", "👨‍👩‍👧‍👦", "日本", "e\u0301", "x" * 900, "وأعلنت", "🇷🇸"]
    text = "".join(chance.choice(parts) + chance.choice([" ", "", ", ", "’"]) for _ in range(900))
    words, graphemes = dict(words_of(text)), graphemes_of(text)
    for offset in chance.sample(range(len(text)), 300):
        start, end = motions.segment_at(text, offset)
        assert words.get(start, end) == end
        assert start <= offset < end
        assert motions.grapheme_after(text, offset) == min(b for b in graphemes if b > offset)


def test_a_sentence_is_not_cut_at_an_abbreviation_nor_run_over_a_line_end() -> None:
    spans = []
    offset = 0
    while offset < len(TEXT):
        spans.append(motions.sentence_at(TEXT, offset))
        offset = motions.SENTENCE.start_after(TEXT, offset)
    assert said(spans) == [
        "Police stopped Slaviša Milanov’s car 🚗 near Pirot.",
        "Mr. Milanov waited, no. 5, till 10.30!",
        "“Nobody asked,” said J. Smith.",
        "He said no.",
        "Then e\u0301a\u0308 no\u00a0break, 日本語 テスト。",
        "終わり。",
        "Полиција је задржала новинара.",
        "وأعلنت شركة Cellebrite أنها لن تسمح.",
        "👩🏽‍💻👨‍👩‍👧‍👦🇷🇸🇮🇪𝔘",
    ]


def test_between_two_words_it_is_the_one_that_ends_there_or_else_the_next() -> None:
    text = "(one), two"
    assert motions.word_at(text, 4) == (1, 4)
    assert motions.word_at(text, 0) == (1, 4)
    assert motions.word_at(text, 5) == (7, 10)
    assert motions.word_at("… …", 1) == (1, 1)


def test_a_paragraph_is_a_leaf_and_a_cell_is_one() -> None:
    text = "One 😀\tTwo\nThree"
    leaves = (Leaf("cell", 0, 5, table=1), Leaf("cell", 6, 9, table=1, column=1), Leaf("p", 10, 15))
    structure = StructuredText(text, leaves)
    assert motions.paragraph_at(structure, 2) == (0, 5)
    assert motions.paragraph_at(structure, 6) == (6, 9)
    unit = motions.Paragraphs(structure)
    assert unit.end_after(text, 5) == 9
    assert unit.start_after(text, 5) == 6
    assert motions.paragraph_at(StructuredText("", ()), 0) == (0, 0)


def test_empty_paragraphs_are_passed_over() -> None:
    structure = lines("a\n\n   \nb")
    unit = motions.Paragraphs(structure)
    assert unit.start_after(structure.text, 0) == 7
    assert unit.end_before(structure.text, 7) == 1


@pytest.mark.parametrize("line", ["x" * 10**6, "." * 10**6, "日本語" * 300_000, "aGVs+" * 200_000])
def test_a_motion_in_a_line_of_a_megabyte_does_not_wait(line: str) -> None:
    for motion in (motions.word_before, motions.word_after, motions.grapheme_before):
        before = time.thread_time()
        motion(line, len(line) // 2)
        assert time.thread_time() - before < 0.5


@pytest.mark.parametrize(
    "picture",
    ["🇷🇸", "👩🏽‍💻", "👨‍👩‍👧‍👦", "𝔘", "e\u0301", "क्षे", "한", "1\ufe0f\u20e3", "\U0001f1f7"],
)
@pytest.mark.parametrize("beside", ["ไม่มี", "क्षेत्र", "မြန်မာ", "x", "", "سلام"])
def test_no_character_is_parted_whatever_stands_beside_it(picture: str, beside: str) -> None:
    text = f"{beside} {picture} {beside}"
    start = len(beside) + 1
    assert motions.grapheme_after(text, start) == start + len(picture)
    assert motions.grapheme_before(text, start + len(picture)) == start
    for inside in range(start, start + len(picture)):
        assert motions.grapheme_at(text, inside) == start


def test_korean_letters_of_one_syllable_and_the_marks_of_thai_hold_together() -> None:
    assert motions.grapheme_after("\u1112\u1161\u11ab글", 0) == 3
    assert motions.grapheme_after("ก\u0e33ก", 0) == 2
    assert motions.grapheme_after("🇷🇸🇮🇪🇷", 4) == 5
    assert motions.grapheme_before("a\u200d😀", 3) == 2
    assert motions.grapheme_after("\u0600\u0661x", 0) == 2


def test_what_goes_on_for_ever_is_parted_after_so_many_characters() -> None:
    for text in ("👩\u200d" * 2_000, "e" + "\u0301" * 4_000, "🇷" * 4_000, "क\u094d" * 2_000):
        assert graphemes.border_after(text, 0) <= graphemes.LONGEST
        end = len(text)
        assert end - graphemes.border_before(text, end) <= graphemes.LONGEST + 1
