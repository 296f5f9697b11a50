"""The list of cards: rows as high as their words need, measured as far as somebody looks."""

from time import perf_counter

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.inspector.mark_card import MarkDelegate
from archivist.desktop.inspector.marks import MARK, Marks
from archivist.desktop.look.theme import Theme

_GUESS = 96
_SLICE = 0.004
_AT_ONCE = 16
"""More new cards than these are measured when there is time."""
_AT_REST = 1_500
"""Milliseconds after the last scroll of the list in which the page does not scroll it."""
_Key = QtCore.Qt.Key


class MarkList(QtWidgets.QTableView):
    """One column of cards.

    `chosen` carries the id of the card a person went to, `entered` one that Enter or a double
    click asked for, `noting` one whose note F2 asked for, `menu_wanted` an id and where on the
    screen its menu goes.
    """

    chosen = QtCore.Signal(str)
    entered = QtCore.Signal(str)
    noting = QtCore.Signal(str)
    menu_wanted = QtCore.Signal(str, QtCore.QPoint)

    def __init__(self, theme: Theme, marks: Marks) -> None:
        """Shows `marks`."""
        super().__init__()
        self._marks = marks
        self.setModel(marks)
        self.delegate = MarkDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Highlights"))
        self._next = 0
        self._used = QtCore.QElapsedTimer()
        self._slices = QtCore.QTimer(self)
        self._slices.timeout.connect(self._measure_on)
        self._shape()
        marks.dataChanged.connect(self._measure_changed)
        marks.rowsInserted.connect(self._measure_new)
        marks.rowsAboutToBeRemoved.connect(self._forget)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._enter)
        theme.changed.connect(self.viewport().update)

    def choose(self, index: QtCore.QModelIndex) -> None:
        """Makes a row the current one and shows it, without saying so; none when invalid."""
        before = self.currentIndex(), *self.selectedIndexes()
        blocker = QtCore.QSignalBlocker(self.selectionModel())
        flags = QtCore.QItemSelectionModel.SelectionFlag
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
            self.bring(index.row(), to_top=False)
        elif self.hasFocus():
            # Whoever goes through the list by keys goes on from the row they are at.
            self.selectionModel().clearSelection()
        else:
            self.selectionModel().clear()
        blocker.unblock()
        for each in (*before, index):
            self.update(each)

    def bring(self, row: int, *, to_top: bool) -> None:
        """Scrolls so that a row is seen whole, at the top of the list where `to_top` asks."""
        bar, rows = self.verticalScrollBar(), self.verticalHeader()
        room = self.viewport().height()
        self._measure_from(row, room)
        top = rows.sectionPosition(row)
        bottom = top + rows.sectionSize(row)
        if to_top or top < bar.value():
            self._scroll_to(top)
        elif bottom > bar.value() + room:
            self._scroll_to(max(0, min(top, bottom - room)))
        self._measure_from(self.rowAt(0), room)

    @property
    def in_use(self) -> bool:
        """Whether a person is at the list: with the keys, the mouse, or scrolling just now."""
        scrolled = self._used.isValid() and self._used.elapsed() < _AT_REST
        return self.hasFocus() or self.underMouse() or scrolled

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the passage, F2 writes its note; the rest is Qt's."""
        if event.key() in (_Key.Key_Return, _Key.Key_Enter):
            self._enter(self.currentIndex())
            return
        mark = self.currentIndex().data(MARK)
        if event.key() == _Key.Key_F2 and mark is not None:
            self.noting.emit(mark.id)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Chooses a card; a press on the current one goes to its passage again."""
        before = self.currentIndex()
        super().mousePressEvent(event)
        if before.isValid() and self.indexAt(event.position().toPoint()) == before:
            self._tell(before, before)

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolls; the page does not scroll the list for a while."""
        self._used.start()
        super().wheelEvent(event)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Measures anew in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure_again()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Measures what comes into view."""
        super().scrollContentsBy(dx, dy)
        self._measure_from(self.rowAt(0), self.viewport().height())

    def contextMenuEvent(self, event: QtGui.QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """A menu for the card under the mouse, or the current one when a key asked for it."""
        by_mouse = event.reason() == QtGui.QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        mark = index.data(MARK)
        if mark is not None:
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(mark.id, event.globalPos() if by_mouse else at)

    def _shape(self) -> None:
        modes = QtWidgets.QHeaderView.ResizeMode
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(modes.Fixed)
        self.verticalHeader().setDefaultSectionSize(_GUESS)
        self.setShowGrid(False)
        self.setSelectionBehavior(QtWidgets.QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QtWidgets.QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QtWidgets.QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, and with it every height.
        self.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self.verticalScrollBar().setSingleStep(_GUESS // 3)
        self.verticalScrollBar().sliderPressed.connect(self._used.start)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setEditTriggers(QtWidgets.QTableView.EditTrigger.NoEditTriggers)

    def _show_bar(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)

    def _scroll_to(self, top: int) -> None:
        # The header knows of new heights at once, the bar only when Qt next pauses.
        self.updateGeometries()
        self.verticalScrollBar().setValue(top)

    @QtCore.Slot(QtCore.QModelIndex, QtCore.QModelIndex)
    def _measure_changed(self, first: QtCore.QModelIndex, last: QtCore.QModelIndex) -> None:
        self._measure_some(first.row(), last.row())

    @QtCore.Slot(QtCore.QModelIndex, int, int)
    def _measure_new(self, _parent: QtCore.QModelIndex, first: int, last: int) -> None:
        self._measure_some(first, last)
        if first < self._next:
            self._next += last + 1 - first

    def _measure_some(self, first: int, last: int) -> None:
        if last - first >= _AT_ONCE:
            self._measure_again()
            return
        for row in range(first, last + 1):
            self._measure(row)

    @QtCore.Slot(QtCore.QModelIndex, int, int)
    def _forget(self, _parent: QtCore.QModelIndex, first: int, last: int) -> None:
        self.delegate.forget(self._marks.mark(row) for row in range(first, last + 1))
        self._next = min(self._next, first)

    def _measure_again(self) -> None:
        self._next = 0
        self._measure_from(self.rowAt(0), self.viewport().height())
        self._slices.start()

    def _measure_from(self, row: int, room: int) -> None:
        """Measures rows from `row` on until they fill `room` pixels."""
        row = max(0, row)
        while room > 0 and row < self._marks.rowCount():
            room -= self._measure(row)
            row += 1

    def _measure(self, row: int) -> int:
        height = self.delegate.height(self._marks.mark(row), self.viewport().width())
        if self.rowHeight(row) != height:
            self.setRowHeight(row, height)
        return height

    @QtCore.Slot()
    def _measure_on(self) -> None:
        """Measures some more rows, and keeps the card at the top of the view where it is."""
        until = perf_counter() + _SLICE
        first = max(0, self.rowAt(0))
        before = self.rowViewportPosition(first)
        while perf_counter() < until and self._next < self._marks.rowCount():
            self._measure(self._next)
            self._next += 1
        moved = self.verticalHeader().sectionPosition(first) - self.verticalScrollBar().value()
        if moved != before:
            self._scroll_to(self.verticalScrollBar().value() + moved - before)
        if self._next >= self._marks.rowCount():
            self._slices.stop()

    @QtCore.Slot(QtCore.QModelIndex)
    def _enter(self, index: QtCore.QModelIndex) -> None:
        mark = index.data(MARK)
        if mark is not None:
            self.entered.emit(mark.id)

    @QtCore.Slot(QtCore.QModelIndex, QtCore.QModelIndex)
    def _tell(self, current: QtCore.QModelIndex, _previous: QtCore.QModelIndex) -> None:
        mark = current.data(MARK)
        if mark is not None:
            self.chosen.emit(mark.id)
