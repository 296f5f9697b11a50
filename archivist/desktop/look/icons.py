"""Our own line icons: one colour each, drawn from `resources/icons` at any size and sharpness."""

from pathlib import Path

from PySide6 import QtCore, QtGui, QtSvg


class Icons:
    """Pictures by name, in a colour: `icons.pixmap("star", theme.tokens.muted)`.

    `folder` holds NAME.svg files that draw with `currentColor`. A name that is not there is a
    bug and raises `FileNotFoundError`.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is read before the first picture is asked for."""
        self._folder = folder
        self._drawn: dict[tuple[str, str, int, float], QtGui.QPixmap] = {}
        self._sources: dict[str, bytes] = {}

    def names(self) -> tuple[str, ...]:
        """Every icon there is, in alphabetical order."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.svg")))

    def pixmap(self, name: str, colour: str, size: int = 18, ratio: float = 1) -> QtGui.QPixmap:
        """The icon `size` pixels wide, for a screen with `ratio` device pixels to a pixel."""
        key = (name, colour, size, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size, ratio)
        return self._drawn[key]

    def icon(self, name: str, colour: str, *, disabled: str = "", size: int = 18) -> QtGui.QIcon:
        """The icon for buttons and menus; `disabled` is its colour when it cannot be pressed."""
        icon = QtGui.QIcon()
        for ratio in (1, 2, 3):
            icon.addPixmap(self.pixmap(name, colour, size, ratio))
            if disabled:
                grey = self.pixmap(name, disabled, size, ratio)
                icon.addPixmap(grey, QtGui.QIcon.Mode.Disabled)
        return icon

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QtGui.QPixmap:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_bytes()
        source = self._sources[name].replace(b"currentColor", colour.encode())
        pixmap = QtGui.QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(QtCore.Qt.GlobalColor.transparent)
        painter = QtGui.QPainter(pixmap)
        QtSvg.QSvgRenderer(QtCore.QByteArray(source)).render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
