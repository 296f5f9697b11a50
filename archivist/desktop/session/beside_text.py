"""What is laid open beside the text: the original as it came, or a text of before."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6 import QtCore, QtWidgets

from archivist.archive import Archive
from archivist.articles import Article
from archivist.changes import Changes
from archivist.desktop.desk.desk import Desk
from archivist.desktop.jobs.worker import Worker
from archivist.desktop.reader.legible import Legible, legible
from archivist.desktop.session.compared import Compared
from archivist.desktop.session.page_pictures import PagePictures
from archivist.desktop.session.reading import Reading
from archivist.desktop.session.turning import Turning
from archivist.layout import Layout
from archivist.versions import Version

_PAUSE = 60
"""Milliseconds: what is beside goes along once the page stands, not with every pixel of it."""
_LINE = 120
"""Code points of the first line in view that are looked for beside."""
_PAGED = "application/pdf"


@dataclass(frozen=True, slots=True)
class _Open:
    """What is beside: of which article, by its digest, and which version or 0 for the original.

    `text` is the present one, by its digest: a version is compared with it, and the pages of an
    original tell where its words stand.
    """

    article: str
    original: str
    version: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Original:
    """What of an original is laid open: its pages, or its bytes."""

    article: Article
    legible: Legible | None = None
    layout: Layout | None = None


class BesideText(QtCore.QObject):
    """Lays texts open beside the one that is read. `said` carries a sentence."""

    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: Desk, reading: Reading) -> None:
        """Reads and compares on a thread of its own; nothing is open."""
        super().__init__(desk)
        self._archive = archive
        # Long texts take seconds to compare, which no other question is to wait for.
        self._worker = Worker(archive, self)
        self._desk = desk
        self._reading = reading
        self._pane = desk.page.beside
        self._open: _Open | None = None
        self._compared = Compared(desk)
        self._compared.said.connect(self.said)
        self._turning = Turning(archive, desk, reading)
        desk.page.pages.closed.connect(self.close)
        self._soon = QtCore.QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._go_along)
        self._pane.closed.connect(self.close)
        desk.inspector.provenance.opening.connect(self.show_text)
        desk.page.reader.verticalScrollBar().valueChanged.connect(self._go_along_soon)
        reading.opened.connect(self._follow)
        reading.marked.connect(self._go_to_mark)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on what is beside."""
        return {"original": self.turn, **self._compared.verbs()}

    @property
    def is_open(self) -> bool:
        """Whether something is beside the text."""
        return self._open is not None

    def turn(self) -> None:
        """Opens the original beside the text, or closes what is open there."""
        if self.is_open:
            self.close()
        elif self._reading.article is not None:
            self._show_original(self._reading.article)

    @QtCore.Slot()
    def close(self) -> None:
        """Only the text is shown; the keys go back to it."""
        if self._open is None:
            return
        self._open = None
        self._compared.clear()
        focus = QtWidgets.QApplication.focusWidget() or self._desk
        had_keys = self._pane.isAncestorOf(focus) or self._desk.page.pages.isAncestorOf(focus)
        self._turning.close()
        self._pane.hide()
        self._pane.text.show_text("")
        if had_keys:
            self._desk.page.reader.setFocus()

    @QtCore.Slot(int)
    def show_text(self, number: int) -> None:
        """Opens a text that the article had before, by its number; 0 is the original."""
        article = self._reading.article
        if article is None:
            return
        if number == 0:
            self._show_original(article)
            return
        for version in self._archive.revisions.versions(article.id):
            if version.number == number:
                self._show_version(article, version)

    @property
    def pictures(self) -> PagePictures:
        """What makes the pictures of pages."""
        return self._turning.pictures

    def end(self) -> None:
        """Waits for what is read, and ends what makes pictures of pages: the archive closes."""
        self._turning.pictures.close()
        self._worker.close()

    def _show_version(self, article: Article, version: Version) -> None:
        self._turning.close()
        opened = _Open(article.id, version.original, version.number, article.text_sha256)
        self._open = opened

        def read(archive: Archive) -> tuple[_Open, Version, str]:
            return opened, version, archive.revisions.text_of(version).text

        def compare(archive: Archive) -> tuple[_Open, Changes]:
            return opened, archive.revisions.changes_since(version)

        self._worker.ask(read, self._lay_version_open, self._fail)
        self._worker.ask(compare, self._show_changes, self._fail)

    def _lay_version_open(self, found: tuple[_Open, Version, str]) -> None:
        opened, version, text = found
        if opened != self._open:
            return
        detail = self.tr("{name} · read by {reader} · in the archive since {day}").format(
            name=version.name, reader=version.reader, day=version.since[:10]
        )
        title = self.tr("Version {number} of the text").format(number=version.number)
        self._pane.lay_open(title, detail, "", text)
        self._compared.begin()
        self._go_along()

    def _show_changes(self, found: tuple[_Open, Changes]) -> None:
        opened, changes = found
        if opened == self._open:
            self._compared.show(changes, same=self._pane.text.text() == self._reading.text.text)

    def _show_original(self, article: Article) -> None:
        self._compared.clear()
        self._turning.leave()
        self._open = _original_of(article)
        chosen = next((fact.value for fact in article.facts if fact.field == "encoding"), "")

        def read(archive: Archive) -> _Original:
            layout = archive.layouts.of(article)
            if layout is not None and layout.pages:
                return _Original(article, layout=layout)
            found = archive.articles.original_of(article)
            return _Original(article, legible(found, encoding=chosen or ""))

        self._worker.ask(read, self._lay_open, self._fail)

    def _lay_open(self, found: _Original) -> None:
        article = found.article
        if self._open != _original_of(article):
            return
        if found.layout is not None:
            self._pane.hide()
            self._turning.lay_open(article, found.layout)
            return
        self._turning.close()
        if found.legible is not None:
            self._lay_bytes_open(article, found.legible)

    def _lay_bytes_open(self, article: Article, original: Legible) -> None:
        decoded = original.encoding or self.tr("bytes as figures")
        detail = self.tr("{name} · {encoding} · {size} bytes").format(
            name=article.name, encoding=decoded, size=f"{original.size:,}"
        )
        sentences = (self._left_off(original), self._without_pages(article))
        self._pane.lay_open(
            self.tr("Original"),
            detail,
            " ".join(filter(None, sentences)),
            original.text,
            part=original.shown / max(1, original.size),
        )
        self._go_along()

    def _without_pages(self, article: Article) -> str:
        if article.media_type != _PAGED:
            return ""
        return self.tr("Its pages are not kept yet: read it again to see them (reextract).")

    def _left_off(self, original: Legible) -> str:
        words = ""
        if not original.encoding:
            words = self.tr("This original is no text: its first {shown} bytes are shown.")
        elif not original.whole:
            words = self.tr("This original is long: its first {shown} bytes are shown.")
        return words.format(shown=f"{original.shown:,}")

    def _fail(self, sentence: str) -> None:
        self._open = None
        self._turning.close()
        self.said.emit(sentence)

    @QtCore.Slot()
    def _follow(self) -> None:
        article = self._reading.article
        if self._open is None:
            return
        if article is None:
            self.close()
        elif article.id != self._open.article or self._is_renewed(article):
            self._show_original(article)
        elif self._open.version and article.text_sha256 != self._open.text:
            self.show_text(self._open.version)
        else:
            self._compared.show_again()

    def _is_renewed(self, article: Article) -> bool:
        opened = self._open
        return opened is not None and not opened.version and opened != _original_of(article)

    @QtCore.Slot()
    def _go_to_mark(self) -> None:
        mark = self._reading.mark()
        if mark is not None and self._open is not None and self._pane.isVisible():
            self._soon.stop()
            self._pane.go_along(mark.exact, self._share(mark.start), mark=True)

    @QtCore.Slot()
    def _go_along_soon(self) -> None:
        if self._open is not None and not self._compared.any:
            self._soon.start()

    @QtCore.Slot()
    def _go_along(self) -> None:
        if self._open is None or not self._pane.isVisible():
            return
        if self._compared.any:
            self._compared.go_along()
            return
        mark = self._reading.mark()
        first, last = self._desk.page.reader.in_view()
        if mark is not None and first <= mark.start < last:
            self._go_to_mark()
            return
        place = self._desk.page.reader.place()
        text = self._reading.text.text
        line = text[place : place + _LINE].partition("\n")[0]
        self._pane.go_along(line, self._share(place), mark=False)

    def _share(self, offset: int) -> float:
        return offset / max(1, len(self._reading.text.text))


def _original_of(article: Article) -> _Open:
    return _Open(article.id, article.original, text=article.text_sha256)
