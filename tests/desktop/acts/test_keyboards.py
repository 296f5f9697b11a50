"""The keys of other keyboards: acts are done by the place of a key that writes none of ours."""

from collections.abc import Callable

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.acts.keyboards import meant
from archivist.desktop.session.session import Session
from archivist.desktop.window.window import MainWindow
from tests.desktop.hands import Hands

Plain = QtCore.Qt.KeyboardModifier.NoModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier
Control = QtCore.Qt.KeyboardModifier.ControlModifier
X11 = 8


def strike(written: str, place: int, held: QtCore.Qt.KeyboardModifier = Plain) -> None:
    """Press the key at a place of the keyboard, which writes one letter."""
    focus = QtWidgets.QApplication.focusWidget()
    assert focus is not None
    QtWidgets.QApplication.sendEvent(focus, pressed(written, place + X11, held))


def pressed(written: str, code: int, held: QtCore.Qt.KeyboardModifier) -> QtGui.QKeyEvent:
    """What Qt is told of a key that was pressed."""
    key = ord(written.upper())
    return QtGui.QKeyEvent(QtCore.QEvent.Type.KeyPress, key, held, code, 0, 0, written)


@pytest.fixture
def done(opened: Callable[[str], Session], window: MainWindow, hands: Hands) -> list[str]:
    """The acts that are done, with words selected in an open article."""
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Nobody asked him")
    acts: list[str] = []
    window.acts.done.connect(acts.append)
    return acts


@pytest.mark.parametrize(
    ("written", "place", "held", "keys"),
    [
        ("о", 36, Plain, "J"),  # Russian
        ("О", 36, Shift, "Shift+J"),
        ("ю", 52, Plain, "."),
        ("Х", 26, Shift, "Shift+["),
        ("л", 37, Control, "Ctrl+K"),
        ("ј", 36, Plain, "J"),  # Serbian
        ("&", 2, Plain, "1"),  # French
        ("é", 3, Plain, "2"),
        ("ç", 10, Control, "Ctrl+9"),
        ("ě", 3, Plain, "2"),  # Czech
    ],
)
def test_a_key_that_writes_no_letter_of_ours_is_what_stands_at_its_place(
    written: str, place: int, held: QtCore.Qt.KeyboardModifier, keys: str
) -> None:
    for platform, added in (("xcb", X11), ("wayland", X11), ("windows", 0)):
        assert meant(pressed(written, place + added, held), platform) == QtGui.QKeySequence(keys)
    assert meant(pressed(written, place, held), "another") is None


@pytest.mark.parametrize(
    ("written", "place"), [("q", 30), ("é", 26), ("2", 3), ("#", 4), ("о", 99)]
)
def test_a_latin_letter_or_a_figure_is_what_it_writes_wherever_it_stands(
    written: str, place: int
) -> None:
    assert meant(pressed(written, place, Plain), "windows") is None


def test_acts_are_done_on_a_cyrillic_keyboard_and_on_azerty(done: list[str]) -> None:
    strike("о", 36)
    strike("х", 26)
    strike("&", 2)
    strike("л", 37, Control)
    assert done == ["next-mark", "start-earlier", "ink-yellow", "palette"]


def test_letters_of_a_note_are_written_and_act_on_nothing(
    done: list[str], window: MainWindow, hands: Hands
) -> None:
    assert window.session is not None
    hands.press(QtCore.Qt.Key.Key_N)
    strike("о", 36)
    strike("é", 3)
    assert window.session.desk.note_editor.text.toPlainText() == "оé"
    assert done == ["note"]


def test_an_act_that_is_not_allowed_is_not_done_by_its_place(
    done: list[str], window: MainWindow
) -> None:
    window.acts.allow(("next-mark",), allowed=False)
    strike("о", 36)
    assert done == []
