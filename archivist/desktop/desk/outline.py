"""The outline: the headings of an article, found by typing; Enter goes to one."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls.picker import Choice, Picker
from archivist.desktop.look.theme import Theme
from archivist.folding import fold

_MOST = 500
_INDENT = "\u2003"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: its words, how deep it stands (0 is outermost), where it begins.

    `start` is a code point of the text, `number` that of its paragraph.
    """

    words: str
    level: int
    start: int
    number: int


class Outline(Picker):
    """Lists entries in the order of the text; `going` carries the code point of one."""

    going = QtCore.Signal(int)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget) -> None:
        """Hidden until `open`."""
        super().__init__(theme, parent, name=self.tr("Outline of the article"), width=480)
        self._entries: tuple[Entry, ...] = ()
        self._folded: tuple[str, ...] = ()
        self._present = -1
        self.chosen.connect(self._go)

    def open(self, entries: tuple[Entry, ...], place: int, sentence: str, down: int) -> None:
        """Opens `down` pixels under the top; the entry that `place` stands under is chosen."""
        self._entries = entries
        self._folded = tuple(fold(entry.words) for entry in entries)
        self._present = sum(1 for entry in entries if entry.start <= place) - 1
        self.offer(self._found, placeholder=self.tr("Go to a heading"))
        self.say(sentence)
        self._choose_present()
        self.place_on_top(down)
        self.field.setFocus()

    def _found(self, typed: str) -> tuple[Choice, ...]:
        return tuple(row for row, _ in zip(self._fitting(typed), range(_MOST), strict=False))

    def _fitting(self, typed: str) -> Iterator[Choice]:
        wanted = fold(typed).split()
        # With nothing typed, the lines around the present one are those that are wanted.
        first = 0 if wanted else max(0, self._present - _MOST // 2)
        for number, entry in enumerate(self._entries[first:], first):
            if all(part in self._folded[number] for part in wanted):
                yield Choice(
                    "entry",
                    str(number),
                    _INDENT * entry.level + entry.words,
                    aside=f"¶ {entry.number}" if entry.number else "",
                    checked=number == self._present,
                )

    def _choose_present(self) -> None:
        rows = self.list.model()
        for row in range(rows.rowCount()):
            index = rows.index(row, 0)
            choice: Choice = index.data(QtCore.Qt.ItemDataRole.UserRole)
            if choice.checked:
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index, QtWidgets.QListView.ScrollHint.PositionAtCenter)

    @QtCore.Slot(object)
    def _go(self, choice: Choice) -> None:
        self.close_panel()
        self.going.emit(self._entries[int(choice.key)].start)
