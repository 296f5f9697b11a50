"""Getting about in the open article: by its headings, by the numbers of its paragraphs."""

from bisect import bisect_left
from collections.abc import Callable

from PySide6 import QtCore

from archivist.desktop.desk.desk import Desk
from archivist.desktop.desk.outline import Entry
from archivist.desktop.session.hits import Hits
from archivist.desktop.session.reading import Reading
from archivist.text import Leaf, StructuredText, leaf_at, paragraphs

_PAUSE = 60
"""Milliseconds after the last scroll in which the place is told."""
_DOWN = 52
_LONGEST = 140
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class GettingAbout(QtCore.QObject):
    """Goes to headings and paragraphs, and tells at the toolbar which paragraph one is at."""

    def __init__(self, desk: Desk, reading: Reading, hits: Hits) -> None:
        """Listens to the page of `desk`."""
        super().__init__(desk)
        self._desk = desk
        self._reading = reading
        self._hits = hits
        self._reader = desk.page.reader
        self._numbers = Numbers(StructuredText("", ()))
        self._begun = 0
        self._soon = QtCore.QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._tell_place)
        for moved in (
            self._reader.verticalScrollBar().valueChanged,
            self._reader.cursorPositionChanged,
            reading.opened,
        ):
            moved.connect(self._tell_soon)
        desk.outline.going.connect(self._go)
        desk.go_to.typed.connect(self._preview)
        desk.go_to.accepted.connect(self._accept)
        desk.go_to.closed.connect(self._end_preview)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts of getting about."""
        return {"outline": self.outline, "paragraph": self.ask_paragraph}

    def outline(self) -> None:
        """Opens the outline; without headings, of the first words of the paragraphs."""
        entries = tuple(self._headings())
        sentence = ""
        if not entries:
            entries = tuple(self._paragraphs())
            sentence = self.tr("This article has no headings: these are its paragraphs.")
        self._desk.outline.open(entries, self._place(), sentence, _DOWN)

    def ask_paragraph(self) -> None:
        """Opens the field for the number of a paragraph."""
        numbers = self._read_numbers()
        if numbers.last:
            self._begun = self._reader.place()
            self._desk.go_to.ask(numbers.at(self._place()), numbers.last, _DOWN)

    def _place(self) -> int:
        """Where the person is: at the caret, or where the view begins when that is elsewhere."""
        caret, place = self._reader.caret(), self._reader.place()
        first, last = self._reader.in_view()
        at = caret if first <= caret <= last else place
        if place or not self._reader.folds_hidden:
            return at
        # At the top of the page, what is folded away there is not what is looked at.
        for start, end in sorted(self._reading.folded):
            at = end + 1 if start <= at <= end else at
        return at

    def _read_numbers(self) -> "Numbers":
        if self._numbers.text is not self._reading.text:
            self._numbers = Numbers(self._reading.text)
        return self._numbers

    def _headings(self) -> tuple[Entry, ...]:
        text, numbers = self._reading.text, self._read_numbers()
        found = [
            (leaf, number)
            for leaf, number in zip(text.leaves, numbers.each, strict=True)
            if leaf.kind in _HEADINGS and number and not self._is_folded(leaf)
        ]
        outermost = min((leaf.kind for leaf, _ in found), default="h1")
        return tuple(
            Entry(_words(text, leaf), int(leaf.kind[1]) - int(outermost[1]), leaf.start, number)
            for leaf, number in found
        )

    def _paragraphs(self) -> tuple[Entry, ...]:
        text, numbers = self._reading.text, self._read_numbers()
        return tuple(
            Entry(_words(text, text.leaves[index]), 0, text.leaves[index].start, number)
            for number, index in enumerate(numbers.firsts, 1)
            if not self._is_folded(text.leaves[index])
        )

    def _is_folded(self, leaf: Leaf) -> bool:
        return any(start <= leaf.start < end for start, end in self._reading.folded)

    @QtCore.Slot(int)
    def _go(self, start: int) -> None:
        self._reading.go_to(start)
        self._reader.select(start, start)

    @QtCore.Slot(int)
    def _preview(self, number: int) -> None:
        numbers = self._read_numbers()
        if not number:
            self._reader.set_matches(())
            self._reader.stand_at(self._begun)
            return
        leaf = numbers.text.leaves[numbers.firsts[number - 1]]
        self._reader.set_matches((numbers.span(number),), 0)
        self._reader.reveal(leaf.start)

    @QtCore.Slot(int)
    def _accept(self, number: int) -> None:
        self._reader.stand_at(self._begun)
        self._go(self._read_numbers().span(number)[0])
        self._begun = self._reader.place()

    @QtCore.Slot()
    def _end_preview(self) -> None:
        self._hits.show_again()
        self._reader.stand_at(self._begun)
        self._reader.setFocus()

    @QtCore.Slot()
    def _tell_soon(self) -> None:
        self._soon.start()

    @QtCore.Slot()
    def _tell_place(self) -> None:
        numbers = self._read_numbers()
        if not numbers.last:
            self._desk.page.show_place("", "")
            return
        now = numbers.at(self._place())
        self._desk.page.show_place(
            self.tr("¶ {now:,} of {last:,}").format(now=now, last=numbers.last),
            self.tr("Paragraph {now} of {last}").format(now=now, last=numbers.last),
        )


class Numbers:
    """The numbers of the paragraphs of a text, as evidence bundles count them."""

    def __init__(self, text: StructuredText) -> None:
        """Numbers every leaf of `text`."""
        self.text = text
        self.each = paragraphs(text.leaves)
        self.last = max(self.each, default=0)
        firsts: dict[int, int] = {}
        for index, number in enumerate(self.each):
            firsts.setdefault(number, index)
        self.firsts = tuple(firsts[number] for number in range(1, self.last + 1))

    def at(self, offset: int) -> int:
        """The number of the paragraph at a code point, or of the next one with words."""
        leaf = leaf_at(self.text.leaves, offset)
        number = self.each[leaf]
        return number or min(self.last, bisect_left(self.firsts, leaf) + 1)

    def span(self, number: int) -> tuple[int, int]:
        """The code points of a paragraph: those of all its leaves."""
        first = self.firsts[number - 1]
        last = first
        while last + 1 < len(self.each) and self.each[last + 1] == number:
            last += 1
        return self.text.leaves[first].start, self.text.leaves[last].end


def _words(text: StructuredText, leaf: Leaf) -> str:
    words = " ".join(text.text[leaf.start : min(leaf.end, leaf.start + _LONGEST * 2)].split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
