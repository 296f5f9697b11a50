"""Sheets handed to a printer, or as one PDF into a file: each step of it is asked how it went."""

from pathlib import Path

from PySide6 import QtCore, QtGui, QtPrintSupport

from archivist.desktop.reader.printing import Sheaf
from archivist.writing import write_whole

INCH = 96
"""Pixels of a sheet to the inch."""

NAME = "Archivist"
"""What a job is called, for its name is written into the records of the printing system."""


def pages_of(printer: QtPrintSupport.QPrinter, count: int) -> range:
    """The numbers of the sheets that are chosen, the first being 0; empty when none of them is."""
    return range(max(1, printer.fromPage()) - 1, min(count, printer.toPage() or count))


def draw(device: QtGui.QPagedPaintDevice, sheaf: Sheaf, pages: range) -> bool:
    """Draw these sheets; whether the device took every one of them."""
    painter = QtGui.QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / INCH
    for number in pages:
        if number != pages[0] and not device.newPage():
            painter.end()
            return False
        painter.save()
        painter.scale(scale, scale)
        sheaf.paint(painter, number)
        painter.restore()
    return painter.end()


def put_on(printer: QtPrintSupport.QPrinter, sheaf: Sheaf, pages: range) -> bool:
    """Hand these sheets to a printer; whether it took them all."""
    state = QtPrintSupport.QPrinter.PrinterState
    drawn = draw(printer, sheaf, pages)
    return drawn and printer.printerState() not in (state.Aborted, state.Error)


def write_into(path: Path, printer: QtPrintSupport.QPrinter, sheaf: Sheaf, pages: range) -> None:
    """Write these sheets as a PDF with the paper of `printer`, whole or, with an OSError, not."""
    buffer = QtCore.QBuffer()
    buffer.open(QtCore.QIODevice.OpenModeFlag.WriteOnly)
    writer = QtGui.QPdfWriter(buffer)
    writer.setTitle(NAME)
    writer.setResolution(printer.resolution())
    writer.setPageLayout(printer.pageLayout())
    if not draw(writer, sheaf, pages):
        raise OSError
    _write(path, bytes(buffer.data().data()))


def _write(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        # A pipe or a device is written to: nothing may come into its place.
        path.write_bytes(content)
        return
    write_whole(path, content)
