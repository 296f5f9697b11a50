"""The past of an archive: undo and redo with a line that says what came back, and the history."""

from collections.abc import Callable, Iterator

from PySide6 import QtCore, QtWidgets

from archivist.archive import Archive
from archivist.desktop.desk.history import HistoryDialog, Line
from archivist.desktop.session.changed import changed_in
from archivist.errors import ArchivistError
from archivist.store.journal import Entry

_SHOWN = 2_000
_NAMING = ("title", "name", "exact", "reference", "subject", "host")
_LONGEST = 120
_SAID = 48


class Past(QtCore.QObject):
    """Takes acts back and does them again. `said` carries the line."""

    said = QtCore.Signal(str)

    def __init__(self, archive: Archive, desk: QtWidgets.QWidget) -> None:
        """Acts on `archive`; the history opens over `desk`."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk

    def undo(self) -> None:
        """Takes back the last act."""
        self._take(self._archive.undo, self.tr("Taken back: {act}."))

    def redo(self) -> None:
        """Does again what was last taken back."""
        self._take(self._archive.redo, self.tr("Done again: {act}."))

    def show(self) -> None:
        """Opens the history."""
        HistoryDialog(tuple(self._lines()), self._desk).open()

    def _lines(self) -> Iterator[Line]:
        entries = self._archive.log(limit=_SHOWN)
        undoable = self._archive.undoable()
        taken = {entry.undoes for entry in entries}
        for entry in reversed(entries):
            standing = ""
            if entry.seq in taken:
                standing = self.tr("taken back")
            elif entry.act == undoable:
                standing = self.tr("Ctrl+Z takes it back")
            at = entry.at.replace("T", " ").replace("Z", " UTC")
            yield Line(at, entry.agent, self._what(entry), standing)

    def _what(self, entry: Entry) -> str:
        subject = _subject(entry)
        words = self._words(entry)
        return f"{words}: {subject}" if subject else words

    def _words(self, entry: Entry) -> str:
        words = self._called(entry)
        for prefix, sentence in (
            ("undo ", self.tr("taken back: {act}")),
            ("redo ", self.tr("done again: {act}")),
        ):
            if entry.action.startswith(prefix):
                return sentence.format(act=words)
        return words

    def _called(self, entry: Entry) -> str:
        """What an entry did, or what it took back or did again."""
        action = _plain(entry.action)
        return changed_in(entry) or self._names().get(action, action)

    def _take(self, verb: Callable[[], tuple[Entry, ...]], sentence: str) -> None:
        try:
            entries = verb()
        except ArchivistError as reason:
            self.said.emit(str(reason))
            return
        self.said.emit(sentence.format(act=self._act(entries)))

    def _act(self, entries: tuple[Entry, ...]) -> str:
        if any(_plain(entry.action).startswith("import") for entry in entries):
            return self.tr("the import, %n step(s)", "", len(entries))
        words = ", ".join(dict.fromkeys(map(self._called, entries)))
        subject = next(filter(None, map(_subject, entries)), "")
        if not subject:
            return words
        shown = subject if len(subject) <= _SAID else subject[: _SAID - 1] + "…"
        return self.tr("{act} (“{subject}”)").format(act=words, subject=shown)

    def _names(self) -> dict[str, str]:
        return {
            "create archive": self.tr("the founding of the archive"),
            "import": self.tr("an import"),
            "import article": self.tr("an imported article"),
            "import report": self.tr("the report of an import"),
            "import event": self.tr("an imported event"),
            "propose": self.tr("what an import proposes"),
            "assign role": self.tr("a change to what is read as the article"),
            "follow site": self.tr("a change to what is read as the article"),
            "say of site": self.tr("what is said of all pages of a site"),
            "take back of site": self.tr("what is no longer said of a site"),
            "keep columns": self.tr("which columns of a table hold what"),
            "highlight": self.tr("a highlight"),
            "annotate": self.tr("a change to a highlight"),
            "move highlight": self.tr("the ends of a highlight"),
            "split highlight": self.tr("a split of a highlight"),
            "join highlights": self.tr("a joining of highlights"),
            "confirm place": self.tr("a confirmed place of a highlight"),
            "unplace highlight": self.tr("a highlight that was found in the wrong place"),
            "renew text": self.tr("a newer text of an article"),
            "withdraw highlight": self.tr("the withdrawal of a highlight"),
            "add actor": self.tr("a new actor"),
            "edit actor": self.tr("a change to an actor"),
            "remove actor": self.tr("the removal of an actor"),
            "merge actors": self.tr("a merger of actors"),
            "split actor": self.tr("a split of an actor"),
            "add event": self.tr("a new event"),
            "edit event": self.tr("a change to an event"),
            "remove event": self.tr("the removal of an event"),
            "add tag": self.tr("a new tag"),
            "edit tag": self.tr("a change to a tag"),
            "remove tag": self.tr("the removal of a tag"),
            "merge tags": self.tr("a merger of tags"),
            "edit article": self.tr("a change to an article"),
            "withdraw article": self.tr("the withdrawal of an article"),
            "accept proposal": self.tr("an accepted proposal"),
            "dismiss proposal": self.tr("a dismissed proposal"),
            "issue bundle": self.tr("the record of a bundle"),
            "change settings": self.tr("a change of settings"),
        }


def _plain(action: str) -> str:
    """What was done first, before it was taken back or done again."""
    return action.removeprefix("undo ").removeprefix("redo ")


def _subject(entry: Entry) -> str:
    """The name of what an entry is about: of the first row in it that has one.

    An article is known by its title, not by the file that its text came in.
    """
    steps = entry.steps()
    if _plain(entry.action) == "renew text":
        steps = tuple(step for step in steps if step.table == "article")
    for step in steps:
        # What an undoing entry found is what the act that it took back had left.
        left, other = (step.after, step.before)
        if entry.action.startswith("undo "):
            left, other = other, left
        row = left or other or {}
        for field in _NAMING:
            if row.get(field):
                words = " ".join(str(row[field]).split())
                return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return ""
