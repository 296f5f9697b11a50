"""How a highlight is painted as a card: ink, quote, note, a chip for each thing it bears on."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.annotations import Annotation
from archivist.desktop.inspector.bearings import bearings
from archivist.desktop.inspector.marks import MARK, Index
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme
from archivist.desktop.shelves.places import Kind

Option = QtWidgets.QStyleOptionViewItem
_State = QtWidgets.QStyle.StateFlag
_Shape = tuple[str, int, int, _State, float]
_LOOKS = _State.State_Selected | _State.State_HasFocus
_KEPT = 64
_LEFT, _RIGHT, _TOP, _BOTTOM = 20, 12, 11, 12
_CHIP, _GAP = 23, 6
# More than the lines of any card hold: a passage may be a whole book.
_LONGEST = 3_000
_LONGEST_NAME = 200


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

    def __init__(self, theme: Theme, parent: QtCore.QObject) -> None:
        """Draws with the tokens that are in force when it paints."""
        super().__init__(parent)
        self._theme = theme
        self._quote = fonts.reading(14)
        self._note = fonts.interface(12)
        self._chip = fonts.interface(12, fonts.MEDIUM)
        self._heights: dict[str, tuple[Annotation, int, int]] = {}
        # A card is painted once for what it shows; scrolling and repainting copy the picture.
        self._drawn: OrderedDict[_Shape, tuple[Annotation, QtGui.QPixmap]] = OrderedDict()
        theme.changed.connect(self._drawn.clear)

    def sizeHint(self, option: Option, index: Index) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """As high as its quote, note and chips need in the width of `option`."""
        mark: Annotation | None = index.data(MARK)
        width = option.rect.width()
        return QtCore.QSize(width, 0 if mark is None else self.height(mark, width))

    def height(self, mark: Annotation, width: int) -> int:
        """How high a card of that width is; measured once for what it shows."""
        known = self._heights.get(mark.id)
        if known is None or known[0] is not mark or known[1] != width:
            known = (mark, width, self._measure(mark, width))
            self._heights[mark.id] = known
        return known[2]

    def forget(self, marks: Iterable[Annotation]) -> None:
        """Lets go of what is known of cards that are shown no more."""
        for mark in marks:
            self._heights.pop(mark.id, None)

    def paint(self, painter: QtGui.QPainter, option: Option, index: Index) -> None:
        """Paints one card."""
        mark: Annotation | None = index.data(MARK)
        if mark is None:
            return
        ratio = painter.device().devicePixelRatioF()
        size, look = option.rect.size(), option.state & _LOOKS
        key = (mark.id, size.width(), size.height(), look, ratio)
        known = self._drawn.get(key)
        if known is None or known[0] is not mark:
            known = (mark, self._draw(mark, size, look, ratio))
            self._drawn[key] = known
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        painter.drawPixmap(option.rect.topLeft(), known[1])

    def _draw(
        self, mark: Annotation, size: QtCore.QSize, look: _State, ratio: float
    ) -> QtGui.QPixmap:
        picture = QtGui.QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.colour("panel"))
        painter = QtGui.QPainter(picture)
        self._paint_card(painter, QtCore.QRectF(0, 0, size.width(), size.height()), mark, look)
        painter.end()
        return picture

    def _paint_card(
        self, painter: QtGui.QPainter, rect: QtCore.QRectF, mark: Annotation, look: _State
    ) -> None:
        tokens = self._theme.tokens
        card = _card(rect)
        self._paint_ground(painter, card, look)
        bar = QtCore.QRectF(card.left() + 9, card.top() + 11, 3, card.height() - 22)
        painting.paint_ground(painter, bar, 1.5, tokens.ink(mark.colour).line)
        inner = _inner(rect)
        for words in self._words(mark):
            used = painting.paint_words(painter, inner, words)
            inner.adjust(0, used + 4, 0, 0)
        for chip in self.chips(mark, rect):
            self._paint_chip(painter, chip, tokens.ink(mark.colour).chip)

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
            for chip in self.chips(mark, QtCore.QRectF(option.rect)):
                if chip.rect.contains(at):
                    self.chip_pressed.emit(chip.kind, chip.key)
        return super().editorEvent(event, model, option, index)

    def chips(self, mark: Annotation, rect: QtCore.QRectF) -> tuple[Chip, ...]:
        """The chips of a card painted in `rect`, where they stand."""
        inner = _inner(rect)
        top = inner.top() + self._words_height(mark, inner.width()) + 10
        left = inner.left()
        metrics = QtGui.QFontMetricsF(self._chip)
        placed = []
        for kind, key, whole, icon in bearings(mark):
            name = whole[:_LONGEST_NAME]
            width = min(inner.width(), metrics.horizontalAdvance(name) + 34)
            if left > inner.left() and left + width > inner.right():
                left, top = inner.left(), top + _CHIP + _GAP
            placed.append(Chip(kind, key, name, icon, QtCore.QRectF(left, top, width, _CHIP)))
            left += width + _GAP
        return tuple(placed)

    def _measure(self, mark: Annotation, width: int) -> int:
        rect = QtCore.QRectF(0, 0, width, 10_000)
        inner = _inner(rect)
        bottom = inner.top() + self._words_height(mark, inner.width())
        placed = self.chips(mark, rect)
        if placed:
            bottom = placed[-1].rect.bottom()
        return round(bottom + _BOTTOM + 4)

    def _words_height(self, mark: Annotation, width: float) -> float:
        heights = [painting.height_of(words, width) for words in self._words(mark)]
        return sum(heights) + 4 * (len(heights) - 1)

    def _words(self, mark: Annotation) -> tuple[Words, ...]:
        tokens = self._theme.tokens
        quote = mark.exact[:_LONGEST]
        words = [Words(quote, self._quote, tokens.text, lines=6, leading=1.02)]
        if mark.former is not None:
            doubt = self.tr("Found only nearly: is this the place?")
            words.insert(0, Words(doubt, self._chip, tokens.warning, lines=2))
        if mark.note:
            words.append(Words(mark.note[:_LONGEST], self._note, tokens.muted, lines=8))
        return tuple(words)

    def _paint_ground(self, painter: QtGui.QPainter, card: QtCore.QRectF, state: _State) -> None:
        tokens = self._theme.tokens
        border = tokens.accent if state & _LOOKS else tokens.line
        painting.paint_ground(painter, card, 10, tokens.card, border)
        if state & _LOOKS == _LOOKS:
            painting.paint_ground(painter, card.adjusted(1, 1, -1, -1), 9, tokens.card, border)

    def _paint_chip(self, painter: QtGui.QPainter, chip: Chip, fill: str) -> None:
        tokens = self._theme.tokens
        painting.paint_ground(painter, chip.rect, _CHIP / 2, fill)
        ratio = painter.device().devicePixelRatioF()
        picture = self._theme.icons.pixmap(chip.icon, tokens.muted, 14, ratio)
        middle = chip.rect.center().y()
        painter.drawPixmap(QtCore.QPointF(chip.rect.left() + 8, middle - 7), picture)
        words = Words(chip.name, self._chip, tokens.text)
        painting.paint_line(painter, chip.rect.adjusted(26, 0, -6, 0), words)


def _card(rect: QtCore.QRectF) -> QtCore.QRectF:
    return rect.adjusted(10, 4, -10, -4)


def _inner(rect: QtCore.QRectF) -> QtCore.QRectF:
    return _card(rect).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
