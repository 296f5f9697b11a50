"""Looks up, while there is nothing else to do, the letters a page is written with.

The first word in each font and script costs as much as a whole screen of them.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont, QTextLayout

from archivist.desktop.reader.typography import Heading, Style
from archivist.text import Leaf, LeafKind, SpanKind

_KINDS: tuple[LeafKind, ...] = ("p", "h2", "code", "cell", "h1", "h3")
_SPANS: tuple[frozenset[SpanKind], ...] = (
    frozenset({"strong"}),
    frozenset({"emphasis"}),
    frozenset({"code"}),
)
_SAMPLES = ("Šđž “Words”, Полиција 12 📱😀", "وأعلنت الشركة אמנסטי", "日本語の記事、中文 한국어")


class Warming(QObject):
    """Lays out a few letters in a turn, once for each font of a style, script by script."""

    def __init__(self, parent: QObject, style: Style) -> None:
        """Begins with the next turn in which nothing else happens."""
        super().__init__(parent)
        # Kept: Qt forgets fonts that nobody holds.
        self._fonts = _fonts(style)
        self._left = [(font, sample) for sample in _SAMPLES for font in self._fonts][::-1]
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._warm)
        self._turns.start()

    def _warm(self) -> None:
        _lay_out(*self._left.pop())
        if not self._left:
            self._turns.stop()


def _fonts(style: Style) -> list[QFont]:
    text = Leaf("p", 0, 1)
    letters = [style.text(Leaf(kind, 0, 1, row=1)) for kind in _KINDS]
    letters += [style.text(text, spans) for spans in _SPANS]
    letters += [letters for _, _, letters in style.heading(Heading("K", "T", ("M",)))]
    return [each.font() for each in letters]


def _lay_out(font: QFont, words: str) -> None:
    layout = QTextLayout(words, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000)
    layout.endLayout()
