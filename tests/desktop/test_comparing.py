"""A former text beside the present one: what changed is marked, stepped through, kept in line."""

from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.inspector.panel import PROVENANCE
from archivist.desktop.look.tokens import LIGHT
from archivist.desktop.session.session import Session
from archivist.intake.reading import read

Key = QtCore.Qt.Key
Left = QtCore.Qt.MouseButton.LeftButton
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier

PARAGRAPHS = [
    f"Paragraph {number} 📱 tells what Slaviša Milanov said of the day {number} times over, "
    "and of the telephone that was taken from him before anybody had asked. " * 3
    for number in range(60)
]
BEFORE = "\n".join(["A stop near Pirot", *PARAGRAPHS])
AFTER = "\n".join(
    [
        "A stop near Pirot",
        "The editors of this newspaper have put in a paragraph of their own.",
        *PARAGRAPHS[:30],
        PARAGRAPHS[30].replace("the telephone", "the second telephone", 1),
        *PARAGRAPHS[31:50],
        *PARAGRAPHS[51:],
    ]
)


@pytest.fixture
def compared(qtbot: QtBot, session: Session, tmp_path: Path) -> Session:
    """An article with a newer text, its former one beside it and compared."""
    (tmp_path / "стоп.txt").write_text(BEFORE, "utf-8")
    (tmp_path / "newer.txt").write_text(AFTER, "utf-8")
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(tmp_path / "стоп.txt")])
    (article,) = session.archive.articles.all()
    session.archive.revise(article.id, read(tmp_path / "newer.txt"))
    session.reading.open(article.id)
    session.desk.inspector.tabs.open(PROVENANCE)
    qtbot.waitUntil(lambda: bool(showing(session)))
    qtbot.mouseClick(showing(session)[0], Left)
    qtbot.waitUntil(lambda: "changes;" in words(session))
    session.desk.page.reader.setFocus()
    return session


def showing(session: Session) -> list[QtWidgets.QPushButton]:
    buttons = session.desk.inspector.provenance.findChildren(QtWidgets.QPushButton)
    return [each for each in buttons if each.text() == "Show beside the text"]


def words(session: Session) -> str:
    return session.desk.page.beside.changes.words.text()


def coloured(widget: QtWidgets.QWidget, colour: str) -> int:
    """How many pixels of what is shown have exactly a colour."""
    picture = widget.grab().toImage()
    wanted = QtGui.QColor(colour).rgb()
    return sum(
        picture.pixel(x, y) == wanted
        for x in range(picture.width())
        for y in range(0, picture.height(), 2)
    )


def test_the_changes_are_counted_and_marked_until_the_text_is_closed(
    qtbot: QtBot, compared: Session
) -> None:
    assert words(compared) == "3 changes; 1 paragraph new, 1 paragraph gone"
    reader, pane = compared.desk.page.reader, compared.desk.page.beside
    marked = coloured(reader.viewport(), LIGHT.accent)
    assert marked > 100
    qtbot.keyClick(reader, Key.Key_Escape)
    qtbot.waitUntil(lambda: not pane.isVisible())
    # The caret has that colour too.
    qtbot.waitUntil(lambda: 3 * coloured(reader.viewport(), LIGHT.accent) < marked)


def test_keys_go_from_one_change_to_the_next_in_both_columns(
    qtbot: QtBot, compared: Session
) -> None:
    reader, pane = compared.desk.page.reader, compared.desk.page.beside
    expected = (AFTER.index("The editors"), AFTER.index("second telephone"), None)
    for number, start in enumerate(expected, 1):
        qtbot.keyClick(reader, Key.Key_D)
        assert words(compared).startswith(f"{number} of 3 changes")
        first, last = reader.in_view()
        assert start is None or first <= start < last
    gone = BEFORE[: BEFORE.index("Paragraph 50 ")].count("\n") + 1
    assert gone in [number for number, _ in pane.text.numbers_in_view()]
    assert coloured(pane.text.viewport(), LIGHT.current_match) > 100
    qtbot.keyClick(reader, Key.Key_D)
    assert compared.desk.notice.said() == "That was the last change; Shift+D goes back."
    qtbot.keyClick(reader, Key.Key_D, Shift)
    assert words(compared).startswith("2 of 3 changes")
    qtbot.mouseClick(pane.changes.before, Left)
    assert words(compared).startswith("1 of 3 changes")


def test_either_column_takes_the_other_to_the_same_words(compared: Session) -> None:
    reader, pane = compared.desk.page.reader, compared.desk.page.beside
    reader.stand_at(AFTER.index("Paragraph 40 "))
    QtWidgets.QApplication.processEvents()
    assert BEFORE[pane.text.place() :].startswith("Paragraph 40 ")
    pane.text.stand_at(BEFORE.index("Paragraph 20 "))
    QtWidgets.QApplication.processEvents()
    assert AFTER[reader.place() :].startswith("Paragraph 20 ")


def test_marks_stay_when_the_page_is_laid_out_anew(qtbot: QtBot, compared: Session) -> None:
    reader = compared.desk.page.reader
    (article,) = compared.archive.articles.all()
    compared.archive.articles.edit(article.id, title="Заустављање 📱")
    qtbot.waitUntil(
        lambda: (
            compared.reading.article is not None
            and (compared.reading.article.title == "Заустављање 📱")
        )
    )
    assert coloured(reader.viewport(), LIGHT.accent) > 100


def test_a_newer_capture_is_compared_anew(qtbot: QtBot, compared: Session, tmp_path: Path) -> None:
    (article,) = compared.archive.articles.all()
    third = compared.archive.articles.text_of(article).text.replace("A stop", "The stop")
    (tmp_path / "third.txt").write_text(third, "utf-8")
    compared.archive.revise(article.id, read(tmp_path / "third.txt"))
    compared.reading.reload()
    qtbot.waitUntil(lambda: words(compared).startswith("4 changes"))


def test_without_a_former_text_the_key_says_where_there_is_one(
    qtbot: QtBot, compared: Session
) -> None:
    reader = compared.desk.page.reader
    qtbot.keyClick(reader, Key.Key_Escape)
    qtbot.keyClick(reader, Key.Key_D)
    assert compared.desk.notice.said().startswith("Open a former text from the tab Provenance")
