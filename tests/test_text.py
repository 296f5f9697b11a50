from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from archivist.text import (
    Leaf,
    StructuredText,
    astral,
    canonical,
    from_utf16,
    has_hidden_direction,
    leaf_at,
    lines,
    to_utf16,
)

STORY = "🙂 Славиша\r\nSlaviša Milanov’s phone 𝔸\u0301 🇷🇸 end"

raw = st.text(
    st.characters() | st.sampled_from("\r\n\v\f\x85\u2028\u2029\ufeff\ufdd0\x00🙂𝔸\ud83d")
)
texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("🙂𝔸\n")).map(canonical)
# A loaded machine is not a fault of the text.
unhurried = settings(deadline=None)


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_is_one_line_feed(end: str) -> None:
    assert canonical(f"Đ🙂{end}b{end}{end}") == "Đ🙂\nb\n\n"


def test_a_line_feed_before_a_return_is_two_line_ends() -> None:
    assert canonical("a\n\rb") == "a\n\nb"


@pytest.mark.parametrize(
    "alien", [*"\x00\x08\x0e\x1b\x1f\x7f\x84\x9f\ud83d\udc00\ufdd0\ufdef\ufffc\ufffe\uffff"]
)
def test_what_no_text_may_hold_is_replaced_one_for_one(alien: str) -> None:
    assert canonical(f"Đ🙂{alien}b") == "Đ🙂\ufffdb"


def test_a_byte_order_mark_goes_from_the_start_and_is_shown_within() -> None:
    assert canonical("\ufeffa") == "a"
    assert canonical("a\ufeffb") == "a\ufffdb"


@pytest.mark.parametrize(
    "kept", ["\t", "\u00a0", "s\u030c", "\u200d", "\u202e", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ﬁ", "\ue000"]
)
def test_what_a_person_wrote_is_not_normalised(kept: str) -> None:
    assert canonical(f"a{kept}b") == f"a{kept}b"


def test_a_text_of_printable_characters_is_read_as_any_other() -> None:
    for char in map(chr, range(0x10000)):  # a tab is not printable
        assert f"\t{canonical(f'a{char}')}" == canonical(f"\ta{char}")


@given(raw)
@unhurried
def test_a_canonical_text_is_its_own_canonical_text(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    once.encode("utf-8")


@given(raw)
@unhurried
def test_a_widget_keeps_a_canonical_text_but_for_the_kind_of_space(text: str) -> None:
    once = canonical(text)
    page = QTextDocument()
    page.setPlainText(once)
    assert page.toPlainText() == once.replace("\u00a0", " ")


def test_hidden_direction_is_seen() -> None:
    assert has_hidden_direction("price \u202e001")
    assert has_hidden_direction("a\u2067b")
    assert not has_hidden_direction("عربي \u200f plain 🙂")


@given(texts, st.data())
@unhurried
def test_offsets_cross_the_border_and_come_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    astrals = astral(text)
    units = to_utf16(offset, astrals)
    assert units == utf16_units(text[:offset])
    assert from_utf16(units, astrals) == offset


@given(texts)
@unhurried
def test_a_position_inside_a_pair_is_the_pairs_start(text: str) -> None:
    astrals = astral(text)
    for offset in astrals:
        assert text[offset] > "\uffff"
        assert from_utf16(to_utf16(offset, astrals) + 1, astrals) == offset


def cursor_selects(text: str, start: int, end: int) -> None:
    astrals = astral(text)
    page = QTextDocument()
    page.setPlainText(text)
    cursor = QTextCursor(page)
    cursor.setPosition(to_utf16(start, astrals))
    cursor.setPosition(to_utf16(end, astrals), QTextCursor.MoveMode.KeepAnchor)
    assert from_utf16(cursor.selectionStart(), astrals) == start
    assert from_utf16(cursor.selectionEnd(), astrals) == end
    selected = cursor.selectedText().replace("\u2029", "\n").replace("\u00a0", " ")
    assert selected == text[start:end].replace("\u00a0", " ")


@pytest.mark.campaign
def test_a_cursor_selects_the_very_characters_of_the_text(
    campaign_count: Callable[[int, int], int],
) -> None:
    @given(texts, st.data())
    @settings(deadline=None, max_examples=campaign_count(100, 10_000))
    def select(text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text)))
        cursor_selects(text, start, data.draw(st.integers(start, len(text))))

    select()


def test_a_cursor_selects_around_marks_and_flags() -> None:
    text = canonical(STORY)
    for start in range(len(text)):
        cursor_selects(text, start, start + 1)


def test_astral_offsets_are_relative_to_where_they_are_asked_for() -> None:
    text = canonical(STORY)
    assert [text[at] for at in astral(text)] == ["🙂", "𝔸", "🇷", "🇸"]
    start = text.index("phone")
    assert [text[start + at] for at in astral(text, start)] == ["𝔸", "🇷", "🇸"]
    assert astral(text, 0, start) == (0,)


def test_lines_are_a_paragraph_each() -> None:
    text = canonical("🙂 Đ\r\n\r\nСлавиша")
    assert lines(text) == StructuredText(
        text, (Leaf("p", 0, 3), Leaf("p", 4, 4), Leaf("p", 5, 12)), ()
    )


@given(texts)
@unhurried
def test_lines_cover_the_text_but_for_one_separator_between_them(text: str) -> None:
    leaves = lines(text).leaves
    assert "\n".join(text[leaf.start : leaf.end] for leaf in leaves) == text
    assert leaves[0].start == 0
    assert leaves[-1].end == len(text)
    assert all(after.start == leaf.end + 1 for leaf, after in pairwise(leaves))


@given(texts, st.data())
@unhurried
def test_the_leaf_at_an_offset_holds_it(text: str, data: st.DataObject) -> None:
    leaves = lines(text).leaves
    offset = data.draw(st.integers(0, len(text)))
    leaf = leaves[leaf_at(leaves, offset)]
    assert leaf.start <= offset <= leaf.end


def test_the_leaf_before_the_first_is_the_first() -> None:
    assert leaf_at((Leaf("p", 3, 5), Leaf("p", 6, 9)), 0) == 0
