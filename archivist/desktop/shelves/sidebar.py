"""The sidebar: the library, and the actors, events and tags of the archive with their counts."""

from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look.theme import Theme
from archivist.desktop.shelves.places import KINDS, TOP, Kind, Overview, Place, fitting
from archivist.desktop.shelves.sidebar_rows import RowDelegate, Rows, SidebarRow


class Sidebar(QtWidgets.QWidget):
    """Where the list can go.

    `chosen` carries a `Place`, `adding` the kind of a name to be made,
    `menu_wanted` a `Place` and where on the screen its menu goes.
    """

    chosen = QtCore.Signal(object)
    adding = QtCore.Signal(str)
    menu_wanted = QtCore.Signal(object, QtCore.QPoint)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """Empty until `show_overview`."""
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self._overview = Overview()
        self._open: set[Kind] = set()
        self._place = ("library", "all")
        self._adds = True
        self._rows = Rows(self)
        self.list = SidebarList(theme, self._rows)
        self.filter = plain.field(self.tr("Filter names"), placeholder=self.tr("Filter names"))
        self.filter.setClearButtonEnabled(True)
        self._lay_out()
        self.filter.textChanged.connect(self._fill)
        self.list.pressed_row.connect(self._act)
        self.list.menu_at.connect(self._offer_menu)

    def allow_adding(self, *, allowed: bool) -> None:
        """Whether the headings have a plus that makes a name."""
        self._adds = allowed
        self._fill()

    def show_overview(self, overview: Overview) -> None:
        """Shows these places; the chosen one stays chosen."""
        self._overview = overview
        self._fill()

    def choose(self, kind: str, key: str) -> None:
        """Marks a place as the one that is listed."""
        self._place = (kind, key)
        self._mark()

    def place(self) -> Place | None:
        """The place under the keyboard's focus, if it is one."""
        row = self._rows.row(self.list.currentIndex())
        return row.place if row else None

    def _lay_out(self) -> None:
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        foot = QtWidgets.QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 10)
        foot.addWidget(self.filter)
        column.addLayout(foot)

    @QtCore.Slot()
    def _fill(self) -> None:
        self._rows.show(tuple(self._wanted_rows()))
        self._mark()

    def _wanted_rows(self) -> Iterator[SidebarRow]:
        titles = {
            "actor": self.tr("Actors"),
            "event": self.tr("Events"),
            "tag": self.tr("Tags"),
        }
        yield SidebarRow("heading", self.tr("Library"), kind="library")
        for place in self._overview.library:
            yield SidebarRow("place", place.name, kind="library", place=place)
        for kind in KINDS:
            yield SidebarRow("heading", titles[kind], kind=kind, adds=self._adds)
            yield from self._rows_of(kind)

    def _rows_of(self, kind: Kind) -> Iterator[SidebarRow]:
        typed = self.filter.text()
        places = fitting(self._overview.of(kind), typed)
        shown = places if typed.strip() or kind in self._open else places[:TOP]
        for place in shown:
            yield SidebarRow("place", place.name, kind=kind, place=place)
        if not places:
            yield SidebarRow("empty", self.tr("None yet") if not typed else self.tr("No match"))
        if len(places) > TOP and not typed.strip():
            more = self.tr("Show fewer") if kind in self._open else self.tr("Show all {count}")
            yield SidebarRow("more", more.format(count=len(places)), kind=kind)

    def _mark(self) -> None:
        blocker = QtCore.QSignalBlocker(self.list)
        found = self._rows.index_of(*self._place)
        self.list.selectionModel().select(
            found, QtCore.QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        blocker.unblock()
        self.list.viewport().update()

    @QtCore.Slot(object, bool)
    def _act(self, row: SidebarRow, on_plus: bool) -> None:  # noqa: FBT001 - Qt's slot
        if row.look == "place" and row.place is not None:
            self.choose(row.place.kind, row.place.key)
            self.chosen.emit(row.place)
        elif row.look == "more":
            self._open ^= {row.kind}
            self._fill()
        elif row.look == "heading" and on_plus and row.adds:
            self.adding.emit(row.kind)

    @QtCore.Slot(object, QtCore.QPoint)
    def _offer_menu(self, row: SidebarRow, at: QtCore.QPoint) -> None:
        if row.place is not None and row.kind != "library":
            self.menu_wanted.emit(row.place, at)


class SidebarList(QtWidgets.QListView):
    """The rows; `pressed_row` says which was clicked or entered, and whether on its plus."""

    pressed_row = QtCore.Signal(object, bool)
    menu_at = QtCore.Signal(object, QtCore.QPoint)

    def __init__(self, theme: Theme, rows: Rows) -> None:
        """Shows `rows`."""
        super().__init__()
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setAccessibleName(self.tr("Library, actors, events and tags"))
        self.setMouseTracking(True)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QtWidgets.QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QtWidgets.QListView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.viewport().update)

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click goes where the row leads."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._rows.row(index)
        if row is not None and event.button() == QtCore.Qt.MouseButton.LeftButton:
            on_plus = event.position().x() > self.visualRect(index).right() - 40
            self.pressed_row.emit(row, on_plus)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes where the row leads."""
        row = self._rows.row(self.currentIndex())
        enter = (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter, QtCore.Qt.Key.Key_Space)
        if row is not None and event.key() in enter:
            self.pressed_row.emit(row, True)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QtGui.QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """A menu for the row under the mouse, or under the focus when a key asked for it."""
        by_mouse = event.reason() == QtGui.QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row = self._rows.row(index)
        if row is not None:
            self.menu_at.emit(row, self.viewport().mapToGlobal(self.visualRect(index).center()))
