"""Printing the open article: the page as it is shown, with its marks, on paper."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6 import QtCore

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.desk.desk import Desk
from archivist.desktop.inspector.bearings import bearings
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.printing import Printed, PrintedMark
from archivist.desktop.reader.typography import Heading
from archivist.desktop.session.reading import Reading
from archivist.desktop.session.view import typography_of

_ON_PAPER = 0.85
"""Letters of paper beside those of a screen, which is looked at from farther away."""


class Printing(QtCore.QObject):
    """Opens the preview of what is read."""

    def __init__(self, archive: Archive, desk: Desk, theme: Theme, reading: Reading) -> None:
        """Prints what `reading` has open."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._theme = theme
        self._reading = reading

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The act of printing."""
        return {"print-preview": self.preview}

    def preview(self) -> None:
        """Shows the open article as it would be printed."""
        article = self._reading.article
        if article is None:
            return
        # The system's printing library takes time to load and is seldom asked for.
        from archivist.desktop.forms.print_preview import PrintPreview

        letters = typography_of(replace(self._archive.settings, zoom=100))
        letters = replace(letters, size=round(letters.size * _ON_PAPER))
        PrintPreview(self._theme, self._printed(article), letters, self._desk).open()

    def _printed(self, article: Article) -> Printed:
        where = article.publisher or article.url
        digest = self.tr("SHA-256 of the original: {digest}").format(digest=article.original)
        return Printed(
            heading=Heading(
                " · ".join(filter(None, (where, article.published))),
                article.title,
                tuple(filter(None, (article.author, self.tr("%n word(s)", "", article.words)))),
            ),
            text=self._reading.text,
            folds=self._desk.page.reader.folds,
            marks=tuple(self._mark(mark) for mark in self._reading.shown),
            head=(article.title, digest),
            foot=" · ".join(filter(None, (where, article.published))),
            folded=self.tr("Folded away here and not printed; blocks: {count}"),
            page=self.tr("Page {number} of {count}"),
            listed=self._listed(),
            about=self.tr("About this article"),
            facts=tuple(self._facts(article)),
        )

    def _listed(self) -> str:
        """The heading over the marks, which says so where some of them are not shown."""
        shown, every = len(self._reading.shown), len(self._reading.marks)
        if shown == every:
            return self.tr("Highlights and notes")
        words = self.tr("Highlights and notes: {shown} of {count} are shown and printed")
        return words.format(shown=shown, count=every)

    def _mark(self, mark: Annotation) -> PrintedMark:
        names = "; ".join(name for _, _, name, _ in bearings(mark))
        own = self._theme.ink_names.of(mark.colour)
        lines = tuple(filter(None, (mark.note, names)))
        return PrintedMark(mark.start, mark.end, mark.colour, own, lines)

    def _facts(self, article: Article) -> Iterator[str]:
        for words, value in (
            (self.tr("Title: {value}"), article.title),
            (self.tr("Author: {value}"), article.author),
            (self.tr("Publisher: {value}"), article.publisher),
            (self.tr("Published: {value}"), article.published),
            (self.tr("Address: {value}"), article.url),
            (self.tr("Captured: {value}"), article.retrieved),
            (self.tr("Imported: {value}"), article.imported_at),
            (self.tr("Original, SHA-256: {value}"), article.original),
            (self.tr("Text, SHA-256: {value}"), article.text_sha256),
            (self.tr("Text made by: {value}"), article.reader),
        ):
            if value:
                yield words.format(value=value)
