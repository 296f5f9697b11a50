"""The history: what was done to the archive, by whom and when, the newest first."""

from dataclasses import dataclass

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the journal in words: when (UTC), who, what, and how it stands with undo."""

    at: str
    agent: str
    what: str
    standing: str = ""


class HistoryDialog(QtWidgets.QDialog):
    """Lists entries."""

    def __init__(self, lines: tuple[Line, ...], parent: QtWidgets.QWidget) -> None:
        """Shows `lines`, the newest first."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("History"))
        self.resize(860, 520)
        words = self.tr(
            "Every act is an entry of the journal, chained to the one before; undoing adds an "
            "entry and takes none away. The newest are shown; “archivist log” prints them all."
        )
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(plain.label(words, font=fonts.interface(13), look="muted", wrap=True))
        self.table = plain.table(
            self.tr("History"),
            (
                (self.tr("When"), 190),
                (self.tr("Who"), 90),
                (self.tr("What"), 370),
                (self.tr("Undo"), 150),
            ),
        )
        self.table.setWordWrap(False)
        rows = ((line.at, line.agent, line.what, line.standing) for line in lines)
        plain.fill(self.table, rows, wrapped=False)
        column.addWidget(self.table, 1)
        close = plain.button(self.tr("Close"), main=True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, QtCore.Qt.AlignmentFlag.AlignRight)
