"""What of the open article is its text: said of paragraphs, or of their like on a site."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6 import QtCore, QtWidgets

from archivist.addresses import host
from archivist.archive import Archive
from archivist.articles import Article
from archivist.corrections import Correction
from archivist.desktop.acts.acts import CORRECTIONS, ActSet
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.sites import SitesDialog
from archivist.desktop.jobs.jobs import Jobs, Steps
from archivist.desktop.session.marking import Marking, Passage
from archivist.desktop.session.reading import Reading
from archivist.text import Role


@dataclass(frozen=True, slots=True)
class Asked:
    """Paragraphs of an article, as ranges of leaves, and the role that their like are to get."""

    article: Article
    stretches: tuple[tuple[int, int], ...]
    role: Role


def correct_site(archive: Archive, steps: Steps, asked: Asked) -> tuple[Correction, ...]:
    """The job: an article of the site after the other; when it is stopped what is done stays."""
    total = len(archive.sites.articles(host(asked.article.url)))
    lines = []
    for line in archive.corrections.for_site(
        asked.article.id, asked.stretches, role=asked.role, stopped=lambda: steps.stopped
    ):
        lines.append(line)
        steps.tell(len(lines), total)
    return tuple(lines)


class Correcting(QtCore.QObject):
    """Says of paragraphs what they are. `said` carries a sentence, `ended` follows a site."""

    said = QtCore.Signal(str)
    ended = QtCore.Signal()

    def __init__(
        self, archive: Archive, desk: Desk, jobs: Jobs, reading: Reading, marking: Marking
    ) -> None:
        """Acts on what `marking` would act on; a site is set right through `jobs`."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._jobs = jobs
        self._reading = reading
        self._marking = marking
        self._reader = desk.page.reader

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on paragraphs, and the list of sites."""
        return {
            "put-away": partial(self.say, "boilerplate"),
            "put-back": partial(self.say, "main"),
            "put-away-site": partial(self.say_of_site, "boilerplate"),
            "put-back-site": partial(self.say_of_site, "main"),
            "sites": self.show_sites,
        }

    def offer_with(self, acts: ActSet) -> None:
        """Offers these acts in the menu of the page, too."""

        def offer(menu: QtWidgets.QMenu) -> None:
            menu.addSeparator()
            for name in CORRECTIONS:
                menu.addAction(acts.actions[name])

        self._reader.offering.connect(offer)

    def say(self, role: Role) -> None:
        """Gives the paragraphs selected another role in this article alone."""
        asked = self._asked(role)
        if asked is None:
            return
        assign = partial(self._archive.articles.assign, asked.article.id, asked.stretches)
        if self._marking.attempt(partial(assign, role=role)) is None:
            return
        self._leave()
        count = sum(last - first + 1 for first, last in asked.stretches)
        self.said.emit(self._said(role, count))

    def say_of_site(self, role: Role) -> None:
        """Gives the paragraphs selected, and their like on the site, another role."""
        asked = self._asked(role)
        if asked is None:
            return
        self._leave()
        name = self.tr("Setting right {site}").format(site=host(asked.article.url))
        self._jobs.begin(
            name, lambda archive, steps: correct_site(archive, steps, asked), self._told, self._fail
        )

    def show_sites(self) -> None:
        """Lists the sites of which something was said."""
        sites = tuple(
            (site, len(self._archive.sites.articles(site.host)))
            for site in self._archive.sites.all()
        )
        dialog = SitesDialog(sites, self._desk, writable=not self._archive.read_only)
        dialog.removing.connect(self.take_back)
        dialog.open()

    @QtCore.Slot(str)
    def take_back(self, site: str) -> None:
        """Takes back what was said of a site."""

        def then(_site: object) -> None:
            self.ended.emit()
            words = self.tr("What was said of {site} is taken back. Ctrl+Z says it again.")
            self.said.emit(words.format(site=site))

        name = self.tr("Taking back what was said of {site}").format(site=site)
        self._jobs.begin(name, lambda archive, _: archive.sites.remove(site), then, self._fail)

    def _asked(self, role: Role) -> Asked | None:
        passage, article = self._marking.wanted(), self._reading.article
        if passage is None or article is None:
            return None
        stretches = self._stretches(passage)
        return Asked(article, stretches, role) if stretches else None

    def _stretches(self, passage: Passage) -> tuple[tuple[int, int], ...]:
        """The leaves that a passage touches, but for those nobody sees between them."""
        leaves = self._reading.text.leaves
        touched = [
            at
            for at, leaf in enumerate(leaves)
            if leaf.start < passage.end and passage.start < leaf.end
        ]
        folds = tuple(fold for fold in self._reader.folds if fold.hidden)
        seen = [at for at in touched if not any(fold.holds(at) for fold in folds)]
        return tuple((at, at) for at in seen or touched)

    def _leave(self) -> None:
        self._desk.ink_bar.close_panel()
        self._reader.unselect()

    def _said(self, role: Role, count: int) -> str:
        if role == "main":
            return self.tr(
                "Part of the article now: %n paragraph(s). Ctrl+Z takes it back.", "", count
            )
        return self.tr("%n paragraph(s) folded away. Ctrl+Z brings back what was.", "", count)

    def _told(self, lines: tuple[Correction, ...] | None) -> None:
        if not lines:
            return
        self.ended.emit()
        count = sum(line.status == "corrected" for line in lines)
        kept = sum(line.status == "kept" for line in lines)
        words = [self.tr("%n article(s) of the site set right.", "", count)]
        if kept:
            words.append(self.tr("%n left as they were: nothing of them would be left.", "", kept))
        words.append(self.tr("Ctrl+Z takes it back."))
        self.said.emit(" ".join(words))

    def _fail(self, sentence: str) -> None:
        self.said.emit(sentence)
