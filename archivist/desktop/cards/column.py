"""The column of article cards: one column of a table, its rows painted as cards."""

import html
from collections import OrderedDict
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.cards.listing import CARD, Cards
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme
from archivist.search.listing import Card

HEIGHT = 112
_MARGIN = 8
_INNER = 14
_ONE_LINE = 24
_KEPT = 96
_State = QtWidgets.QStyle.StateFlag
_LOOKS = _State.State_Selected | _State.State_MouseOver | _State.State_HasFocus
_Right = QtCore.Qt.AlignmentFlag.AlignRight
Option = QtWidgets.QStyleOptionViewItem
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex


class CardDelegate(QtWidgets.QStyledItemDelegate):
    """Paints one article: where and when, its title, the words found, its inks."""

    def __init__(self, theme: Theme, parent: QtCore.QObject) -> None:
        """Draws with the tokens that are in force when it paints."""
        super().__init__(parent)
        self._theme = theme
        self._small = fonts.interface(12, fonts.MEDIUM)
        self._date = fonts.interface(12)
        self._title = fonts.interface(13.5, fonts.SEMIBOLD)
        self._snippet = fonts.interface(13)
        # A card is painted once for what it shows; scrolling and repainting copy the picture.
        self._drawn: OrderedDict[tuple[Any, ...], QtGui.QPixmap] = OrderedDict()

    def sizeHint(self, _option: Option, _index: Index) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """Every card is equally high, so that a million cost what a hundred do."""
        return QtCore.QSize(200, HEIGHT)

    def paint(self, painter: QtGui.QPainter, option: Option, index: Index) -> None:
        """Paints the card, or its empty place while it is being fetched."""
        ratio = painter.device().devicePixelRatioF()
        look = option.state & _LOOKS
        dress = self._theme.tokens.name
        key = (index.data(CARD), option.rect.size().toTuple(), look, dress, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(index.data(CARD), option.rect.size(), look, ratio)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        painter.drawPixmap(option.rect.topLeft(), self._drawn[key])

    def _draw(
        self,
        card: Card | None,
        size: QtCore.QSize,
        look: QtWidgets.QStyle.StateFlag,
        ratio: float,
    ) -> QtGui.QPixmap:
        picture = QtGui.QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.colour("panel"))
        painter = QtGui.QPainter(picture)
        rect = QtCore.QRectF(QtCore.QPointF(0, 0), QtCore.QSizeF(size))
        rect = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        self._paint_ground(painter, rect, look)
        if card is not None:
            self._paint_card(painter, rect.adjusted(_INNER, 8, -10, -8), card)
        painter.end()
        return picture

    def _paint_ground(
        self, painter: QtGui.QPainter, rect: QtCore.QRectF, state: QtWidgets.QStyle.StateFlag
    ) -> None:
        tokens = self._theme.tokens
        card = rect.adjusted(0, 2, 0, -4)
        if state & _State.State_Selected:
            focused = bool(state & _State.State_HasFocus)
            painting.paint_ground(painter, card, 8, tokens.card, tokens.accent if focused else "")
            bar = QtCore.QRectF(card.left() + 1, card.top() + 11, 3, card.height() - 22)
            painting.paint_ground(painter, bar, 1.5, tokens.accent)
            return
        if state & (_State.State_MouseOver | _State.State_HasFocus):
            border = tokens.accent if state & _State.State_HasFocus else ""
            painting.paint_ground(painter, card, 8, tokens.hover, border)
        painter.fillRect(
            QtCore.QRectF(card.left() + _INNER, rect.bottom() - 1, card.width() - 24, 1),
            QtGui.QColor(tokens.line),
        )

    def _paint_card(self, painter: QtGui.QPainter, inner: QtCore.QRectF, card: Card) -> None:
        tokens = self._theme.tokens
        self._paint_head(painter, QtCore.QRectF(inner.left(), inner.top(), inner.width(), 17), card)
        title = Words(
            card.title or "—",
            self._title,
            tokens.text,
            lines=2,
            marked=card.title_matches,
            mark=tokens.match,
            leading=0.98,
        )
        area = QtCore.QRectF(inner.left(), inner.top() + 19, inner.width(), 34)
        used = painting.paint_words(painter, area, title)
        snippet = Words(
            card.snippet,
            self._snippet,
            tokens.muted,
            lines=1 if used > _ONE_LINE else 2,
            marked=card.matches,
            mark=tokens.match,
            marked_colour=tokens.text,
        )
        area = QtCore.QRectF(inner.left(), area.top() + used + 4, inner.width(), 34)
        painting.paint_words(painter, area, snippet)
        if card.highlights:
            self._paint_inks(painter, QtCore.QPointF(inner.left(), inner.top() + 83), card)

    def _paint_head(self, painter: QtGui.QPainter, row: QtCore.QRectF, card: Card) -> None:
        tokens = self._theme.tokens
        if card.status == "to review":
            dot = QtCore.QPointF(row.left() - 8.5, row.center().y())
            painting.paint_dots(painter, dot, (tokens.accent,), 5.5)
        date = Words(card.published or self.tr("no date"), self._date, tokens.muted)
        painting.paint_line(painter, row, date, _Right)
        used = QtGui.QFontMetricsF(self._date).horizontalAdvance(date.text) + 8
        if card.starred:
            ratio = painter.device().devicePixelRatioF()
            star = self._theme.icons.pixmap("star-filled", tokens.accent, 14, ratio)
            painter.drawPixmap(QtCore.QPointF(row.right() - used - 12, row.top() + 1), star)
            used += 20
        name = Words(card.publisher or host_of(card.url), self._small, tokens.muted)
        painting.paint_line(painter, row.adjusted(0, 0, -used, 0), name)

    def _paint_inks(self, painter: QtGui.QPainter, at: QtCore.QPointF, card: Card) -> None:
        tokens = self._theme.tokens
        inks = tuple(tokens.ink(colour).line for colour in card.colours)
        left = painting.paint_dots(painter, at, inks)
        words = self.tr("%n highlight(s)", "", card.highlights)
        row = QtCore.QRectF(left + 4, at.y() - 9, 160, 18)
        painting.paint_line(painter, row, Words(words, self._date, tokens.muted))


