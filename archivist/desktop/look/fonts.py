"""The letters of the window: our own fonts, loaded from their packages, with real weights."""

from importlib.resources import as_file, files

from PySide6 import QtGui

INTERFACE = "Inter"
READING = "Source Serif 4"
ARABIC = "Noto Sans Arabic"
PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4", "fontpkg_noto_sans_arabic")

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700


def load() -> tuple[str, ...]:
    """Hands the fonts of the packages to Qt; the families it then knows, in their order."""
    families: list[str] = []
    for package in PACKAGES:
        folder = files(package) / "files"
        for font in sorted(folder.iterdir(), key=lambda each: each.name):
            with as_file(font) as path:
                number = QtGui.QFontDatabase.addApplicationFont(str(path))
            families += QtGui.QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def interface(pixels: float = 13, weight: int = REGULAR, *, spacing: float = 0) -> QtGui.QFont:
    """A font for the interface, `pixels` high; `spacing` widens letters by so many pixels."""
    return _font((INTERFACE, ARABIC), pixels, weight, spacing)


def reading(pixels: float = 15, weight: int = REGULAR) -> QtGui.QFont:
    """A font for the words of an article."""
    return _font((READING, ARABIC), pixels, weight, 0)


def _font(families: tuple[str, ...], pixels: float, weight: int, spacing: float) -> QtGui.QFont:
    font = QtGui.QFont()
    font.setFamilies(list(families))
    font.setPixelSize(round(pixels))
    font.setHintingPreference(QtGui.QFont.HintingPreference.PreferNoHinting)
    # A variable font answers to its axis only: setWeight leaves it regular or smears it.
    font.setVariableAxis(QtGui.QFont.Tag("wght"), weight)
    if spacing:
        font.setLetterSpacing(QtGui.QFont.SpacingType.AbsoluteSpacing, spacing)
    return font
