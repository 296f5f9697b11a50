"""The tab of highlights: a card for each passage, a filter over them, what lost its place."""

from PySide6 import QtCore, QtWidgets

from archivist.annotations import Annotation
from archivist.desktop.controls import plain
from archivist.desktop.inspector.filter_row import FilterRow
from archivist.desktop.inspector.mark_list import MarkList
from archivist.desktop.inspector.marks import Marks
from archivist.desktop.inspector.mending import Mending
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme


class Highlights(QtWidgets.QWidget):
    """The highlights of an article.

    `chosen` carries an id, `entered` one to go on reading at, `noting` one whose note is to be
    written, `chip_pressed` kind and id, `menu_wanted` an id and where on the screen its menu goes.
    """

    chosen = QtCore.Signal(str)
    entered = QtCore.Signal(str)
    noting = QtCore.Signal(str)
    chip_pressed = QtCore.Signal(str, str)
    menu_wanted = QtCore.Signal(str, QtCore.QPoint)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """Empty until `show_marks`."""
        super().__init__(parent)
        self._theme = theme
        self._total = 0
        self._marks = Marks(self, called=self._called)
        self.filter = FilterRow(theme)
        self.mending = Mending(theme)
        self.list = MarkList(theme, self._marks)
        self.none = plain.label(font=fonts.interface(13), look="muted", wrap=True)
        self.none.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop | QtCore.Qt.AlignmentFlag.AlignLeft)
        self.none.setContentsMargins(18, 14, 18, 14)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self.mending, 0), (self.filter, 0), (self.none, 1), (self.list, 1)):
            column.addWidget(part, stretch)
        self.list.chosen.connect(self.chosen)
        self.list.entered.connect(self.entered)
        self.list.noting.connect(self.noting)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.list.delegate.chip_pressed.connect(self.chip_pressed)
        self.show_marks((), total=0)

    def _called(self, colour: str) -> str:
        return self._theme.ink_names.of(colour)

    def show_marks(self, marks: tuple[Annotation, ...], *, total: int) -> None:
        """Shows these of the `total` there are."""
        # A row that goes makes its neighbour the current one, which no person chose.
        blocker = QtCore.QSignalBlocker(self.list.selectionModel())
        self._marks.show(marks)
        blocker.unblock()
        self.list.setVisible(bool(marks))
        self.none.setVisible(not marks)
        self._total = total
        self.none.setText(self._why_none())

    def show_torn(self, lost: tuple[Annotation, ...], doubtful: tuple[Annotation, ...]) -> None:
        """Shows what a newer text lost, and what it holds only nearly."""
        self.mending.show_passages(lost, doubtful)
        self.none.setText(self._why_none())

    def choose(self, annotation: str) -> None:
        """Shows a highlight as the current one, without saying so."""
        self.list.choose(self._marks.index_of(annotation))

    def follow(self, annotation: str, current: str) -> None:
        """Brings the card of the first highlight in view to the top, the current one in sight.

        Nothing moves under the hands of a person who is at the list.
        """
        if self.list.in_use or not self.list.isVisible():
            return
        for wanted, to_top in ((annotation, True), (current, False)):
            index = self._marks.index_of(wanted)
            if index.isValid():
                self.list.bring(index.row(), to_top=to_top)

    def _why_none(self) -> str:
        if self._total:
            return self.tr(
                "None of the %n highlight(s) here is what the filter asks for.", "", self._total
            )
        if self.mending.cards:
            return self.tr("No highlight has its place in the present text.")
        return self.tr(
            "No highlights yet.\n\nSelect words in the article, then press 1 to 6 for a "
            "colour, A for an actor, E for an event, T for a tag, N for a note."
        )
