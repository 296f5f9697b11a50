"""What the highlights are narrowed to: colour, names, who marked them, whether there is a note."""

from collections import Counter
from collections.abc import Callable

from PySide6 import QtCore

from archivist.annotations import COLOURS
from archivist.desktop.desk.desk import Desk
from archivist.desktop.inspector.filter_row import Facet
from archivist.desktop.session.reading import Reading
from archivist.filtering import KINDS, Filter, Trait, traits


class Filtering(QtCore.QObject):
    """Keeps the filter as long as the archive is open. `said` carries a sentence."""

    said = QtCore.Signal(str)

    def __init__(self, desk: Desk, reading: Reading, colour_words: Callable[[str], str]) -> None:
        """Narrows what `reading` shows; `colour_words` names a colour."""
        super().__init__(desk)
        self._row = desk.inspector.highlights.filter
        self._reading = reading
        self._colour_words = colour_words
        self._article = ""
        self._names: dict[Trait, str] = {}
        self.filter = Filter()
        self._row.picked.connect(self.turn)
        self._row.cleared.connect(self.clear)
        self._row.asking.connect(self._offer)
        reading.opened.connect(self._follow)
        reading.marked.connect(self._follow)

    @QtCore.Slot(str, str)
    def turn(self, kind: str, key: str) -> None:
        """Asks for a trait, or no longer."""
        self._count()
        self._take(self.filter.turned(kind, key))

    @QtCore.Slot()
    def clear(self) -> None:
        """Shows every highlight."""
        self._take(Filter())

    def _take(self, wanted: Filter) -> None:
        self.filter = wanted
        self._reading.show_only(wanted.passes if wanted.wanted else None)
        self._show()

    @QtCore.Slot()
    def _follow(self) -> None:
        article = self._reading.article.id if self._reading.article else ""
        is_new, self._article = article != self._article, article
        if is_new and self._reading.marks and not self._passing():
            self.said.emit(self._why_cleared())
            self.clear()
            return
        self._show()

    def _passing(self) -> int:
        return sum(map(self.filter.passes, self._reading.marks))

    def _show(self) -> None:
        marks = self._reading.marks
        words = ""
        if self.filter.wanted:
            words = self.tr("{shown} of {all}").format(
                shown=f"{self._passing():,}", all=f"{len(marks):,}"
            )
        chosen = sorted((self._facet(trait, 0) for trait in self.filter.wanted), key=_order)
        self._row.show_chosen(tuple(chosen), words)
        self._row.setVisible(bool(marks))

    @QtCore.Slot()
    def _offer(self) -> None:
        counts = self._count()
        offered = {*counts, *self.filter.wanted}
        self._row.offer(sorted((self._facet(each, counts[each]) for each in offered), key=_order))

    def _count(self) -> Counter[Trait]:
        """How many highlights have each trait; the names of the traits are kept on the way."""
        counts: Counter[Trait] = Counter()
        for mark in self._reading.marks:
            for trait, name in traits(mark):
                counts[trait] += 1
                self._names[trait] = name
        return counts

    def _facet(self, trait: Trait, count: int) -> Facet:
        return Facet(*trait, self._words(trait), count, trait in self.filter.wanted)

    def _words(self, trait: Trait) -> str:
        kind, key = trait
        if kind == "colour":
            return self._colour_words(key)
        return self.tr("With a note") if kind == "note" else self._names.get(trait, key)

    def _why_cleared(self) -> str:
        asked = ", ".join(sorted(self._words(trait) for trait in self.filter.wanted))
        return self.tr("No highlight of this article is “{filter}”: all are shown.").format(
            filter=asked
        )


def _order(facet: Facet) -> tuple[int, int, int, str]:
    colour = COLOURS.index(facet.key) if facet.key in COLOURS else len(COLOURS)
    by_colour = colour if facet.kind == "colour" else 0
    return KINDS.index(facet.kind), by_colour, -facet.count, facet.words.casefold()
