"""The print preview: what would come out on paper, and the way to the printer."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.check import Check
from archivist.desktop.controls.combo import Combo
from archivist.desktop.forms import paper
from archivist.desktop.forms.sheets import Sheets
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.printing import Printed, Sheaf
from archivist.desktop.reader.typography import Typography

_POINTS = 72
_SIZES = {"A4": QtGui.QPageSize.PageSizeId.A4, "Letter": QtGui.QPageSize.PageSizeId.Letter}
_WIDE = {"0.5": 0.5, "1": 1.0, "1.5": 1.5, "2": 2.0}

Ask = Callable[[QtPrintSupport.QPrinter, QtWidgets.QWidget], QtWidgets.QDialog]
"""Makes the system's dialog for a printer."""


class PrintPreview(QtWidgets.QDialog):
    """Shows an article as it would be printed; writes nothing until it is handed to a printer."""

    def __init__(
        self,
        theme: Theme,
        printed: Printed,
        typography: Typography,
        parent: QtWidgets.QWidget,
        *,
        ask: Ask = QtPrintSupport.QPrintDialog,
    ) -> None:
        """Lays the sheets out; `ask` makes the dialog that chooses the printer."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print preview"))
        self._printed = printed
        self._typography = typography
        self._ask = ask
        self._printer: QtPrintSupport.QPrinter | None = None
        self.sheets = Sheets(theme)
        self.size_of_paper = Combo(tuple((each, each) for each in _SIZES), "A4")
        self.width_of_sheets = Combo(self._widths(), "1")
        self.marks = Check(self.tr("Highlights and notes"))
        self.marks.setChecked(True)
        self.marks.setEnabled(bool(printed.marks))
        self.where = plain.label(font=fonts.interface(12.5), look="muted")
        self.error = plain.label(font=fonts.interface(12.5), look="errorline", wrap=True)
        self.error.hide()
        self.go = plain.button(self.tr("Print…"), main=True)
        self.leave = plain.button(self.tr("Close"))
        self._lay_out()
        self._connect()
        self._set()
        self.sheets.setFocus()

    def _widths(self) -> tuple[tuple[str, str], ...]:
        return (
            ("0.5", self.tr("Half the width")),
            ("1", self.tr("The whole width")),
            ("1.5", self.tr("One and a half times")),
            ("2", self.tr("Twice the width")),
        )

    def _lay_out(self) -> None:
        self.size_of_paper.setAccessibleName(self.tr("Paper"))
        self.width_of_sheets.setAccessibleName(self.tr("Size of the preview"))
        above = QtWidgets.QHBoxLayout()
        above.setSpacing(12)
        for part in (self.size_of_paper, self.width_of_sheets, self.marks):
            above.addWidget(part)
        above.addStretch(1)
        above.addWidget(self.where)
        told = plain.label(
            self.tr(
                "The preview writes nothing. Printing hands the text to this computer’s printing "
                "system or to a file: outside the archive, and not encrypted."
            ),
            font=fonts.interface(12.5),
            look="muted",
            wrap=True,
        )
        below = QtWidgets.QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(told, 1)
        below.addWidget(self.leave)
        below.addWidget(self.go)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(above)
        column.addWidget(self.sheets, 1)
        column.addWidget(self.error)
        column.addLayout(below)
        room = self.screen().availableSize()
        self.resize(min(860, room.width() - 40), min(900, room.height() - 60))

    def _connect(self) -> None:
        self.size_of_paper.currentIndexChanged.connect(self._set)
        self.marks.toggled.connect(self._set)
        self.width_of_sheets.currentIndexChanged.connect(self._widen)
        self.sheets.turned.connect(self._say_where)
        self.go.clicked.connect(self._choose_printer)
        self.leave.clicked.connect(self.reject)

    def _sheaf(self, size: QtCore.QSizeF) -> Sheaf:
        printed = self._printed if self.marks.isChecked() else replace(self._printed, marks=())
        # A book takes seconds to lay out, and its number of pages is not known before.
        QtWidgets.QApplication.setOverrideCursor(QtCore.Qt.CursorShape.WaitCursor)
        try:
            return Sheaf(printed, self._typography, size)
        finally:
            QtWidgets.QApplication.restoreOverrideCursor()

    @QtCore.Slot()
    def _set(self) -> None:
        """Sets the article on paper of the chosen size."""
        points = QtGui.QPageSize(_SIZES[self.size_of_paper.value]).size(QtGui.QPageSize.Unit.Point)
        self._shown = self._sheaf(points * paper.INCH / _POINTS)
        self.sheets.show_sheaf(self._shown)

    @QtCore.Slot()
    def _widen(self) -> None:
        self.sheets.widen(_WIDE[self.width_of_sheets.value])

    @QtCore.Slot(int)
    def _say_where(self, number: int) -> None:
        words = self._printed.page.format(number=number, count=self._shown.count)
        self.where.setText(words)
        self.sheets.setAccessibleDescription(words)

    @QtCore.Slot()
    def _choose_printer(self) -> None:
        self._printer = QtPrintSupport.QPrinter(QtPrintSupport.QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(paper.NAME)
        self._printer.setFullPage(True)
        self._printer.setPageSize(QtGui.QPageSize(_SIZES[self.size_of_paper.value]))
        dialog = self._ask(self._printer, self)
        dialog.accepted.connect(self._print)
        # A QPrintDialog has an open() of its own that wants a slot by name.
        QtWidgets.QDialog.open(dialog)

    @QtCore.Slot()
    def _print(self) -> None:
        printer = self._printer
        if printer is None:
            return
        inches = printer.pageLayout().fullRect(QtGui.QPageLayout.Unit.Inch).size()
        sheaf = self._sheaf(inches * paper.INCH)
        pages = paper.pages_of(printer, sheaf.count)
        refusal = self._hand_over(printer, sheaf, pages) if pages else self._beyond(sheaf.count)
        self.error.setText(refusal)
        self.error.setVisible(bool(refusal))
        if not refusal:
            self.accept()

    def _hand_over(self, printer: QtPrintSupport.QPrinter, sheaf: Sheaf, pages: range) -> str:
        """Prints the sheets; the sentence that says why it did not, or nothing."""
        if not printer.outputFileName():
            taken = paper.put_on(printer, sheaf, pages)
            return "" if taken else self._silence()
        path = Path(printer.outputFileName())
        try:
            paper.write_into(path, printer, sheaf, pages)
        except FileNotFoundError:
            return self._no_folder(path)
        except OSError as error:
            return self._no_room(path) if error.errno == errno.ENOSPC else self._not_written(path)
        return ""

    def _beyond(self, count: int) -> str:
        return self.tr("No page is among those chosen; there are {count}.").format(count=count)

    def _silence(self) -> str:
        return self.tr(
            "The printer did not take all pages; see that it is on, or choose another one."
        )

    def _no_folder(self, path: Path) -> str:
        words = self.tr("The folder for “{name}” is not there; choose another one.")
        return words.format(name=path.name)

    def _no_room(self, path: Path) -> str:
        words = self.tr("There is no room left for “{name}”; choose another place for it.")
        return words.format(name=path.name)

    def _not_written(self, path: Path) -> str:
        words = self.tr("“{name}” could not be written there; choose another place for it.")
        return words.format(name=path.name)
