"""The search box over the cards: what is typed, how many answer, in which order."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme

_PAUSE = 110
SORTS = ("newest", "oldest", "relevance")


class SearchBar(QtWidgets.QWidget):
    """Asks as a person types.

    `asked` carries the query and the order, `opening` asks for the
    first hit, `leaving` for the list to have the keys.
    """

    asked = QtCore.Signal(str, str)
    opening = QtCore.Signal()
    leaving = QtCore.Signal()

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """An empty box: everything, newest first."""
        super().__init__(parent)
        self._theme = theme
        self._sort = ""
        self.field = plain.field(
            self.tr("Search the archive"), placeholder=self.tr("Search the archive")
        )
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(32)
        self._glass = self.field.addAction(
            theme.icon("search"), QtWidgets.QLineEdit.ActionPosition.LeadingPosition
        )
        self.total = plain.label(font=fonts.interface(12.5), look="muted")
        self.error = plain.label(font=fonts.interface(12.5), look="errorline", wrap=True)
        self.order = QtWidgets.QPushButton()
        self._timer = QtCore.QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._lay_out()
        self._say_order()
        self._timer.timeout.connect(self._ask)
        self.field.textEdited.connect(self._timer.start)
        self.field.textChanged.connect(self._cleared)
        self.field.installEventFilter(self)
        theme.changed.connect(self._draw)

    @property
    def query(self) -> str:
        """What is typed."""
        return self.field.text().strip()

    @property
    def sort(self) -> str:
        """The order: as chosen, else by relevance for a query and the newest first without."""
        if self._sort and (self.query or self._sort != "relevance"):
            return self._sort
        return "relevance" if self.query else "newest"

    def show_total(self, total: int) -> None:
        """Says how many articles answer; the query was understood."""
        self.total.setText(self.tr("%n article(s)", "", total))
        self._complain("")

    def show_error(self, sentence: str) -> None:
        """Says what is wrong with the query."""
        self._complain(sentence)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Down goes to the list, Enter to the first hit, Escape clears."""
        if (
            watched is self.field
            and isinstance(event, QtGui.QKeyEvent)
            and event.type() == QtCore.QEvent.Type.KeyPress
        ):
            return self._key(QtCore.Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: QtCore.Qt.Key) -> bool:
        keys = QtCore.Qt.Key
        if key == keys.Key_Down:
            self.leaving.emit()
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._timer.stop()
            self._ask()
            self.opening.emit()
        elif key == keys.Key_Escape and self.field.text():
            self.field.clear()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        self.order.setProperty("quiet", True)
        self.order.setFont(fonts.interface(12.5))
        menu = QtWidgets.QMenu(self.order)
        group = QtGui.QActionGroup(menu)
        for sort in SORTS:
            action = menu.addAction(self._order_words(sort))
            action.setData(sort)
            action.setCheckable(True)
            group.addAction(action)
        group.triggered.connect(self._reorder)
        self.order.setMenu(menu)
        line = QtWidgets.QHBoxLayout()
        line.setContentsMargins(2, 0, 0, 0)
        line.addWidget(self.total, 1)
        line.addWidget(self.order)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 4)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.error)
        column.addLayout(line)
        self.error.hide()

    def _order_words(self, sort: str) -> str:
        return {
            "newest": self.tr("Newest first"),
            "oldest": self.tr("Oldest first"),
            "relevance": self.tr("Best match first"),
        }[sort]

    def _say_order(self) -> None:
        self.order.setText(self._order_words(self.sort))
        self.order.setAccessibleName(
            self.tr("Order: {order}").format(order=self._order_words(self.sort))
        )

    def _complain(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.field.setProperty("wrong", bool(sentence))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    @QtCore.Slot(QtGui.QAction)
    def _reorder(self, action: QtGui.QAction) -> None:
        self._sort = action.data()
        self._ask()

    @QtCore.Slot()
    def _ask(self) -> None:
        self._say_order()
        self.asked.emit(self.query, self.sort)

    @QtCore.Slot(str)
    def _cleared(self, typed: str) -> None:
        if not typed:
            self._timer.stop()
            self._ask()

    @QtCore.Slot()
    def _draw(self) -> None:
        self._glass.setIcon(self._theme.icon("search"))
