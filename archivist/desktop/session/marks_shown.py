"""The highlights of the open article on the page, in its margin and on cards, sent when changed."""

from collections.abc import Callable

from archivist.annotations import Annotation
from archivist.desktop.desk.desk import Desk
from archivist.desktop.reader.marks import Highlight, Note
from archivist.desktop.session.open_marks import OpenMarks

Passes = Callable[[Annotation], bool]


class MarksShown:
    """Shows those that pass a filter, and the current one; what is shown already is not sent."""

    def __init__(self, desk: Desk) -> None:
        """Nothing shown, and no filter."""
        self._reader = desk.page.reader
        self._inspector = desk.inspector
        self._painted: tuple[Highlight, ...] | None = None
        self._noted: tuple[Note, ...] | None = None
        self._listed: tuple[tuple[Annotation, ...], int] | None = None
        self.passes: Passes | None = None
        self.marks: tuple[Annotation, ...] = ()

    def forget_page(self) -> None:
        """The page was laid out anew, and nothing stands on it."""
        self._painted = self._noted = None

    def show(self, marks: OpenMarks, current: str) -> None:
        """Shows the highlights as they are now, with `current` in front."""
        passes = self.passes
        # What was just marked must not vanish because it is not what was asked for before.
        self.marks = (
            marks.all
            if passes is None
            else tuple(each for each in marks.all if passes(each) or each.id == current)
        )
        self._paint(marks.painted(self.marks, current), marks.notes(self.marks, current))
        listed = (self.marks, len(marks.all))
        if listed != self._listed:
            self._listed = listed
            self._inspector.show_marks(self.marks, total=len(marks.all))
        self._inspector.highlights.choose(current)

    def _paint(self, painted: tuple[Highlight, ...], noted: tuple[Note, ...]) -> None:
        if painted != self._painted:
            self._painted = painted
            self._reader.set_highlights(painted)
        if noted != self._noted:
            self._noted = noted
            self._reader.set_notes(noted)
