"""The one author of labels, buttons and tooltips: what they show is words, never markup.

A title is an attack: Qt reads rich text wherever it is not told otherwise.
"""

import html

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop import fonts
from archivist.desktop.theme import Theme


def label(
    words: str = "",
    *,
    font: QtGui.QFont | None = None,
    look: str = "",
    wrap: bool = False,
    selectable: bool = False,
) -> QtWidgets.QLabel:
    """A label that shows its words literally; `look` names a rule of the style sheet."""
    made = QtWidgets.QLabel()
    made.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    made.setText(words)
    made.setWordWrap(wrap)
    made.setObjectName(look)
    if font is not None:
        made.setFont(font)
    if selectable:
        flags = QtCore.Qt.TextInteractionFlag
        made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        made.setAccessibleName(words)
    return made


def heading(words: str) -> QtWidgets.QLabel:
    """A small heading over a group of controls."""
    return label(words, font=fonts.interface(13, fonts.SEMIBOLD))


def button(words: str, *, main: bool = False, flat: bool = False) -> QtWidgets.QPushButton:
    """A button; `main` is the one that Enter presses, `flat` one that looks like a link."""
    made = QtWidgets.QPushButton(words.replace("&", "&&"))
    made.setFont(fonts.interface(13, fonts.SEMIBOLD if main else fonts.MEDIUM))
    made.setProperty("main", main)
    made.setProperty("flat", flat)
    made.setAutoDefault(main)
    made.setDefault(main)
    return made


def hint(widget: QtWidgets.QWidget, words: str) -> None:
    """Says in a tooltip what a control does."""
    widget.setToolTip(html.escape(words))


def field(name: str, *, placeholder: str = "") -> QtWidgets.QLineEdit:
    """A line to write on; `name` is what a screen reader calls it."""
    made = QtWidgets.QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    made.setFont(fonts.interface(13.5))
    return made


def rule() -> QtWidgets.QFrame:
    """A line between two parts, one pixel high."""
    made = QtWidgets.QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


class IconButton(QtWidgets.QToolButton):
    """A button that is an icon; its words are its tooltip and its name."""

    def __init__(self, theme: Theme, icon: str, words: str, *, size: int = 18) -> None:
        """`icon` names a picture of `theme`, drawn anew when the theme changes."""
        super().__init__()
        self._theme = theme
        self._name = icon
        self.setIconSize(QtCore.QSize(size, size))
        self.setAccessibleName(words)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        hint(self, words)
        theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str) -> None:
        """Shows another picture."""
        self._name = name
        self._draw()

    def _draw(self) -> None:
        self.setIcon(self._theme.icon(self._name, size=self.iconSize().width()))
