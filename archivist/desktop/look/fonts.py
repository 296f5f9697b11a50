"""The letters of the window: our own fonts, loaded from their packages, with real weights."""

from importlib.resources import as_file, files

from PySide6 import QtGui

from archivist.settings import SANS, SERIF

INTERFACE = "Inter"
READING = "Source Serif 4"
ARABIC = "Noto Sans Arabic"
PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4", "fontpkg_noto_sans_arabic")

OURS = (INTERFACE, READING, ARABIC)
"""The families that are variable: their weight is set by axis alone."""

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700


_WEIGHT = QtGui.QFont.Tag("wght")
_GENERIC = ("Monospace", "Sans Serif", "Serif")


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


def families() -> tuple[str, ...]:
    """The families of this machine that can set a page of Latin letters, ours not among them."""
    latin = QtGui.QFontDatabase.WritingSystem.Latin
    # Where several foundries make a family, Qt adds the foundry's name in brackets.
    named = {
        each.partition(" [")[0] for each in QtGui.QFontDatabase.families(latin) if _sets_pages(each)
    }
    return tuple(sorted(named - {*OURS, *_GENERIC}, key=str.casefold))


def family_of(choice: str) -> str:
    """The family a choice of reading font stands for; our serif where that one is not there."""
    if choice == SANS:
        return INTERFACE
    if choice == SERIF or not QtGui.QFontDatabase.hasFamily(choice):
        return READING
    return choice


def interface(pixels: float = 13, weight: int = REGULAR, *, spacing: float = 0) -> QtGui.QFont:
    """A font for the interface, `pixels` high; `spacing` widens letters by so many pixels."""
    return _font((INTERFACE, ARABIC), pixels, weight, spacing)


def reading(pixels: float = 15, weight: int = REGULAR) -> QtGui.QFont:
    """A font for the words of an article."""
    return _font((READING, ARABIC), pixels, weight, 0)


def weigh(font: QtGui.QFont, weight: int) -> None:
    """Gives a font its weight, 400 being regular, in the way its family knows."""
    if font.families()[0] in OURS:
        # A variable font answers to its axis only: setWeight leaves it regular or smears it.
        font.setVariableAxis(_WEIGHT, weight)
    else:
        font.setWeight(QtGui.QFont.Weight(weight))


def fixed(pixels: float = 13) -> QtGui.QFont:
    """A font of the machine whose letters are equally wide, for files as they came."""
    fixed_font = QtGui.QFontDatabase.SystemFont.FixedFont
    # The system may name an alias, which a list of families does not know.
    own = QtGui.QFontInfo(QtGui.QFontDatabase.systemFont(fixed_font)).family()
    font = _font((own, INTERFACE, ARABIC), pixels, REGULAR, 0)
    font.setStyleHint(QtGui.QFont.StyleHint.Monospace)
    return font


def _sets_pages(family: str) -> bool:
    database = QtGui.QFontDatabase
    # Fonts of ornaments claim the places of Latin letters too.
    is_symbols = database.WritingSystem.Symbol in database.writingSystems(family)
    hidden = database.isPrivateFamily(family)
    return database.isSmoothlyScalable(family) and not is_symbols and not hidden


def _font(families: tuple[str, ...], pixels: float, weight: int, spacing: float) -> QtGui.QFont:
    font = QtGui.QFont()
    font.setFamilies(list(families))
    font.setPixelSize(round(pixels))
    font.setHintingPreference(QtGui.QFont.HintingPreference.PreferNoHinting)
    weigh(font, weight)
    if spacing:
        font.setLetterSpacing(QtGui.QFont.SpacingType.AbsoluteSpacing, spacing)
    return font
