"""Earlier imports of the archive are shown, exported and tried again in the report."""

from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.forms.import_report import ImportReport
from archivist.desktop.forms.revision_report import RevisionReport
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow

Left = QtCore.Qt.MouseButton.LeftButton


def take_in(qtbot: QtBot, session: Session, *paths: Path) -> None:
    with qtbot.waitSignal(session.importing.ended, timeout=20_000):
        session.importing.begin([str(path) for path in paths])


def names(report: ImportReport) -> list[str]:
    model = report.table.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def choose(qtbot: QtBot, report: ImportReport, number: int) -> None:
    """Chooses an import by its place in the list, the latest being 1."""
    # The latest one is shown at first.
    qtbot.waitUntil(lambda: report.shows_earlier and report.chooser.count() > number)
    before = report.head.text()
    report.chooser.setCurrentIndex(number)
    report.chooser.activated.emit(number)
    qtbot.waitUntil(lambda: report.head.text() != before)


@pytest.fixture
def again(
    qtbot: QtBot, window: MainWindow, session: Session, opener: Opener, folder: Path
) -> Session:
    """The archive opened again after a folder and a file were imported."""
    take_in(qtbot, session, folder)
    late = folder.parent / "касније.txt"
    late.write_text("Later 📎\r\nĆirić\r\n", "utf-8")
    take_in(qtbot, session, late)
    place = session.archive.folder
    window.leave()
    window.show_archive(opener.enter(place, opener.unlock(place, "")))
    assert window.session is not None
    return window.session


def test_the_latest_of_the_earlier_imports_is_shown_when_there_is_no_other(
    qtbot: QtBot, again: Session
) -> None:
    again.do("import-report")
    report = again.importing.report_shown
    qtbot.waitUntil(lambda: names(report) == ["касније.txt"])
    assert report.chooser.isVisible()
    assert "1 in" in report.chooser.currentText()
    assert again.archive.agent in report.chooser.currentText()
    assert "1 file from “касније.txt”" in report.head.text()
    choose(qtbot, report, 2)
    assert "“incoming”" in report.head.text()
    assert {"stop.txt", "empty.txt"} <= set(names(report))
    qtbot.mouseClick(report.filters["refused"], Left)
    assert names(report) == ["empty.txt"]
    report.chooser.setCurrentIndex(0)
    report.chooser.activated.emit(0)
    assert not report.shows_earlier
    assert "Nothing was imported since" in report.empty.text()


def test_an_article_of_an_earlier_import_is_opened_and_one_that_is_gone_is_said(
    qtbot: QtBot, again: Session
) -> None:
    again.do("import-report")
    report = again.importing.report_shown
    gone = next(each for each in again.archive.articles.all() if each.name == "ћирилица.txt")
    again.archive.withdraw_article(gone.id)
    choose(qtbot, report, 2)
    report.table.selectRow(names(report).index("stop.txt"))
    qtbot.mouseClick(report.open_button, Left)
    assert again.reading.article is not None
    assert again.reading.article.name == "stop.txt"
    report.table.selectRow(names(report).index("ћирилица.txt"))
    assert "no more" in report.said.text()
    assert not report.open_button.isEnabled()


def test_refused_files_of_an_earlier_import_are_tried_again_in_the_folder_a_person_names(
    qtbot: QtBot, again: Session, folder: Path
) -> None:
    again.do("import-report")
    report = again.importing.report_shown
    choose(qtbot, report, 2)
    (folder / "empty.txt").write_text("Now there are words 📱\r\n", "utf-8")
    qtbot.mouseClick(report.again_all, Left)
    dialog = report.findChild(QtWidgets.QFileDialog)
    assert dialog is not None
    assert "“incoming”" in report.remark.text()
    with qtbot.waitSignal(again.importing.ended):
        dialog.fileSelected.emit(str(folder))
    dialog.reject()
    assert not report.shows_earlier
    assert names(report) == ["empty.txt"]
    assert again.importing.lines.statuses == {"imported": 1}


def test_what_is_not_in_the_folder_is_said(qtbot: QtBot, again: Session, tmp_path: Path) -> None:
    again.do("import-report")
    report = again.importing.report_shown
    choose(qtbot, report, 2)
    qtbot.mouseClick(report.again_all, Left)
    dialog = report.findChild(QtWidgets.QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "case.archivist"))
    dialog.reject()
    assert "None of these files" in report.remark.text()


def test_an_import_that_was_taken_back_says_so_and_is_saved_as_a_table(
    qtbot: QtBot, again: Session, tmp_path: Path
) -> None:
    again.archive.undo()
    again.do("import-report")
    report = again.importing.report_shown
    qtbot.waitUntil(lambda: names(report) == ["касније.txt"])
    assert "taken back" in report.remark.text()
    saved: list[object] = []
    report.saving.disconnect()
    report.saving.connect(saved.append)
    qtbot.mouseClick(report.save, Left)
    (rows,) = saved
    again.importing.save(rows, tmp_path / "r.csv")  # type: ignore[arg-type] # rows of the report
    assert "касније.txt" in (tmp_path / "r.csv").read_text("utf-8-sig")


def test_a_new_import_turns_the_report_to_itself(
    qtbot: QtBot, again: Session, folder: Path
) -> None:
    again.do("import-report")
    report = again.importing.report_shown
    choose(qtbot, report, 2)
    take_in(qtbot, again, folder)
    assert not report.shows_earlier
    assert report.head.text() == "Read: 4 files"
    qtbot.waitUntil(lambda: report.chooser.count() == 4)


def test_an_updated_line_leads_to_what_changed_and_a_like_one_to_the_other(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    page = (
        "<!doctype html><html><head><title>Stop 📱</title>"
        '<link rel="canonical" href="https://example.org/stop"></head><body>'
        "<p>Police stopped Milanović’s car.</p><p>{}</p></body></html>"
    )
    (tmp_path / "a.html").write_text(page.format("Nobody asked him for the code."), "utf-8")
    take_in(qtbot, session, tmp_path / "a.html")
    (article,) = session.archive.articles.all()
    start = session.archive.articles.text_of(article).text.index("Police")
    session.archive.annotations.highlight(article.id, start, start + 6)
    (tmp_path / "b.html").write_text(page.format("Nobody asked for it, ever."), "utf-8")
    words = "Police stopped Milanović’s car 🚗 near Pirot and opened his telephone. " * 4
    (tmp_path / "c.txt").write_text("The stop\n" + words, "utf-8")
    (tmp_path / "d.txt").write_text("The stop\n" + words + "\r\n\r\n", "utf-8")
    take_in(qtbot, session, *(tmp_path / name for name in ("b.html", "c.txt", "d.txt")))
    session.importing.report()
    report = session.importing.report_shown
    report.table.selectRow(0)
    qtbot.mouseClick(report.changed_button, Left)
    assert session.desk.findChild(RevisionReport) is not None
    assert session.reading.article is not None
    assert session.reading.article.id == article.id
    report.table.selectRow(2)
    assert not report.changed_button.isVisible()
    qtbot.mouseClick(report.like_button, Left)
    assert session.reading.article.name == "c.txt"
