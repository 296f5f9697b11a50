"""What delegates paint with: paragraphs of a few lines, rounded grounds, bars, dots and chips."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import bidirectional

from PySide6 import QtCore, QtGui

from archivist.text import astral, to_utf16

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Words:
    """Words to paint: their font and colour, how many lines at most, and what to mark in them.

    `marked` are code points of `text`; they get the ground `mark`, and a colour of their own
    where `colour` could not be read on it. As a `paragraph` of its own, words that run leftwards
    stand at the right, and lines are as far apart as borrowed letters need.
    """

    text: str
    font: QtGui.QFont
    colour: str
    lines: int = 1
    marked: tuple[tuple[int, int], ...] = ()
    mark: str = ""
    marked_colour: str = ""
    leading: float = 1.0
    paragraph: bool = False


def paint_words(painter: QtGui.QPainter, rect: QtCore.QRectF, words: Words) -> float:
    """Paints words at the top of `rect`, the last line cut with an ellipsis; their height."""
    painter.setPen(QtGui.QColor(words.colour))
    painter.setFont(words.font)
    top = rect.top()
    layout, pitch = _lay_out(words, rect.width())
    last = layout.lineCount() - 1
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if number == last and _is_cut(layout, line):
            _paint_cut(painter, QtCore.QPointF(rect.left(), top), rect.width(), layout, line)
        else:
            line.draw(painter, QtCore.QPointF(rect.left(), top - line.y()))
        top += pitch
    return top - rect.top()


def height_of(words: Words, width: float) -> float:
    """The height that `paint_words` takes in a column of `width`."""
    layout, pitch = _lay_out(words, width)
    return layout.lineCount() * pitch


def elided(text: str, font: QtGui.QFont, width: float) -> str:
    """As much of a line as fits."""
    metrics = QtGui.QFontMetricsF(font)
    return metrics.elidedText(_one_line(text), QtCore.Qt.TextElideMode.ElideRight, width)


def paint_line(
    painter: QtGui.QPainter,
    rect: QtCore.QRectF,
    words: Words,
    align: QtCore.Qt.AlignmentFlag = QtCore.Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paints one line in the middle of `rect`, cut to its width."""
    painter.setFont(words.font)
    painter.setPen(QtGui.QColor(words.colour))
    middle = QtCore.Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, align | middle, elided(words.text, words.font, rect.width()))


def paint_ground(
    painter: QtGui.QPainter, rect: QtCore.QRectF, radius: float, fill: str, border: str = ""
) -> None:
    """Paints a rounded ground, with a line around it if asked."""
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setBrush(QtGui.QColor(fill))
    if border:
        painter.setPen(QtGui.QPen(QtGui.QColor(border), 1))
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, radius, radius)


def paint_dots(
    painter: QtGui.QPainter, at: QtCore.QPointF, colours: Iterable[str], size: float = 7
) -> float:
    """Paints a row of dots from `at` (its left middle); where the next thing can stand."""
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    left = at.x()
    for colour in colours:
        painter.setBrush(QtGui.QColor(colour))
        painter.drawEllipse(QtCore.QRectF(left, at.y() - size / 2, size, size))
        left += size + 5
    return left


def _one_line(text: str) -> str:
    # One for one, so that offsets into the text stay offsets into the line.
    return _SPACE.sub(" ", text)


def _lay_out(words: Words, width: float) -> tuple[QtGui.QTextLayout, float]:
    layout = QtGui.QTextLayout(_one_line(words.text), words.font)
    option = QtGui.QTextOption()
    option.setWrapMode(QtGui.QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if words.paragraph and _runs_leftwards(words.text):
        option.setAlignment(QtCore.Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    layout.setFormats(_formats(words))
    layout.beginLayout()
    top = 0.0
    pitch = QtGui.QFontMetricsF(words.font).height() * words.leading
    for _ in range(words.lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QtCore.QPointF(0, top))
        top += line.height()
    layout.endLayout()
    if words.paragraph:
        pitch = max((pitch, *(layout.lineAt(n).height() for n in range(layout.lineCount()))))
    return layout, pitch


def _runs_leftwards(text: str) -> bool:
    """Whether the first letter with a direction is one of a script that runs leftwards."""
    for char in text:
        direction = bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _formats(words: Words) -> list[QtGui.QTextLayout.FormatRange]:
    astrals = astral(words.text)
    ranges = []
    for start, end in words.marked:
        each = QtGui.QTextLayout.FormatRange()
        each.start = to_utf16(start, astrals)
        each.length = to_utf16(end, astrals) - each.start
        form = QtGui.QTextCharFormat()
        form.setBackground(QtGui.QColor(words.mark))
        if words.marked_colour:
            form.setForeground(QtGui.QColor(words.marked_colour))
        each.format = form
        ranges.append(each)
    return ranges


def _is_cut(layout: QtGui.QTextLayout, line: QtGui.QTextLine) -> bool:
    return line.textStart() + line.textLength() < _units(layout.text())


def _units(text: str) -> int:
    return to_utf16(len(text), astral(text))


def _paint_cut(
    painter: QtGui.QPainter,
    at: QtCore.QPointF,
    width: float,
    layout: QtGui.QTextLayout,
    line: QtGui.QTextLine,
) -> None:
    rest = layout.text().encode("utf-16-le")[line.textStart() * 2 :].decode("utf-16-le", "replace")
    cut = QtGui.QTextLayout(elided(rest, layout.font(), width), layout.font())
    shifted = []
    for each in layout.formats():
        end = each.start + each.length - line.textStart()
        if end > 0:
            each.start = max(0, each.start - line.textStart())
            each.length = end - each.start
            shifted.append(each)
    cut.setFormats(shifted)
    cut.beginLayout()
    only = cut.createLine()
    only.setLineWidth(width + 64)
    cut.endLayout()
    only.draw(painter, at)
