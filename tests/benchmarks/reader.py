"""The reader against bare Qt widgets on the same texts, in one run; run it by hand.

    python tests/benchmarks/reader.py

Prints CPU time of this thread: from a chosen article to its first painted screen, the rest of a
book built in slices, and ten thousand highlights applied and painted. The figures to look at are
the ratios; the seconds are this machine's.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit

from archivist.desktop.look import fonts
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.reader import Reader
from archivist.desktop.reader.typography import Heading
from archivist.text import Leaf, Span, StructuredText, canonical, lines

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
HEADING = Heading("The Record · 2025-02-26", "Who opened the phone", ("SHA-256 66df8c40",))
ROUNDS = 15


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of CPU that this thread spends in an act."""
    before = time.thread_time()
    act()
    return (time.thread_time() - before) * 1000


def book(size: int) -> StructuredText:
    """A text of about `size` bytes: headings, lists, code, links, emoji, Arabic, Japanese."""
    motifs: tuple[tuple[str, str], ...] = (
        ("h2", "Chapter on the phones of Slaviša 📱"),
        (
            "p",
            "Serbian authorities used the technology to open phones of civilians, said Amnesty. "
            * 4,
        ),
        ("li", "a point with 👩🏽‍💻 and a name: Donncha Ó Cearbhaill"),
        ("p", "وأعلنت شركة Cellebrite الإسرائيلية أنها لن تسمح بعد الآن لصربيا باستخدام برامجها."),
        ("code", "adb shell dumpsys package com.serv.services\n  userId=10245"),
        ("p", "日本語の記事:セルビア警察はジャーナリストの携帯電話を解析した。"),
    )
    parts: list[str] = []
    leaves: list[Leaf] = []
    spans: list[Span] = []
    at = weight = 0
    while weight < size:
        kind, words = motifs[len(leaves) % len(motifs)]
        leaves.append(Leaf(kind, at, at + len(words), depth=int(kind == "li")))  # type: ignore[arg-type]
        if kind == "p":
            spans.append(Span("strong", at + 2, at + 12))
        parts.append(words)
        at += len(words) + 1
        weight += len(words.encode()) + 1
    return StructuredText("\n".join(parts), tuple(leaves), tuple(spans))


def first_paint(application: QApplication, text: StructuredText) -> tuple[float, float]:
    """Milliseconds to the first painted screen: the reader's, and bare Qt's."""
    reader, bare = Reader(), QTextBrowser()
    for widget in (reader, bare):
        widget.resize(900, 900)
        widget.show()
    application.processEvents()

    def ours() -> None:
        reader.show_article(HEADING, text)
        reader.viewport().repaint()

    def theirs() -> None:
        bare.setPlainText(text.text)
        bare.viewport().repaint()

    rounds = ROUNDS if len(text.text) < 1_000_000 else 3
    figures = [(spent(ours), spent(theirs)) for _ in range(rounds)]
    return min(one for one, _ in figures), min(two for _, two in figures)


def slices(application: QApplication, text: StructuredText) -> tuple[float, float, float]:
    """Of building the rest behind the first screen: total, median and longest turn, in ms."""
    reader = Reader()
    reader.resize(900, 900)
    reader.show()
    application.processEvents()
    reader.show_article(HEADING, text)
    turns = []
    while not reader.finished:
        turns.append(spent(application.processEvents))
    return sum(turns), statistics.median(turns), max(turns)


def marked(text: StructuredText) -> tuple[Highlight, ...]:
    """Ten thousand highlights, one in five over the one before it."""
    step = (len(text.text) - 400) // 10_000
    return tuple(
        Highlight(str(n), n * step, n * step + (step * 2 if n % 5 == 0 else step // 2), "green")
        for n in range(10_000)
    )


def highlights_painted(application: QApplication, text: StructuredText) -> None:
    """Print what ten thousand highlights cost: ours, and Qt's extra selections."""
    highlights = marked(text)
    reader, bare = Reader(), QTextEdit()
    for widget in (reader, bare):
        widget.resize(900, 900)
        widget.show()
    reader.show_article(HEADING, text)
    reader.select(len(text.text), len(text.text))
    bare.setPlainText(text.text)
    application.processEvents()
    plain = frame(reader)
    applied = min(spent(lambda: reader.set_highlights(highlights)) for _ in range(5))
    ours = frame(reader)
    theirs_applied = spent(lambda: bare.setExtraSelections(extra(bare, highlights)))
    theirs = frame(bare)
    print(f"10,000 highlights  apply {applied:8.2f} ms   extra selections {theirs_applied:8.1f} ms"
          f"   ratio {theirs_applied / applied:6.0f}x")  # fmt: skip
    print(f"  a frame          ours  {ours:8.2f} ms   extra selections {theirs:8.1f} ms"
          f"   ratio {theirs / ours:6.1f}x   (ours without any: {plain:.2f} ms)")  # fmt: skip


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


def frame(widget: QTextEdit) -> float:
    """The median of frames at places all over the document, in ms."""
    bar = widget.verticalScrollBar()
    figures = []
    for part in range(1, 30):
        bar.setValue(bar.maximum() * part // 30)
        widget.viewport().repaint()
        figures.append(spent(widget.viewport().repaint))
    return statistics.median(figures)


def main() -> None:
    """Run all and print a line each."""
    application = QApplication([])
    fonts.load()
    texts = {
        seed.name[:3]: lines(canonical(seed.read_text("utf-8"))) for seed in SEEDS.glob("*.txt")
    }
    texts |= {"1 MB": book(1_000_000), "5 MB": book(5_000_000)}
    for name, text in sorted(texts.items()):
        ours, theirs = first_paint(application, text)
        print(f"{name:>5}  first paint {ours:8.2f} ms   bare QTextBrowser {theirs:8.2f} ms"
              f"   ratio {ours / theirs:5.2f}")  # fmt: skip
    for name in ("1 MB", "5 MB"):
        total, median, longest = slices(application, texts[name])
        print(f"{name:>5}  built behind it in {total:8.0f} ms, a turn {median:.1f} ms,"
              f" longest {longest:.1f} ms")  # fmt: skip
        highlights_painted(application, texts[name])


if __name__ == "__main__":
    main()
