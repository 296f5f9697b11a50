"""The form of a role: what an actor does in one passage."""

from PySide6 import QtWidgets

from archivist.annotations import Annotation, Mention
from archivist.archive import Archive
from archivist.desktop.controls import plain
from archivist.desktop.forms.form import Form


class RoleForm(Form):
    """Changes the role of one actor in one passage."""

    def __init__(
        self, archive: Archive, mark: Annotation, actor: Mention, parent: QtWidgets.QWidget
    ) -> None:
        """Filled with the role that `actor` has in `mark`."""
        super().__init__(self.tr("Role in the passage"), parent, width=420)
        self._archive = archive
        self._mark = mark.id
        self._actor = actor.id
        self.role = plain.field(self.tr("Role"), placeholder=self.tr("For example: spokesperson"))
        self.role.setText(actor.role)
        caption = self.tr("What {name} does in this passage").format(name=actor.name)
        self.add(caption, self.role, self.tr("Empty for none."))
        self.on_save(self._keep)

    def _keep(self) -> None:
        role = self.role.text().strip()
        mark = self._archive.annotations.get(self._mark)
        actors = [(each.id, role if each.id == self._actor else each.role) for each in mark.actors]
        self._archive.annotations.annotate(mark.id, actors=actors)
