"""The one author of labels, buttons and tooltips: what they show is words, never markup.

A title is an attack: Qt reads rich text wherever it is not told otherwise.
"""

import html
from collections.abc import Iterable

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import drops
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme

_Modifier = QtCore.Qt.KeyboardModifier
_WRITING = _Modifier.ShiftModifier | _Modifier.KeypadModifier | _Modifier.GroupSwitchModifier


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


class Line(QtWidgets.QLineEdit):
    """A line to write on that leaves the key of the palette to the window."""

    def event(self, event: QtCore.QEvent) -> bool:
        """Where Qt would cut off the rest of the line, the palette opens."""
        return leaves_palette(event) or super().event(event)

    def dragEnterEvent(self, event: QtGui.QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files are not written on it: they belong to what is around it."""
        if not drops.leaves_files(event):
            super().dragEnterEvent(event)


def leaves_palette(event: QtCore.QEvent) -> bool:
    """Whether `event` asks a control for Ctrl+K, which belongs to the window."""
    return (
        event.type() == QtCore.QEvent.Type.ShortcutOverride
        and isinstance(event, QtGui.QKeyEvent)
        and event.key() == QtCore.Qt.Key.Key_K
        and event.modifiers() == QtCore.Qt.KeyboardModifier.ControlModifier
    )


def keeps_key(event: QtCore.QEvent) -> bool:
    """Whether `event` asks for a letter, a figure, a sign or Delete; it is kept from the window.

    An act of the window would change what is behind the control that has the keys.
    """
    if event.type() != QtCore.QEvent.Type.ShortcutOverride or not isinstance(
        event, QtGui.QKeyEvent
    ):
        return False
    written = event.text() and event.text().isprintable()
    if event.modifiers() & ~_WRITING or not (written or event.key() == QtCore.Qt.Key.Key_Delete):
        return False
    event.accept()
    return True


def field(name: str, *, placeholder: str = "") -> Line:
    """A line to write on; `name` is what a screen reader calls it."""
    made = Line()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    made.setFont(fonts.interface(13.5))
    return made


def table(name: str, columns: tuple[tuple[str, int], ...]) -> QtWidgets.QTableWidget:
    """A table that is read, not written: its columns by their words and widths in pixels."""
    made = QtWidgets.QTableWidget(0, len(columns))
    made.setAccessibleName(name)
    made.setHorizontalHeaderLabels([words for words, _ in columns])
    made.horizontalHeader().setFont(fonts.interface(12, fonts.MEDIUM))
    made.horizontalHeader().setDefaultAlignment(QtCore.Qt.AlignmentFlag.AlignLeft)
    made.horizontalHeader().setStretchLastSection(True)
    made.horizontalHeader().setHighlightSections(False)
    made.verticalHeader().hide()
    made.setFont(fonts.interface(13))
    made.setShowGrid(False)
    made.setWordWrap(True)
    made.setTabKeyNavigation(False)
    made.setEditTriggers(QtWidgets.QTableWidget.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QtWidgets.QTableWidget.SelectionBehavior.SelectRows)
    for number, (_, width) in enumerate(columns):
        made.setColumnWidth(number, width)
    return made


def fill(
    shown: QtWidgets.QTableWidget, rows: Iterable[tuple[str, ...]], *, wrapped: bool = True
) -> None:
    """Puts rows of words into a table; `wrapped` rows are as high as their words need."""
    kept = tuple(rows)
    shown.setRowCount(len(kept))
    for number, row in enumerate(kept):
        for column, words in enumerate(row):
            shown.setItem(number, column, QtWidgets.QTableWidgetItem(words))
    if wrapped:
        shown.resizeRowsToContents()


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
