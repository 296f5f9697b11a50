"""What a person does to a passage: ink it, note it, cite it, withdraw it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6 import QtCore

from archivist.annotations import Annotation
from archivist.archive import Archive
from archivist.articles import Article
from archivist.citation import citation, on_pages
from archivist.desktop.controls import clipboard
from archivist.desktop.desk.desk import Desk
from archivist.desktop.look.tokens import INKS
from archivist.desktop.session.reading import Reading
from archivist.errors import ArchivistError
from archivist.text import StructuredText

_Result = TypeVar("_Result")
_GRIP = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are selected, or a highlight that is there already.

    `of_text` is the SHA-256 of the text that `start` and `end` were counted in.
    """

    article: str
    start: int
    end: int
    exact: str
    of_text: str
    annotation: str = ""


class Marking(QtCore.QObject):
    """Each act applies to the selection, or without one to the current highlight.

    `said` carries a sentence for the person.
    """

    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: Desk, reading: Reading) -> None:
        """Acts on what `reading` has open."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._reading = reading
        self._ink = INKS[0]
        self._noted: Passage | None = None
        self._made: Annotation | None = None
        self._chosen = ""
        self._reader = desk.page.reader
        self._reader.selected.connect(self.show_bar)
        self._reader.pressed_highlight.connect(self.show_bar)
        self._reader.note_opened.connect(self.note_on)
        self._reader.cleared.connect(desk.ink_bar.close_panel)
        self._reader.verticalScrollBar().valueChanged.connect(desk.ink_bar.close_panel)
        desk.note_editor.saved.connect(self._save_note)
        reading.marked.connect(self._follow_choice)
        for panel in (desk.chooser, desk.note_editor, desk.palette_panel):
            panel.home = self._reader

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on a passage."""
        inks: dict[str, Callable[[], object]] = {
            f"ink-{ink}": partial(self.ink, ink) for ink in INKS
        }
        return {**inks, "cite": self.cite, "withdraw": self.withdraw}

    def passage(self) -> Passage | None:
        """What an act would apply to."""
        article = self._reading.article
        if article is None:
            return None
        selected = self._reader.selection()
        if selected and selected[0] < selected[1]:
            start, end = selected
            exact = self._reader.text()[start:end]
            return Passage(article.id, start, end, exact, article.text_sha256)
        mark = self._reading.mark()
        return None if mark is None else of_mark(mark)

    def mark_of(self, annotation: str) -> Annotation | None:
        """A highlight as the archive has it now: the page may not show its last change yet.

        Says why not where it is gone.
        """
        return self.read(partial(self._archive.annotations.get, annotation))

    def passage_of(self, annotation: str) -> Passage | None:
        """As `mark_of`, as the passage that acts apply to."""
        mark = self.mark_of(annotation)
        return None if mark is None else of_mark(mark)

    def text_of(self, passage: Passage) -> StructuredText | None:
        """The text that a passage stands in, when it is the one that is open."""
        article = self._reading.article
        is_open = article is not None and article.text_sha256 == passage.of_text
        return self._reading.text if is_open else None

    def wanted(self) -> Passage | None:
        """As `passage`; says what to do where there is none.

        A note that is being written is saved first: what it is on is a highlight by then.
        """
        self.keep()
        passage = self.passage()
        if passage is None:
            self.said.emit(self.tr("Select words in the article first, or choose a highlight."))
        return passage

    def marked(self, passage: Passage) -> Annotation:
        """The highlight of a passage, made where it was only selected; `show_made` shows it."""
        if passage.annotation:
            return self._archive.annotations.get(passage.annotation)
        self._made = self._archive.annotations.highlight(
            passage.article,
            passage.start,
            passage.end,
            colour=self._ink,
            of_text=passage.of_text,
        )
        return self._made

    def whole(self, act: Callable[[], _Result], *, joining: int | None = None) -> _Result:
        """Does several changes as one act, or none of them, and shows them. Raises as `act` does.

        `joining` goes on with an act of before.
        """
        try:
            with self._archive.act(joining=joining):
                result = act()
        except ArchivistError:
            self._made = None
            # The text may have been renewed: the page shows the one there is by now.
            self._reading.reload()
            raise
        self.show_made()
        return result

    @QtCore.Slot()
    def show_made(self) -> None:
        """Shows what was done; a highlight that was made is the current one."""
        made, self._made = self._made, None
        noted = self._noted
        if made is not None and noted is not None and _is_same(noted, of_mark(made)):
            # What is written from here on is the note of the highlight there is by now.
            self._noted = of_mark(made)
        if made is None:
            # The next key may come before the page is painted again.
            self._reading.refresh()
            return
        self._desk.ink_bar.close_panel()
        self._reader.unselect()
        self._reading.choose(made.id)
        self._tell_folded(of_mark(made))

    def attempt(self, act: Callable[[], _Result], *, joining: int | None = None) -> _Result | None:
        """As `whole`, but says why not."""
        try:
            return self.whole(act, joining=joining)
        except ArchivistError as sentence:
            self.said.emit(str(sentence))
            return None

    def read(self, ask: Callable[[], _Result]) -> _Result | None:
        """What `ask` reads in the archive; says why not, and shows what there is by now."""
        try:
            return ask()
        except ArchivistError as sentence:
            self._reading.reload()
            self.said.emit(str(sentence))
            return None

    def box(self, passage: Passage) -> QtCore.QRect:
        """Where a passage stands on the desk; scrolls to it when it is not in view."""
        page = self._desk.page
        if self._reader.box_of(passage.start, passage.end).isEmpty():
            self._reader.reveal(passage.start)
        box = page.box_in(self._desk, passage.start, passage.end)
        # A highlight has grips above and below its ends.
        return box.adjusted(0, -_GRIP, 0, _GRIP) if passage.annotation else box

    def within(self) -> QtCore.QRect:
        """Where panels of a passage stand if they can: over the page, on the desk."""
        page = self._desk.page
        corner = page.mapTo(self._desk, QtCore.QPoint())
        return QtCore.QRect(corner, page.size()).adjusted(8, 0, -18, 0)

    @QtCore.Slot()
    def show_bar(self) -> None:
        """Shows the bar beside the passage."""
        passage = self.passage()
        if passage is None:
            return
        mark = self._reading.mark() if passage.annotation else None
        self._desk.ink_bar.show_acts(mark.colour if mark else "")
        box = self.box(passage)
        self._desk.ink_bar.place_beside(box, first="above", within=self.within())

    def ink(self, colour: str) -> None:
        """Highlights the selection in a colour, or gives the current highlight that colour."""
        passage = self.wanted()
        if passage is None:
            return
        self._ink = colour
        if passage.annotation:
            self._desk.ink_bar.close_panel()
            annotate = partial(self._archive.annotations.annotate, passage.annotation)
            self.attempt(partial(annotate, colour=colour))
            return
        self.attempt(partial(self.marked, passage))

    def note(self) -> None:
        """Opens the editor of the note; words that could not be saved elsewhere come along."""
        passage = self.wanted()
        if passage is None:
            return
        note = ""
        if passage.annotation:
            mark = self.mark_of(passage.annotation)
            if mark is None:
                return
            note = mark.note
        self._noted = passage
        self._desk.ink_bar.close_panel()
        self._desk.note_editor.write(note, self.box(passage), self.within())

    @QtCore.Slot(str)
    def note_on(self, annotation: str) -> None:
        """Opens the editor of a highlight's note."""
        self._reader.unselect()
        self._reading.choose(annotation)
        self.note()

    def keep(self) -> None:
        """Saves the note that is being written."""
        self._desk.note_editor.keep()

    def withdraw(self) -> None:
        """Takes the current highlight off; never one beside other words that are selected."""
        self.keep()
        mark, passage = self._reading.mark(), self.passage()
        if passage is not None and not (mark and _is_same(passage, of_mark(mark))):
            self.said.emit(
                self.tr(
                    "Words are selected that are no highlight, so nothing is withdrawn. Escape "
                    "lets go of them."
                )
            )
            return
        if mark is None:
            self.said.emit(self.tr("Choose a highlight first: click it, or press J."))
            return
        self._desk.ink_bar.close_panel()
        if self.attempt(partial(self._withdrawn, mark)):
            self.said.emit(self.tr("The highlight is withdrawn. Ctrl+Z brings it back."))

    def leave(self) -> None:
        """No words selected, no highlight chosen."""
        self._desk.ink_bar.close_panel()
        self._reader.unselect()
        self._reading.choose("")

    def cite(self) -> None:
        """Copies the passage with where it stands."""
        passage, article = self.wanted(), self._reading.article
        if passage is None or article is None:
            return
        wording = self.tr("“{quote}” ({source}; SHA-256 {original})")
        pages = self._pages(article, passage)
        clipboard.copy(citation(passage.exact, article, pages=pages, wording=wording))
        self.said.emit(self.tr("The passage is copied with its source."))

    def _pages(self, article: Article, passage: Passage) -> str:
        layout = self._archive.layouts.of(article)
        if layout is None:
            return ""
        first, last = layout.pages_of(passage.start, passage.end)
        one, several = self.tr("p. {first}"), self.tr("pp. {first}–{last}")
        return on_pages(first, last, one=one, several=several)

    @QtCore.Slot()
    def _follow_choice(self) -> None:
        # Two things a person could mean at once, words and a highlight, would be one too many.
        chosen, self._chosen = self._chosen, self._reading.current
        if self._chosen and self._chosen != chosen:
            self._desk.ink_bar.close_panel()
            self._reader.unselect()

    @QtCore.Slot(str)
    def _save_note(self, note: str) -> None:
        if self._noted is None:
            return
        try:
            self._noted = of_mark(self.whole(partial(self._write_note, self._noted, note)))
        except ArchivistError as sentence:
            self._desk.note_editor.refuse(str(sentence))
            self.said.emit(str(sentence))

    def _write_note(self, passage: Passage, note: str) -> Annotation:
        mark = self.marked(passage)
        return self._archive.annotations.annotate(mark.id, note=note)

    def _withdrawn(self, mark: Annotation) -> Annotation:
        self._archive.annotations.withdraw(mark.id)
        return mark

    def _tell_folded(self, passage: Passage) -> None:
        """Says that a passage holds words that nobody sees, as whoever selects all does."""
        start, end = passage.start, passage.end
        folds = self._reading.folded if self._reader.folds_hidden else ()
        if any(first <= start and end <= last for first, last in folds):
            self.said.emit(self.tr("The passage stands in a folded part. B shows it."))
            return
        met = tuple(each for each in folds if each[0] < end and start < each[1])
        blocks = sum(
            any(first <= leaf.start and leaf.end <= last for first, last in met)
            for leaf in self._reading.text.leaves
            if leaf.start < end and start < leaf.end
        )
        if blocks:
            self.said.emit(
                self.tr("The passage holds %n folded block(s). B shows what is folded.", "", blocks)
            )


def _is_same(passage: Passage, other: Passage) -> bool:
    """Whether they are the same words of the same text."""
    return (passage.article, passage.start, passage.end, passage.of_text) == (
        other.article,
        other.start,
        other.end,
        other.of_text,
    )


def of_mark(mark: Annotation) -> Passage:
    """A highlight as the passage that acts apply to."""
    target = mark.target
    return Passage(mark.article, mark.start, mark.end, mark.exact, target.text_sha256, mark.id)
