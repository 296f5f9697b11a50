"""The four parts of an open archive, laid out: sidebar, cards, page, inspector; timeline below."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.acts.acts import ActSet
from archivist.desktop.acts.palette import Palette
from archivist.desktop.cards.column import CardColumn
from archivist.desktop.cards.listing import Cards
from archivist.desktop.cards.search_bar import SearchBar
from archivist.desktop.controls import plain
from archivist.desktop.controls.drops import Drops
from archivist.desktop.desk.go_to import GoTo
from archivist.desktop.desk.notice import Notice
from archivist.desktop.desk.outline import Outline
from archivist.desktop.desk.page import Page
from archivist.desktop.desk.status_line import StatusLine
from archivist.desktop.inspector.panel import Inspector
from archivist.desktop.look.theme import Theme
from archivist.desktop.passage.chooser import Chooser
from archivist.desktop.passage.ink_bar import InkBar
from archivist.desktop.passage.note_editor import NoteEditor
from archivist.desktop.shelves.sidebar import Sidebar
from archivist.desktop.timeline.strip import Timeline
from archivist.settings import Shape

_WIDTHS = (213, 317, 653, 317)
_HEIGHTS = (700, 150)
_NARROWEST = 560
_FIRST_TO_GO = ("inspector", "sidebar")


class Desk(QtWidgets.QWidget):
    """Every widget of an open archive; what they do to it is wired elsewhere.

    `dropped` carries the local files and folders that were dropped on it; `escaped` follows Escape
    that nothing else on it wanted.
    """

    dropped = QtCore.Signal(list)
    escaped = QtCore.Signal()

    def __init__(
        self, theme: Theme, acts: ActSet, cards: Cards, parent: QtWidgets.QWidget | None = None
    ) -> None:
        """The column of cards shows `cards`."""
        super().__init__(parent)
        self.drops = Drops(self)
        self.drops.files.connect(self.dropped)
        self.sidebar = Sidebar(theme)
        self.search_bar = SearchBar(theme)
        self.column = CardColumn(theme, cards)
        self.nothing = plain.label(look="muted", wrap=True)
        self.ways_in = tuple(
            self._way_in(acts.actions[name]) for name in ("import-files", "import-folder")
        )
        self.page = Page(theme, acts)
        self.inspector = Inspector(theme)
        self.timeline = Timeline(theme)
        self.status = StatusLine(theme)
        self.ink_bar = InkBar(theme, acts, self)
        self.notice = Notice(self.page)
        self.chooser = Chooser(theme, self)
        self.outline = Outline(theme, self.page)
        self.go_to = GoTo(self.page)
        self.note_editor = NoteEditor(self)
        self.palette_panel = Palette(theme, acts, self)
        self._gone: tuple[str, ...] = ()
        self._across = QtWidgets.QSplitter(QtCore.Qt.Orientation.Horizontal)
        self._down = QtWidgets.QSplitter(QtCore.Qt.Orientation.Vertical)
        self._lay_out()

    @property
    def parts(self) -> dict[str, QtWidgets.QWidget]:
        """What can be folded away, by name."""
        return {
            "sidebar": self.sidebar,
            "list": self.list_part,
            "inspector": self.inspector,
            "timeline": self.timeline,
        }

    def shape(self) -> Shape:
        """How the parts stand now, and the window around them."""
        size = self.window().size()
        return Shape(
            (size.width(), size.height()),
            tuple(self._across.sizes()),
            tuple(self._down.sizes()),
            tuple(
                name
                for name, part in self.parts.items()
                if part.isHidden() and name not in self._gone
            ),
        )

    def take_shape(self, shape: Shape) -> None:
        """Stands as it stood; what no longer fits the screen stands as it comes."""
        room = self.screen().availableSize()
        if len(shape.size) == 2:  # noqa: PLR2004 - width and height
            width, height = shape.size
            self.window().resize(min(width, room.width()), min(height, room.height()))
        for name, part in self.parts.items():
            part.setHidden(name in shape.hidden)
        for splitter, sizes in ((self._across, shape.columns), (self._down, shape.rows)):
            if len(sizes) == splitter.count():
                splitter.setSizes(sizes)

    def show_nothing(self, words: str, *, importing: bool = False) -> None:
        """Says why no card is listed, with a way to import; nothing to say shows the cards."""
        self.nothing.setText(words)
        for way in self.ways_in:
            way.setVisible(importing)
        self._listed.setCurrentIndex(1 if words else 0)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tells of Escape."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QtCore.QEvent) -> None:  # noqa: N802 - Qt's name
        """Folds away what there is no room for, and keeps the notice at the foot of the page."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a QResizeEvent
        self._make_room()
        self.notice.place()

    def _make_room(self) -> None:
        """Folds inspector and sidebar away where it is narrow; with room again they come back."""
        gone: tuple[str, ...] = ()
        for name in _FIRST_TO_GO:
            if self._needed(gone) > self.width() and self._is_wanted(self.parts[name]):
                gone += (name,)
        changed, self._gone = set(self._gone).symmetric_difference(gone), gone
        for name in changed:
            self.parts[name].setHidden(name in gone)

    def _needed(self, gone: tuple[str, ...]) -> int:
        """The pixels across that the parts need without those that are `gone`."""
        away = [self.parts[name] for name in gone]
        across = (self.sidebar, self.list_part, self.page, self.inspector)
        parts = [part for part in across if part not in away and self._is_wanted(part)]
        needed = (part.minimumWidth() or part.minimumSizeHint().width() for part in parts)
        return sum(needed) + (len(parts) - 1) * self._across.handleWidth()

    def _is_wanted(self, part: QtWidgets.QWidget) -> bool:
        return not part.isHidden() or part in [self.parts[name] for name in self._gone]

    def _way_in(self, action: QtGui.QAction) -> QtWidgets.QPushButton:
        button = plain.button(action.text().replace("&&", "&"))
        button.clicked.connect(action.trigger)
        return button

    def _lay_out(self) -> None:
        across, down = self._across, self._down
        self.list_part = self._list_part()
        for part in (self.sidebar, self.list_part, self.page, self.inspector):
            across.addWidget(part)
        self.sidebar.setMinimumWidth(150)
        self.page.setMinimumWidth(310)
        # What is said at the foot, and what is folded away, must not keep the window wide.
        for part in (across, self.status):
            part.setMinimumWidth(_NARROWEST)
        across.setSizes(list(_WIDTHS))
        for number, stretch in enumerate((0, 0, 1, 0)):
            across.setStretchFactor(number, stretch)
        down.addWidget(across)
        down.addWidget(self.timeline)
        down.setSizes(list(_HEIGHTS))
        down.setStretchFactor(0, 1)
        down.setStretchFactor(1, 0)
        for splitter in (across, down):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(down, 1)
        column.addWidget(self.status)

    def _nothing_part(self) -> QtWidgets.QWidget:
        part = QtWidgets.QWidget()
        column = QtWidgets.QVBoxLayout(part)
        column.setContentsMargins(22, 24, 22, 24)
        column.setSpacing(8)
        column.addWidget(self.nothing)
        column.addSpacing(8)
        for way in self.ways_in:
            column.addWidget(way)
        column.addStretch(1)
        return part

    def _list_part(self) -> QtWidgets.QWidget:
        part = QtWidgets.QWidget()
        part.setObjectName("cards")
        part.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        part.setMinimumWidth(220)
        self._listed = QtWidgets.QStackedWidget()
        self._listed.addWidget(self.column)
        self._listed.addWidget(self._nothing_part())
        column = QtWidgets.QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search_bar)
        column.addWidget(self._listed, 1)
        return part
