"""How a highlight is painted as a card: ink, quote, note, a chip for each thing it bears on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.annotations import Annotation
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme
from archivist.desktop.shelves.places import KIND_ICONS, Kind

MARK = int(QtCore.Qt.ItemDataRole.UserRole)
Option = QtWidgets.QStyleOptionViewItem
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_LEFT, _RIGHT, _TOP, _BOTTOM = 20, 12, 11, 12
_CHIP, _GAP = 23, 6


@dataclass(frozen=True, slots=True)
class Chip:
    """A thing a passage bears on, and where on the card it stands."""

    kind: Kind
    key: str
    name: str
    icon: str
    rect: QtCore.QRectF


class MarkDelegate(QtWidgets.QStyledItemDelegate):
    """Paints highlights; `chip_pressed` carries the kind and id of a chip that was clicked."""

    chip_pressed = QtCore.Signal(str, str)

    def __init__(self, theme: Theme, parent: QtWidgets.QListView) -> None:
        """Measures cards for the width of `parent`."""
        super().__init__(parent)
        self._theme = theme
        self._list = parent
        self._quote = fonts.reading(14)
        self._note = fonts.interface(12)
        self._chip = fonts.interface(12, fonts.MEDIUM)
        self._heights: dict[tuple[str, str, int], int] = {}

    def sizeHint(self, _option: Option, index: Index) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """As high as its quote, note and chips need."""
        mark: Annotation | None = index.data(MARK)
        width = self._list.viewport().width()
        if mark is None:
            return QtCore.QSize(width, 40)
        key = (mark.id, f"{mark.changed_at}{hash(mark)}", width)
        if key not in self._heights:
            self._heights[key] = self._measure(mark, width)
        return QtCore.QSize(width, self._heights[key])

    def paint(self, painter: QtGui.QPainter, option: Option, index: Index) -> None:
        """Paints one card."""
        mark: Annotation | None = index.data(MARK)
        if mark is None:
            return
        rect = QtCore.QRectF(option.rect)
        state = option.state
        chosen = bool(state & QtWidgets.QStyle.StateFlag.State_Selected)
        tokens = self._theme.tokens
        painter.save()
        card = _card(rect)
        painting.paint_ground(
            painter, card, 10, tokens.card, tokens.accent if chosen else tokens.line
        )
        bar = QtCore.QRectF(card.left() + 9, card.top() + 11, 3, card.height() - 22)
        painting.paint_ground(painter, bar, 1.5, tokens.ink(mark.colour).line)
        inner = card.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        used = painting.paint_words(painter, inner, self._quote_words(mark))
        if mark.note:
            below = inner.adjusted(0, used + 4, 0, 0)
            painting.paint_words(painter, below, self._note_words(mark))
        for chip in self.chips(mark, rect):
            self._paint_chip(painter, chip, tokens.ink(mark.colour).chip)
        painter.restore()

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QtCore.QEvent,
        model: QtCore.QAbstractItemModel,
        option: Option,
        index: Index,
    ) -> bool:
        """A click on a chip says which."""
        mark: Annotation | None = index.data(MARK)
        if mark is not None and event.type() == QtCore.QEvent.Type.MouseButtonRelease:
            at = event.position() if isinstance(event, QtGui.QMouseEvent) else QtCore.QPointF()
            rect = QtCore.QRectF(option.rect)
            for chip in self.chips(mark, rect):
                if chip.rect.contains(at):
                    self.chip_pressed.emit(chip.kind, chip.key)
        return super().editorEvent(event, model, option, index)

    def chips(self, mark: Annotation, rect: QtCore.QRectF) -> tuple[Chip, ...]:
        """The chips of a card painted in `rect`, where they stand."""
        inner = _card(rect).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        top = inner.top() + self._words_height(mark, inner.width()) + 10
        left = inner.left()
        metrics = QtGui.QFontMetricsF(self._chip)
        placed = []
        for kind, key, name, icon in bearings(mark):
            width = min(inner.width(), metrics.horizontalAdvance(name) + 34)
            if left > inner.left() and left + width > inner.right():
                left, top = inner.left(), top + _CHIP + _GAP
            placed.append(Chip(kind, key, name, icon, QtCore.QRectF(left, top, width, _CHIP)))
            left += width + _GAP
        return tuple(placed)

    def _measure(self, mark: Annotation, width: int) -> int:
        rect = QtCore.QRectF(0, 0, width, 10_000)
        inner = _card(rect).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        bottom = inner.top() + self._words_height(mark, inner.width())
        placed = self.chips(mark, rect)
        if placed:
            bottom = placed[-1].rect.bottom()
        return round(bottom + _BOTTOM + 4)

    def _words_height(self, mark: Annotation, width: float) -> float:
        height = painting.height_of(self._quote_words(mark), width)
        if mark.note:
            height += 4 + painting.height_of(self._note_words(mark), width)
        return height

    def _quote_words(self, mark: Annotation) -> Words:
        return Words(mark.exact, self._quote, self._theme.tokens.text, lines=6, leading=1.02)

    def _note_words(self, mark: Annotation) -> Words:
        return Words(mark.note, self._note, self._theme.tokens.muted, lines=8)

    def _paint_chip(self, painter: QtGui.QPainter, chip: Chip, fill: str) -> None:
        tokens = self._theme.tokens
        painting.paint_ground(painter, chip.rect, _CHIP / 2, fill)
        ratio = painter.device().devicePixelRatioF()
        picture = self._theme.icons.pixmap(chip.icon, tokens.muted, 14, ratio)
        middle = chip.rect.center().y()
        painter.drawPixmap(QtCore.QPointF(chip.rect.left() + 8, middle - 7), picture)
        words = Words(chip.name, self._chip, tokens.text)
        painting.paint_line(painter, chip.rect.adjusted(26, 0, -6, 0), words)


def bearings(mark: Annotation) -> Iterator[tuple[Kind, str, str, str]]:
    """Kind, id, name and icon of everything a passage bears on."""
    for actor in mark.actors:
        role = f" · {actor.role}" if actor.role else ""
        icon = KIND_ICONS.get(actor.kind, "person")
        yield "actor", actor.id, actor.name + role, icon
    for event in mark.events:
        yield "event", event.id, event.name, "calendar"
    for tag in mark.tags:
        yield "tag", tag.id, tag.name, "tag"


def _card(rect: QtCore.QRectF) -> QtCore.QRectF:
    return rect.adjusted(10, 4, -10, -4)


class Marks(QtCore.QAbstractListModel):
    """The highlights of the open article, in the order of its text."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        """No article open."""
        super().__init__(parent)
        self._marks: tuple[Annotation, ...] = ()

    def show(self, marks: tuple[Annotation, ...]) -> None:
        """Shows these highlights."""
        self.beginResetModel()
        self._marks = marks
        self.endResetModel()

    def index_of(self, annotation: str) -> QtCore.QModelIndex:
        """Where a highlight stands; an invalid index when it is not here."""
        for row, mark in enumerate(self._marks):
            if mark.id == annotation:
                return self.index(row)
        return QtCore.QModelIndex()

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: Index | None = None
    ) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._marks)

    def data(self, index: Index, role: int = QtCore.Qt.ItemDataRole.DisplayRole) -> Any:
        """The highlight, or its words for a screen reader."""
        if not index.isValid():
            return None
        mark = self._marks[index.row()]
        if role == MARK:
            return mark
        if role == QtCore.Qt.ItemDataRole.DisplayRole:
            return mark.exact
        if role == QtCore.Qt.ItemDataRole.AccessibleTextRole:
            names = (name for _, _, name, _ in bearings(mark))
            return ", ".join((mark.exact, mark.colour, *([mark.note] if mark.note else ()), *names))
        return None
