"""The print preview in the window: it shows what the page shows, and writes nothing anywhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6 import QtCore, QtPrintSupport, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.forms import paper
from archivist.desktop.forms.print_preview import PrintPreview
from archivist.desktop.look.theme import Theme
from archivist.desktop.reader.printing import Printed, Sheaf
from archivist.desktop.reader.typography import Heading, Typography
from archivist.desktop.session.session import Session
from archivist.text import Leaf, StructuredText
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier


def preview_of(session: Session) -> PrintPreview:
    (found,) = session.desk.findChildren(PrintPreview)
    return found


def words_of(preview: PrintPreview) -> str:
    return preview._shown.document.toPlainText()


def test_the_preview_shows_the_page_with_its_marks_and_their_names(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    hands.drag(session.desk.page.reader, "Slaviša Milanov’s car 🚗")
    hands.press(Key.Key_2)
    (mark,) = session.archive.annotations.all()
    actor = session.archive.actors.add("Ćirić")
    session.archive.annotations.annotate(mark.id, note="Ask 📱.", actors=[actor.id])
    QtWidgets.QApplication.processEvents()
    hands.press(Key.Key_P, Control | Shift)
    preview = preview_of(session)
    words = words_of(preview)
    assert "Slaviša Milanov’s car 🚗\u20091 in February" in words
    assert "1.\u2002Rose\n“Slaviša Milanov’s car 🚗”\nAsk 📱.\nĆirić" in words
    article = session.reading.article
    assert article is not None
    assert f"Text, SHA-256: {article.text_sha256}" in words
    assert preview._printed.head == (
        "A stop near Pirot 📱",
        f"SHA-256 of the original: {article.original}",
    )
    preview.marks.click()
    assert "Highlights and notes" not in words_of(preview)
    preview.reject()


def test_the_preview_is_read_by_keys_and_says_where_it_is(theme: Theme, qtbot: QtBot) -> None:
    text = StructuredText("Ćutanje 📱. " * 3000, (Leaf("p", 0, 12 * 3000 - 1),))
    printed = Printed(
        *(Heading("", "T"), text, (), ()),
        head=("T", "SHA-256"),
        foot="",
        folded="{count}",
        page="Page {number} of {count}",
        listed="",
        about="",
    )
    ground = QtWidgets.QWidget()
    qtbot.addWidget(ground)
    ground.show()
    preview = PrintPreview(theme, printed, Typography(size=15), ground)
    preview.show()
    pages = preview._shown.count
    assert pages > 5
    assert preview.focusWidget() is preview.sheets
    qtbot.keyClick(preview.sheets, Key.Key_PageDown)
    qtbot.keyClick(preview.sheets, Key.Key_PageDown)
    assert preview.where.text() == f"Page 3 of {pages}"
    qtbot.keyClick(preview.sheets, Key.Key_End)
    assert preview.sheets.accessibleDescription() == f"Page {pages} of {pages}"
    for size in ("0.5", "2"):
        preview.width_of_sheets.choose(size)
        preview.sheets.grab()
    preview.size_of_paper.choose("Letter")
    assert preview._shown.size == QtCore.QSizeF(816, 1056)
    told = " ".join(each.text() for each in preview.findChildren(QtWidgets.QLabel))
    assert "outside the archive, and not encrypted" in told
    preview.reject()


def test_printing_hands_the_chosen_pages_to_the_printer_and_no_title(
    opened: Callable[[str], Session], theme: Theme, tmp_path: Path
) -> None:
    session = opened("stop.txt")
    target = tmp_path / "out.pdf"
    asked: list[QtPrintSupport.QPrinter] = []

    def ask(printer: QtPrintSupport.QPrinter, parent: QtWidgets.QWidget) -> QtWidgets.QDialog:
        printer.setOutputFormat(QtPrintSupport.QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        asked.append(printer)
        return QtWidgets.QDialog(parent)

    article = session.reading.article
    assert article is not None
    printed = session.printing._printed(article)
    preview = PrintPreview(theme, printed, Typography(size=15), session.desk, ask=ask)
    preview.open()
    preview.go.click()
    (dialog,) = preview.findChildren(QtWidgets.QDialog)
    assert not target.exists()
    dialog.accept()
    pdf = target.read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert asked[0].docName() == "Archivist"
    assert "Pirot".encode("utf-16-be") not in pdf.partition(b"/Title")[2][:200]
    assert not preview.isVisible()


Give = Callable[..., PrintPreview]


@pytest.fixture
def given(opened: Callable[[str], Session], theme: Theme) -> Give:
    """Prints the open article into a file: what it is called is said to the system's dialog."""

    def give(target: Path, pages: tuple[int, int] = (0, 0)) -> PrintPreview:
        session = opened("stop.txt")

        def ask(printer: QtPrintSupport.QPrinter, parent: QtWidgets.QWidget) -> QtWidgets.QDialog:
            printer.setOutputFormat(QtPrintSupport.QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))
            printer.setFromTo(*pages)
            return QtWidgets.QDialog(parent)

        article = session.reading.article
        assert article is not None
        printed = session.printing._printed(article)
        preview = PrintPreview(theme, printed, Typography(size=15), session.desk, ask=ask)
        preview.open()
        preview.go.click()
        preview.findChildren(QtWidgets.QDialog)[0].accept()
        return preview

    return give


