"""Where a panel stands: beside what it belongs to, never over it, and within the window."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from archivist.desktop.controls.floating import Side, stand

WINDOW = QRect(0, 0, 1000, 700)
BAR = QSize(360, 70)


@pytest.mark.parametrize("first", ["above", "below"])
@pytest.mark.parametrize(
    "box",
    [
        QRect(400, 300, 200, 24),
        QRect(400, 2, 200, 24),
        QRect(400, 670, 200, 24),
        QRect(0, 300, 40, 24),
        QRect(960, 300, 40, 24),
        QRect(0, 0, 30, 20),
        QRect(970, 680, 30, 20),
        QRect(300, 0, 300, 700),
        QRect(10, 100, 500, 590),
        QRect(480, 10, 510, 680),
    ],
)
def test_a_panel_covers_nothing_of_the_words_and_stays_in_the_window(
    box: QRect, first: Side
) -> None:
    place = QRect(stand(BAR, box, WINDOW, first=first), BAR)
    assert WINDOW.contains(place)
    assert not place.intersects(box)


def test_a_panel_turns_to_the_other_side_at_the_border() -> None:
    middle, top, foot = (QRect(400, y, 200, 24) for y in (300, 30, 660))
    assert stand(BAR, middle, WINDOW, first="above").y() < middle.top()
    assert stand(BAR, top, WINDOW, first="above").y() > top.bottom()
    assert stand(BAR, foot, WINDOW, first="below").y() < foot.top()


def test_a_panel_keeps_to_the_page_where_it_can() -> None:
    page = QRect(500, 40, 400, 600)
    at_the_left = QRect(505, 300, 60, 24)
    assert stand(BAR, at_the_left, WINDOW, first="above", within=page).x() == page.left()
    narrow = QRect(500, 40, 200, 600)
    assert stand(BAR, at_the_left, WINDOW, first="above", within=narrow).x() < page.left()


def test_where_nothing_is_free_the_panel_stands_at_the_lower_border() -> None:
    assert stand(BAR, WINDOW, WINDOW, first="above") == QPoint(319, 622)
