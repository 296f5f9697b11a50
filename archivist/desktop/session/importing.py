"""Import: a job over what was dropped or chosen, a line about its end, a report of what failed."""

from pathlib import Path
from typing import Any

from PySide6 import QtCore, QtWidgets

from archivist.accessions import ImportLine
from archivist.archive import Archive
from archivist.desktop.controls import plain
from archivist.desktop.desk.desk import Desk
from archivist.desktop.jobs.jobs import Jobs, Steps, Stopped
from archivist.desktop.look import fonts
from archivist.intake.gather import gather


def take_in(archive: Archive, steps: Steps, paths: tuple[Path, ...]) -> tuple[ImportLine, ...]:
    """The job: imports files and folders; what was in when it was stopped stays in."""
    lines: list[ImportLine] = []
    try:
        steps.advance(0)
        total = 0
        for total, _ in enumerate(gather(paths), 1):  # noqa: B007 - the last number is the count
            steps.check()
    except Stopped:
        return ()
    for line in archive.import_from(paths, stopped=lambda: steps.stopped):
        lines.append(line)
        steps.tell(len(lines), total)
    return tuple(lines)


class Importing(QtCore.QObject):
    """Begins imports and reports on them. `ended` follows each; `said` carries a sentence."""

    ended = QtCore.Signal()
    said = QtCore.Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        """Works through `jobs`."""
        super().__init__(desk)
        self._desk = desk
        self._jobs = jobs
        self._lines: tuple[ImportLine, ...] = ()
        self._steps: Steps | None = None
        desk.dropped.connect(self.begin)
        desk.status.reporting.connect(self.report)

    @QtCore.Slot(list)
    def begin(self, paths: list[str]) -> None:
        """Imports these files and folders."""
        chosen = tuple(Path(path) for path in paths)

        def work(archive: Archive, steps: Steps) -> Any:
            return take_in(archive, steps, chosen)

        self._steps = self._jobs.begin(self.tr("Importing"), work, self._finish, self.said.emit)

    @QtCore.Slot()
    def choose_files(self) -> None:
        """Asks for files."""
        dialog = QtWidgets.QFileDialog(self._desk, self.tr("Import files"))
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFiles)
        self._ask(dialog)

    @QtCore.Slot()
    def choose_folder(self) -> None:
        """Asks for a folder."""
        dialog = QtWidgets.QFileDialog(self._desk, self.tr("Import a folder"))
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        self._ask(dialog)

    @QtCore.Slot()
    def report(self) -> None:
        """Shows what was refused or came in with a warning."""
        ReportDialog(self._lines, self._desk).open()

    def _ask(self, dialog: QtWidgets.QFileDialog) -> None:
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.begin)
        dialog.open()

    def _finish(self, lines: tuple[ImportLine, ...] | None) -> None:
        self._lines = lines or ()
        stopped = self._steps is not None and self._steps.stopped
        self._desk.status.show_summary(self._summary(stopped=stopped))
        self.ended.emit()

    def _summary(self, *, stopped: bool) -> str:
        counts = dict.fromkeys(("imported", "known", "refused"), 0)
        for line in self._lines:
            counts[line.status] += 1
        words = self.tr("{imported} in, {known} known, {refused} refused").format(
            imported=f"{counts['imported']:,}",
            known=f"{counts['known']:,}",
            refused=f"{counts['refused']:,}",
        )
        return self.tr("Stopped: {summary}").format(summary=words) if stopped else words


class ReportDialog(QtWidgets.QDialog):
    """The files that were refused, and those that came in with a warning, with their sentences."""

    def __init__(self, lines: tuple[ImportLine, ...], parent: QtWidgets.QWidget) -> None:
        """Lists `lines` that have something to say."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import report"))
        self.resize(760, 460)
        rows = [(line.path.name, words) for line in lines for words in self._sentences(line)]
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(plain.label(self._head(lines), font=fonts.interface(14), wrap=True))
        self.table = plain.table(
            self.tr("Refused files and files with a remark"),
            ((self.tr("File"), 240), (self.tr("What happened"), 400)),
        )
        plain.fill(self.table, rows)
        column.addWidget(self.table, 1)
        close = plain.button(self.tr("Close"), main=True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, QtCore.Qt.AlignmentFlag.AlignRight)

    def _head(self, lines: tuple[ImportLine, ...]) -> str:
        refused = sum(line.status == "refused" for line in lines)
        warned = sum(bool(line.warnings) for line in lines)
        if not refused and not warned:
            return self.tr("Every file came in without a remark.")
        return self.tr(
            "{refused} refused, {warned} with a remark. The archive holds all the others."
        ).format(refused=refused, warned=warned)

    def _sentences(self, line: ImportLine) -> tuple[str, ...]:
        return (line.reason,) if line.status == "refused" else line.warnings
