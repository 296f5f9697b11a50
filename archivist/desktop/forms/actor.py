"""The form of an actor."""

from PySide6 import QtWidgets

from archivist.actors import KINDS, Actor
from archivist.archive import Archive
from archivist.desktop.controls import plain
from archivist.desktop.controls.combo import Combo
from archivist.desktop.forms.form import Form, kept_lines, lines
from archivist.desktop.look import fonts


class ActorForm(Form):
    """Makes an actor, or changes one."""

    def __init__(self, archive: Archive, actor: Actor | None, parent: QtWidgets.QWidget) -> None:
        """Filled with `actor`, empty for a new one."""
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Edit actor") if actor else self.tr("New actor"))
        self._archive = archive
        self._actor = actor
        self.name = plain.field(self.tr("Name"))
        self.name.setText(actor.name if actor else "")
        self.kind = Combo(self._kinds(), actor.kind if actor else "person")
        self.aliases = lines("\n".join(actor.aliases) if actor else "", 78)
        self.description = lines(actor.description if actor else "")
        self.alike = plain.label(font=fonts.interface(12.5), look="warningline", wrap=True)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Kind"), self.kind)
        self.add(
            self.tr("Other names"), self.aliases, self.tr("One a line; search finds them all.")
        )
        self.add(self.tr("Description"), self.description)
        self._rows.insertWidget(2, self.alike)
        self.alike.hide()
        self.name.textChanged.connect(self._compare)
        self.on_save(self._keep)

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        words = {
            "person": self.tr("Person"),
            "organisation": self.tr("Organisation"),
            "state body": self.tr("State body"),
            "group": self.tr("Group"),
            "unknown": self.tr("Not known"),
        }
        return tuple((kind, words[kind]) for kind in KINDS)

    def _compare(self, name: str) -> None:
        alike = self._archive.actors.lookalike(name) if name.strip() else None
        other = alike is not None and (self._actor is None or alike.id != self._actor.id)
        if other and alike is not None:
            sentence = self.tr("This looks like “{name}”, but its letters differ.")
            self.alike.setText(sentence.format(name=alike.name))
        self.alike.setVisible(bool(other))

    def _keep(self) -> None:
        values = {
            "name": self.name.text(),
            "kind": self.kind.value,
            "description": self.description.toPlainText().strip(),
        }
        aliases = kept_lines(self.aliases)
        if self._actor is None:
            self._archive.actors.add(**values, aliases=aliases)
            return
        self._archive.actors.edit(self._actor.id, **values, aliases=aliases)
