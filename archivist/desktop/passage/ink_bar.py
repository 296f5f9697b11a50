"""The bar beside a passage: six inks, what it can be joined to, and what becomes of a highlight."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.annotations import Recent
from archivist.desktop.acts.acts import RECENTS, ActSet
from archivist.desktop.controls import plain
from archivist.desktop.controls.floating import Floating
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import INKS
from archivist.desktop.passage.offers import recent_icon

_ON_WORDS = ("actor", "event", "tag", "note", "cite")
_ON_MARK = ("split", "join", "withdraw")
_ROOM = 430
_WIDEST = 150


class InkButton(QtWidgets.QAbstractButton):
    """One ink: a dot of its colour, ringed when it is the passage's own."""

    def __init__(self, theme: Theme, ink: str, action: QtGui.QAction) -> None:
        """Does what the key of `action` does, and is called as the act is."""
        super().__init__()
        self._theme = theme
        self._ink = ink
        self._worn = False
        self.setFixedSize(30, 30)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        _Called(self, action)

    def wear(self, *, worn: bool) -> None:
        """Shows whether the passage has this ink."""
        self._worn = worn
        self.update()

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the dot, larger under the mouse or the focus."""
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ink = tokens.ink(self._ink)
        near = self.underMouse() or self.hasFocus()
        middle = QtCore.QPointF(15, 15)
        painter.setPen(QtGui.QPen(QtGui.QColor(tokens.text if self.hasFocus() else ink.line), 1.5))
        painter.setBrush(QtGui.QColor(ink.wash))
        radius = 8.5 if near else 7
        painter.drawEllipse(middle, radius, radius)
        if self._worn:
            painter.setBrush(QtGui.QColor(ink.line))
            painter.drawEllipse(middle, 2.5, 2.5)
        painter.end()


class RecentButton(QtWidgets.QAbstractButton):
    """One name joined of late, with the number of its key."""

    def __init__(self, theme: Theme, number: int, action: QtGui.QAction) -> None:
        """Does what Ctrl and the number do."""
        super().__init__()
        self._theme = theme
        self._number = str(number)
        self._name: Recent | None = None
        self._figure = fonts.interface(11.5, fonts.SEMIBOLD)
        self._letters = fonts.interface(12.5)
        self.setFixedHeight(26)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        _Called(self, action)

    def show_name(self, name: Recent) -> None:
        """Stands for this name from now on."""
        self._name = name
        wanted = QtGui.QFontMetricsF(self._letters).horizontalAdvance(name.name)
        self.setFixedWidth(min(_WIDEST, round(wanted) + 48))
        self.update()

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints number, icon and name; a ground under the mouse or the focus."""
        if self._name is None:
            return
        tokens = self._theme.tokens
        painter = QtGui.QPainter(self)
        rect = QtCore.QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            border = tokens.accent if self.hasFocus() else ""
            painting.paint_ground(painter, rect, 6, tokens.hover, border)
        painting.paint_line(
            painter, rect.adjusted(7, 0, 0, 0), Words(self._number, self._figure, tokens.muted)
        )
        ratio = self.devicePixelRatioF()
        icon = self._theme.icons.pixmap(recent_icon(self._name), tokens.muted, 15, ratio)
        painter.drawPixmap(QtCore.QPointF(19, rect.center().y() - 7.5), icon)
        name = Words(self._name.name, self._letters, tokens.text)
        painting.paint_line(painter, rect.adjusted(38, 0, -8, 0), name)
        painter.end()


class InkBar(Floating):
    """Shown beside a selection or a highlight; each button does what its key does."""

    def __init__(self, theme: Theme, acts: ActSet, parent: QtWidgets.QWidget) -> None:
        """Its buttons trigger the acts of `acts`."""
        super().__init__(parent)
        self._theme = theme
        self._acts = acts
        self._icons = {act.name: act.icon for act in acts.all}
        self.inks = {ink: InkButton(theme, ink, acts.actions[f"ink-{ink}"]) for ink in INKS}
        self.recents = tuple(
            RecentButton(theme, number, acts.actions[name])
            for number, name in enumerate(RECENTS, 1)
        )
        self._on_mark = QtWidgets.QWidget()
        self._of_late = QtWidgets.QWidget()
        self._lay_out()

    def show_acts(self, worn: str) -> None:
        """Offers what can be done to a highlight in the ink `worn`; empty: to selected words."""
        for ink, button in self.inks.items():
            button.wear(worn=ink == worn)
        self._on_mark.setVisible(bool(worn))

    def show_recent(self, names: tuple[Recent, ...]) -> None:
        """Offers as many of the names joined of late as there is room for, in their order."""
        room = _ROOM
        for number, button in enumerate(self.recents):
            if number < len(names):
                button.show_name(names[number])
                room -= button.width()
            button.setVisible(number < len(names) and room >= 0)
        self._of_late.setVisible(bool(names))

    def _lay_out(self) -> None:
        row = QtWidgets.QHBoxLayout()
        row.setSpacing(1)
        for button in self.inks.values():
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(_line())
        row.addSpacing(4)
        for name in _ON_WORDS:
            row.addWidget(self._button(name))
        row.addWidget(self._on_mark)
        row.addStretch(1)
        self._lay_out_on_mark()
        names = QtWidgets.QHBoxLayout(self._of_late)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        control = plain.label(self.tr("Ctrl"), font=fonts.interface(11.5), look="muted")
        control.setContentsMargins(7, 0, 3, 0)
        names.addWidget(control)
        for recent in self.recents:
            names.addWidget(recent)
        names.addStretch(1)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._of_late)

    def _lay_out_on_mark(self) -> None:
        row = QtWidgets.QHBoxLayout(self._on_mark)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(_line())
        row.addSpacing(4)
        for name in _ON_MARK:
            row.addWidget(self._button(name))

    def _button(self, name: str) -> plain.IconButton:
        action = self._acts.actions[name]
        button = plain.IconButton(self._theme, self._icons[name], action.text())
        _Called(button, action)
        return button


def _line() -> QtWidgets.QFrame:
    line = QtWidgets.QFrame()
    line.setObjectName("rule")
    line.setFixedSize(1, 20)
    return line


class _Called(QtCore.QObject):
    """Lets a button do an act, and be called and allowed as the act is."""

    def __init__(self, button: QtWidgets.QAbstractButton, action: QtGui.QAction) -> None:
        super().__init__(button)
        self._button = button
        self._action = action
        button.clicked.connect(action.trigger)
        action.changed.connect(self.follow)
        self.follow()

    @QtCore.Slot()
    def follow(self) -> None:
        keys = self._action.shortcut().toString(QtGui.QKeySequence.SequenceFormat.NativeText)
        said = self._action.text().replace("&&", "&").rstrip("…")
        words = f"{said} ({keys})" if keys else said
        self._button.setAccessibleName(words)
        self._button.setEnabled(self._action.isEnabled())
        plain.hint(self._button, words)
