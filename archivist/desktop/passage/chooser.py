"""The type-ahead: joins the passage to actors, events and tags, several in a row."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls.picker import Choice, Offers, Picker
from archivist.desktop.look.theme import Theme
from archivist.desktop.shelves.places import Kind

_WIDTH = 460
_Modifier = QtCore.Qt.KeyboardModifier


class Chooser(Picker):
    """Enter joins and stays open for the next; Enter with nothing typed after one leaves.

    `picked` carries a `Choice`, a checked one to take it off again; `editing` one that is to be
    looked at in its form before it is made; `unpicked` the kind and id of the last one joined.
    """

    picked = QtCore.Signal(object)
    editing = QtCore.Signal(object)
    unpicked = QtCore.Signal(str, str)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget) -> None:
        """Hidden until `ask`."""
        super().__init__(theme, parent, name=self.tr("Actor, event or tag"), width=_WIDTH)
        self._joined: list[tuple[str, str, str]] = []
        self.chosen.connect(self._pick)
        self.unanswered.connect(self._leave)
        self.close_with_focus()

    def ask(self, kind: Kind, offers: Offers, box: QtCore.QRect, within: QtCore.QRect) -> None:
        """Opens by `box`, over `within` if it can, with one kind before the others."""
        self._joined.clear()
        placeholder = {
            "actor": self.tr("Name an actor, or an event or a tag"),
            "event": self.tr("Name an event, or an actor or a tag"),
            "tag": self.tr("Tag, or name an actor or an event"),
        }[kind]
        self.field.setAccessibleName(placeholder)
        words = self.tr("Enter joins, Escape leaves")
        self.offer(offers, placeholder=placeholder, words=words)
        self.place_beside(box, within=within)
        self.field.setFocus()

    def joined(self, kind: str, key: str, name: str) -> None:
        """Says that the passage is joined to a name; ready for the next."""
        self._joined.append((kind, key, name))
        self.again()
        self._say_joined()

    def parted(self, kind: str, key: str, name: str) -> None:
        """Says that a name is taken off the passage."""
        self._joined = [each for each in self._joined if each[:2] != (kind, key)]
        self.again()
        self.say(self.tr("Taken off: {name}.").format(name=name))

    def take_key(self, event: QtGui.QKeyEvent) -> bool:
        """Backspace with nothing typed takes off the last one joined; Ctrl+Enter edits first."""
        keys = QtCore.Qt.Key
        typed = bool(self.field.text())
        if event.key() == keys.Key_Backspace and not typed and not event.isAutoRepeat():
            if self._joined:
                self.unpicked.emit(*self._joined[-1][:2])
            return True
        control = event.modifiers() & _Modifier.ControlModifier
        enter = event.key() in (keys.Key_Return, keys.Key_Enter)
        if self._can_edit() and ((enter and control) or event.key() == keys.Key_Tab):
            self.editing.emit(self.current)
            return True
        return super().take_key(event)

    def choose_current(self) -> None:
        """Chooses the current row; with nothing typed after one, leaves."""
        if self._joined and not self.field.text().strip() and not self.pointed:
            self.close_panel()
            return
        super().choose_current()

    def _can_edit(self) -> bool:
        row = self.current
        return row is not None and row.fresh and row.kind == "event"

    def _say_joined(self) -> None:
        names = ", ".join(name for _, _, name in self._joined)
        words = self.tr("Joined: {names}. Enter ends, Backspace takes the last one off.")
        self.say(words.format(names=names))

    @QtCore.Slot(object)
    def _pick(self, choice: Choice) -> None:
        self.picked.emit(choice)

    @QtCore.Slot()
    def _leave(self) -> None:
        if self.field.text():
            self.say(self.tr("Nothing of this name can be seen; type its letters."))
            return
        self.close_panel()
