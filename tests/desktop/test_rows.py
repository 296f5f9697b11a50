"""Rows of a table become articles by the window: columns are chosen, the first rows are shown."""

from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.forms.import_report import ImportReport
from archivist.desktop.forms.rows import RowsForm
from archivist.desktop.session.session import Session
from tests.desktop.hands import Hands

Left = QtCore.Qt.MouseButton.LeftButton
Key = QtCore.Qt.Key
REAL = Path(__file__).parents[3] / "shared" / "data" / "documents"

TABLE = (
    'Naslov,Telo,Dan\r\n"Telefon 😀","Slaviša Milanov\r\nje zaustavljen.",2024-02-21\r\n'
    "Drugi,Policija nije odgovorila.,februara\r\n"
)
LINES = (
    '{"naslov": "Telefon 😀", "telo": "<p>Jedan</p><p>dva</p>"}\r\n'
    '{"naslov": "Drugi", "telo": "tri"}\r\n'
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "isečci.csv"
    path.write_bytes(TABLE.encode())
    return path


def take_in(qtbot: QtBot, session: Session, *paths: Path) -> ImportReport:
    with qtbot.waitSignal(session.importing.ended, timeout=20_000):
        session.importing.begin([str(path) for path in paths])
    session.importing.report()
    return session.importing.report_shown


def ask(qtbot: QtBot, report: ImportReport, number: int = 0) -> RowsForm:
    """Selects a row of the report and opens the form for it."""
    report.table.selectRow(number)
    qtbot.mouseClick(report.rows_button, Left)
    form = report.findChildren(RowsForm)[-1]
    qtbot.waitUntil(lambda: bool(form.columns.choosers))
    return form


def choose(qtbot: QtBot, hands: Hands, form: RowsForm, column: str, words: str) -> None:
    """Chooses by keys, as a person without a mouse does."""
    chooser = form.columns.choosers[column]
    form.activateWindow()
    chooser.setFocus()
    qtbot.waitUntil(chooser.hasFocus)
    for _ in range(chooser.count()):
        hands.press(Key.Key_Up)
    while chooser.currentText() != words:
        before = chooser.currentIndex()
        hands.press(Key.Key_Down)
        assert chooser.currentIndex() > before, words


def shown(form: RowsForm) -> list[str]:
    labels = form.preview.findChildren(QtWidgets.QLabel)
    return [label.text() for label in labels if label.isVisible()]


def make(qtbot: QtBot, session: Session, form: RowsForm) -> None:
    with qtbot.waitSignal(session.importing.ended, timeout=20_000):
        qtbot.mouseClick(form.make_button, Left)


def test_a_table_that_came_in_as_one_article_becomes_one_a_row_and_undo_takes_it_back(
    qtbot: QtBot, session: Session, table: Path, hands: Hands
) -> None:
    report = take_in(qtbot, session, table)
    (row,) = session.importing.lines.rows()
    assert "“Rows as articles”" in row.sentences[-1]
    form = ask(qtbot, report)
    assert not form.make_button.isEnabled()
    qtbot.waitUntil(lambda: any("Nothing yet" in words for words in shown(form)))
    choose(qtbot, hands, form, "Naslov", "Title")
    choose(qtbot, hands, form, "Telo", "Text")
    choose(qtbot, hands, form, "Dan", "Date of publication")
    qtbot.waitUntil(lambda: any("no certain date" in words for words in shown(form)))
    first = ["Telefon 😀", "2024-02-21", "Slaviša Milanov je zaustavljen."]
    qtbot.waitUntil(lambda: shown(form)[:3] == first)
    make(qtbot, session, form)
    assert [each.sort for each in session.importing.lines.rows()] == ["updated", "in", "in"]
    assert session.desk.status.summary.text() == "0 in, 0 known, 1 updated, 0 refused"
    titles = {article.title for article in session.archive.articles.all()}
    assert titles == {"isečci.csv", "Telefon 😀", "Drugi"}
    session.archive.undo()
    assert [article.title for article in session.archive.articles.all()] == ["isečci.csv"]


def test_a_list_that_was_refused_comes_in_once_its_fields_are_named(
    qtbot: QtBot, session: Session, tmp_path: Path, hands: Hands
) -> None:
    path = tmp_path / "вести.jsonl"
    path.write_bytes(LINES.encode())
    report = take_in(qtbot, session, path)
    assert [each.sort for each in session.importing.lines.rows()] == ["refused"]
    form = ask(qtbot, report)
    choose(qtbot, hands, form, "naslov", "Title")
    choose(qtbot, hands, form, "telo", "Text")
    qtbot.waitUntil(lambda: "Jedan dva" in shown(form))
    make(qtbot, session, form)
    assert [each.sort for each in session.importing.lines.rows()] == ["in", "in", "in"]
    assert session.importing.lines.count("refused") == 0
    assert session.desk.status.summary.text() == "1 in, 0 known, 0 refused"


def test_a_field_is_held_by_one_column_and_the_choice_is_remembered_for_such_files(
    qtbot: QtBot, session: Session, table: Path, tmp_path: Path, hands: Hands
) -> None:
    report = take_in(qtbot, session, table)
    form = ask(qtbot, report)
    choose(qtbot, hands, form, "Telo", "Title")
    choose(qtbot, hands, form, "Naslov", "Title")
    qtbot.waitUntil(lambda: "both said to hold: Title" in form.remark.text())
    assert not form.make_button.isEnabled()
    choose(qtbot, hands, form, "Telo", "Nothing")
    assert form.columns.held() == {"title": "Naslov"}
    qtbot.waitUntil(lambda: form.make_button.isEnabled() and "Telefon 😀" in shown(form))
    make(qtbot, session, form)
    other = tmp_path / "drugi.csv"
    other.write_bytes(TABLE.replace("Drugi", "Treći").encode())
    form = ask(qtbot, take_in(qtbot, session, other))
    assert form.columns.held() == {"title": "Naslov"}
    qtbot.waitUntil(form.make_button.isEnabled)
    form.reject()


def test_the_rows_of_the_open_article_are_asked_for_by_an_act(
    qtbot: QtBot, session: Session, table: Path
) -> None:
    take_in(qtbot, session, table)
    session.do("rows-as-articles")
    assert "table or a list" in session.desk.notice.said()
    (article,) = session.archive.articles.all()
    table.unlink()
    session.reading.open(article.id)
    session.do("rows-as-articles")
    (form,) = session.desk.findChildren(RowsForm)
    qtbot.waitUntil(lambda: list(form.columns.choosers) == ["Naslov", "Telo", "Dan"])
    form.reject()


def test_a_form_that_is_closed_at_once_leaves_nothing_behind(
    qtbot: QtBot, session: Session, table: Path
) -> None:
    report = take_in(qtbot, session, table)
    report.table.selectRow(0)
    qtbot.mouseClick(report.rows_button, Left)
    report.findChildren(RowsForm)[-1].reject()
    qtbot.waitUntil(lambda: not report.findChildren(RowsForm))
    assert session.archive.articles.count() == 1


def test_a_title_is_an_attack_also_among_the_first_rows(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "napad.csv"
    path.write_bytes(b"title,<b>x</b>\r\n<img src=x>,<i>y</i>\r\n")
    form = ask(qtbot, take_in(qtbot, session, path))
    qtbot.waitUntil(lambda: "<img src=x>" in shown(form))
    plain = QtCore.Qt.TextFormat.PlainText
    assert all(each.textFormat() == plain for each in form.findChildren(QtWidgets.QLabel))
    form.reject()


@pytest.mark.skipif(not REAL.exists(), reason="the real documents are not here")
def test_the_columns_of_real_tables_are_seen(qtbot: QtBot, session: Session) -> None:
    wanted = {
        "foo.csv": ["foo", "bar", "baz"],
        "testCSV.csv": ["column 1", "Number", "Square"],
        "test-columnar.csv": ["Record Number", "Square of the Record Number"],
    }
    report = take_in(qtbot, session, *(REAL / name for name in wanted))
    for number, names in enumerate(wanted.values()):
        form = ask(qtbot, report, number)
        assert list(form.columns.choosers)[: len(names)] == names
        form.reject()
