"""The type-ahead: joins the passage to actors, events or tags, several in a row."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls.picker import Choice, Offers, Picker
from archivist.desktop.look.theme import Theme


class Chooser(Picker):
    """Enter joins and stays open for the next; Enter with nothing typed after one leaves.

    `picked` carries a `Choice`.
    """

    picked = QtCore.Signal(object)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget) -> None:
        """Hidden until `ask`."""
        super().__init__(theme, parent, name=self.tr("Actor, event or tag"), width=420)
        self._joined: list[str] = []
        self.kind = ""
        self.chosen.connect(self._pick)
        self.unanswered.connect(self._leave)

    def ask(self, kind: str, offers: Offers, box: QtCore.QRect) -> None:
        """Opens by `box` for one kind."""
        self.kind = kind
        self._joined.clear()
        placeholder = {
            "actor": self.tr("Name an actor"),
            "event": self.tr("Name an event"),
            "tag": self.tr("Tag"),
        }[kind]
        self.field.setAccessibleName(placeholder)
        self.offer(offers, placeholder=placeholder)
        self.say(self.tr("Enter joins, Escape leaves"))
        self.place_by(box)
        self.field.setFocus()

    def joined(self, name: str) -> None:
        """Says that the passage is joined to `name`; ready for the next."""
        self._joined.append(name)
        self.again()
        self.say(self.tr("Joined: {names}").format(names=", ".join(self._joined)))

    @QtCore.Slot(object)
    def _pick(self, choice: Choice) -> None:
        if self._joined and not self.field.text().strip():
            self.close_panel()
            return
        self.picked.emit(choice)

    @QtCore.Slot()
    def _leave(self) -> None:
        if self._joined:
            self.close_panel()
