"""The handles at the two ends of the current highlight, by which the mouse moves them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from archivist.desktop.reader import motions
from archivist.desktop.reader.caret import Caret
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.page import Page
from archivist.text import leaf_at

End = Literal["start", "end"]

# The knob's radius; how far from its middle and from the stem a press still takes hold.
_KNOB = 4.5
_REACH = 9.0
_BESIDE = 3.0
_STEM = 2.0
_RIM = 1.5


@dataclass(frozen=True, slots=True)
class Grip:
    """One handle: `stem` is the border it stands on, in the document's coordinates."""

    end: End
    stem: QRectF

    @property
    def knob(self) -> QPointF:
        """The middle of the knob: above the first character, below the last."""
        if self.end == "start":
            return self.stem.topLeft() - QPointF(0, _KNOB)
        return self.stem.bottomLeft() + QPointF(0, _KNOB)

    @property
    def area(self) -> QRectF:
        """The box around stem and knob."""
        reach = _KNOB + _RIM
        around = QRectF(self.knob, self.knob).adjusted(-reach, -reach, reach, reach)
        return around.united(self.stem.adjusted(-_STEM, 0, _STEM, 0))

    def holds(self, point: QPointF) -> bool:
        """Whether a press at a point takes hold of it."""
        away = point - self.knob
        on_knob = away.x() ** 2 + away.y() ** 2 <= _REACH**2
        return on_knob or self.stem.adjusted(-_BESIDE, 0, _BESIDE, 0).contains(point)

    def paint(self, painter: QPainter, *, ink: QColor, rim: QColor) -> None:
        """Paint it; the painter is in document coordinates."""
        painter.fillRect(self.stem.adjusted(-_STEM / 2, 0, _STEM / 2, 0), ink)
        painter.setPen(QPen(rim, _RIM))
        painter.setBrush(ink)
        painter.drawEllipse(self.knob, _KNOB, _KNOB)


@dataclass(frozen=True, slots=True)
class Pull:
    """An end that is being moved: the highlight as it was, and where the press was beside it."""

    highlight: Highlight
    end: End
    beside: QPointF

    def to(self, text: str, offset: int) -> Highlight:
        """The highlight with its end at the grapheme border of an offset; it stays one."""
        there = motions.grapheme_at(text, offset)
        start, end = self.highlight.start, self.highlight.end
        if self.end == "start":
            return replace(self.highlight, start=min(there, motions.grapheme_before(text, end)))
        return replace(self.highlight, end=max(there, motions.grapheme_after(text, start)))


def grips_of(page: Page, highlight: Highlight, view: tuple[int, int]) -> Iterator[Grip]:
    """The handles of a highlight that stand in view; `view` are the offsets in view."""
    caret = Caret(page)
    if _is_seen(page, highlight.start, view):
        yield Grip("start", caret.box(highlight.start))
    if _is_seen(page, highlight.end, view):
        yield Grip("end", caret.box(highlight.end, hangs=True))


def take_hold(page: Page, highlight: Highlight, view: tuple[int, int], at: QPointF) -> Pull | None:
    """The end that a press takes hold of; where both are near, the nearer one."""
    held = [grip for grip in grips_of(page, highlight, view) if grip.holds(at)]
    if not held:
        return None
    grip = min(held, key=lambda each: (at - each.knob).manhattanLength())
    return Pull(highlight, grip.end, at - grip.stem.center())


def shape_over(grip: Pull | None) -> Qt.CursorShape:
    """The mouse's shape over a handle, or over the words."""
    return Qt.CursorShape.IBeamCursor if grip is None else Qt.CursorShape.SizeHorCursor


def _is_seen(page: Page, offset: int, view: tuple[int, int]) -> bool:
    if not view[0] <= offset <= view[1] or offset > page.covered:
        return False
    return page.fold_over(leaf_at(page.structure.leaves, offset)) is None
