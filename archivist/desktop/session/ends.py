"""The ends of a highlight: moved by word, character or grip; parted, and joined with the next."""

from collections.abc import Callable
from functools import partial

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.desk.desk import Desk
from archivist.desktop.reader import motions
from archivist.desktop.session.marking import Marking, Passage
from archivist.desktop.session.reading import Reading

_TOGETHER = 1_500
"""Milliseconds within which moves of the same highlight are one act for undo."""

_Motion = Callable[[str, int], int]
_MOTIONS: dict[str, tuple[str, _Motion]] = {
    "start-earlier": ("start", motions.word_before),
    "start-later": ("start", motions.word_start_after),
    "end-later": ("end", motions.word_after),
    "end-earlier": ("end", motions.word_end_before),
    "start-earlier-letter": ("start", motions.grapheme_before),
    "start-later-letter": ("start", motions.grapheme_after),
    "end-later-letter": ("end", motions.grapheme_after),
    "end-earlier-letter": ("end", motions.grapheme_before),
}


class Ends(QtCore.QObject):
    """Acts on the current highlight; words that are only selected are selected anew.

    `said` carries a sentence.
    """

    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: Desk, reading: Reading, marking: Marking) -> None:
        """Acts on what `reading` has open."""
        super().__init__(desk)
        self._archive = archive
        self._reading = reading
        self._marking = marking
        self._reader = desk.page.reader
        self._moved = ""
        self._since = QtCore.QElapsedTimer()
        self._act: int | None = None
        self._reader.ends_moved.connect(self._put)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The acts on the ends of a passage."""
        moves: dict[str, Callable[[], object]] = {
            name: partial(self.move, name) for name in _MOTIONS
        }
        return {**moves, "split": self.split, "join": self.join}

    def move(self, motion: str) -> None:
        """Moves one end of the passage by a word or a character."""
        passage = self._present()
        if passage is None:
            return
        which, step = _MOTIONS[motion]
        text = self._reader.text()
        start, end = passage.start, passage.end
        if which == "start":
            start = step(text, start)
        else:
            end = step(text, end)
        if not 0 <= start < end <= len(text):
            self.said.emit(self.tr("Nothing would be left of the passage; Delete takes it off."))
            return
        if not passage.annotation:
            self._reader.select(start, end)
            self._marking.show_bar()
            return
        self._place(passage.annotation, start, end, passage.of_text)

    def split(self) -> None:
        """Parts the highlight at the caret, or after its first sentence."""
        passage = self._chosen()
        if passage is None:
            return
        at = self._parting(passage)
        part = partial(self._archive.annotations.split, passage.annotation, at)
        if self._marking.attempt(partial(part, of_text=passage.of_text)):
            self.said.emit(self.tr("The highlight is two. Ctrl+Z makes it one again."))

    def join(self) -> None:
        """Makes one highlight of the current one and the next of the article."""
        passage = self._chosen()
        if passage is None:
            return
        # The next one that is to be seen: what the filter hides is not changed unseen.
        ids = [mark.id for mark in self._reading.shown]
        following = ids[ids.index(passage.annotation) + 1 :][:1]
        if not following:
            self.said.emit(self.tr("There is no highlight after this one to join it with."))
            return
        join = partial(self._archive.annotations.join, passage.annotation, *following)
        mark = self._marking.attempt(join)
        if mark is not None:
            self.said.emit(self.tr("The two highlights are one. Ctrl+Z parts them again."))

    def _present(self) -> Passage | None:
        """The passage as the archive has it: the page may not show the last move yet."""
        passage = self._marking.wanted()
        if passage is None or not passage.annotation:
            return passage
        return self._marking.passage_of(passage.annotation)

    def _chosen(self) -> Passage | None:
        passage = self._marking.passage()
        if passage is None or not passage.annotation:
            self.said.emit(self.tr("Choose a highlight first: click it, or press J."))
            return None
        return self._marking.passage_of(passage.annotation)

    def _parting(self, passage: Passage) -> int:
        caret = self._reader.caret()
        if passage.start < caret < passage.end:
            return caret
        return motions.sentence_at(self._reader.text(), passage.start)[1]

    @QtCore.Slot(str, int, int)
    def _put(self, annotation: str, start: int, end: int) -> None:
        passage = self._marking.passage_of(annotation)
        if passage is not None:
            self._place(annotation, start, end, passage.of_text)

    def _place(self, annotation: str, start: int, end: int, of_text: str) -> None:
        """Moves a highlight; moves of the same one in quick succession are one act."""
        together = (
            annotation == self._moved
            and self._since.isValid()
            and self._since.elapsed() < _TOGETHER
            and self._archive.undoable() == self._act
        )
        move = partial(self._archive.annotations.move, annotation, start, end, of_text=of_text)
        mark = self._marking.attempt(move, joining=self._act if together else None)
        if mark is not None:
            self._moved, self._act = mark.id, self._archive.undoable()
            self._since.start()
