"""The plurals of the language the sentences are written in."""

from PySide6 import QtCore


class English(QtCore.QTranslator):
    """Makes `1 article` and `3 articles` of `%n article(s)`; every other sentence stays."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """It always has something to say."""
        return False

    def translate(
        self,
        _context: str,
        source: str,
        _disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The sentence for `n` things, or nothing when it has no plural."""
        if n < 0 or "(s)" not in source:
            return None
        return source.replace("(s)", "" if n == 1 else "s")
