"""An article on paper: its text as the page shows it, what is marked, and a list of the marks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from archivist.desktop.look import painting
from archivist.desktop.look.tokens import PAPER, blended
from archivist.desktop.reader.ornaments import paint_ornaments
from archivist.desktop.reader.page import Fold, Page
from archivist.desktop.reader.positions import Piece, Positions
from archivist.desktop.reader.typography import SEMIBOLD, Heading, Style, Typography
from archivist.text import StructuredText, leaf_at

_SIDE = 76
_HEAD = 92
_FOOT = 64
_SMALL = 11.5
_Lines = QTextCharFormat.UnderlineStyle
_UNDERLINES = {
    "yellow": _Lines.SingleUnderline,
    "rose": _Lines.DashUnderline,
    "blue": _Lines.DotLine,
    "green": _Lines.DashDotLine,
    "violet": _Lines.DashDotDotLine,
    "orange": _Lines.WaveUnderline,
}


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A highlight as it is printed: its range in code points, its ink, what is said of it.

    `words` is its line in the list (what the colour is called), `lines` are the note and names.
    """

    start: int
    end: int
    colour: str
    words: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything that goes on paper: the article, its folds, its marks, and the words around.

    `head` are the two lines above every page, `foot` the words under it. `folded` is the line
    that stands for a stretch that is folded away, with `{count}` for its blocks; `page` counts
    pages with `{number}` and `{count}`. `listed` is the heading over the marks, `about` over
    the `facts` at the end.
    """

    heading: Heading
    text: StructuredText
    folds: tuple[Fold, ...]
    marks: tuple[PrintedMark, ...]
    head: tuple[str, str]
    foot: str
    folded: str
    page: str
    listed: str
    about: str
    facts: tuple[str, ...] = ()


class Sheaf:
    """The sheets of a printed article, each of `size` pixels at 96 to the inch.

    They are laid out once, for every device alike; `paint` draws one at a time.
    """

    def __init__(self, printed: Printed, typography: Typography, size: QSizeF) -> None:
        """Laid out whole: a number of pages is known only when all of them are."""
        self.size = size
        self._printed = printed
        column = round(size.width()) - 2 * _SIDE
        self._style = Style(replace(typography, column=column), PAPER)
        self.document = QTextDocument()
        folds = tuple(fold for fold in printed.folds if fold.hidden and not self._opens(fold))
        self._page = Page(self.document, printed.heading, printed.text, self._style, folds=folds)
        self._page.build(_always)
        self._marks = tuple(sorted(printed.marks, key=_place))
        self._wash()
        self._insert()
        self._append()
        self._break_into_pages()

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return self.document.pageCount()

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw the sheet of that number, the first being 0, from the painter's origin on."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_margins(painter, number)
        top = number * self.size.height()
        painter.translate(0, -top)
        body = QRectF(0, top + _HEAD, self.size.width(), self.size.height() - _HEAD - _FOOT)
        painter.setClipRect(body.adjusted(0, -2, 0, 2), Qt.ClipOperation.IntersectClip)
        paint_ornaments(painter, self._page, body)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = body
        context.palette.setColor(QPalette.ColorRole.Text, QColor(PAPER.text))
        self.document.documentLayout().draw(painter, context)
        painter.restore()

    def _wash(self) -> None:
        """Lays washes and lines under the marked words, mixed where marks overlap."""
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for start, end, over in _stretches(self._marks):
            letters = QTextCharFormat()
            ground = over[0]
            wash = PAPER.ink(ground.colour).wash
            for mark in over[1:]:
                wash = blended(PAPER, wash, PAPER.ink(mark.colour).wash)
            # Of several marks the shortest has the line: it would be lost in the others.
            inner = min(over, key=_length)
            letters.setBackground(QColor(wash))
            letters.setUnderlineStyle(_UNDERLINES.get(inner.colour, _Lines.SingleUnderline))
            letters.setUnderlineColor(QColor(PAPER.text))
            for piece in self._pieces(start, end):
                first = max(start, piece.start)
                last = min(end, piece.end)
                cursor.setPosition(self._page.positions.to_document(first))
                cursor.setPosition(
                    self._page.positions.end_to_document(last), QTextCursor.MoveMode.KeepAnchor
                )
                cursor.mergeCharFormat(letters)
        cursor.endEditBlock()

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        leaves = self._printed.text.leaves
        last = leaf_at(leaves, max(start, end - 1))
        for piece in self._page.positions.of_leaves(leaf_at(leaves, start), last):
            if piece.start < end and piece.end > start:
                yield piece

    def _insert(self) -> None:
        """Puts the numbers of marks behind them, and words where leaves are folded away."""
        numbers: dict[int, list[str]] = {}
        for number, mark in enumerate(self._marks, 1):
            numbers.setdefault(self._number_place(mark), []).append(str(number))
        inserted = [
            (place, "\u2009" + ",".join(those), self._superscript())
            for place, those in numbers.items()
        ]
        for place, fold in self._page.fold_lines.items():
            words = self._printed.folded.format(count=self._page.folds[fold].leaves)
            inserted.append((place, words, self._letters(_SMALL, italic=True)))
        self._note_pieces()
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        # From the end on, so that what is inserted moves nothing that waits for its own.
        for place, words, letters in sorted(inserted, key=_first, reverse=True):
            cursor.setPosition(place)
            cursor.insertText(words, letters)
        cursor.endEditBlock()
        self._find_pieces()

    def _opens(self, fold: Fold) -> bool:
        """Whether a fold that has no line to stand for it holds the end of a mark."""
        return fold.silent and any(
            fold.holds(self._last_leaf(each)) for each in self._printed.marks
        )

    def _last_leaf(self, mark: PrintedMark) -> int:
        return leaf_at(self._printed.text.leaves, max(mark.start, mark.end - 1))

    def _number_place(self, mark: PrintedMark) -> int:
        """Where the number of a mark goes: behind it, or on the line of the fold it ends in."""
        over = self._page.fold_over(self._last_leaf(mark))
        for place, fold in self._page.fold_lines.items():
            if fold == over:
                return place
        return self._page.positions.end_to_document(mark.end)

    def _note_pieces(self) -> None:
        """Remembers in each block which piece it begins with: ornaments are found by it."""
        self._kept = self._page.positions.of_leaves(0, len(self._printed.text.leaves))
        for number, piece in enumerate(self._kept):
            block = self.document.findBlock(piece.position)
            if block.position() == piece.position:
                block.setUserState(number)

    def _find_pieces(self) -> None:
        """Finds the pieces again where they stand since numbers were put among them."""
        found = Positions()
        block = self.document.begin()
        while block.isValid():
            if block.userState() >= 0:
                piece = self._kept[block.userState()]
                found.add(
                    self._printed.text.text,
                    piece.start,
                    piece.end,
                    position=block.position(),
                    leaf=piece.leaf,
                )
            block = block.next()
        self._page.positions = found

    def _append(self) -> None:
        """Adds the list of marks and the facts behind the text."""
        cursor = QTextCursor(self.document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._marks:
            self._add(cursor, self._printed.listed, size=15, weight=SEMIBOLD, above=34)
        for number, mark in enumerate(self._marks, 1):
            quote = self._printed.text.text[mark.start : mark.end].replace("\n", " ")
            self._add(cursor, f"{number}.\u2002{mark.words}", weight=SEMIBOLD, above=9)
            self._add(cursor, f"“{quote}”", left=20)
            for line in mark.lines:
                self._add(cursor, line, left=20)
        if self._printed.facts:
            self._add(cursor, self._printed.about, size=15, weight=SEMIBOLD, above=26)
        for fact in self._printed.facts:
            self._add(cursor, fact)

    def _add(
        self,
        cursor: QTextCursor,
        words: str,
        *,
        size: float = _SMALL,
        weight: float = 400.0,
        above: float = 2.0,
        left: float = 0.0,
    ) -> None:
        paragraph = QTextBlockFormat()
        paragraph.setTopMargin(above)
        paragraph.setLeftMargin(left)
        paragraph.setLineHeight(round(size * 1.5), _FIXED)
        cursor.insertBlock(paragraph)
        cursor.insertText(words.replace("\n", "\u2028"), self._letters(size, weight=weight))

    def _break_into_pages(self) -> None:
        root = self.document.rootFrame()
        frame = root.frameFormat()
        frame.setLeftMargin(_SIDE)
        frame.setRightMargin(_SIDE)
        frame.setTopMargin(_HEAD)
        frame.setBottomMargin(_FOOT)
        root.setFrameFormat(frame)
        self.document.setPageSize(self.size)

    def _paint_margins(self, painter: QPainter, number: int) -> None:
        printed, width = self._printed, self.size.width() - 2 * _SIDE
        font = self._font(_SMALL)
        for line, words in enumerate(printed.head):
            area = QRectF(_SIDE, 34 + 17 * line, width, 17)
            painting.paint_line(painter, area, painting.Words(words, font, PAPER.text))
        painter.setPen(QColor(PAPER.text))
        for height in (_HEAD - 16, self.size.height() - _FOOT + 12):
            painter.drawLine(QPointF(_SIDE, height), QPointF(_SIDE + width, height))
        foot = QRectF(_SIDE, self.size.height() - _FOOT + 18, width, 17)
        counted = printed.page.format(number=number + 1, count=self.count)
        right = Qt.AlignmentFlag.AlignRight
        painting.paint_line(painter, foot, painting.Words(counted, font, PAPER.text), right)
        beside = foot.adjusted(0, 0, -140, 0)
        painting.paint_line(painter, beside, painting.Words(printed.foot, font, PAPER.text))

    def _font(self, size: float, weight: float = 400.0) -> QFont:
        return self._style.font(self._style.typography.sans, size, weight=weight)

    def _letters(
        self, size: float, *, weight: float = 400.0, italic: bool = False
    ) -> QTextCharFormat:
        letters = QTextCharFormat()
        font = self._font(size, weight)
        font.setItalic(italic)
        letters.setFont(font)
        letters.setForeground(QColor(PAPER.text))
        return letters

    def _superscript(self) -> QTextCharFormat:
        letters = self._letters(self._style.typography.size * 0.8, weight=SEMIBOLD)
        letters.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        return letters


_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


def _stretches(
    marks: tuple[PrintedMark, ...],
) -> Iterator[tuple[int, int, list[PrintedMark]]]:
    """Ranges of code points that lie under one and the same marks, with these."""
    borders = sorted({place for mark in marks for place in (mark.start, mark.end)})
    waiting, over = list(reversed(marks)), list[PrintedMark]()
    for start, end in pairwise(borders):
        while waiting and waiting[-1].start <= start:
            over.append(waiting.pop())
        over = [mark for mark in over if mark.end > start]
        if over:
            yield start, end, over


def _place(mark: PrintedMark) -> tuple[int, int]:
    return mark.start, mark.end


def _length(mark: PrintedMark) -> int:
    return mark.end - mark.start


def _first(inserted: tuple[int, str, QTextCharFormat]) -> int:
    return inserted[0]


def _always() -> bool:
    return True
