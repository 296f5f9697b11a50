"""What stands beside and behind leaves and is never text: list marks, quote bars, rules, code."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextBlock

from archivist.desktop.reader.page import Page
from archivist.desktop.reader.positions import Piece
from archivist.desktop.reader.typography import INDENT, indent, quotes
from archivist.text import Leaf

_PAD = 10.0
_ROUND = 6.0
_BAR = 3.0
_FAINT = 0.4
_MARK_GAP = 9.0


def paint_ornaments(painter: QPainter, page: Page, view: QRectF) -> None:
    """Paint the ornaments of the leaves in `view`; the painter is in document coordinates."""
    for block, area in page.blocks.in_view(view):
        piece = page.positions.piece_at(block.position())
        if piece is not None and piece.position == block.position():
            leaf = page.structure.leaves[piece.leaf]
            _Place(painter, page, block, area, leaf, piece).paint()


@dataclass(frozen=True, slots=True)
class _Place:
    """One display piece on the page."""

    painter: QPainter
    page: Page
    block: QTextBlock
    area: QRectF
    leaf: Leaf
    piece: Piece

    def paint(self) -> None:
        if self.leaf.kind == "code":
            self._paint_ground()
        if self.leaf.kind == "rule":
            self._paint_rule()
        if quotes(self.leaf):
            self._paint_bars()
        if self.leaf.marker and self.piece.start == self.leaf.start:
            self._paint_marker()

    @property
    def _right_to_left(self) -> bool:
        return self.block.textDirection() == Qt.LayoutDirection.RightToLeft

    def _column(self) -> QRectF:
        frame = self.page.document.rootFrame().frameFormat()
        left = frame.leftMargin()
        width = self.page.document.textWidth() - left - frame.rightMargin()
        return QRectF(left, self.area.top(), width, self.area.height())

    def _paint_ground(self) -> None:
        first, last = self.piece.start == self.leaf.start, self.piece.end == self.leaf.end
        column = self._column()
        inner = indent(self.leaf)
        ground = column.adjusted(inner, -_PAD if first else 0, 0, _PAD + 2 if last else 0)
        whole = ground.adjusted(0, 0 if first else -_ROUND, 0, 0 if last else _ROUND)
        self.painter.save()
        self.painter.setClipRect(ground, Qt.ClipOperation.IntersectClip)
        tokens = self.page.style.tokens
        self.painter.setPen(Qt.PenStyle.NoPen)
        if tokens.panel == tokens.page:
            # In high contrast a ground is no other than the page: a line goes around it.
            self.painter.setPen(QPen(QColor(tokens.line), 1))
            whole = whole.adjusted(0.5, 0.5, -0.5, -0.5)
        self.painter.setBrush(QColor(tokens.panel))
        self.painter.drawRoundedRect(whole, _ROUND, _ROUND)
        self.painter.restore()

    def _paint_rule(self) -> None:
        column = self._column()
        self.painter.setPen(QPen(QColor(self.page.style.tokens.line), 1.5))
        self.painter.drawLine(
            QPointF(column.left(), column.center().y()),
            QPointF(column.right(), column.center().y()),
        )

    def _paint_bars(self) -> None:
        column = self._column()
        colour = QColor(self.page.style.tokens.faint)
        colour.setAlphaF(_FAINT)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        for level in range(1, quotes(self.leaf) + 1):
            across = (level - 1) * INDENT + 4
            left = column.right() - across - _BAR if self._right_to_left else column.left() + across
            height = self._down_to(level) - column.top()
            self.painter.drawRect(QRectF(left, column.top(), _BAR, height))

    def _down_to(self, level: int) -> float:
        """The bottom of the piece, or the top of the next one where the quotation goes on."""
        below = self.block.next()
        piece = self.page.positions.piece_at(below.position()) if below.isValid() else None
        if piece is None or piece is self.piece or not below.isVisible():
            return self.area.bottom()
        if quotes(self.page.structure.leaves[piece.leaf]) < level:
            return self.area.bottom()
        return self.page.document.documentLayout().blockBoundingRect(below).top()

    def _paint_marker(self) -> None:
        line = self.block.layout().lineAt(0)
        font = self.block.charFormat().font()
        self.painter.setFont(font)
        self.painter.setPen(QColor(self.page.style.tokens.muted))
        width = QFontMetricsF(font).horizontalAdvance(self.leaf.marker)
        left = self.area.left() + line.x()
        across = (
            left + line.width() + _MARK_GAP if self._right_to_left else left - width - _MARK_GAP
        )
        place = QPointF(across, self.area.top() + line.y() + line.ascent())
        self.painter.drawText(place, self.leaf.marker)
