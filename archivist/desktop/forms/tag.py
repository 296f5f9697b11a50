"""The form of a tag."""

from PySide6 import QtWidgets

from archivist.archive import Archive
from archivist.desktop.controls import plain
from archivist.desktop.controls.combo import Combo
from archivist.desktop.forms.form import Form, lines
from archivist.tags import Tag


class TagForm(Form):
    """Makes a tag, or changes one."""

    def __init__(self, archive: Archive, tag: Tag | None, parent: QtWidgets.QWidget) -> None:
        """Filled with `tag`, empty for a new one."""
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Edit tag") if tag else self.tr("New tag"))
        self._archive = archive
        self._tag = tag
        self.name = plain.field(self.tr("Name"))
        self.name.setText(tag.name if tag else "")
        others = tuple(
            (each.id, each.name) for each in archive.tags.all() if tag is None or each.id != tag.id
        )
        self.above = Combo((("", self.tr("None")), *others), tag.parent if tag else "")
        self.definition = lines(tag.definition if tag else "")
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Under"), self.above)
        self.add(
            self.tr("Definition"),
            self.definition,
            self.tr("When it applies and when not, so that two people tag alike."),
        )
        self.on_save(self._keep)

    def _keep(self) -> None:
        name, above = self.name.text(), self.above.value
        definition = self.definition.toPlainText().strip()
        if self._tag is None:
            self._archive.tags.add(name, parent=above, definition=definition)
            return
        self._archive.tags.edit(self._tag.id, name=name, parent=above, definition=definition)
