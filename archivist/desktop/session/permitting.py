"""Which acts are possible now, and how the toolbar shows what the open article is."""

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.desktop.acts.acts import CORRECTIONS, END_ACTS, RECENTS, ActSet
from archivist.desktop.desk.desk import Desk
from archivist.desktop.look.tokens import INKS
from archivist.desktop.session.reading import Reading

_WRITING = (
    "import-files",
    "import-folder",
    "new-actor",
    "new-event",
    "new-tag",
    "undo",
    "redo",
    "watched-folder",
)
_ON_ARTICLE = (
    *("print-preview", "find", "outline", "paragraph", "cite", "next-mark", "previous-mark"),
    *("select", "grow", "shrink"),
    *("original", "next-change", "previous-change"),
)
_WRITING_ON_ARTICLE = (
    *(f"ink-{ink}" for ink in INKS),
    *("actor", "event", "tag", *RECENTS, "note", "withdraw", *END_ACTS),
    *("review", "review-next", "star", "describe", "recognise", "revise", "withdraw-article"),
    *CORRECTIONS,
    "rows-as-articles",
)


class Permitting(QtCore.QObject):
    """Follows what is open."""

    def __init__(self, archive: Archive, desk: Desk, reading: Reading, acts: ActSet) -> None:
        """Enables and disables the acts of `acts`."""
        super().__init__(desk)
        self._archive = archive
        self._desk = desk
        self._reading = reading
        self._acts = acts
        self._stands: tuple[object, ...] = ()
        for changed in (reading.opened, reading.moved, reading.marked):
            changed.connect(self.look)

    @QtCore.Slot()
    def look(self) -> None:
        """Enables what is possible now."""
        article, writable = self._reading.article, not self._archive.read_only
        starred = article is not None and article.starred
        reviewed = article is not None and article.status == "reviewed"
        stands = (
            *(article is not None, starred, reviewed),
            *(self._reading.can_go_back, self._reading.can_go_on),
            self._desk.page.reader.folded_leaves > 0,
        )
        if stands == self._stands:
            return
        self._stands = stands
        self._acts.allow(_WRITING, allowed=writable)
        self._acts.allow(_ON_ARTICLE, allowed=article is not None)
        self._acts.allow(_WRITING_ON_ARTICLE, allowed=writable and article is not None)
        self._acts.allow(("fold",), allowed=self._desk.page.reader.folded_leaves > 0)
        self._acts.allow(("back",), allowed=self._reading.can_go_back)
        self._acts.allow(("forward",), allowed=self._reading.can_go_on)
        buttons = self._desk.page.buttons
        buttons["star"].show_icon("star-filled" if starred else "star")
        buttons["review"].show_icon("check-circle-filled" if reviewed else "check-circle")
