"""The watched folder: looked at beside the window, and what is new in it comes in quietly."""

from functools import partial
from pathlib import Path

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.watched_folder import WatchedFolder
from archivist.desktop.jobs.worker import Worker
from archivist.watching import Watched

_EVERY = 5.0
_SOON = 1.5
"""Seconds between two looks, and to the next one when a file may still be written."""
_SHARE = 20
"""A look that takes long is not taken often: at most a twentieth of the time is spent on looks."""


class Watching(QtCore.QObject):
    """Looks at the folder while the archive is open.

    `found` carries the `Path`s that are new and the folder; `said` a sentence a person asked for.
    """

    found = QtCore.Signal(object, object)
    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: Desk) -> None:
        """Watches nothing before `begin`."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._worker = Worker(archive, self)
        self._watched: Watched | None = None
        self._turn = 0
        self._clock = QtCore.QElapsedTimer()
        self._timer = QtCore.QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        desk.status.watching.connect(self.ask)

    @QtCore.Slot()
    def begin(self) -> None:
        """Watches the folder that the archive's settings name, or none."""
        self._turn += 1
        self._timer.stop()
        self._watched = None
        watched = self._archive.settings.watched
        self._show()
        if watched and not self._archive.read_only:
            begun = partial(self._begin, self._turn)
            self._worker.ask(Archive.watching, begun)

    def close(self) -> None:
        """Looks no more."""
        self._turn += 1
        self._timer.stop()
        self._worker.close()

    @QtCore.Slot()
    def ask(self) -> None:
        """Asks which folder is to be watched."""
        trouble = self._watched.trouble if self._watched else ""
        form = WatchedFolder(self._archive.settings.watched, trouble, self._desk)

        def watch() -> None:
            self._archive.set_watched(Path(form.folder.text().strip()).expanduser())

        form.on_save(watch)
        form.saved.connect(self._tell_begun)
        form.unwatched.connect(self._end)
        form.open()

    @QtCore.Slot()
    def _tell_begun(self) -> None:
        self.begin()
        self.said.emit(self.tr("The folder is watched: what is new in it comes in by itself."))

    @QtCore.Slot()
    def _end(self) -> None:
        self._archive.set_watched(None)
        self.begin()
        self.said.emit(self.tr("No folder is watched any more."))

    def _begin(self, turn: int, watched: Watched | None) -> None:
        if turn == self._turn and watched is not None:
            self._watched = watched
            self._look()

    @QtCore.Slot()
    def _look(self) -> None:
        if self._watched is None:
            return
        self._clock.start()
        look = self._watched.look
        self._worker.run(look, partial(self._take, self._turn))

    def _take(self, turn: int, paths: tuple[Path, ...]) -> None:
        watched = self._watched
        if turn != self._turn or watched is None:
            return
        self._show()
        if paths:
            self.found.emit(paths, watched.folder)
        pause = _SOON if watched.waiting else _EVERY
        spent = self._clock.elapsed() / 1000
        self._timer.start(round(1000 * max(pause, _SHARE * spent)))

    def _show(self) -> None:
        folder = self._archive.settings.watched
        trouble = self._watched.trouble if self._watched else ""
        self._desk.status.show_watched(Path(folder).name if folder else "", trouble)
