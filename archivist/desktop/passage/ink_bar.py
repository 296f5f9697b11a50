"""The bar beside a selection: six inks, and what a passage can be joined to."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.acts.acts import ActSet
from archivist.desktop.controls import plain
from archivist.desktop.controls.floating import Floating
from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import INKS

_JOINS = ("actor", "event", "tag", "note", "cite")


class InkButton(QtWidgets.QAbstractButton):
    """One ink: a dot of its colour."""

    def __init__(self, theme: Theme, ink: str, words: str) -> None:
        """`words` say what it does and by which key."""
        super().__init__()
        self._theme = theme
        self._ink = ink
        self.setFixedSize(30, 30)
        self.setAccessibleName(words)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        plain.hint(self, words)

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the dot, larger under the mouse or the focus."""
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ink = tokens.ink(self._ink)
        near = self.underMouse() or self.hasFocus()
        painter.setPen(QtGui.QPen(QtGui.QColor(tokens.text if self.hasFocus() else ink.line), 1.5))
        painter.setBrush(QtGui.QColor(ink.wash))
        radius = 8.5 if near else 7
        painter.drawEllipse(QtCore.QPointF(15, 15), radius, radius)
        painter.end()


class InkBar(Floating):
    """Shown beside a selection; each button does what its key does."""

    def __init__(self, theme: Theme, acts: ActSet, parent: QtWidgets.QWidget) -> None:
        """Its buttons trigger the acts of `acts`."""
        super().__init__(parent)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(1)
        for ink in INKS:
            action = acts.actions[f"ink-{ink}"]
            button = InkButton(theme, ink, _named(action))
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        line = QtWidgets.QFrame()
        line.setObjectName("rule")
        line.setFixedSize(1, 20)
        row.addSpacing(4)
        row.addWidget(line)
        row.addSpacing(4)
        icons = {act.name: act.icon for act in acts.all}
        for name in _JOINS:
            join = plain.IconButton(theme, icons[name], _named(acts.actions[name]))
            join.clicked.connect(acts.actions[name].trigger)
            row.addWidget(join)


def _named(action: QtGui.QAction) -> str:
    keys = action.shortcut().toString(QtGui.QKeySequence.SequenceFormat.NativeText)
    return f"{action.text().rstrip('…')} ({keys})" if keys else action.text()
