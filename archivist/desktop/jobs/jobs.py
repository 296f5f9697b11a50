"""Long work on the archive: beside the window, with progress, and stopped at any moment."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.jobs.worker import Worker

_TOLD_EVERY = 50
"""Milliseconds: a job must not tell more than the window can show."""


class Stopped(Exception):
    """Raised inside a job when it is to end; what it has committed stays."""


class Steps(QtCore.QObject):
    """How far a job is; the job tells, the window listens."""

    advanced = QtCore.Signal(int, int)

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        """Nothing done yet."""
        super().__init__(parent)
        self._stop = Event()
        self._since_told = QtCore.QElapsedTimer()

    @property
    def stopped(self) -> bool:
        """Whether the job was asked to end."""
        return self._stop.is_set()

    def advance(self, done: int, total: int = 0) -> None:
        """Says that `done` of `total` is finished (0: not known); raises `Stopped` if asked to."""
        self.check()
        self.tell(done, total)

    def tell(self, done: int, total: int = 0) -> None:
        """Says how far the job is, for one that looks at `stopped` itself."""
        if not self._since_told.isValid() or self._since_told.elapsed() >= _TOLD_EVERY:
            self._since_told.start()
            self.advanced.emit(done, total)

    def check(self) -> None:
        """Raises `Stopped` when the job is to end."""
        if self._stop.is_set():
            raise Stopped

    def stop(self) -> None:
        """Asks the job to end at its next step."""
        self._stop.set()


Work = Callable[[Archive, Steps], Any]


class Jobs(QtCore.QObject):
    """Runs long work one job at a time on its own connection.

    `started` carries the name of the job, `advanced` done and total, `ended` nothing: the result
    of a job goes to the `then` it was begun with, its sentence to `failed`.
    """

    started = QtCore.Signal(str)
    advanced = QtCore.Signal(int, int)
    ended = QtCore.Signal()

    def __init__(self, archive: Archive, parent: QtCore.QObject | None = None) -> None:
        """No thread runs before the first job."""
        super().__init__(parent)
        self._worker = Worker(archive, self)
        self._running: list[Steps] = []

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._running)

    def begin(
        self,
        name: str,
        work: Work,
        then: Callable[[Any], Any],
        failed: Callable[[str], Any],
    ) -> Steps:
        """Queues a job; `then` gets `None` when it was stopped before it had a result."""
        steps = Steps(self)
        steps.advanced.connect(self.advanced, QtCore.Qt.ConnectionType.QueuedConnection)
        self._running.append(steps)

        def run(archive: Archive) -> Any:
            try:
                steps.check()
                return work(archive, steps)
            except Stopped:
                return None

        def finish(result: Any) -> None:
            self._end(steps)
            then(result)

        def fail(sentence: str) -> None:
            self._end(steps)
            failed(sentence)

        self.started.emit(name)
        self._worker.ask(run, finish, fail)
        return steps

    def stop(self) -> None:
        """Asks every job to end at its next step; what is committed stays."""
        for steps in self._running:
            steps.stop()

    def close(self) -> None:
        """Stops the work and waits until it has ended."""
        self.stop()
        self._worker.close()

    def _end(self, steps: Steps) -> None:
        self._running.remove(steps)
        steps.deleteLater()
        if not self._running:
            self.ended.emit()
