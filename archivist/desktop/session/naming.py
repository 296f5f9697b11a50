"""Making, changing and removing what an archive names: the acts on actors, events and tags."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from archivist.archive import Archive
from archivist.desktop.controls.picker import Choice, Picker
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.actor import ActorForm
from archivist.desktop.forms.event import EventForm
from archivist.desktop.forms.form import Form
from archivist.desktop.forms.tag import TagForm
from archivist.desktop.look.theme import Theme
from archivist.desktop.passage.known import Known
from archivist.desktop.passage.offers import Names, known_names
from archivist.desktop.shelves.places import Kind, Place
from archivist.errors import ArchivistError

if TYPE_CHECKING:
    from collections.abc import Callable


class Naming(QtCore.QObject):
    """Opens forms and menus for names. `said` carries a sentence."""

    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: Desk, theme: Theme, names: Names) -> None:
        """Acts on `archive`; `names` are those there are, by kind."""
        super().__init__(desk)
        self._names = names
        desk.sidebar.allow_adding(allowed=not archive.read_only)
        self._theme = theme
        self._archive = archive
        self._desk = desk
        desk.sidebar.adding.connect(self.add)
        desk.sidebar.menu_wanted.connect(self.offer_menu)

    @QtCore.Slot(str)
    def add(self, kind: str) -> None:
        """Opens an empty form, where what is written in it can be saved."""
        if self._archive.read_only:
            self.said.emit(self.tr("This archive is read-only: no name can be made in it."))
            return
        self._form(kind, "").open()

    def edit(self, kind: str, key: str) -> None:
        """Opens the form of one, where it can be changed."""
        if self._archive.read_only:
            self.said.emit(self.tr("This archive is read-only: no name can be changed in it."))
            return
        try:
            self._form(kind, key).open()
        except ArchivistError as sentence:
            self.said.emit(str(sentence))

    def remove(self, kind: str, key: str) -> None:
        """Takes a name away, out of every passage that has it; undo brings it back."""
        removals: dict[str, Callable[[str], None]] = {
            "actor": self._archive.actors.remove,
            "event": self._archive.events.remove,
            "tag": self._archive.tags.remove,
        }
        try:
            name = self._name(kind, key)
            removals[kind](key)
        except ArchivistError as sentence:
            self.said.emit(str(sentence))
            return
        self.said.emit(self.tr("“{name}” is removed. Ctrl+Z brings it back.").format(name=name))

    def merge(self, kind: Kind, key: str) -> None:
        """Asks which one this one becomes part of."""
        name = self._name(kind, key)
        known = Known(self._names(kind))

        def others(typed: str) -> tuple[Choice, ...]:
            found = known_names(known, kind, typed)
            return tuple(each for each in found if each.key != key)

        panel = Picker(self._theme, self._desk, name=self.tr("Merge into"), width=420)
        panel.chosen.connect(_Merging(self, panel, kind, key).choose)
        panel.closed.connect(panel.deleteLater)
        words = self.tr("“{name}” becomes part of…").format(name=name)
        panel.offer(others, placeholder=words)
        panel.place_on_top(72)
        panel.field.setFocus()

    @QtCore.Slot(object, QtCore.QPoint)
    def offer_menu(self, place: Place, at: QtCore.QPoint) -> None:
        """What can be done to a name."""
        menu = QtWidgets.QMenu(self._desk)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        verbs: list[tuple[str, Callable[[], None]]] = [
            (self.tr("Edit…"), partial(self.edit, place.kind, place.key))
        ]
        if place.kind != "event":
            verbs.append((self.tr("Merge into…"), partial(self.merge, place.kind, place.key)))
        verbs.append((self.tr("Remove"), partial(self.remove, place.kind, place.key)))
        for words, verb in verbs:
            action = menu.addAction(words)
            action.setEnabled(not self._archive.read_only)
            action.triggered.connect(verb)
        menu.popup(at)

    def join(self, kind: str, key: str, into: str) -> None:
        """Makes one name part of another, or says why not."""
        room = self._archive.actors if kind == "actor" else self._archive.tags
        try:
            name = self._name(kind, key)
            kept = room.merge(into, key)
        except ArchivistError as reason:
            self.said.emit(str(reason))
            return
        sentence = self.tr("“{name}” is now part of “{kept}”. Ctrl+Z parts them again.")
        self.said.emit(sentence.format(name=name, kept=kept.name))

    def _form(self, kind: str, key: str) -> Form:
        archive, desk = self._archive, self._desk
        if kind == "actor":
            return ActorForm(archive, archive.actors.get(key) if key else None, desk)
        if kind == "event":
            return EventForm(archive, archive.events.get(key) if key else None, desk)
        return TagForm(archive, archive.tags.get(key) if key else None, desk)

    def _name(self, kind: str, key: str) -> str:
        if kind == "event":
            return self._archive.events.get(key).title
        room = self._archive.actors if kind == "actor" else self._archive.tags
        return room.get(key).name


class _Merging(QtCore.QObject):
    """Remembers, while a person chooses, which name becomes part of another."""

    def __init__(self, naming: Naming, panel: Picker, kind: str, key: str) -> None:
        super().__init__(panel)
        self._naming = naming
        self._panel = panel
        self._subject = (kind, key)

    @QtCore.Slot(object)
    def choose(self, choice: Choice) -> None:
        self._panel.close_panel()
        self._naming.join(*self._subject, choice.key)
