from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from archivist.desktop.look.tokens import DARK, INKS, LIGHT
from archivist.desktop.reader.marks import Highlight, Note
from archivist.desktop.reader.reader import Reader
from archivist.desktop.reader.typography import Heading
from tests.desktop.reader.conftest import PARTS, assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

TEXT = assemble(PARTS * 4)
LENGTH = len(TEXT.text)
SIZES = {"notes as marks": (620, 520), "notes beside the text": (1150, 620)}


def settle() -> None:
    """Let all be done that an act asked for: some of it is asked for while events are handled."""
    for _ in range(4):
        QApplication.processEvents()


def on_the_screen(reader: Reader) -> QImage:
    """What was painted so far, bit by bit."""
    settle()
    shown = reader.screen().grabWindow(reader.window().winId())
    return shown.toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted_anew(reader: Reader) -> QImage:
    """The same, painted at once."""
    for each in (reader, *reader.findChildren(QWidget)):
        each.update()
    return on_the_screen(reader)


def differing(one: QImage, other: QImage) -> QRect:
    """The box around the pixels that differ."""
    box = QRect()
    for y in range(one.height()):
        for x in range(one.width()):
            if one.pixel(x, y) != other.pixel(x, y):
                box |= QRect(x, y, 1, 1)
    return box


class Painted(QObject):
    """How high the parts were that a widget painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return super().eventFilter(watched, event)


class Person:
    """Marks, selects, points and scrolls at random."""

    def __init__(self, reader: Reader, chance: random.Random) -> None:
        self._reader = reader
        self._chance = chance
        self._marked: dict[str, Highlight] = {}
        self._notes: dict[str, Note] = {}

    def act(self) -> str:
        """One act; its name."""
        acts: tuple[Callable[[], None], ...] = (
            *(self.mark,) * 4,
            *(self.select,) * 2,
            self.withdraw,
            self.emphasise,
            self.recolour,
            self.note,
            self.point,
            self.take_or_leave_the_keys,
            self.move_the_caret,
            self.scroll,
        )
        act = self._chance.choice(acts)
        act()
        return act.__name__

    def mark(self) -> None:
        start, end = self._place()
        name = str(len(self._marked))
        self._marked[name] = Highlight(name, start, end, self._chance.choice(INKS))
        self._reader.unselect()
        self._show()

    def select(self) -> None:
        self._reader.select(*self._place())

    def withdraw(self) -> None:
        if self._marked:
            self._marked.pop(self._chance.choice(list(self._marked)))
        self._show()

    def emphasise(self) -> None:
        front = self._chance.choice(["", *self._marked])
        self._marked = {
            name: Highlight(name, each.start, each.end, each.colour, emphasised=name == front)
            for name, each in self._marked.items()
        }
        self._show()

    def recolour(self) -> None:
        for name in self._chance.sample(list(self._marked), min(1, len(self._marked))):
            old = self._marked[name]
            colour = self._chance.choice(INKS)
            self._marked[name] = Highlight(name, old.start, old.end, colour, old.emphasised)
        self._show()

    def note(self) -> None:
        for name in self._chance.sample(list(self._marked), min(2, len(self._marked))):
            words = "Ask counsel 📌 about Đorđević. " * self._chance.randrange(4)
            mark = self._marked[name]
            self._notes[name] = Note(name, mark.start, mark.colour, words, "reader")
        self._show()

    def point(self) -> None:
        width, height = self._reader.viewport().width(), self._reader.viewport().height()
        at = self._reader.viewport().rect().topLeft()
        at.setX(self._chance.randrange(width))
        at.setY(self._chance.randrange(height))
        QTest.mouseMove(self._reader.viewport(), at)

    def take_or_leave_the_keys(self) -> None:
        if self._reader.hasFocus():
            self._reader.clearFocus()
        else:
            reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason)
            self._reader.setFocus(self._chance.choice(reasons))

    def move_the_caret(self) -> None:
        key = self._chance.choice([Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_V, Qt.Key.Key_End])
        QTest.keyClick(self._reader, key)

    def scroll(self) -> None:
        bar = self._reader.verticalScrollBar()
        bar.setValue(self._chance.randrange(bar.maximum() + 1))

    def _place(self) -> tuple[int, int]:
        first, last = self._reader.in_view()
        start = self._chance.randrange(max(0, first - 30), max(1, min(last, LENGTH - 1)))
        length = self._chance.choice((1, 5, 20, 60, 300))
        return start, min(LENGTH, start + 1 + self._chance.randrange(length))

    def _show(self) -> None:
        self._reader.set_highlights(tuple(self._marked.values()))
        self._reader.set_notes(
            tuple(note for name, note in self._notes.items() if name in self._marked)
        )


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_what_is_painted_bit_by_bit_looks_as_if_painted_at_once(
    qtbot: QtBot,
    tokens: object,
    size: tuple[int, int],
    campaign_count: Callable[[int, int], int],
) -> None:
    reader = Reader(tokens=tokens)  # type: ignore[arg-type] # one of the two themes
    qtbot.addWidget(reader)
    reader.resize(*size)
    reader.show()
    reader.show_article(Heading("Источник", "Who opened the phone 📱"), TEXT)
    qtbot.waitUntil(lambda: reader.finished)
    # Laid out to its end, the page has the height that the bar beside it shows.
    reader.reveal(LENGTH - 1)
    reader.verticalScrollBar().setValue(0)
    on_the_screen(reader)
    for seed in range(campaign_count(1, 40)):
        person = Person(reader, random.Random(f"{seed} {size}"))
        done: list[str] = []
        for _ in range(60):
            done.append(person.act())
            bit_by_bit = on_the_screen(reader)
            at_once = painted_anew(reader)
            if bit_by_bit != at_once:
                pytest.fail(f"seed {seed}, {differing(bit_by_bit, at_once)} after {done[-6:]}")


def test_one_more_highlight_paints_its_line_and_leaves_the_others(qtbot: QtBot) -> None:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(620, 520)
    reader.show()
    reader.show_article(Heading("", "Title"), TEXT)
    qtbot.waitUntil(lambda: reader.finished)
    at = TEXT.text.index("Полиција")
    others = (Highlight("a", 10, 20, "rose"), Highlight("b", at + 90, at + 99, "blue"))
    reader.set_highlights(others)
    settle()
    painted = Painted()
    reader.viewport().installEventFilter(painted)
    reader.set_highlights((*others, Highlight("c", at, at + 8, "green")))
    settle()

    assert len(painted.heights) == 1
    assert painted.heights[0] < 80
