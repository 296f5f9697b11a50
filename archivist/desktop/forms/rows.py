"""Rows as articles: which column of a table holds what, and what articles the first rows become."""

from collections.abc import Mapping

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.forms.column_choices import WIDTH, ColumnChoices
from archivist.desktop.look import fonts
from archivist.intake.deposit import Deposit, Fact
from archivist.intake.sampling import Sample

_SHOWN_TEXT = 260
_SHOWN = ("published", "author", "publisher", "url", "language")


class Preview(QtWidgets.QWidget):
    """The first rows as the articles they would be."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.setObjectName("body")
        self._column = QtWidgets.QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 10, 2)
        self._column.setSpacing(8)
        self._column.addStretch(1)

    def show_articles(self, articles: tuple[Deposit, ...]) -> None:
        """Shows these."""
        while self._column.count() > 1:
            taken = self._column.takeAt(0)
            part = taken.widget() if taken else None
            if part is not None:
                part.hide()
                part.deleteLater()
        parts: list[QtWidgets.QWidget] = [self._card(article) for article in articles] or [
            self._nothing()
        ]
        for number, part in enumerate(parts):
            self._column.insertWidget(number, part)

    def _nothing(self) -> QtWidgets.QWidget:
        words = self.tr("Nothing yet: say which column holds the title or the text.")
        return plain.label(words, font=fonts.interface(13), look="muted", wrap=True)

    def _card(self, article: Deposit) -> QtWidgets.QFrame:
        card = QtWidgets.QFrame()
        card.setObjectName("sheet")
        column = QtWidgets.QVBoxLayout(card)
        column.setContentsMargins(14, 11, 14, 12)
        column.setSpacing(4)
        title = _cut(article.title)
        column.addWidget(plain.label(title, font=fonts.reading(15, fonts.SEMIBOLD), wrap=True))
        told = self._told(article)
        if told:
            column.addWidget(plain.label(told, font=fonts.interface(12), look="muted", wrap=True))
        words = _body(article) or self.tr("No text")
        look = "" if _body(article) else "muted"
        column.addWidget(plain.label(words, font=fonts.interface(13), look=look, wrap=True))
        return card

    def _told(self, article: Deposit) -> str:
        facts = {fact.field: fact for fact in reversed(article.facts)}
        return " · ".join(self._said(facts[field]) for field in _SHOWN if field in facts)

    def _said(self, fact: Fact) -> str:
        if fact.value is None:
            return self.tr("“{words}”, which is no certain date").format(words=_cut(fact.raw))
        return _cut(fact.value)


class RowsForm(QtWidgets.QDialog):
    """Asks which column holds what; it stands beside the window and keeps nothing waiting.

    `chosen` carries which column holds which field whenever that changes, `wanted` when the rows
    are to become articles.
    """

    chosen = QtCore.Signal(object)
    wanted = QtCore.Signal(object)

    def __init__(self, name: str, parent: QtWidgets.QWidget) -> None:
        """`name` is that of the file; its columns are being looked at."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Rows as articles"))
        self.resize(1180, 680)
        self.head = plain.label(name, font=fonts.interface(15, fonts.SEMIBOLD), wrap=True)
        self.columns = ColumnChoices()
        self.preview = Preview()
        self.remark = plain.label(font=fonts.interface(13), look="warningline", wrap=True)
        self.error = plain.label(font=fonts.interface(13), look="errorline", wrap=True)
        self.cancel_button = plain.button(self.tr("Cancel"))
        self.make_button = plain.button(self.tr("Make articles of the rows"), main=True)
        self._lay_out()
        self.columns.chosen.connect(self._tell)
        self.cancel_button.clicked.connect(self.reject)
        self.make_button.clicked.connect(self._want)
        self.make_button.setEnabled(False)

    def show_columns(self, sample: Sample, held: Mapping[str, str]) -> None:
        """Shows what columns there are, and which of them holds which field to begin with."""
        self.columns.show_columns(sample.columns, held)
        first = next(iter(self.columns.choosers.values()), None)
        if first is not None:
            first.setFocus()

    def show_sample(self, sample: Sample) -> None:
        """Shows what the first rows become with the columns chosen now."""
        self.complain("")
        self.preview.show_articles(sample.articles)
        held = self.columns.held()
        says_something = bool({"title", "text"} & held.keys())
        doubt = self._doubt()
        self.remark.setText(doubt or ("\n".join(sample.left_out) if says_something else ""))
        self.remark.setVisible(bool(self.remark.text()))
        self.make_button.setEnabled(says_something and not doubt)

    def complain(self, sentence: str) -> None:
        """Says why nothing can be shown; nothing when empty."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.make_button.setEnabled(not sentence)

    def _doubt(self) -> str:
        first, second, field = self.columns.doubled()
        if not field:
            return ""
        words = self.tr("“{first}” and “{second}” are both said to hold: {field}. Choose one.")
        return words.format(first=first, second=second, field=field)

    def _lay_out(self) -> None:
        about = plain.label(
            self.tr(
                "Each row becomes an article of its own, with exactly its bytes as the original. "
                "The file stays in the archive whole, as what the rows are part of."
            ),
            font=fonts.interface(13),
            look="muted",
            wrap=True,
        )
        halves = QtWidgets.QHBoxLayout()
        halves.setSpacing(18)
        left = self._half(self.tr("Its columns"), self.columns)
        right = self._half(self.tr("What its first rows become"), self.preview)
        halves.addLayout(left, 0)
        halves.addLayout(right, 1)
        foot = QtWidgets.QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.make_button)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(about)
        column.addSpacing(8)
        column.addLayout(halves, 1)
        column.addWidget(self.remark)
        column.addWidget(self.error)
        column.addSpacing(4)
        column.addLayout(foot)
        for part in (self.remark, self.error):
            part.hide()

    def _half(self, words: str, shown: QtWidgets.QWidget) -> QtWidgets.QVBoxLayout:
        area = QtWidgets.QScrollArea()
        area.setWidget(shown)
        area.setWidgetResizable(True)
        area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if isinstance(shown, ColumnChoices):
            area.setFixedWidth(WIDTH)
        half = QtWidgets.QVBoxLayout()
        half.setSpacing(8)
        half.addWidget(plain.heading(words))
        half.addWidget(area, 1)
        return half

    @QtCore.Slot()
    def _tell(self) -> None:
        self.chosen.emit(self.columns.held())

    @QtCore.Slot()
    def _want(self) -> None:
        self.wanted.emit(self.columns.held())
        self.accept()


def _body(article: Deposit) -> str:
    leaves = (leaf for leaf in article.leaves if leaf.role != "header")
    return _cut(" ".join(article.text[leaf.start : leaf.end] for leaf in leaves))


def _cut(words: str) -> str:
    plainly = " ".join(words.split())
    return plainly if len(plainly) <= _SHOWN_TEXT else plainly[: _SHOWN_TEXT - 1] + "…"
