"""Import: a job over what was dropped or chosen, and its report, which grows while it runs."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

from PySide6 import QtCore, QtWidgets

from archivist.archive import Archive
from archivist.desktop.controls import clipboard
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms import import_copy
from archivist.desktop.forms.import_lines import ImportLines, Row
from archivist.desktop.forms.import_report import ImportReport
from archivist.desktop.forms.import_stand import Progress, Stand
from archivist.desktop.jobs.jobs import Jobs, Steps, Stopped
from archivist.desktop.jobs.worker import Worker
from archivist.desktop.look.theme import Theme
from archivist.desktop.session.dividing import Dividing, Table
from archivist.desktop.session.import_run import Run, take_in
from archivist.desktop.session.pace import Pace
from archivist.desktop.session.past_imports import PastImports
from archivist.desktop.session.reading import Reading
from archivist.errors import ArchivistError
from archivist.intake import kinds
from archivist.intake.gather import ARCHIVE_SUFFIX
from archivist.intake.kinds import KINDS
from archivist.reports import Status
from archivist.writing import write_whole

_SHOWN_EVERY = 100
"""Milliseconds between two looks at what the import has told."""
_ROOM = 1_000
"""Lines taken into the report at one look, so that the window answers keys in between."""


class Importing(QtCore.QObject):
    """Begins imports and reports on them. `ended` follows each; `said` carries a sentence.

    `revised` carries the `Revision` of an article whose report a person asks for.
    """

    ended = QtCore.Signal()
    said = QtCore.Signal(str)
    revised = QtCore.Signal(object)

    def __init__(
        self, theme: Theme, desk: Desk, jobs: Jobs, reading: Reading, looker: Worker
    ) -> None:
        """Works through `jobs`, looks through `looker`; opens articles for `reading`."""
        super().__init__(desk)
        self._desk = desk
        self._jobs = jobs
        self._reading = reading
        self._dividing = Dividing(looker, self)
        self._runs: list[Run] = []
        self._last: tuple[Path, ...] = ()
        self._stopped = False
        self._trouble = ""
        self._by_itself = False
        self.lines = ImportLines(theme, self)
        self.report_shown = ImportReport(self.lines, desk)
        self._ended = (0, 0)
        self._pace = Pace()
        self._clock = QtCore.QElapsedTimer()
        self._look = QtCore.QTimer(self)
        self._look.setInterval(_SHOWN_EVERY)
        self._look.timeout.connect(self._take_lines)
        self._past = PastImports(theme, looker, self.report_shown)
        self._past.trying.connect(self._begin_with)
        desk.dropped.connect(self.begin)
        desk.drops.refused.connect(self.said)
        desk.status.reporting.connect(self.report)
        desk.status.stopping.connect(self._show_stand)
        self._connect(self.report_shown)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts of importing."""
        return {
            "import-files": self.choose_files,
            "import-folder": self.choose_folder,
            "import-report": self.report,
            "rows-as-articles": self.ask_columns,
        }

    @QtCore.Slot(list)
    def begin(self, paths: list[str]) -> None:
        """Imports these files and folders; beside one at work, into the same report."""
        self._begin_with(tuple(map(Path, paths)), "")

    @QtCore.Slot(object, str)
    def _begin_with(self, chosen: tuple[Path, ...], encoding: str) -> None:
        if not self._runs:
            self._last = ()
            self.lines.clear()
        self._last += chosen
        self._past.leave()
        self._run(Run(chosen, encoding))

    @QtCore.Slot(object, object)
    def take_found(self, paths: tuple[Path, ...], within: Path) -> None:
        """Imports what was found in the watched folder, into the report that is there."""
        self._run(Run(paths, within=within))

    @QtCore.Slot()
    def choose_files(self) -> None:
        """Asks for files."""
        dialog = QtWidgets.QFileDialog(self._desk, self.tr("Import files"))
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(self._kinds())
        self._ask(dialog)

    @QtCore.Slot()
    def choose_folder(self) -> None:
        """Asks for a folder."""
        dialog = QtWidgets.QFileDialog(self._desk, self.tr("Import a folder"))
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        self._ask(dialog)

    @QtCore.Slot()
    def report(self) -> None:
        """Shows what becomes of each file of the import at work, or became of the last one's."""
        self._show_stand()
        self._past.look()
        self.report_shown.show()
        self.report_shown.activateWindow()
        self.report_shown.take_keys()

    def _connect(self, report: ImportReport) -> None:
        report.opening.connect(self._open)
        report.drops.files.connect(self.begin)
        report.drops.refused.connect(self._tell)
        report.retrying.connect(self._try_again)
        report.comparing.connect(self._compare)
        report.dividing.connect(self._ask_columns)
        self._dividing.wanted.connect(self.divide)
        report.copying.connect(self._copy)
        report.saving.connect(self._ask_where)
        report.resuming.connect(self._go_on)
        report.stopping.connect(self._desk.status.stopping)

    def _kinds(self) -> list[str]:
        every = " ".join(f"*{suffix}" for kind in KINDS for suffix in kind.suffixes if suffix)
        return [
            self.tr("Everything that is read ({endings})").format(endings=every),
            *(
                f"{kind.name[:1].upper()}{kind.name[1:]} "
                f"({' '.join(f'*{suffix}' for suffix in kind.suffixes if suffix)})"
                for kind in KINDS
            ),
            self.tr("All files (*)"),
        ]

    def _ask(self, dialog: QtWidgets.QFileDialog) -> None:
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.begin)
        dialog.open()

    # The import at work

    def _run(self, run: Run) -> None:
        self._by_itself = run.within is not None
        # What comes by itself leaves it said that a person stopped theirs.
        self._stopped, self._trouble = self._stopped and self._by_itself, ""
        if not self._runs:
            self._ended = (0, 0)
            self._pace.begin()
            self._clock.start()
        self._runs.append(run)

        def work(archive: Archive, steps: Steps) -> bool:
            try:
                take_in(archive, steps, run)
            except Stopped:
                return False
            return True

        def finish(_whole: bool | None) -> None:  # noqa: FBT001 - what a job answers
            self._end(run, "")

        def fail(sentence: str) -> None:
            self._end(run, sentence)
            self.said.emit(sentence)

        run.steps = self._jobs.begin(self.tr("Importing"), work, finish, fail)
        self._look.start()
        self._show_stand()
        self._desk.status.show_summary(self._summary())

    @QtCore.Slot()
    def _take_lines(self) -> None:
        for run in self._runs:
            self._take_from(run, _ROOM)
            if run.steps is not None and run.begun:
                run.steps.tell(run.done, run.total)
        done, _ = self._progress()
        self._pace.tell(self._clock.elapsed() / 1000, done)
        self._desk.status.show_summary(self._summary())
        self._show_stand()

    def _take_from(self, run: Run, most: int) -> None:
        lines = [run.told.popleft() for _ in range(min(most, len(run.told)))]
        if not lines:
            return
        run.done += len(lines)
        self.lines.add(lines)

    def _progress(self) -> tuple[int, int]:
        """How many files are done, of how many in all; of 0 as long as they are being counted."""
        begun = [run for run in self._runs if run.begun]
        done = self._ended[0] + sum(run.done for run in begun)
        if not all(run.total for run in begun):
            return done, 0
        return done, self._ended[1] + sum(run.total for run in begun)

    def _end(self, run: Run, trouble: str) -> None:
        self._take_from(run, len(run.told))
        self._runs.remove(run)
        self._ended = (self._ended[0] + run.done, self._ended[1] + run.done)
        self._stopped = self._stopped or run.stopped
        self._trouble = self._trouble or trouble
        if trouble:
            self.lines.forget_again()
        if not self._runs:
            self._look.stop()
        self._show_stand()
        self._desk.status.show_summary(self._summary())
        if self.report_shown.isVisible():
            self._past.look()
        self.ended.emit()

    @QtCore.Slot()
    def _show_stand(self) -> None:
        stopped = self._stopped or any(run.stopped for run in self._runs)
        done, total = self._progress()
        pace = self._pace.words(total)
        self.report_shown.show_stand(
            Stand(
                begun=bool(self._last) or bool(self._runs) or self.lines.files > 0,
                running=bool(self._runs),
                stopped=stopped,
                trouble=self._trouble,
                progress=Progress(done, total, pace, sum(not run.begun for run in self._runs)),
            )
        )

    def _summary(self) -> str:
        words = self.tr("{imported} in, {known} known, {refused} refused")
        files = self.lines.statuses
        if files["updated"]:
            words = self.tr("{imported} in, {known} known, {updated} updated, {refused} refused")
        counts = {each: f"{files[each]:,}" for each in get_args(Status)}
        words = words.format(**counts)
        if self._by_itself and not self._stopped:
            return self.tr("{summary}, the last from the watched folder").format(summary=words)
        return self.tr("Stopped: {summary}").format(summary=words) if self._stopped else words

    # What a person does in the report

    @QtCore.Slot(str)
    def _open(self, article: str) -> None:
        try:
            self._reading.open(article)
        except ArchivistError as sentence:
            self._tell(str(sentence))

    @QtCore.Slot(object)
    def _compare(self, row: Row) -> None:
        self._open(row.article)
        self.revised.emit(row.revision)

    @QtCore.Slot(object, str)
    def _try_again(self, rows: tuple[Row, ...], encoding: str) -> None:
        if self.report_shown.shows_earlier:
            self._past.try_again(rows, encoding)
            return
        self.lines.try_again(rows)
        self._run(Run(tuple(Path(row.path) for row in rows), encoding))

    @QtCore.Slot(object)
    def _ask_columns(self, row: Row) -> None:
        path = "" if self.report_shown.shows_earlier else row.path
        table = Table(row.name, row.article, path, self.report_shown.encoding.value)
        self._dividing.ask(table, self.report_shown)

    @QtCore.Slot()
    def ask_columns(self) -> None:
        """Asks what the columns of the open article's table hold."""
        article = self._reading.article
        if article is None or not kinds.may_have_columns(article.name):
            self.said.emit(self.tr("Open the article of a table or a list; its rows can be such."))
            return
        self._dividing.ask(Table(article.name, article.id), self._desk)

    @QtCore.Slot(object)
    def divide(self, table: Table) -> None:
        """Makes articles of the rows of a table, into the report that is there."""
        self._past.leave()
        path = Path(table.path or table.name)
        self.lines.try_again([row for row in self.lines.all if row.path == table.path])
        self._last = self._last or (path,)
        self._run(Run((path,), table.encoding, table))

    @QtCore.Slot()
    def _go_on(self) -> None:
        self.begin([str(path) for path in self._last])

    @QtCore.Slot(object)
    def _copy(self, rows: tuple[Row, ...]) -> None:
        clipboard.copy(import_copy.as_text(rows))
        self._tell(self.tr("The report is copied: %n line(s).", "", len(rows)))

    @QtCore.Slot(object)
    def _ask_where(self, rows: tuple[Row, ...]) -> None:
        dialog = QtWidgets.QFileDialog(self.report_shown, self.tr("Save the report"))
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilters([self.tr("Table (*.csv)")])

        def save(path: str) -> None:
            self.save(rows, Path(path))

        dialog.fileSelected.connect(save)
        dialog.open()

    def save(self, rows: tuple[Row, ...], path: Path) -> None:
        """Writes the report where a person chose, outside every archive."""
        if any(folder.suffix == ARCHIVE_SUFFIX for folder in path.resolve().parents):
            self._tell(self.tr("The report cannot lie in an archive; choose another folder."))
            return
        try:
            write_whole(path, import_copy.as_csv(rows))
        except OSError:
            self._tell(self.tr("The report cannot be written there; choose another folder."))
            return
        self._tell(self.tr("The report lies in {place}").format(place=str(path)))

    def _tell(self, sentence: str) -> None:
        self.said.emit(sentence)
        self.report_shown.tell(sentence)
