"""Finding words in the open article: folded once beside what a person types, asked at each key."""

from time import perf_counter

from PySide6 import QtCore

from archivist.search.occurrences import Finding, Occurrences

_SLICE = 0.004
_SMALL = 100_000
"""Code points that are folded at once, without a pause."""
_SHOWN = 160
"""Places that are painted around the one in front; a page shows far fewer."""


class InPage(QtCore.QObject):
    """One text at a time; `grown` tells that all of it can be asked by now."""

    grown = QtCore.Signal()

    def __init__(self, parent: QtCore.QObject) -> None:
        """No text."""
        super().__init__(parent)
        self._text = ""
        self._finding = Finding("")
        self._slices = QtCore.QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._fold_on)

    @property
    def is_whole(self) -> bool:
        """Whether all of the text can be asked."""
        return self._finding.is_whole

    def take(self, text: str) -> None:
        """Looks in this text from now on."""
        if text is self._text:
            return
        self._text, self._finding = text, Finding(text)
        self._slices.stop()
        if len(text) <= _SMALL:
            self._finding.advance(lambda: True)
        else:
            self._slices.start()

    def around(self, words: str, place: int) -> Occurrences:
        """Where words stand around a code point, whatever their case, marks or script."""
        return self._finding.around(words, place, _SHOWN)

    @QtCore.Slot()
    def _fold_on(self) -> None:
        until = perf_counter() + _SLICE
        self._finding.advance(lambda: perf_counter() < until)
        if self._finding.is_whole:
            self._slices.stop()
            self.grown.emit()
