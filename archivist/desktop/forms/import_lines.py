"""The lines of an import as rows of a table: counted, narrowed to one kind, added while it runs."""

import html
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from PySide6 import QtCore, QtGui

from archivist.accessions import ImportLine
from archivist.desktop.forms.revision_report import counts
from archivist.desktop.look.theme import Theme
from archivist.revisions import Revision

Sort = Literal["in", "warned", "known", "updated", "refused"]
Shown = Literal["all", "in", "warned", "known", "updated", "refused"]
SHOWN: tuple[Shown, ...] = ("all", "in", "known", "updated", "warned", "refused")
"""What the rows can be narrowed to; what came in with a warning came in, too."""

Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_Role = QtCore.Qt.ItemDataRole
_STATUS, _FILE, TITLE, DATE, _SAID = range(5)
_INDENT = "      "


@dataclass(frozen=True, slots=True)
class Row:
    """One file of an import, or one that came within another: `within` is the whole's path.

    `depth` is 0 for a file of the disk, whose `name` is the last part of its path; `has_rows` is
    whether it may be a table whose rows can be articles, `like` the article it is likest to,
    `revision` what became of passages when it gave an article its newer text.
    """

    sort: Sort
    path: str
    name: str
    within: str
    depth: int
    title: str
    date: str
    article: str
    sha256: str
    sentences: tuple[str, ...]
    has_rows: bool = False
    like: str = ""
    revision: Revision | None = None

    def matches(self, shown: Shown) -> bool:
        """Whether the row is among those narrowed to."""
        return shown in ("all", self.sort) or (shown == "in" and self.sort == "warned")


def rows_of(line: ImportLine, *, within: str = "", depth: int = 0) -> Iterator[Row]:
    """The row of a file, and under it those of the files it carries."""
    path = str(line.path)
    yield Row(
        sort=_sort(line),
        path=path,
        name=line.path.name if depth == 0 else path,
        within=within,
        depth=depth,
        title=line.title,
        date=line.published or line.date,
        article=line.article,
        sha256=line.sha256,
        sentences=tuple(_said(line)),
        like=line.likenesses[0].article if line.likenesses else "",
        revision=line.revision if line.revision and line.revision.lines else None,
        has_rows=line.has_rows and bool(line.article or depth == 0),
    )
    for part in line.parts:
        yield from rows_of(part, within=f"{within} › {path}" if within else path, depth=depth + 1)


def _said(line: ImportLine) -> Iterator[str]:
    if line.reason:
        yield line.reason
    # What is known was warned about when it came in.
    if line.status != "known":
        yield from line.warnings
    if line.revision and line.revision.lines:
        said = QtCore.QCoreApplication.translate
        yield said("ImportLines", "Its passages: {counts}.").format(counts=counts(line.revision))
    for likeness in line.likenesses:
        yield likeness.sentence
    if line.has_rows and line.article and not line.parts:
        yield QtCore.QCoreApplication.translate(
            "ImportLines", "It is one article; “Rows as articles” makes one of each row."
        )


def _sort(line: ImportLine) -> Sort:
    if line.status == "imported":
        return "warned" if line.warnings else "in"
    return line.status