def test_a_folder_that_is_not_there_is_said_with_the_name_of_the_file(
    given: Give, tmp_path: Path
) -> None:
    preview = given(tmp_path / "no such folder" / "Ćirić 📱.pdf")
    assert preview.error.text() == (
        "The folder for “Ćirić 📱.pdf” is not there; choose another one."
    )
    assert preview.isVisible()
    preview.reject()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_and_nothing_is_taken_for_printed(given: Give, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.symlink_to("/dev/full")
    preview = given(target)
    assert "There is no room left for “out.pdf”" in preview.error.text()
    assert preview.isVisible()
    preview.reject()


def test_a_file_that_cannot_be_replaced_stays_as_it_was(given: Give, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.mkdir()
    preview = given(target)
    assert preview.error.text().startswith("“out.pdf” could not be written")
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["out.pdf"]
    preview.reject()


def test_pages_that_are_not_there_are_not_printed(given: Give, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    preview = given(target, (900, 901))
    assert preview.error.text() == "No page is among those chosen; there are 1."
    assert not target.exists()
    assert preview.isVisible()
    preview.reject()


class Jammed(QtPrintSupport.QPrinter):
    """A printer that takes its first page and no other."""

    def newPage(self) -> bool:  # noqa: N802 - Qt's name
        return False


def test_a_printer_that_stops_halfway_has_not_taken_the_pages(tmp_path: Path) -> None:
    printer = Jammed()
    printer.setOutputFormat(QtPrintSupport.QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "spool.pdf"))
    text = StructuredText("Ćutanje 📱. " * 900, (Leaf("p", 0, 12 * 900 - 1),))
    printed = Printed(
        *(Heading("", "T"), text, (), ()),
        head=("T", "SHA-256"),
        foot="",
        folded="",
        page="",
        listed="",
        about="",
    )
    sheaf = Sheaf(printed, Typography(size=15), QtCore.QSizeF(794, 1123))
    assert sheaf.count > 1
    assert not paper.put_on(printer, sheaf, range(sheaf.count))
    assert paper.put_on(printer, sheaf, range(1))


def test_where_marks_are_left_out_the_heading_over_the_others_says_so(
    opened: Callable[[str], Session], hands: Hands
) -> None:
    session = opened("stop.txt")
    for words, ink in (("Slaviša", Key.Key_2), ("car 🚗", Key.Key_3)):
        hands.drag(session.desk.page.reader, words)
        hands.press(ink)
    article = session.reading.article
    assert article is not None
    assert session.printing._printed(article).listed == "Highlights and notes"
    session.reading.show_only(lambda mark: mark.colour == "blue")
    printed = session.printing._printed(article)
    assert len(printed.marks) == 1
    assert printed.listed == "Highlights and notes: 1 of 2 are shown and printed"


_SCRIPT = """
import os, sys
from pathlib import Path
from archivist.confinement import confine
confine()
from PySide6 import QtWidgets
from archivist import assets
from archivist.archive import now
from archivist.desktop.app import prepared, themed
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from archivist.store.keys import FLOOR

assert "PySide6.QtPrintSupport" not in sys.modules
place = Path(sys.argv[1])
application = prepared(["archivist"])
opener = Opener(now, os.urandom, FLOOR)
window = MainWindow(themed(application), opener, assets.sample_archive, network_denied=True)
window.show()
archive = opener.create(place / "case.archivist", "")[0]
for line in archive.import_from([place / "stop.txt"]):
    pass
window.show_archive(archive)
window.session.reading.open(archive.articles.all()[0].id)
window.acts.actions["print-preview"].trigger()
(preview,) = [d for d in window.session.desk.children() if type(d).__name__ == "PrintPreview"]
preview.grab()
preview.go.click()
for _ in range(20):
    application.processEvents()
from PySide6.QtPrintSupport import QPrintDialog
(dialog,) = preview.findChildren(QPrintDialog)
dialog.reject()
preview.reject()
window.leave()
"""


def test_the_preview_writes_nothing_outside_the_archive_and_loads_only_when_asked(
    run_script: Callable[[str, list[str]], str], tmp_path: Path
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "stop.txt").write_bytes("Заустављен 📱\r\nby Ćirić".encode())
    run_script(_SCRIPT, [str(place)])
    home = tmp_path / "home"
    written = [path for path in home.rglob("*") if path.is_file()]
    assert [path.name for path in written if "fontconfig" not in path.parts] == []
    assert sorted(path.name for path in place.iterdir()) == ["case.archivist", "stop.txt"]
