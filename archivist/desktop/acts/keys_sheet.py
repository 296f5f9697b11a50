"""The sheet of keys: every act with its key, made from the one registry."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.acts.acts import ActSet
from archivist.desktop.acts.caret_keys import caret_keys
from archivist.desktop.controls import plain
from archivist.desktop.look import fonts

_COLUMNS = 2


class KeysSheet(QtWidgets.QDialog):
    """Shows all acts in their groups."""

    def __init__(self, acts: ActSet, parent: QtWidgets.QWidget) -> None:
        """Reads the keys of `acts`."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        groups: dict[str, list[tuple[str, str]]] = {}
        for act in acts.all:
            keys = acts.all_keys_of(act)
            if keys:
                line = (act.words.rstrip("…"), ", ".join(keys))
                groups.setdefault(act.group, []).append(line)
        groups[self.tr("In the article")] = list(caret_keys())
        grid = QtWidgets.QHBoxLayout()
        grid.setSpacing(40)
        sides = [QtWidgets.QVBoxLayout() for _ in range(_COLUMNS)]
        for number, (group, rows) in enumerate(groups.items()):
            sides[number % _COLUMNS].addWidget(_block(group, rows))
        for side in sides:
            side.addStretch(1)
            grid.addLayout(side)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 18)
        column.addLayout(grid)
        words = self.tr(
            "An act on a passage applies to the words that are selected, or else to the current "
            "highlight. Escape lets go of both; N goes to the next hit when there is neither."
        )
        column.addWidget(plain.label(words, font=fonts.interface(12.5), look="muted", wrap=True))
        close = plain.button(self.tr("Close"), main=True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, QtCore.Qt.AlignmentFlag.AlignRight)


def _block(group: str, rows: list[tuple[str, str]]) -> QtWidgets.QWidget:
    block = QtWidgets.QWidget()
    grid = QtWidgets.QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 14)
    grid.setVerticalSpacing(4)
    grid.setHorizontalSpacing(28)
    grid.setColumnStretch(0, 1)
    grid.addWidget(plain.heading(group), 0, 0, 1, 2)
    for number, (words, keys) in enumerate(rows, 1):
        grid.addWidget(plain.label(words, font=fonts.interface(13)), number, 0)
        grid.addWidget(plain.label(keys, font=fonts.interface(12.5), look="muted"), number, 1)
    return block
