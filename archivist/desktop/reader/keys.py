"""The keys that move the caret: which step each of them is."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from archivist.desktop.reader.steps import Unit

Step = Unit | Literal["line", "line-end", "screen"]
"""What a caret moves by: a unit of the text, or what stands so only on the page."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A step forward or back; where it is `sided`, forward means to the right."""

    step: Step
    forward: bool
    sided: bool = False


_Key = Qt.Key
_PLAIN = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
# Shift extends, and the block of digits has arrows too: neither says what a key is.
_WITHOUT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier

STROKES = MappingProxyType(
    {
        (_Key.Key_Left, _PLAIN): Stroke("character", forward=False, sided=True),
        (_Key.Key_Right, _PLAIN): Stroke("character", forward=True, sided=True),
        (_Key.Key_Left, _CTRL): Stroke("word", forward=False, sided=True),
        (_Key.Key_Right, _CTRL): Stroke("word", forward=True, sided=True),
        (_Key.Key_Up, _PLAIN): Stroke("line", forward=False),
        (_Key.Key_Down, _PLAIN): Stroke("line", forward=True),
        (_Key.Key_Up, _ALT): Stroke("sentence", forward=False),
        (_Key.Key_Down, _ALT): Stroke("sentence", forward=True),
        (_Key.Key_Up, _CTRL): Stroke("paragraph", forward=False),
        (_Key.Key_Down, _CTRL): Stroke("paragraph", forward=True),
        (_Key.Key_Home, _PLAIN): Stroke("line-end", forward=False),
        (_Key.Key_End, _PLAIN): Stroke("line-end", forward=True),
        (_Key.Key_Home, _CTRL): Stroke("text", forward=False),
        (_Key.Key_End, _CTRL): Stroke("text", forward=True),
        (_Key.Key_PageUp, _PLAIN): Stroke("screen", forward=False),
        (_Key.Key_PageDown, _PLAIN): Stroke("screen", forward=True),
    }
)
"""Every step by the key and what is held with it, but for Shift, which extends."""


def stroke_of(event: QKeyEvent) -> Stroke | None:
    """The step a key asks for, with or without Shift, or None when it moves no caret."""
    return STROKES.get((_Key(event.key()), event.modifiers() & ~_WITHOUT))
