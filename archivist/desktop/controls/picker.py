"""A line to type on over a list to choose from: what the chooser and the palette are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.floating import Floating
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme

ROW = int(QtCore.Qt.ItemDataRole.UserRole)
_HEIGHT = 36
_MOST_ROWS = 8
Option = QtWidgets.QStyleOptionViewItem
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it stands for (`kind`, `key`), its words, an icon, a word at the right.

    `fresh` rows make something new of the words in `key`.
    """

    kind: str
    key: str
    words: str
    icon: str = ""
    aside: str = ""
    fresh: bool = False


class Choices(QtCore.QAbstractListModel):
    """The rows that fit what is typed."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        """No rows yet."""
        super().__init__(parent)
        self._rows: tuple[Choice, ...] = ()

    def show(self, rows: tuple[Choice, ...]) -> None:
        """Shows these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = QtCore.Qt.ItemDataRole.DisplayRole) -> Any:
        """The row, or its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (QtCore.Qt.ItemDataRole.DisplayRole, QtCore.Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        return None


class ChoiceDelegate(QtWidgets.QStyledItemDelegate):
    """Paints a row: icon, words, a word at the right."""

    def __init__(self, theme: Theme, parent: QtCore.QObject) -> None:
        """Draws with the tokens that are in force when it paints."""
        super().__init__(parent)
        self._theme = theme
        self._words = fonts.interface(13.5)
        self._aside = fonts.interface(12)

    def sizeHint(self, _option: Option, _index: Index) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """Rows are equally high."""
        return QtCore.QSize(80, _HEIGHT)

    def paint(self, painter: QtGui.QPainter, option: Option, index: Index) -> None:
        """Paints the row."""
        row: Choice | None = index.data(ROW)
        if row is None:
            return
        tokens = self._theme.tokens
        rect = QtCore.QRectF(option.rect)
        painter.save()
        if option.state & QtWidgets.QStyle.StateFlag.State_Selected:
            painting.paint_ground(painter, rect.adjusted(0, 1, 0, -1), 6, tokens.tint)
        if row.icon:
            ratio = painter.device().devicePixelRatioF()
            colour = tokens.accent if row.fresh else tokens.muted
            picture = self._theme.icons.pixmap(row.icon, colour, 18, ratio)
            painter.drawPixmap(QtCore.QPointF(rect.left() + 11, rect.center().y() - 9), picture)
        aside = Words(row.aside, self._aside, tokens.muted)
        right = QtCore.Qt.AlignmentFlag.AlignRight
        painting.paint_line(painter, rect.adjusted(120, 0, -12, 0), aside, right)
        used = min(
            rect.width() / 2, QtGui.QFontMetricsF(self._aside).horizontalAdvance(row.aside) + 24
        )
        words = Words(row.words, self._words, tokens.text)
        painting.paint_line(painter, rect.adjusted(40, 0, -used, 0), words)
        painter.restore()


Offers = Callable[[str], tuple[Choice, ...]]


class Picker(Floating):
    """Type, move with the arrows, choose with Enter.

    `chosen` carries the `Choice`; `unanswered` follows an Enter that had nothing to choose.
    """

    chosen = QtCore.Signal(object)
    unanswered = QtCore.Signal()

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget, *, name: str, width: int) -> None:
        """`name` is what a screen reader calls the line."""
        super().__init__(parent)
        self.setFixedWidth(width)
        self._offers: Offers = _nothing
        self._choices = Choices(self)
        self.field = plain.field(name)
        self.list = QtWidgets.QListView()
        self.list.setModel(self._choices)
        self.list.setItemDelegate(ChoiceDelegate(theme, self.list))
        self.list.setAccessibleName(name)
        self._said = plain.label(font=fonts.interface(12), look="muted", wrap=True)
        self._lay_out()
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        theme.changed.connect(self.list.viewport().update)

    def offer(self, offers: Offers, *, placeholder: str = "") -> None:
        """Asks for the rows of `offers`; nothing typed yet."""
        self._offers = offers
        self.field.setPlaceholderText(placeholder)
        self.field.clear()
        self.say("")
        self._fill()

    def say(self, words: str) -> None:
        """A line under the list."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def again(self) -> None:
        """Clears what was typed for the next one."""
        self.field.clear()
        self._fill()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows and Enter on the line act on the list."""
        if (
            watched is self.field
            and isinstance(event, QtGui.QKeyEvent)
            and event.type() == QtCore.QEvent.Type.KeyPress
        ):
            return self._key(QtCore.Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.list.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QtWidgets.QListView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self.list.viewport().setAutoFillBackground(False)
        self.field.setMinimumHeight(34)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._said)

    @QtCore.Slot()
    def _fill(self) -> None:
        rows = self._offers(self.field.text())
        self._choices.show(rows)
        self.list.setFixedHeight(max(1, min(len(rows), _MOST_ROWS)) * _HEIGHT + 2)
        if rows:
            self.list.setCurrentIndex(self._choices.index(0))
        if self.isVisible():
            self.adjustSize()

    def _key(self, key: QtCore.Qt.Key) -> bool:
        keys = QtCore.Qt.Key
        if key in (keys.Key_Return, keys.Key_Enter):
            self._choose()
            return True
        step = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 7, keys.Key_PageUp: -7}
        if key not in step:
            return False
        rows = self._choices.rowCount()
        if rows:
            row = max(0, min(rows - 1, self.list.currentIndex().row() + step[key]))
            self.list.setCurrentIndex(self._choices.index(row))
        return True

    @QtCore.Slot()
    def _choose(self) -> None:
        row = self.list.currentIndex().data(ROW)
        if row is None:
            self.unanswered.emit()
            return
        self.chosen.emit(row)


def _nothing(_typed: str) -> tuple[Choice, ...]:
    return ()
