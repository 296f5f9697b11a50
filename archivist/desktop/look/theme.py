"""The theme in force: its tokens and icons, and the news when it changes."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.look.icons import Icons
from archivist.desktop.look.style import palette, sheet
from archivist.desktop.look.tokens import DARK, LIGHT, Tokens

SYSTEM = "system"
CHOICES = (SYSTEM, "light", "dark")


class Theme(QtCore.QObject):
    """Light, dark, or as the system has it; `changed` is emitted after the widgets' palette."""

    changed = QtCore.Signal()

    def __init__(self, application: QtWidgets.QApplication, icons: Icons) -> None:
        """Follows the system until `choose` says otherwise."""
        super().__init__(application)
        self._application = application
        self._choice = SYSTEM
        self.icons = icons
        self.tokens: Tokens = LIGHT
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self.choose(SYSTEM)

    @property
    def choice(self) -> str:
        """What was chosen: one of `CHOICES`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Shows every window in the theme of that name."""
        self._choice = choice if choice in CHOICES else SYSTEM
        self.tokens = DARK if self._is_dark() else LIGHT
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(sheet(self.tokens))
        self.changed.emit()

    def icon(self, name: str, colour: str = "muted", size: int = 18) -> QtGui.QIcon:
        """An icon in the colour of a token, for buttons and menus."""
        ink = getattr(self.tokens, colour)
        return self.icons.icon(name, ink, disabled=self.tokens.line, size=size)

    def colour(self, token: str) -> QtGui.QColor:
        """The colour of a token."""
        return QtGui.QColor(getattr(self.tokens, token))

    def _is_dark(self) -> bool:
        if self._choice != SYSTEM:
            return self._choice == "dark"
        return self._application.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark

    def _follow(self) -> None:
        if self._choice == SYSTEM:
            self.choose(SYSTEM)
