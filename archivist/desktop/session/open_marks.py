"""The highlights of the open article, kept as the archive has them by reading what changed."""

from bisect import insort
from collections.abc import Iterable

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.desktop.reader.marks import Highlight, Note
from archivist.errors import NotFound

Touched = frozenset[tuple[str, str]]
"""Tables and keys of the rows an act changed, as a journal entry names them."""

_LINKS = ("annotation_actor", "annotation_event", "annotation_tag", "former")
_NAMES = ("actor", "event", "tag")
_ONE_BY_ONE = 40
"""More changed passages than this are read in one go with all the others."""


class OpenMarks:
    """The placed highlights of one article, in the order of its text."""

    def __init__(self, archive: Archive) -> None:
        """No article."""
        self._archive = archive
        self._article = ""
        self._painted: dict[str, Highlight] = {}
        self._noted: dict[str, Note] = {}
        self.all: tuple[Annotation, ...] = ()

    def show(self, article: str) -> None:
        """Reads the highlights of an article; of none when empty."""
        self._article = article
        marks = self._archive.annotations.of(article) if article else ()
        self._take(sorted(marks, key=_place))

    def follow(self, touched: Touched) -> bool:
        """Reads again what `touched` speaks of; whether anything is different now."""
        if not self._article:
            return False
        stale = self._stale(touched)
        if not stale:
            return False
        before = self.all
        if len(stale) > _ONE_BY_ONE:
            self._take(sorted(self._archive.annotations.of(self._article), key=_place))
        else:
            kept = [mark for mark in before if mark.id not in stale]
            for mark in self._read(stale):
                insort(kept, mark, key=_place)
            self._take(kept)
        return self.all != before

    def get(self, annotation: str) -> Annotation | None:
        """The highlight with that id, if it is one of these."""
        return next((mark for mark in self.all if mark.id == annotation), None)

    def painted(self, shown: tuple[Annotation, ...], current: str) -> tuple[Highlight, ...]:
        """What the reader paints of those that are shown; the current one is emphasised."""
        return tuple(
            Highlight(mark.id, mark.start, mark.end, mark.colour, emphasised=True)
            if mark.id == current
            else self._painted[mark.id]
            for mark in shown
        )

    def notes(self, shown: tuple[Annotation, ...], current: str) -> tuple[Note, ...]:
        """What stands in the margin of those that are shown."""
        return tuple(
            _note(mark, emphasised=True) if mark.id == current else self._noted[mark.id]
            for mark in shown
            if mark.note
        )

    def _stale(self, touched: Touched) -> set[str]:
        stale = {key for table, key in touched if table == "annotation"}
        stale.update(key.split()[0] for table, key in touched if table in _LINKS)
        names = {key for table, key in touched if table in _NAMES}
        if names:
            stale.update(mark.id for mark in self.all if names.intersection(_names(mark)))
        return stale

    def _read(self, stale: Iterable[str]) -> Iterable[Annotation]:
        for key in stale:
            try:
                mark = self._archive.annotations.get(key)
            except NotFound:
                continue
            if mark.article == self._article and not mark.lost:
                yield mark

    def _take(self, marks: Iterable[Annotation]) -> None:
        before = {mark.id: mark for mark in self.all}
        self.all = tuple(marks)
        painted, noted = self._painted, self._noted
        self._painted, self._noted = {}, {}
        for mark in self.all:
            same = before.get(mark.id) is mark
            self._painted[mark.id] = painted[mark.id] if same else _highlight(mark)
            if mark.note:
                self._noted[mark.id] = noted[mark.id] if same else _note(mark)


def _place(mark: Annotation) -> tuple[int, int]:
    return mark.start, mark.n


def _highlight(mark: Annotation) -> Highlight:
    return Highlight(mark.id, mark.start, mark.end, mark.colour)


def _note(mark: Annotation, *, emphasised: bool = False) -> Note:
    return Note(mark.id, mark.start, mark.colour, mark.note, mark.created_by, emphasised=emphasised)


def _names(mark: Annotation) -> Iterable[str]:
    for names in (mark.actors, mark.events, mark.tags):
        for name in names:
            yield name.id
