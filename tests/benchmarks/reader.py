"""The reader against bare Qt widgets on the same texts, in one run; run it by hand.

    python tests/benchmarks/reader.py

Every time is CPU of this thread. A line for each thing the reader promises, with its limit and
whether it holds here, and with the same work done by bare Qt beside it: the ratios are the
figures to look at, the milliseconds are this machine's.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit

from archivist.desktop.collecting import Collector
from archivist.desktop.look import fonts
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.reader import Reader
from archivist.desktop.reader.typography import Heading
from archivist.text import Leaf, Span, StructuredText, canonical, lines

Widget = TypeVar("Widget", bound=QTextEdit)
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
HEADING = Heading("The Record · 2025-02-26", "Who opened the phone", ("SHA-256 66df8c40",))
TURN = 16.0
MOTIFS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("h2", "Chapter on the phones of Slaviša 📱"),),
    (("p", "Serbian authorities used the technology to open phones, said Amnesty. " * 5),),
    (("li", "a point with 👩🏽‍💻 and a name: Donncha Ó Cearbhaill"),),
    (("p", "وأعلنت شركة Cellebrite الإسرائيلية أنها لن تسمح بعد الآن لصربيا باستخدام برامجها."),),
    (("code", "adb shell dumpsys package com.serv.services\n  userId=10245"),),
    (("p", "日本語の記事:セルビア警察はジャーナリストの携帯電話を解析した。中文:塞尔维亚当局。"),),
    (("p", "Полиција је задржала новинара Славишу Миланова код Пирота. " * 3),),
)
TABLE = tuple(("cell", f"row {n // 3} of what happened 🚗") for n in range(12))
# So that a text of 5 MB has about 32,000 blocks.
BOOK = (*MOTIFS * 10, TABLE)


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of CPU that this thread spends in an act."""
    before = time.thread_time()
    act()
    return (time.thread_time() - before) * 1000


def book(size: int) -> StructuredText:
    """A text of about `size` bytes: headings, lists, code, tables, emoji, Arabic, CJK."""
    text: list[str] = []
    leaves: list[Leaf] = []
    spans: list[Span] = []
    at = weight = tables = 0
    for motif in cycle(BOOK):
        if weight >= size:
            break
        tables += motif[0][0] == "cell"
        for number, (kind, words) in enumerate(motif):
            made = Leaf(kind, at, at + len(words))  # type: ignore[arg-type] # of the kinds above
            if kind == "cell":
                made = Leaf(
                    "cell", at, at + len(words), table=tables, row=number // 3, column=number % 3
                )
            leaves.append(made)
            if kind == "p":
                spans.append(Span("strong", at + 2, at + 12))
            last_of_row = kind != "cell" or number % 3 == 2
            text.append(words + ("\n" if last_of_row else "\t"))
            at += len(words) + 1
            weight += len(words.encode()) + 1
    return StructuredText("".join(text)[:-1], tuple(leaves), tuple(spans))


def shown(application: QApplication, widget: Widget) -> Widget:
    """The widget on the screen."""
    widget.resize(900, 900)
    widget.show()
    turns(application, lambda: True)
    return widget


def turns(application: QApplication, done: Callable[[], bool]) -> list[float]:
    """What each turn of the event loop costs until `done` and all that follows from it."""
    found = []
    quiet = 0
    while quiet < 20:
        cost = spent(application.processEvents)
        found.append(cost)
        quiet = quiet + 1 if done() and cost < 1 else 0
    return found


