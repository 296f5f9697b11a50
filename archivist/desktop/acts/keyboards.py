"""Keys by their place: what a Cyrillic keyboard, or one with accents for figures, does an act by.

Qt matches the letter that a key writes. Where it writes none of ours, as on a Russian layout alone
or in the upper row of AZERTY, the place of the key on the keyboard says what is meant.
"""

import sys
import unicodedata
from collections.abc import Iterable

from PySide6 import QtCore, QtGui

_ROWS = ((2, "1234567890"), (16, "QWERTYUIOP[]"), (30, "ASDFGHJKL"), (44, "ZXCVBNM,./"))
_PLACES = {first + n: letter for first, row in _ROWS for n, letter in enumerate(row)}
"""What the keys write on a keyboard of the United States, by the number of their place."""

_SHIFTED_BY = {"windows": 0, "xcb": 8, "wayland": 8, "offscreen": 8}
"""What is added to that number by each platform that numbers places in this way."""

_FOR_FIGURES = "&\"'(-_+§!="
"""What keys of the upper row write beside accented letters, where figures take Shift."""

_Modifier = QtCore.Qt.KeyboardModifier
_HELD = _Modifier.ShiftModifier | _Modifier.ControlModifier | _Modifier.AltModifier


def meant(event: QtGui.QKeyEvent, platform: str) -> QtGui.QKeySequence | None:
    """The keys that `event` stands for by its place; `None` where what it writes says it all."""
    added = _SHIFTED_BY.get(platform)
    if added is None:
        return None
    letter = _PLACES.get(event.nativeScanCode() - added, "")
    written = chr(event.key()) if event.key() <= sys.maxunicode else ""
    if not letter or not written:
        return None
    if not (letter.isdigit() and _is_for_figure(written)) and not _is_foreign(written):
        return None
    modifiers = event.modifiers() & _HELD
    return QtGui.QKeySequence(QtCore.QKeyCombination(modifiers, QtCore.Qt.Key(ord(letter))))


def _is_for_figure(letter: str) -> bool:
    return letter.isalpha() or letter in _FOR_FIGURES


def _is_foreign(letter: str) -> bool:
    return letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN")


class Keyboards(QtCore.QObject):
    """Does the acts of a window for keys that nothing in it wanted, by their place."""

    def __init__(self, actions: Iterable[QtGui.QAction], window: QtCore.QObject) -> None:
        """Looks for the keys of `actions`; only what reaches the window itself is looked at."""
        super().__init__(window)
        self._actions = tuple(actions)
        window.installEventFilter(self)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Triggers the act of a key that came through to the window."""
        if event.type() == QtCore.QEvent.Type.KeyPress and isinstance(event, QtGui.QKeyEvent):
            keys = meant(event, QtGui.QGuiApplication.platformName())
            if keys is not None and self._does(keys, again=event.isAutoRepeat()):
                return True
        return super().eventFilter(watched, event)

    def _does(self, keys: QtGui.QKeySequence, *, again: bool) -> bool:
        for action in self._actions:
            if keys in action.shortcuts() and action.isEnabled():
                if action.autoRepeat() or not again:
                    action.trigger()
                return True
        return False
