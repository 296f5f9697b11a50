"""The report of an import, running or ended: a line a file, and what is left to do about it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.combo import Combo
from archivist.desktop.controls.drops import Drops
from archivist.desktop.forms import encodings, import_stand
from archivist.desktop.forms.import_lines import DATE, SHOWN, TITLE, ImportLines, Row, Shown
from archivist.desktop.forms.import_stand import Stand
from archivist.desktop.forms.import_table import LinesTable
from archivist.desktop.look import fonts


class ImportReport(QtWidgets.QDialog):
    """Stands beside the window and grows while the import runs.

    `opening` carries the id of an article, `retrying` a tuple of refused `Row`s and an encoding or
    nothing, `dividing` the `Row` of a table whose rows are to be articles, `copying` and `saving`
    a tuple of `Row`s, `turning` the number of an earlier import, or nothing, `comparing` the `Row`
    of an article with a newer text; `stopping` asks the import to end, `resuming` to go on.
    """

    opening = QtCore.Signal(str)
    retrying = QtCore.Signal(object, str)
    dividing = QtCore.Signal(object)
    copying = QtCore.Signal(object)
    saving = QtCore.Signal(object)
    turning = QtCore.Signal(str)
    comparing = QtCore.Signal(object)
    stopping = QtCore.Signal()
    resuming = QtCore.Signal()

    def __init__(self, lines: ImportLines, parent: QtWidgets.QWidget) -> None:
        """Shows `lines` as they are and as they become."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import report"))
        self.resize(1120, 660)
        self._lines = self._live = lines
        self._live_stand = Stand()
        self.drops = Drops(self)
        self._stand = Stand()
        self._meant = self._told = ""
        self.head = plain.label(font=fonts.interface(15, fonts.SEMIBOLD), wrap=True)
        self.remark = plain.label(font=fonts.interface(13), look="muted", wrap=True)
        self.chooser = Combo(())
        self.chooser.setAccessibleName(self.tr("Which import is shown"))
        self.chooser.setFixedWidth(400)
        self.chooser.view().setMinimumWidth(500)
        self.chooser.hide()
        self.bar = QtWidgets.QProgressBar()
        self.pace = plain.label(font=fonts.interface(13), look="muted")
        self.stop = plain.button(self.tr("Stop"))
        self.resume = plain.button(self.tr("Go on"))
        self.filters: dict[Shown, QtWidgets.QPushButton] = {}
        self.table = LinesTable(lines)
        self.empty = plain.label(font=fonts.interface(13.5), look="muted", wrap=True)
        self.said = plain.label(font=fonts.interface(13), wrap=True, selectable=True)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._count()

    def _make_buttons(self) -> None:
        self.encoding = Combo(encodings.choices())
        self.encoding.setAccessibleName(self.tr("Encoding of files that are not UTF-8"))
        self.again_some = plain.button(self.tr("Try selected again"))
        self.again_all = plain.button(self.tr("Try all refused again"))
        self.rows_button = plain.button(self.tr("Rows as articles…"))
        self.copy = plain.button(self.tr("Copy as text"))
        self.save = plain.button(self.tr("Save as CSV…"))
        self.open_button = plain.button(self.tr("Open"), main=True)
        self.close_button = plain.button(self.tr("Close"))
        self.changed_button = plain.button(self.tr("What changed…"))
        self.like_button = plain.button(self.tr("Open the like one"))

    def show_stand(self, stand: Stand) -> None:
        """Says how the import stands."""
        self._live_stand = stand
        if not self.shows_earlier:
            self._take_stand(stand)

    @property
    def shows_earlier(self) -> bool:
        """Whether an import of before is shown, and not the one at work or the last one."""
        return self._lines is not self._live

    def offer(self, earlier: tuple[tuple[str, str], ...]) -> None:
        """Offers imports of before by number and words, beside the one that grows."""
        shown = self.chooser.value
        self.chooser.clear()
        for value, words in (("", self.tr("Since the archive was opened")), *earlier):
            self.chooser.addItem(words, value)
        self.chooser.choose(shown)
        self.chooser.setVisible(bool(earlier))
        if earlier and not shown and not self._live_stand.begun:
            self.chooser.choose(earlier[0][0])
            self.turning.emit(earlier[0][0])

    def turn_to(self, lines: ImportLines | None, stand: Stand) -> None:
        """Shows an import of before, or with nothing the one that grows."""
        self._lines.counted.disconnect(self._count)
        self._lines = lines or self._live
        self._lines.counted.connect(self._count)
        self.table.turn_to(self._lines)
        if lines is None:
            self.chooser.choose("")
        self._told = ""
        self.filters[self._lines.shown].setChecked(True)
        self._stand = stand if lines else self._live_stand
        self._count()

    def _take_stand(self, stand: Stand) -> None:
        before, self._stand = self._stand, stand
        if replace(before, progress=stand.progress) == stand:
            self._show_progress()
        else:
            self._count()

    def tell(self, sentence: str) -> None:
        """Says what just happened, until something else does; a screen reader is told."""
        self._told = sentence
        self._show_remark()
        told = QtGui.QAccessibleEvent(self.remark, QtGui.QAccessible.Event.Alert)
        QtGui.QAccessible.updateAccessibility(told)

    def take_keys(self) -> None:
        """The keys go to the table, or as long as it is empty to what stands over it."""
        (self.table if self._lines.rowCount() else self.filters["all"]).setFocus()

    def selected(self) -> tuple[Row, ...]:
        """The rows a person selected, in the order they stand in."""
        # By their ranges: ten thousand selected rows are one of them.
        chosen = self.table.selectionModel().selection()
        parts = map(chosen.at, range(chosen.count()))
        numbers = {number for part in parts for number in range(part.top(), part.bottom() + 1)}
        return tuple(map(self._lines.row, sorted(numbers)))

    def _lay_out(self) -> None:
        self._stack = QtWidgets.QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty_part())
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(self._head_row())
        column.addLayout(self._filter_row())
        column.addWidget(self._stack, 1)
        column.addWidget(self._said_part())
        column.addLayout(self._foot())

    def _head_row(self) -> QtWidgets.QHBoxLayout:
        words = QtWidgets.QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.head)
        words.addWidget(self._progress_part())
        words.addWidget(self.remark)
        row = QtWidgets.QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.stop)
        row.addWidget(self.resume)
        row.addWidget(self.chooser)
        for part in (self.stop, self.resume, self.chooser):
            row.setAlignment(part, QtCore.Qt.AlignmentFlag.AlignTop)
        return row

    def _progress_part(self) -> QtWidgets.QWidget:
        self.bar.setFixedSize(220, 6)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self._progress = QtWidgets.QWidget()
        row = QtWidgets.QHBoxLayout(self._progress)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(self.bar)
        row.addWidget(self.pace, 1)
        return self._progress

    def _filter_row(self) -> QtWidgets.QHBoxLayout:
        row = QtWidgets.QHBoxLayout()
        row.setSpacing(4)
        group = QtWidgets.QButtonGroup(self)
        for shown in SHOWN:
            button = QtWidgets.QPushButton()
            button.setProperty("quiet", True)
            button.setFont(fonts.interface(13, fonts.MEDIUM))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setChecked(shown == "all")
            button.clicked.connect(partial(self._narrow, shown))
            group.addButton(button)
            self.filters[shown] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        return row

    def _empty_part(self) -> QtWidgets.QWidget:
        part = QtWidgets.QWidget()
        column = QtWidgets.QVBoxLayout(part)
        self.empty.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty)
        return part

    def _said_part(self) -> QtWidgets.QScrollArea:
        self.said.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop)
        self.said.setContentsMargins(4, 4, 4, 4)
        area = QtWidgets.QScrollArea()
        area.setWidget(self.said)
        area.setWidgetResizable(True)
        area.setFixedHeight(84)
        area.setAccessibleName(self.tr("All that is said of the selected file"))
        return area

    def _foot(self) -> QtWidgets.QHBoxLayout:
        row = QtWidgets.QHBoxLayout()
        self.encoding.setFixedWidth(270)
        for control in (self.encoding, self.again_some, self.again_all, self.rows_button):
            row.addWidget(control)
        row.addStretch(1)
        row.addWidget(self.changed_button)
        row.addWidget(self.like_button)
        row.addWidget(self.close_button)
        row.addWidget(self.open_button)
        return row

    def _connect(self) -> None:
        self._lines.counted.connect(self._count)
        self.chooser.activated.connect(self._turn)
        self.table.moved.connect(self._follow)
        self.table.opened.connect(self._open)
        self.table.copied.connect(self._copy)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.reject)
        self.stop.clicked.connect(self.stopping)
        self.resume.clicked.connect(self.resuming)
        self.again_some.clicked.connect(partial(self._try_again, self._selected_refused))
        self.rows_button.clicked.connect(self._divide)
        self.changed_button.clicked.connect(self._show_changes)
        self.like_button.clicked.connect(self._open_like)
        self.again_all.clicked.connect(partial(self._try_again, self._refused))

    def _narrow(self, shown: Shown) -> None:
        self._lines.narrow(shown)
        # What was refused has neither title nor day, and a long sentence.
        for column in (TITLE, DATE):
            self.table.setColumnHidden(column, shown == "refused")
        self._count()

    @QtCore.Slot()
    def _count(self) -> None:
        for shown, words in self._filter_words().items():
            count = f"{self._lines.count(shown):,}"
            self.filters[shown].setText(f"{words}  {count}")
            spoken = self.tr("{kind}: {count}").format(kind=words, count=count)
            self.filters[shown].setAccessibleName(spoken)
        self.filters["updated"].setVisible(self._lines.count("updated") > 0)
        self._show_remark()
        self._show_progress()
        self.stop.setVisible(self._stand.running)
        self.stop.setEnabled(not self._stand.stopped)
        self.resume.setVisible(not self._stand.running and self._stand.stopped)
        self.empty.setText(import_stand.nothing(self._stand, self._lines))
        self._stack.setCurrentIndex(0 if self._lines.rowCount() else 1)
        self._follow()

    def _show_remark(self) -> None:
        """What was told stands until the import means something else."""
        meant = import_stand.remark(self._stand, self._lines)
        if meant != self._meant:
            self._meant, self._told = meant, ""
        self.remark.setText(self._told or meant)
        self.remark.setVisible(bool(self.remark.text()))

    def _show_progress(self) -> None:
        progress = self._stand.progress
        self.head.setText(import_stand.head(self._stand, self._lines))
        self._progress.setVisible(self._stand.running)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.pace.setText(import_stand.pace(progress))

    def _filter_words(self) -> dict[Shown, str]:
        return {
            "all": self.tr("All"),
            "in": self.tr("In"),
            "known": self.tr("Known"),
            "updated": self.tr("Updated"),
            "warned": self.tr("With warnings"),
            "refused": self.tr("Refused"),
        }

    @QtCore.Slot()
    def _follow(self) -> None:
        """What can be done with the selected rows, and what is said of the one."""
        chosen = self.selected()
        words = self._selected_said(chosen)
        if words != self.said.text():
            self.said.setText(words)
            self.said.setAccessibleName(words)
        self.open_button.setEnabled(len(chosen) == 1 and bool(chosen[0].article))
        idle = not self._stand.running
        for control in (self.encoding, self.again_some, self.again_all):
            control.setVisible(self._lines.statuses["refused"] > 0)
        one = chosen[0] if len(chosen) == 1 else None
        self.rows_button.setVisible(one is not None and one.has_rows)
        self.changed_button.setVisible(one is not None and one.revision is not None)
        self.like_button.setVisible(one is not None and bool(one.like))
        self.again_all.setEnabled(idle and self._lines.statuses["refused"] > 0)
        self.again_some.setEnabled(idle and any(map(_can_be_tried, chosen)))
        for button in (self.copy, self.save):
            button.setEnabled(bool(self._lines.rowCount()))

    def _selected_said(self, chosen: tuple[Row, ...]) -> str:
        if len(chosen) == 1:
            return self._all_said(chosen[0])
        if chosen:
            return self.tr("%n file(s) selected", "", len(chosen))
        if not self._lines.rowCount():
            return ""
        return self.tr("Select a file to read all that is said of it; Enter opens its article.")

    def _all_said(self, row: Row) -> str:
        place = row.path
        if row.depth:
            place = self.tr("{part}, within {whole}").format(part=row.path, whole=row.within)
        said = row.sentences or (self.tr("It came in without a remark."),)
        return "\n".join((place, *said))

    def _refused(self) -> tuple[Row, ...]:
        return tuple(row for row in self._lines.all if _can_be_tried(row))

    def _selected_refused(self) -> tuple[Row, ...]:
        return tuple(row for row in self.selected() if _can_be_tried(row))

    def _try_again(self, rows: Callable[[], tuple[Row, ...]]) -> None:
        wanted = rows()
        if wanted:
            self.retrying.emit(wanted, self.encoding.value)

    @QtCore.Slot()
    def _open(self) -> None:
        chosen = self.selected()
        if len(chosen) == 1 and chosen[0].article:
            self.opening.emit(chosen[0].article)

    @QtCore.Slot()
    def _turn(self) -> None:
        self.turning.emit(self.chooser.value)

    @QtCore.Slot()
    def _show_changes(self) -> None:
        for row in self.selected()[:1]:
            self.comparing.emit(row)

    @QtCore.Slot()
    def _open_like(self) -> None:
        for row in self.selected()[:1]:
            self.opening.emit(row.like)

    @QtCore.Slot()
    def _divide(self) -> None:
        chosen = self.selected()
        if len(chosen) == 1 and chosen[0].has_rows:
            self.dividing.emit(chosen[0])

    @QtCore.Slot()
    def _copy(self) -> None:
        self.copying.emit(self.selected() or self._lines.rows())

    @QtCore.Slot()
    def _save(self) -> None:
        self.saving.emit(self._lines.rows())


def _can_be_tried(row: Row) -> bool:
    """Whether a file was refused that lies on the disk: what lies within another goes with it."""
    return row.sort == "refused" and row.depth == 0