def host_of(url: str) -> str:
    """The host of an address, which stands in for a publisher that is not known."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    return host.removeprefix("www.")


class CardColumn(QtWidgets.QTableView):
    """The cards of what is listed; `opened` carries the id of the article a person chose."""

    opened = QtCore.Signal(str)

    def __init__(self, theme: Theme, model: Cards, parent: QtWidgets.QWidget | None = None) -> None:
        """Shows `model`."""
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CardDelegate(theme, self))
        self.setAccessibleName(self.tr("Articles"))
        self._shape()
        self._untold = False
        self.selectionModel().currentRowChanged.connect(self._tell)
        model.dataChanged.connect(self._tell_late)
        theme.changed.connect(self.viewport().update)

    def mark(self, row: int) -> None:
        """Shows a row as the open one without opening it again."""
        blocker = QtCore.QSignalBlocker(self.selectionModel())
        self.selectRow(row)
        self.setCurrentIndex(self.model().index(row, 0))
        blocker.unblock()
        self.viewport().update()

    def viewportEvent(self, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Shows the whole title of a card as a tooltip, as words."""
        if event.type() == QtCore.QEvent.Type.ToolTip and isinstance(event, QtGui.QHelpEvent):
            card = self.indexAt(event.pos()).data(CARD)
            if isinstance(card, Card):
                words = html.escape(card.title[:600])
                QtWidgets.QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _shape(self) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(HEIGHT)
        self.setShowGrid(False)
        self.setSelectionBehavior(QtWidgets.QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QtWidgets.QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QtWidgets.QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(HEIGHT // 3)

    @QtCore.Slot(QtCore.QModelIndex, QtCore.QModelIndex)
    def _tell(self, current: QtCore.QModelIndex, _previous: QtCore.QModelIndex) -> None:
        card = current.data(CARD)
        self._untold = current.isValid() and card is None
        if isinstance(card, Card):
            self.opened.emit(card.id)

    @QtCore.Slot()
    def _tell_late(self) -> None:
        # The row was reached before its page was fetched.
        if self._untold and self.currentIndex().data(CARD) is not None:
            self._tell(self.currentIndex(), QtCore.QModelIndex())
