"""Getting about by keys: headings, paragraphs, finds, hits, highlights, the way back, the queue."""

from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.bundle.choosing import choose
from archivist.bundle.freeze import freeze
from archivist.bundle.selection import Selection
from archivist.desktop.controls.picker import ROW
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow

Key = QtCore.Qt.Key
_None = QtCore.Qt.KeyboardModifier.NoModifier
Control = QtCore.Qt.KeyboardModifier.ControlModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier
Alt = QtCore.Qt.KeyboardModifier.AltModifier


def chapters() -> str:
    """Forty headings with two paragraphs each; an emoji, a CRLF, a name with marks."""
    parts = ["# The phones 📱", "Slaviša Milanov’s phone was opened."]
    for number in range(1, 21):
        parts += [f"## {number}. Police at Pirot 🚗", f"Ćuprija, paragraph {number}. " * 30]
        parts += [f"### {number}.1 What NoviSpy saw", f"Ниш, paragraph {number}. " * 30]
    return "\r\n\r\n".join(parts)


@pytest.fixture
def library(tmp_path: Path, archive: Archive) -> Archive:
    """A long article with headings and two short ones without."""
    folder = tmp_path / "читанка"
    folder.mkdir()
    (folder / "long.md").write_bytes(chapters().encode())
    plain = "A stop 😀 near Pirot\r\nMilanov was stopped.\r\n" + "Nobody asked him. " * 40 + "\r\n"
    (folder / "plain.txt").write_bytes(plain.encode())
    other = "Other news\r\nĆuprija, Milanov and milanov again.\r\n"
    (folder / "other.txt").write_bytes(other.encode())
    for _ in archive.import_from([folder]):
        pass
    return archive


@pytest.fixture
def desk(qtbot: QtBot, library: Archive, session: Session) -> Session:
    """The window at the long article, the keys on the page."""
    qtbot.waitUntil(lambda: session.reading.article is not None)
    session.reading.open(named(library, "long.md"))
    session.desk.page.reader.setFocus()
    return session


def named(archive: Archive, name: str) -> str:
    return next(each.id for each in archive.articles.all() if each.name == name)


def press(key: Key, modifier: QtCore.Qt.KeyboardModifier = _None) -> None:
    QTest.keyClick(QtWidgets.QApplication.focusWidget(), key, modifier)  # type: ignore[arg-type] # something has the keys


def type_in(words: str) -> None:
    QTest.keyClicks(QtWidgets.QApplication.focusWidget(), words)  # type: ignore[arg-type] # something has the keys


def rows(session: Session) -> list[str]:
    model = session.desk.outline.list.model()
    return [model.index(row, 0).data(ROW).words for row in range(model.rowCount())]


def line_at(session: Session) -> str:
    """The beginning of the first whole line in view."""
    reader = session.desk.page.reader
    return reader.text()[reader.place() :][:24]


def in_view(session: Session, words: str) -> bool:
    first, last = session.desk.page.reader.in_view()
    return first <= session.desk.page.reader.text().index(words) < last


def test_the_outline_stands_at_the_present_heading_and_enter_goes_to_another(desk: Session) -> None:
    reader = desk.desk.page.reader
    reader.stand_at(reader.text().index("Ниш, paragraph 7."))
    here = line_at(desk)
    press(Key.Key_O, Control | Shift)
    outline = desk.desk.outline
    assert len(rows(desk)) == 40
    assert outline.list.currentIndex().data(ROW).words == "7.1 What NoviSpy saw"
    type_in("14. policE")
    assert rows(desk) == ["14. Police at Pirot 🚗"]
    press(Key.Key_Return)
    assert not outline.isVisible()
    assert reader.hasFocus()
    assert in_view(desk, "14. Police at Pirot")
    press(Key.Key_Left, Alt)
    assert line_at(desk) == here
    press(Key.Key_Right, Alt)
    assert in_view(desk, "14. Police at Pirot")


def test_without_headings_the_outline_says_so_and_offers_the_paragraphs(
    desk: Session, library: Archive
) -> None:
    desk.reading.open(named(library, "plain.txt"))
    press(Key.Key_O, Control | Shift)
    labels = desk.desk.outline.findChildren(QtWidgets.QLabel)
    assert any("no headings" in label.text() for label in labels if label.isVisible())
    assert rows(desk)[0] == "Milanov was stopped."
    press(Key.Key_Escape)
    assert desk.desk.page.reader.hasFocus()


