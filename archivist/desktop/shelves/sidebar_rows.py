"""The rows of the sidebar, and how they are painted."""

from dataclasses import dataclass
from typing import Any, Literal

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import ink_of
from archivist.desktop.shelves.places import Kind, Place

ROW = int(QtCore.Qt.ItemDataRole.UserRole)
Option = QtWidgets.QStyleOptionViewItem
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_Role = QtCore.Qt.ItemDataRole
_Flag = QtCore.Qt.ItemFlag
_Right = QtCore.Qt.AlignmentFlag.AlignRight
_HEIGHTS = {"heading": 38, "place": 29, "more": 26, "empty": 26}


@dataclass(frozen=True, slots=True)
class SidebarRow:
    """One row: the heading of a kind, a place, the way to more of them, or a word for none."""

    look: Literal["heading", "place", "more", "empty"]
    words: str
    kind: Kind = "library"
    place: Place | None = None
    adds: bool = False


class Rows(QtCore.QAbstractListModel):
    """The rows in their order."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        """No rows yet."""
        super().__init__(parent)
        self._rows: tuple[SidebarRow, ...] = ()

    def show(self, rows: tuple[SidebarRow, ...]) -> None:
        """Replaces the rows; when only counts differ, without moving anything."""
        same = [(row.look, row.words, row.adds) for row in rows] == [
            (row.look, row.words, row.adds) for row in self._rows
        ]
        if same and rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> SidebarRow | None:
        """The row at an index, if it is one."""
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, kind: str, key: str) -> QtCore.QModelIndex:
        """Where a place stands; an invalid index when it is not shown."""
        for number, row in enumerate(self._rows):
            if row.place is not None and (row.place.kind, row.place.key) == (kind, key):
                return self.index(number)
        return QtCore.QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """The row, or its words for a screen reader."""
        row = self.row(index)
        if row is None or role == ROW:
            return row
        if role == _Role.DisplayRole:
            return row.words
        if role == _Role.AccessibleTextRole and row.place is not None:
            return f"{row.words}, {row.place.count}"
        return None

    def flags(self, index: Index) -> QtCore.Qt.ItemFlag:
        """Places are selected; headings and the way to more are only reached."""
        row = self.row(index)
        if row is None or row.look == "empty":
            return _Flag.NoItemFlags
        if row.look == "place":
            return _Flag.ItemIsEnabled | _Flag.ItemIsSelectable
        return _Flag.ItemIsEnabled


class RowDelegate(QtWidgets.QStyledItemDelegate):
    """Paints a row: icon or dot, name, count; the chosen place on a tint."""

    def __init__(self, theme: Theme, parent: QtCore.QObject) -> None:
        """Draws with the tokens that are in force when it paints."""
        super().__init__(parent)
        self._theme = theme
        self._name = fonts.interface(13.5)
        self._chosen = fonts.interface(13.5, fonts.MEDIUM)
        self._count = fonts.interface(12)
        self._heading = fonts.interface(11, fonts.SEMIBOLD, spacing=0.5)

    def sizeHint(self, _option: Option, index: Index) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """Rows of one look are equally high."""
        row = index.data(ROW)
        first = index.row() == 0
        return QtCore.QSize(80, 30 if first else _HEIGHTS[row.look if row else "place"])

    def paint(self, painter: QtGui.QPainter, option: Option, index: Index) -> None:
        """Paints the row."""
        row: SidebarRow | None = index.data(ROW)
        if row is None:
            return
        rect = QtCore.QRectF(option.rect)
        state = option.state
        painter.save()
        self._paint_ground(painter, rect, row, state)
        match row.look:
            case "heading":
                self._paint_heading(painter, rect, row)
            case "place":
                self._paint_place(painter, rect, row)
            case _:
                self._paint_more(painter, rect, row)
        painter.restore()

    def _paint_ground(
        self,
        painter: QtGui.QPainter,
        rect: QtCore.QRectF,
        row: SidebarRow,
        state: QtWidgets.QStyle.StateFlag,
    ) -> None:
        flag, tokens = QtWidgets.QStyle.StateFlag, self._theme.tokens
        ground = rect.adjusted(8, 0, -8, 0)
        if row.look == "heading":
            ground = ground.adjusted(0, max(0.0, rect.height() - 28), 0, 0)
        if state & flag.State_Selected:
            painting.paint_ground(painter, ground, 6, tokens.tint)
        elif state & flag.State_MouseOver and row.look in ("place", "more"):
            painting.paint_ground(painter, ground, 6, tokens.hover)
        if state & flag.State_HasFocus:
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
            painter.setPen(QtGui.QPen(self._theme.colour("accent"), 2))
            painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_heading(self, painter: QtGui.QPainter, rect: QtCore.QRectF, row: SidebarRow) -> None:
        line = QtCore.QRectF(rect.left() + 14, rect.bottom() - 26, rect.width() - 28, 22)
        words = Words(row.words.upper(), self._heading, self._theme.tokens.muted)
        painting.paint_line(painter, line, words)
        if row.adds:
            self._paint_icon(painter, "plus", line.right() - 13, line.center().y(), 14)

    def _paint_place(self, painter: QtGui.QPainter, rect: QtCore.QRectF, row: SidebarRow) -> None:
        tokens, place = self._theme.tokens, row.place
        if place is None:
            return
        if place.kind == "event":
            at = QtCore.QPointF(rect.left() + 21, rect.center().y() + 0.5)
            painting.paint_dots(painter, at, (tokens.ink(ink_of(place.key)).line,), 9)
        else:
            self._paint_icon(painter, place.icon, rect.left() + 16, rect.center().y(), 18)
        count = Words(f"{place.count:,}" if place.count else "", self._count, tokens.muted)
        painting.paint_line(painter, rect.adjusted(0, 0, -16, 0), count, _Right)
        used = QtGui.QFontMetricsF(self._count).horizontalAdvance(count.text) + 24
        name = Words(row.words, self._name, tokens.text)
        painting.paint_line(painter, rect.adjusted(42, 0, -used, 0), name)

    def _paint_more(self, painter: QtGui.QPainter, rect: QtCore.QRectF, row: SidebarRow) -> None:
        colour = "accent" if row.look == "more" else "faint"
        words = Words(row.words, self._count, getattr(self._theme.tokens, colour))
        painting.paint_line(painter, rect.adjusted(42, 0, -16, 0), words)

    def _paint_icon(
        self, painter: QtGui.QPainter, name: str, left: float, middle: float, size: int
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = self._theme.icons.pixmap(name, self._theme.tokens.muted, size, ratio)
        painter.drawPixmap(QtCore.QPointF(left, middle - size / 2), picture)
