"""What the highlights are narrowed to: a button with what there is, a chip for each choice."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.inspector.flow import Flow
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.theme import Theme

_WIDEST = 220
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing highlights can be narrowed to: its kind and key, its words, how many have it."""

    kind: str
    key: str
    words: str
    count: int = 0
    chosen: bool = False


class FilterRow(QtWidgets.QWidget):
    """`picked` carries kind and key of a facet to be chosen or let go, `cleared` lets all go.

    `asking` comes before the menu opens: `offer` then says what there is.
    """

    asking = QtCore.Signal()
    picked = QtCore.Signal(str, str)
    cleared = QtCore.Signal()

    def __init__(self, theme: Theme) -> None:
        """Hidden until there is something to narrow."""
        super().__init__()
        self._theme = theme
        self._chosen: tuple[Facet, ...] = ()
        self.button = plain.button(self.tr("Filter"), flat=True)
        self.button.setAccessibleName(self.tr("Filter the highlights"))
        self.menu = QtWidgets.QMenu(self.button)
        self.menu.aboutToShow.connect(self.asking)
        self.button.setMenu(self.menu)
        self.count = plain.label(font=fonts.interface(12.5), look="muted")
        self.clear = plain.button(self.tr("Clear"), flat=True)
        self.clear.setAccessibleName(self.tr("Clear the filter"))
        self.clear.clicked.connect(self.cleared)
        self.chips = QtWidgets.QWidget()
        self._flow = Flow()
        self._lay_out()
        theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    def show_chosen(self, chosen: tuple[Facet, ...], words: str) -> None:
        """Shows these as chips; `words` say how many highlights are shown, if not all."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._show_chips()
        self.count.setText(words)
        self.clear.setVisible(bool(chosen))

    def offer(self, facets: Iterable[Facet]) -> None:
        """Puts these into the menu, a menu a kind."""
        self.menu.clear()
        groups: dict[str, QtWidgets.QMenu] = {}
        names = self._group_names()
        for facet in facets:
            within = self.menu
            if facet.kind in names:
                if facet.kind not in groups:
                    groups[facet.kind] = self.menu.addMenu(names[facet.kind])
                within = groups[facet.kind]
            self._add(within, facet)

    def _lay_out(self) -> None:
        row = QtWidgets.QHBoxLayout()
        row.setContentsMargins(10, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self.button)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.clear)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.chips.setLayout(self._flow)
        self.chips.setContentsMargins(12, 0, 12, 4)
        self.chips.hide()
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.chips)

    @QtCore.Slot()
    def _show_chips(self) -> None:
        had_keys = self.chips.isAncestorOf(QtWidgets.QApplication.focusWidget() or self)
        while (item := self._flow.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        chips = [self._chip(facet) for facet in self._chosen]
        for chip in chips:
            self._flow.addWidget(chip)
        self.chips.setVisible(bool(chips))
        if had_keys:
            # The chip that was pressed is gone; the keys stay where they were.
            (chips[0] if chips else self.button).setFocus()

    def _chip(self, facet: Facet) -> QtWidgets.QPushButton:
        words = painting.elided(facet.words, fonts.interface(12, fonts.MEDIUM), _WIDEST)
        chip = plain.button(words)
        chip.setFont(fonts.interface(12, fonts.MEDIUM))
        chip.setProperty("chip", True)
        chip.setIcon(self._theme.icon("close", size=12))
        chip.setIconSize(QtCore.QSize(12, 12))
        chip.setLayoutDirection(QtCore.Qt.LayoutDirection.RightToLeft)
        chip.setAccessibleName(self.tr("No longer only {words}").format(words=facet.words))
        plain.hint(chip, facet.words)
        chip.clicked.connect(partial(self.picked.emit, facet.kind, facet.key))
        return chip

    def _add(self, menu: QtWidgets.QMenu, facet: Facet) -> None:
        shown = facet.words[:_LONGEST].replace("&", "&&")
        action = menu.addAction(f"{shown}\t{facet.count:,}")
        action.setCheckable(True)
        action.setChecked(facet.chosen)
        action.triggered.connect(partial(self._pick, facet))

    def _pick(self, facet: Facet) -> None:
        self.picked.emit(facet.kind, facet.key)

    def _group_names(self) -> dict[str, str]:
        return {
            "colour": self.tr("Colour"),
            "actor": self.tr("Actor"),
            "event": self.tr("Event"),
            "tag": self.tr("Tag"),
            "agent": self.tr("Made by"),
        }

    @QtCore.Slot()
    def _draw(self) -> None:
        self.button.setIcon(self._theme.icon("sort", "accent", size=15))
        self._show_chips()
