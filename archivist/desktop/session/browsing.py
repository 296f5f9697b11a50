"""What is listed: a place of the sidebar, a search, and the way from card to card."""

from collections.abc import Iterator

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.bundle.selection import Selection
from archivist.desktop.cards.listing import CARD, Asked, Listing, Waiting
from archivist.desktop.desk.desk import Desk
from archivist.desktop.handing_over.issues_dialog import IssuesDialog
from archivist.desktop.jobs.worker import Worker
from archivist.desktop.session.hits import Hits
from archivist.desktop.session.reading import Reading
from archivist.desktop.shelves.places import Kind, Overview, Place, survey
from archivist.errors import ArchivistError


class Browsing(QtCore.QObject):
    """Keeps sidebar, search box, cards and page in step. `said` carries a sentence."""

    said = QtCore.Signal(str)

    def __init__(
        self,
        archive: Archive,
        counter: Worker,
        listing: Listing,
        desk: Desk,
        reading: Reading,
        hits: Hits,
    ) -> None:
        """Nothing is listed before `begin`."""
        super().__init__(desk)
        self._archive = archive
        self._counter = counter
        self._listing = listing
        self._desk = desk
        self._reading = reading
        self._hits = hits
        self._place = Place("library", "all", "", "library")
        self._open_first = False
        self._seeks = False
        self._total = 0
        self.overview = Overview()
        desk.sidebar.chosen.connect(self.show)
        desk.search_bar.asked.connect(self._search)
        desk.search_bar.opening.connect(self._open_soon)
        desk.search_bar.leaving.connect(self._enter_list)
        desk.column.opened.connect(self.open)
        listing.shown.connect(self._shown)
        listing.refused.connect(desk.search_bar.show_error)
        reading.moved.connect(self._mark_card)
        reading.arrived.connect(hits.enter)
        reading.returned.connect(hits.stay)
        hits.beyond.connect(self._go_beyond)

    def begin(self) -> None:
        """Lists every article, the newest first, and opens the first."""
        self._open_first = True
        self._list()
        self.survey()

    def survey(self) -> None:
        """Counts the places of the sidebar anew."""
        names = (
            self.tr("All articles"),
            self.tr("To review"),
            self.tr("Starred"),
            self.tr("Evidence bundles"),
        )

        def question(archive: Archive) -> Overview:
            return survey(archive, names)

        self._counter.ask(question, self._show_overview)

    def names(self, kind: Kind) -> tuple[Place, ...]:
        """The names of one kind that there are, the most used first."""
        return self.overview.of(kind)

    def again(self) -> None:
        """Lists the same anew, after articles came or went."""
        self._list()

    @QtCore.Slot(object)
    def show(self, place: Place) -> None:
        """Lists a place; the bundles that were handed over have a list of their own."""
        if place.key == "bundles":
            self._desk.sidebar.choose(self._place.kind, self._place.key)
            IssuesDialog(self._archive.issues.all(), self._desk).open()
            return
        self._place = place
        self._desk.sidebar.choose(place.kind, place.key)
        self._desk.timeline.choose(place.key if place.kind == "event" else "")
        self._list()

    @QtCore.Slot(str, str)
    def go(self, kind: str, key: str) -> None:
        """Lists the place of that kind and id."""
        for place in (*self.overview.library, *self.overview.actors, *self.overview.events):
            if (place.kind, place.key) == (kind, key):
                self.show(place)
                return
        for place in self.overview.tags:
            if (place.kind, place.key) == (kind, key):
                self.show(place)

    @QtCore.Slot(str)
    def open(self, article: str) -> None:
        """Opens an article of the list."""
        self._reading.open(article)

    def step(self, step: int) -> bool:
        """Opens the next article of the list or the one before; whether there is one."""
        row = self._desk.column.currentIndex().row() + step
        if not 0 <= row < self._total:
            return False
        self._desk.column.setCurrentIndex(self._listing.cards.index(row, 0))
        return True

    def review(self) -> None:
        """Marks the open article as reviewed, or to be reviewed again."""
        article = self._reading.article
        if article is not None:
            waits = article.status == "to review"
            self._archive.articles.edit(article.id, status="reviewed" if waits else "to review")

    def review_and_go_on(self) -> None:
        """Marks the open article as reviewed and opens the next of the list that still waits."""
        article = self._reading.article
        # An article that was not seen yet is not marked by a key that came too early.
        if article is None or self._seeks:
            return
        self._archive.articles.edit(article.id, status="reviewed")
        self._seeks = True
        row = self._listing.cards.row_of(article.id)
        here = self._desk.column.currentIndex().row() if row is None else row
        self._listing.seek_waiting(here, self._open_waiting)

    def _open_waiting(self, found: Waiting) -> None:
        self._seeks = False
        if found.row is not None:
            self.said.emit(self.tr("%n left to review", "", found.left))
            self._desk.column.setCurrentIndex(self._listing.cards.index(found.row, 0))
        elif found.left:
            self.said.emit(
                self.tr("This list is reviewed; %n article(s) elsewhere are not.", "", found.left)
            )
        else:
            self.said.emit(self.tr("That was the last one: every article is reviewed."))

    def star(self) -> None:
        """Stars the open article, or takes its star."""
        article = self._reading.article
        if article is not None:
            self._archive.articles.edit(article.id, starred=not article.starred)

    def withdraw_article(self) -> None:
        """Takes the open article out of the archive; undo brings it back."""
        article = self._reading.article
        if article is None:
            return
        try:
            self._archive.withdraw_article(article.id)
        except ArchivistError as sentence:
            self.said.emit(str(sentence))
            return
        self._reading.close()
        self.again()
        words = self.tr("“{title}” is withdrawn. Ctrl+Z brings it back.")
        self.said.emit(words.format(title=article.title))

    def bundles(self) -> tuple[tuple[str, Selection], ...]:
        """What a bundle can be made of now."""
        return tuple(self._bundles())

    def _bundles(self) -> Iterator[tuple[str, Selection]]:
        query = self._desk.search_bar.query
        if query and self._total:
            words = self.tr("What the search “{query}” finds").format(query=query)
            yield words, Selection(query=query)
        named = self.tr("All highlights of {name}")
        if self._place.kind in ("actor", "event", "tag"):
            yield named.format(name=self._place.name), _chosen(self._place)
        article = self._reading.article
        if article is not None:
            words = self.tr("This article: {title}").format(title=article.title)
            yield words, Selection(articles=(article.id,))
        for places in (self.overview.actors, self.overview.events, self.overview.tags):
            for place in places:
                if place.count and place != self._place:
                    yield named.format(name=place.name), _chosen(place)

    def _list(self) -> None:
        self._seeks = False
        bar = self._desk.search_bar
        self._listing.ask(Asked(bar.query, self._place.scope(), bar.sort))
        self._hits.follow(bar.query)

    @QtCore.Slot(int)
    def _go_beyond(self, step: int) -> None:
        if not self.step(step):
            self._hits.stopped(step)

    @QtCore.Slot(str, str)
    def _search(self, _query: str, _sort: str) -> None:
        self._list()

    @QtCore.Slot(int)
    def _shown(self, total: int) -> None:
        self._total = total
        self._desk.search_bar.show_total(total)
        self._desk.show_nothing("" if total else self._nothing(), importing=self._is_empty)
        self._mark_card()
        if self._open_first and total:
            self._open_first = False
            self._desk.column.setCurrentIndex(self._listing.cards.index(0, 0))

    @property
    def _is_empty(self) -> bool:
        everything = self._place.key == "all" and not self._desk.search_bar.query
        return everything and not self._archive.read_only

    def _nothing(self) -> str:
        if self._desk.search_bar.query:
            return self.tr("No article answers. Try fewer words, or look in All articles.")
        if self._place.kind != "library":
            return self.tr("No passage is joined to “{name}” yet.").format(name=self._place.name)
        if self._place.key == "all":
            return self.tr(
                "The archive is empty.\n\nDrop files or a folder here, or press Ctrl+I. What is "
                "read: plain text, Markdown and timeline events; web pages, alone or with their "
                "files, and web archives; PDF, Word, OpenDocument, rich text and e-books; mail "
                "and mailboxes; news feeds, outlines and tables; zip files of all these. "
                "Originals are kept as they came."
            )
        return self.tr("Nothing here.")

    @QtCore.Slot()
    def _mark_card(self) -> None:
        article = self._reading.article
        row = self._listing.cards.row_of(article.id) if article else None
        if row is not None and row != self._desk.column.currentIndex().row():
            self._desk.column.mark(row)

    @QtCore.Slot()
    def _open_soon(self) -> None:
        self._open_first = True

    @QtCore.Slot()
    def _enter_list(self) -> None:
        column = self._desk.column
        column.setFocus()
        if self._total and column.currentIndex().data(CARD) is None:
            column.setCurrentIndex(self._listing.cards.index(0, 0))

    def _show_overview(self, overview: Overview) -> None:
        if overview == self.overview:
            return
        self.overview = overview
        self._desk.sidebar.show_overview(overview)
        self._desk.timeline.show_events(overview.events)


def _chosen(place: Place) -> Selection:
    match place.kind:
        case "actor":
            return Selection(actors=(place.key,))
        case "event":
            return Selection(events=(place.key,))
        case "tag":
            return Selection(tags=(place.key,))
    return Selection()
