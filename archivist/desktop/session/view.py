"""How the window looks: theme, size of the text, which parts are shown; kept in the archive."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.desk.desk import Desk
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.typography import Typography
from archivist.settings import Settings, Shape

_POINT = 96 / 72
_LEAST, _MOST = 8, 30


class View(QtCore.QObject):
    """Follows the archive's settings, and writes them back once, when it closes."""

    def __init__(self, archive: Archive, desk: Desk, theme: Theme) -> None:
        """Shows the desk as the settings say."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._theme = theme
        self._settings = archive.settings
        self._begun = Shape()
        theme.choose(self._settings.theme)
        self._set_letters()

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on the view."""
        desk = self._desk
        return {
            "theme": self._turn,
            "larger": partial(self._scale, 1),
            "smaller": partial(self._scale, -1),
            "sidebar": partial(_toggle, desk.sidebar),
            "list": partial(_toggle, desk.list_part),
            "inspector": partial(_toggle, desk.inspector),
            "timeline": partial(_toggle, desk.timeline),
            "reading": self._read_only_page,
            "fold": self._fold,
        }

    def begin(self) -> None:
        """The desk stands as it stood when the archive was left; the desk must be in its window."""
        self._desk.take_shape(self._settings.shape)
        self._begun = self._desk.shape()

    def keep(self) -> None:
        """Writes changed settings into the archive."""
        shape = self._desk.shape()
        if shape != self._begun:
            self._settings = replace(self._settings, shape=shape)
        if self._settings != self._archive.settings and not self._archive.read_only:
            self._archive.set_settings(self._settings)

    def follow(self) -> None:
        """Takes the settings as the archive now has them."""
        self._take(self._archive.settings)

    def _take(self, settings: Settings) -> None:
        self._settings = settings
        self._theme.choose(settings.theme)
        self._set_letters()

    def _turn(self) -> None:
        dark = self._theme.tokens.dark
        self._settings = replace(self._settings, theme="light" if dark else "dark")
        self._theme.choose(self._settings.theme)

    def _scale(self, step: int) -> None:
        size = max(_LEAST, min(_MOST, self._settings.text_size + step))
        self._settings = replace(self._settings, text_size=size)
        self._set_letters()

    def _set_letters(self) -> None:
        self._desk.page.reader.set_typography(
            Typography(
                size=round(self._settings.text_size * _POINT),
                column=self._settings.text_width,
            )
        )

    def _fold(self) -> None:
        reader = self._desk.page.reader
        reader.hide_folds(hidden=not reader.folds_hidden)

    def _read_only_page(self) -> None:
        desk = self._desk
        parts = desk.parts.values()
        shown = any(part.isVisible() for part in parts)
        for part in parts:
            part.setVisible(not shown)


def _toggle(part: QtCore.QObject) -> None:
    part.setProperty("visible", not part.property("visible"))
