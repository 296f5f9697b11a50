"""The keys that move the caret in an article, as the sheet of keys writes them."""

from PySide6 import QtCore

translate = QtCore.QCoreApplication.translate


def caret_keys() -> tuple[tuple[str, str], ...]:
    """What each of them does, and the keys: these act only where the article has the focus."""
    return (
        (translate("Acts", "Caret by character, by line"), "← →, ↑ ↓"),
        (translate("Acts", "By word"), "Ctrl+← →"),
        (translate("Acts", "By sentence"), "Alt+↑ ↓"),
        (translate("Acts", "By paragraph"), "Ctrl+↑ ↓"),
        (translate("Acts", "To the ends of the line, of the text"), "Home End, Ctrl+Home End"),
        (translate("Acts", "By screen"), "PgUp PgDown"),
        (translate("Acts", "Select up to there"), "Shift+…"),
        (translate("Acts", "Word, paragraph by mouse"), "2×, 3×"),
    )
