"""What each source says of the fields of a description, and the choice between them."""

from functools import partial

from PySide6 import QtCore, QtWidgets

from archivist.candidates import Account, Candidate
from archivist.desktop.controls import plain
from archivist.desktop.inspector import copyable
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.intake.deposit import Fact

translate = QtCore.QCoreApplication.translate
_TOP = QtCore.Qt.AlignmentFlag.AlignTop
_SIGN = 16
_LINE = 24


def field_names() -> dict[str, str]:
    """What the fields of a description are called."""
    return {
        "title": translate("Accounts", "Title"),
        "author": translate("Accounts", "Author"),
        "publisher": translate("Accounts", "Publisher"),
        "published": translate("Accounts", "Published"),
        "retrieved": translate("Accounts", "Captured"),
        "url": translate("Accounts", "Address"),
        "language": translate("Accounts", "Language"),
    }


def sureness(fact: Fact) -> str:
    """How sure a fact is."""
    return {
        "declared": translate("Accounts", "declared in the file"),
        "derived": translate("Accounts", "follows from a rule"),
        "guess": translate("Accounts", "a guess"),
    }[fact.confidence]


class Accounts(QtWidgets.QWidget):
    """A card a field; `using` carries a field and the value chosen for it."""

    using = QtCore.Signal(str, str)

    def __init__(self, theme: Theme, told: tuple[Account, ...], *, writable: bool) -> None:
        """Without `writable` it is looked at only."""
        super().__init__()
        self._theme = theme
        self._writable = writable
        self._buttons: dict[str, list[QtWidgets.QPushButton]] = {}
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        for account in told:
            column.addWidget(self._card(account))

    def take_focus(self, field: str) -> None:
        """Gives the keys to the first choice of a field."""
        for button in self._buttons.get(field, ())[:1]:
            button.setFocus()

    def _card(self, account: Account) -> QtWidgets.QWidget:
        frame = QtWidgets.QFrame()
        frame.setObjectName("sheet")
        column = QtWidgets.QVBoxLayout(frame)
        column.setContentsMargins(12, 9, 8, 10)
        column.setSpacing(6)
        name = field_names()[account.field]
        column.addWidget(plain.label(name, font=fonts.interface(12, fonts.MEDIUM), look="muted"))
        for candidate in account.candidates:
            column.addLayout(self._row(name, candidate))
        return frame

    def _row(self, name: str, candidate: Candidate) -> QtWidgets.QLayout:
        grid = QtWidgets.QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _SIGN)
        grid.setRowMinimumHeight(0, _LINE)
        grid.addWidget(self._sign(present=candidate.present), 0, 0, _TOP)
        grid.addWidget(self._value(name, candidate), 0, 1)
        if candidate.value and not candidate.present:
            grid.addWidget(self._button(name, candidate), 0, 2, _TOP)
        for number, line in enumerate(self._sources(candidate), 1):
            label = plain.label(line, font=fonts.interface(12), look="muted", wrap=True)
            grid.addWidget(label, number, 1, 1, 2, _TOP)
        return grid

    def _value(self, name: str, candidate: Candidate) -> QtWidgets.QWidget:
        words = candidate.value or " ".join(candidate.facts[0].raw.split())
        shown = copyable.value(self._theme, name, words)
        if candidate.present:
            said = self.tr("{name}, what the article says now: {value}")
            shown.setAccessibleName(said.format(name=name, value=words))
            if isinstance(shown, QtWidgets.QLabel):
                shown.setFont(fonts.interface(12.5, fonts.SEMIBOLD))
        return shown

    def _sign(self, *, present: bool) -> QtWidgets.QWidget:
        sign = plain.label()
        sign.setFixedSize(_SIGN, _LINE)
        if present:
            picture = self._theme.icons.pixmap("check-circle", self._theme.tokens.accent, _SIGN)
            sign.setPixmap(picture)
            plain.hint(sign, self.tr("What the article says now"))
        return sign

    def _button(self, name: str, candidate: Candidate) -> QtWidgets.QPushButton:
        button = plain.button(self.tr("Use this"), flat=True)
        said = self.tr("Use this: {name}, {value}")
        button.setAccessibleName(said.format(name=name, value=candidate.value))
        button.setEnabled(self._writable)
        button.setFixedHeight(_LINE)
        button.setProperty("tight", True)
        button.clicked.connect(partial(self.using.emit, candidate.field, candidate.value))
        self._buttons.setdefault(candidate.field, []).append(button)
        return button

    def _sources(self, candidate: Candidate) -> tuple[str, ...]:
        if not candidate.facts:
            return (self.tr("written by a person; no source says so"),)
        by_sureness: dict[str, list[str]] = {}
        for fact in candidate.facts:
            by_sureness.setdefault(sureness(fact), []).append(fact.source)
        lines = tuple(f"{', '.join(said)} · {sure}" for sure, said in by_sureness.items())
        if candidate.carrier:
            lines = (*lines, self.tr("passed it on, and may not be who published it"))
        if not candidate.value:
            lines = (*lines, self.tr("cannot be read as a date"))
        return lines
