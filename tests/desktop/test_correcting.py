"""In the window a person says which paragraphs are the article, for it or for its whole site."""

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.forms.sites import SitesDialog
from archivist.desktop.session.session import Session
from archivist.intake.isolation import child
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Alt = QtCore.Qt.KeyboardModifier.AltModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier

LONG = 30_000
"""Milliseconds for a child to start and to read on a machine with more to do."""

PAGE = (
    "<html lang=sr><title>Vest {n} 📱</title>"
    "<link rel=canonical href='https://vesti.example/{n}'><h1>Vest {n} 📱</h1>"
    "<p>Policija je zaustavila Đorđa Ilića {n} u Pirotu i uzela mu telefon, pa ga vratila.</p>"
    "<div class=klub><p>Učlanite se {n} u klub čitalaca i podržite našu redakciju.</p></div>"
    "<p hidden>Skriveno {n}.</p><p>Kraj vesti {n}.</p>"
)


@pytest.fixture
def pages(qtbot: QtBot, session: Session) -> Session:
    """Three articles of one site, the first of them open."""
    for n in range(3):
        session.archive.accession(child.read(PAGE.format(n=n).encode(), f"{n}.html"))
    # The list opens its first article when it has one.
    qtbot.waitUntil(lambda: session.reading.article is not None)
    session.reading.open(article(session, 0))
    session.desk.page.reader.setFocus()
    return session


def article(session: Session, n: int) -> str:
    return next(each.id for each in session.archive.articles.all() if each.name == f"{n}.html")


def folded(session: Session) -> list[str]:
    text = session.reading.text
    return [text.text[start:end].split()[0] for start, end in session.reading.folded]


def test_what_a_page_hides_is_folded_away(pages: Session) -> None:
    assert folded(pages) == ["Vest", "Skriveno"]


def test_one_key_folds_the_paragraph_and_another_brings_it_back(
    qtbot: QtBot, pages: Session, hands: Hands
) -> None:
    reader = pages.desk.page.reader
    hands.drag(reader, "Učlanite se")
    with qtbot.waitSignal(pages.correcting.said) as said:
        hands.press(Key.Key_P)
    assert said.args[0].startswith("1 paragraph")
    assert folded(pages) == ["Vest", "Učlanite"]
    assert reader.selection() is None
    reader.hide_folds(hidden=False)
    hands.drag(reader, "Učlanite se")
    hands.press(Key.Key_P, Shift)
    assert folded(pages) == ["Vest", "Skriveno"]
    pages.do("undo")
    qtbot.waitUntil(lambda: folded(pages) == ["Vest", "Učlanite"])


def test_folded_paragraphs_between_those_selected_are_left_as_they_are(
    pages: Session, hands: Hands
) -> None:
    reader = pages.desk.page.reader
    start = reader.text().index("Učlanite")
    reader.select(start, len(reader.text()))
    hands.press(Key.Key_P)
    said = pages.archive.articles.get(article(pages, 0)).roles
    assert said == ((2, 2, "boilerplate"), (4, 4, "boilerplate"))


def test_the_whole_site_follows_as_a_job_and_is_listed(
    qtbot: QtBot, pages: Session, hands: Hands
) -> None:
    hands.drag(pages.desk.page.reader, "Učlanite se")
    with qtbot.waitSignals([pages.correcting.ended, pages.correcting.said], timeout=LONG):
        hands.press(Key.Key_P, Alt)
    for n in range(3):
        assert pages.archive.proposals.folded(article(pages, n)) == ((2, 2),)
    assert folded(pages) == ["Vest", "Učlanite"]
    pages.do("sites")
    dialog = pages.desk.findChild(SitesDialog)
    assert isinstance(dialog, SitesDialog)
    row = [dialog.table.item(0, column) for column in range(3)]
    assert [cell.text() for cell in row if cell] == [
        "vesti.example",
        "3",
        "what stands in div.klub",
    ]
    with qtbot.waitSignal(pages.correcting.ended, timeout=LONG):
        dialog.remove.click()
    assert pages.archive.sites.all() == ()
    assert pages.archive.proposals.folded(article(pages, 2)) == ()


def test_what_a_site_cannot_follow_is_said(qtbot: QtBot, pages: Session, hands: Hands) -> None:
    reader = pages.desk.page.reader
    hands.drag(reader, "Policija je zaustavila")
    with qtbot.waitSignal(pages.correcting.said, timeout=LONG) as said:
        hands.press(Key.Key_P, Alt | Shift)
    assert said.args[0].startswith("Nothing tells these paragraphs from the others")


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_menu_of_the_page_offers_the_same(pages: Session) -> None:
    reader = pages.desk.page.reader
    point = QtCore.QPoint(90, 90)
    event = QtGui.QContextMenuEvent(
        QtGui.QContextMenuEvent.Reason.Mouse, point, reader.mapToGlobal(point)
    )
    QtWidgets.QApplication.sendEvent(reader.viewport(), event)
    menu = reader.findChild(QtWidgets.QMenu)
    assert isinstance(menu, QtWidgets.QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert words[-4:] == [
        "This is not part of the article",
        "This is part of the article",
        "Not part of the article, on all of this site",
        "Part of the article, on all of this site",
    ]
