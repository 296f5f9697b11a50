"""Rows as articles: looks into a table beside the window, and lets a person say what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6 import QtCore, QtWidgets

from archivist.archive import Archive
from archivist.desktop.forms.rows import RowsForm
from archivist.desktop.jobs.worker import Worker
from archivist.intake.sampling import Sample, Sampler


@dataclass(frozen=True, slots=True)
class Table:
    """What is to be divided: an article made of a table, or a file of the disk that was refused.

    `columns` says which of its columns holds which field, `names` what all of them are called.
    """

    name: str
    article: str = ""
    path: str = ""
    encoding: str = ""
    names: tuple[str, ...] = ()
    columns: Mapping[str, str] | None = None


class Dividing(QtCore.QObject):
    """Asks which column of a table holds what. `wanted` carries the `Table` with the answer."""

    wanted = QtCore.Signal(object)

    def __init__(self, worker: Worker, parent: QtCore.QObject) -> None:
        """Tables are looked into by `worker`, beside the window."""
        super().__init__(parent)
        self._worker = worker

    def ask(self, table: Table, parent: QtWidgets.QWidget) -> RowsForm:
        """Opens the form for a table; nothing waits for it."""
        form = RowsForm(table.name, parent)
        Look(self._worker, table, form).wanted.connect(self.wanted)
        form.show()
        return form


class Look(QtCore.QObject):
    """One form and the look into its table; what was chosen last is what is shown."""

    wanted = QtCore.Signal(object)

    def __init__(self, worker: Worker, table: Table, form: RowsForm) -> None:
        """Begins to look."""
        super().__init__(form)
        self._worker = worker
        self._table = table
        self._form = form
        self._seen = Seen(table)
        self._turn = 0
        self._over = False
        self._sample: Sample | None = None
        form.chosen.connect(self._look)
        form.wanted.connect(self._want)
        form.finished.connect(self._end)
        worker.ask(self._seen.begin, self._begin, self._complain)

    def _begin(self, found: tuple[Sample, Mapping[str, str], Sample]) -> None:
        if self._over:
            return
        plain, held, chosen = found
        self._sample = plain
        self._form.show_columns(plain, held)
        self._form.show_sample(chosen)

    @QtCore.Slot(object)
    def _look(self, columns: Mapping[str, str]) -> None:
        self._turn += 1
        turn = self._turn

        def show(sample: Sample) -> None:
            if turn == self._turn and not self._over:
                self._form.show_sample(sample)

        self._worker.ask(partial(self._seen.look, columns=columns), show, self._complain)

    def _complain(self, sentence: str) -> None:
        if not self._over:
            self._form.complain(sentence)

    @QtCore.Slot(object)
    def _want(self, columns: Mapping[str, str]) -> None:
        if self._sample is not None:
            table = replace(self._table, columns=dict(columns), names=self._sample.names)
            self.wanted.emit(table)

    @QtCore.Slot()
    def _end(self) -> None:
        self._over = True
        self._worker.ask(self._seen.close, _done)


class Seen:
    """The table on the worker's thread, where its bytes and its child are."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._sampler: Sampler | None = None

    def begin(self, archive: Archive) -> tuple[Sample, Mapping[str, str], Sample]:
        """The columns, which of them holds which field, and the first rows with these."""
        table = self._table
        if table.article:
            self._sampler = archive.mappings.sampler(table.article)
        else:
            self._sampler = Sampler.of(Path(table.path), encoding=table.encoding or None)
        plain = self._sampler.look({})
        held = archive.mappings.of(plain.names)
        return plain, held, self._sampler.look(held) if held else plain

    def look(self, archive: Archive, *, columns: Mapping[str, str]) -> Sample:
        """The first rows with other columns."""
        if self._sampler is None:
            return self.begin(archive)[0]
        return self._sampler.look(columns)

    def close(self, _archive: Archive) -> None:
        """Ends the child."""
        if self._sampler is not None:
            self._sampler.close()


def _done(_nothing: None) -> None:
    """Nobody waits for the end of a look."""
