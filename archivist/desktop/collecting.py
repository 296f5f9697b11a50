"""Collects cyclic garbage on the window's thread: on another, Qt objects would die with it."""

import gc

from PySide6 import QtCore

_EVERY = 1_000


class Collector(QtCore.QObject):
    """Stands in for Python's own cyclic collection as long as it lives."""

    def __init__(self, parent: QtCore.QObject) -> None:
        """Looks once a second whether there is enough to collect."""
        super().__init__(parent)
        gc.disable()
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    @QtCore.Slot()
    def collect(self) -> None:
        """Collects the oldest generation that is due, as Python itself would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
