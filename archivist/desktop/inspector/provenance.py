"""The tab of provenance: where an article came from, how its text was made, what is in doubt."""

from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.articles import Article
from archivist.candidates import FIELDS, Account, accounts
from archivist.desktop.controls import plain
from archivist.desktop.inspector import copyable
from archivist.desktop.inspector.accounts import Accounts, field_names, sureness
from archivist.desktop.inspector.versions import Past, Versions
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.intake.deposit import Fact
from archivist.proposals import Proposal
from archivist.versions import Version


class Provenance(QtWidgets.QScrollArea):
    """What is known of the open article.

    `accepted` and `dismissed` carry the id of a proposal, `opening` the number of a text to be
    laid open beside the present one (0: the original), `describing` asks to change the
    description, `revising` for a newer capture, `reporting` for the report of the last one;
    `using` carries a field and the value that the article is to have in it.
    """

    accepted = QtCore.Signal(str)
    dismissed = QtCore.Signal(str)
    describing = QtCore.Signal()
    opening = QtCore.Signal(int)
    revising = QtCore.Signal()
    reporting = QtCore.Signal()
    using = QtCore.Signal(str, str)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """Empty until `show_article`."""
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Provenance"))
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        self._wanted: tuple[Article | None, tuple[Proposal, ...], Past] = (None, (), Past())
        self._shown: tuple[Article | None, tuple[Proposal, ...], Past] | None = None
        self._writable = True
        self._used = ""
        # An article and its texts of before are told one after the other.
        self._soon = QtCore.QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._build)
        theme.changed.connect(self._draw)

    def show_article(self, article: Article | None, waiting: tuple[Proposal, ...]) -> None:
        """Shows what is known of `article` and what was proposed for it."""
        self._wanted = (article, waiting, self._wanted[2])
        if self.isVisible():
            self._soon.start()

    def allow_writing(self, *, allowed: bool) -> None:
        """Offers to decide and to describe, or to look only."""
        self._writable = allowed

    def show_versions(self, versions: tuple[Version, ...], *, reported: bool) -> None:
        """Shows the texts the article had before; `reported` offers the report of the last."""
        self._wanted = (*self._wanted[:2], Past(versions, reported))
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QtGui.QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Builds what it shows only when somebody looks."""
        self._build()
        super().showEvent(event)

    @QtCore.Slot()
    def _draw(self) -> None:
        self._shown = None
        if self.isVisible():
            self._soon.start()

    @QtCore.Slot()
    def _build(self) -> None:
        if self._wanted == self._shown:
            return
        self._shown = self._wanted
        article, waiting, past = self._wanted
        body = QtWidgets.QWidget()
        body.setObjectName("body")
        column = QtWidgets.QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        for part in self._none() if article is None else self._parts(article, waiting, past):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)
        # What is made later would come last in the window's order of Tab.
        before: QtWidgets.QWidget = self
        for control in body.findChildren(QtWidgets.QWidget):
            if control.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
                self.setTabOrder(before, control)
                before = control
        self._give_focus_back(body)

    def _parts(
        self, article: Article, waiting: tuple[Proposal, ...], past: Past
    ) -> Iterator[QtWidgets.QWidget]:
        told = accounts(article)
        at_odds = tuple(each for each in told if each.disputed)
        if at_odds:
            yield self._heading_at_odds()
            yield self._accounts(at_odds)
        for sentence in article.warnings:
            yield self._warning(sentence)
        if waiting:
            yield plain.heading(self.tr("Found at import: you decide"))
            for proposal in waiting:
                yield self._proposal(proposal)
        yield plain.heading(self.tr("Description"))
        yield self._table(self._description(article))
        edit = plain.button(self.tr("Edit the description…"), flat=True)
        edit.setEnabled(self._writable)
        edit.clicked.connect(self.describing)
        edit.setSizePolicy(QtWidgets.QSizePolicy.Policy.Fixed, QtWidgets.QSizePolicy.Policy.Fixed)
        yield edit
        yield plain.heading(self.tr("Custody"))
        yield self._table(self._custody(article))
        yield from self._texts(past)
        rest = tuple(each for each in told if not each.disputed)
        if rest:
            yield plain.heading(self.tr("What the sources say"))
            yield self._accounts(rest)
        more = tuple(self._found(fact) for fact in article.facts if fact.field not in FIELDS)
        if more:
            yield plain.heading(self.tr("Also found"))
            yield self._table(more)

    def _found(self, fact: Fact) -> tuple[str, str]:
        # A value of another direction must not turn the remark about it around.
        line = self.tr("\u2068{value}\u2069 ({where}; {sure})")
        value = fact.value if fact.value is not None else fact.raw
        return fact.field, line.format(value=value, where=fact.source, sure=sureness(fact))

    def _accounts(self, told: tuple[Account, ...]) -> QtWidgets.QWidget:
        made = Accounts(self._theme, told, writable=self._writable)
        made.using.connect(self._use)
        return made

    @QtCore.Slot(str, str)
    def _use(self, field: str, value: str) -> None:
        self._used = field
        self.using.emit(field, value)

    def _give_focus_back(self, body: QtWidgets.QWidget) -> None:
        """The keys stay with the field that a person has just decided on."""
        field, self._used = self._used, ""
        for shown in body.findChildren(Accounts) if field else ():
            shown.take_focus(field)

    def _heading_at_odds(self) -> QtWidgets.QWidget:
        words = self.tr("Sources disagree")
        return self._warning(words, self.tr("Nothing is settled: choose what the article says."))

    def _none(self) -> Iterator[QtWidgets.QWidget]:
        words = self.tr("Open an article to see where it came from and how its text was made.")
        yield plain.label(words, font=fonts.interface(13), look="muted", wrap=True)

    def _texts(self, past: Past) -> Iterator[QtWidgets.QWidget]:
        if past.versions:
            yield plain.heading(self.tr("Texts the article had before"))
        versions = Versions(past, writable=self._writable)
        versions.opening.connect(self.opening)
        versions.revising.connect(self.revising)
        versions.reporting.connect(self.reporting)
        yield versions

    def _description(self, article: Article) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Title"), article.title),
            (self.tr("Author"), article.author),
            (self.tr("Publisher"), article.publisher),
            (self.tr("Published"), article.published),
            (self.tr("Address"), article.url),
            (self.tr("Language"), article.language),
            (self.tr("Captured"), article.retrieved),
        )

    def _custody(self, article: Article) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Imported"), article.imported_at.replace("T", " ").replace("Z", " UTC")),
            (self.tr("By"), article.imported_by),
            (self.tr("File"), article.name),
            (self.tr("Media type"), article.media_type),
            (self.tr("Original SHA-256"), article.original),
            (self.tr("Text SHA-256"), article.text_sha256),
            (self.tr("Text made by"), article.reader),
            (self.tr("Words"), f"{article.words:,}"),
        )

    def _subject(self, proposal: Proposal) -> str:
        field, parted, value = proposal.subject.partition(": ")
        names = field_names()
        return f"{names[field]}: {value}" if parted and field in names else proposal.subject

    def _table(self, rows: tuple[tuple[str, str], ...]) -> QtWidgets.QWidget:
        table = QtWidgets.QWidget()
        grid = QtWidgets.QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        small = fonts.interface(12.5)
        top = QtCore.Qt.AlignmentFlag.AlignTop
        shown = [(name, value) for name, value in rows if value]
        for number, (name, value) in enumerate(shown):
            title = plain.label(name, font=small, look="muted", wrap=True)
            title.setFixedWidth(96)
            grid.addWidget(title, number, 0, top)
            grid.addWidget(copyable.value(self._theme, name, value), number, 1, top)
        return table

    def _warning(self, sentence: str, more: str = "") -> QtWidgets.QWidget:
        frame = QtWidgets.QFrame()
        frame.setObjectName("warning")
        row = QtWidgets.QHBoxLayout(frame)
        row.setContentsMargins(10, 8, 10, 8)
        icon = plain.label()
        icon.setPixmap(self._theme.icons.pixmap("alert", self._theme.tokens.warning, 16))
        row.addWidget(icon, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        words = QtWidgets.QVBoxLayout()
        words.setSpacing(2)
        weight = fonts.SEMIBOLD if more else fonts.REGULAR
        words.addWidget(plain.label(sentence, font=fonts.interface(12.5, weight), wrap=True))
        if more:
            words.addWidget(plain.label(more, font=fonts.interface(12), wrap=True))
        row.addLayout(words, 1)
        return frame

    def _proposal(self, proposal: Proposal) -> QtWidgets.QWidget:
        frame = QtWidgets.QFrame()
        frame.setObjectName("sheet")
        column = QtWidgets.QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(3)
        subject = plain.label(
            self._subject(proposal), font=fonts.interface(13, fonts.MEDIUM), wrap=True
        )
        reason = plain.label(proposal.reason, font=fonts.interface(12), look="muted", wrap=True)
        column.addWidget(subject)
        column.addWidget(reason)
        row = QtWidgets.QHBoxLayout()
        row.setSpacing(4)
        for words, signal in (
            (self.tr("Accept"), self.accepted),
            (self.tr("Dismiss"), self.dismissed),
        ):
            button = plain.button(words, flat=True)
            button.setAccessibleName(f"{words}: {proposal.subject}")
            button.setEnabled(self._writable)
            button.clicked.connect(_Saying(signal, proposal.id, button).say)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return frame


class _Saying(QtCore.QObject):
    """Turns a click into a signal that names a proposal."""

    def __init__(
        self, signal: QtCore.SignalInstance, proposal: str, parent: QtCore.QObject
    ) -> None:
        super().__init__(parent)
        self._signal = signal
        self._proposal = proposal

    @QtCore.Slot()
    def say(self) -> None:
        self._signal.emit(self._proposal)
