"""Undo and redo in the window: one line that says what came back."""

from collections.abc import Callable

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.errors import ArchivistError
from archivist.store.journal import Entry


class Past(QtCore.QObject):
    """Takes acts back and does them again. `said` carries the line."""

    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, parent: QtCore.QObject) -> None:
        """Acts on `archive`."""
        super().__init__(parent)
        self._archive = archive

    def undo(self) -> None:
        """Takes back the last act."""
        self._take(self._archive.undo, self.tr("Taken back: {act}."))

    def redo(self) -> None:
        """Does again what was last taken back."""
        self._take(self._archive.redo, self.tr("Done again: {act}."))

    def _take(self, verb: Callable[[], tuple[Entry, ...]], sentence: str) -> None:
        try:
            entries = verb()
        except ArchivistError as reason:
            self.said.emit(str(reason))
            return
        self.said.emit(sentence.format(act=self._act(entries)))

    def _act(self, entries: tuple[Entry, ...]) -> str:
        actions = tuple(dict.fromkeys(entry.action for entry in entries))
        if any(action.startswith("import") for action in actions):
            return self.tr("the import, %n step(s)", "", len(entries))
        names = self._names()
        words = [names.get(action, action) for action in actions]
        return ", ".join(words)

    def _names(self) -> dict[str, str]:
        return {
            "highlight": self.tr("a highlight"),
            "annotate": self.tr("a change to a highlight"),
            "move highlight": self.tr("the ends of a highlight"),
            "withdraw highlight": self.tr("the withdrawal of a highlight"),
            "add actor": self.tr("a new actor"),
            "edit actor": self.tr("a change to an actor"),
            "remove actor": self.tr("the removal of an actor"),
            "merge actors": self.tr("a merger of actors"),
            "split actor": self.tr("a split of an actor"),
            "add event": self.tr("a new event"),
            "edit event": self.tr("a change to an event"),
            "remove event": self.tr("the removal of an event"),
            "add tag": self.tr("a new tag"),
            "edit tag": self.tr("a change to a tag"),
            "remove tag": self.tr("the removal of a tag"),
            "merge tags": self.tr("a merger of tags"),
            "edit article": self.tr("a change to an article"),
            "withdraw article": self.tr("the withdrawal of an article"),
            "accept proposal": self.tr("an accepted proposal"),
            "dismiss proposal": self.tr("a dismissed proposal"),
            "issue bundle": self.tr("the record of a bundle"),
            "change settings": self.tr("a change of settings"),
        }
