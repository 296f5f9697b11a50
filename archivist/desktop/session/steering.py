"""Selecting in the article without a mouse: every motion selects, the selection grows."""

from collections.abc import Callable

from PySide6 import QtCore

from archivist.desktop.desk.desk import Desk


class Steering(QtCore.QObject):
    """What keys do to the selection; `said` carries a sentence for the person."""

    said = QtCore.Signal(str)

    def __init__(self, desk: Desk, *, ends_move: bool) -> None:
        """Steers the desk's reader; without `ends_move` highlights have no handles."""
        super().__init__(desk)
        self._reader = desk.page.reader
        self._reader.let_ends_move(allowed=ends_move)
        self._reader.selecting_changed.connect(self._tell)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on the selection."""
        return {
            "select": self._reader.begin_selecting,
            "grow": self._reader.grow,
            "shrink": self._reader.shrink,
        }

    @QtCore.Slot(bool)
    def _tell(self, selecting: bool) -> None:  # noqa: FBT001 - Qt calls it with a fact
        if selecting:
            self.said.emit(
                self.tr("Every motion selects now. V keeps the words, Escape lets them go.")
            )
