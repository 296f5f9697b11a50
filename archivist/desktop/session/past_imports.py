"""Earlier imports of the archive, in the report of the import: chosen, shown, tried again."""

from functools import partial
from pathlib import Path

from PySide6 import QtCore, QtWidgets

from archivist.archive import Archive
from archivist.desktop.forms.import_earlier import called, found_again, moment, rows_of_report
from archivist.desktop.forms.import_lines import ImportLines, Row
from archivist.desktop.forms.import_report import ImportReport
from archivist.desktop.forms.import_stand import Stand
from archivist.desktop.jobs.worker import Worker
from archivist.desktop.look.theme import Theme
from archivist.reports import Report

_MOST = 500
"""Imports that can be chosen, the latest first."""


class PastImports(QtCore.QObject):
    """Fills the chooser of the report. `trying` carries the `Path`s of files and an encoding."""

    trying = QtCore.Signal(object, str)

    def __init__(self, theme: Theme, worker: Worker, report: ImportReport) -> None:
        """Reads what is kept through `worker`, beside the window."""
        super().__init__(report)
        self._worker = worker
        self._report = report
        self._lines = ImportLines(theme, self)
        self._kept: tuple[Report, ...] = ()
        self._turn = 0
        report.turning.connect(self._choose)

    def look(self) -> None:
        """Reads which imports there were."""
        self._worker.ask(_all, self._offer)

    def leave(self) -> None:
        """Shows the import at work, or that of this session, again."""
        self._turn += 1
        self._report.turn_to(None, Stand())

    def try_again(self, rows: tuple[Row, ...], encoding: str) -> None:
        """Asks for the folder in which the files lie: the report keeps no way to it."""
        first = rows[0].path.partition("/")[0]
        dialog = QtWidgets.QFileDialog(self._report, self.tr("The folder of these files"))
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        self._report.tell(
            self.tr("Choose the folder “{name}”, or where it lies.").format(name=first)
        )
        dialog.fileSelected.connect(partial(self.find, rows, encoding))
        dialog.open()

    def find(self, rows: tuple[Row, ...], encoding: str, folder: str) -> None:
        """Tries those of the files again that lie in the folder."""
        places = [found_again(row, Path(folder)) for row in rows]
        paths = tuple(path for path in places if path is not None)
        missing = len(rows) - len(paths)
        if not paths:
            self._report.tell(self.tr("None of these files lies in that folder."))
            return
        self.trying.emit(paths, encoding)
        if missing:
            self._report.tell(self.tr("%n file(s) did not lie in that folder.", "", missing))

    def _offer(self, kept: tuple[Report, ...]) -> None:
        self._kept = kept
        self._report.offer(tuple((str(each.number), called(each)) for each in kept))

    @QtCore.Slot(str)
    def _choose(self, value: str) -> None:
        if not value:
            self.leave()
            return
        self._turn += 1
        show = partial(self._show, self._turn, int(value))
        self._worker.ask(partial(_rows, number=int(value)), show)

    def _show(self, turn: int, number: int, rows: tuple[Row, ...]) -> None:
        report = next((each for each in self._kept if each.number == number), None)
        if turn != self._turn or report is None:
            return
        self._lines.show(rows)
        self._report.turn_to(self._lines, Stand(begun=True, head=self._head(report)))
        if report.taken_back:
            self._report.tell(self.tr("This import was taken back since."))

    def _head(self, report: Report) -> str:
        words = self.tr("Import of {moment}: %n file(s) from {places}", "", report.files)
        named = ", ".join(f"“{place}”" for place in report.places[:3])
        more = len(report.places) - 3
        places = self.tr("{places} and %n more", "", more) if more > 0 else "{places}"
        return words.format(moment=moment(report.at), places=places.format(places=named))


def _all(archive: Archive) -> tuple[Report, ...]:
    return archive.reports.all()[:_MOST]


def _rows(archive: Archive, *, number: int) -> tuple[Row, ...]:
    return tuple(row for line in archive.reports.lines(number) for row in rows_of_report(line))
