"""The outline: the headings of an article, found by typing; Enter goes to one."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls.picker import ROW, Choice, ChoiceDelegate, Index, Option, Picker
from archivist.desktop.look import painting
from archivist.desktop.look.theme import Theme
from archivist.folding import fold

_MOST = 500
_INDENT = 18
# Rows have no icon: the words begin where it would stand.
_ICON = 28
_Selected = QtWidgets.QStyle.StateFlag.State_Selected


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: its words, how deep it stands (0 is outermost), where it begins.

    `start` is a code point of the text, `number` that of its paragraph.
    """

    words: str
    level: int
    start: int
    number: int


class OutlineDelegate(ChoiceDelegate):
    """Paints an entry further in the deeper it stands."""

    def __init__(self, theme: Theme, parent: QtCore.QObject) -> None:
        """Draws with the tokens that are in force when it paints."""
        super().__init__(theme, parent)
        self._ground = theme

    def paint(self, painter: QtGui.QPainter, option: Option, index: Index) -> None:
        """Paints the row."""
        row: Choice | None = index.data(ROW)
        if row is None:
            return
        if option.state & _Selected:
            ground = QtCore.QRectF(option.rect).adjusted(0, 1, 0, -1)
            painting.paint_ground(painter, ground, 6, self._ground.tokens.tint)
        moved = Option(option)
        moved.state &= ~_Selected
        moved.rect = option.rect.adjusted(int(row.kind) * _INDENT - _ICON, 0, 0, 0)
        super().paint(painter, moved, index)


class Outline(Picker):
    """Lists entries in the order of the text; `going` carries the code point of one."""

    going = QtCore.Signal(int)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget) -> None:
        """Hidden until `open`."""
        super().__init__(theme, parent, name=self.tr("Outline of the article"), width=480)
        self._entries: tuple[Entry, ...] = ()
        self._folded: tuple[str, ...] = ()
        self._present = -1
        self.list.setItemDelegate(OutlineDelegate(theme, self.list))
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
                    str(entry.level),
                    str(number),
                    entry.words,
                    aside=f"¶ {entry.number}" if entry.number else "",
                    checked=number == self._present,
                )

    def _choose_present(self) -> None:
        rows = self.list.model()
        for row in range(rows.rowCount()):
            index = rows.index(row, 0)
            choice: Choice = index.data(ROW)
            if choice.checked:
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index, QtWidgets.QListView.ScrollHint.PositionAtCenter)

    @QtCore.Slot(object)
    def _go(self, choice: Choice) -> None:
        self.close_panel()
        self.going.emit(self._entries[int(choice.key)].start)
