"""Every word can be read on every ground it stands on, in both themes."""

import pytest

from archivist.desktop.look.tokens import DARK, INKS, LIGHT, TEXT_PAIRS, Tokens, contrast, ink_of

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@BOTH
@pytest.mark.parametrize(("word", "ground"), TEXT_PAIRS)
def test_text_keeps_the_contrast_of_wcag_aa(tokens: Tokens, word: str, ground: str) -> None:
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_every_ink_and_every_line_be_seen(tokens: Tokens, ink: str) -> None:
    assert contrast(tokens.text, tokens.ink(ink).wash) >= 5.5
    assert contrast(tokens.text, tokens.ink(ink).chip) >= 4.5
    assert contrast(tokens.ink(ink).line, tokens.card) >= 3
    assert contrast(tokens.ink(ink).line, tokens.panel) >= 3


def test_an_ink_of_a_later_edition_is_shown_as_yellow() -> None:
    assert LIGHT.ink("vermilion") == LIGHT.ink("yellow")


def test_a_record_has_the_same_ink_every_time() -> None:
    assert ink_of("00ff" + "0" * 28) == ink_of("00ff" + "1" * 28)
    assert {ink_of(f"{number:04x}") for number in range(12)} == set(INKS)
