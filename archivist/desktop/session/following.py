"""The cards of the inspector go along with the page: the first highlight in view is on top."""

from bisect import bisect_left

from PySide6 import QtCore

from archivist.desktop.desk.desk import Desk
from archivist.desktop.session.reading import Reading

_PAUSE = 40
"""Milliseconds: the cards move once the page has, not with every pixel of it."""


class Following(QtCore.QObject):
    """Scrolls the cards where the page scrolls; the choice stays what it is."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        """Listens to the page of `desk`."""
        super().__init__(desk)
        self._desk = desk
        self._reading = reading
        self._soon = QtCore.QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self.follow)
        desk.page.reader.verticalScrollBar().valueChanged.connect(self._follow_soon)

    @QtCore.Slot()
    def _follow_soon(self) -> None:
        self._soon.start()

    @QtCore.Slot()
    def follow(self) -> None:
        """Brings the card of the first highlight in view to the top."""
        marks = self._reading.shown
        place = self._desk.page.reader.place()
        first = bisect_left(marks, place, key=lambda mark: mark.start)
        if first < len(marks):
            self._desk.inspector.highlights.follow(marks[first].id, self._seen())

    def _seen(self) -> str:
        """The current highlight, if it is in view."""
        mark = self._reading.mark()
        first, last = self._desk.page.reader.in_view()
        return mark.id if mark is not None and first <= mark.start < last else ""
