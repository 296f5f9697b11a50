"""The tab of highlights: a card for each passage marked in the open article."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.annotations import Annotation
from archivist.desktop.controls import plain
from archivist.desktop.inspector.mark_card import MARK, MarkDelegate, Marks
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme


class Highlights(QtWidgets.QStackedWidget):
    """The highlights of an article.

    `chosen` carries an id, `chip_pressed` kind and id,
    `menu_wanted` an id and where on the screen its menu goes.
    """

    chosen = QtCore.Signal(str)
    chip_pressed = QtCore.Signal(str, str)
    menu_wanted = QtCore.Signal(str, QtCore.QPoint)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """Empty until `show_marks`."""
        super().__init__(parent)
        self._marks = Marks(self)
        self.list = MarkList(theme, self._marks)
        self._none = plain.label(
            self.tr(
                "No highlights yet.\n\nSelect words in the article, then press 1 to 6 for a "
                "colour, A for an actor, E for an event, T for a tag, N for a note."
            ),
            font=fonts.interface(13),
            look="muted",
            wrap=True,
        )
        self._none.setAlignment(
            QtCore.Qt.AlignmentFlag.AlignTop | QtCore.Qt.AlignmentFlag.AlignLeft
        )
        self._none.setContentsMargins(18, 18, 18, 18)
        self.addWidget(self._none)
        self.addWidget(self.list)
        self.list.chosen.connect(self.chosen)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.list.delegate.chip_pressed.connect(self.chip_pressed)

    def show_marks(self, marks: tuple[Annotation, ...]) -> None:
        """Shows these; the chosen one stays chosen when it is still there."""
        current = self.list.currentIndex().data(MARK)
        self._marks.show(marks)
        self.setCurrentWidget(self.list if marks else self._none)
        if current is not None:
            self.choose(current.id)

    def choose(self, annotation: str) -> None:
        """Shows a highlight as the current one, without saying so."""
        index = self._marks.index_of(annotation)
        blocker = QtCore.QSignalBlocker(self.list.selectionModel())
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.selectionModel().select(
                index, QtCore.QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.list.scrollTo(index)
        else:
            self.list.clearSelection()
        blocker.unblock()
        self.list.viewport().update()


class MarkList(QtWidgets.QListView):
    """The cards."""

    chosen = QtCore.Signal(str)
    menu_wanted = QtCore.Signal(str, QtCore.QPoint)

    def __init__(self, theme: Theme, marks: Marks) -> None:
        """Shows `marks`."""
        super().__init__()
        self.setModel(marks)
        self.delegate = MarkDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Highlights"))
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QtWidgets.QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QtWidgets.QListView.ResizeMode.Adjust)
        self.setEditTriggers(QtWidgets.QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.viewport().update)

    def contextMenuEvent(self, event: QtGui.QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """A menu for the card under the mouse, or the current one when a key asked for it."""
        by_mouse = event.reason() == QtGui.QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        mark = index.data(MARK)
        if mark is not None:
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(mark.id, event.globalPos() if by_mouse else at)

    @QtCore.Slot(QtCore.QModelIndex, QtCore.QModelIndex)
    def _tell(self, current: QtCore.QModelIndex, _previous: QtCore.QModelIndex) -> None:
        mark = current.data(MARK)
        if mark is not None:
            self.chosen.emit(mark.id)
