"""A note beside its line: a bar in the ink of its highlight, the words, and who wrote them."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.tokens import Tokens
from archivist.desktop.reader.marks import Note

MARK = 18
"""Pixels a note measures that has room for no more than its mark."""

_BAR = 3.0
_LEFT, _RIGHT, _TOP, _BOTTOM, _GAP = 12.0, 8.0, 4.0, 5.0, 3.0
_LINES, _MORE_LINES = 6, 24
# Code points of a note that are looked at for the few lines that show.
_SHOWN = 2000


class NoteCard(QAbstractButton):
    """One note; a click presses it, a double click or Enter opens it.

    `pressed_note`, `entered` and `opened` carry the id of its highlight, `left` nothing.
    """

    pressed_note = Signal(str)
    entered = Signal(str)
    left = Signal()
    opened = Signal(str)

    def __init__(self, parent: QWidget, note: Note) -> None:
        """Hidden until it is placed."""
        super().__init__(parent)
        self._note = note
        self._tokens: Tokens | None = None
        self._lit = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._press)
        self.show_note(note)

    @property
    def note(self) -> Note:
        """What it shows."""
        return self._note

    def show_note(self, note: Note) -> None:
        """Show a note; of the current highlight, more of its lines."""
        self._note = note
        words = note.words[:_SHOWN]
        self.setAccessibleName(
            self.tr("Note by {agent}: {words}").format(agent=note.agent, words=words)
            if note.agent
            else self.tr("Note: {words}").format(words=words)
        )
        self.update()

    def light(self, *, lit: bool) -> None:
        """Emphasise the note, or no longer."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def stand(self, area: QRect, tokens: Tokens) -> None:
        """Stand there on the viewport, in the colours of a theme."""
        if area != self.geometry():
            self.setGeometry(area)
        plain.hint(self, self._note.words[:_SHOWN] if self._is_mark else "")
        if tokens is not self._tokens:
            self._tokens = tokens
            self.update()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole note, or only its mark where there is no room."""
        if self._tokens is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_mark:
            self._paint_mark(painter, self._tokens)
        else:
            self._paint_note(painter, self._tokens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the note."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._note.id)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the note."""
        event.accept()
        self.opened.emit(self._note.id)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse has come."""
        super().enterEvent(event)
        self.entered.emit(self._note.id)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has gone."""
        super().leaveEvent(event)
        self.left.emit()

    @property
    def _is_mark(self) -> bool:
        return self.width() <= MARK

    def _paint_note(self, painter: QPainter, tokens: Tokens) -> None:
        area = QRectF(self.rect())
        if self.hasFocus() or self._lit or self._note.emphasised:
            ground = tokens.tint if self._note.emphasised else tokens.hover
            border = tokens.accent if self.hasFocus() else ""
            painting.paint_ground(painter, area, 5, ground, border)
        bar = QRectF(0, 0, _BAR, area.height())
        painting.paint_ground(painter, bar, _BAR / 2, tokens.ink(self._note.colour).line)
        inner = area.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        used = painting.paint_words(painter, inner, _said(self._note, tokens.text))
        if self._note.agent:
            below = inner.adjusted(0, used + _GAP, 0, 0)
            painting.paint_words(painter, below, _signed(self._note, tokens.muted))

    def _paint_mark(self, painter: QPainter, tokens: Tokens) -> None:
        area = QRectF(self.rect())
        if self.hasFocus() or self._lit or self._note.emphasised:
            border = tokens.accent if self.hasFocus() else ""
            painting.paint_ground(painter, area, 4, tokens.hover, border)
        bubble = QPainterPath()
        bubble.addRoundedRect(area.adjusted(3, 4, -3, -6), 2.5, 2.5)
        tail = QPainterPath()
        tail.moveTo(6, area.bottom() - 7)
        tail.lineTo(6, area.bottom() - 2.5)
        tail.lineTo(10.5, area.bottom() - 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ink(self._note.colour).line))
        painter.drawPath(bubble.united(tail))

    @Slot()
    def _press(self) -> None:
        self.pressed_note.emit(self._note.id)


def height_in(note: Note, width: float) -> float:
    """The height that a note needs in a margin `width` pixels wide."""
    inner = width - _LEFT - _RIGHT
    height = painting.height_of(_said(note, ""), inner)
    if note.agent:
        height += _GAP + painting.height_of(_signed(note, ""), inner)
    return height + _TOP + _BOTTOM


def _said(note: Note, colour: str) -> Words:
    lines = _MORE_LINES if note.emphasised else _LINES
    font = fonts.interface(12.5)
    return Words(note.words[:_SHOWN], font, colour, lines=lines, leading=1.06, paragraph=True)


def _signed(note: Note, colour: str) -> Words:
    return Words(note.agent, fonts.interface(11.5), colour, paragraph=True)
