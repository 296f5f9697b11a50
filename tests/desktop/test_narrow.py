"""A window of few pixels: everything that matters stays in it, and keys stay where they belong."""

from collections.abc import Callable

import pytest
from PySide6 import QtCore
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from archivist.desktop.session.session import Session
from archivist.desktop.window.window import MainWindow
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("width", [1000, 1024])
def test_all_four_parts_stand_in_a_window_of_a_small_screen(
    opened: Callable[[str], Session], window: MainWindow, width: int
) -> None:
    session = opened("stop.txt")
    window.resize(width, 700)
    assert (window.width(), window.height()) == (width, 700)
    desk = session.desk
    for part in (desk.sidebar, desk.list_part, desk.page, desk.inspector):
        assert part.isVisible()
        right = part.mapTo(window, QtCore.QPoint(part.width(), 0)).x()
        assert right <= width
    for name in ("back", "forward", "review", "star", "find", "inspector"):
        button = desk.page.buttons[name]
        assert button.isVisible()
        assert button.geometry().right() < desk.page.width()


def test_where_there_is_no_room_for_it_the_inspector_goes_and_comes_back(
    opened: Callable[[str], Session], window: MainWindow, qtbot: QtBot
) -> None:
    session = opened("stop.txt")
    desk = session.desk
    window.resize(1500, 900)
    columns = desk.shape().columns
    window.resize(850, 700)
    assert window.width() == 850
    assert not desk.inspector.isVisible()
    assert "inspector" not in desk.shape().hidden
    window.resize(1500, 900)
    assert desk.inspector.isVisible()
    qtbot.waitUntil(lambda: desk.shape().columns == columns)


def test_a_part_that_a_person_folded_away_does_not_come_back_with_room(
    opened: Callable[[str], Session], window: MainWindow, hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.press(Key.Key_F8)
    for width in (850, 1500):
        window.resize(width, 800)
        assert session.desk.inspector.isHidden()
        assert session.desk.shape().hidden == ("inspector",)


def test_tabs_are_cut_off_before_the_inspector_is_wider(
    opened: Callable[[str], Session], window: MainWindow
) -> None:
    tabs = opened("stop.txt").desk.inspector.tabs
    tabs.resize(240, tabs.height())
    assert tabs.tabs[3].geometry().right() <= 240
    assert tabs.tabs[3].toolTip() == "Provenance"
    window.resize(1500, 900)
    tabs.resize(500, tabs.height())
    assert tabs.tabs[3].toolTip() == ""


# Keys that belong to a panel, and Escape


@pytest.mark.parametrize("part", ["theme", "family", "reset", "leave", "figure", "name"])
def test_no_key_pressed_in_the_panel_of_the_look_acts_on_the_article(
    opened: Callable[[str], Session], hands: Hands, window: MainWindow, part: str
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_2)
    done: list[str] = []
    window.acts.done.connect(done.append)
    session.do("appearance")
    panel = session.view._panel
    widget = {
        "figure": panel.figures["zoom"].box,
        "name": panel.names["rose"],
    }.get(part) or getattr(panel, part)
    widget.setFocus()
    for key in (Key.Key_N, Key.Key_1, Key.Key_A, Key.Key_Period, Key.Key_S, Key.Key_X):
        QTest.keyClick(widget, key)
    for key in (Key.Key_BracketLeft, Key.Key_Delete):
        QTest.keyClick(widget, key)
    assert done == []
    QTest.keyClick(widget, Key.Key_F7)
    assert done == ["sidebar"]


def test_the_button_of_the_note_editor_keeps_letters_from_the_article(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    hands.press(Key.Key_N)
    session.desk.note_editor.done.setFocus()
    hands.press(Key.Key_1)
    assert not session.archive.annotations.all()


def test_escape_in_the_article_lets_go_of_the_words_and_then_closes_the_find_bar(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    bar, reader = session.desk.page.find_bar, session.desk.page.reader
    hands.press(Key.Key_F, Control)
    hands.type("car")
    hands.press(Key.Key_Return)
    reader.setFocus()
    hands.drag(reader, "Nobody asked him")
    hands.press(Key.Key_Escape)
    assert bar.isVisible()
    hands.press(Key.Key_Escape)
    assert not bar.isVisible()
    assert reader.hasFocus()
