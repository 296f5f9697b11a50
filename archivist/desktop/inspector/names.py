"""A list of names with a second line each: people or events, with what can be done to them."""

from dataclasses import dataclass
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import ink_of

NAME = int(QtCore.Qt.ItemDataRole.UserRole)
Option = QtWidgets.QStyleOptionViewItem
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_State = QtWidgets.QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Named:
    """One name: its id, a second line, an icon (or none: then a dot), a figure at the right."""

    key: str
    name: str
    detail: str = ""
    icon: str = ""
    figure: str = ""


class NameRows(QtCore.QAbstractListModel):
    """The names in their order."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        """No names yet."""
        super().__init__(parent)
        self._names: tuple[Named, ...] = ()

    def show(self, names: tuple[Named, ...]) -> None:
        """Shows these names."""
        self.beginResetModel()
        self._names = names
        self.endResetModel()

    def index_of(self, key: str) -> QtCore.QModelIndex:
        """Where a name stands; an invalid index when it is not here."""
        for row, name in enumerate(self._names):
            if name.key == key:
                return self.index(row)
        return QtCore.QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = QtCore.Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, or its words for a screen reader."""
        if not index.isValid():
            return None
        name = self._names[index.row()]
        if role == NAME:
            return name
        if role == QtCore.Qt.ItemDataRole.DisplayRole:
            return name.name
        if role == QtCore.Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (name.name, name.detail, name.figure) if part)
        return None


class NameDelegate(QtWidgets.QStyledItemDelegate):
    """Paints a name: icon or dot, two lines, a figure."""

    def __init__(self, theme: Theme, parent: QtCore.QObject) -> None:
        """Draws with the tokens that are in force when it paints."""
        super().__init__(parent)
        self._theme = theme
        self._name = fonts.interface(13.5, fonts.MEDIUM)
        self._detail = fonts.interface(12)

    def sizeHint(self, _option: Option, index: Index) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """One or two lines high."""
        name = index.data(NAME)
        return QtCore.QSize(80, 52 if name and name.detail else 38)

    def paint(self, painter: QtGui.QPainter, option: Option, index: Index) -> None:
        """Paints the name."""
        name: Named | None = index.data(NAME)
        if name is None:
            return
        tokens = self._theme.tokens
        rect = QtCore.QRectF(option.rect).adjusted(8, 1, -8, -1)
        state = option.state
        painter.save()
        ground = tokens.tint if state & _State.State_Selected else tokens.hover
        border = tokens.accent if state & _State.State_HasFocus else ""
        if border or state & (_State.State_Selected | _State.State_MouseOver):
            painting.paint_ground(painter, rect, 8, ground, border)
        self._paint_mark(painter, rect, name)
        figure = Words(name.figure, self._detail, tokens.muted)
        painting.paint_line(
            painter, rect.adjusted(0, 0, -12, 0), figure, QtCore.Qt.AlignmentFlag.AlignRight
        )
        used = QtGui.QFontMetricsF(self._detail).horizontalAdvance(name.figure) + 20
        line = rect.adjusted(40, 0, -used, 0)
        if name.detail:
            second = QtCore.QRectF(line.left(), line.top() + 25, line.width(), 18)
            painting.paint_line(painter, second, Words(name.detail, self._detail, tokens.muted))
            line = QtCore.QRectF(line.left(), line.top() + 6, line.width(), 19)
        painting.paint_line(painter, line, Words(name.name, self._name, tokens.text))
        painter.restore()

    def _paint_mark(self, painter: QtGui.QPainter, rect: QtCore.QRectF, name: Named) -> None:
        tokens = self._theme.tokens
        middle = rect.top() + 15.5 if name.detail else rect.center().y()
        if not name.icon:
            at = QtCore.QPointF(rect.left() + 15, middle)
            painting.paint_dots(painter, at, (tokens.ink(ink_of(name.key)).line,), 9)
            return
        ratio = painter.device().devicePixelRatioF()
        picture = self._theme.icons.pixmap(name.icon, tokens.muted, 18, ratio)
        painter.drawPixmap(QtCore.QPointF(rect.left() + 11, middle - 9), picture)


class NameList(QtWidgets.QWidget):
    """Names with what can be done to them.

    `adding` asks for a new one, `editing` and `removing`
    carry an id, `followed` the id of one to list the passages of.
    """

    adding = QtCore.Signal()
    editing = QtCore.Signal(str)
    removing = QtCore.Signal(str)
    followed = QtCore.Signal(str)

    def __init__(self, theme: Theme, name: str, new: str, none: str) -> None:
        """`name` is for screen readers, `new` the button's words, `none` said of an empty list."""
        super().__init__()
        self._writable = True
        self._rows = NameRows(self)
        self.list = QtWidgets.QListView()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(NameDelegate(theme, self.list))
        self.list.setAccessibleName(name)
        self._new = plain.button(new, flat=True)
        self._edit = plain.button(self.tr("Edit…"), flat=True)
        self._follow = plain.button(self.tr("Show passages"), flat=True)
        self._remove = plain.button(self.tr("Remove"), flat=True)
        self._none = plain.label(none, font=fonts.interface(13), look="muted", wrap=True)
        self._lay_out()
        theme.changed.connect(self.list.viewport().update)

    def show_names(self, names: tuple[Named, ...]) -> None:
        """Shows these; the chosen one stays chosen when it is still there."""
        chosen = self.chosen()
        self._rows.show(names)
        self._none.setVisible(not names)
        self.list.setVisible(bool(names))
        if chosen:
            self.choose(chosen)
        self._allow()

    def choose(self, key: str) -> None:
        """Makes a name the current one."""
        self.list.setCurrentIndex(self._rows.index_of(key))

    def chosen(self) -> str:
        """The id of the current name, or nothing."""
        name = self.list.currentIndex().data(NAME)
        return name.key if name else ""

    def _lay_out(self) -> None:
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QtWidgets.QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QtWidgets.QListView.EditTrigger.NoEditTriggers)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        self._none.setContentsMargins(18, 10, 18, 10)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        row = QtWidgets.QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(2)
        for each in (self._new, self._edit, self._follow, self._remove):
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        self._new.clicked.connect(self.adding)
        self._edit.clicked.connect(self._ask_edit)
        self._remove.clicked.connect(self._ask_remove)
        self._follow.clicked.connect(self._ask_follow)
        self.list.activated.connect(self._ask_edit)
        self.list.selectionModel().currentChanged.connect(self._allow)

    def allow_writing(self, *, allowed: bool) -> None:
        """Offers to add, change and remove, or to look only."""
        self._writable = allowed
        self._allow()

    @QtCore.Slot()
    def _allow(self) -> None:
        chosen = bool(self.chosen())
        self._follow.setEnabled(chosen)
        self._new.setEnabled(self._writable)
        for each in (self._edit, self._remove):
            each.setEnabled(chosen and self._writable)

    @QtCore.Slot()
    def _ask_edit(self) -> None:
        if self.chosen() and self._writable:
            self.editing.emit(self.chosen())

    @QtCore.Slot()
    def _ask_remove(self) -> None:
        if self.chosen():
            self.removing.emit(self.chosen())

    @QtCore.Slot()
    def _ask_follow(self) -> None:
        if self.chosen():
            self.followed.emit(self.chosen())
