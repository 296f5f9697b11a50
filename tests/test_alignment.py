"""The bit-parallel search against the table everyone can check by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.alignment import ERRORS, PIECE, _distances, alignments, apart, distance

few_letters = st.text("abc😀", max_size=24)
patterns = st.text("abc😀", min_size=1, max_size=9)


def table(text: str, pattern: str, *, anchored: bool) -> list[int]:
    """The last row of the edit distance table, a column a character of `text`."""
    column, last = list(range(len(pattern) + 1)), []
    for at, char in enumerate(text, 1):
        below = [at if anchored else 0]
        for row, wanted in enumerate(pattern):
            swap = column[row] + (wanted != char)
            below.append(min(swap, column[row + 1] + 1, below[row] + 1))
        column = below
        last.append(column[-1])
    return last


@settings(deadline=None)
@given(few_letters, patterns, st.booleans())
def test_the_distances_are_those_of_the_table(text: str, pattern: str, anchored: bool) -> None:  # noqa: FBT001 - a drawn value
    found = list(_distances(text, pattern, anchored=anchored))
    assert found == table(text, pattern, anchored=anchored)


@settings(deadline=None)
@given(few_letters, st.text("abc😀", max_size=9))
def test_the_distance_is_that_of_the_best_beginning(text: str, pattern: str) -> None:
    expected = min([*table(text, pattern, anchored=True), len(pattern)]) if pattern else 0
    assert distance(text, pattern) == expected


@settings(deadline=None)
@given(few_letters, patterns, few_letters)
def test_every_alignment_differs_by_what_it_says(before: str, pattern: str, after: str) -> None:
    text = before + pattern + after
    found = list(alignments(text, pattern, 0, len(text)))
    assert (len(before), len(before) + len(pattern), 0) in found or len(found) >= 3
    for start, end, differing in found:
        assert 0 <= start < end <= len(text)
        assert table(text[start:end], pattern, anchored=True)[-1] == differing
        assert differing <= len(pattern) * ERRORS


def test_a_long_pattern_is_found_piece_by_piece_across_edits() -> None:
    lines = [f"Ставка {n}: Čačak, {n * n} 😀." for n in range(600)]
    pattern = "\n".join(lines)
    assert len(pattern) > 8 * PIECE
    del lines[250:252]
    lines[400] = lines[400].upper()
    lines.insert(500, "Umetnuti red kojeg nije bilo.")
    edited = "\n".join(lines)
    text = "пре " + edited + " после"
    ((start, end, differing),) = alignments(text, pattern, 0, len(text))
    assert text[start:end] == edited
    assert 60 <= differing <= 120


def test_the_distance_of_long_texts_is_summed_between_what_is_alike() -> None:
    pattern = "".join(chr(0x400 + n * n % 89) for n in range(3 * PIECE))
    text = "x" + pattern[1:9] + "yz" + pattern[9:-5] + pattern[-4:]
    alike = [(at, at) for at in range(1, 9)] + [(at, at + 2) for at in range(9, len(pattern) - 5)]
    assert apart(text, pattern, alike=alike) == 4
    assert apart(text, pattern) > PIECE
    assert apart(pattern, pattern) == 0
    assert apart("Čačak", "čačak 😀") == 3


def test_a_long_pattern_that_is_not_there_is_not_found() -> None:
    pattern = "".join(chr(0x400 + n * 7 % 90) for n in range(3 * PIECE))
    assert not list(alignments(pattern[::-1] * 2, pattern, 0, 6 * PIECE))
    beginning_only = pattern[:PIECE] + "x" * 6 * PIECE
    assert not list(alignments(beginning_only, pattern, 0, len(beginning_only)))


@pytest.mark.parametrize("text", ["", "xyz"])
def test_nothing_is_like_a_pattern_that_shares_no_character(text: str) -> None:
    assert not list(alignments(text, "abc", 0, len(text)))
    assert distance(text, "abc") == 3
