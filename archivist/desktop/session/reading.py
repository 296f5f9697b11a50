"""Which article is open, where in it a person is, and the way back."""

from collections.abc import Callable, Iterable

from PySide6 import QtCore, QtGui

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.desk.desk import Desk
from archivist.desktop.session import names_beside
from archivist.desktop.session.marks_shown import MarksShown, Passes
from archivist.desktop.session.open_marks import OpenMarks
from archivist.desktop.session.opened import Opened, opened
from archivist.desktop.session.reading_positions import ReadingPositions, place_now
from archivist.desktop.session.trail import Stop, Trail
from archivist.errors import NotFound
from archivist.text import StructuredText

_NOTHING = StructuredText("", ())


class Reading(QtCore.QObject):
    """Opens articles on the desk.

    `leaving` comes before another article is shown in the place of the open one, or none.
    `opened` follows each opening and each change of the article that is open, `moved` a change
    of place, `arrived` an article opened anew, `returned` one come to by the way back or on,
    `marked` a change of the current highlight. `said` carries a sentence.
    """

    leaving = QtCore.Signal()
    opened = QtCore.Signal()
    moved = QtCore.Signal()
    arrived = QtCore.Signal()
    returned = QtCore.Signal()
    marked = QtCore.Signal()
    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: Desk) -> None:
        """No article open."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._reader = desk.page.reader
        self._trail = Trail()
        self._positions = ReadingPositions(archive)
        self._open: Opened | None = None
        self._marks = OpenMarks(archive)
        self._shown = MarksShown(desk)
        self._touched: set[tuple[str, str]] = set()
        self._names_told = True
        self.current = ""
        self._reader.pressed_highlight.connect(self.choose)
        self._reader.viewport().installEventFilter(self)
        desk.inspector.highlights.chosen.connect(self._follow)
        for names in (desk.inspector.people, desk.inspector.events):
            names.installEventFilter(self)

    @property
    def article(self) -> Article | None:
        """The open article."""
        return self._open.article if self._open else None

    @property
    def text(self) -> StructuredText:
        """The text of the open article; without one, an empty text."""
        return self._open.text if self._open else _NOTHING

    @property
    def folded(self) -> tuple[tuple[int, int], ...]:
        """The ranges of code points that are folded away at first."""
        return self._open.hidden if self._open else ()

    @property
    def marks(self) -> tuple[Annotation, ...]:
        """The highlights of the open article, in the order of its text."""
        return self._marks.all

    @property
    def shown(self) -> tuple[Annotation, ...]:
        """Those of them that the filter lets through, and the current one."""
        return self._shown.marks

    @property
    def can_go_back(self) -> bool:
        """Whether a person was somewhere else before."""
        return self._trail.can_go_back

    @property
    def can_go_on(self) -> bool:
        """Whether the way back was taken."""
        return self._trail.can_go_on

    # Getting about

    def open(self, article: str) -> None:
        """Opens an article where its reading stopped; the place that is left is the way back."""
        here = self._here()
        if here is not None and here.article == article:
            return
        wanted = self._archive.articles.get(article)
        if here is not None:
            self._trail.leave(here)
        self._show(wanted, self._positions.of_article(wanted))
        self.arrived.emit()

    def go_to(self, offset: int) -> None:
        """Goes to a code point of the open article; the place that is left is the way back."""
        here = self._here()
        if here is not None:
            self._trail.leave(here)
            self._reader.reveal(offset)
            self.moved.emit()

    def back(self) -> None:
        """Goes where the person was before."""
        self._return(self._trail.back)

    def forward(self) -> None:
        """Takes the way back again."""
        self._return(self._trail.on)

    def close(self) -> None:
        """Shows no article."""
        self._leave()
        self._open, self.current = None, ""
        self._marks.show("")
        empty = self._archive.articles.count() == 0
        self._reader.clear(
            self.tr("Drop files or a folder here to begin.")
            if empty
            else self.tr("Choose an article from the list, or drop files here to import them.")
        )
        self._desk.inspector.show_article(None, ())
        self._shown.forget_page()
        self._show_marks()
        self._show_names()
        self.opened.emit()

    def keep(self) -> None:
        """Keeps in the archive where each text was left."""
        self._note_place()
        self._positions.keep()

    # What the archive now has

    def note(self, touched: Iterable[tuple[str, str]]) -> None:
        """Remembers rows that changed, as tables and keys, for the next `refresh`."""
        self._touched.update(touched)

    def refresh(self) -> None:
        """Shows what has changed of the open article since it was last shown."""
        if self._read_changes():
            self._show_marks()
            self.marked.emit()

    @QtCore.Slot()
    def reload(self) -> None:
        """Shows the open article as the archive now has it, whoever changed it."""
        self._touched.clear()
        if self._open is not None:
            self._renew()
        if self._open is not None:
            self._marks.show(self._open.article.id)
            self._show_marks()
            self._show_names()

    # The current highlight

    def choose(self, annotation: str) -> None:
        """Makes a highlight the current one; none when empty."""
        # What was just made is shown with it, in one go.
        self._read_changes()
        self.current = annotation
        self._show_marks()
        self.marked.emit()

    def mark(self) -> Annotation | None:
        """The current highlight."""
        return self._marks.get(self.current)

    def show_only(self, passes: Passes | None) -> None:
        """Shows the highlights that `passes` lets through and the current one; all for None."""
        self._shown.passes = passes
        self._show_marks()

    def step_mark(self, step: int) -> None:
        """Goes to the next highlight shown or the one before, in the order of the text.

        Without a current one, to the first or the last that begins in view, or else beyond it.
        """
        target = self._beside(step)
        if not 0 <= target < len(self.shown):
            self.said.emit(self._no_more(step))
            return
        mark = self.shown[target]
        self.choose(mark.id)
        self.reveal()
        # From there keys move on, to where it is split or selected anew.
        self._reader.put_caret(mark.start)

    def reveal(self) -> None:
        """Scrolls to the current highlight."""
        mark = self.mark()
        if mark is not None:
            self._reader.reveal(mark.start)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """A press on words that are not highlighted leaves the current highlight.

        Names are listed when there is someone to see them.
        """
        if event.type() == QtCore.QEvent.Type.Show and not self._names_told:
            self._show_names()
        if event.type() == QtCore.QEvent.Type.MouseButtonPress and self.current:
            at = event.position().toPoint() if isinstance(event, QtGui.QMouseEvent) else None
            if at is not None and not self._reader.highlight_at(at):
                self.choose("")
        return super().eventFilter(watched, event)

    def _here(self) -> Stop | None:
        if self._open is None:
            return None
        article = self._open.article
        return Stop(article.id, self._reader.place(), article.text_sha256)

    def _note_place(self) -> None:
        if self._open is not None:
            self._positions.note(self._open.article.text_sha256, self._reader.place())

    def _return(self, step: Callable[[Stop | None], Stop | None]) -> None:
        stop = step(self._here())
        while stop is not None:
            try:
                article = self._archive.articles.get(stop.article)
            except NotFound:
                stop = step(None)
                continue
            self._stop_at(article, place_now(self._archive, article, stop.text, stop.place))
            return

    def _stop_at(self, article: Article, place: int) -> None:
        if self._open is not None and article.id == self._open.article.id:
            self._reader.stand_at(place)
            self.moved.emit()
            return
        self._show(article, place)
        self.returned.emit()

    def _leave(self) -> None:
        if self._open is not None:
            self.leaving.emit()
        self._note_place()

    def _show(self, article: Article, place: int) -> None:
        self._leave()
        self._touched.clear()
        self.current = ""
        self._open = opened(self._archive, article)
        self._marks.show(article.id)
        self._lay_out(place)
        self._show_beside()
        self.opened.emit()
        self.moved.emit()

    def _renew(self) -> None:
        """Reads the article again; its page is laid out anew only where it looks different."""
        before = self._open
        if before is None:
            return
        try:
            article = self._archive.articles.get(before.article.id)
        except NotFound:
            self.close()
            return
        self._open = opened(self._archive, article, before)
        if not self._open.looks_like(before):
            self._marks.show(article.id)
            self._lay_out(self._open.place_of(self._reader.place(), before))
        self._show_beside()
        self.opened.emit()

    def _lay_out(self, place: int) -> None:
        if self._open is None:
            return
        shown = self._open
        self._reader.show_article(
            shown.heading, shown.text, folded=shown.folded, silent=shown.silent
        )
        self._shown.forget_page()
        self._show_marks()
        self._reader.stand_at(place)

    def _show_beside(self) -> None:
        if self._open is not None:
            article = self._open.article
            waiting = self._archive.proposals.waiting(article.id)
            self._desk.inspector.show_article(article, waiting)
        self._show_names()

    def _read_changes(self) -> bool:
        """Reads again what was touched; whether other highlights are to be shown."""
        touched, self._touched = frozenset(self._touched), set()
        if self._open is None or not touched:
            return False
        tables = {table for table, _ in touched}
        if "proposal" in tables or ("article", self._open.article.id) in touched:
            self._renew()
        changed = self._marks.follow(touched)
        if changed or "event" in tables:
            self._show_names()
        return changed

    def _show_marks(self) -> None:
        if self.mark() is None:
            self.current = ""
        self._shown.show(self._marks, self.current)

    def _show_names(self) -> None:
        inspector = self._desk.inspector
        self._names_told = inspector.people.isVisible() or inspector.events.isVisible()
        if not self._names_told:
            return
        article = self.article
        inspector.show_names(
            names_beside.people(self.marks),
            names_beside.events(self._archive, article.id, self.marks) if article else (),
        )

    def _beside(self, step: int) -> int:
        """The number, among those shown, of the highlight after or before; outside for none."""
        ids = [mark.id for mark in self.shown]
        if self.current in ids:
            return ids.index(self.current) + step
        first, last = self._reader.in_view()
        if step > 0:
            return next((n for n, mark in enumerate(self.shown) if mark.start >= first), len(ids))
        return sum(1 for mark in self.shown if mark.start < last) - 1

    def _no_more(self, step: int) -> str:
        if not self.shown and self.marks:
            return self.tr(
                "The filter hides the %n highlight(s) of this article.", "", len(self.marks)
            )
        if not self.shown:
            return self.tr("There is no highlight to go to. Select words and press 1 to 6.")
        if step > 0:
            return self.tr("That was the last highlight; K goes back.")
        return self.tr("That was the first highlight; J goes on.")

    @QtCore.Slot(str)
    def enter(self, annotation: str) -> None:
        """Goes on reading at a highlight: it is the current one and the keys are the page's."""
        self._follow(annotation)
        self._reader.setFocus()

    @QtCore.Slot(str)
    def _follow(self, annotation: str) -> None:
        self.choose(annotation)
        self.reveal()
