"""The inspector: four tabs beside the page, and the way out to a bundle at its foot."""

from PySide6 import QtCore, QtWidgets

from archivist.annotations import Annotation
from archivist.articles import Article
from archivist.desktop.controls import plain
from archivist.desktop.inspector.highlights import Highlights
from archivist.desktop.inspector.names import Named, NameList
from archivist.desktop.inspector.provenance import Provenance
from archivist.desktop.inspector.tabs import Tabs
from archivist.desktop.look.theme import Theme
from archivist.proposals import Proposal

HIGHLIGHTS, PEOPLE, EVENTS, PROVENANCE = range(4)


class Inspector(QtWidgets.QWidget):
    """What is known of the open article; each tab has signals of its own.

    `exporting` asks for a bundle.
    """

    exporting = QtCore.Signal()

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """Empty until an article is open."""
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = Tabs(
            theme,
            (self.tr("Highlights"), self.tr("People"), self.tr("Events"), self.tr("Provenance")),
        )
        self.highlights = Highlights(theme)
        self.people = NameList(
            theme,
            self.tr("People"),
            self.tr("New…"),
            self.tr("Nobody is named here yet. Select a name in the article and press A."),
        )
        self.events = NameList(
            theme,
            self.tr("Events"),
            self.tr("New…"),
            self.tr("No event is named here yet. Select words that tell of one and press E."),
        )
        self.provenance = Provenance(theme)
        self._stack = QtWidgets.QStackedWidget()
        self._total = 0
        self._lay_out()

    def allow_writing(self, *, allowed: bool) -> None:
        """Offers to write, or to look only."""
        for part in (self.highlights.mending, self.people, self.events, self.provenance):
            part.allow_writing(allowed=allowed)

    def show_article(self, article: Article | None, waiting: tuple[Proposal, ...]) -> None:
        """Shows where the article came from."""
        self.provenance.show_article(article, waiting)
        mark = " •" if article is not None and (waiting or article.warnings) else ""
        self.tabs.tabs[PROVENANCE].say(self.tr("Provenance") + mark)

    def show_marks(self, marks: tuple[Annotation, ...], *, total: int) -> None:
        """Shows these of the `total` highlights of the article."""
        self.highlights.show_marks(marks, total=total)
        self._total = total
        self._name_highlights()

    def show_torn(self, lost: tuple[Annotation, ...], doubtful: tuple[Annotation, ...]) -> None:
        """Shows the highlights that a newer text lost, and those it holds only nearly."""
        self.highlights.show_torn(lost, doubtful)
        self._name_highlights()

    def show_names(self, people: tuple[Named, ...], events: tuple[Named, ...]) -> None:
        """Shows who and what the article speaks of."""
        self.people.show_names(people)
        self.events.show_names(events)

    def _name_highlights(self) -> None:
        count = f" {self._total:,}" if self._total else ""
        mark = " •" if self.highlights.mending.cards else ""
        self.tabs.tabs[HIGHLIGHTS].say(self.tr("Highlights") + count + mark)

    def _lay_out(self) -> None:
        for tab in (self.highlights, self.people, self.events, self.provenance):
            self._stack.addWidget(tab)
        self.tabs.opened.connect(self._stack.setCurrentIndex)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(plain.rule())
        column.addSpacing(5)
        column.addWidget(self._stack, 1)
        foot = QtWidgets.QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        self.export_button = plain.button(self.tr("Export evidence bundle…"), main=True)
        self.export_button.setDefault(False)
        self.export_button.clicked.connect(self.exporting)
        foot.addWidget(self.export_button, 1)
        column.addLayout(foot)
