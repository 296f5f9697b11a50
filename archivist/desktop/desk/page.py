"""The page: a toolbar, a line to find words with, and the article itself."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.acts.acts import ActSet
from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.beside import Beside
from archivist.desktop.reader.pages_beside import PagesBeside
from archivist.desktop.reader.reader import Reader

_HALF = 600
# Pixels of a toolbar between and around its buttons.
_ROOM = 46
_LEFT = ("back", "forward")
_RIGHT = ("review", "star", "find", "fold", "cite", "theme", "inspector")
# What the menu and the keys do as well.
_FIRST_TO_GO = ("fold", "cite", "theme")


class ActButton(plain.IconButton):
    """A toolbar button that does one act and is pressed only when the act is possible."""

    def __init__(self, theme: Theme, action: QtGui.QAction, icon: str) -> None:
        """Named after the act and its key."""
        keys = action.shortcut().toString(QtGui.QKeySequence.SequenceFormat.NativeText)
        words = action.text().rstrip("…")
        super().__init__(theme, icon, f"{words} ({keys})" if keys else words, size=20)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    @QtCore.Slot()
    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())


class FindBar(QtWidgets.QWidget):
    """Finds words in the open article. `typed` carries them, `stepping` +1 or -1."""

    typed = QtCore.Signal(str)
    stepping = QtCore.Signal(int)
    closed = QtCore.Signal()

    def __init__(self, theme: Theme) -> None:
        """Hidden until `open`."""
        super().__init__()
        self.field = plain.field(
            self.tr("Find in this article"), placeholder=self.tr("Find in this article")
        )
        self.count = plain.label(font=fonts.interface(12.5), look="muted")
        self.count.setMinimumWidth(70)
        self.wrapped = plain.label(font=fonts.interface(12.5, fonts.MEDIUM), look="accent")
        before = plain.IconButton(theme, "chevron-up", self.tr("Previous (Shift+Enter)"), size=16)
        after = plain.IconButton(theme, "chevron-down", self.tr("Next (Enter)"), size=16)
        leave = plain.IconButton(theme, "close", self.tr("Close (Escape)"), size=16)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.addWidget(self.field, 1)
        for part in (self.wrapped, self.count, before, after, leave):
            row.addWidget(part)
        self.field.textEdited.connect(self.typed)
        self.field.installEventFilter(self)
        before.clicked.connect(self._go_back)
        after.clicked.connect(self._go_on)
        leave.clicked.connect(self.close_bar)
        self.hide()

    def open(self) -> None:
        """Shows the bar, ready to type."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.typed.emit(self.field.text())

    def say(self, count: str, *, wrapped: str = "") -> None:
        """Shows which hit of how many is in front, and that the search began again elsewhere."""
        self.count.setText(count)
        self.wrapped.setText(f"↻ {wrapped}" if wrapped else "")
        self.wrapped.setAccessibleName(wrapped)

    def close_bar(self) -> None:
        """Hides the bar."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter goes to the next place, Shift+Enter to the one before, Escape leaves."""
        if isinstance(event, QtGui.QKeyEvent) and event.type() == QtCore.QEvent.Type.KeyPress:
            keys = QtCore.Qt.Key
            if event.key() in (keys.Key_Return, keys.Key_Enter):
                back = event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier
                self.stepping.emit(-1 if back else 1)
                return True
            if event.key() == keys.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    @QtCore.Slot()
    def _go_back(self) -> None:
        self.stepping.emit(-1)

    @QtCore.Slot()
    def _go_on(self) -> None:
        self.stepping.emit(1)


