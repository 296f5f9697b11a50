from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archivist.desktop.reader.pieces import cut

WORDS = st.text(st.sampled_from("ab \n😀é\u0301\u200d"), max_size=120)


@given(WORDS, st.integers(4, 20))
def test_pieces_cover_the_text_and_stand_in_for_line_feeds_only(text: str, limit: int) -> None:
    pieces = list(cut(text, 0, len(text), limit=limit))
    assert pieces[0][0] == 0
    assert pieces[-1][1] == len(text)
    assert all(end - start <= limit for start, end in pieces)
    for (_, before), (after, _) in pairwise(pieces):
        assert text[before:after] in ("", "\n")


def test_a_line_crowded_with_emoji_is_cut_into_shorter_pieces() -> None:
    crowded, plain = "сло😀во" * 2_000, "слово" * 2_000
    assert {end - start for start, end in cut(crowded, 0, 12_000)} <= set(range(1025))
    assert max(end - start for start, end in cut(plain, 0, 10_000)) == 4096


def test_a_short_leaf_is_one_piece() -> None:
    assert list(cut("xx\nshort 😀\nyy", 3, 10)) == [(3, 10)]


def test_a_cut_prefers_a_line_feed_then_a_space() -> None:
    assert list(cut("aaaa\nbbbb cccc", 0, 14, limit=6)) == [(0, 4), (5, 10), (10, 14)]


def test_a_cut_leaves_a_family_of_emoji_whole() -> None:
    family = "👨‍👩‍👧‍👦"
    text = "x" * 10 + family + "y" * 10
    for limit in range(11, 17):
        borders = {end for _, end in cut(text, 0, len(text), limit=limit)}
        assert not borders & set(range(11, 10 + len(family)))
