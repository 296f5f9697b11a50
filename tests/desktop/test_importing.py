"""The act of importing in the window: a report that grows, and what is done from it."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from archivist.accessions import ImportLine
from archivist.archive import Archive
from archivist.desktop.forms import encodings
from archivist.desktop.forms.import_lines import DATE, TITLE, ImportLines, Shown, rows_of
from archivist.desktop.forms.import_report import ImportReport
from archivist.desktop.jobs.jobs import Steps
from archivist.desktop.look.theme import Theme
from archivist.desktop.session import import_run
from archivist.desktop.session.import_run import Run
from archivist.desktop.session.pace import Pace
from archivist.desktop.session.session import Session
from archivist.intake import decoding
from archivist.intake.kinds import KINDS
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Left = QtCore.Qt.MouseButton.LeftButton
Control = QtCore.Qt.KeyboardModifier.ControlModifier


def take_in(qtbot: QtBot, session: Session, *paths: Path) -> ImportReport:
    """Imports `paths` to the end and opens the report."""
    with qtbot.waitSignal(session.importing.ended, timeout=20_000):
        session.importing.begin([str(path) for path in paths])
    session.importing.report()
    return session.importing.report_shown


def names(report: ImportReport) -> list[str]:
    """The second column as it is shown."""
    model = report.table.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def narrow(qtbot: QtBot, report: ImportReport, shown: Shown) -> list[str]:
    qtbot.mouseClick(report.filters[shown], Left)
    return names(report)


def select(report: ImportReport, name: str) -> None:
    row = next(at for at, each in enumerate(names(report)) if each.strip().startswith(name))
    report.table.selectRow(row)


@pytest.fixture
def mixed(folder: Path) -> Path:
    """The folder with a Windows file, a zip that holds a note and an empty file, and a program."""
    (folder / "белешка.txt").write_bytes("Ćirić je zadržan\r\nu Pirotu.\r\n".encode("cp1250"))
    with zipfile.ZipFile(folder / "colleague.zip", "w") as package:
        package.writestr("note.txt", "Found in the zip 📎\r\nby Ćirić.\r\n")
        package.writestr("nothing.txt", "")
    (folder / "invoice.pdf").write_bytes(b"MZ" + bytes(200))
    return folder


def test_the_counts_narrow_the_table_and_parts_stand_under_their_whole(
    qtbot: QtBot, session: Session, mixed: Path
) -> None:
    report = take_in(qtbot, session, mixed)
    every = names(report)
    at = next(n for n, each in enumerate(every) if each == "colleague.zip")
    assert every[at + 1].startswith(" ")
    assert every[at + 1].strip() == "note.txt"
    refused = narrow(qtbot, report, "refused")
    assert {"empty.txt", "invoice.pdf", "белешка.txt"} <= set(refused)
    # What says nothing of them makes room for the sentence.
    hidden = [column for column in range(5) if report.table.isColumnHidden(column)]
    assert hidden == [TITLE, DATE]
    assert report.filters["refused"].text().split()[-1] == str(len(refused))
    brought = narrow(qtbot, report, "in")
    assert "note.txt, within colleague.zip" in brought
    assert len(brought) == session.archive.articles.count()
    assert narrow(qtbot, report, "known") == []
    assert report.empty.isVisible()
    assert report.empty.text() == "No file of this kind."


def test_enter_and_a_double_click_open_the_article_of_a_line(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    report = take_in(qtbot, session, folder)
    select(report, "stop.txt")
    qtbot.keyClick(report.table, Key.Key_Return)
    assert session.reading.article is not None
    assert session.reading.article.name == "stop.txt"
    row = names(report).index("ћирилица.txt")
    box = report.table.visualRect(report.table.model().index(row, 1))
    QTest.mouseClick(report.table.viewport(), Left, pos=box.center())
    QTest.mouseDClick(report.table.viewport(), Left, pos=box.center())
    assert session.reading.article.name == "ћирилица.txt"
    select(report, "empty.txt")
    assert not report.open_button.isEnabled()
    assert "empty" in report.said.text()


def test_an_article_that_was_withdrawn_meanwhile_is_said_to_be_gone(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    report = take_in(qtbot, session, folder)
    select(report, "stop.txt")
    session.archive.withdraw_article(report.selected()[0].article)
    qtbot.keyClick(report.table, Key.Key_Return)
    assert session.desk.notice.said() == report.remark.text() != ""


def test_refused_files_come_in_after_an_encoding_was_chosen(
    qtbot: QtBot, session: Session, mixed: Path
) -> None:
    report = take_in(qtbot, session, mixed)
    before = report.filters["refused"].text().split()[-1]
    select(report, "белешка.txt")
    report.encoding.choose("cp1250")
    with qtbot.waitSignal(session.importing.ended):
        qtbot.mouseClick(report.again_some, Left)
    assert int(report.filters["refused"].text().split()[-1]) == int(before) - 1
    assert len(names(report)) == len(set(names(report)))
    select(report, "белешка.txt")
    (row,) = report.selected()
    text = session.archive.articles.text_of(session.archive.articles.get(row.article)).text
    assert "Ćirić je zadržan" in text
    assert session.desk.status.summary.text() == "5 in, 0 known, 2 refused"


def test_all_refused_files_are_tried_again_once_they_can_be_read(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    (folder / "empty.txt").rename(folder / "empty2.txt")
    (folder / "stop.txt").write_bytes(b"")
    report = take_in(qtbot, session, folder)
    (folder / "stop.txt").write_text("Now there are words 📱\n", "utf-8")
    (folder / "empty2.txt").write_text("Here, too: Ćirić\n", "utf-8")
    narrow(qtbot, report, "refused")
    with qtbot.waitSignal(session.importing.ended):
        qtbot.mouseClick(report.again_all, Left)
    assert names(report) == []
    assert session.desk.status.summary.text() == "4 in, 0 known, 0 refused"
    assert not report.again_all.isEnabled()


def test_the_report_says_what_an_import_of_nothing_of_refusals_and_of_known_files_means(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    session.do("import-report")
    report = session.importing.report_shown
    assert "Nothing was imported" in report.empty.text()
    bare = tmp_path / "bare"
    bare.mkdir()
    take_in(qtbot, session, bare)
    assert report.empty.isVisible()
    assert "none in what was chosen" in report.empty.text()
    (bare / "one.txt").write_bytes(b"")
    take_in(qtbot, session, bare)
    assert report.remark.text() == "Nothing could be taken in; each line says why."
    (bare / "one.txt").write_text("Ćirić 📱\r\n", "utf-8")
    take_in(qtbot, session, bare)
    take_in(qtbot, session, bare)
    assert "in the archive already" in report.remark.text()
    assert names(report) == ["one.txt"]


def test_a_stopped_import_goes_on_where_it_stopped(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(700):
        (many / f"{number:04}.txt").write_text(f"Note {number} 😀\r\nby Ćirić\r\n", "utf-8")
    session.importing.report()
    report = session.importing.report_shown
    session.importing.begin([str(many)])
    assert session.desk.status.summary.isVisible()
    assert not report.stop.hasFocus()
    qtbot.waitUntil(lambda: session.importing.lines.files > 0)
    with qtbot.waitSignal(session.importing.ended):
        qtbot.mouseClick(report.stop, Left)
    kept = session.archive.articles.count()
    assert session.desk.status.cancel.text() == "Stopping…"
    assert 0 < kept < 700
    assert report.table.model().rowCount() == kept
    assert report.head.text() == f"Stopped: {kept} files"
    with qtbot.waitSignal(session.importing.ended, timeout=20_000):
        qtbot.mouseClick(report.resume, Left)
    assert session.archive.articles.count() == 700
    assert session.desk.status.summary.text() == f"{700 - kept} in, {kept} known, 0 refused"
    assert not report.resume.isVisible()


def test_the_report_is_copied_and_saved_as_a_table_that_runs_nothing(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "=cmd.md").write_text("---\ntitle: '=1+1'\n---\n\nĆirić 📱\r\n", "utf-8")
    (files / "empty.txt").write_bytes(b"")
    report = take_in(qtbot, session, files)
    qtbot.keyClick(report.table, Key.Key_C, Control)
    copied = QtWidgets.QApplication.clipboard().text()
    assert f"imported  {files / '=cmd.md'}: =1+1\n" in copied
    assert f"refused   {files / 'empty.txt'}\n" in copied
    assert "2 lines" in report.remark.text()
    place = tmp_path / "report.csv"
    session.importing.save(session.importing.lines.rows(), place)
    header, first, second = csv.reader(io.StringIO(place.read_text("utf-8-sig"), newline=""))
    assert header[0] == "status"
    assert (first[0], first[3]) == ("imported", "'=1+1")
    assert second[0] == "refused"
    assert str(place) in report.remark.text()


def test_a_report_is_saved_where_a_person_says_and_never_into_an_archive(
    qtbot: QtBot, session: Session, folder: Path, tmp_path: Path
) -> None:
    report = take_in(qtbot, session, folder)
    rows = session.importing.lines.rows()
    within = session.archive.folder / "report.csv"
    session.importing.save(rows, within)
    assert not within.exists()
    assert "cannot lie in an archive" in report.remark.text()
    session.importing.save(rows, tmp_path / "no such folder" / "report.csv")
    assert "cannot be written" in report.remark.text()
    qtbot.mouseClick(report.save, Left)
    dialog = report.findChild(QtWidgets.QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(tmp_path / "chosen.csv"))
    dialog.accept()
    assert (tmp_path / "chosen.csv").read_bytes().count(b"\r\n") == len(rows) + 1


def test_a_second_folder_dropped_meanwhile_comes_into_the_same_report(
    qtbot: QtBot, session: Session, folder: Path, tmp_path: Path, hands: Hands
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "later.txt").write_text("Later 📎\r\nĆirić\r\n", "utf-8")
    with qtbot.waitSignals([session.importing.ended, session.importing.ended]):
        hands.drop(session.desk, [folder])
        hands.drop(session.desk, [other])
    report = session.importing.report_shown
    assert "later.txt" in names(report)
    assert session.desk.status.summary.text() == "4 in, 0 known, 1 refused"


def test_trouble_that_ends_an_import_is_said_in_the_report(
    qtbot: QtBot, session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archivist.errors import Trouble

    def full(*_paths: object, **_options: object) -> None:
        raise Trouble("The disk is full.")

    monkeypatch.setattr(Archive, "import_from", full)
    report = take_in(qtbot, session, folder)
    assert report.remark.text() == "The disk is full."
    assert session.desk.notice.said() == "The disk is full."


def test_the_report_is_walked_by_keys_alone_and_named_for_a_screen_reader(
    qtbot: QtBot, session: Session, mixed: Path, hands: Hands
) -> None:
    report = take_in(qtbot, session, mixed)
    qtbot.waitUntil(report.table.hasFocus)
    reached: list[QtWidgets.QWidget | None] = []
    for _ in range(30):
        hands.press(Key.Key_Tab)
        reached.append(QtWidgets.QApplication.focusWidget())
        if reached[-1] is report.table:
            break
    controls = {*report.filters.values(), report.encoding, report.again_all, report.copy}
    checked = {each for each in report.filters.values() if each.isChecked()}
    assert {report.save, report.close_button, report.table} <= set(reached)
    assert controls - set(report.filters.values()) | checked <= set(reached)
    assert report.filters["refused"].accessibleName().startswith("Refused: ")
    assert report.table.accessibleName() == "Files of the import"
    spoken = report.table.model().index(names(report).index("colleague.zip") + 1, 0)
    assert spoken.data(QtCore.Qt.ItemDataRole.AccessibleTextRole) == "In, within colleague.zip"
    hands.press(Key.Key_Escape)
    assert not report.isVisible()
    assert session.importing.lines.rowCount() > 0


def test_a_name_is_words_and_a_tooltip_no_markup(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    attack = tmp_path / "<img src=x>.txt"
    attack.write_bytes(b"")
    report = take_in(qtbot, session, attack)
    tip = report.table.model().index(0, 1).data(QtCore.Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip
    select(report, "<img")
    assert report.said.textFormat() == QtCore.Qt.TextFormat.PlainText
    assert "<img src=x>" in report.said.text()


def test_ten_thousand_lines_are_taken_in_a_thousand_at_a_time_without_a_pause(
    qtbot: QtBot, theme: Theme
) -> None:
    lines = ImportLines(theme)
    around = QtWidgets.QWidget()
    qtbot.addWidget(around)
    report = ImportReport(lines, around)
    report.show()
    slowest = 0
    for start in range(0, 10_000, 1_000):
        told = [_line(number) for number in range(start, start + 1_000)]
        clock = QtCore.QElapsedTimer()
        clock.start()
        lines.add(told)
        QtWidgets.QApplication.processEvents()
        slowest = max(slowest, clock.elapsed())
    assert report.table.model().rowCount() == 10_000
    assert slowest < 250  # a few milliseconds; a machine at work may pause ten times as long
    lines.narrow("refused")
    assert lines.rowCount() == 1_000
    lines.deleteLater()


def _line(number: int) -> ImportLine:
    path = Path(f"/case/{number:05} Ćirić 📱.txt")
    if number % 10 == 0:
        return ImportLine(path, "refused", reason="The file is empty.")
    return ImportLine(path, "imported", article=f"a{number}", title=f"Note {number}")


def test_the_row_of_a_file_within_a_file_within_a_zip_names_the_way_to_it() -> None:
    inner = ImportLine(Path("b.txt"), "imported", title="B")
    middle = ImportLine(Path("mail.eml"), "imported", parts=(inner,))
    rows = list(rows_of(ImportLine(Path("/in/a.zip"), "imported", parts=(middle,))))
    assert [row.depth for row in rows] == [0, 1, 2]
    assert rows[2].within == "/in/a.zip › mail.eml"


def test_a_newer_capture_is_counted_as_updated_and_says_what_became_of_its_passages(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    page = (
        "<!doctype html><html><head><title>Stop 📱</title>"
        '<link rel="canonical" href="https://example.org/stop"></head><body>'
        "<p>Police stopped Milanović’s car.</p><p>{}</p></body></html>"
    )
    first, second = tmp_path / "stop.html", tmp_path / "again.html"
    first.write_text(page.format("Nobody asked him for the code of his telephone."), "utf-8")
    second.write_text(page.format("Nobody asked him for the code of his telephone, ever."), "utf-8")
    report = take_in(qtbot, session, first)
    assert not report.filters["updated"].isVisible()
    (article,) = session.archive.articles.all()
    start = session.archive.articles.text_of(article).text.index("Police")
    session.archive.annotations.highlight(article.id, start, start + 6)
    report = take_in(qtbot, session, second)
    assert session.desk.status.summary.text() == "0 in, 0 known, 1 updated, 0 refused"
    assert narrow(qtbot, report, "updated") == ["again.html"]
    (row,) = session.importing.lines.rows()
    assert any("newer capture" in sentence for sentence in row.sentences)
    assert any("1 where it was" in sentence for sentence in row.sentences)


def test_an_article_like_another_says_which(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    words = "Police stopped Milanović’s car 🚗 near Pirot and opened his telephone. " * 4
    (tmp_path / "a.txt").write_text("The stop\n" + words, "utf-8")
    (tmp_path / "b.txt").write_text("The stop\n" + words + "\r\n\r\n", "utf-8")
    take_in(qtbot, session, tmp_path / "a.txt")
    take_in(qtbot, session, tmp_path / "b.txt")
    (row,) = session.importing.lines.rows()
    assert row.sort == "in"
    assert any("“The stop" in sentence for sentence in row.sentences)


def test_the_rate_is_that_of_late_and_says_how_long_it_will_take() -> None:
    pace = Pace()
    pace.tell(0.0, 0)
    assert pace.words(100) == ""
    for second in range(1, 41):
        pace.tell(float(second), 100 * second if second <= 20 else 2_000 + 2 * (second - 20))
    assert pace.words(2_140) == "2.0 a second, about 50 seconds left"
    assert pace.words(2_040 + 600) == "2.0 a second, about 5 minutes left"
    assert pace.words(2_040 + 2 * 7_260) == "2.0 a second, about 2 hours left"


def test_the_rate_falls_while_nothing_comes_and_neither_is_told_too_soon() -> None:
    pace = Pace()
    pace.tell(0.0, 0)
    pace.tell(0.9, 90)
    assert pace.words(1_000) == ""
    pace.tell(2.0, 200)
    assert pace.words(1_000) == "100 a second"
    pace.tell(5.0, 500)
    assert pace.words(1_000) == "100 a second, a few seconds left"
    pace.tell(10.0, 500)
    assert pace.words(1_000) == "50 a second, about 10 seconds left"
    assert pace.words(0) == "50 a second"


def test_the_report_and_the_status_line_tell_how_many_of_how_many(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(300):
        (many / f"{number:04}.txt").write_text(f"Note {number} 😀\r\nby Ćirić\r\n", "utf-8")
    session.importing.report()
    report, status = session.importing.report_shown, session.desk.status
    with qtbot.waitSignal(session.importing.ended, timeout=20_000):
        session.importing.begin([str(many)])
        qtbot.waitUntil(lambda: " of 300 files" in report.head.text())
        assert report.bar.maximum() == 300
        qtbot.waitUntil(lambda: " / 300" in status.job.text())
    assert report.head.text() == "Read: 300 files"
    assert not report.bar.isVisible()


def test_files_are_counted_beside_the_reading_and_the_first_line_does_not_wait(
    tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        (tmp_path / f"{number:04}.txt").write_text(f"Note {number} 😀\r\n", "utf-8")
    # Time for one file a look: as if there were a hundred thousand.
    monkeypatch.setattr(import_run, "_FIRST_LOOK", 0)
    monkeypatch.setattr(import_run, "_SLICE", 0)
    run = Run(tuple(sorted(tmp_path.glob("*.txt"))))
    import_run.take_in(archive, Steps(), run)
    assert len(run.told) == 40
    assert run.counted == 40
    archive.close()


def test_every_encoding_of_the_command_line_can_be_chosen_by_a_name_of_its_own() -> None:
    offered = dict(encodings.choices())
    assert set(offered) == {"", *decoding.ENCODINGS} - {"utf-8"}
    assert len(set(offered.values())) == len(offered)
    assert offered["cp1250"] == "Windows-1250: Central Europe"


def test_the_file_dialog_offers_every_kind_that_is_read(session: Session) -> None:
    session.importing.choose_files()
    dialog = session.desk.findChild(QtWidgets.QFileDialog)
    assert dialog is not None
    first, *others = dialog.nameFilters()
    assert all(f"*{suffix}" in first for kind in KINDS for suffix in kind.suffixes if suffix)
    assert len(others) == len(KINDS) + 1
    dialog.reject()