def test_a_paragraph_is_gone_to_by_the_number_a_bundle_cites_it_with(
    desk: Session, library: Archive
) -> None:
    reader = desk.desk.page.reader
    start = reader.text().index("11.1 What NoviSpy saw")
    article = named(library, "long.md")
    library.annotations.highlight(article, start, start + 21)
    model = freeze(
        library,
        choose(library, Selection(articles=(article,))),
        title="T",
        reference="R",
        issued_at="2026-11-21T00:00:00Z",
    )
    (passage,) = model.exhibits[0].passages
    press(Key.Key_G, Control)
    type_in(str(passage.paragraph))
    assert in_view(desk, "11.1 What NoviSpy saw")
    assert desk.desk.go_to.isVisible()
    press(Key.Key_Return)
    assert not desk.desk.go_to.isVisible()
    assert reader.hasFocus()
    assert reader.caret() == start
    press(Key.Key_Left, Alt)
    assert reader.verticalScrollBar().value() == 0


def test_escape_gives_back_the_place_that_a_preview_left(desk: Session) -> None:
    reader = desk.desk.page.reader
    reader.reveal(reader.text().index("Ćuprija, paragraph 3."))
    here = line_at(desk)
    press(Key.Key_G, Control)
    type_in("60")
    assert line_at(desk) != here
    press(Key.Key_Escape)
    assert line_at(desk) == here
    assert not desk.reading.can_go_on


def test_a_number_no_paragraph_has_gets_one_sentence(desk: Session) -> None:
    press(Key.Key_G, Control)
    type_in("4000")
    panel = desk.desk.go_to
    assert "1 to 82" in panel.said.text()
    press(Key.Key_Return)
    assert panel.isVisible()
    assert desk.desk.page.reader.verticalScrollBar().value() == 0


def test_the_toolbar_tells_the_paragraph_and_opens_the_field(qtbot: QtBot, desk: Session) -> None:
    button = desk.desk.page.place
    reader = desk.desk.page.reader
    qtbot.waitUntil(lambda: button.text() == "¶ 2 of 82")
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum() // 2)
    qtbot.waitUntil(lambda: button.text() not in ("", "¶ 2 of 82"))
    qtbot.mouseClick(button, QtCore.Qt.MouseButton.LeftButton)
    assert desk.desk.go_to.isVisible()


def test_each_article_opens_where_it_was_left(desk: Session, library: Archive) -> None:
    reader = desk.desk.page.reader
    reader.stand_at(reader.text().index("9. Police at Pirot"))
    here = line_at(desk)
    desk.reading.open(named(library, "plain.txt"))
    assert reader.verticalScrollBar().value() == 0
    desk.reading.open(named(library, "long.md"))
    assert line_at(desk) == here
    reader.stand_at(reader.text().index("2. Police at Pirot"))
    press(Key.Key_Left, Alt)
    assert desk.reading.article is not None
    assert desk.reading.article.name == "plain.txt"
    press(Key.Key_Left, Alt)
    assert line_at(desk) == here


def test_the_place_is_kept_when_the_archive_is_closed_and_undo_knows_nothing_of_it(
    desk: Session, library: Archive, window: MainWindow, opener: Opener
) -> None:
    reader = desk.desk.page.reader
    library.articles.edit(named(library, "long.md"), starred=True)
    reader.stand_at(reader.text().index("9. Police at Pirot"))
    here, folder = line_at(desk), library.folder
    window.leave()
    again = opener.enter(folder, opener.unlock(folder, ""))
    window.show_archive(again)
    session = window.session
    assert session is not None
    session.reading.open(named(again, "long.md"))
    assert line_at(session) == here
    again.undo()
    assert not again.articles.get(named(again, "long.md")).starred


def test_a_hit_wins_over_the_place_that_was_kept(
    qtbot: QtBot, desk: Session, library: Archive
) -> None:
    reader = desk.desk.page.reader
    reader.stand_at(reader.text().index("9. Police at Pirot"))
    desk.reading.open(named(library, "plain.txt"))
    with qtbot.waitSignal(desk.listing.shown):
        desk.desk.search_bar.field.setText("slavisa")
        desk.desk.search_bar.field.textEdited.emit("slavisa")
    desk.reading.open(named(library, "long.md"))
    assert in_view(desk, "Slaviša Milanov’s phone")


