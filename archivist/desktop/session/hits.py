"""The places in the open article where words were found, and the way from one to the next."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.desk.desk import Desk
from archivist.desktop.jobs.worker import Worker
from archivist.desktop.session.in_page import InPage
from archivist.desktop.session.reading import Reading
from archivist.errors import BadQuery, NotFound

_FIRST, _LAST = 0, -1
_SMALL = 300_000
"""Code points that a search looks through at once; a longer text it looks through beside."""
_LONGEST_WORDS = 120

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Places that are shown, `first` the number before them of `count` in all; `at` is in front."""

    places: Places = ()
    first: int = 0
    count: int = 0
    at: int = -1

    @property
    def number(self) -> int:
        """The number of the place in front, counted from 1."""
        return self.first + self.at + 1


class Hits(QtCore.QObject):
    """Shows the hits of the search, or of the find bar while it is open.

    `beyond` asks for the next article (+1) or the one before (-1) when its hits are through;
    `said` carries a sentence.
    """

    beyond = QtCore.Signal(int)
    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, beside: Worker, desk: Desk, reading: Reading) -> None:
        """Follows what `reading` opens; long texts are looked through by `beside`."""
        super().__init__(desk)
        self._archive = archive
        self._beside = beside
        self._desk = desk
        self._reader = desk.page.reader
        self._bar = desk.page.find_bar
        self._reading = reading
        self._in_page = InPage(self)
        self._query = ""
        self._words = ""
        self._origin = 0
        self._found = Found()
        self._enter_from = _FIRST
        self._asked = 0
        self._bar.typed.connect(self._find)
        self._bar.stepping.connect(self._step_here)
        self._bar.closed.connect(self._leave_bar)
        self._in_page.grown.connect(self._find_again)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The act of finding in the page."""
        return {"find": self.find}

    @property
    def any(self) -> bool:
        """Whether something was found in the open article."""
        return bool(self._found.places)

    def find(self) -> None:
        """Opens the find bar; it asks for the words that are selected, if they are a few."""
        self._origin = self._reader.place()
        selected = self._reader.selection()
        words = self._reader.text()[slice(*selected)] if selected else ""
        if selected and words.strip() and len(words) <= _LONGEST_WORDS and "\n" not in words:
            self._origin = selected[0]
            self._bar.field.setText(words)
        self._bar.open()

    def follow(self, query: str) -> None:
        """Shows the hits of another search."""
        self._query = query
        if not self._bar.isVisible():
            self._look(reveal=False)

    @QtCore.Slot()
    def enter(self) -> None:
        """Shows the hits of an article that was just opened, at the first one (or the last)."""
        if self._bar.isVisible():
            self._origin = 0
            self._find(self._bar.field.text())
            return
        self._look(reveal=True)

    @QtCore.Slot()
    def stay(self) -> None:
        """Shows the hits of an article that was come back to, and stays where it stands."""
        if self._bar.isVisible():
            self._words = self._bar.field.text()
            self._in_page.take(self._reader.text())
            self._show_around(self._reader.place(), at=-1)
            return
        self._look(reveal=False)

    @QtCore.Slot()
    def show_again(self) -> None:
        """Paints the hits once more, after something else was painted in their place."""
        self._paint()

    def step(self, step: int) -> None:
        """Goes to the next hit or the one before, past the end into the next article."""
        if self._bar.isVisible() and self._words:
            self._step_here(step)
            return
        target = self._found.at + step if self._found.at >= 0 else self._from_here(step)
        if 0 <= target < len(self._found.places):
            self._go(target)
            return
        if not self._query:
            self.said.emit(self.tr("Search first (Ctrl+L): then F3 goes from hit to hit."))
            return
        self._enter_from = _FIRST if step > 0 else _LAST
        self.beyond.emit(step)

    def stopped(self, step: int) -> None:
        """Says that there is no article with hits in that direction."""
        self._enter_from = _FIRST
        if step > 0:
            self.said.emit(self.tr("That was the last hit in the list; Shift+F3 goes back."))
        else:
            self.said.emit(self.tr("That was the first hit in the list; F3 goes on."))

    # The hits of a search

    def _look(self, *, reveal: bool) -> None:
        article, query = self._reading.article, self._query
        self._asked += 1
        asked = self._asked

        def show(found: Places) -> None:
            if asked == self._asked:
                self._take(found, reveal=reveal)

        if article is None or not query:
            self._take((), reveal=reveal)
            return
        key = article.id
        if len(self._reading.text.text) > _SMALL:
            self._take((), reveal=False, waiting=True)
            self._beside.ask(lambda archive: _places(archive, key, query), show)
            return
        show(_places(self._archive, key, query))

    def _take(self, found: Places, *, reveal: bool, waiting: bool = False) -> None:
        places = self._in_view(found) or found
        self._found = Found(places, 0, len(places))
        enter_from = self._enter_from
        if not waiting:
            self._enter_from = _FIRST
        if places and reveal:
            self._go(range(len(places))[enter_from])
            return
        self._paint()

    def _in_view(self, places: Places) -> Places:
        """The places outside what is folded away: the title shown above, navigation, notices."""
        return tuple(place for place in places if not self._is_folded(place))

    def _is_folded(self, place: tuple[int, int]) -> bool:
        return any(start <= place[0] < end for start, end in self._reading.folded)

    def _from_here(self, step: int) -> int:
        """The number of the first hit in view or below it, or of the last one above."""
        starts = [start for start, _ in self._found.places]
        first = bisect_left(starts, self._reader.in_view()[0])
        return first if step > 0 else first - 1

    # The find bar

    @QtCore.Slot(str)
    def _find(self, words: str) -> None:
        self._asked += 1
        self._words = words
        self._in_page.take(self._reader.text())
        self._show_around(self._origin, at=-1)
        places = self._found.places
        below = [n for n, place in enumerate(places) if place[0] >= self._origin]
        if places and not below:
            self._show_around(0, at=-1)
            below = list(range(len(self._found.places)))
        seen = (n for n in below if not self._is_folded(self._found.places[n]))
        if below:
            self._go(next(seen, below[0]))

    @QtCore.Slot()
    def _find_again(self) -> None:
        if self._bar.isVisible():
            front = self._front()
            if front is None:
                self._find(self._bar.field.text())
            else:
                self._show_around(front[0], front=front)

    @QtCore.Slot(int)
    def _step_here(self, step: int) -> None:
        front = self._front()
        if front is None:
            self._find(self._bar.field.text())
            return
        self._show_around(front[0], front=front)
        target, wrapped = self._found.at + step, ""
        if not 0 <= target < len(self._found.places):
            back = step < 0
            self._show_around(len(self._reader.text()) if back else 0, at=-1)
            target = len(self._found.places) - 1 if back else 0
            wrapped = self.tr("from the end") if back else self.tr("from the top")
        self._go(target)
        self._origin = self._found.places[target][0]
        if wrapped:
            self._bar.say(self._count(), wrapped=wrapped)

    @QtCore.Slot()
    def _leave_bar(self) -> None:
        front = self._front()
        if front is not None:
            self._reader.select(*front)
        self._words = ""
        self._look(reveal=False)
        self._reader.setFocus()

    def _show_around(
        self, place: int, *, at: int = 0, front: tuple[int, int] | None = None
    ) -> None:
        """Shows the places around a code point; `front` is the one among them to be in front."""
        near = self._in_page.around(self._words, place)
        if front is not None:
            at = near.places.index(front) if front in near.places else -1
        self._found = Found(near.places, near.first, near.count, at)
        self._paint()

    # What is shown

    def _front(self) -> tuple[int, int] | None:
        return self._found.places[self._found.at] if self._found.at >= 0 else None

    def _go(self, number: int) -> None:
        self._found = replace(self._found, at=number)
        self._paint()
        self._reader.reveal(self._found.places[number][0])

    def _paint(self) -> None:
        self._reader.set_matches(self._found.places, self._found.at)
        in_bar = self._bar.isVisible()
        self._bar.say(self._count() if in_bar else "")
        self._desk.page.show_hits("" if in_bar else self._count())

    def _count(self) -> str:
        found = self._found
        if found.count and found.at >= 0:
            words = self.tr("{number} of {count}")
            return words.format(number=f"{found.number:,}", count=f"{found.count:,}")
        if found.count:
            return self.tr("%n hit(s)", "", found.count)
        if not (self._bar.isVisible() and self._words.strip()):
            return ""
        return self.tr("Not found") if self._in_page.is_whole else self.tr("Looking…")


def _places(archive: Archive, article: str, query: str) -> Places:
    try:
        return archive.search.places(article, query)
    except (BadQuery, NotFound):
        return ()
