"""Every word can be read on every ground it stands on, in every theme."""

import re
from itertools import product
from pathlib import Path

import pytest

import archivist.desktop
from archivist.desktop.look.tokens import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    GROUNDS,
    INKS,
    LIGHT,
    PAPER,
    SETS,
    SIGN_PAIRS,
    TEXT_PAIRS,
    Tokens,
    blended,
    contrast,
    ink_of,
)
from archivist.settings import THEMES

ALL = pytest.mark.parametrize("tokens", [*SETS.values(), PAPER], ids=[*SETS, PAPER.name])


def wanted(tokens: Tokens) -> float:
    """What WCAG asks of text: AA, and AAA where a person asked for high contrast."""
    return 7 if tokens in (CONTRAST_LIGHT, CONTRAST_DARK) else 4.5


def washes(tokens: Tokens) -> list[str]:
    """Whatever can lie behind the words of an article."""
    return [tokens.ink(ink).wash for ink in INKS] + [
        tokens.selection,
        tokens.match,
        tokens.current_match,
    ]


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_every_theme_of_the_settings_has_its_tokens() -> None:
    assert set(SETS) == set(THEMES) - {"system"}


@ALL
@pytest.mark.parametrize(("word", "ground"), TEXT_PAIRS)
def test_text_keeps_the_contrast_of_wcag(tokens: Tokens, word: str, ground: str) -> None:
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) >= wanted(tokens)


@ALL
@pytest.mark.parametrize(("sign", "ground"), SIGN_PAIRS)
def test_icons_and_the_ring_of_the_focus_are_seen(tokens: Tokens, sign: str, ground: str) -> None:
    assert contrast(getattr(tokens, sign), getattr(tokens, ground)) >= 3


@ALL
@pytest.mark.parametrize("ink", INKS)
def test_the_bars_dots_and_chips_of_an_ink_are_seen(tokens: Tokens, ink: str) -> None:
    here = tokens.ink(ink)
    assert contrast(tokens.text, here.chip) >= wanted(tokens)
    assert contrast(tokens.muted, here.chip) >= 3
    for ground in GROUNDS:
        assert contrast(here.line, getattr(tokens, ground)) >= 3, ground


@ALL
def test_text_and_links_are_read_on_every_wash_and_on_any_two_of_them(tokens: Tokens) -> None:
    grounds = washes(tokens)
    grounds += [blended(tokens, below, above) for below, above in product(grounds, repeat=2)]
    for ground, word in product(grounds, (tokens.text, tokens.link)):
        assert contrast(word, ground) >= 4.5, ground
    for ground, word in product(washes(tokens), (tokens.text, tokens.link)):
        assert contrast(word, ground) >= wanted(tokens), ground


@pytest.mark.parametrize("tokens", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
def test_high_contrast_draws_its_borders_too(tokens: Tokens) -> None:
    for ground in ("sidebar", "panel", "page", "card", "field"):
        assert contrast(tokens.line, getattr(tokens, ground)) >= 4.5


def test_no_colour_is_named_outside_the_tokens() -> None:
    """A colour written in a widget would be read on grounds nobody has measured."""
    room = Path(archivist.desktop.__file__).parent
    for path in room.rglob("*.py"):
        if path.name not in ("tokens.py", "screenshot.py"):
            found = re.findall(r"[\"']#[0-9a-fA-F]{6}[\"']", path.read_text(encoding="utf-8"))
            assert not found, path


def test_an_ink_of_a_later_edition_is_shown_as_yellow() -> None:
    assert LIGHT.ink("vermilion") == LIGHT.ink("yellow")


def test_a_record_has_the_same_ink_every_time() -> None:
    assert ink_of("00ff" + "0" * 28) == ink_of("00ff" + "1" * 28)
    assert {ink_of(f"{number:04x}") for number in range(12)} == set(INKS)
