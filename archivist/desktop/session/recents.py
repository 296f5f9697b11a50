"""The names joined of late, on the keys from Ctrl+1 to Ctrl+9."""

from PySide6 import QtCore

from archivist.annotations import Recent
from archivist.archive import Archive
from archivist.desktop.acts.acts import RECENTS, ActSet
from archivist.desktop.desk.desk import Desk
from archivist.desktop.session.marking import Marking
from archivist.desktop.session.reading import Reading


class Recents(QtCore.QObject):
    """Which name each key stands for; the same as long as a person stays at one passage."""

    def __init__(
        self, archive: Archive, desk: Desk, reading: Reading, marking: Marking, acts: ActSet
    ) -> None:
        """Says in the acts and in the bar at the passage which names there are."""
        super().__init__(desk)
        self._archive = archive
        self._bar = desk.ink_bar
        self._marking = marking
        self._acts = acts
        self._held: tuple[str, int, int] | None = None
        self._looked = False
        self.names: tuple[Recent, ...] = ()
        desk.page.reader.selected.connect(self._follow)
        reading.marked.connect(self._follow)
        self.look()

    def at(self, number: int) -> Recent | None:
        """The name on the key of that number, from 1 on."""
        return self.names[number - 1] if 0 < number <= len(self.names) else None

    @QtCore.Slot()
    def look(self) -> None:
        """Takes the names as the archive now has them."""
        names = self._archive.annotations.recent(len(RECENTS))
        if names == self.names and self._looked:
            return
        self._looked = True
        self.names = names
        self._acts.rename({act: self._words(number) for number, act in enumerate(RECENTS, 1)})
        self._bar.show_recent(self.names)

    def _words(self, number: int) -> str:
        name = self.at(number)
        if name is None:
            return self.tr("Join to recent name {number}").format(number=number)
        return self.tr("Join to “{name}”").format(name=name.name)

    @QtCore.Slot()
    def _follow(self) -> None:
        # A key must not change its name between two joins of one passage.
        passage = self._marking.passage()
        if passage is None:
            return
        here = (passage.article, passage.start, passage.end)
        if here != self._held:
            self._held = here
            self.look()
