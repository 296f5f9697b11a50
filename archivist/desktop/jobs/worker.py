"""One thread beside the window's, with or without a connection to the archive of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.errors import ArchivistError

Answer = TypeVar("Answer")


def _ignore(_sentence: str) -> None:
    """For questions whose failure is shown elsewhere."""


class Aside(QtCore.QObject):
    """Does work off the window's thread, one piece after the other; no piece sees a widget.

    What it returns is handed to `then` on the window's thread, the sentence of an
    `ArchivistError` to `failed`; any other exception is a bug and is raised on the window's
    thread.
    """

    _answered = QtCore.Signal(object)

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        """No thread runs before the first piece of work."""
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._answered.connect(self._hand_over, QtCore.Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def run(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], Any],
        failed: Callable[[str], Any] = _ignore,
    ) -> "Future[Answer]":
        """Queues a piece of work; the future can be cancelled as long as it waits."""
        future = self._thread.submit(work)

        def tell(done: "Future[Answer]") -> None:
            self._answered.emit((done, then, failed))

        future.add_done_callback(tell)
        return future

    def close(self) -> None:
        """Waits for what was begun; its answers are dropped."""
        if self._closed:
            return
        self._closed = True
        self._thread.submit(self._leave)
        self._thread.shutdown(wait=True, cancel_futures=False)

    def _leave(self) -> None:
        """The last thing the thread does."""

    @QtCore.Slot(object)
    def _hand_over(
        self, told: "tuple[Future[Any], Callable[[Any], Any], Callable[[str], Any]]"
    ) -> None:
        done, then, failed = told
        if self._closed or done.cancelled():
            return
        try:
            answer = done.result()
        except ArchivistError as sentence:
            failed(str(sentence))
        else:
            then(answer)


class Worker(Aside):
    """Asks an archive questions on a thread and a connection of its own."""

    def __init__(self, archive: Archive, parent: QtCore.QObject | None = None) -> None:
        """The connection beside `archive` is opened by the thread at the first question."""
        super().__init__(parent)
        self._beside = archive.beside
        self._own: Archive | None = None

    def ask(
        self,
        question: Callable[[Archive], Answer],
        then: Callable[[Answer], Any],
        failed: Callable[[str], Any] = _ignore,
    ) -> "Future[Answer]":
        """Queues a question; the future can be cancelled as long as it waits."""
        return self.run(partial(self._put, question), then, failed)

    def _put(self, question: Callable[[Archive], Answer]) -> Answer:
        if self._own is None:
            self._own = self._beside()
        return question(self._own)

    def _leave(self) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None
