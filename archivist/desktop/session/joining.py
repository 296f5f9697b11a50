"""Joining a passage to names: through the type-ahead, and by the keys of the recent ones."""

from collections.abc import Callable
from functools import partial
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from PySide6 import QtCore

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.desktop.acts.acts import RECENTS
from archivist.desktop.controls.picker import Choice
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.event import EventForm
from archivist.desktop.passage.known import Known
from archivist.desktop.passage.offers import Asked, Names, Proposed, joined, offers
from archivist.desktop.session.linking import has, link, named, source, unlink
from archivist.desktop.session.marking import Marking, Passage, of_mark
from archivist.desktop.session.recents import Recents
from archivist.desktop.shelves.places import KINDS, Kind, Place
from archivist.drafting import Draft
from archivist.errors import ArchivistError

if TYPE_CHECKING:
    from archivist.events import Source

_LONGEST_WORDS = 120
"""Code points of a passage that may be a name; longer ones are not put into the type-ahead."""

_Name = tuple[str, str, str]
"""Kind, id and name of what a passage is joined to."""


class Joining(QtCore.QObject):
    """Joins what `Marking` would act on. `said` carries a sentence."""

    said = QtCore.Signal(str)

    def __init__(
        self,
        archive: Archive,
        desk: Desk,
        marking: Marking,
        recents: Recents,
        names: Names,
    ) -> None:
        """`names` are those the type-ahead knows, by kind."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._marking = marking
        self._recents = recents
        self._names = names
        self._known = Known()
        self._known_of: tuple[tuple[Place, ...], ...] = ()
        self._asked = Asked("actor")
        self._warned = ""
        self._passage: Passage | None = None
        self._draft = Draft("")
        self._proposed = Proposed()
        self._sources: tuple[Source, ...] = ()
        chooser = desk.chooser
        chooser.picked.connect(self._pick)
        chooser.unpicked.connect(self._take_off_last)
        chooser.editing.connect(self._edit_first)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts that join."""
        kinds: dict[str, Callable[[], object]] = {kind: partial(self.name, kind) for kind in KINDS}
        recent = {act: partial(self.join_recent, number) for number, act in enumerate(RECENTS, 1)}
        return {**kinds, **recent}

    def name(self, kind: Kind) -> None:
        """Opens the type-ahead, names of that kind first."""
        passage = self._marking.wanted()
        if passage is None:
            return
        if self._marking.read(partial(self._read, kind, passage)) is None:
            return
        self._desk.ink_bar.close_panel()
        box, within = self._marking.box(passage), self._marking.within()
        self._desk.chooser.ask(kind, self._offers, box, within)

    def join_recent(self, number: int) -> None:
        """Joins the passage to one of the recent names, or takes that one off."""
        name = self._recents.at(number)
        if name is None:
            self.said.emit(self.tr("There is no name on this key yet."))
            return
        chooser = self._desk.chooser
        passage = self._passage if chooser.isVisible() else self._marking.wanted()
        if passage is None:
            return
        mark = self._marking.attempt(partial(self._turn, passage, name.kind, name.id))
        if mark is None:
            return
        joined_now = has(mark, name.kind, name.id)
        if chooser.isVisible():
            self._follow(mark)
            tell = chooser.joined if joined_now else chooser.parted
            tell(name.kind, name.id, name.name)
            return
        words = self.tr("Joined: {name}.") if joined_now else self.tr("Taken off: {name}.")
        self.said.emit(words.format(name=name.name))

    def unlink(self, annotation: str, kind: str, key: str) -> None:
        """Takes an actor, an event or a tag off a highlight."""
        self._marking.attempt(partial(self._unlinked, annotation, kind, key))

    def _unlinked(self, annotation: str, kind: str, key: str) -> Annotation:
        return unlink(self._archive, self._archive.annotations.get(annotation), kind, key)

    def _turn(self, passage: Passage, kind: str, key: str) -> Annotation:
        mark = self._marking.marked(passage)
        turned = unlink if has(mark, kind, key) else link
        return turned(self._archive, mark, kind, key)

    # What the type-ahead shows

    def _read(self, kind: Kind, passage: Passage) -> Passage:
        """Reads what the type-ahead needs of a passage. Raises `NotFound` when it is gone."""
        self._asked = self._asking(kind, passage)
        self._read_draft(passage)
        self._passage, self._warned = passage, ""
        return passage

    def _asking(self, kind: Kind, passage: Passage, mark: Annotation | None = None) -> Asked:
        words = " ".join(passage.exact.split())
        if mark is None and passage.annotation:
            mark = self._archive.annotations.get(passage.annotation)
        return Asked(
            kind,
            words if len(words) <= _LONGEST_WORDS else "",
            joined(mark) if mark else (),
            self._recents.names,
        )

    def _offers(self, typed: str) -> tuple[Choice, ...]:
        places = tuple(self._names(kind) for kind in KINDS)
        if any(now is not then for now, then in zip_longest(places, self._known_of)):
            self._known_of = places
            self._known = Known(chain.from_iterable(places), self._known)
        return offers(self._asked, self._known, self._proposed, typed)

    def _read_draft(self, passage: Passage) -> None:
        """Reads once, when the type-ahead opens, what the passage says of an event."""
        text = self._marking.text_of(passage)
        draft = self._archive.draft_event(passage.article, passage.start, passage.end, text=text)
        names = tuple(self._archive.actors.get(actor).name for actor in draft.actors)
        article = self._archive.articles.get(passage.article)
        self._draft, self._sources = draft, (source(article),)
        self._proposed = Proposed(draft.title, draft.date, names, article.title)

    # What a person does in it

    @QtCore.Slot(object)
    def _pick(self, choice: Choice) -> None:
        if choice.checked:
            self._take_off(choice.kind, choice.key, choice.words)
        elif not self._looks_like_another(choice):
            self._join(partial(named, self._archive, choice, self._draft, self._sources))

    def _join(self, made: Callable[[], _Name]) -> None:
        """Joins the passage to what `made` gives, or says in the type-ahead why it cannot."""
        if self._passage is None:
            return
        try:
            name, mark = self._marking.whole(partial(self._link, self._passage, made))
        except ArchivistError as sentence:
            self._desk.chooser.say(str(sentence))
            return
        self._follow(mark)
        self._desk.chooser.joined(*name)

    def _link(self, passage: Passage, made: Callable[[], _Name]) -> tuple[_Name, Annotation]:
        # A name that is refused must not leave a highlight behind.
        name = made()
        kind, key, _ = name
        return name, link(self._archive, self._marking.marked(passage), kind, key)

    def _take_off(self, kind: str, key: str, name: str) -> None:
        if self._passage is None:
            return
        try:
            mark = self._marking.whole(partial(self._unlinked, self._passage.annotation, kind, key))
        except ArchivistError as sentence:
            self._desk.chooser.say(str(sentence))
            return
        self._follow(mark)
        self._desk.chooser.parted(kind, key, name)

    @QtCore.Slot(str, str)
    def _take_off_last(self, kind: str, key: str) -> None:
        rows = (row for row in self._asked.joined if (row.kind, row.key) == (kind, key))
        for row in rows:
            self._take_off(kind, key, row.words)

    @QtCore.Slot(object)
    def _edit_first(self, choice: Choice) -> None:
        """Opens the form of the event that would be made; saving it joins the passage to it."""
        passage = self._passage
        self._desk.chooser.close_panel()
        form = EventForm(self._archive, None, self._desk)
        form.propose(choice.key, self._draft.date, self._proposed.with_whom, self._sources)
        form.on_made(partial(self._join_made, passage))
        form.saved.connect(self._marking.show_made)
        form.open()

    def _join_made(self, passage: Passage | None, event: str) -> None:
        if passage is not None:
            link(self._archive, self._marking.marked(passage), "event", event)

    def _follow(self, mark: Annotation) -> None:
        """The passage is a highlight by now, with the names it has."""
        self._passage = of_mark(mark)
        self._asked = self._asking(self._asked.kind, self._passage, mark)

    def _looks_like_another(self, choice: Choice) -> bool:
        """Warns once of a name that only looks like one that is there; the next Enter makes it."""
        kind = choice.kind.partition(":")[0]
        if not choice.fresh or self._warned == choice.key or kind == "event":
            return False
        room = self._archive.actors if kind == "actor" else self._archive.tags
        alike = room.lookalike(choice.key)
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