class Page(QtWidgets.QWidget):
    """Toolbar, find bar and reader; it is the ground that panels float over."""

    def __init__(self, theme: Theme, acts: ActSet, parent: QtWidgets.QWidget | None = None) -> None:
        """The toolbar does the acts of `acts`."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.reader = Reader(tokens=theme.tokens)
        self.reader.setAccessibleName(self.tr("Article"))
        self.find_bar = FindBar(theme)
        self.buttons: dict[str, ActButton] = {}
        self.place = plain.button("")
        self._hits = plain.label(font=fonts.interface(12.5), look="muted")
        toolbar = self._toolbar(acts)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(toolbar)
        column.addWidget(plain.rule())
        column.addWidget(self.find_bar)
        self.beside = Beside(theme)
        self.pages = PagesBeside(theme)
        self._texts = QtWidgets.QSplitter(QtCore.Qt.Orientation.Horizontal)
        for text in (self.reader, self.beside, self.pages):
            self._texts.addWidget(text)
        self._texts.setHandleWidth(1)
        self._texts.setChildrenCollapsible(False)
        self._texts.setSizes([_HALF, _HALF, _HALF])
        column.addWidget(self._texts, 1)
        theme.changed.connect(self._draw)
        self._draw_theme()

    def box_in(self, widget: QtWidgets.QWidget, start: int, end: int) -> QtCore.QRect:
        """The box around what is in view of a range of the text, as `widget` counts pixels.

        The middle of the page where nothing of it is in view.
        """
        box = self.reader.box_of(start, end)
        if box.isEmpty():
            area = self.reader.viewport().rect()
            box = QtCore.QRect(area.center().x() - 20, area.height() // 3, 40, 24)
        corner = self.reader.viewport().mapTo(widget, box.topLeft())
        return QtCore.QRect(corner, box.size())

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape in the article closes the find bar, once no words are selected."""
        start, end = self.reader.selection() or (0, 0)
        escape = event.key() == QtCore.Qt.Key.Key_Escape
        if escape and start == end and self.find_bar.isVisible():
            self.find_bar.close_bar()
            return
        super().keyPressEvent(event)

    def _toolbar(self, acts: ActSet) -> QtWidgets.QFrame:
        bar = QtWidgets.QFrame()
        bar.setObjectName("toolbar")
        bar.setFixedHeight(42)
        self._menu = self._menu_button(acts.menu(bar))
        row = QtWidgets.QHBoxLayout(bar)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(2)
        icons = {act.name: act.icon for act in acts.all}
        for name in (*_LEFT, "", *_RIGHT):
            if not name:
                self._add_place(row, acts.actions["paragraph"])
                continue
            self.buttons[name] = ActButton(self._theme, acts.actions[name], icons[name])
            row.addWidget(self.buttons[name])
        row.addWidget(self._menu)
        # Only in their place: shown before they have one, they would be windows of their own.
        self.show_place("", "")
        return bar

    def show_place(self, words: str, spoken: str) -> None:
        """Says at the toolbar where in the article a person is; `spoken` for a screen reader."""
        self.place.setText(words)
        self.place.setAccessibleName(spoken)
        self._show_place()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where the toolbar is too narrow for all, its first buttons come first."""
        super().resizeEvent(event)
        self._show_place()

    def _show_place(self) -> None:
        room = self.width() - _ROOM - self._menu.sizeHint().width()
        for name in sorted(self.buttons, key=_FIRST_TO_GO.__contains__):
            room -= self.buttons[name].sizeHint().width() + 2
            self.buttons[name].setVisible(room >= 0 or name not in _FIRST_TO_GO)
        room -= self.place.sizeHint().width() if self.place.text() else 0
        self.place.setVisible(room >= 0 and bool(self.place.text()))
        self._hits.setVisible(room >= self._hits.sizeHint().width())

    def show_hits(self, words: str) -> None:
        """Says at the toolbar which hit of a search is in front."""
        self._hits.setText(words)
        self._show_place()

    def _add_place(self, row: QtWidgets.QHBoxLayout, action: QtGui.QAction) -> None:
        keys = action.shortcut().toString(QtGui.QKeySequence.SequenceFormat.NativeText)
        plain.hint(self.place, f"{action.text().rstrip('…')} ({keys})")
        self.place.setFont(fonts.interface(12.5))
        self.place.setProperty("quiet", True)
        self.place.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        self.place.clicked.connect(action.trigger)
        row.addSpacing(4)
        row.addWidget(self.place)
        row.addSpacing(6)
        row.addWidget(self._hits)
        row.addStretch(1)
        # What is shown only where there is room for it must not ask for any.
        for shown in (self.place, self._hits):
            shown.setMinimumWidth(1)

    def _menu_button(self, menu: QtWidgets.QMenu) -> plain.IconButton:
        button = plain.IconButton(self._theme, "menu", self.tr("Menu"), size=20)
        button.setMenu(menu)
        button.setPopupMode(QtWidgets.QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    @QtCore.Slot()
    def _draw(self) -> None:
        self.reader.set_palette_tokens(self._theme.tokens)
        self._draw_theme()

    def _draw_theme(self) -> None:
        self.buttons["theme"].show_icon("sun" if self._theme.tokens.dark else "moon")
