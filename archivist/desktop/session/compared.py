"""What became of a former text, marked in both columns that then go along with each other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6 import QtCore

from archivist.changes import Changes
from archivist.desktop.desk.desk import Desk

_NONE = Changes((), ())


class Compared(QtCore.QObject):
    """The changes between the text that is read and the one beside it. `said` has a sentence."""

    said = QtCore.Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Nothing is compared."""
        super().__init__(desk)
        self._reader = desk.page.reader
        self._pane = desk.page.beside
        self._changes = _NONE
        self._current = -1
        self._leading = False
        self.any = False
        self._reader.verticalScrollBar().valueChanged.connect(self.go_along)
        self._pane.text.verticalScrollBar().valueChanged.connect(self._lead)
        self._pane.stepping.connect(self.step)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on changes."""
        return {"next-change": self._next, "previous-change": self._previous}

    def begin(self) -> None:
        """Says that a text is being compared."""
        self.clear()
        self._pane.changes.say(self.tr("Looking for what changed…"))

    def show(self, found: Changes, *, same: bool) -> None:
        """Marks what was found; `same` says that the texts are equal in every character."""
        self._changes, self._current, self.any = found, -1, True
        self._same = same
        self._mark()
        self.go_along()

    def show_again(self) -> None:
        """Marks the page, which was laid out anew."""
        if self.any:
            self._mark()

    def clear(self) -> None:
        """Marks nothing."""
        was, self._changes, self._current, self.any = self.any, _NONE, -1, False
        if was:
            self._reader.set_altered(())
            self._pane.text.show_altered(())
            self._pane.changes.say("")

    @QtCore.Slot(int)
    def step(self, way: int) -> None:
        """Goes to the next change, or the one before, in both columns."""
        if not self._changes.differences:
            self.said.emit(self._nothing())
            return
        target = self._beside(way)
        if not 0 <= target < len(self._changes.differences):
            self.said.emit(self._no_more(way))
            return
        self._current = target
        change = self._changes.differences[target]
        self._mark()
        with self._alone():
            self._reader.reveal(change.after[0])
            self._pane.text.reveal(change.before[0])

    @QtCore.Slot()
    def go_along(self) -> None:
        """Brings beside each other what stands in both texts, as the reader was scrolled."""
        if self.any and not self._leading and self._pane.isVisible():
            with self._alone():
                self._pane.text.stand_at(self._changes.place_before(self._reader.place()))

    @QtCore.Slot()
    def _lead(self) -> None:
        if self.any and not self._leading and self._pane.isVisible():
            with self._alone():
                self._reader.stand_at(self._changes.place_after(self._pane.text.place()))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While one column is brought to the other, it does not lead."""
        self._leading = True
        try:
            yield
        finally:
            self._leading = False

    def _mark(self) -> None:
        found, current = self._changes.differences, self._current
        self._reader.set_altered(tuple(each.after for each in found), current)
        moved = frozenset(each.before for each in found if each.moved)
        self._pane.text.show_altered(tuple(each.before for each in found), current, moved=moved)
        self._pane.changes.say(self._words(), any_there=bool(found))

    def _beside(self, way: int) -> int:
        if self._current >= 0:
            return self._current + way
        first, last = self._reader.in_view()
        starts = [each.after[0] for each in self._changes.differences]
        if way > 0:
            return next((n for n, start in enumerate(starts) if start >= first), len(starts))
        return sum(1 for start in starts if start < last) - 1

    @QtCore.Slot()
    def _next(self) -> None:
        self.step(1)

    @QtCore.Slot()
    def _previous(self) -> None:
        self.step(-1)

    # Words

    def _words(self) -> str:
        found = self._changes
        if not found.differences:
            if self._same:
                return self.tr("This text is the present one, character by character.")
            return self.tr("The words are the same; only spaces or breaks of lines differ.")
        total = self.tr("%n change(s)", "", len(found.differences))
        if self._current >= 0:
            total = self.tr("{number} of {total}").format(number=self._current + 1, total=total)
        more = ", ".join(self._paragraphs())
        return f"{total}; {more}" if more else total

    def _paragraphs(self) -> Iterator[str]:
        found = self._changes
        if found.new:
            yield self.tr("%n paragraph(s) new", "", found.new)
        if found.gone:
            yield self.tr("%n paragraph(s) gone", "", found.gone)
        if found.moved:
            yield self.tr("{number} moved").format(number=found.moved)

    def _nothing(self) -> str:
        if self.any:
            return self.tr("Nothing has changed between the two texts.")
        return self.tr("Open a former text from the tab Provenance to see what changed since.")

    def _no_more(self, way: int) -> str:
        if way > 0:
            return self.tr("That was the last change; Shift+D goes back.")
        return self.tr("That was the first change; D goes on.")
