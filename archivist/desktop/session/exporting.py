"""Export: a job that writes a bundle, checks it, and says where it lies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.bundle.export import Issue, export
from archivist.bundle.export import Stopped as NothingWritten
from archivist.bundle.selection import Selection
from archivist.bundle.verify import verify
from archivist.desktop.desk.desk import Desk
from archivist.desktop.handing_over.bundle_dialog import BundleDialog, Order
from archivist.desktop.jobs.jobs import Jobs, Steps

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Handed:
    """A bundle that was written, and what its own check says: the first fault, or nothing."""

    issue: Issue
    fault: str


def hand_over(archive: Archive, steps: Steps, order: Order) -> Handed | None:
    """The job: writes the bundle and verifies it as its receiver would; `None` when stopped."""

    def advance(done: int, total: int) -> None:
        if not steps.stopped:
            steps.advance(done, total)

    try:
        issue = export(
            archive,
            order.destination,
            order.selection,
            title=order.title,
            progress=advance,
            cancelled=lambda: steps.stopped,
        )
    except NothingWritten:
        return None
    faults = (check.detail for check in verify(issue.path) if not check.ok)
    return Handed(issue, next(faults, ""))


class Exporting(QtCore.QObject):
    """Asks what goes into a bundle and writes it. `said` carries a sentence, `ended` each end."""

    said = QtCore.Signal(str)
    ended = QtCore.Signal()

    def __init__(
        self, desk: Desk, jobs: Jobs, choices: Callable[[], tuple[tuple[str, Selection], ...]]
    ) -> None:
        """`choices` are what a bundle can be made of now: words and selection."""
        super().__init__(desk)
        self._desk = desk
        self._jobs = jobs
        self._choices = choices

    @QtCore.Slot()
    def ask(self) -> None:
        """Opens the panel."""
        dialog = BundleDialog(self._choices(), self._desk)
        dialog.ordered.connect(self.begin)
        dialog.open()

    @QtCore.Slot(object)
    def begin(self, order: Order) -> None:
        """Writes the bundle that was ordered."""

        def work(archive: Archive, steps: Steps) -> Any:
            return hand_over(archive, steps, order)

        self._jobs.begin(self.tr("Writing the bundle"), work, self._finish, self._fail)

    def _finish(self, handed: Handed | None) -> None:
        self.said.emit(self._sentence(handed))
        self.ended.emit()

    def _fail(self, sentence: str) -> None:
        self.said.emit(sentence)
        self.ended.emit()

    def _sentence(self, handed: Handed | None) -> str:
        if handed is None:
            return self.tr("The export was stopped; nothing was written.")
        if handed.fault:
            return self.tr("The bundle does not verify: {fault}").format(fault=handed.fault)
        exhibits = self.tr("%n exhibit(s)", "", handed.issue.exhibits)
        passages = self.tr("%n passage(s)", "", handed.issue.passages)
        told = self.tr("{reference}: {exhibits}, {passages}, verified. It lies in {folder}").format(
            reference=handed.issue.reference,
            exhibits=exhibits,
            passages=passages,
            folder=str(Path(handed.issue.path)),
        )
        return " ".join([told, *self._beside(handed.issue)])

    def _beside(self, issue: Issue) -> Iterator[str]:
        """What left by name, and what stayed for want of a date: neither was chosen as such."""
        names = (*issue.people, *issue.tags, *issue.events)
        if names:
            more = self.tr("and %n more", "", len(names) - _NAMED) if names[_NAMED:] else ""
            listed = "; ".join([*names[:_NAMED], *([more] if more else [])])
            yield self.tr("Names: {names}.").format(names=listed)
        if issue.undated:
            yield self.tr("%n undated article(s) left out.", "", issue.undated)
