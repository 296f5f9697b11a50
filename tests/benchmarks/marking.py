"""What one act on a passage costs the window's thread, turn by turn; run it by hand.

    python tests/benchmarks/marking.py

Opens the window on an article with 500 highlights, 200 of them named and noted, in an archive of
200 articles. Then words are highlighted, noted, named and taken back with real keys, and the CPU
time of this thread is measured from the key until nothing is left to do, split by turns of the
event loop: `act` is the key itself, `paint` the turn that shows it, `rest` the longest turn of
those that follow (names, cards and places counted anew). The baseline is Qt's own way, the same
highlights as extra selections of a QTextEdit: one more of them, applied and painted.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from archivist import assets
from archivist.archive import Archive, now
from archivist.desktop.app import prepared, themed
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from archivist.store import keys

HIGHLIGHTS, NAMED, ARTICLES, ROUNDS = 500, 200, 200, 30
PARAGRAPH = "Полиција је зауставила Slavišu Milanova 📱 near Pirot, and nobody asked him. "
STEP = 90
NONE = Qt.KeyboardModifier.NoModifier
QUIET = 0.4
"""Seconds without a turn that had anything to do, after which an act is over."""
IDLE = 0.4


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of this thread: the key, the turn that paints it, the longest turn after."""

    act: float
    paint: float
    rest: float


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of CPU that this thread spends in an act."""
    before = time.thread_time()
    act()
    return (time.thread_time() - before) * 1000


def until_idle(application: QApplication) -> list[float]:
    """Runs the event loop until nothing happens any more; the milliseconds of each turn."""
    turns = []
    quiet_since = time.perf_counter()
    while time.perf_counter() - quiet_since < QUIET:
        turn = spent(lambda: application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents))
        if turn > IDLE:
            turns.append(turn)
            quiet_since = time.perf_counter()
        else:
            time.sleep(0.002)
    return turns


def cost(application: QApplication, act: Callable[[], object]) -> Cost:
    """What an act costs, and what comes after it."""
    first = spent(act)
    turns = until_idle(application) or [0.0]
    return Cost(first, turns[0], max(turns[1:], default=0.0))


def library(folder: Path, opener: Opener) -> tuple[Archive, str]:
    """An archive of two hundred articles, the first one marked all over."""
    incoming = folder / "incoming"
    incoming.mkdir()
    for number in range(ARTICLES):
        words = PARAGRAPH * (800 if number == 0 else 20)
        lines = "\n".join(words[at : at + 400] for at in range(0, len(words), 400))
        (incoming / f"{number:03}.txt").write_text(f"Report {number}\n{lines}\n", "utf-8")
    archive, _ = opener.create(folder / "case.archivist", "")
    for _ in archive.import_from([incoming]):
        pass
    article = next(each.id for each in archive.articles.all() if each.name == "000.txt")
    actors = [archive.actors.add(f"Actor {number} Đorđević").id for number in range(60)]
    tags = [archive.tags.add(f"tag {number}").id for number in range(30)]
    for number in range(HIGHLIGHTS):
        named = number < NAMED
        archive.annotations.highlight(
            article,
            20 + number * STEP,
            20 + number * STEP + 30,
            colour=("yellow", "rose", "blue")[number % 3],
            note=f"Ask counsel about {number}. 📌" if named else "",
            actors=[actors[number % 60]] if named else (),
            tags=[tags[number % 30]] if named else (),
        )
    return archive, article


class Hand:
    """Selects words by the keyboard's way in and presses keys on the page."""

    def __init__(self, application: QApplication, session: Session) -> None:
        """At the open article of a session."""
        self._application = application
        self._session = session
        self._reader = session.desk.page.reader
        self._at = 60

    def select(self) -> None:
        """Selects the next words that are not marked, in view."""
        self._at += STEP
        self._session.marking.leave()
        self._reader.reveal(self._at)
        self._reader.select(self._at, self._at + 12)
        self._reader.setFocus()
        until_idle(self._application)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Presses a key wherever the focus is."""
        QTest.keyClick(self._focus(), key, modifier)

    def type(self, words: str) -> None:
        """Types words wherever the focus is."""
        QTest.keyClicks(self._focus(), words)

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        if focus is None:
            raise SystemExit("The window lost the keys; nothing was measured.")
        return focus


def measure(application: QApplication, session: Session) -> dict[str, list[Cost]]:
    """Thirty times: highlight, take back, highlight with a note, join to a name."""
    hand = Hand(application, session)
    control = Qt.KeyboardModifier.ControlModifier
    costs: dict[str, list[Cost]] = {
        name: [] for name in ("highlight", "undo", "note saved", "name joined", "current changed")
    }
    for _ in range(ROUNDS):
        hand.select()
        before = session.archive.annotations.count()
        costs["highlight"].append(cost(application, lambda: hand.press(Qt.Key.Key_1)))
        if session.archive.annotations.count() != before + 1:
            raise SystemExit("The key made no highlight; nothing was measured.")
        costs["undo"].append(cost(application, lambda: hand.press(Qt.Key.Key_Z, control)))
        hand.select()
        hand.press(Qt.Key.Key_2)
        until_idle(application)
        hand.press(Qt.Key.Key_N)
        hand.type("Ask counsel.")
        until_idle(application)
        costs["note saved"].append(
            cost(application, lambda: hand.press(Qt.Key.Key_Return, control))
        )
        hand.press(Qt.Key.Key_A)
        hand.type("actor 7")
        until_idle(application)
        costs["name joined"].append(cost(application, lambda: hand.press(Qt.Key.Key_Return)))
        hand.press(Qt.Key.Key_Escape)
        until_idle(application)
        costs["current changed"].append(cost(application, lambda: hand.press(Qt.Key.Key_J)))
    return costs


def extra_selections(application: QApplication, session: Session) -> list[Cost]:
    """The baseline: the same text in a QTextEdit, its highlights as extra selections."""
    bare = QTextEdit()
    bare.resize(session.desk.page.reader.size())
    bare.setPlainText(session.desk.page.reader.text())
    bare.show()
    letters = QTextCharFormat()
    letters.setBackground(QColor("#c6e8cf"))
    ranges = [(mark.start, mark.end) for mark in session.reading.marks]

    def apply() -> None:
        made = []
        for start, end in ranges:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(bare.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor, selection.format = cursor, letters
            made.append(selection)
        bare.setExtraSelections(made)

    apply()
    until_idle(application)
    costs = []
    for number in range(ROUNDS):
        ranges.append((50 + number * STEP, 62 + number * STEP))
        costs.append(cost(application, apply))
    return costs


def tell(name: str, costs: list[Cost]) -> None:
    """Print median and worst of each part, and of key and paint together."""
    parts = {
        "act": [each.act for each in costs],
        "paint": [each.paint for each in costs],
        "both": [each.act + each.paint for each in costs],
        "rest": [each.rest for each in costs],
    }
    figures = "   ".join(
        f"{part} {statistics.median(figures):6.2f} /{max(figures):6.2f}"
        for part, figures in parts.items()
    )
    print(f"{name:>18}  {figures}")


def main() -> None:
    """Run all and print a line each: median / worst, in milliseconds."""
    application = QApplication([])
    prepared([])
    theme = themed(application)
    opener = Opener(now, os.urandom, keys.FLOOR)
    with tempfile.TemporaryDirectory() as folder:
        archive, article = library(Path(folder), opener)
        window = MainWindow(theme, opener, assets.sample_archive, network_denied=True)
        window.show()
        window.show_archive(archive)
        until_idle(application)
        session = window.session
        if session is None:
            raise SystemExit("The window shows no archive.")
        session.reading.open(article)
        until_idle(application)
        print(f"{len(session.reading.marks)} highlights, {archive.articles.count()} articles; "
              "CPU of the window's thread, median / worst of 30, ms")  # fmt: skip
        for name, costs in measure(application, session).items():
            tell(name, costs)
        tell("extra selections", extra_selections(application, session))
        window.leave()


if __name__ == "__main__":
    main()
