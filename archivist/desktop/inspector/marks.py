"""The highlights of the open article as rows that change one at a time, never all at once."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from PySide6 import QtCore

from archivist.annotations import Annotation
from archivist.desktop.inspector.bearings import bearings

MARK = int(QtCore.Qt.ItemDataRole.UserRole)
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex


class Marks(QtCore.QAbstractListModel):
    """The highlights that are shown, in the order of the text."""

    def __init__(
        self, parent: QtCore.QObject | None = None, *, called: Callable[[str], str] = str
    ) -> None:
        """No article open; `called` says what a person calls a colour."""
        super().__init__(parent)
        self._called = called
        self._marks: list[Annotation] = []
        self._shown: tuple[Annotation, ...] = ()

    def show(self, marks: tuple[Annotation, ...]) -> None:
        """Shows these; rows that stay as they are are not touched."""
        if marks is self._shown:
            return
        self._shown = marks
        places = {mark.id: number for number, mark in enumerate(marks)}
        self._keep({mark.id for mark in self._staying(places)})
        self._fill(marks)
        # Nearly all are the very same: only those are compared that were read again.
        others = [row for row, mark in enumerate(marks) if self._marks[row] is not mark]
        for row in others:
            self._renew(row, marks[row])

    def mark(self, row: int) -> Annotation:
        """The highlight of a row."""
        return self._marks[row]

    def index_of(self, annotation: str) -> QtCore.QModelIndex:
        """Where a highlight stands; an invalid index when it is not here."""
        for row, mark in enumerate(self._marks):
            if mark.id == annotation:
                return self.index(row)
        return QtCore.QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._marks)

    def data(self, index: Index, role: int = QtCore.Qt.ItemDataRole.DisplayRole) -> Any:
        """The highlight, or its words for a screen reader."""
        if not index.isValid():
            return None
        mark = self._marks[index.row()]
        if role == MARK:
            return mark
        if role == QtCore.Qt.ItemDataRole.DisplayRole:
            return mark.exact
        if role == QtCore.Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._words(mark))
        return None

    def _words(self, mark: Annotation) -> Iterator[str]:
        yield mark.exact
        yield self._called(mark.colour)
        if mark.former is not None:
            yield self.tr("found only nearly")
        if mark.note:
            yield mark.note
        for _kind, _key, name, _icon in bearings(mark):
            yield name

    def _staying(self, places: dict[str, int]) -> Iterator[Annotation]:
        """The most rows that can stay where they are among those that are wanted."""
        here = [mark for mark in self._marks if mark.id in places]
        wanted = [places[mark.id] for mark in here]
        if all(before < after for before, after in pairwise(wanted)):
            return iter(here)
        return (here[number] for number in _rising(wanted))

    def _keep(self, staying: set[str]) -> None:
        gone = [row for row, mark in enumerate(self._marks) if mark.id not in staying]
        for first, last in reversed(tuple(_runs(gone))):
            self.beginRemoveRows(QtCore.QModelIndex(), first, last)
            del self._marks[first : last + 1]
            self.endRemoveRows()

    def _fill(self, marks: tuple[Annotation, ...]) -> None:
        """Puts in what is missing; what is here is in order, and nothing here is unwanted."""
        here = {mark.id for mark in self._marks}
        missing = [row for row, mark in enumerate(marks) if mark.id not in here]
        for first, last in _runs(missing):
            self.beginInsertRows(QtCore.QModelIndex(), first, last)
            self._marks[first:first] = marks[first : last + 1]
            self.endInsertRows()

    def _renew(self, row: int, mark: Annotation) -> None:
        if self._marks[row] != mark:
            self._marks[row] = mark
            self.dataChanged.emit(self.index(row), self.index(row))


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of rows that follow each other."""
    kept = list(rows)
    if not kept:
        return
    first = kept[0]
    for before, after in pairwise(kept):
        if after != before + 1:
            yield first, before
            first = after
    yield first, kept[-1]


def _rising(places: list[int]) -> Iterator[int]:
    """Which of `places`, by number, make the longest run that only rises."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(tops, place)
        tops[length : length + 1] = [place]
        ends[length : length + 1] = [number]
        before.append(ends[length - 1] if length else -1)
    at = ends[-1] if ends else -1
    found = []
    while at >= 0:
        found.append(at)
        at = before[at]
    return reversed(found)
