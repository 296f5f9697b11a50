"""Selecting by keys alone in the window: the bar, the acts and the handles that go with it."""

from collections.abc import Callable

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from archivist.annotations import Annotation
from archivist.desktop.reader.grips import grips_of
from archivist.desktop.reader.reader import Reader
from archivist.desktop.session.session import Session
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier
Alt = QtCore.Qt.KeyboardModifier.AltModifier


def the_mark(session: Session) -> Annotation:
    (mark,) = session.archive.annotations.all()
    return mark


def at_words(session: Session, words: str) -> int:
    """The reader with the keys, its caret before words."""
    reader = session.desk.page.reader
    start = reader.text().index(words)
    reader.setFocus()
    reader.put_caret(start)
    reader.reveal(start)
    return start


def test_a_sentence_is_marked_without_a_mouse(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    at_words(session, "Nobody asked")
    hands.press(Key.Key_V)
    hands.press(Key.Key_Down, Alt)
    bar = session.desk.ink_bar
    assert bar.isVisible()
    hands.press(Key.Key_4)
    assert the_mark(session).target.exact == "Nobody asked him for the code."
    assert (the_mark(session).colour, bar.isVisible()) == ("green", False)
    assert not session.desk.page.reader.selecting


def test_the_selection_grows_by_a_key_and_shrinks_by_another(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    at_words(session, "equipment")
    reader = session.desk.page.reader
    for wanted in ("equipment", "Then Cellebrite’s equipment opened it."):
        hands.press(Key.Key_G)
        start, end = reader.selection() or (0, 0)
        assert reader.text()[start:end] == wanted
    assert session.desk.ink_bar.isVisible()
    hands.press(Key.Key_G, Shift)
    hands.press(Key.Key_1)
    assert the_mark(session).target.exact == "equipment"


def test_escape_leaves_the_selecting_first_and_says_so_at_its_beginning(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    at_words(session, "Police stopped")
    hands.press(Key.Key_V)
    assert "Every motion selects" in session.desk.notice.findChildren(QtWidgets.QLabel)[0].text()
    hands.press(Key.Key_Right, Control)
    assert session.desk.page.reader.selection() is not None
    hands.press(Key.Key_Escape)
    assert session.desk.page.reader.selection() is None
    assert not session.desk.page.reader.selecting
    assert not session.desk.ink_bar.isVisible()


def test_a_highlight_is_split_where_keys_put_the_caret(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    reader = session.desk.page.reader
    hands.drag(reader, "Slaviša Milanov’s car 🚗")
    hands.press(Key.Key_2)
    hands.drag(reader, "Nobody asked")
    hands.press(Key.Key_2)
    hands.press(Key.Key_K)
    assert reader.caret() == reader.text().index("Slaviša Milanov’s car")
    hands.press(Key.Key_Right, Control)
    hands.press(Key.Key_X)
    parts = [mark.target.exact for mark in session.archive.annotations.all()]
    assert {"Slaviša", "Milanov’s car 🚗"} < set(parts)


def test_an_end_that_the_mouse_drags_is_moved_in_the_archive(
    qtbot: QtBot, opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    reader = session.desk.page.reader
    hands.drag(reader, "car 🚗")
    hands.press(Key.Key_3)
    qtbot.waitUntil(lambda: reader._current is not None)
    assert reader._current is not None
    *_, grip = grips_of(reader._page, reader._current, reader.in_view())
    at = (grip.knob - reader._scrolled()).toPoint()
    goal = reader.text().index(" in February") + len(" in February")
    aim = at + point(reader, goal) - point(reader, the_mark(session).end)
    pull(reader, at, aim)
    qtbot.waitUntil(lambda: the_mark(session).target.exact == "car 🚗 in February")
    assert reader.highlight_at(point(reader, goal) - QtCore.QPoint(4, 0)) == the_mark(session).id
    hands.press(Key.Key_Z, Control)
    assert the_mark(session).target.exact == "car 🚗"


def point(reader: Reader, offset: int) -> QtCore.QPoint:
    """Where the border before a code point stands in the viewport."""
    cursor = QtGui.QTextCursor(reader.document())
    cursor.setPosition(reader._page.positions.to_document(offset))
    return reader.cursorRect(cursor).center()


def pull(reader: Reader, start: QtCore.QPoint, end: QtCore.QPoint) -> None:
    """Press, move and let go of the left button."""
    viewport, left = reader.viewport(), QtCore.Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=start)
    move = QtGui.QMouseEvent(
        QtCore.QEvent.Type.MouseMove,
        QtCore.QPointF(end),
        QtCore.QPointF(viewport.mapToGlobal(end)),
        QtCore.Qt.MouseButton.NoButton,
        left,
        QtCore.Qt.KeyboardModifier.NoModifier,
    )
    QtWidgets.QApplication.sendEvent(viewport, move)
    QTest.mouseRelease(viewport, left, pos=end)
