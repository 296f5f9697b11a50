"""The pages of a PDF beside its text: they go along, carry the marks, and leave no child behind."""

import os
import subprocess

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.look.tokens import LIGHT
from archivist.desktop.reader.pages_beside import PagesBeside
from archivist.desktop.reader.paper_view import PaperView
from archivist.desktop.session.session import Session
from archivist.desktop.window.window import MainWindow
from archivist.intake.deposit import Deposit
from archivist.intake.reading import read, read_bytes
from tests.papers import Row, paper

Key = QtCore.Qt.Key
Left = QtCore.Qt.MouseButton.LeftButton
Control = QtCore.Qt.KeyboardModifier.ControlModifier


def rows(number: int) -> tuple[Row, ...]:
    head = (780.0, 18.0, f"Sheet {number} of the report")
    lines = [
        (740.0 - 14 * at, 10.0, f"Line {at} of sheet {number} says what Milanov saw there.")
        for at in range(40)
    ]
    return (head, *lines)


@pytest.fixture(scope="module")
def deposit(tmp_path_factory: pytest.TempPathFactory) -> Deposit:
    """A PDF of four pages, read once."""
    file = tmp_path_factory.mktemp("pages") / "извештај 📱.pdf"
    file.write_bytes(paper(*map(rows, range(1, 5))))
    return read(file)


@pytest.fixture
def paged(qtbot: QtBot, session: Session, deposit: Deposit) -> Session:
    """The pages of an article beside its text."""
    article = session.archive.articles.accession(deposit).article
    session.reading.open(article.id)
    session.desk.page.reader.setFocus()
    qtbot.keyClick(session.desk.page.reader, Key.Key_O)
    qtbot.waitUntil(lambda: bool(session.beside.pictures.pages_kept))
    assert inked(view(session)) > 50
    return session


def pane(session: Session) -> PagesBeside:
    return session.desk.page.pages


def view(session: Session) -> PaperView:
    return pane(session).view


def inked(shown: PaperView) -> int:
    """How many pixels of the paper are not white."""
    picture = shown.viewport().grab().toImage()
    return sum(
        QtGui.qGray(picture.pixel(x, y)) < 200
        for x in range(30, picture.width() - 30)
        for y in range(20, min(300, picture.height()), 2)
    )


def washed(shown: PaperView, words: tuple[int, int], colour: str) -> bool:
    """Whether pixels behind some words have exactly a colour."""
    picture = shown.viewport().grab().toImage()
    return any(
        picture.pixelColor(x, y).name() == colour
        for area in shown.areas(*words)
        for x in range(round(area.left()), round(area.right()))
        for y in range(round(area.top()), round(area.bottom()))
    )


