"""The report of a newer capture: where each passage of the article stands in its new text."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.following import How, RevisionLine
from archivist.revisions import Revision

_LONGEST = 400
_ORDER: tuple[How, ...] = ("lost", "approximate", "folded", "moved", "exact")


class RevisionReport(QtWidgets.QDialog):
    """Lists the passages, those that want an eye first; it stands beside the window.

    `going` carries the id of the passage whose row a person went to.
    """

    going = QtCore.Signal(str)

    def __init__(self, revision: Revision, parent: QtWidgets.QWidget) -> None:
        """Shows what `revision` did."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What the newer capture changed"))
        self.resize(900, 480)
        self._lines = tuple(sorted(revision.lines, key=lambda line: _ORDER.index(line.how)))
        self.head = plain.label(self._sentence(revision), font=fonts.interface(14), wrap=True)
        self.table = plain.table(
            self.tr("The passages and where they stand now"),
            (
                (self.tr("How it was found"), 170),
                (self.tr("It read"), 340),
                (self.tr("It reads"), 340),
            ),
        )
        plain.fill(self.table, map(self._row, self._lines))
        self.table.cellActivated.connect(self._go)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        close = plain.button(self.tr("Close"), main=True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, QtCore.Qt.AlignmentFlag.AlignRight)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Gives each row the height its words need in the width there is."""
        super().resizeEvent(event)
        self.table.resizeRowsToContents()

    def _sentence(self, revision: Revision) -> str:
        if not revision.lines:
            return self.tr("“{title}” has a newer text; no passage was marked in it.").format(
                title=revision.article.title
            )
        return self.tr("“{title}” has a newer text: {counts}.").format(
            title=revision.article.title, counts=counts(revision)
        )

    def _row(self, line: RevisionLine) -> tuple[str, ...]:
        now = line.now.exact if line.now else ""
        before = line.former.exact
        same = line.now is not None and now == before
        return how_words(line.how), _cut(before), self.tr("the same") if same else _cut(now) or "—"

    @QtCore.Slot(int, int)
    def _go(self, row: int, _column: int) -> None:
        self.going.emit(self._lines[row].annotation)


def how_words(how: How) -> str:
    """How a passage was found again, in words."""
    said = QtCore.QCoreApplication.translate
    return {
        "exact": said("Revision", "where it was"),
        "moved": said("Revision", "moved, word for word"),
        "folded": said("Revision", "with other spacing or signs"),
        "approximate": said("Revision", "only nearly: to be checked"),
        "lost": said("Revision", "not in the newest text"),
    }[how]


def counts(revision: Revision) -> str:
    """How many passages were found again in which way, in words; nothing of what there is none."""
    said = QtCore.QCoreApplication.translate
    found = revision.counts
    words = {
        "exact": said("Revision", "%n where it was", "", found["exact"]),
        "moved": said("Revision", "%n moved", "", found["moved"]),
        "folded": said("Revision", "%n with other spacing", "", found["folded"]),
        "approximate": said("Revision", "%n only nearly", "", found["approximate"]),
        "lost": said("Revision", "%n lost", "", found["lost"]),
    }
    return ", ".join(words[how] for how in words if found[how])


def _cut(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
