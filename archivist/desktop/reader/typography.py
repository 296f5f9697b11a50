"""Letters and spaces of the page: one block format a kind of leaf, one character format a span."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from archivist.desktop.look import fonts
from archivist.desktop.look.tokens import Tokens
from archivist.text import Leaf, SpanKind

INDENT = 26
"""Pixels a level of a list or a quotation moves the text in."""

NOTES_ROOM = 226
"""Pixels beside the column that notes need to be read there."""

NOTES_GAP = 26
"""Pixels between the column and the notes."""

FOLD_LINE = 26
"""Pixels high is the line that tells of a fold."""

SEMIBOLD = 600.0

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_LEFT_TAB = QTextOption.TabType.LeftTab
_HEADINGS = {"h1": 1.32, "h2": 1.24, "h3": 1.12, "h4": 1.0, "h5": 0.94, "h6": 0.88}
_LEADING = 1.72
_HEADING_LEADING = 1.36
_FOLD_MARGIN = 8.0


@dataclass(frozen=True, slots=True)
class Typography:
    """Families, the size of the text and the width of its column, in pixels."""

    serif: str = "Source Serif 4"
    sans: str = "Inter"
    mono: str = "monospace"
    fallbacks: tuple[str, ...] = ("Noto Sans Arabic",)
    size: int = 17
    line_height: float = _LEADING
    column: int = 680


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a text and is no part of it: source and date, title, further facts."""

    kicker: str = ""
    title: str = ""
    meta: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """The formats of a page in one typography and one theme."""

    typography: Typography
    tokens: Tokens
    _inline: dict[tuple[str, frozenset[SpanKind]], QTextCharFormat] = field(
        default_factory=dict, init=False, compare=False
    )

    def block(
        self, leaf: Leaf, *, right_to_left: bool, first: bool, last: bool
    ) -> QTextBlockFormat:
        """The block of a display piece, which may be the `first` or `last` of its leaf."""
        size, leading = self._size(leaf), self.typography.line_height
        paragraph = QTextBlockFormat()
        if leaf.kind in _HEADINGS:
            leading = _HEADING_LEADING
        elif leaf.kind == "code":
            leading = 1.5
        paragraph.setLineHeight(round(size * leading), _FIXED)
        above, below = self._around(leaf)
        paragraph.setTopMargin(above if first else 0)
        paragraph.setBottomMargin(below if last else 0)
        self._set_in(paragraph, leaf, right_to_left=right_to_left)
        return paragraph

    def text(self, leaf: Leaf, spans: frozenset[SpanKind] = frozenset()) -> QTextCharFormat:
        """The letters of a leaf under the given spans."""
        key = leaf.kind if leaf.row or leaf.kind != "cell" else "head", spans
        if key not in self._inline:
            self._inline[key] = self._letters(leaf, key[0], spans)
        return self._inline[key]

    def heading(
        self, heading: Heading
    ) -> tuple[tuple[str, QTextBlockFormat, QTextCharFormat], ...]:
        """The blocks of the heading that have words: text, block, letters."""
        muted = self.tokens.muted
        small = round(self.typography.size * 0.7)
        kicker = self.font(self.typography.sans, small, weight=SEMIBOLD)
        kicker.setCapitalization(QFont.Capitalization.AllUppercase)
        kicker.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        title = self.font(self.typography.serif, self.typography.size * 1.82, weight=SEMIBOLD)
        rows = (
            (heading.kicker, 8.0, 1.5, kicker, muted),
            (heading.title, 8.0, 1.37, title, self.tokens.text),
            ("\u2003\u2002".join(filter(None, heading.meta)), 20.0, 1.5, self._sans(small), muted),
        )
        return tuple(
            (words, _spaced(below, round(font.pixelSize() * leading)), _letters(font, colour))
            for words, below, leading, font, colour in rows
            if words
        )

    def frame(self, width: int, *, notes: bool = False) -> QTextFrameFormat:
        """Margins that leave the reading column in the middle of a page `width` pixels wide.

        Where `notes` find room on the right only if the column makes it, it moves to the left.
        """
        spare = width - self.typography.column
        left = right = max(self.gutter, spare // 2)
        if notes and right < NOTES_ROOM <= spare - self.gutter:
            left, right = spare - NOTES_ROOM, NOTES_ROOM
        frame = QTextFrameFormat()
        frame.setLeftMargin(left)
        frame.setRightMargin(right)
        frame.setTopMargin(32)
        frame.setBottomMargin(96)
        return frame

    @property
    def gutter(self) -> int:
        """Pixels kept free beside the column for bars and marks of lists."""
        return 32

    def table(self, columns: int, *, indent: float) -> QTextTableFormat:
        """A table as wide as the column, with room around its words and no grid."""
        table = QTextTableFormat()
        table.setBorder(0)
        table.setBorderCollapse(True)
        table.setCellSpacing(0)
        table.setCellPadding(7)
        table.setLeftMargin(indent)
        table.setTopMargin(6)
        table.setBottomMargin(self.typography.size)
        table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setColumnWidthConstraints([QTextLength()] * columns)
        return table

    def has_room(self, leaf: Leaf, columns: int) -> bool:
        """Whether so many columns beside each other are wide enough for a short word each."""
        return (self.typography.column - indent(leaf)) / columns >= self._least_column

    def row(self, leaf: Leaf, columns: int, *, right_to_left: bool) -> QTextBlockFormat:
        """A whole row of a long table as one block, its columns at tab stops."""
        row = self.block(leaf, right_to_left=right_to_left, first=True, last=True)
        step = max(self._least_column, (self.typography.column - indent(leaf)) / columns)
        row.setTabPositions([QTextOption.Tab(step * n, _LEFT_TAB) for n in range(1, columns)])
        return row

    def cell(self, leaf: Leaf) -> QTextTableCellFormat:
        """A cell's letters and its border: a hairline below, stronger under the first row."""
        cell = QTextTableCellFormat()
        cell.merge(self.text(leaf))
        cell.setBottomBorder(1)
        cell.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        cell.setBottomBorderBrush(
            QBrush(QColor(self.tokens.line if leaf.row else self.tokens.faint))
        )
        return cell

    def gap(self) -> tuple[QTextBlockFormat, QTextCharFormat]:
        """The block Qt keeps behind a table, made as low as can be."""
        letters = QTextCharFormat()
        letters.setFont(self.font(self.typography.sans, 1))
        return _spaced(0, 1), letters

    def fold_line(self) -> tuple[QTextBlockFormat, QTextCharFormat]:
        """The empty line that tells of a fold: room for a button."""
        letters = QTextCharFormat()
        letters.setFont(self.font(self.typography.sans, 1))
        line = _spaced(_FOLD_MARGIN, FOLD_LINE)
        line.setTopMargin(_FOLD_MARGIN)
        return line, letters

    def font(self, family: str, size: float, *, weight: float = 400.0) -> QFont:
        """A font of that family, or of one that has the letter it lacks, at `size` pixels."""
        font = QFont()
        font.setFamilies([family, *self.typography.fallbacks])
        font.setPixelSize(max(1, round(size)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if weight != 400.0:  # noqa: PLR2004 - the regular weight
            fonts.weigh(font, round(weight))
        return font

    @property
    def _least_column(self) -> float:
        return self.typography.size * 2.5

    def _mono(self) -> str:
        # A generic name is passed over in favour of the next family that Qt knows by its own name.
        font = QFont(self.typography.mono)
        font.setStyleHint(QFont.StyleHint.Monospace)
        return QFontInfo(font).family()

    def _sans(self, size: float) -> QFont:
        return self.font(self.typography.sans, size)

    def _size(self, leaf: Leaf) -> float:
        factor = _HEADINGS.get(leaf.kind, 1.0)
        if leaf.kind == "code":
            factor = 0.82
        if leaf.kind == "cell":
            factor = 0.9
        return self.typography.size * factor

    def _around(self, leaf: Leaf) -> tuple[float, float]:
        """Pixels above and below a leaf; between two leaves the larger one counts."""
        size = self.typography.size
        if leaf.kind == "cell":
            return 0, 0
        if leaf.kind == "li":
            return size * 0.3, size * 0.3
        if leaf.kind == "code":
            return size * 1.3, size * 1.3
        if leaf.kind in _HEADINGS:
            return size * 1.4, size * 0.5
        return size * 0.72, size * 0.72

    def _set_in(self, paragraph: QTextBlockFormat, leaf: Leaf, *, right_to_left: bool) -> None:
        inner = indent(leaf)
        padding = 14 if leaf.kind == "code" else 0
        paragraph.setLeftMargin((0 if right_to_left else inner) + padding)
        paragraph.setRightMargin((inner if right_to_left else 0) + padding)
        # Said of every piece: Qt would look at the first letter of the piece, not of the leaf.
        direction = Qt.LayoutDirection
        paragraph.setLayoutDirection(
            direction.RightToLeft if right_to_left else direction.LeftToRight
        )

    def _letters(self, leaf: Leaf, kind: str, spans: frozenset[SpanKind]) -> QTextCharFormat:
        typography = self.typography
        heavy = kind in _HEADINGS or kind == "head" or "strong" in spans
        mono = kind == "code" or "code" in spans
        family = typography.sans if kind in _HEADINGS or "cell" in leaf.kind else typography.serif
        size = self._size(leaf) * (0.88 if mono and kind != "code" else 1.0)
        font = self.font(
            self._mono() if mono else family, size, weight=SEMIBOLD if heavy else 400.0
        )
        font.setItalic("emphasis" in spans)
        font.setStrikeOut("strike" in spans)
        return _letters(font, self.tokens.link if "link" in spans else self.tokens.text)


def indent(leaf: Leaf) -> float:
    """Pixels by which lists and quotations around a leaf move it in."""
    return INDENT * (leaf.depth + quotes(leaf))


def quotes(leaf: Leaf) -> int:
    """How many bars of quotation stand beside a leaf."""
    return max(leaf.quoted, 1 if leaf.kind == "quote" else 0)


def _spaced(below: float, height: float) -> QTextBlockFormat:
    paragraph = QTextBlockFormat()
    paragraph.setBottomMargin(below)
    paragraph.setLineHeight(height, _FIXED)
    return paragraph


def _letters(font: QFont, colour: str) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(font)
    letters.setForeground(QColor(colour))
    return letters