class ImportLines(QtCore.QAbstractTableModel):
    """The rows that are narrowed to, in the order in which the files were read.

    `counted` follows each change of `count`; `files` are those of the disk, `statuses` what
    became of them.
    """

    counted = QtCore.Signal()

    def __init__(self, theme: Theme, parent: QtCore.QObject | None = None) -> None:
        """No rows."""
        super().__init__(parent)
        self._theme = theme
        self._rows: list[Row] = []
        self._at: list[int] = []
        self._sorts: Counter[str] = Counter()
        self._again: dict[str, int] = {}
        self.statuses: Counter[str] = Counter()
        self.shown: Shown = "all"

    @property
    def all(self) -> tuple[Row, ...]:
        """Every row, narrowed to or not."""
        return tuple(self._rows)

    @property
    def files(self) -> int:
        """How many files of the disk there are."""
        return self.statuses.total()

    def count(self, shown: Shown) -> int:
        """How many rows there are of that kind."""
        if shown == "all":
            return len(self._rows)
        return self._sorts[shown] + (self._sorts["warned"] if shown == "in" else 0)

    def row(self, number: int) -> Row:
        """The row shown at that place."""
        return self._rows[self._at[number]]

    def rows(self) -> tuple[Row, ...]:
        """The rows narrowed to."""
        return tuple(self._rows[at] for at in self._at)

    def clear(self) -> None:
        """Begins anew."""
        self.beginResetModel()
        self._rows, self._at, self._sorts, self._again = [], [], Counter(), {}
        self.statuses = Counter()
        self.endResetModel()
        self.counted.emit()

    def show(self, rows: Iterable[Row]) -> None:
        """Shows these rows and no others, all of them."""
        self.beginResetModel()
        self._rows, self._again, self.shown = list(rows), {}, "all"
        self._sorts = Counter(row.sort for row in self._rows)
        self.statuses = Counter(_status(row) for row in self._rows if row.depth == 0)
        self._find()
        self.endResetModel()
        self.counted.emit()

    def narrow(self, shown: Shown) -> None:
        """Shows only the rows of that kind."""
        self.beginResetModel()
        self.shown = shown
        self._find()
        self.endResetModel()

    def try_again(self, rows: Iterable[Row]) -> None:
        """The next lines of these files take the place of these rows, and of what they carry."""
        wanted = {row.path for row in rows if row.depth == 0}
        self._again |= {
            row.path: at
            for at, row in enumerate(self._rows)
            if row.depth == 0 and row.path in wanted
        }

    def forget_again(self) -> None:
        """No line is to come any more that would take the place of another."""
        self._again = {}

    def add(self, lines: Iterable[ImportLine]) -> None:
        """Takes in more lines, each where it belongs; one that was tried again in its old place."""
        fresh: list[Row] = []
        renewed: dict[int, list[Row]] = {}
        for line in lines:
            rows = list(rows_of(line))
            at = self._again.pop(rows[0].path, None)
            if at is None:
                fresh += rows
            else:
                renewed[at] = rows
            self._sorts.update(row.sort for row in rows)
            self.statuses[line.status] += 1
        if renewed:
            self._renew(renewed)
        if fresh:
            self._append(fresh)
        self.counted.emit()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many rows are narrowed to."""
        return 0 if parent is not None and parent.isValid() else len(self._at)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Status, file, title, date, sentence."""
        return 0 if parent is not None and parent.isValid() else _SAID + 1

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: QtCore.Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if orientation != QtCore.Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return (
            self.tr("Status"),
            self.tr("File"),
            self.tr("Title"),
            self.tr("Date"),
            self.tr("What happened"),
        )[section]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """The words of a cell on one line, whole in its tooltip; the status in its colour."""
        if not index.isValid():
            return None
        row, column = self.row(index.row()), index.column()
        if role == _Role.DisplayRole:
            # Under its whole a part is set in; narrowed, its whole may not be there to stand under.
            deep = row.depth if column == _FILE and self.shown == "all" else 0
            return _INDENT * deep + _on_a_line(self._words(row, column))
        if role == _Role.AccessibleTextRole:
            return self._spoken(row) if column == _STATUS else _on_a_line(self._words(row, column))
        if role == _Role.ToolTipRole and column in (_FILE, _SAID):
            return html.escape(row.path if column == _FILE else "\n".join(row.sentences))
        if role == _Role.ForegroundRole:
            return self._colour(row, column)
        return None

    def status_words(self, row: Row) -> str:
        """What became of a file, in a word or two."""
        return {
            "in": self.tr("In"),
            "warned": self.tr("In, with a warning"),
            "known": self.tr("Known"),
            "updated": self.tr("Updated"),
            "refused": self.tr("Refused"),
        }[row.sort]

    def _words(self, row: Row, column: int) -> str:
        if column == _STATUS:
            return self.status_words(row)
        if column == _FILE:
            return self._file(row)
        return (row.title, row.date, " ".join(row.sentences))[column - TITLE]

    def _file(self, row: Row) -> str:
        if row.depth == 0 or self.shown == "all":
            return row.name
        return self.tr("{part}, within {whole}").format(part=row.name, whole=_last(row.within))

    def _spoken(self, row: Row) -> str:
        words = self.status_words(row)
        if row.depth == 0:
            return words
        return self.tr("{status}, within {whole}").format(status=words, whole=_last(row.within))

    def _colour(self, row: Row, column: int) -> QtGui.QColor | None:
        tokens = {"warned": "warning", "known": "muted", "refused": "danger"}
        if column == _STATUS:
            return self._theme.colour(tokens.get(row.sort, "accent"))
        return self._theme.colour("muted") if column == DATE else None

    def _append(self, fresh: list[Row]) -> None:
        start = len(self._rows)
        at = [start + n for n, row in enumerate(fresh) if row.matches(self.shown)]
        if at:
            self.beginInsertRows(QtCore.QModelIndex(), len(self._at), len(self._at) + len(at) - 1)
        self._rows += fresh
        self._at += at
        if at:
            self.endInsertRows()

    def _renew(self, renewed: dict[int, list[Row]]) -> None:
        self.beginResetModel()
        kept: list[Row] = []
        moved: dict[int, int] = {}
        gone: list[Row] = []
        for at, row in enumerate(self._rows):
            moved[at] = len(kept)
            if at in renewed:
                kept += renewed[at]
                self.statuses[_status(row)] -= 1
            if at in renewed or (gone and gone[-1] is self._rows[at - 1] and row.depth):
                gone.append(row)
            else:
                kept.append(row)
        self._sorts.subtract(row.sort for row in gone)
        self._again = {path: moved[at] for path, at in self._again.items()}
        self._rows = kept
        self._find()
        self.endResetModel()

    def _find(self) -> None:
        shown = self.shown
        self._at = [at for at, row in enumerate(self._rows) if row.matches(shown)]


def _status(row: Row) -> str:
    return "imported" if row.sort in ("in", "warned") else row.sort


def _on_a_line(words: str) -> str:
    return " ".join(words.split())


def _last(within: str) -> str:
    """The name of the whole nearest to a part, of the way to it."""
    return PurePath(within.rpartition(" › ")[2]).name
