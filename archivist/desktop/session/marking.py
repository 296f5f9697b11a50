"""What a person does to a passage: ink it, join it to names, note it, cite it, withdraw it."""

from dataclasses import dataclass

from PySide6 import QtCore

from archivist import dates
from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.controls import clipboard
from archivist.desktop.controls.picker import Choice
from archivist.desktop.desk.desk import Desk
from archivist.desktop.look.tokens import INKS
from archivist.desktop.passage.offers import Names, offers
from archivist.desktop.session.reading import Reading
from archivist.desktop.shelves.places import Kind
from archivist.errors import ArchivistError
from archivist.events import Source


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are selected, or a highlight that is there already."""

    article: str
    start: int
    end: int
    exact: str
    annotation: str = ""


class Marking(QtCore.QObject):
    """Each act applies to the selection, or without one to the current highlight.

    `said` carries a sentence for the person, `editing_event` the id of an event to look at.
    """

    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: Desk, reading: Reading, names: Names) -> None:
        """Acts on what `reading` has open; `names` are those the type-ahead knows, by kind."""
        super().__init__(desk)
        self._names = names
        self._warned = ""
        self._archive = archive
        self._desk = desk
        self._reading = reading
        self._ink = INKS[0]
        self._passage: Passage | None = None
        self._reader = desk.page.reader
        self._reader.selected.connect(self._show_bar)
        self._reader.cleared.connect(desk.ink_bar.close_panel)
        self._reader.verticalScrollBar().valueChanged.connect(desk.ink_bar.close_panel)
        desk.chooser.picked.connect(self._join)
        desk.chooser.closed.connect(self._back_to_page)
        desk.note_editor.saved.connect(self._save_note)
        desk.note_editor.closed.connect(self._back_to_page)

    def passage(self) -> Passage | None:
        """What an act would apply to."""
        article = self._reading.article
        if article is None:
            return None
        selected = self._reader.selection()
        if selected and selected[0] < selected[1]:
            start, end = selected
            return Passage(article.id, start, end, self._reader.text()[start:end])
        mark = self._reading.mark()
        if mark is None:
            return None
        return Passage(article.id, mark.start, mark.end, mark.exact, mark.id)

    def ink(self, colour: str) -> None:
        """Highlights the selection in a colour, or gives the current highlight that colour."""
        passage = self._wanted()
        if passage is None:
            return
        self._ink = colour
        if passage.annotation:
            self._archive.annotations.annotate(passage.annotation, colour=colour)
            return
        self._mark(passage)

    def name(self, kind: Kind) -> None:
        """Opens the type-ahead for actors, events or tags."""
        self._passage = self._wanted()
        passage = self._passage
        if passage is None:
            return
        words = "" if passage.annotation else passage.exact
        words = words if len(words) <= 120 and "\n" not in words else ""  # noqa: PLR2004 - a name, not a passage

        def found(typed: str) -> tuple[Choice, ...]:
            return offers(kind, self._names(kind), words, typed)

        self._desk.ink_bar.close_panel()
        self._show_passage(passage)
        self._desk.chooser.ask(kind, found, self._desk.page.box_in(self._desk))

    def note(self) -> None:
        """Opens the editor of the note."""
        self._passage = self._wanted()
        if self._passage is None:
            return
        mark = self._reading.mark() if self._passage.annotation else None
        self._desk.ink_bar.close_panel()
        self._show_passage(self._passage)
        box = self._desk.page.box_in(self._desk)
        self._desk.note_editor.write(mark.note if mark else "", box)

    def withdraw(self) -> None:
        """Takes the current highlight off."""
        mark = self._reading.mark()
        if mark is None:
            self.said.emit(self.tr("Choose a highlight first: click it, or press J."))
            return
        self._archive.annotations.withdraw(mark.id)
        self.said.emit(self.tr("The highlight is withdrawn. Ctrl+Z brings it back."))

    def leave(self) -> None:
        """No words selected, no highlight chosen."""
        self._desk.ink_bar.close_panel()
        self._reader.unselect()
        self._reading.choose("")

    def cite(self) -> None:
        """Copies the passage with where it stands."""
        passage, article = self._wanted(), self._reading.article
        if passage is None or article is None:
            return
        source = ", ".join(
            part for part in (article.title, article.publisher, article.published) if part
        )
        clipboard.copy(f"“{passage.exact}” ({source}; SHA-256 {article.original})")
        self.said.emit(self.tr("The passage is copied with its source."))

    def _wanted(self) -> Passage | None:
        passage = self.passage()
        if passage is None:
            self.said.emit(self.tr("Select words in the article first."))
        return passage

    def _mark(self, passage: Passage) -> Annotation:
        mark = self._archive.annotations.highlight(
            passage.article, passage.start, passage.end, colour=self._ink
        )
        self._desk.ink_bar.close_panel()
        self._reader.unselect()
        self._reading.refresh()
        self._reading.choose(mark.id)
        return mark

    @QtCore.Slot(object)
    def _join(self, choice: Choice) -> None:
        passage = self._passage
        if passage is None:
            return
        if self._looks_like_another(choice):
            return
        try:
            with self._archive.act():
                key, name = self._known(choice)
                mark = self._marked(passage)
                self._link(mark, choice.kind.partition(":")[0], key)
        except ArchivistError as sentence:
            self._desk.chooser.say(str(sentence))
            return
        self._passage = Passage(passage.article, mark.start, mark.end, mark.exact, mark.id)
        self._desk.chooser.joined(name)

    def _looks_like_another(self, choice: Choice) -> bool:
        """Warns once of a name that only looks like one that is there; the next Enter makes it."""
        if not choice.kind.startswith("actor:") or self._warned == choice.key:
            return False
        alike = self._archive.actors.lookalike(choice.key)
        if alike is None:
            return False
        self._warned = choice.key
        self._desk.chooser.say(
            self.tr(
                "This looks like “{name}”, but its letters differ. Enter makes a new one all "
                "the same."
            ).format(name=alike.name)
        )
        return True

    def _marked(self, passage: Passage) -> Annotation:
        if passage.annotation:
            return self._archive.annotations.get(passage.annotation)
        return self._mark(passage)

    def _known(self, choice: Choice) -> tuple[str, str]:
        if not choice.fresh:
            return choice.key, choice.words
        kind, _, sort = choice.kind.partition(":")
        if kind == "actor":
            actors = self._archive.actors
            actor = actors.named(choice.key) or actors.add(choice.key, kind=sort or "unknown")
            return actor.id, actor.name
        if kind == "tag":
            tag = self._archive.tags.named(choice.key) or self._archive.tags.add(choice.key)
            return tag.id, tag.name
        return self._new_event(choice.key)

    def _new_event(self, title: str) -> tuple[str, str]:
        article, passage = self._reading.article, self._passage
        found = dates.candidates(passage.exact) if passage else ()
        written = found[0].written if len(found) == 1 else ""
        event = self._archive.events.add(
            title, date=written, sources=(_source(article),) if article else ()
        )
        return event.id, event.title

    def _link(self, mark: Annotation, kind: str, key: str) -> None:
        annotations = self._archive.annotations
        mark = annotations.get(mark.id)
        if kind == "actor":
            actors = [(each.id, each.role) for each in mark.actors if each.id != key]
            annotations.annotate(mark.id, actors=(*actors, (key, "")))
        elif kind == "event":
            events = [each.id for each in mark.events if each.id != key]
            annotations.annotate(mark.id, events=(*events, key))
        else:
            tags = [each.id for each in mark.tags if each.id != key]
            annotations.annotate(mark.id, tags=(*tags, key))

    def unlink(self, annotation: str, kind: str, key: str) -> None:
        """Takes an actor, an event or a tag off a highlight."""
        mark = self._archive.annotations.get(annotation)
        if kind == "actor":
            actors = [(each.id, each.role) for each in mark.actors if each.id != key]
            self._archive.annotations.annotate(mark.id, actors=actors)
        elif kind == "event":
            events = [each.id for each in mark.events if each.id != key]
            self._archive.annotations.annotate(mark.id, events=events)
        else:
            tags = [each.id for each in mark.tags if each.id != key]
            self._archive.annotations.annotate(mark.id, tags=tags)

    @QtCore.Slot(str)
    def _save_note(self, note: str) -> None:
        passage = self._passage
        if passage is None:
            return
        with self._archive.act():
            mark = self._marked(passage)
            self._archive.annotations.annotate(mark.id, note=note)

    @QtCore.Slot(int, int)
    def _show_bar(self, start: int, end: int) -> None:
        if start < end:
            page = self._desk.page
            within = QtCore.QRect(page.mapTo(self._desk, QtCore.QPoint()), page.size())
            self._desk.ink_bar.place_above(page.box_in(self._desk), within.adjusted(8, 0, -18, 0))

    @QtCore.Slot()
    def _back_to_page(self) -> None:
        self._passage = None
        self._reader.setFocus()

    def _show_passage(self, passage: Passage) -> None:
        # A highlight that is not in view gives the panel no place to stand by.
        if passage.annotation:
            self._reader.reveal(passage.start)


def _source(article: Article) -> Source:
    return Source(
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        date=article.published,
    )