def children() -> list[str]:
    told = subprocess.run(
        ["ps", "-ww", "-o", "args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in told.stdout.splitlines() if "page_child" in line]


def test_the_page_that_is_read_is_shown_and_goes_along_with_the_text(
    qtbot: QtBot, paged: Session
) -> None:
    reader = paged.desk.page.reader
    assert pane(paged).isVisible()
    assert not paged.desk.page.beside.isVisible()
    assert pane(paged).number.text() == "1 of 4"
    reader.stand_at(reader.text().index("Line 5 of sheet 3"))
    assert pane(paged).number.text() == "3 of 4"
    assert view(paged).accessibleName() == "Page 3 of 4"
    qtbot.waitUntil(lambda: inked(view(paged)) > 50)


def test_pages_are_turned_by_button_field_and_key_and_the_text_follows(
    qtbot: QtBot, paged: Session
) -> None:
    reader = paged.desk.page.reader
    qtbot.mouseClick(pane(paged).after, Left)
    assert pane(paged).number.text() == "2 of 4"
    assert reader.text()[reader.place() :].startswith("Sheet 2 of the report")
    view(paged).setFocus()
    qtbot.keyClick(view(paged), Key.Key_Right)
    assert pane(paged).number.text() == "3 of 4"
    pane(paged).number.setFocus()
    pane(paged).number.selectAll()
    qtbot.keyClicks(pane(paged).number, "4")
    qtbot.keyClick(pane(paged).number, Key.Key_Return)
    assert view(paged).page == 3
    assert not pane(paged).after.isEnabled()
    qtbot.waitUntil(lambda: inked(view(paged)) > 50)


def test_highlights_and_the_selection_are_drawn_on_the_page(qtbot: QtBot, paged: Session) -> None:
    reader = paged.desk.page.reader
    (article,) = paged.archive.articles.all()
    words = "Line 3 of sheet 1 says"
    start = reader.text().index(words)
    paged.archive.annotations.highlight(article.id, start, start + len(words), colour="green")
    wash = LIGHT.ink("green").wash
    qtbot.waitUntil(lambda: washed(view(paged), (start, start + len(words)), wash))
    other = reader.text().index("Line 8 of sheet 1")
    assert not washed(view(paged), (other, other + 17), wash)
    reader.setFocus()
    reader.put_caret(other)
    for _ in range(3):
        qtbot.keyClick(reader, Key.Key_Right, Control | QtCore.Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: washed(view(paged), (other, other + 7), LIGHT.selection))


def test_a_click_on_a_word_puts_the_caret_there_and_keys_zoom(qtbot: QtBot, paged: Session) -> None:
    reader = paged.desk.page.reader
    start = reader.text().index("Milanov")
    (area,) = view(paged).areas(start, start + 7)
    qtbot.mouseClick(view(paged).viewport(), Left, pos=area.center().toPoint())
    assert reader.caret() == start
    first, last = reader.in_view()
    assert first <= start < last
    reader.put_caret(0)
    qtbot.mouseClick(view(paged).viewport(), Left, pos=QtCore.QPoint(20, 20))
    assert reader.caret() == 0
    it_zooms_by_key_and_by_the_wheel_and_fits_again(qtbot, paged)


def it_zooms_by_key_and_by_the_wheel_and_fits_again(qtbot: QtBot, paged: Session) -> None:
    fitting = view(paged).paper().width()
    view(paged).setFocus()
    qtbot.keyClick(view(paged), Key.Key_Plus)
    larger = view(paged).paper().width()
    assert larger == pytest.approx(fitting * 1.2)
    wheel = QtGui.QWheelEvent(
        QtCore.QPointF(50, 50),
        QtCore.QPointF(view(paged).mapToGlobal(QtCore.QPoint(50, 50))),
        QtCore.QPoint(),
        QtCore.QPoint(0, 120),
        QtCore.Qt.MouseButton.NoButton,
        Control,
        QtCore.Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QtWidgets.QApplication.sendEvent(view(paged).viewport(), wheel)
    assert view(paged).paper().width() == pytest.approx(fitting * 1.44)
    qtbot.keyClick(view(paged), Key.Key_0)
    assert view(paged).paper().width() == pytest.approx(fitting)


def test_escape_closes_the_pages_and_ends_their_child(qtbot: QtBot, paged: Session) -> None:
    assert children()
    view(paged).setFocus()
    qtbot.keyClick(view(paged), Key.Key_Escape)
    assert not pane(paged).isVisible()
    assert paged.desk.page.reader.hasFocus()
    qtbot.waitUntil(lambda: not children())


def test_another_article_shows_its_own_original_and_no_child_stays(
    qtbot: QtBot, paged: Session
) -> None:
    other = paged.archive.articles.accession(
        read_bytes("Новинар 📱 је задржан.\n".encode(), "белешка.txt")
    )
    paged.reading.open(other.article.id)
    assert view(paged).pages == 0
    qtbot.waitUntil(paged.desk.page.beside.isVisible)
    assert not pane(paged).isVisible()
    qtbot.waitUntil(lambda: not children())
    paged.reading.back()
    qtbot.waitUntil(pane(paged).isVisible)
    assert not paged.desk.page.beside.isVisible()
    assert pane(paged).number.text() == "1 of 4"


def test_an_idle_child_ends_another_starts_and_none_outlives_the_archive(
    qtbot: QtBot, window: MainWindow, paged: Session
) -> None:
    pictures = paged.beside.pictures
    qtbot.waitUntil(lambda: pictures.pages_kept >= {0, 1})
    assert pictures.bytes <= 64_000_000
    assert not pictures.resting
    pictures.rest()
    qtbot.waitUntil(lambda: not children())
    qtbot.mouseClick(pane(paged).larger, Left)
    with qtbot.waitSignal(pictures.made):
        pass
    assert children()
    window.leave()
    assert not children()


def test_a_page_that_cannot_be_shown_says_why_and_all_that_takes_keys_has_a_name(
    qtbot: QtBot, paged: Session
) -> None:
    view(paged).show_sentence(0, "The page could not be shown: its reader crashed on it.")
    assert view(paged).accessibleDescription().startswith("The page could not be shown")
    view(paged).viewport().grab()
    qtbot.mouseClick(pane(paged).after, Left)
    assert view(paged).accessibleDescription() == ""
    for widget in pane(paged).findChildren(QtWidgets.QWidget):
        if widget.isVisible() and widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
            read = QtGui.QAccessible.queryAccessibleInterface(widget)
            assert read.text(QtGui.QAccessible.Text.Name), widget
