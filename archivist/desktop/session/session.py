"""One open archive in the window: its desk, its threads, and what each act does."""

from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.acts.acts import ActSet, Verbs
from archivist.desktop.cards.listing import Listing
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.description import DescriptionForm
from archivist.desktop.jobs.jobs import Jobs
from archivist.desktop.jobs.worker import Worker
from archivist.desktop.look.theme import Theme
from archivist.desktop.session.beside_text import BesideText
from archivist.desktop.session.browsing import Browsing
from archivist.desktop.session.correcting import Correcting
from archivist.desktop.session.ends import Ends
from archivist.desktop.session.exporting import Exporting
from archivist.desktop.session.filtering import Filtering
from archivist.desktop.session.following import Following
from archivist.desktop.session.getting_about import GettingAbout
from archivist.desktop.session.hits import Hits
from archivist.desktop.session.importing import Importing
from archivist.desktop.session.joining import Joining
from archivist.desktop.session.known_names import KnownNames
from archivist.desktop.session.mark_menu import MarkMenu
from archivist.desktop.session.marking import Marking
from archivist.desktop.session.naming import Naming
from archivist.desktop.session.pace import Pace
from archivist.desktop.session.past import Past
from archivist.desktop.session.permitting import Permitting
from archivist.desktop.session.printing import Printing
from archivist.desktop.session.reading import Reading
from archivist.desktop.session.recents import Recents
from archivist.desktop.session.recognising import Recognising
from archivist.desktop.session.repainting import Repainting
from archivist.desktop.session.revising import Revising
from archivist.desktop.session.steering import Steering
from archivist.desktop.session.verifying import Verifying
from archivist.desktop.session.view import View
from archivist.desktop.session.watching import Watching
from archivist.desktop.shelves.places import KINDS
from archivist.errors import ArchivistError

if TYPE_CHECKING:
    from collections.abc import Callable

_LAST_WAIT = 500
"""Milliseconds that closing waits for another program before it goes without keeping the view."""


