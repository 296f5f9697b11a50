"""What the column of cards shows: a list in the archive, fetched by page by another thread."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.jobs.worker import Worker
from archivist.search.listing import Card, Scope

if TYPE_CHECKING:
    from concurrent.futures import Future

PAGE = 128
KEPT = 24
CARD = int(QtCore.Qt.ItemDataRole.UserRole)
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_Role = QtCore.Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Asked:
    """One list: a query (or none), the part of the archive it looks in, the order."""

    query: str = ""
    scope: Scope = field(default_factory=Scope)
    sort: str = "newest"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The row of the article that is next to be reviewed, and how many wait in the archive."""

    row: int | None
    left: int


class Cards(QtCore.QAbstractTableModel):
    """Rows known by number only until they are shown; a page that is missing is `wanted`.

    A row that is shown and no longer true is `outdated`.
    """

    wanted = QtCore.Signal(int)
    outdated = QtCore.Signal(int)

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        """An empty list."""
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, tuple[Card, ...]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()

    def show(self, total: int, first: tuple[Card, ...]) -> None:
        """Shows another list of `total` rows, of which the first page is known."""
        self.beginResetModel()
        self._total = total
        self._pages.clear()
        self._stale.clear()
        self._asked.clear()
        if first:
            self._pages[0] = first
        self.endResetModel()

    def keep(self, page: int, cards: tuple[Card, ...]) -> None:
        """Takes in a page that was wanted."""
        self._asked.discard(page)
        self._stale.discard(page)
        self._pages[page] = cards
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        last = min(self._total, page * PAGE + len(cards)) - 1
        if last >= page * PAGE:
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, 0))

    def refresh(self) -> None:
        """Wants every page again as it is shown; until then shows it as it was."""
        self._stale = set(self._pages)
        self._asked.clear()
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, 0))

    def renew(self, articles: Iterable[str]) -> None:
        """Wants the cards of these articles again, where they are known; nothing else changes."""
        for article in articles:
            row = self.row_of(article)
            if row is not None:
                self.outdated.emit(row)

    def keep_one(self, row: int, card: Card) -> None:
        """Takes in a card that was outdated."""
        page, at = divmod(row, PAGE)
        cards = self._pages.get(page, ())
        if at < len(cards) and cards[at].id == card.id and cards[at] != card:
            self._pages[page] = (*cards[:at], card, *cards[at + 1 :])
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def row_of(self, article: str) -> int | None:
        """The row of an article, if it is on a page that is known."""
        for page, cards in self._pages.items():
            for at, card in enumerate(cards):
                if card.id == article:
                    return page * PAGE + at
        return None

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many articles are listed."""
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """One: a card."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """The card, or its words for a screen reader; nothing while its page is being fetched."""
        if not index.isValid() or role not in (CARD, _Role.DisplayRole, _Role.AccessibleTextRole):
            return None
        card = self._card(index.row())
        if card is None or role == CARD:
            return card
        return ", ".join(part for part in (card.title, card.publisher, card.published) if part)

    def _card(self, row: int) -> Card | None:
        page, at = divmod(row, PAGE)
        cards = self._pages.get(page)
        if (cards is None or page in self._stale) and page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(page)
        if cards is None:
            return None
        self._pages.move_to_end(page)
        return cards[at] if at < len(cards) else None


class Listing(QtCore.QObject):
    """Keeps the cards in step with what is asked; only the answer to the latest question counts.

    `shown` carries how many articles there are, `refused` the sentence of a query that cannot be
    understood (the list stays as it was).
    """

    shown = QtCore.Signal(int)
    refused = QtCore.Signal(str)

    def __init__(self, worker: Worker, parent: QtCore.QObject | None = None) -> None:
        """Asks `worker`, whose thread holds the list."""
        super().__init__(parent)
        self.cards = Cards(self)
        self.asked = Asked()
        self._worker = worker
        self._generation = 0
        self._waiting: list[Future[Any]] = []
        self.cards.wanted.connect(self._fetch)
        self.cards.outdated.connect(self._fetch_one)

    def ask(self, asked: Asked) -> None:
        """Lists something else; questions still waiting are dropped."""
        for future in self._waiting:
            future.cancel()
        self.asked = asked
        self._generation += 1
        generation = self._generation

        def question(archive: Archive) -> tuple[int, tuple[Card, ...]]:
            total = archive.search.materialise(asked.query, sort=asked.sort, scope=asked.scope)
            return total, archive.search.page(0, PAGE)

        def show(answer: tuple[int, tuple[Card, ...]]) -> None:
            if generation == self._generation:
                self.cards.show(*answer)
                self.shown.emit(answer[0])

        def refuse(sentence: str) -> None:
            if generation == self._generation:
                self.refused.emit(sentence)

        self._waiting = [self._worker.ask(question, show, refuse)]

    def again(self) -> None:
        """Lists the same once more, after articles came or went."""
        self.ask(self.asked)

    def seek_waiting(self, after: int, then: Callable[[Waiting], object]) -> None:
        """Tells `then` which row behind `after` is next to be reviewed."""
        generation = self._generation

        def question(archive: Archive) -> Waiting:
            _, waiting, _ = archive.articles.tallies()
            return Waiting(archive.search.next_with("to review", after), waiting)

        def tell(found: Waiting) -> None:
            if generation == self._generation:
                then(found)

        self._worker.ask(question, tell)

    @QtCore.Slot(int)
    def _fetch(self, page: int) -> None:
        generation = self._generation

        def question(archive: Archive) -> tuple[Card, ...]:
            return archive.search.page(page * PAGE, PAGE)

        def keep(cards: tuple[Card, ...]) -> None:
            if generation == self._generation:
                self.cards.keep(page, cards)

        self._wait_for(self._worker.ask(question, keep))

    @QtCore.Slot(int)
    def _fetch_one(self, row: int) -> None:
        generation = self._generation

        def question(archive: Archive) -> tuple[Card, ...]:
            return archive.search.page(row, 1)

        def keep(cards: tuple[Card, ...]) -> None:
            if generation == self._generation and cards:
                self.cards.keep_one(row, cards[0])

        self._wait_for(self._worker.ask(question, keep))

    def _wait_for(self, future: "Future[Any]") -> None:
        self._waiting = [*(each for each in self._waiting if not each.done()), future]
