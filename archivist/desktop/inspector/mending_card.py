"""The cards of a passage that a newer text lost, and of one it holds only nearly."""

from functools import partial

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.annotations import Annotation
from archivist.desktop.controls import plain
from archivist.desktop.inspector.bearings import bearings
from archivist.desktop.inspector.differences import Ranges, differences
from archivist.desktop.inspector.flow import Flow
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme

_LONGEST = 1_500
_NAMED = 60


class Quote(QtWidgets.QWidget):
    """Words of an article, a few lines of them, with what is different marked."""

    def __init__(self, theme: Theme, words: str, marked: Ranges = (), *, lines: int = 6) -> None:
        """`marked` are code points of `words`."""
        super().__init__()
        self._theme = theme
        self._quote = words[:_LONGEST]
        self._marked = tuple((a, min(b, len(self._quote))) for a, b in marked if a < _LONGEST)
        self._lines = lines
        policy = QtWidgets.QSizePolicy(
            QtWidgets.QSizePolicy.Policy.Preferred, QtWidgets.QSizePolicy.Policy.Preferred
        )
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words)
        theme.changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """More lines in less width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its lines."""
        return round(painting.height_of(self._words(), max(40, width))) + 1

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """The width is given by what is around it."""
        return QtCore.QSize(120, self.heightForWidth(max(120, self.width())))

    def minimumSizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """One line, however long the words are."""
        return QtCore.QSize(40, 18)

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the words."""
        painter = QtGui.QPainter(self)
        painting.paint_words(painter, QtCore.QRectF(self.rect()), self._words())
        painter.end()

    def _words(self) -> Words:
        tokens = self._theme.tokens
        return Words(
            self._quote,
            fonts.reading(14),
            tokens.text,
            lines=self._lines,
            marked=self._marked,
            mark=tokens.match,
        )


class _Card(QtWidgets.QFrame):
    """A card with an ink, words and acts. `acted` carries the act and the passage's id."""

    acted = QtCore.Signal(str, str)

    def __init__(self, theme: Theme, passage: Annotation) -> None:
        super().__init__()
        self._theme = theme
        self._passage = passage
        self.buttons: dict[str, QtWidgets.QPushButton] = {}
        self._column = QtWidgets.QVBoxLayout(self)
        self._column.setContentsMargins(22, 10, 10, 6)
        self._column.setSpacing(4)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the ground and the ink."""
        painter = QtGui.QPainter(self)
        tokens = self._theme.tokens
        card = QtCore.QRectF(self.rect())
        painting.paint_ground(painter, card, 10, tokens.card, tokens.line)
        bar = QtCore.QRectF(9, 11, 3, card.height() - 22)
        painting.paint_ground(painter, bar, 1.5, tokens.ink(self._passage.colour).line)
        painter.end()

    def _say(self, words: str, look: str = "muted") -> QtWidgets.QLabel:
        label = plain.label(words, font=fonts.interface(12), look=look, wrap=True)
        self._column.addWidget(label)
        return label

    def _add_meaning(self) -> None:
        if self._passage.note:
            self._say(self._passage.note[:_LONGEST])
        names = " · ".join(name[:_NAMED] for _, _, name, _ in bearings(self._passage))
        if names:
            self._say(names, "accent")

    def _add_acts(self, acts: tuple[tuple[str, str, bool], ...]) -> None:
        row = QtWidgets.QWidget()
        flow = Flow()
        flow.setContentsMargins(0, 0, 0, 0)
        row.setLayout(flow)
        quote = " ".join(self._passage.exact.split())[:_NAMED]
        for name, words, allowed in acts:
            button = plain.button(words, flat=True)
            button.setAccessibleName(f"{words}: “{quote}”")
            button.setEnabled(allowed)
            button.clicked.connect(partial(self.acted.emit, name, self._passage.id))
            self.buttons[name] = button
            flow.addWidget(button)
        self._column.addWidget(row)


class LostCard(_Card):
    """A passage that the newest text does not hold: its quote, and ways to place it."""

    def __init__(self, theme: Theme, passage: Annotation, *, writable: bool) -> None:
        """Without `writable` it can be looked for, and nothing else."""
        super().__init__(theme, passage)
        self._column.addWidget(Quote(theme, passage.exact))
        self._add_meaning()
        self._told = self._say("")
        self._told.hide()
        self._add_acts(
            (
                ("find", self.tr("Find it"), True),
                ("place", self.tr("Place it here"), writable),
                ("withdraw", self.tr("Withdraw"), writable),
            )
        )

    def tell(self, words: str) -> None:
        """Says what looking for it found."""
        self._told.setText(words)
        self._told.setAccessibleName(words)
        self._told.setVisible(bool(words))


class DoubtfulCard(_Card):
    """A passage that was found only nearly: what it read before, and what stands there now."""

    def __init__(self, theme: Theme, passage: Annotation, *, writable: bool) -> None:
        """Without `writable` it can be looked at, and nothing else."""
        super().__init__(theme, passage)
        before = passage.former.exact if passage.former else ""
        old, new = differences(before, passage.exact)
        self._say(self.tr("It read"))
        self._column.addWidget(Quote(theme, before, old, lines=5))
        self._say(self.tr("Here it reads"))
        self._column.addWidget(Quote(theme, passage.exact, new, lines=5))
        self._add_meaning()
        self._add_acts(
            (
                ("show", self.tr("Show"), True),
                ("confirm", self.tr("Right"), writable),
                ("unplace", self.tr("Not this"), writable),
            )
        )
