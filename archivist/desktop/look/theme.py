"""The theme in force: its tokens and icons, and the news when it changes."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.look.icons import Icons
from archivist.desktop.look.style import palette, sheet
from archivist.desktop.look.tokens import LIGHT, SETS, Tokens
from archivist.settings import ColourNames

SYSTEM = "system"


class Theme(QtCore.QObject):
    """Light, dark, either in high contrast, or as the system has it, and what its inks are called.

    `changed` is emitted after the widgets' palette; `named` when inks are called otherwise.
    """

    changed = QtCore.Signal()
    named = QtCore.Signal()

    def __init__(self, application: QtWidgets.QApplication, icons: Icons) -> None:
        """Follows the system until `choose` says otherwise."""
        super().__init__(application)
        self._application = application
        self._choice = SYSTEM
        self.icons = icons
        self.tokens: Tokens = LIGHT
        self.ink_names = ColourNames()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self.choose(SYSTEM)

    @property
    def choice(self) -> str:
        """What was chosen: the name of a set of tokens, or `SYSTEM`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Shows every window in the theme of that name; as the system has it when there is none."""
        self._choice = choice if choice in SETS else SYSTEM
        self.tokens = SETS.get(self._choice) or SETS[self._of_system()]
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(sheet(self.tokens))
        self.changed.emit()

    def icon(self, name: str, colour: str = "muted", size: int = 18) -> QtGui.QIcon:
        """An icon in the colour of a token, for buttons and menus."""
        ink = getattr(self.tokens, colour)
        return self.icons.icon(name, ink, disabled=self._pale(), size=size)

    def colour(self, token: str) -> QtGui.QColor:
        """The colour of a token."""
        return QtGui.QColor(getattr(self.tokens, token))

    def call_inks(self, names: ColourNames) -> None:
        """Calls the inks by these names from now on."""
        if names != self.ink_names:
            self.ink_names = names
            self.named.emit()

    def _pale(self) -> str:
        """The colour of an icon that cannot be pressed."""
        return self.tokens.faint if self.tokens.name.startswith("contrast") else self.tokens.line

    def _of_system(self) -> str:
        hints = self._application.styleHints()
        scheme = "dark" if hints.colorScheme() == QtCore.Qt.ColorScheme.Dark else "light"
        # Only newer Qt tells whether the system asks for contrast.
        if not hasattr(hints, "accessibility"):
            return scheme
        wanted = hints.accessibility().contrastPreference()
        return (
            f"contrast-{scheme}" if wanted == QtCore.Qt.ContrastPreference.HighContrast else scheme
        )

    def _follow(self) -> None:
        if self._choice == SYSTEM:
            self.choose(SYSTEM)
