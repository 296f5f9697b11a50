"""Where a person stopped reading each text, kept in the archive when it is left."""

from archivist.archive import Archive


class ReadingPositions:
    """The first line that was in view of each text, by the SHA-256 of the text."""

    def __init__(self, archive: Archive) -> None:
        """Begins with what the archive kept."""
        self._archive = archive
        self._places = dict(archive.reading_positions())
        self._kept = dict(self._places)

    def of(self, text: str) -> int:
        """The code point where the reading of a text stopped; 0 for one that was not begun."""
        return self._places.get(text, 0)

    def note(self, text: str, place: int) -> None:
        """Remembers where the reading of a text stopped; at its top there is nothing to keep."""
        self._places.pop(text, None)
        if place > 0:
            self._places[text] = place

    def keep(self) -> None:
        """Writes what changed into the archive, if it can be written to."""
        if self._places != self._kept and not self._archive.read_only:
            self._archive.keep_positions(self._places)
            self._kept = dict(self._places)
