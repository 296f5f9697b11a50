"""How the window looks: theme, letters, zoom, which parts are shown; kept in the archive."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.archive import Archive
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.appearance import Appearance
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.typography import Typography
from archivist.settings import LOOKS, Settings, Shape

_POINT = 96 / 72
_NOTCH = 120
_CONTRAST = "contrast-"


class View(QtCore.QObject):
    """Follows the archive's settings, and writes them back when they were changed and it is time.

    That is when the panel of looks closes and when the archive does. `said` carries a sentence.
    """

    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: Desk, theme: Theme) -> None:
        """Shows the desk as the settings say."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._theme = theme
        self._settings = self._stored = archive.settings
        self._begun = Shape()
        self._letters = Typography()
        self._turned = 0
        self._panel = Appearance(theme, desk)
        self._panel.changed.connect(self._take)
        self._panel.closed.connect(self.keep)
        desk.page.reader.viewport().installEventFilter(self)
        self._show()

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on the view."""
        desk = self._desk
        return {
            "appearance": self._ask,
            "theme": self._turn,
            "contrast": self._turn_contrast,
            "zoom-in": partial(self._zoom, 1),
            "zoom-out": partial(self._zoom, -1),
            "zoom-reset": self._zoom_back,
            "sidebar": partial(_toggle, desk.sidebar),
            "list": partial(_toggle, desk.list_part),
            "inspector": partial(_toggle, desk.inspector),
            "timeline": partial(_toggle, desk.timeline),
            **{f"to-{name}": partial(self._go_to, name) for name in (*desk.parts, "page")},
            "reading": self._read_only_page,
            "fold": self._fold,
        }

    def begin(self) -> None:
        """The desk stands as it stood when the archive was left; the desk must be in its window."""
        self._desk.take_shape(self._settings.shape)
        self._begun = self._desk.shape()

    def leave(self) -> None:
        """Writes the looks into the archive, and how the window stands."""
        shape = self._desk.shape()
        if shape != self._begun:
            self._settings = replace(self._settings, shape=shape)
        self.keep()

    @QtCore.Slot()
    def keep(self) -> None:
        """Writes changed looks into the archive; what else is set there stays as it is."""
        mine = {name: getattr(self._settings, name) for name in (*LOOKS, "shape")}
        wanted = replace(self._archive.settings, **mine)
        if wanted != self._archive.settings and not self._archive.read_only:
            self._stored = wanted
            self._archive.set_settings(wanted)

    def follow(self) -> None:
        """Takes the settings as the archive now has them, when somebody else changed them."""
        now = self._archive.settings
        if now != self._stored:
            self._stored = now
            self._take(now)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """The wheel with Ctrl zooms the page."""
        wheel = event if isinstance(event, QtGui.QWheelEvent) else None
        if wheel and wheel.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self._wheel(wheel.angleDelta().y())
            return True
        return super().eventFilter(watched, event)

    @QtCore.Slot(object)
    def _take(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self._show()

    def _show(self) -> None:
        settings = self._settings
        if self._theme.choice != settings.theme:
            self._theme.choose(settings.theme)
        self._theme.call_inks(settings.colours)
        letters = typography_of(settings)
        if letters != self._letters:
            self._letters = letters
            self._desk.page.reader.set_typography(letters)
        self._panel.show_settings(settings)

    def _ask(self) -> None:
        if self._panel.isVisible():
            self._panel.close_panel()
            return
        self._panel.open(self._settings)

    def _turn(self) -> None:
        """Light becomes dark and dark light, in high contrast as without."""
        tokens = self._theme.tokens
        contrast = _CONTRAST if tokens.name.startswith(_CONTRAST) else ""
        self._choose(f"{contrast}{'light' if tokens.dark else 'dark'}")

    def _turn_contrast(self) -> None:
        name = self._theme.tokens.name
        plain = name.removeprefix(_CONTRAST)
        self._choose(plain if name != plain else f"{_CONTRAST}{name}")

    def _choose(self, name: str) -> None:
        chosen: dict[str, Any] = {"theme": name}
        self._take(replace(self._settings, **chosen))

    def _zoom(self, step: int) -> None:
        self._take(self._settings.zoomed(step))
        self._say_zoom()

    def _zoom_back(self) -> None:
        self._take(replace(self._settings, zoom=Settings().zoom))
        self._say_zoom()

    def _say_zoom(self) -> None:
        self.said.emit(self.tr("Zoom {percent} %").format(percent=self._settings.zoom))

    def _wheel(self, turned: int) -> None:
        # Fine wheels tell of less than a notch at a time.
        self._turned += turned
        while abs(self._turned) >= _NOTCH:
            step = 1 if self._turned > 0 else -1
            self._turned -= step * _NOTCH
            self._zoom(step)

    def _go_to(self, name: str) -> None:
        """Gives the keys to a part of the window, and shows it when it is folded away."""
        desk = self._desk
        if name in desk.parts:
            desk.parts[name].show()
        inspector = desk.inspector.tabs.tabs
        control: QtWidgets.QWidget = {
            "sidebar": desk.sidebar.list,
            "list": desk.column if desk.column.isVisible() else desk.search_bar.field,
            "page": desk.page.reader,
            "inspector": next((tab for tab in inspector if tab.isChecked()), inspector[0]),
            "timeline": desk.timeline,
        }[name]
        control.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)

    def _fold(self) -> None:
        reader = self._desk.page.reader
        reader.hide_folds(hidden=not reader.folds_hidden)

    def _read_only_page(self) -> None:
        desk = self._desk
        parts = desk.parts.values()
        shown = any(part.isVisible() for part in parts)
        for part in parts:
            part.setVisible(not shown)


def typography_of(settings: Settings) -> Typography:
    """The letters of a page as the settings say; our serif where their font is not here."""
    scale = settings.zoom / 100
    return Typography(
        serif=fonts.family_of(settings.text_font),
        size=round(settings.text_size * _POINT * scale),
        line_height=settings.line_height / 100,
        column=round(settings.text_width * scale),
    )


def _toggle(part: QtCore.QObject) -> None:
    part.setProperty("visible", not part.property("visible"))
