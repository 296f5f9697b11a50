from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from archivist.desktop.look import tokens as look
from archivist.desktop.look.tokens import INKS, LIGHT, Tokens, contrast
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.typography import Heading
from archivist.text import lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.desktop.reader.reader import Reader
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]

EVERY = {name: each for name, each in vars(look).items() if isinstance(each, Tokens)}
THEMES = pytest.mark.parametrize("tokens", EVERY.values(), ids=EVERY)
COMBINATIONS = [inks for count in range(1, 7) for inks in combinations(INKS, count)]
# Runs of spaces: ground to look at between the letters.
SPACED = lines("one    two    three    four 😀\nשלום    עולם    abc    def")


def colours_around(image: QImage, point: QPoint, reach: int = 5) -> set[str]:
    """The colours of the pixels around a point."""
    return {
        image.pixelColor(point.x() + dx, point.y() + dy).name()
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
    }


def painted(reader: Reader) -> QImage:
    """What the viewport shows."""
    return reader.viewport().grab().toImage()


def enlarged(reader: Reader, times: int) -> QImage:
    """What the viewport would show on a screen of so many times as many pixels."""
    image = QImage(reader.viewport().size() * times, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(times)
    reader.viewport().render(image)
    return image


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, 0 to 255."""
    parts = QColor(colour)
    return parts.red(), parts.green(), parts.blue()


def near(first: str, second: str) -> bool:
    """Whether two colours differ by rounding only."""
    pairs = zip(channels(first), channels(second), strict=True)
    return all(abs(one - two) <= 2 for one, two in pairs)


@pytest.fixture
def spaced(reader: Reader) -> Reader:
    """A reader with gaps between its words."""
    reader.show_article(Heading("K", "T"), SPACED)
    return reader


@THEMES
@pytest.mark.parametrize("colour", INKS)
def test_a_highlight_has_the_wash_of_its_ink(
    spaced: Reader, hand: PointWith, tokens: Tokens, colour: str
) -> None:
    spaced.set_palette_tokens(tokens)
    spaced.set_highlights((Highlight("a", 0, 20, colour),))
    ground = painted(spaced).pixelColor(hand(spaced).point(5)).name()
    assert near(ground, tokens.ink(colour).wash)


@THEMES
def test_words_stay_readable_on_every_combination_of_inks_with_match_and_selection(
    reader: Reader, hand: PointWith, tokens: Tokens
) -> None:
    row = "one    two 😀"
    text = lines("\n".join([row] * len(COMBINATIONS)))
    reader.resize(760, 60 * len(COMBINATIONS))
    reader.set_palette_tokens(tokens)
    reader.show_article(Heading(), text)
    starts = [leaf.start for leaf in text.leaves]
    reader.set_highlights(
        tuple(
            Highlight(f"{start}{ink}", start, start + 9 + longer, ink)
            for start, inks in zip(starts, COMBINATIONS, strict=True)
            for longer, ink in enumerate(inks)
        )
    )
    matches = tuple((start, start + 9) for start in starts)
    for places, current in (((), -1), (matches, -1), *((matches, n) for n in (0, 20, 62))):
        reader.set_matches(places, current)
        for select in (reader.unselect, reader.selectAll):
            select()
            image = painted(reader)
            for start in starts:
                ground = image.pixelColor(hand(reader).point(start + 5)).name()
                assert contrast(tokens.text, ground) >= 4.5, (start, places[:1], current)


@THEMES
def test_of_many_inks_on_a_word_each_has_its_line_and_its_bar(
    spaced: Reader, hand: PointWith, tokens: Tokens
) -> None:
    spaced.set_palette_tokens(tokens)
    spaced.set_highlights(tuple(Highlight(ink, 0, 20 - n, ink) for n, ink in enumerate(INKS[:5])))
    sharp = 8
    image = enlarged(spaced, sharp)
    first, among = hand(spaced).point(0) * sharp, hand(spaced).point(5) * sharp
    bars = {image.pixelColor(x, first.y()).name() for x in range(first.x() - 4 * sharp)}
    below = {image.pixelColor(among.x(), among.y() + dy).name() for dy in range(25 * sharp)}
    for ink in INKS[:5]:
        assert tokens.ink(ink).line in bars & below


@THEMES
def test_highlights_show_their_wash_and_where_they_overlap_a_third_colour(
    spaced: Reader, hand: PointWith, tokens: Tokens
) -> None:
    spaced.set_palette_tokens(tokens)
    spaced.set_highlights((Highlight("a", 0, 20, "yellow"), Highlight("b", 10, 24, "blue")))
    image = painted(spaced)
    alone, both = hand(spaced).point(5), hand(spaced).point(12)
    assert any(near(each, tokens.ink("yellow").wash) for each in colours_around(image, alone, 2))
    ground = image.pixelColor(both).name()
    for one in (tokens.page, tokens.ink("yellow").wash, tokens.ink("blue").wash):
        assert not near(ground, one)


@THEMES
def test_overlapping_highlights_have_a_bar_each_beside_the_text(
    spaced: Reader, hand: PointWith, tokens: Tokens
) -> None:
    spaced.set_palette_tokens(tokens)
    spaced.set_highlights((Highlight("a", 0, 20, "yellow"), Highlight("b", 10, 24, "blue")))
    image = painted(spaced)
    first = hand(spaced).point(0)
    seen = {image.pixelColor(x, first.y()).name() for x in range(first.x() - 4)}
    assert {tokens.ink("yellow").line, tokens.ink("blue").line} <= seen


def test_a_highlight_of_right_to_left_words_lies_on_them(spaced: Reader, hand: PointWith) -> None:
    start = SPACED.text.index("עולם")
    spaced.set_highlights((Highlight("a", start, start + 4, "green"),))
    image = painted(spaced)
    wash = LIGHT.ink("green").wash
    left, right = sorted((hand(spaced).point(start).x(), hand(spaced).point(start + 4).x()))
    row = hand(spaced).point(start).y()
    washed = [x for x in range(image.width()) if near(image.pixelColor(x, row - 9).name(), wash)]
    assert washed
    assert left - 3 <= washed[0] <= left + 3
    assert right - 3 <= washed[-1] <= right + 3


def test_where_three_highlights_meet_on_right_to_left_words_none_is_bare(
    reader: Reader, hand: PointWith
) -> None:
    text = lines("تنادي بهذا الإعلان العالمي 😀")
    reader.show_article(Heading(), text)
    ends = [text.text.index(words) for words in (" بهذا", " بهذا", " الإعلان")]
    reader.set_highlights(tuple(Highlight(str(n), 0, end, "rose") for n, end in enumerate(ends)))
    image = painted(reader)
    row = hand(reader).point(8).y() - 9
    across = range(hand(reader).point(ends[2]).x() + 2, hand(reader).point(ends[1]).x() - 2)
    seen = {image.pixelColor(x, row).name() for x in across}
    assert any(near(each, LIGHT.ink("rose").wash) for each in seen)
    assert not any(near(each, LIGHT.page) for each in seen)


def test_matches_and_the_current_one_have_colours_of_their_own(
    spaced: Reader, hand: PointWith
) -> None:
    spaced.set_matches(((0, 7), (14, 23)), 1)
    image = painted(spaced)
    seen = [image.pixelColor(hand(spaced).point(place)).name() for place in (5, 21)]
    assert seen == [LIGHT.match, LIGHT.current_match]


def test_the_selection_lies_under_the_words_and_mixes_with_a_highlight(
    spaced: Reader, hand: PointWith
) -> None:
    spaced.set_highlights((Highlight("a", 0, 12, "yellow"),))
    spaced.select(4, 23)
    image = painted(spaced)
    assert near(image.pixelColor(hand(spaced).point(21)).name(), LIGHT.selection)
    mixed = image.pixelColor(hand(spaced).point(5)).name()
    assert not near(mixed, LIGHT.selection)
    assert not near(mixed, LIGHT.ink("yellow").wash)


def test_scrolled_pixels_are_those_of_a_fresh_paint(page: Reader) -> None:
    page.resize(420, 260)
    text = page.text()
    page.set_highlights(
        tuple(
            Highlight(str(n), n * 20, min(len(text), n * 20 + 90), colour)
            for n, colour in enumerate(INKS * 2)
        )
    )
    bar = page.verticalScrollBar()
    for value in (0, 40, 73, 160, 90, 12):
        bar.setValue(value)
        scrolled = painted(page)
        page.viewport().update()
        assert painted(page) == scrolled
