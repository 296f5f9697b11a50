"""What is shown anew after an act: what it touched at once, what is counted a little later."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.cards.listing import Listing
from archivist.desktop.desk.desk import Desk
from archivist.desktop.session.browsing import Browsing
from archivist.desktop.session.view import View
from archivist.store.journal import Entry

_COUNT_AFTER = 120
"""Milliseconds after the last act in which the places are counted anew."""
_ONE_BY_ONE = 32
"""More changed articles than this are listed again with all the others."""


class Follower(Protocol):
    """Something shown that an act may have touched."""

    def note(self, touched: Iterable[tuple[str, str]]) -> None:
        """Remembers rows that changed, as tables and keys."""

    def refresh(self) -> None:
        """Shows what has changed since it was last shown."""


class Repainting(QtCore.QObject):
    """Watches the archive, so that an act is answered in the same frame."""

    def __init__(
        self, archive: Archive, desk: Desk, listing: Listing, browsing: Browsing, view: View
    ) -> None:
        """Nobody follows yet."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._cards = listing.cards
        self._browsing = browsing
        self._view = view
        self._followers: tuple[Follower, ...] = ()
        self._tables: set[str] = set()
        self._articles: set[str] = set()
        self._count = archive.articles.count()
        self._saved = ""
        self._soon = _timer(self, 0)
        self._later = _timer(self, _COUNT_AFTER)
        self._soon.timeout.connect(self._repaint)
        self._later.timeout.connect(self._count_anew)

    def begin(self, *followers: Follower) -> None:
        """Tells these from now on what every act touched."""
        self._followers = followers
        self._archive.watch(self._note)

    def stop(self) -> None:
        """What is not shown by now is not shown any more."""
        self._soon.stop()
        self._later.stop()

    @QtCore.Slot()
    def again(self) -> None:
        """Shows everything anew: what a job writes over its own connection is not told."""
        self._saved = max(entry.at for entry in self._archive.log(limit=1))
        self._desk.status.show_saved(_clock(self._saved))
        self._list_again()
        self._browsing.survey()

    def _note(self, entry: Entry) -> None:
        touched = entry.touched
        for follower in self._followers:
            follower.note(touched)
        self._tables.update(table for table, _ in touched)
        self._articles.update(_articles(entry))
        self._saved = entry.at
        self._soon.start()

    @QtCore.Slot()
    def _repaint(self) -> None:
        tables, self._tables = self._tables, set()
        self._desk.status.show_saved(_clock(self._saved))
        if "setting" in tables:
            self._view.follow()
        for follower in self._followers:
            follower.refresh()
        if "article" in tables:
            self._show_cards()
        self._later.start()

    @QtCore.Slot()
    def _count_anew(self) -> None:
        self._show_cards()
        self._browsing.survey()

    def _show_cards(self) -> None:
        articles, self._articles = self._articles, set()
        if self._archive.articles.count() != self._count:
            self._list_again()
        elif len(articles) > _ONE_BY_ONE:
            self._cards.refresh()
        else:
            self._cards.renew(articles)

    def _list_again(self) -> None:
        self._count = self._archive.articles.count()
        self._browsing.again()


def _articles(entry: Entry) -> Iterator[str]:
    """The articles whose cards an entry may have changed: itself, or a highlight in it."""
    for step in entry.steps():
        row = step.after or step.before or {}
        if step.table == "article":
            yield row["id"]
        elif step.table == "annotation":
            yield row["article"]


def _timer(parent: QtCore.QObject, pause: int) -> QtCore.QTimer:
    timer = QtCore.QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    return timer


def _clock(moment: str) -> str:
    """The local time of day of a UTC moment."""
    then = QtCore.QDateTime.fromString(moment, QtCore.Qt.DateFormat.ISODate)
    return then.toLocalTime().toString("HH:mm")
