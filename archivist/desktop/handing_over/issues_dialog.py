"""The bundles that were handed over, each with the figure that tells it from a changed one."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.issues import IssuedBundle


class IssuesDialog(QtWidgets.QDialog):
    """Lists issues, the newest first."""

    def __init__(self, issues: tuple[IssuedBundle, ...], parent: QtWidgets.QWidget) -> None:
        """Shows `issues`."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Evidence bundles"))
        self.resize(820, 420)
        words = self.tr(
            "Give the receiver the last column by another route: it covers every file of the "
            "bundle (tagmanifest-sha256.txt)."
        )
        if not issues:
            words = self.tr(
                "No bundle was exported yet. Ctrl+Shift+E makes one of an article, a search, or "
                "all highlights of an actor, an event or a tag."
            )
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(plain.label(words, font=fonts.interface(13), look="muted", wrap=True))
        self.table = plain.table(
            self.tr("Evidence bundles"),
            (
                (self.tr("Reference"), 170),
                (self.tr("Title"), 180),
                (self.tr("Issued"), 140),
                (self.tr("Exhibits"), 80),
                (self.tr("Passages"), 84),
                (self.tr("SHA-256"), 100),
            ),
        )
        plain.fill(self.table, [self._row(issue) for issue in reversed(issues)])
        column.addWidget(self.table, 1)
        close = plain.button(self.tr("Close"), main=True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, QtCore.Qt.AlignmentFlag.AlignRight)

    def _row(self, issue: IssuedBundle) -> tuple[str, ...]:
        return (
            issue.reference,
            issue.title,
            issue.issued_at.replace("T", " ").replace("Z", " UTC"),
            str(issue.exhibits),
            str(issue.passages),
            issue.manifest_sha256,
        )
