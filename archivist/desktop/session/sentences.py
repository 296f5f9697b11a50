"""What the window says of what the archive refuses: names of things, never their ids."""

import re

from PySide6 import QtCore

from archivist.errors import ArchivistError, NotFound

translate = QtCore.QCoreApplication.translate

_NO_HIGHLIGHT = re.compile(r"There is no (?:highlight|annotation) [0-9a-f]+\.")


def said_of(reason: ArchivistError) -> str:
    """The sentence for a person: a highlight that is gone has no name but its id."""
    if isinstance(reason, NotFound) and _NO_HIGHLIGHT.fullmatch(str(reason)):
        return translate("Sentences", "This highlight was withdrawn meanwhile.")
    return str(reason)
