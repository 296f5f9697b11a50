"""The margin: keeps each note in view beside its line, never over another."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from archivist.desktop.reader.geometry import mark_top
from archivist.desktop.reader.margin_layout import stacked
from archivist.desktop.reader.marks import Note
from archivist.desktop.reader.note_card import MARK, NoteCard, height_in
from archivist.desktop.reader.page import Page
from archivist.desktop.reader.typography import NOTES_GAP, NOTES_ROOM

_WIDEST = 270.0
_EDGE = 14.0
_GAP = 10.0
_MARK_GAP = 2.0
_MARK_EDGE = 7.0
# Notes before and behind those of the lines in view that may push them; and how far behind, in
# code points: asked where they stand, Qt lays the text out that far.
_AROUND = 30
_MOST = 200
_REACH = 6_000
# Pixels a note is pushed away from its line before a thread joins the two.
_NEAR = 10.0
_HALF_LINE = 12.0

_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Column:
    """Where notes stand, in pixels of the page: from `left` on, `width` wide.

    `edge` is where the words end.
    """

    edge: float
    left: float
    width: float

    @property
    def is_wide(self) -> bool:
        """Whether there is room for more than marks."""
        return self.width > MARK


@dataclass(frozen=True, slots=True)
class Placed:
    """A note on the page: the top of its line, and where it stands."""

    note: Note
    line: float
    area: QRectF


@dataclass(frozen=True, slots=True)
class Thread:
    """Joins a note that was pushed away to its line: corners on the page, and an ink."""

    corners: tuple[QPointF, ...]
    colour: str

    @property
    def area(self) -> QRectF:
        """The box around it."""
        return QPolygonF(self.corners).boundingRect()


class Margin(QObject):
    """The notes of one page.

    `pressed`, `opened` and `hovered` carry the id of a highlight whose note was clicked, asked
    to be edited, or is under the mouse ("" when none is any more).
    """

    pressed = Signal(str)
    opened = Signal(str)
    hovered = Signal(str)

    def __init__(self, viewport: QWidget) -> None:
        """No notes; they will stand on `viewport`."""
        super().__init__(viewport)
        self._viewport = viewport
        self._notes: list[Note] = []
        self._cards: dict[str, NoteCard] = {}
        self._placed: tuple[Placed, ...] = ()
        self._heights: dict[tuple[Note, float], float] = {}
        self._wide = False

    def set_notes(self, notes: tuple[Note, ...]) -> None:
        """Keep these notes and no others."""
        self._notes = sorted((note for note in notes if note.words.strip()), key=_start)
        kept = {note.id: note for note in self._notes}
        self._heights = {key: high for key, high in self._heights.items() if key[0].id in kept}
        for identity in self._cards.keys() - kept.keys():
            self._drop(identity)
        for identity, card in self._cards.items():
            if card.note != kept[identity]:
                card.show_note(kept[identity])

    def __len__(self) -> int:
        """The number of notes of the page."""
        return len(self._notes)

    def light(self, highlight: str) -> None:
        """Emphasise the note of a highlight, and no other."""
        for identity, card in self._cards.items():
            card.light(lit=identity == highlight)

    def place(self, page: Page, view: QRectF, seen: tuple[int, int]) -> tuple[NoteCard, ...]:
        """Put the notes beside their lines; `seen` are the code points in view.

        Returns the notes in view, from above.
        """
        if not self._notes:
            self._placed = ()
            return ()
        column = column_of(page, view.width())
        self._wide = column.is_wide
        near = [note for note in self._near(page, seen) if _is_shown(page, note)]
        self._placed = self._stack(page, near, column)
        shown = [each for each in self._placed if each.area.intersects(view)]
        for identity in self._cards.keys() - {each.note.id for each in shown}:
            self._drop(identity)
        corner = view.topLeft()
        for each in shown:
            there = each.area.translated(-corner).toRect()
            self._card(each.note).stand(there, page.style.tokens)
        return tuple(self._card(each.note) for each in shown)

    def threads(self, page: Page, width: float) -> tuple[Thread, ...]:
        """What joins each note to its line where the two are apart; `width` is the view's."""
        if not self._wide:
            return ()
        edge = column_of(page, width).edge
        apart = (each for each in self._placed if abs(each.area.top() - each.line) > _NEAR)
        return tuple(_thread(each, edge) for each in apart)

    def paint_threads(self, painter: QPainter, page: Page, width: float) -> None:
        """Paint the threads; the painter is in coordinates of the page."""
        for thread in self.threads(page, width):
            colour = QColor(page.style.tokens.ink(thread.colour).line)
            colour.setAlphaF(0.55)
            painter.setPen(QPen(colour, 1))
            painter.drawPolyline(QPolygonF(thread.corners))

    def _near(self, page: Page, seen: tuple[int, int]) -> list[Note]:
        first, last = seen
        low = max(0, bisect_left(self._notes, first, key=_start) - _AROUND)
        high = bisect_right(self._notes, last, key=_start) + _AROUND
        reach = min(page.covered, last + _REACH)
        return [note for note in self._notes[low:high] if note.start < reach][:_MOST]

    def _stack(self, page: Page, notes: list[Note], column: Column) -> tuple[Placed, ...]:
        lines = [_line_of(page, note) for note in notes]
        heights = [self._height(note, column) for note in notes]
        # A note of a line higher up may begin further on: cells of one row, columns of a table.
        order = sorted(range(len(notes)), key=lambda n: (lines[n], n))
        tops = stacked(
            [lines[n] for n in order],
            [heights[n] for n in order],
            gap=_GAP if column.is_wide else _MARK_GAP,
            least=_EDGE,
        )
        return tuple(
            Placed(notes[n], lines[n], QRectF(column.left, top, column.width, heights[n]))
            for n, top in zip(order, tops, strict=True)
        )

    def _height(self, note: Note, column: Column) -> float:
        if not column.is_wide:
            return MARK
        key = note, column.width
        if key not in self._heights:
            self._heights[key] = height_in(note, column.width)
        return self._heights[key]

    def _card(self, note: Note) -> NoteCard:
        if note.id not in self._cards:
            card = self._cards[note.id] = NoteCard(self._viewport, note)
            card.pressed_note.connect(self.pressed)
            card.opened.connect(self.opened)
            card.entered.connect(self.hovered)
            card.left.connect(self._leave)
        return self._cards[note.id]

    def _drop(self, identity: str) -> None:
        card = self._cards.pop(identity)
        if card.hasFocus():
            self._viewport.setFocus()
        card.hide()
        card.deleteLater()

    def _leave(self) -> None:
        self.hovered.emit("")


def column_of(page: Page, width: float) -> Column:
    """Where notes stand beside a page `width` pixels wide."""
    frame = page.document.rootFrame().frameFormat()
    edge = width - frame.rightMargin()
    room = frame.rightMargin()
    if room < NOTES_ROOM:
        return Column(edge, edge + _MARK_EDGE, MARK)
    return Column(edge, edge + NOTES_GAP, min(_WIDEST, room - NOTES_GAP - _EDGE))


def _is_shown(page: Page, note: Note) -> bool:
    return page.document.findBlock(page.positions.to_document(note.start)).isVisible()


def _line_of(page: Page, note: Note) -> float:
    return mark_top(page.document, page.positions.to_document(note.start))


def _thread(each: Placed, edge: float) -> Thread:
    line, note = each.line + _HALF_LINE, each.area.top() + _HALF_LINE
    left = each.area.left()
    corners = (
        QPointF(edge + 4, line),
        QPointF(edge + 10, line),
        QPointF(left - 5, note),
        QPointF(left, note),
    )
    return Thread(corners, each.note.colour)
