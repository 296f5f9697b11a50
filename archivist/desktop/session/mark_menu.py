"""The menu of a highlight: the acts on it, the roles in it, and what it can be taken off."""

from functools import partial

from PySide6 import QtCore, QtWidgets

from archivist.archive import Archive
from archivist.desktop.acts.acts import ActSet
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.role import RoleForm
from archivist.desktop.inspector.bearings import bearings
from archivist.desktop.session.joining import Joining
from archivist.desktop.session.reading import Reading

_ON_MARK = ("note", "actor", "event", "tag", "cite", "split", "join", "withdraw")


class MarkMenu(QtCore.QObject):
    """Opens over a card of the inspector."""

    def __init__(
        self, archive: Archive, desk: Desk, reading: Reading, joining: Joining, acts: ActSet
    ) -> None:
        """Offers what `acts` and `joining` can do."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._reading = reading
        self._joining = joining
        self._acts = acts
        desk.inspector.highlights.menu_wanted.connect(self.offer)

    @QtCore.Slot(str, QtCore.QPoint)
    def offer(self, annotation: str, at: QtCore.QPoint) -> None:
        """Opens the menu at a place of the screen."""
        self._reading.choose(annotation)
        mark = self._reading.mark()
        if mark is None:
            return
        menu = QtWidgets.QMenu(self._desk)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in _ON_MARK:
            menu.addAction(self._acts.actions[name])
        menu.addSeparator()
        writable = not self._archive.read_only
        for actor in mark.actors:
            words = self.tr("Role of “{name}”…").format(name=actor.name).replace("&", "&&")
            action = menu.addAction(words)
            action.setEnabled(writable)
            action.triggered.connect(partial(self.edit_role, mark.id, actor.id))
        for kind, key, name, _icon in bearings(mark):
            words = self.tr("Take off “{name}”").format(name=name).replace("&", "&&")
            action = menu.addAction(words)
            action.setEnabled(writable)
            action.triggered.connect(partial(self._joining.unlink, mark.id, kind, key))
        menu.popup(at)

    def edit_role(self, annotation: str, actor: str) -> None:
        """Opens the form of the role that an actor has in a highlight."""
        mark = self._archive.annotations.get(annotation)
        found = next((each for each in mark.actors if each.id == actor), None)
        if found is not None:
            RoleForm(self._archive, mark, found, self._desk).open()
