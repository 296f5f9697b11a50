"""Which article is open, where in it a person is, and the way back."""

from PySide6 import QtCore, QtGui

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.cards.column import host_of
from archivist.desktop.desk.desk import Desk
from archivist.desktop.inspector.names import Named
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.typography import Heading
from archivist.desktop.shelves.places import KIND_ICONS, kind_words
from archivist.errors import NotFound
from archivist.text import StructuredText

_HEAD = 200


class Reading(QtCore.QObject):
    """Opens articles on the desk.

    `opened` follows each opening, `moved` a change of the way back and on, `marked` one of
    the current highlight.
    """

    opened = QtCore.Signal()
    moved = QtCore.Signal()
    marked = QtCore.Signal()

    def __init__(self, archive: Archive, desk: Desk) -> None:
        """No article open."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._past: list[str] = []
        self._future: list[str] = []
        self.article: Article | None = None
        self.marks: tuple[Annotation, ...] = ()
        self.current = ""
        self.folded: tuple[tuple[int, int], ...] = ()
        desk.page.reader.pressed_highlight.connect(self.choose)
        desk.page.reader.viewport().installEventFilter(self)
        desk.inspector.highlights.chosen.connect(self._follow)

    @property
    def can_go_back(self) -> bool:
        """Whether an article was open before this one."""
        return bool(self._past)

    @property
    def can_go_on(self) -> bool:
        """Whether the way back was taken."""
        return bool(self._future)

    def open(self, article: str) -> None:
        """Opens an article; the one that was open is the way back."""
        if self.article is not None:
            if self.article.id == article:
                return
            self._past.append(self.article.id)
        self._future.clear()
        self._show(article)

    def back(self) -> None:
        """Opens the article that was open before."""
        self._step(self._past, self._future)

    def forward(self) -> None:
        """Takes the way back again."""
        self._step(self._future, self._past)

    def close(self) -> None:
        """Shows no article."""
        self.article, self.marks, self.current = None, (), ""
        reader = self._desk.page.reader
        empty = self._archive.articles.count() == 0
        reader.clear(
            self.tr("Drop files or a folder here to begin.")
            if empty
            else self.tr("Choose an article from the list, or drop files here to import them.")
        )
        self._desk.inspector.show_article(None, ())
        self._desk.inspector.show_marks(())
        self._desk.inspector.show_names((), ())
        self.opened.emit()

    def refresh(self) -> None:
        """Shows the open article as the archive now has it."""
        if self.article is None:
            return
        try:
            self.article = self._archive.articles.get(self.article.id)
        except NotFound:
            self.close()
            return
        self._show_beside(self.article)
        self.opened.emit()

    def choose(self, annotation: str) -> None:
        """Makes a highlight the current one; none when empty."""
        self.current = annotation
        self._paint_marks()
        self._desk.inspector.highlights.choose(annotation)
        self.marked.emit()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """A press on words that are not highlighted leaves the current highlight."""
        if event.type() == QtCore.QEvent.Type.MouseButtonPress and self.current:
            at = event.position().toPoint() if isinstance(event, QtGui.QMouseEvent) else None
            if at is not None and not self._desk.page.reader.highlight_at(at):
                self.choose("")
        return super().eventFilter(watched, event)

    def mark(self) -> Annotation | None:
        """The current highlight."""
        return next((mark for mark in self.marks if mark.id == self.current), None)

    def step_mark(self, step: int) -> None:
        """Goes to the next highlight or the one before, in the order of the text."""
        if not self.marks:
            return
        ids = [mark.id for mark in self.marks]
        beyond = -1 if step > 0 else len(ids)
        at = ids.index(self.current) if self.current in ids else beyond
        self.choose(ids[max(0, min(len(ids) - 1, at + step))])
        self.reveal()

    def reveal(self) -> None:
        """Scrolls to the current highlight."""
        mark = self.mark()
        if mark is not None:
            self._desk.page.reader.reveal(mark.start)

    def _step(self, source: list[str], target: list[str]) -> None:
        if not source:
            return
        if self.article is not None:
            target.append(self.article.id)
        self._show(source.pop())

    def _show(self, identity: str) -> None:
        article = self._archive.articles.get(identity)
        self.article, self.current = article, ""
        text = self._archive.articles.text_of(article)
        boilerplate = self._archive.proposals.folded(article.id)
        folded = (*_title_leaves(article, text, boilerplate), *boilerplate)
        self.folded = tuple(
            (text.leaves[first].start, text.leaves[last].end) for first, last in folded
        )
        heading = self._heading(article, sum(last - first + 1 for first, last in boilerplate))
        self._desk.page.reader.show_article(heading, text, folded=folded)
        self._show_beside(article)
        self.opened.emit()
        self.moved.emit()

    def _show_beside(self, article: Article) -> None:
        inspector = self._desk.inspector
        self.marks = self._archive.annotations.of(article.id)
        if self.mark() is None:
            self.current = ""
        self._paint_marks()
        inspector.show_article(article, self._archive.proposals.waiting(article.id))
        inspector.show_marks(self.marks)
        inspector.highlights.choose(self.current)
        inspector.show_names(self._people(), self._events())

    def _paint_marks(self) -> None:
        self._desk.page.reader.set_highlights(
            tuple(
                Highlight(
                    mark.id, mark.start, mark.end, mark.colour, emphasised=mark.id == self.current
                )
                for mark in self.marks
            )
        )

    def _heading(self, article: Article, folded: int) -> Heading:
        where = article.publisher or host_of(article.url)
        kicker = " · ".join(part for part in (where, article.published) if part)
        digest = self.tr("SHA-256 {digest}").format(
            digest=f"{article.original[:8]}…{article.original[-4:]}"
        )
        words = self.tr("%n word(s)", "", article.words)
        day = self.tr("Imported {day}").format(day=article.imported_at[:10])
        parts = self.tr("%n part(s) folded (B)", "", folded) if folded else ""
        return Heading(kicker, article.title, tuple(filter(None, (digest, words, day, parts))))

    def _people(self) -> tuple[Named, ...]:
        counts: dict[str, int] = {}
        named = {}
        for mark in self.marks:
            for actor in mark.actors:
                counts[actor.id] = counts.get(actor.id, 0) + 1
                named[actor.id] = actor
        return tuple(
            Named(
                key,
                actor.name,
                kind_words(actor.kind),
                KIND_ICONS.get(actor.kind, "person"),
                self.tr("%n passage(s)", "", counts[key]),
            )
            for key, actor in named.items()
        )

    def _events(self) -> tuple[Named, ...]:
        counts: dict[str, int] = {}
        for mark in self.marks:
            for event in mark.events:
                counts[event.id] = counts.get(event.id, 0) + 1
        for declared in self._archive.events.on(self.article.id) if self.article else ():
            counts.setdefault(declared.id, 0)
        found = (self._archive.events.get(key) for key in counts)
        return tuple(
            Named(
                event.id,
                event.title,
                event.written_date or self.tr("no date"),
                "",
                self.tr("%n passage(s)", "", counts[event.id]) if counts[event.id] else "",
            )
            for event in found
        )

    @QtCore.Slot(str)
    def _follow(self, annotation: str) -> None:
        self.current = annotation
        self._paint_marks()
        self.reveal()
        self.marked.emit()


def _title_leaves(
    article: Article, text: StructuredText, folded: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """The leaf in view that says the title again: the heading above the text shows it already."""
    for number, leaf in enumerate(text.leaves[:_HEAD]):
        hidden = any(first <= number <= last for first, last in folded)
        if not hidden and text.text[leaf.start : leaf.end].strip() == article.title:
            return ((number, number),)
    return ()
