"""The sites of whose pages something was said, with what is known by what, to be taken back."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.site_rules import Mark
from archivist.sites import Site

_SHOWN = 12
_LONGEST = 72


class SitesDialog(QtWidgets.QDialog):
    """Lists sites. `removing` carries the host of one that is to be taken back."""

    removing = QtCore.Signal(str)

    def __init__(
        self, sites: tuple[tuple[Site, int], ...], parent: QtWidgets.QWidget, *, writable: bool
    ) -> None:
        """Shows `sites`, each with how many articles are of it."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Sites"))
        self.resize(820, 420)
        self._hosts = tuple(site.host for site, _ in sites)
        self.table = plain.table(
            self.tr("Sites"),
            (
                (self.tr("Site"), 190),
                (self.tr("Articles"), 80),
                (self.tr("Folded away, or part of the article"), 480),
            ),
        )
        self.table.setSelectionMode(QtWidgets.QTableWidget.SelectionMode.SingleSelection)
        plain.fill(self.table, (self._row(site, count) for site, count in sites))
        self.remove = plain.button(self.tr("Take back"))
        self.remove.setEnabled(writable and bool(sites))
        self.remove.clicked.connect(self._remove)
        self._lay_out(some=bool(sites))
        if sites:
            self.table.selectRow(0)

    def _lay_out(self, *, some: bool) -> None:
        words = self.tr(
            "What you said of the pages of a site holds for those in the archive and for those "
            "that come in. What you said of one article alone goes before it."
        )
        if not some:
            words = self.tr(
                "Nothing was said of any site yet. Select paragraphs that are none of the article "
                "and press Alt+P: they are folded away on all pages of its site."
            )
        close = plain.button(self.tr("Close"), main=True)
        close.clicked.connect(self.accept)
        buttons = QtWidgets.QHBoxLayout()
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(plain.label(words, font=fonts.interface(13), look="muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def _row(self, site: Site, count: int) -> tuple[str, ...]:
        shown = [self._words(mark) for mark in site.rule[:_SHOWN]]
        more = len(site.rule) - len(shown)
        if more:
            shown.append(self.tr("and %n more", "", more))
        return site.host, f"{count:,}", "\n".join(shown)

    def _words(self, mark: Mark) -> str:
        value = mark.value if len(mark.value) <= _LONGEST else f"{mark.value[: _LONGEST - 1]}…"
        known = self.tr("“{words}”") if mark.by == "words" else self.tr("what stands in {words}")
        known = known.format(words=value)
        if mark.role in {"main", "header"}:
            return self.tr("part of the article: {known}").format(known=known)
        return known

    @QtCore.Slot()
    def _remove(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._hosts):
            self.removing.emit(self._hosts[row])
            self.accept()
