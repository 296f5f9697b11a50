"""A newer capture of the open article, and what becomes of the passages marked in the old one."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6 import QtCore, QtWidgets

from archivist.anchoring import Anchor, find, resembling
from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.revision_report import RevisionReport, counts
from archivist.desktop.jobs.jobs import Jobs, Steps
from archivist.desktop.session.reading import Reading
from archivist.desktop.session.sentences import said_of
from archivist.errors import ArchivistError
from archivist.revisions import Revision

_STEPS = 2
_MOST_OFFERED = 8
_NAMED = ("actor", "event", "tag")


def revise(archive: Archive, steps: Steps, article: str, path: Path) -> Revision:
    """The job: reads a file and gives the article its text."""
    from archivist.intake.reading import read

    steps.advance(0, _STEPS)
    deposit = read(path)
    steps.advance(1, _STEPS)
    return archive.revise(article, deposit)


class Revising(QtCore.QObject):
    """Takes newer captures in and mends what they tore.

    `said` carries a sentence, `ended` follows each capture that was taken in.
    """

    said = QtCore.Signal(str)
    ended = QtCore.Signal()

    def __init__(self, archive: Archive, desk: Desk, jobs: Jobs, reading: Reading) -> None:
        """Works through `jobs` on what `reading` has open."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._jobs = jobs
        self._reading = reading
        self._reports: dict[str, Revision] = {}
        self._mending = desk.inspector.highlights.mending
        self._text = ("", "")
        self._touched: set[tuple[str, str]] = set()
        self._lost: tuple[Annotation, ...] = ()
        self._offered: dict[str, tuple[Anchor, ...]] = {}
        self._turn: dict[str, int] = {}
        self._acts: dict[str, Callable[[Annotation], None]] = {
            "find": self._find,
            "place": self._place,
            "withdraw": self._withdraw,
            "show": self._show,
            "confirm": self._confirm,
            "unplace": self._unplace,
        }
        self._mending.acted.connect(self.act)
        desk.inspector.provenance.reporting.connect(self.report)
        desk.inspector.provenance.revising.connect(self.choose)
        desk.inspector.allow_writing(allowed=not archive.read_only)
        reading.opened.connect(self.refresh)
        reading.marked.connect(self.refresh)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on versions of a text."""
        return {"revise": self.choose}

    # A newer capture

    def choose(self) -> None:
        """Asks for the file that holds the newer capture."""
        article = self._reading.article
        if article is None:
            return
        dialog = QtWidgets.QFileDialog(self._desk, self.tr("Take in a newer capture"))
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.begin, article.id))
        dialog.open()

    def begin(self, article: str, path: str) -> None:
        """Takes the file in as the newer text of an article."""
        chosen = Path(path)

        def work(archive: Archive, steps: Steps) -> Revision:
            return revise(archive, steps, article, chosen)

        def fail(sentence: str) -> None:
            self.said.emit(f"{chosen.name}: {sentence}")

        self._jobs.begin(self.tr("Taking in a newer capture"), work, self._finish, fail)

    @QtCore.Slot(object)
    def show(self, revision: Revision) -> None:
        """Shows the report of a capture that came in with an import; its article lies open."""
        self._reports[revision.article.id] = revision
        self._show_versions()
        self.report()

    @QtCore.Slot()
    def report(self) -> None:
        """Shows the report of the last capture taken in for the open article."""
        article = self._reading.article
        revision = self._report_of(article) if article else None
        if revision is None:
            return
        report = RevisionReport(revision, self._desk)
        report.going.connect(self._go)
        report.show()

    def _report_of(self, article: Article) -> Revision | None:
        """The report of the capture that gave the article the text it has now."""
        report = self._reports.get(article.id)
        return report if report and report.article.text_id == article.text_id else None

    def _finish(self, revision: Revision | None) -> None:
        if revision is None:
            self.said.emit(self.tr("Stopped: the article keeps its text."))
            return
        if revision.status == "known":
            self.said.emit(self.tr("Nothing has changed: the capture says what the text says."))
            return
        self._reports[revision.article.id] = revision
        self.ended.emit()
        self._show_versions()
        self.said.emit(self._summary(revision))
        article = self._reading.article
        if revision.lines and article is not None and article.id == revision.article.id:
            self.report()

    def _summary(self, revision: Revision) -> str:
        if not revision.lines:
            return self.tr("The newer text is in; no passage was marked. Ctrl+Z takes it back.")
        return self.tr("The newer text is in: {counts}. Ctrl+Z takes it back.").format(
            counts=counts(revision)
        )

    # What is to be mended

    @QtCore.Slot(str, str)
    def act(self, name: str, annotation: str) -> None:
        """Does an act on a lost or doubtful passage, or says why not."""
        try:
            self._acts[name](self._archive.annotations.get(annotation))
        except ArchivistError as reason:
            self.said.emit(said_of(reason))

    def _find(self, passage: Annotation) -> None:
        """Selects the places most like a lost passage, one after the other."""
        offered = self._like(passage)
        if not offered:
            self._mending.tell(passage.id, self._where_it_stood(passage))
            return
        turn = self._turn.get(passage.id, -1) + 1
        self._turn[passage.id] = turn % len(offered)
        found = offered[turn % len(offered)]
        reader = self._desk.page.reader
        reader.reveal(found.start)
        reader.select(found.start, found.end)
        self._mending.tell(
            passage.id,
            self.tr("Place {number} of {all} is selected: {score} % like it.").format(
                number=turn % len(offered) + 1, all=len(offered), score=round(100 * found.score)
            ),
        )

    def _where_it_stood(self, passage: Annotation) -> str:
        """Shows what stands around a passage that is like nothing in the text any more."""
        text = self._reading.text.text
        for words in (passage.target.prefix, passage.target.suffix):
            places = find(text, words) if words.strip() else ()
            if len(places) == 1:
                self._desk.page.reader.reveal(places[0][0])
                return self.tr("Nothing in this text is like it; where it stood is in view.")
        return self.tr("Nothing in this text is like it.")

    def _place(self, passage: Annotation) -> None:
        selected = self._desk.page.reader.selection()
        article = self._reading.article
        if selected is None or article is None:
            self.said.emit(self.tr("Select the words where the passage belongs, then press again."))
            return
        self._archive.annotations.move(passage.id, *selected, of_text=article.text_sha256)
        self._desk.page.reader.unselect()
        self.said.emit(self.tr("The passage is placed. Ctrl+Z takes it back."))

    def _withdraw(self, passage: Annotation) -> None:
        self._archive.annotations.withdraw(passage.id)
        self.said.emit(self.tr("The highlight is withdrawn. Ctrl+Z brings it back."))

    def _show(self, passage: Annotation) -> None:
        self._reading.choose(passage.id)
        self._reading.reveal()

    def _confirm(self, passage: Annotation) -> None:
        self._archive.annotations.confirm(passage.id)
        self.said.emit(self.tr("The place is confirmed. Ctrl+Z takes it back."))

    def _unplace(self, passage: Annotation) -> None:
        self._archive.annotations.unplace(passage.id)
        self.said.emit(self.tr("The passage is listed as lost again. Ctrl+Z takes it back."))

    def _like(self, passage: Annotation) -> tuple[Anchor, ...]:
        if passage.id not in self._offered:
            text = self._reading.text.text
            self._offered[passage.id] = resembling(text, passage.target)[:_MOST_OFFERED]
        return self._offered[passage.id]

    @QtCore.Slot(str)
    def _go(self, annotation: str) -> None:
        if any(mark.id == annotation for mark in self._reading.marks):
            self._reading.enter(annotation)

    # What the archive now has

    def note(self, touched: Iterable[tuple[str, str]]) -> None:
        """Remembers rows that changed, as tables and keys, for the next `refresh`."""
        self._touched.update(touched)

    @QtCore.Slot()
    def refresh(self) -> None:
        """Shows what has changed of what is to be mended; after `Reading.refresh`."""
        touched, self._touched = self._touched, set()
        article = self._reading.article
        text = (article.id, article.text_id) if article else ("", "")
        if text != self._text:
            self._text = text
            self._offered.clear()
            self._turn.clear()
            self._lost = self._archive.annotations.lost(text[0]) if text[0] else ()
            self._show_versions()
        elif self._speaks_of_lost(touched):
            self._lost = self._archive.annotations.lost(text[0])
        doubtful = tuple(mark for mark in self._reading.marks if mark.former is not None)
        self._desk.inspector.show_torn(self._lost, doubtful)

    def _speaks_of_lost(self, touched: set[tuple[str, str]]) -> bool:
        if not touched or not self._text[0]:
            return False
        placed = {mark.id for mark in self._reading.marks}
        rows = {key.split()[0] for table, key in touched if table.startswith("annotation")}
        names = any(table in _NAMED for table, _ in touched)
        lost = {each.id for each in self._lost}
        return not rows <= placed - lost or (names and bool(lost))

    def _show_versions(self) -> None:
        article = self._reading.article
        self._desk.inspector.provenance.show_versions(
            self._archive.revisions.versions(article.id) if article else (),
            reported=article is not None and self._report_of(article) is not None,
        )
