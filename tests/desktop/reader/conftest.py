"""A reader on the screen, a text with everything in it, and a hand on the mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archivist.desktop.reader.reader import Reader
from archivist.desktop.reader.typography import Heading
from archivist.text import Leaf, Span, StructuredText, canonical

PARTS: tuple[tuple[str, str, dict[str, int | str]], ...] = (
    ("h1", "📱 Slaviša Milanov’s phone\r\nand who opened it", {}),
    ("p", "Emoji 👩🏽‍💻 and a family 👨‍👩‍👧‍👦, flags 🇷🇸🇮🇪, 𝔘𝔫𝔦𝔠𝔬𝔡𝔢.", {}),
    ("p", "Combining e\u0301a\u0308, no\u00a0break, and words that run on over a line’s end.", {}),
    ("p", "Полиција је задржала новинара Славишу Миланова код Пирота.", {}),
    ("li", "a first point", {"depth": 1, "marker": "•"}),
    ("li", "a second point with 😀", {"depth": 2, "marker": "1."}),
    ("quote", "“Lawful use is paramount,” the company said.", {"quoted": 1}),
    ("code", "adb shell\n  dumpsys package 🙂\nexit", {}),
    ("rule", "", {}),
    ("cell", "Date", {"table": 1, "row": 0, "column": 0}),
    ("cell", "What happened", {"table": 1, "row": 0, "column": 1}),
    ("cell", "2024-02-21", {"table": 1, "row": 1, "column": 0}),
    ("cell", "Police stop a car 🚗 near Pirot", {"table": 1, "row": 1, "column": 1}),
    ("p", "وأعلنت شركة Cellebrite الإسرائيلية أنها لن تسمح بذلك.", {}),
    ("p", "", {}),
    ("p", "日本語の記事:セルビア警察は電話を解析した。", {}),
)


def assemble(parts: tuple[tuple[str, str, dict[str, int | str]], ...]) -> StructuredText:
    """A structured text of leaves given as kind, words and further fields."""
    text = ""
    leaves: list[Leaf] = []
    for kind, words, fields in parts:
        if leaves:
            text += "\t" if kind == "cell" and fields.get("column") else "\n"
        start = len(text)
        text += canonical(words)
        leaves.append(Leaf(kind, start, len(text), **fields))  # type: ignore[arg-type]
    at = text.index("family")
    return StructuredText(text, tuple(leaves), (Span("strong", at, at + 6),))


@pytest.fixture(scope="session")
def everything() -> StructuredText:
    """Every kind of leaf; emoji, a CRLF, marks, Cyrillic, Arabic, Japanese, an empty paragraph."""
    return assemble(PARTS)


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    """An empty reader on the screen."""
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(760, 900)
    reader.show()
    qtbot.waitExposed(reader)
    return reader


@pytest.fixture
def page(reader: Reader, everything: StructuredText) -> Reader:
    """The reader with `everything` in it, under a heading."""
    reader.show_article(Heading("The Record", "Who opened the phone", ("Tier 1",)), everything)
    return reader


class Hand:
    """Points at code points and drags like a person does."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def cursor(self, offset: int) -> QTextCursor:
        """Qt's cursor at a code point, by the map under test."""
        cursor = QTextCursor(self._reader.document())
        cursor.setPosition(self._reader._page.positions.to_document(offset))
        return cursor

    def point(self, offset: int) -> QPoint:
        """Where the border before a code point stands in the viewport."""
        box = self._reader.cursorRect(self.cursor(offset))
        # The middle of a box without width would lie a pixel before it.
        return QPoint(box.left(), box.center().y())

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move and let go of the left button."""
        viewport = self._reader.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        self.move(end, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    def move(self, point: QPoint, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
        """Move the mouse, with a button held or none."""
        viewport = self._reader.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(viewport.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)


@pytest.fixture
def hand() -> Callable[[Reader], Hand]:
    """A hand for a reader: `hand(reader)`."""
    return Hand
