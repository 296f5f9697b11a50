"""The pages of an original, laid open beside the text of its article."""

# ruff: noqa: N802 - Qt calls these methods by its own names

from functools import partial

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.paper_view import PaperView
from archivist.layout import Layout

_FIELD = 92


class PagesBeside(QtWidgets.QWidget):
    """A page with its number above it and the ways to the others; `closed` follows Escape."""

    closed = QtCore.Signal()

    def __init__(self, theme: Theme) -> None:
        """Hidden until `lay_open`."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self.view = PaperView(theme)
        self.number = QtWidgets.QSpinBox()
        self.number.setButtonSymbols(QtWidgets.QSpinBox.ButtonSymbols.NoButtons)
        self.number.setFont(fonts.interface(13))
        for part in (self.number, self.number.lineEdit()):
            part.setAccessibleName(self.tr("Page"))
        self.number.setKeyboardTracking(False)
        self.number.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self.number.setMinimumWidth(_FIELD)
        self.detail = plain.label(font=fonts.interface(12), look="muted", wrap=True)
        self.sentence = plain.label(font=fonts.interface(12), look="warningline", wrap=True)
        self.before = plain.IconButton(theme, "chevron-left", self.tr("Previous page (←)"), size=16)
        self.after = plain.IconButton(theme, "chevron-right", self.tr("Next page (→)"), size=16)
        self.smaller = plain.IconButton(theme, "zoom-out", self.tr("Smaller (-)"), size=16)
        self.larger = plain.IconButton(theme, "zoom-in", self.tr("Larger (+)"), size=16)
        self.fitting = plain.button(self.tr("Fit"), flat=True)
        self.fitting.setAccessibleName(self.tr("Fit the width (0)"))
        self._leave = plain.IconButton(theme, "close", self.tr("Close (O)"), size=16)
        self._layout = Layout(())
        self._lay_out()
        self._connect()
        self.hide()

    def lay_open(self, layout: Layout, detail: str, *, offset: int) -> None:
        """Shows the page on which the code point `offset` stands."""
        self._layout = layout
        self.detail.setText(detail)
        pages = len(layout.pages)
        self.number.blockSignals(True)
        self.number.setRange(1, pages)
        self.number.setSuffix(self.tr(" of {pages}").format(pages=pages))
        self.number.blockSignals(False)
        self.show()
        self.view.show_layout(layout)
        self.go_to(offset)

    def go_to(self, offset: int) -> None:
        """Shows the place of a code point."""
        self.view.reveal(offset)
        self._tell_page()

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QtWidgets.QHBoxLayout()
        head.setContentsMargins(12, 5, 8, 5)
        head.setSpacing(2)
        ways: tuple[QtWidgets.QWidget, ...] = (self.before, self.number, self.after)
        looks: tuple[QtWidgets.QWidget, ...] = (self.smaller, self.fitting, self.larger)
        for part in ways:
            head.addWidget(part)
        head.addStretch(1)
        for part in (*looks, self._leave):
            head.addWidget(part)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        for line in (self.detail, self.sentence):
            line.setContentsMargins(14, 0, 12, 2)
            column.addWidget(line)
        column.addWidget(plain.rule())
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.before.clicked.connect(partial(self._step, -1))
        self.after.clicked.connect(partial(self._step, 1))
        self.smaller.clicked.connect(partial(self.view.zoom, -1))
        self.larger.clicked.connect(partial(self.view.zoom, 1))
        self.fitting.clicked.connect(partial(self.view.zoom, 0))
        self.number.valueChanged.connect(self._go_to_number)
        self.view.turned.connect(self._tell_page)
        self._leave.clicked.connect(self.closed)

    def _step(self, way: int) -> None:
        self.view.turn_to(self.view.page + way)

    @QtCore.Slot(int)
    def _go_to_number(self, number: int) -> None:
        self.view.turn_to(number - 1)

    @QtCore.Slot()
    def _tell_page(self) -> None:
        page, pages = self.view.page, self.view.pages
        self.number.blockSignals(True)
        self.number.setValue(page + 1)
        self.number.blockSignals(False)
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < pages)
        said = self.tr("Page {number} of {pages}").format(number=page + 1, pages=pages)
        self.view.setAccessibleName(said)
        self.sentence.setText(self._words(page))
        self.sentence.setVisible(bool(self.sentence.text()))

    def _words(self, page: int) -> str:
        if self._layout.pages[page].recognised:
            return self.tr("The words of this page were seen in its picture: read them against it.")
        if not self._layout.pages[page].words:
            return self.tr("No words of the text stand on this page.")
        return ""
