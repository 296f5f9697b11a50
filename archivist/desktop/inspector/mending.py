"""The passages a newer text lost or found only nearly: each with its words and what can be done."""

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.annotations import Annotation
from archivist.desktop.controls import plain
from archivist.desktop.inspector.mending_card import DoubtfulCard, LostCard
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme

_AT_ONCE = 20
_SHARE = 0.5
"""Of the tab's height, what the section takes at most."""


class Mending(QtWidgets.QWidget):
    """Lost and doubtful passages.

    `acted` carries the name of an act and the id of a passage: `place`, `find`, `withdraw` for a
    lost one, `show`, `confirm`, `unplace` for a doubtful one.
    """

    acted = QtCore.Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        """Hidden until there is something to mend."""
        super().__init__()
        self._theme = theme
        self._shown: tuple[Annotation, ...] = ()
        self._most = _AT_ONCE
        self._writable = True
        self.cards: dict[str, LostCard | DoubtfulCard] = {}
        self.head = plain.button("", flat=True)
        self.head.setFont(fonts.interface(13, fonts.SEMIBOLD))
        self.head.setCheckable(True)
        self.head.setChecked(True)
        self.head.setProperty("leading", True)
        # However long its words, they must not widen the panel.
        self.head.setMinimumWidth(60)
        self.head.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Fixed
        )
        self._area = QtWidgets.QScrollArea()
        self._more = plain.button(self.tr("Show more"), flat=True)
        self._lay_out()
        self.head.toggled.connect(self._fold)
        self._more.clicked.connect(self._show_more)
        theme.changed.connect(self._draw)
        self.hide()

    def allow_writing(self, *, allowed: bool) -> None:
        """Offers to mend, or to look only."""
        self._writable = allowed
        self._build()

    def show_passages(self, lost: tuple[Annotation, ...], doubtful: tuple[Annotation, ...]) -> None:
        """Shows these; nothing is shown where there are none."""
        passages = (*lost, *doubtful)
        if passages != self._shown:
            self._shown = passages
            self._most = _AT_ONCE
            self._build()
        self.head.setText(self._words(len(lost), len(doubtful)).replace("&", "&&"))
        self.head.setAccessibleName(self.head.text())
        self.setVisible(bool(passages))

    def tell(self, annotation: str, words: str) -> None:
        """Says something on the card of a lost passage."""
        card = self.cards.get(annotation)
        if isinstance(card, LostCard):
            card.tell(words)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves room for the cards of the passages that are in their place."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self._area.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Preferred, QtWidgets.QSizePolicy.Policy.Fixed
        )
        row = QtWidgets.QHBoxLayout()
        row.setContentsMargins(10, 2, 10, 0)
        row.addWidget(self.head, 1)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._area)
        column.addWidget(plain.rule())
        self._draw()

    def _words(self, lost: int, doubtful: int) -> str:
        if not doubtful:
            return self.tr("%n passage(s) not in the newest text", "", lost)
        if not lost:
            return self.tr("%n passage(s) found only nearly", "", doubtful)
        return " · ".join(
            (self.tr("%n lost", "", lost), self.tr("%n found only nearly", "", doubtful))
        )

    def _build(self) -> None:
        body = QtWidgets.QWidget()
        body.setObjectName("body")
        column = QtWidgets.QVBoxLayout(body)
        column.setContentsMargins(10, 2, 10, 4)
        column.setSpacing(8)
        self.cards = {}
        for passage in self._shown[: self._most]:
            card = self._card(passage)
            self.cards[passage.id] = card
            column.addWidget(card)
        self._more.setParent(body)
        column.addWidget(self._more)
        self._more.setVisible(len(self._shown) > self._most)
        column.addStretch(1)
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._area.setWidget(body)
        self._fit()

    def _card(self, passage: Annotation) -> LostCard | DoubtfulCard:
        kind = LostCard if passage.former is None else DoubtfulCard
        card = kind(self._theme, passage, writable=self._writable)
        card.acted.connect(self.acted)
        return card

    def _fit(self) -> None:
        body, tab = self._area.widget(), self.parentWidget()
        if body is None or tab is None:
            return
        wanted = body.heightForWidth(self.width())
        self._area.setFixedHeight(max(1, min(wanted, round(tab.height() * _SHARE))))

    @QtCore.Slot(bool)
    def _fold(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal carries it
        self._area.setVisible(shown)
        self._draw()

    @QtCore.Slot()
    def _show_more(self) -> None:
        self._most += _AT_ONCE
        self._build()
        last = tuple(self.cards.values())[-1]
        last.setFocus()

    @QtCore.Slot()
    def _draw(self) -> None:
        icon = "chevron-down" if self.head.isChecked() else "chevron-right"
        self.head.setIcon(self._theme.icon(icon, "accent", size=15))
