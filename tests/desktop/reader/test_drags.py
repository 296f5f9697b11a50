from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archivist.desktop.reader.typography import Heading
from archivist.text import StructuredText, canonical, lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.desktop.reader.reader import Reader
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]
    Count = Callable[[int, int], int]

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
NEAR = 700
# Nearer to the edge than this, Qt scrolls while the button is down.
EDGE = 40


def reachable(reader: Reader, hand: Hand, offset: int) -> bool:
    """Whether a mouse can point at the border before a code point.

    Not inside a grapheme, where Qt has no border; nor where two borders of a line that runs in
    both directions share one place on the screen.
    """
    position = hand.cursor(offset).position()
    block = reader.document().findBlock(position)
    if not block.layout().isValidCursorPosition(position - block.position()):
        return False
    point = hand.point(offset)
    if not reader.viewport().rect().adjusted(0, EDGE, 0, -EDGE).contains(point):
        return False
    return reader.cursorForPosition(point).position() == position


def drag_at_random(reader: Reader, hand: Hand, text: StructuredText, rounds: int) -> int:
    """Drag over random ranges; each must come back exactly. The number of drags made."""
    reader.show_article(Heading("Test 🧪", "A title that is no evidence"), text)
    reader.select(len(text.text), len(text.text))
    assert reader.finished
    told: list[tuple[int, int]] = []
    reader.selected.connect(lambda start, end: told.append((start, end)))
    tables = [leaf for leaf in text.leaves if leaf.table]
    chance = random.Random(len(text.text))
    made = 0
    for _ in range(rounds * 8):
        start = chance.randrange(len(text.text))
        end = min(len(text.text), start + chance.randrange(1, NEAR))
        reader.reveal(start)
        if not (reachable(reader, hand, start) and reachable(reader, hand, end)):
            continue
        aim = [hand.point(start), hand.point(end)]
        chance.shuffle(aim)
        hand.drag(*aim)
        assert told[-1] == (start, end)
        assert reader.selection() == (start, end)
        if not any(leaf.start <= end and leaf.end >= start for leaf in tables):
            seen = reader.textCursor().selectedText()
            seen = seen.replace("\u2028", "\n").replace("\u2029", "\n")
            assert seen == text.text[start:end]
        made += 1
        if made == rounds:
            break
    return made


@pytest.mark.campaign
def test_a_drag_gives_the_range_it_was_aimed_at(
    reader: Reader, hand: PointWith, everything: StructuredText, campaign_count: Count
) -> None:
    rounds = campaign_count(60, 1000)
    assert drag_at_random(reader, hand(reader), everything, rounds) == rounds


@pytest.mark.campaign
@pytest.mark.parametrize("number", range(5))
def test_a_drag_over_a_real_article_gives_the_range_it_was_aimed_at(
    reader: Reader, hand: PointWith, campaign_count: Count, number: int
) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the real articles are not beside the checkout")
    seed = sorted(SEEDS.glob("*.txt"))[number]
    text = lines(canonical(seed.read_text("utf-8")))
    rounds = campaign_count(12, 200)
    assert drag_at_random(reader, hand(reader), text, rounds) == rounds


def test_a_drag_from_the_title_begins_where_the_text_begins(page: Reader, hand: PointWith) -> None:
    pointer = hand(page)
    start = page.text().index("family")
    title = pointer.point(0)
    title.setY(title.y() - 60)
    pointer.drag(title, pointer.point(start))
    assert page.selection() == (0, start)


def test_a_drag_inside_the_title_selects_nothing(page: Reader, hand: PointWith) -> None:
    first = hand(page).point(0)
    told: list[tuple[int, int]] = []
    page.selected.connect(lambda start, end: told.append((start, end)))
    above = first.y() - 60
    first.setY(above)
    last = first + (first - hand(page).point(0))
    last.setX(first.x() + 90)
    last.setY(above)
    hand(page).drag(first, last)
    assert page.selection() is None
    assert told == []
    assert page.createMimeDataFromSelection().text() == ""


def test_a_drag_across_cells_takes_what_lies_between_and_no_more(
    page: Reader, hand: PointWith
) -> None:
    start = page.text().index("happened")
    end = page.text().index("stop a car 🚗") + len("stop a car 🚗")
    page.reveal(start)
    hand(page).drag(hand(page).point(start), hand(page).point(end))
    assert page.selection() == (start, end)
    clip = page.createMimeDataFromSelection().text()
    assert clip == "happened\n2024-02-21\tPolice stop a car 🚗"


def test_a_drag_out_of_a_table_takes_what_lies_between(page: Reader, hand: PointWith) -> None:
    start = page.text().index("car 🚗")
    end = page.text().index("日本語") + 2
    page.reveal(start)
    hand(page).drag(hand(page).point(end), hand(page).point(start))
    assert page.selection() == (start, end)


def test_a_drag_begun_inside_a_selection_selects_anew(page: Reader, hand: PointWith) -> None:
    text = page.text()
    start, end = text.index("Slaviša"), text.index("phone")
    page.select(start, text.index("opened"))
    hand(page).drag(hand(page).point(start + 2), hand(page).point(end))
    assert page.selection() == (start + 2, end)
