"""The sheet of keys: every act with its key, made from the one registry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.acts.acts import Act, ActSet
from archivist.desktop.acts.acts import acts as registry
from archivist.desktop.acts.caret_keys import caret_keys
from archivist.desktop.controls import plain
from archivist.desktop.look import fonts

translate = QtCore.QCoreApplication.translate
_MOST_COLUMNS = 4
_MARGIN = 24
_DIGITS = "0123456789"
_Key = QtCore.Qt.Key
_SCROLLING = (
    *(_Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown),
    *(_Key.Key_Home, _Key.Key_End),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet; a heading has no keys."""

    words: str
    keys: str = ""


class KeysSheet(QtWidgets.QDialog):
    """Shows all acts that have keys in their groups, in as many columns as the window is wide."""

    def __init__(self, acts: ActSet, parent: QtWidgets.QWidget) -> None:
        """Reads the keys of `acts`."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        room = parent.size()
        body = _widest_body(_rows(acts), room.width() - 3 * _MARGIN)
        self._area = QtWidgets.QScrollArea()
        self._area.setWidget(body)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(_MARGIN - 4, 16, 12, 16)
        column.setSpacing(12)
        column.addWidget(self._area, 1)
        column.addLayout(self._foot())
        wanted = body.sizeHint() + QtCore.QSize(2 * _MARGIN + 12, 120)
        self.resize(wanted.boundedTo(room - QtCore.QSize(24, 40)))

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys that scroll scroll the sheet, wherever the focus is."""
        if event.key() in _SCROLLING:
            QtWidgets.QApplication.sendEvent(self._area.verticalScrollBar(), event)
            return
        super().keyPressEvent(event)

    def _foot(self) -> QtWidgets.QHBoxLayout:
        words = self.tr(
            "An act on a passage applies to the words that are selected, or else to the current "
            "highlight. Escape lets go of both; N goes to the next hit when there is neither. "
            "All acts, with and without a key, are in the palette."
        )
        foot = QtWidgets.QHBoxLayout()
        foot.setContentsMargins(4, 0, 8, 0)
        foot.setSpacing(24)
        foot.addWidget(plain.label(words, font=fonts.interface(12.5), look="muted", wrap=True), 1)
        close = plain.button(self.tr("Close"), main=True)
        close.clicked.connect(self.accept)
        foot.addWidget(close, 0, QtCore.Qt.AlignmentFlag.AlignBottom)
        return foot


def _rows(acts: ActSet) -> tuple[Row, ...]:
    """What the acts do by their keys, and what the page does by the keys of every text."""
    groups: dict[str, list[Act]] = {}
    for act in acts.all:
        if acts.all_keys_of(act):
            groups.setdefault(act.group, []).append(act)
    return (*(row for group in groups.items() for row in _group(acts, *group)), *_caret_rows())


def _caret_rows() -> Iterator[Row]:
    yield Row(translate("Keys", "Caret in the article"))
    for words, keys in caret_keys():
        yield Row(words, keys)


def _group(acts: ActSet, heading: str, members: Iterable[Act]) -> Iterator[Row]:
    # Acts that are called by what they would do now share a line by what they do at all.
    plain_words = {act.name: act.words for act in registry()}
    yield Row(heading)
    for _, alike in groupby(members, _family):
        first, *others = alike
        keys = ", ".join(acts.all_keys_of(first))
        if not others:
            yield Row(first.words.rstrip("…"), keys)
            continue
        last = others[-1]
        number = last.name[len(last.name.rstrip(_DIGITS)) :]
        words = plain_words[first.name]
        yield Row(f"{words} … {number}", f"{keys} … {acts.keys_of(last.name)}")


def _family(act: Act) -> str:
    """The name without a number: acts that differ in nothing else share a line."""
    return act.name.rstrip(_DIGITS)


def _widest_body(rows: tuple[Row, ...], room: int) -> QtWidgets.QWidget:
    """The rows in as many columns as that many pixels hold."""
    for columns in range(_MOST_COLUMNS, 1, -1):
        body = _body(rows, columns)
        if body.sizeHint().width() <= room:
            return body
    return _body(rows, 1)


def _body(rows: tuple[Row, ...], columns: int) -> QtWidgets.QWidget:
    body = QtWidgets.QWidget()
    body.setObjectName("body")
    across = QtWidgets.QHBoxLayout(body)
    across.setContentsMargins(4, 4, 16, 4)
    across.setSpacing(36)
    for part in _columns(rows, columns):
        across.addLayout(_column(part), 1)
    return body


def _columns(rows: tuple[Row, ...], columns: int) -> Iterator[tuple[Row, ...]]:
    """The rows in columns of about one length; no column ends with a heading."""
    start = 0
    for left in range(columns, 0, -1):
        end = start + -(-(len(rows) - start) // left)
        while end > start + 1 and end < len(rows) and not rows[end - 1].keys:
            end -= 1
        yield rows[start:end]
        start = end


def _column(rows: tuple[Row, ...]) -> QtWidgets.QVBoxLayout:
    column = QtWidgets.QVBoxLayout()
    column.setSpacing(5)
    for number, row in enumerate(rows):
        if not row.keys:
            heading = plain.heading(row.words)
            heading.setContentsMargins(0, 12 if number else 0, 0, 2)
            column.addWidget(heading)
            continue
        keys = plain.label(row.keys, font=fonts.interface(12.5), look="muted")
        keys.setAccessibleName(f"{row.words}: {row.keys}")
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(plain.label(row.words, font=fonts.interface(13)))
        line.addStretch(1)
        line.addWidget(keys)
        column.addLayout(line)
    column.addStretch(1)
    return column