def frames(widget: QTextEdit) -> list[float]:
    """What a frame costs at places all over the document, scrolled to and painted."""
    bar = widget.verticalScrollBar()
    found = []

    def scroll() -> None:
        bar.setValue(bar.value() + 40)
        widget.viewport().repaint()

    for part in range(1, 60):
        bar.setValue(bar.maximum() * part // 60)
        widget.viewport().repaint()
        found.append(spent(scroll))
    return found


def marked(text: StructuredText, count: int = 10_000) -> tuple[Highlight, ...]:
    """So many highlights, one in five over the one before it, in all inks."""
    step = (len(text.text) - 400) // count
    inks = cycle(("green", "rose", "yellow", "blue", "violet", "orange"))
    return tuple(
        Highlight(str(n), n * step, n * step + (step * 2 if n % 5 == 0 else step // 2), next(inks))
        for n in range(count)
    )


def extra(bare: QTextEdit, highlights: tuple[Highlight, ...]) -> list[QTextEdit.ExtraSelection]:
    """The same highlights as Qt's extra selections; astral letters are off by one, as is cheap."""
    letters = QTextCharFormat()
    letters.setBackground(QColor("#c6e8cf"))
    made = []
    for each in highlights:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(bare.document())
        cursor.setPosition(each.start)
        cursor.setPosition(each.end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, letters
        made.append(selection)
    return made


def say(what: str, cost: float, limit: float | None = None, beside: str = "") -> None:
    """Print one figure in milliseconds, its limit and whether it holds."""
    verdict = (
        "" if limit is None else f"  limit {limit:4.0f}  {'ok' if cost <= limit else 'MISSED'}"
    )
    print(f"{what:<44}{cost:9.2f} ms{verdict:<20}  {beside}")


def opening(application: QApplication, name: str, text: StructuredText) -> None:
    """First paint of a text, for the first time and again, beside bare Qt's."""
    reader, bare = shown(application, Reader()), shown(application, QTextBrowser())

    def ours() -> None:
        reader.show_article(HEADING, text)
        reader.viewport().repaint()

    def theirs() -> None:
        bare.setPlainText(text.text)
        bare.viewport().repaint()

    rounds = 15 if len(text.text) < 1_000_000 else 3
    first = spent(ours)
    figures = [(spent(ours), spent(theirs)) for _ in range(rounds)]
    again, qt = min(one for one, _ in figures), min(two for _, two in figures)
    beside = f"again {again:.2f}, bare QTextBrowser {qt:.2f}: {again / qt:.2f}x"
    say(f"{name}: first paint", first, 20, beside)
    reader.close()
    bare.close()


def building(application: QApplication, name: str, text: StructuredText) -> Reader:
    """Every event turn while the rest of a text is built behind its first screen."""
    reader = shown(application, Reader())
    reader.show_article(HEADING, text)
    reader.viewport().repaint()
    found = turns(application, lambda: reader.finished)
    over = sorted((cost for cost in found if cost > TURN), reverse=True)
    verdict = "ok" if len(over) <= 3 else "MISSED"
    print(f"{name}: built behind it in {sum(found):.0f} ms, {len(found)} turns, median"
          f" {statistics.median(found):.1f} ms; over 16 ms: {len(over)}  limit 3  {verdict}"
          f"  {[round(cost) for cost in over[:6]]}")  # fmt: skip
    return reader


def highlighting(application: QApplication, name: str, reader: Reader) -> None:
    """Ten thousand highlights on a text that is built: ours, and Qt's extra selections."""
    text = reader._page.structure
    highlights = marked(text)
    bare = shown(application, QTextEdit())
    bare.setPlainText(text.text)
    application.processEvents()
    plain = statistics.median(frames(reader))
    applied = min(spent(lambda: reader.set_highlights(highlights)) for _ in range(5))
    ours = statistics.median(frames(reader))
    their_plain = statistics.median(frames(bare))
    their_apply = spent(lambda: bare.setExtraSelections(extra(bare, highlights)))
    theirs = statistics.median(frames(bare))
    beside = f"extra selections {their_apply:.0f}: {their_apply / applied:.0f}x"
    say(f"{name}: 10,000 highlights applied", applied, 10, beside)
    beside = (
        f"{ours / plain:.2f}x of {plain:.2f} without ({'ok' if ours <= 3 * plain else 'MISSED'});"
        f" extra selections {theirs:.2f}: {theirs / their_plain:.2f}x of {their_plain:.2f}"
    )
    say(f"{name}: a scrolled frame with them", ours, 3 * plain, beside)
    bare.close()


def megabyte_line(application: QApplication) -> None:
    """A line of a megabyte without a space."""
    line = "сло😀во" * 170_000
    text = StructuredText(line, (Leaf("p", 0, len(line)),))
    reader = shown(application, Reader())

    def ours() -> None:
        reader.show_article(HEADING, text)
        reader.viewport().repaint()

    say("1 MB line without a space: first paint", spent(ours), 20)
    found = turns(application, lambda: reader.finished)
    over = [cost for cost in found if cost > TURN]
    print(
        f"1 MB line: built in {sum(found):.0f} ms; over 16 ms: {len(over)}  limit 3"
        f"  {'ok' if len(over) <= 3 else 'MISSED'}"
    )
    reader.set_highlights(marked(text, 2_000))
    say("1 MB line: a scrolled frame, 2,000 highlights", statistics.median(frames(reader)), TURN)


def main() -> None:
    """Run all and print a line each."""
    application = QApplication([])
    fonts.load()
    # Garbage is collected as in the program; turns in which that happens are counted.
    _collector = Collector(application)
    for seed in sorted(SEEDS.glob("*.txt")):
        opening(application, seed.name[:3], lines(canonical(seed.read_text("utf-8"))))
    for name, size in (("1 MB", 1_000_000), ("5 MB", 5_000_000)):
        text = book(size)
        print(f"{name}: {len(text.leaves):,} blocks")
        opening(application, name, text)
        reader = building(application, name, text)
        highlighting(application, name, reader)
        reader.close()
    megabyte_line(application)


if __name__ == "__main__":
    main()
