"""Where a person stopped reading each text, kept in the archive when it is left."""

from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.session.opened import place_in


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

    def of_article(self, article: Article) -> int:
        """Where the reading of an article stopped, be it in a text that it had before."""
        if article.text_sha256 not in self._places:
            self._carry_over(article)
        return self.of(article.text_sha256)

    def _carry_over(self, article: Article) -> None:
        for version in reversed(self._archive.revisions.versions(article.id)):
            # Read to its top in the newer text, it must not come down again.
            place = self._places.pop(version.text_sha256, 0)
            if place:
                place = place_now(self._archive, article, version.text_sha256, place)
                self.note(article.text_sha256, place)
                return

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


def place_now(archive: Archive, article: Article, text: str, place: int) -> int:
    """Where a line of the text with that SHA-256 stands in the present text of its article."""
    if text in ("", article.text_sha256) or not place:
        return place
    for version in archive.revisions.versions(article.id):
        if version.text_sha256 == text:
            before = archive.revisions.text_of(version).text
            return place_in(archive.articles.text_of(article).text, place, before)
    return place
