"""One import at work: a job that tells line after line, and how many files there are to read."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from archivist.accessions import ImportLine
from archivist.archive import Archive
from archivist.desktop.jobs.jobs import Steps
from archivist.desktop.session.dividing import Table
from archivist.errors import Refused
from archivist.intake.gather import gather

WATCHED = "{agent} (watched folder)"
"""Who acts, in the journal, when a file comes in by itself."""
_FIRST_LOOK = 0.05
"""Seconds of counting before the first file: enough for a folder, nothing for a person."""
_SLICE = 0.02
"""Seconds of counting with each line; meanwhile the next files are being read."""


@dataclass(eq=False, slots=True)
class Run:
    """One import: what it was begun with and what it has told; a thread of its own fills it.

    `counted` are the files found so far, `total` all of them, or 0 until they are counted.
    `table` is what a person said of the one file, whose rows become articles; `within` the
    watched folder in which the files were found.
    """

    paths: tuple[Path, ...]
    encoding: str = ""
    table: Table | None = None
    within: Path | None = None
    told: deque[ImportLine] = field(default_factory=deque)
    counted: int = 0
    total: int = 0
    done: int = 0
    begun: bool = False
    steps: Steps | None = None

    @property
    def stopped(self) -> bool:
        """Whether it was asked to end."""
        return self.steps is not None and self.steps.stopped


def take_in(archive: Archive, steps: Steps, run: Run) -> None:
    """The job: imports files and folders; what was in when it was stopped stays in."""
    run.begun = True
    counting = enumerate(gather(run.paths), 1)
    _count(run, counting, _FIRST_LOOK)
    table = run.table
    if table is not None and table.columns:
        archive.mappings.keep(table.names, table.columns)
    if table is not None and table.article:
        run.told.append(divide(archive, table))
        return
    for line in _lines(archive, steps, run):
        run.told.append(line)
        if not run.total:
            _count(run, counting, _SLICE)


def _lines(archive: Archive, steps: Steps, run: Run) -> Iterator[ImportLine]:
    def stopped() -> bool:
        return steps.stopped

    if run.within is not None:
        yield from _found(archive, run.paths, run.within, stopped)
        return
    yield from archive.import_from(
        run.paths,
        encoding=run.encoding or None,
        columns=run.table.columns if run.table else None,
        stopped=stopped,
    )


def _found(
    archive: Archive, paths: tuple[Path, ...], within: Path, stopped: Callable[[], bool]
) -> Iterator[ImportLine]:
    """Imports what came by itself, in a name of its own: a person's undo is for their own acts."""
    agent = archive.agent
    archive.act_as(WATCHED.format(agent=agent))
    try:
        yield from archive.import_found(paths, within=within, stopped=stopped)
    finally:
        archive.act_as(agent)


def divide(archive: Archive, table: Table) -> ImportLine:
    """Makes articles of the rows of one that is in. Raises `Refused` when it stays as it was."""
    (done,) = archive.reextract([table.article], columns=table.columns)
    if done.status == "refused":
        raise Refused(done.reason)
    return done.as_import(Path(table.path or table.name))


def _count(run: Run, counting: Iterator[tuple[int, object]], seconds: float) -> None:
    """Counts on for so long; the total stands once there is nothing left to count."""
    until = monotonic() + seconds
    for run.counted, _ in counting:
        if monotonic() >= until:
            return
    run.total = run.counted