class Session(QtCore.QObject):
    """Everything between opening an archive and closing it."""

    def __init__(
        self, archive: Archive, theme: Theme, acts: ActSet, *, network_denied: bool
    ) -> None:
        """Shows `archive` on a new desk."""
        super().__init__()
        self.archive = archive
        self._acts = acts
        self._lister = Worker(archive, self)
        self._counter = Worker(archive, self)
        self.jobs = Jobs(archive, self)
        self.listing = Listing(self._lister, self)
        self.desk = Desk(theme, acts, self.listing.cards)
        self.reading = Reading(archive, self.desk)
        self._make_reading(acts)
        self._make_acts(theme, acts)
        self.verbs = self._verbs()
        self._job = ""
        self._pace = Pace()
        self._clock = QtCore.QElapsedTimer()
        self._connect()
        status = self.desk.status
        status.show_lock(encrypted=archive.encrypted, read_only=archive.read_only)
        status.show_network(denied=network_denied)

    def _make_reading(self, acts: ActSet) -> None:
        """What is open, what is found in it, what is listed."""
        archive = self.archive
        self.filtering = Filtering(self.desk, self.reading, self._called)
        self.following = Following(self.desk, self.reading)
        self.beside = BesideText(archive, self.desk, self.reading)
        self.revising = Revising(archive, self.desk, self.jobs, self.reading)
        self.recognising = Recognising(self.desk, self.jobs, self.reading)
        self.hits = Hits(archive, self._counter, self.desk, self.reading)
        self.getting_about = GettingAbout(self.desk, self.reading, self.hits)
        self.browsing = Browsing(
            archive, self._counter, self.listing, self.desk, self.reading, self.hits
        )
        self.permitting = Permitting(archive, self.desk, self.reading, acts)

    def _make_acts(self, theme: Theme, acts: ActSet) -> None:
        """What is done to passages, articles and the archive, and how it is shown."""
        archive = self.archive
        names = KnownNames(archive, self.browsing.names).of
        self.marking = Marking(archive, self.desk, self.reading)
        self.correcting = Correcting(archive, self.desk, self.jobs, self.reading, self.marking)
        self.correcting.offer_with(acts)
        self.recents = Recents(archive, self.desk, self.reading, self.marking, acts)
        self.joining = Joining(archive, self.desk, self.marking, self.recents, names)
        self.ends = Ends(archive, self.desk, self.reading, self.marking)
        self.steering = Steering(self.desk, ends_move=not archive.read_only)
        self.mark_menu = MarkMenu(archive, self.desk, self.reading, self.joining, acts)
        self.naming = Naming(archive, self.desk, theme, names)
        self._looker = Worker(archive, self)
        self.watching = Watching(archive, self.desk)
        self.importing = Importing(theme, self.desk, self.jobs, self.reading, self._looker)
        self.exporting = Exporting(self.desk, self.jobs, self.browsing.bundles)
        self.verifying = Verifying(self.desk, self.jobs, archive.articles.count)
        self.past = Past(archive, self.desk)
        self.view = View(archive, self.desk, theme)
        self.printing = Printing(archive, self.desk, theme, self.reading)
        self.repainting = Repainting(archive, self.desk, self.listing, self.browsing, self.view)

    def begin(self) -> None:
        """Lists everything; the way in."""
        self.view.begin()
        self.watching.begin()
        self.reading.close()
        self.browsing.begin()

    def do(self, name: str) -> None:
        """Does the act of that name."""
        verb = self.verbs.get(name)
        if verb is not None:
            verb()

    def close(self) -> None:
        """Waits for the threads, keeps the note and the view, lets go of the archive.

        Every step is taken whatever becomes of the others; what the archive refuses is not kept.
        """
        steps: tuple[Callable[[], object], ...] = (
            # First what may have the archive to itself: the note is to find it free.
            self.watching.close,
            self.jobs.close,
            self._looker.close,
            self.marking.keep,
            self._lister.close,
            self._counter.close,
            self.beside.end,
            partial(self.archive.wait_at_most, _LAST_WAIT),
            self.view.leave,
            self.reading.keep,
            # Last: what is written on the way out is not shown any more.
            self.repainting.stop,
            self.archive.close,
        )
        with ExitStack() as closing:
            for step in reversed(steps):
                closing.enter_context(suppress(ArchivistError))
                closing.callback(step)

    def _connect(self) -> None:
        self.repainting.begin(self.reading, self.revising)
        for source in (
            self.reading,
            self.hits,
            self.marking,
            self.joining,
            self.ends,
            self.correcting,
            self.steering,
            self.naming,
            self.importing,
            self.watching,
            self.exporting,
            self.verifying,
            self.filtering,
            self.beside,
            self.revising,
            self.recognising,
            self.past,
            self.browsing,
            self.view,
        ):
            source.said.connect(self.desk.notice.say)
        status = self.desk.status
        status.stopping.connect(self.jobs.stop)
        self.importing.revised.connect(self.revising.show)
        self.watching.found.connect(self.importing.take_found)
        self.jobs.started.connect(status.begin_job)
        self.jobs.started.connect(self._name_job)
        self.jobs.advanced.connect(self._advance)
        self.jobs.ended.connect(status.end_job)
        for job in (
            self.importing,
            self.revising,
            self.recognising,
            self.correcting,
            self.exporting,
        ):
            job.ended.connect(self.repainting.again)
            job.ended.connect(self.reading.reload)
        self._connect_inspector()

    def _connect_inspector(self) -> None:
        inspector = self.desk.inspector
        inspector.exporting.connect(self.exporting.ask)
        inspector.highlights.chip_pressed.connect(self.browsing.go)
        inspector.highlights.entered.connect(self.reading.enter)
        inspector.highlights.noting.connect(self.marking.note_on)
        for names, kind in ((inspector.people, "actor"), (inspector.events, "event")):
            names.adding.connect(partial(self.naming.add, kind))
            names.editing.connect(partial(self.naming.edit, kind))
            names.removing.connect(partial(self.naming.remove, kind))
            names.followed.connect(partial(self.browsing.go, kind))
        inspector.provenance.accepted.connect(self._accept)
        inspector.provenance.dismissed.connect(self._dismiss)
        inspector.provenance.describing.connect(self._describe)
        inspector.provenance.using.connect(self._use)
        self.reading.leaving.connect(self.desk.chooser.close_panel)
        self.reading.leaving.connect(self.desk.note_editor.close_panel)
        self.desk.escaped.connect(self._leave)
        self.desk.timeline.chosen.connect(partial(self.browsing.go, "event"))
        self.desk.palette_panel.going.connect(self.browsing.show)

    def _verbs(self) -> Verbs:
        verbs: dict[str, Callable[[], object]] = {
            "export": self.exporting.ask,
            "verify": self.verifying.begin,
            "undo": self.past.undo,
            "redo": self.past.redo,
            "history": self.past.show,
            "note": self._note_or_next_hit,
            "search": self._search,
            "back": self.reading.back,
            "forward": self.reading.forward,
            "describe": self._describe,
            "palette": self._open_palette,
            "review": self.browsing.review,
            "review-next": self.browsing.review_and_go_on,
            "star": self.browsing.star,
            "withdraw-article": self.browsing.withdraw_article,
            "watched-folder": self.watching.ask,
            **self.importing.verbs(),
            **self.marking.verbs(),
            **self.joining.verbs(),
            **self.ends.verbs(),
            **self.correcting.verbs(),
            **self.steering.verbs(),
            **self.view.verbs(),
            **self.printing.verbs(),
            **self.beside.verbs(),
            **self.revising.verbs(),
            **self.recognising.verbs(),
            **self.hits.verbs(),
            **self.getting_about.verbs(),
        }
        for kind in KINDS:
            verbs[f"new-{kind}"] = partial(self.naming.add, kind)
        for name, step in (("next", 1), ("previous", -1)):
            verbs[f"{name}-mark"] = partial(self.reading.step_mark, step)
            verbs[f"{name}-hit"] = partial(self.hits.step, step)
            verbs[f"{name}-article"] = partial(self.browsing.step, step)
        return verbs

    @QtCore.Slot()
    def _note_or_next_hit(self) -> None:
        # N is the next hit too, as long as there is nothing to write a note on.
        if self.marking.passage() is None and self.hits.any:
            self.hits.step(1)
            return
        self.marking.note()

    @QtCore.Slot()
    def _leave(self) -> None:
        # Escape lets go of what is nearest: the passage first, then what is open beside the text.
        if self.marking.passage() is None and self.beside.is_open:
            self.beside.close()
            return
        self.marking.leave()

    def _called(self, colour: str) -> str:
        return self.archive.settings.colours.of(colour)

    def _search(self) -> None:
        field = self.desk.search_bar.field
        self.desk.list_part.show()
        field.setFocus()
        field.selectAll()

    def _open_palette(self) -> None:
        panel = self.desk.palette_panel
        if panel.isVisible():
            panel.close_panel()
            return
        panel.open(self.browsing.overview)

    def _describe(self) -> None:
        if self.reading.article is not None:
            DescriptionForm(self.archive, self.reading.article, self.desk).open()

    @QtCore.Slot(str)
    def _accept(self, proposal: str) -> None:
        self._decide(self.archive.proposals.accept, proposal)

    @QtCore.Slot(str)
    def _dismiss(self, proposal: str) -> None:
        self._decide(self.archive.proposals.dismiss, proposal)

    @QtCore.Slot(str, str)
    def _use(self, field: str, value: str) -> None:
        article = self.reading.article
        if article is not None:
            self._decide(partial(self.archive.proposals.describe, **{field: value}), article.id)

    def _decide(self, decision: "Callable[[str], object]", subject: str) -> None:
        try:
            decision(subject)
        except ArchivistError as reason:
            self.desk.notice.say(str(reason))

    @QtCore.Slot(str)
    def _name_job(self, name: str) -> None:
        self._job = name
        self._pace.begin()
        self._clock.start()

    @QtCore.Slot(int, int)
    def _advance(self, done: int, total: int) -> None:
        self._pace.tell(self._clock.elapsed() / 1000, done)
        self.desk.status.advance_job(self._job, done, total, self._pace.words(total))
