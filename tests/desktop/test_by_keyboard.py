"""The whole job with keys alone: import, search, read, mark, name, note, undo, redo, hand over."""

from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.annotations import Annotation
from archivist.bundle.verify import verify
from archivist.desktop.session.session import Session
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier
Alt = QtCore.Qt.KeyboardModifier.AltModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier


class Worker:
    """Somebody at work who has keys and no mouse."""

    def __init__(self, qtbot: QtBot, session: Session, hands: Hands) -> None:
        self.session = session
        self._qtbot = qtbot
        self._hands = hands

    def press(self, key: Key, modifier: QtCore.Qt.KeyboardModifier | None = None) -> None:
        if QtWidgets.QApplication.activeWindow() is None:
            # There is no window manager here to give the keys back once a dialog is gone.
            self.session.desk.window().activateWindow()
            self._qtbot.waitUntil(lambda: focus() is not None)
        self._hands.press(key, modifier or QtCore.Qt.KeyboardModifier.NoModifier)

    def type(self, words: str) -> None:
        self._hands.type(words)

    def mark(self) -> Annotation:
        (mark,) = self.session.archive.annotations.all()
        return mark

    def take_in(self, file: Path) -> None:
        """Import a file by its path, typed into the dialog."""
        self.press(Key.Key_I, Control)
        self._wait_for_dialog()
        self.type(str(file))
        with self._qtbot.waitSignals([self.session.importing.ended, self.session.listing.shown]):
            self.press(Key.Key_Return)

    def search(self, words: str) -> None:
        """Search the archive and open the first article that is found."""
        self.press(Key.Key_L, Control)
        with self._qtbot.waitSignal(self.session.listing.shown):
            self.type(words)
        self.press(Key.Key_Return)
        self._qtbot.waitUntil(lambda: self.session.hits.any)
        self.press(Key.Key_3, Alt)
        assert self.session.desk.page.reader.hasFocus()

    def select(self, words: str, further: int) -> str:
        """Find words on the page, and select so many letters further with the caret."""
        self.press(Key.Key_F, Control)
        self.type(words)
        self.press(Key.Key_Escape)
        reader = self.session.desk.page.reader
        assert reader.hasFocus()
        for _ in range(further):
            self.press(Key.Key_Right, Shift)
        start, end = reader.selection() or (0, 0)
        return reader.text()[start:end].strip()

    def name(self, kind: Key, words: str) -> None:
        """Join what is current to a name, made of the words typed, or of those selected."""
        self.press(kind)
        self.type(words)
        self.press(Key.Key_Return)
        self.press(Key.Key_Escape)

    def note(self, words: str) -> None:
        self.press(Key.Key_N)
        self.type(words)
        self.press(Key.Key_Return, Control)

    def hand_over(self, title: str, folder: Path) -> None:
        """Export a bundle of what the dialog proposes."""
        self.press(Key.Key_E, Control | Shift)
        self._wait_for_dialog()
        self.press(Key.Key_Tab)
        self.type(title)
        self.press(Key.Key_Tab)
        self.type(str(folder))
        with self._qtbot.waitSignal(self.session.exporting.ended, timeout=30_000):
            self.press(Key.Key_Return)

    def _wait_for_dialog(self) -> None:
        def is_there() -> bool:
            here = focus()
            return here is not None and isinstance(here.window(), QtWidgets.QDialog)

        self._qtbot.waitUntil(is_there)


def focus() -> QtWidgets.QWidget | None:
    return QtWidgets.QApplication.focusWidget()


# The list of paths that opens under the line of a file dialog is a window of its own.
@pytest.mark.qt_log_ignore("^This plugin does not support")
def test_the_whole_job_is_done_with_keys_alone(
    qtbot: QtBot, session: Session, folder: Path, tmp_path: Path, hands: Hands
) -> None:
    worker = Worker(qtbot, session, hands)
    worker.take_in(folder / "stop.txt")
    assert session.archive.articles.count() == 1

    worker.search("slavisa")
    assert worker.select("slavisa milan", further=2) == "Slaviša Milanov"
    worker.press(Key.Key_2)
    mark = worker.mark()
    assert (mark.colour, mark.exact.strip()) == ("rose", "Slaviša Milanov")

    worker.name(Key.Key_A, "")
    worker.name(Key.Key_E, "Stopped near Pirot")
    worker.name(Key.Key_T, "no consent")
    worker.note("Ask counsel.")
    mark = worker.mark()
    assert [each.name.strip() for each in mark.actors] == ["Slaviša Milanov"]
    assert [each.name for each in mark.events] == ["Stopped near Pirot"]
    assert [each.name for each in mark.tags] == ["no consent"]
    assert mark.note == "Ask counsel."

    worker.press(Key.Key_Z, Control)
    assert worker.mark().note == ""
    assert session.desk.notice.said().startswith("Taken back")
    worker.press(Key.Key_Z, Control | Shift)
    assert worker.mark().note == "Ask counsel."

    worker.hand_over("A stop near Pirot", tmp_path / "bundle")
    assert all(check.ok for check in verify(tmp_path / "bundle"))