def test_finding_counts_goes_round_and_leaves_the_words_selected(desk: Session) -> None:
    bar, reader = desk.desk.page.find_bar, desk.desk.page.reader
    press(Key.Key_F, Control)
    type_in("cuprija, PARAGRAPH 2.")
    assert bar.count.text() == "1 of 30"
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert bar.count.text() == "3 of 30"
    assert not bar.wrapped.text()
    for _ in range(3):
        press(Key.Key_Return, Shift)
    assert bar.count.text() == "30 of 30"
    assert "from the end" in bar.wrapped.text()
    press(Key.Key_Return)
    assert bar.count.text() == "1 of 30"
    assert "from the top" in bar.wrapped.text()
    press(Key.Key_Escape)
    selected = reader.selection()
    assert selected is not None
    assert reader.text()[slice(*selected)] == "Ćuprija, paragraph 2."
    assert reader.hasFocus()


def test_finding_begins_where_the_person_reads_and_asks_for_what_is_selected(desk: Session) -> None:
    bar, reader = desk.desk.page.find_bar, desk.desk.page.reader
    start = reader.text().index("Ниш, paragraph 5.")
    reader.stand_at(start)
    reader.select(start, start + 3)
    press(Key.Key_F, Control)
    assert bar.field.text() == "Ниш"
    assert bar.count.text() == "121 of 600"
    type_in("zzz")
    assert bar.count.text() == "Not found"


def test_hits_lead_through_the_articles_and_back_and_say_where_they_end(
    qtbot: QtBot, desk: Session
) -> None:
    with qtbot.waitSignal(desk.listing.shown):
        press(Key.Key_L, Control)
        type_in("milanov")
    total = desk.listing.cards.rowCount()
    assert total == 3
    desk.desk.column.setCurrentIndex(desk.listing.cards.index(0, 0))
    desk.desk.page.reader.setFocus()
    visited = [desk.reading.article.name]  # type: ignore[union-attr] # one is open
    said = desk.desk.notice.said

    def walk(key: Key, modifier: QtCore.Qt.KeyboardModifier, end: str) -> int:
        steps = 0
        while end not in said():
            press(key, modifier)
            steps += 1
            assert steps < 9
            name = desk.reading.article.name  # type: ignore[union-attr] # one is open
            if name != visited[-1]:
                visited.append(name)
        return steps

    assert walk(Key.Key_F3, _None, "last hit") == 4
    assert len(set(visited)) == 3
    forwards = list(visited)
    assert walk(Key.Key_N, Shift, "first hit") == 4
    assert visited[len(forwards) - 1 :] == forwards[::-1]


def test_a_period_reviews_and_opens_the_next_that_waits_until_none_is_left(
    qtbot: QtBot, desk: Session, library: Archive
) -> None:
    column, said = desk.desk.column, desk.desk.notice.said
    column.setCurrentIndex(desk.listing.cards.index(1, 0))
    second = desk.listing.cards.index(2, 0).data(QtCore.Qt.ItemDataRole.UserRole)
    library.articles.edit(second.id, status="reviewed")
    desk.desk.page.reader.setFocus()
    press(Key.Key_Period)
    qtbot.waitUntil(lambda: said() == "1 left to review")
    assert column.currentIndex().row() == 0
    press(Key.Key_Period)
    qtbot.waitUntil(lambda: "every article is reviewed" in said())
    assert {each.status for each in library.articles.all()} == {"reviewed"}
    press(Key.Key_R)
    assert desk.reading.article is not None
    assert library.articles.get(desk.reading.article.id).status == "to review"


def test_j_and_k_begin_where_the_person_reads_and_never_go_round(
    desk: Session, library: Archive
) -> None:
    reader, article = desk.desk.page.reader, named(library, "long.md")
    for number in (2, 9, 17):
        start = reader.text().index(f"{number}. Police at Pirot 🚗")
        library.annotations.highlight(article, start, start + 10, colour="rose")
    desk.reading.refresh()
    reader.stand_at(reader.text().index("8.1 What NoviSpy saw"))
    press(Key.Key_J)
    assert desk.reading.mark() == desk.reading.marks[1]
    press(Key.Key_J)
    assert desk.reading.mark() == desk.reading.marks[2]
    press(Key.Key_J)
    assert desk.reading.mark() == desk.reading.marks[2]
    assert "last highlight" in desk.desk.notice.said()
    press(Key.Key_Escape)
    reader.stand_at(reader.text().index("5.1 What NoviSpy saw"))
    press(Key.Key_K)
    assert desk.reading.mark() == desk.reading.marks[0]
    press(Key.Key_K)
    assert "first highlight" in desk.desk.notice.said()
