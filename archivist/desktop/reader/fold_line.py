"""The line on the page that tells of a folded stretch: a button that shows or folds it."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.tokens import Tokens

_FONT = 12.5
_LEFT = 22.0
_GAP = 10.0


class FoldLine(QAbstractButton):
    """Says how many blocks are folded here and how they begin; `turned` carries its fold."""

    turned = Signal(int)

    def __init__(self, parent: QWidget, fold: int) -> None:
        """The line of the fold with that index, of no height until it is placed."""
        super().__init__(parent)
        self._fold = fold
        self._opening = ""
        self._hidden = True
        self._tokens: Tokens | None = None
        self._font = fonts.interface(_FONT, fonts.MEDIUM)
        self._light = fonts.interface(_FONT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._turn)

    def tell(self, blocks: int, opening: str, *, hidden: bool) -> None:
        """Say how many blocks there are, with which words they begin, and whether they show."""
        words = (
            self.tr("%n block(s) folded", "", blocks)
            if hidden
            else self.tr("Fold %n block(s)", "", blocks)
        )
        self._opening, self._hidden = opening, hidden
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(opening)

    def stand(self, area: QRect, tokens: Tokens) -> None:
        """Stand there on the viewport, in the colours of a theme."""
        self._tokens = tokens
        self.setGeometry(area)
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as it stands."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A chevron, the count, and how the stretch begins."""
        tokens = self._tokens
        if tokens is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            border = tokens.accent if self.hasFocus() else ""
            painting.paint_ground(painter, area, 6, tokens.hover, border)
        self._paint_chevron(painter, area.center().y(), tokens.muted)
        inner = area.adjusted(_LEFT, 0, -8, 0)
        painting.paint_line(painter, inner, Words(self.text(), self._font, tokens.muted))
        used = QFontMetricsF(self._font).horizontalAdvance(self.text()) + _GAP
        rest = inner.adjusted(used, 0, 0, 0)
        if self._hidden and rest.width() > _LEFT:
            painting.paint_line(painter, rest, Words(self._opening, self._light, tokens.faint))

    def _paint_chevron(self, painter: QPainter, middle: float, colour: str) -> None:
        round_cap = Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(QColor(colour), 1.6, Qt.PenStyle.SolidLine, round_cap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = ((8, -4), (12, 0), (8, 4)) if self._hidden else ((6, -2), (10, 2), (14, -2))
        painter.drawPolyline(QPolygonF([QPointF(x, middle + y) for x, y in points]))

    @Slot()
    def _turn(self) -> None:
        self.turned.emit(self._fold)
