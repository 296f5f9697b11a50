"""A recovery code survives being printed, read out and typed by hand."""

import os
import re
import unicodedata
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import Locked
from archivist.store import recovery_code

codes = st.binary(min_size=17, max_size=17).map(lambda octets: recovery_code.new(lambda _: octets))


def test_a_code_is_seven_groups_of_four_that_nobody_confuses() -> None:
    code = recovery_code.new(os.urandom)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", code)


def test_a_code_holds_at_least_128_bits() -> None:
    asked: list[int] = []

    def entropy(count: int) -> bytes:
        asked.append(count)
        return os.urandom(count)

    secret = recovery_code.read(recovery_code.new(entropy))
    assert asked == [17]
    assert len(secret) * 5 >= 128


def test_every_bit_drawn_but_the_last_six_is_in_the_code() -> None:
    base = bytes(17)
    seen = {recovery_code.new(lambda _: base)}
    for bit in range(130):
        flipped = (1 << (135 - bit)).to_bytes(17, "big")
        seen.add(recovery_code.new(partial(bytes.ljust, flipped)))
    assert len(seen) == 131


@settings(deadline=None)
@given(codes)
def test_case_spaces_dashes_and_look_alike_letters_do_not_matter(code: str) -> None:
    secret = recovery_code.read(code)
    assert recovery_code.read(code.lower()) == secret
    assert recovery_code.read(code.replace("-", "")) == secret
    assert recovery_code.read(f"  {code.replace('-', ' – ')}\r\n") == secret
    assert recovery_code.read(code.replace("0", "o").replace("1", "l")) == secret
    assert recovery_code.read(code.replace("0", "O").replace("1", "I")) == secret
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code)
    assert unicodedata.normalize("NFKC", wide) == code
    assert recovery_code.read(wide) == secret


@settings(deadline=None)
@given(codes, st.integers(0, 33), st.sampled_from("23456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_different_codes_have_different_secrets(code: str, at: int, letter: str) -> None:
    other = code[:at] + letter + code[at + 1 :]
    try:
        assert recovery_code.read(other) != recovery_code.read(code) or other == code
    except Locked:
        assert other != code


def test_a_mistyped_letter_is_found_before_the_archive_is_tried() -> None:
    code = recovery_code.new(lambda count: bytes(range(count)))
    found = 0
    for at, letter in enumerate(code):
        wrong = "7" if letter != "7" else "8"
        try:
            recovery_code.read(code[:at] + wrong + code[at + 1 :])
        except Locked:
            found += 1
    assert found == len(code)


@pytest.mark.parametrize("typed", ["", "-", "ABCD", "лозинка 😀", "\ud800" * 28, "A" * 10_000])
def test_what_is_no_code_is_a_sentence(typed: str) -> None:
    with pytest.raises(Locked, match="seven groups of four letters and digits"):
        recovery_code.read(typed)
