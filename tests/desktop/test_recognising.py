"""Pages that are pictures: their words are recognised from the window, as a job."""

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.forms.recognising import RecognisingForm
from archivist.desktop.session.session import Session
from archivist.errors import Refused
from archivist.intake.paper import pdf, tessdata
from tests.papers import paper, scanned

Left = QtCore.Qt.MouseButton.LeftButton


def why_not() -> str:
    try:
        tessdata.folder_of(("eng",))
    except Refused as refusal:
        return str(refusal)
    return ""


tesseract = pytest.mark.skipif(bool(why_not()), reason=why_not() or "Tesseract is here")


def form(session: Session) -> RecognisingForm:
    return session.desk.findChildren(RecognisingForm)[-1]


def test_the_languages_of_a_text_are_guessed_from_its_code() -> None:
    known = ("deu", "eng", "srp", "srp_latn")
    assert tessdata.languages_for("sr-Latn", known) == ("srp", "srp_latn")
    assert tessdata.languages_for("de", known) == ("deu",)
    assert tessdata.languages_for("", known) == ("eng",)
    assert tessdata.languages_for("xx", ("fra",)) == ("fra",)
    assert tessdata.languages_for("en", ()) == ()


@tesseract
def test_a_scan_is_read_from_the_window_and_that_is_undone(qtbot: QtBot, session: Session) -> None:
    scan = scanned(paper(((700.0, 14.0, "Police stopped his car near Pirot."),)))
    article = session.archive.accession(pdf.read(scan, "скен 📄.pdf")).article
    session.reading.open(article.id)
    session.do("recognise")
    assert form(session).boxes["eng"].isChecked()
    form(session).boxes["eng"].setFocus()
    qtbot.keyClick(form(session).boxes["eng"], QtCore.Qt.Key.Key_Space)
    qtbot.mouseClick(form(session).save_button, Left)
    assert form(session).error.text() == "Choose at least one language."
    qtbot.keyClick(form(session).boxes["eng"], QtCore.Qt.Key.Key_Space)
    with qtbot.waitSignal(session.recognising.ended, timeout=20_000):
        qtbot.mouseClick(form(session).save_button, Left)
    qtbot.waitUntil(lambda: "1 page read" in session.desk.notice.said())
    assert "Police stopped his car near Pirot." in session.desk.page.reader.text()
    session.do("original")
    qtbot.waitUntil(session.desk.page.pages.isVisible)
    assert session.desk.page.pages.sentence.text().startswith("The words of this page were seen")
    session.do("undo")
    qtbot.waitUntil(lambda: "Police" not in session.desk.page.reader.text())


@tesseract
def test_an_article_without_bare_pages_is_said_to_have_none(qtbot: QtBot, session: Session) -> None:
    written = paper(((700.0, 14.0, "Police stopped his car near Pirot."),))
    article = session.archive.accession(pdf.read(written, "писано 📄.pdf")).article
    session.reading.open(article.id)
    with qtbot.waitSignal(session.recognising.ended, timeout=20_000):
        session.recognising.begin(article, ("eng",))
    qtbot.waitUntil(lambda: session.desk.notice.said() == "Every page has its text.")
    assert not any(each.isVisible() for each in session.desk.findChildren(QtWidgets.QDialog))
