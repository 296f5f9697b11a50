"""The check of the whole archive on demand: a job, and a line that says what it found."""

from collections.abc import Callable
from typing import Any

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.desk.desk import Desk
from archivist.desktop.jobs.jobs import Jobs, Steps
from archivist.store.inspection import Check


def check(archive: Archive, steps: Steps) -> tuple[Check, ...]:
    """The job: every check of the archive."""
    found = []
    for number, each in enumerate(archive.verify(), 1):
        found.append(each)
        steps.advance(number)
    return tuple(found)


class Verifying(QtCore.QObject):
    """Checks the archive. `said` carries a sentence."""

    said = QtCore.Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, count: Callable[[], int]) -> None:
        """Works through `jobs`; `count` says how many articles there are."""
        super().__init__(desk)
        self._desk = desk
        self._jobs = jobs
        self._count = count
        self._originals = 0
        desk.status.verifying.connect(self.begin)

    @QtCore.Slot()
    def begin(self) -> None:
        """Checks originals, texts, quotes and the journal."""

        def work(archive: Archive, steps: Steps) -> Any:
            return check(archive, steps)

        self._originals = self._count()
        self._jobs.begin(self.tr("Verifying"), work, self._finish, self.said.emit)

    def _finish(self, checks: tuple[Check, ...] | None) -> None:
        if checks is None:
            self.said.emit(self.tr("The check was stopped before its end."))
            return
        faults = [each.detail for each in checks if not each.ok]
        if faults:
            self._desk.status.show_originals(self.tr("Verification found a fault"))
            self.said.emit(" ".join(faults))
            return
        words = self.tr("%n original(s) verified", "", self._originals)
        self._desk.status.show_originals(words)
        self.said.emit(" ".join(each.detail for each in checks))
