"""Keys pressed up to random places of texts in every script select exactly these ranges."""

from __future__ import annotations

import random
import unicodedata
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from archivist.desktop.reader.typography import Heading
from archivist.text import StructuredText, leaf_at
from tests.desktop.reader.corpora import NAMES, graphemes_of, texts_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.desktop.reader.reader import Reader
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]
    Count = Callable[[int, int], int]

KEY = Qt.Key


CTRL = Qt.KeyboardModifier.ControlModifier


SHIFT = Qt.KeyboardModifier.ShiftModifier


NONE = Qt.KeyboardModifier.NoModifier


NEAR = 900


EDGE = 40


class Borders:
    """Where graphemes, words and paragraphs end and begin, found over the whole text at once."""

    def __init__(self, text: StructuredText) -> None:
        self.text = text
        self.graphemes = graphemes_of(text.text)
        words = words_of(text.text)
        self.word_starts = [start for start, _ in words]
        self.word_ends = [end for _, end in words]
        full = [leaf for leaf in text.leaves if text.text[leaf.start : leaf.end].strip()]
        self.leaf_starts = [leaf.start for leaf in full]
        self.leaf_ends = [leaf.end for leaf in full]


class Fingers:
    """Presses real keys in a reader, and says where by the borders the caret must have come."""

    def __init__(self, reader: Reader, borders: Borders, *, by_motions: bool) -> None:
        self._reader = reader
        self._borders = borders
        self._held = NONE if by_motions else SHIFT
        if by_motions:
            reader.begin_selecting()
        self.at = 0
        self.pressed = 0

    def lift(self) -> None:
        """Let go of Shift, or select by motions no longer and keep what is selected."""
        if self._held == SHIFT:
            QTest.keyRelease(self._reader, KEY.Key_Shift)
        else:
            self._reader.begin_selecting()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyPress(self._reader, key, modifiers | self._held)
        self.pressed += 1

    def extend_to(self, goal: int) -> None:
        """By paragraphs as far as they reach, then by words, then by characters."""
        found, forward = self._borders, goal > self.at
        self._by(found.leaf_ends if forward else found.leaf_starts, goal, self._vertical)
        self._by(found.word_ends if forward else found.word_starts, goal, self._word)
        self._by(found.graphemes, goal, self._character)
        assert self.at == goal

    def _by(self, places: list[int], goal: int, press: Callable[..., None]) -> None:
        forward = goal > self.at
        if forward:
            path = places[bisect_right(places, self.at) : bisect_right(places, goal)]
        else:
            path = places[bisect_left(places, goal) : bisect_left(places, self.at)][::-1]
        for place in path:
            press(forward=forward)
            self.at = place

    def _vertical(self, *, forward: bool) -> None:
        self.press(KEY.Key_Down if forward else KEY.Key_Up, CTRL)

    def _word(self, *, forward: bool) -> None:
        self.press(self._arrow(forward=forward), CTRL)

    def _character(self, *, forward: bool) -> None:
        self.press(self._arrow(forward=forward))

    def _arrow(self, *, forward: bool) -> Qt.Key:
        """Forward is to the left in a paragraph whose first strong letter runs leftwards."""
        text = self._borders.text
        leaf = text.leaves[leaf_at(text.leaves, self.at)]
        leftwards = runs_left(text.text[leaf.start : leaf.end])
        return KEY.Key_Right if forward != leftwards else KEY.Key_Left


def runs_left(words: str) -> bool:
    """Whether the first strong letter is one of a script that runs from right to left."""
    strong = (unicodedata.bidirectional(char) for char in words)
    return next((each for each in strong if each in {"L", "R", "AL"}), "L") != "L"


def select_at_random(reader: Reader, hand: Hand, text: StructuredText, rounds: int) -> int:
    """Click and press keys up to random places; each range must come back exactly."""
    reader.show_article(Heading("Test 🧪", "A title that is no evidence"), text)
    reader.setFocus()
    told: list[tuple[int, int]] = []
    reader.selected.connect(lambda start, end: told.append((start, end)))
    found, chance = Borders(text), random.Random(len(text.text))
    made = 0
    for _ in range(rounds * 20):
        anchor = chance.choice(found.graphemes)
        goal = chance.choice(found.graphemes)
        goal = max(anchor - NEAR, min(anchor + NEAR, goal))
        goal = found.graphemes[bisect_left(found.graphemes, goal)]
        if goal == anchor or not clicked(reader, hand, anchor):
            continue
        fingers = Fingers(reader, found, by_motions=made % 2 == 1)
        fingers.at = anchor
        fingers.extend_to(goal)
        fingers.lift()
        start, end = sorted((anchor, goal))
        assert (reader.selection(), reader.caret()) == ((start, end), goal)
        assert told[-1] == (start, end)
        assert reader.createMimeDataFromSelection().text() == text.text[start:end]
        made += 1
        if made == rounds:
            break
    return made


def clicked(reader: Reader, hand: Hand, offset: int) -> bool:
    """Put the caret at an offset with the mouse, where a mouse can point at it."""
    reader.reveal(offset)
    point, position = hand.point(offset), hand.cursor(offset).position()
    inside = reader.viewport().rect().adjusted(0, EDGE, 0, -EDGE).contains(point)
    if not inside or reader.cursorForPosition(point).position() != position:
        return False
    QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
    return True


@pytest.mark.campaign
@pytest.mark.parametrize("name", NAMES)
def test_keys_select_the_range_they_were_aimed_at(
    reader: Reader, hand: PointWith, campaign_count: Count, name: str
) -> None:
    texts = texts_of(name)
    wanted = campaign_count(12, 300)
    each = -(-wanted // len(texts))
    made = sum(select_at_random(reader, hand(reader), text, each) for text in texts[:wanted])
    assert made >= wanted
