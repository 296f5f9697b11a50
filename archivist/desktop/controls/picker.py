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
_MOST_ROWS = 9
Option = QtWidgets.QStyleOptionViewItem
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it stands for (`kind`, `key`), its words, an icon, a word at the right.

    `fresh` rows make something new of the words in `key`, `checked` ones are chosen already.
    `detail` says more while the row is the current one.
    """

    kind: str
    key: str
    words: str
    icon: str = ""
    aside: str = ""
    fresh: bool = False
    checked: bool = False
    detail: str = ""


class Choices(QtCore.QAbstractListModel):
    """The rows that fit what is typed."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        """No rows yet."""
        super().__init__(parent)
        self.rows: tuple[Choice, ...] = ()

    def show(self, rows: tuple[Choice, ...]) -> None:
        """Shows these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = QtCore.Qt.ItemDataRole.DisplayRole) -> Any:
        """The row, or its words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == QtCore.Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == QtCore.Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None


def spoken(row: Choice) -> str:
    """A row as a screen reader says it."""
    chosen = QtCore.QCoreApplication.translate("Picker", "chosen") if row.checked else ""
    return ", ".join(part for part in (row.words, row.aside, chosen) if part)


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
        used = self._paint_right(painter, rect.adjusted(120, 0, -12, 0), row)
        words = Words(row.words, self._words, tokens.text)
        painting.paint_line(painter, rect.adjusted(40, 0, -used, 0), words)
        painter.restore()

    def _paint_right(self, painter: QtGui.QPainter, rect: QtCore.QRectF, row: Choice) -> float:
        """Paints the check and the word at the right; the pixels that are taken there."""
        tokens = self._theme.tokens
        check = 0
        if row.checked:
            check = 24
            ratio = painter.device().devicePixelRatioF()
            picture = self._theme.icons.pixmap("check", tokens.accent, 16, ratio)
            painter.drawPixmap(QtCore.QPointF(rect.right() - 16, rect.center().y() - 8), picture)
        aside = Words(row.aside, self._aside, tokens.muted)
        right = QtCore.Qt.AlignmentFlag.AlignRight
        painting.paint_line(painter, rect.adjusted(0, 0, -check, 0), aside, right)
        width = QtGui.QFontMetricsF(self._aside).horizontalAdvance(row.aside)
        return min(rect.width() / 2, width) + check + 24


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
        self._words = ""
        self._pointed = False
        self.field = plain.field(name)
        self.list = QtWidgets.QListView()
        self.list.setModel(self._choices)
        self.list.setItemDelegate(ChoiceDelegate(theme, self.list))
        self.list.setAccessibleName(name)
        self._said = plain.label(font=fonts.interface(12), look="muted", wrap=True)
        self._lay_out()
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._press)
        theme.changed.connect(self.list.viewport().update)

    @property
    def current(self) -> Choice | None:
        """The row that Enter would choose."""
        row: Choice | None = self.list.currentIndex().data(ROW)
        return row

    @property
    def rows(self) -> tuple[Choice, ...]:
        """The rows that fit what is typed."""
        return self._choices.rows

    @property
    def pointed(self) -> bool:
        """Whether a person went to the current row with the arrows."""
        return self._pointed

    def offer(self, offers: Offers, *, placeholder: str = "", words: str = "") -> None:
        """Asks for the rows of `offers`, with a line under them; nothing typed yet."""
        self._offers = offers
        self._words = words
        self.field.setPlaceholderText(placeholder)
        self.field.clear()
        self._fill()

    def say(self, words: str) -> None:
        """A line under the list; a screen reader is told."""
        self._words = words
        self._show_words(words)
        self.fit()
        self._tell(words)

    def said(self) -> str:
        """The line under the list."""
        return self._said.text()

    def again(self) -> None:
        """Clears what was typed for the next one."""
        if self.field.text():
            self.field.clear()
        else:
            self._fill()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows and Enter on the line act on the list."""
        if (
            watched is self.field
            and isinstance(event, QtGui.QKeyEvent)
            and event.type() == QtCore.QEvent.Type.KeyPress
        ):
            return self.take_key(event)
        return super().eventFilter(watched, event)

    def take_key(self, event: QtGui.QKeyEvent) -> bool:
        """Acts on a key pressed on the line; whether it was one for the list."""
        keys = QtCore.Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            self.choose_current()
            return True
        step = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 7, keys.Key_PageUp: -7}
        if event.key() not in step:
            return False
        if self.rows:
            at = self.list.currentIndex().row() + step[keys(event.key())]
            self._point(max(0, min(len(self.rows) - 1, at)))
        return True

    def choose_current(self) -> None:
        """Chooses the row that is current, or says that there is none."""
        if self.current is None:
            self.unanswered.emit()
            return
        self.chosen.emit(self.current)

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
        self._choices.show(self._offers(self.field.text()))
        self._pointed = False
        self.list.setFixedHeight(max(1, min(len(self.rows), _MOST_ROWS)) * _HEIGHT + 2)
        # With nothing typed, Enter must not take off what was chosen before.
        wanted = (n for n, row in enumerate(self.rows) if self.field.text() or not row.checked)
        place = next(wanted, None)
        if place is not None:
            self.list.setCurrentIndex(self._choices.index(place))
            self.list.scrollTo(self._choices.index(0))
        self._show_detail()
        self.fit()

    def _point(self, place: int) -> None:
        self._pointed = True
        self.list.setCurrentIndex(self._choices.index(place))
        self._show_detail()
        self.fit()
        self._tell(spoken(self.rows[place]))

    @QtCore.Slot(QtCore.QModelIndex)
    def _press(self, index: QtCore.QModelIndex) -> None:
        self._pointed = True
        self.chosen.emit(index.data(ROW))

    def _show_detail(self) -> None:
        row = self.current
        self._show_words(row.detail if row and row.detail else self._words)

    def _show_words(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _tell(self, words: str) -> None:
        if words and self.isVisible():
            told = QtGui.QAccessibleAnnouncementEvent(self.field, words)
            QtGui.QAccessible.updateAccessibility(told)


def _nothing(_typed: str) -> tuple[Choice, ...]:
    return ()
