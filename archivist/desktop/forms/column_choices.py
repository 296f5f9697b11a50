"""The columns of a table, one under the other, each with what of an article it holds."""

from collections.abc import Mapping

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.combo import Combo
from archivist.desktop.look import fonts, painting
from archivist.intake.lists.columns import KNOWN
from archivist.intake.sampling import Column

_WIDE = 170
_VALUES = 240
_CHOICE = 180
WIDTH = _WIDE + _VALUES + _CHOICE + 60
"""Pixels that the columns take across."""


class Values(QtWidgets.QLabel):
    """The first values of a column on one line, cut where there is no more room."""

    def __init__(self, column: Column) -> None:
        """What stands in the column, the first value first."""
        super().__init__()
        self.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.setFont(fonts.interface(12.5))
        self.setObjectName("muted")
        self.setText(painting.elided(" · ".join(column.values) or "—", self.font(), _VALUES))
        self.setFixedWidth(_VALUES)
        plain.hint(self, "\n".join(column.values))


class ColumnChoices(QtWidgets.QWidget):
    """A chooser a column. `chosen` follows each choice a person makes."""

    chosen = QtCore.Signal()

    def __init__(self) -> None:
        """No columns yet."""
        super().__init__()
        self.setObjectName("body")
        self.choosers: dict[str, Combo] = {}
        self._grid = QtWidgets.QGridLayout(self)
        self._grid.setContentsMargins(2, 2, 10, 2)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)

    def show_columns(self, columns: tuple[Column, ...], held: Mapping[str, str]) -> None:
        """Shows the columns; `held` says which of them holds which field."""
        fields = {name: field for field, name in held.items()}
        heads = (self.tr("Column"), self.tr("What stands in it first"), self.tr("Holds"))
        for number, words in enumerate(heads):
            head = plain.label(words, font=fonts.interface(12, fonts.MEDIUM), look="muted")
            self._grid.addWidget(head, 0, number)
        for row, column in enumerate(columns, 1):
            self._add(row, column, fields.get(column.name, ""))
        self._grid.setRowStretch(len(columns) + 1, 1)

    def held(self) -> dict[str, str]:
        """Which column holds which field, as it is chosen now."""
        by_field = {chooser.value: name for name, chooser in self.choosers.items()}
        return {field: by_field[field] for field in KNOWN if field in by_field}

    def doubled(self) -> tuple[str, str, str]:
        """Two columns that are both said to hold one field, and its words; else nothing."""
        said: dict[str, str] = {}
        for name, chooser in self.choosers.items():
            if chooser.value and chooser.value in said:
                return said[chooser.value], name, chooser.currentText()
            said[chooser.value] = name
        return "", "", ""

    def _add(self, row: int, column: Column, field: str) -> None:
        font = fonts.interface(13, fonts.SEMIBOLD)
        name = plain.label(painting.elided(column.name, font, _WIDE), font=font)
        plain.hint(name, column.name)
        name.setFixedWidth(_WIDE)
        chooser = Combo(self._choices(), field)
        chooser.setAccessibleName(self.tr("“{column}” holds").format(column=column.name))
        chooser.setFixedWidth(_CHOICE)
        chooser.activated.connect(self.chosen)
        name.setBuddy(chooser)
        self.choosers[column.name] = chooser
        for number, part in enumerate((name, Values(column), chooser)):
            self._grid.addWidget(part, row, number)

    def _choices(self) -> tuple[tuple[str, str], ...]:
        return (
            ("", self.tr("Nothing")),
            ("title", self.tr("Title")),
            ("text", self.tr("Text")),
            ("author", self.tr("Author")),
            ("published", self.tr("Date of publication")),
            ("publisher", self.tr("Publisher")),
            ("url", self.tr("Address (URL)")),
            ("language", self.tr("Language")),
            ("retrieved", self.tr("Date of capture")),
        )
