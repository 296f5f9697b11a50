"""The places in the open article where words were found, and the way from one to the next."""

from bisect import bisect_right

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.desk.desk import Desk
from archivist.desktop.session.reading import Reading
from archivist.errors import BadQuery
from archivist.folding import fold, fold_with_offsets

_FIRST, _LAST = 0, -1


class Hits(QtCore.QObject):
    """Shows the hits of the search, or of the find bar while it is open.

    `beyond` asks for the next article (+1) or the one before (-1) when its hits are through.
    """

    beyond = QtCore.Signal(int)

    def __init__(self, archive: Archive, desk: Desk, reading: Reading) -> None:
        """Follows what `reading` opens."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._reading = reading
        self._query = ""
        self._places: tuple[tuple[int, int], ...] = ()
        self._at = -1
        self._enter_from = 0
        bar = desk.page.find_bar
        bar.typed.connect(self._find)
        bar.stepping.connect(self._step_here)
        bar.closed.connect(self._leave_bar)

    @property
    def any(self) -> bool:
        """Whether something was found in the open article."""
        return bool(self._places)

    def follow(self, query: str) -> None:
        """Shows the hits of another search."""
        self._query = query
        if not self._desk.page.find_bar.isVisible():
            self._look(reveal=False)

    def enter(self) -> None:
        """Shows the hits of an article that was just opened, at the first one (or the last)."""
        if self._desk.page.find_bar.isVisible():
            self._find(self._desk.page.find_bar.field.text())
            return
        self._look(reveal=True)
        self._enter_from = _FIRST

    def step(self, step: int) -> None:
        """Goes to the next hit or the one before, past the end into the next article."""
        target = self._at + step
        if self._places and 0 <= target < len(self._places):
            self._go(target)
            return
        if self._query:
            self._enter_from = _FIRST if step > 0 else _LAST
            self.beyond.emit(step)

    def _look(self, *, reveal: bool) -> None:
        article = self._reading.article
        self._places = ()
        if article is not None and self._query:
            try:
                found = self._archive.search.places(article.id, self._query)
                self._places = self._in_view(found) or found
            except BadQuery:
                self._places = ()
        self._at = -1
        if self._places and reveal:
            self._go(range(len(self._places))[self._enter_from])
            return
        self._show()

    def _in_view(self, places: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        """The places outside what is folded away: the title shown above, navigation, notices."""
        folded = self._reading.folded
        return tuple(
            place for place in places if not any(start <= place[0] < end for start, end in folded)
        )

    def _go(self, number: int) -> None:
        self._at = number
        self._show()
        self._desk.page.reader.reveal(self._places[number][0])

    def _show(self) -> None:
        self._desk.page.reader.set_matches(self._places, self._at)
        count = self.tr("{number} of {count}").format(number=self._at + 1, count=len(self._places))
        none = self.tr("Not found") if self._desk.page.find_bar.field.text() else ""
        self._desk.page.find_bar.count.setText(count if self._places else none)

    @QtCore.Slot(str)
    def _find(self, words: str) -> None:
        self._places = occurrences(self._desk.page.reader.text(), words)
        self._at = -1
        if self._places:
            self._go(0)
            return
        self._show()

    @QtCore.Slot(int)
    def _step_here(self, step: int) -> None:
        if self._places:
            self._go((self._at + step) % len(self._places))

    @QtCore.Slot()
    def _leave_bar(self) -> None:
        if self._places and self._at >= 0:
            start, end = self._places[self._at]
            self._desk.page.reader.select(start, end)
        self._look(reveal=False)
        self._desk.page.reader.setFocus()


def occurrences(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text, whatever their case, marks or script; code points."""
    wanted = " ".join(fold(words).split())
    if not wanted:
        return ()
    folded, offsets = fold_with_offsets(text)
    found = []
    at = folded.find(wanted)
    while at >= 0:
        last = at + len(wanted) - 1
        following = bisect_right(offsets, offsets[last])
        end = offsets[following] if following < len(offsets) else len(text)
        found.append((offsets[at], end))
        at = folded.find(wanted, at + len(wanted))
    return tuple(found)
