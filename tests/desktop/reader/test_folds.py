"""Folded stretches: a line on the page for each, turned one by one or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from archivist.desktop.look.english import English
from archivist.desktop.reader.fold_line import FoldLine
from archivist.desktop.reader.typography import Heading, Typography
from archivist.text import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from archivist.desktop.reader.reader import Reader
    from tests.desktop.reader.conftest import Hand

    PointWith = Callable[[Reader], Hand]

MENU = ("Skip to content", "Latest 📱", "Начало", "Apps")
STORY = tuple(f"Paragraph {n} on Slaviša’s phone 😀 and who opened it." for n in range(4))
FOOT = ("Related", "تابعنا", "Privacy")
SITE = lines("\n".join((*MENU, *STORY, *FOOT)))
FOLDED = ((0, 3), (8, 10))


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    english = English()
    qapp.installTranslator(english)
    yield
    qapp.removeTranslator(english)


@pytest.fixture
def site(qtbot: QtBot, reader: Reader) -> Reader:
    """A scraped page: menu and foot are folded, a repeated title is hidden without a word."""
    reader.show_article(Heading("K", "T"), SITE, folded=FOLDED, silent=((4, 4),))
    qtbot.waitUntil(lambda: len(fold_lines(reader)) == 2)
    return reader


def fold_lines(reader: Reader) -> list[FoldLine]:
    """The lines of folds in view, from above."""
    found = [each for each in reader.findChildren(FoldLine) if each.isVisible()]
    return sorted(found, key=FoldLine.y)


def shown(reader: Reader) -> list[bool]:
    """Whether each leaf is in view."""
    positions = reader._page.positions
    return [
        reader.document().findBlock(positions.to_document(leaf.start)).isVisible()
        for leaf in SITE.leaves
    ]


def test_a_line_on_the_page_says_how_many_blocks_are_folded_and_how_they_begin(
    site: Reader,
) -> None:
    first, second = fold_lines(site)
    assert first.text() == "4 blocks folded"
    assert first.accessibleDescription() == "Skip to content · Latest 📱 · Начало · Apps"
    assert second.text() == "3 blocks folded"
    assert shown(site) == [False] * 5 + [True] * 3 + [False] * 3


def test_a_line_stands_in_the_column_between_the_words_beside_it(
    site: Reader, hand: PointWith
) -> None:
    first, second = fold_lines(site)
    below = hand(site).point(SITE.leaves[5].start)
    above = hand(site).point(SITE.leaves[7].start)
    assert first.geometry().bottom() < below.y()
    assert above.y() < second.geometry().top()
    assert first.x() == below.x() or abs(first.x() - below.x()) <= 1


def test_a_click_on_a_line_shows_its_stretch_only_and_a_second_click_folds_it(
    qtbot: QtBot, site: Reader
) -> None:
    first, _ = fold_lines(site)
    places = [site._page.positions.to_document(n) for n in range(len(SITE.text))]
    with qtbot.waitSignal(site.folded_changed) as told:
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert told.args == [True]
    assert shown(site) == [True] * 4 + [False] + [True] * 3 + [False] * 3
    assert first.text() == "Fold 4 blocks"
    assert [site._page.positions.to_document(n) for n in range(len(SITE.text))] == places
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert shown(site) == [False] * 5 + [True] * 3 + [False] * 3


def test_all_are_shown_and_folded_together(site: Reader) -> None:
    folded = [site.folds_hidden]
    assert site.folded_leaves == 8
    site.hide_folds(hidden=False)
    assert shown(site) == [True] * 11
    folded.append(site.folds_hidden)
    assert folded == [True, False]
    site.hide_folds(hidden=True)
    assert shown(site) == [False] * 5 + [True] * 3 + [False] * 3
    for line in fold_lines(site):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert shown(site) == [True] * 4 + [False] + [True] * 6


def test_a_drag_over_a_folded_stretch_takes_what_is_in_it(site: Reader, hand: PointWith) -> None:
    site.show_article(Heading(), SITE, folded=((6, 6),))
    start, end = SITE.leaves[5].start, SITE.leaves[7].end
    hand(site).drag(hand(site).point(start), hand(site).point(end))
    assert site.selection() == (start, end)


def test_between_two_paragraphs_the_mouse_is_at_one_of_them_and_not_in_what_is_folded(
    site: Reader,
) -> None:
    offset, seen = 0, set()
    site.hide_folds(hidden=False)
    site.hide_folds(hidden=True)
    for y in range(fold_lines(site)[1].y()):
        here = site._offset_at(QPoint(300, y))
        assert offset <= here <= SITE.leaves[7].end
        offset = here
        seen.add(here)
    assert len(seen) > 3


def test_highlights_above_a_fold_are_found_at_the_top_of_the_page(reader: Reader) -> None:
    reader.show_article(Heading(), SITE, folded=((2, 3),))
    shown_blocks = [block.text() for block, _ in reader._page.blocks.in_view(reader._view())]
    assert shown_blocks[:3] == ["Skip to content", "Latest 📱", ""]


def test_a_search_hit_in_one_fold_opens_that_one(site: Reader) -> None:
    site.reveal(SITE.leaves[9].start)
    assert shown(site) == [False] * 5 + [True] * 6


def test_a_line_is_reached_by_tab_and_turned_by_space(site: Reader) -> None:
    site.setFocus()
    QTest.keyClick(site, Qt.Key.Key_Tab)
    first, _ = fold_lines(site)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert shown(site)[0]
    interface = QAccessible.queryAccessibleInterface(first)
    assert interface.text(QAccessible.Text.Name) == "Fold 4 blocks"


def test_what_is_shown_stays_shown_with_other_letters(qtbot: QtBot, site: Reader) -> None:
    QTest.mouseClick(fold_lines(site)[0], Qt.MouseButton.LeftButton)
    site.set_typography(Typography(size=20))
    assert shown(site) == [True] * 4 + [False] + [True] * 3 + [False] * 3
    qtbot.waitUntil(lambda: len(fold_lines(site)) == 2)
    assert [line.text() for line in fold_lines(site)] == ["Fold 4 blocks", "3 blocks folded"]


def test_no_line_stays_behind_when_another_article_comes(qtbot: QtBot, site: Reader) -> None:
    site.show_article(Heading(), SITE)
    qtbot.waitUntil(lambda: fold_lines(site) == [])
