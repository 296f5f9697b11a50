"""The journal, undo and redo, backup and restore, from the command line."""

from dataclasses import replace
from pathlib import Path

from archivist.cli import telling
from archivist.store.journal import Entry
from tests.cli.conftest import Typist


def test_the_log_says_who_did_what_newest_last(sample: Typist) -> None:
    sample.json("tag", "add", "first 🏷", "--agent", "R-9")
    sample.json("tag", "add", "second")
    rows = sample.json("log")
    assert set(rows[0]) >= {"seq", "at", "agent", "action", "undoes", "touched", "leaf"}
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["action"] for row in rows[-2:]] == ["add tag", "add tag"]
    assert rows[-2]["agent"] == "R-9"
    assert rows[-1]["agent"] != "R-9"
    assert sample.json("log", "--agent", "R-9") == [rows[-2]]
    assert sample.json("log", "--action", "add tag", "--limit", "1") == [rows[-1]]
    assert sample.json("log", "--since", rows[-1]["at"]) == [rows[-1]]


def test_the_log_names_what_was_done_to_what_an_act_a_line(sample: Typist) -> None:
    article = sample.id_of("01-")
    sample.json("highlight", article, "--quote", "NoviSpy", "--tag", "naming 🏷", "--create")
    sample.json("actor", "add", "Čačak " * 40)
    lines = sample("log").out.splitlines()
    assert len(lines) == 4
    assert lines[0].endswith("create archive")
    assert lines[1].endswith("import of 20 articles")
    assert lines[2].endswith("add tag: “naming 🏷”; highlight: “NoviSpy”")
    assert lines[3].endswith("…”")
    assert len(lines[3]) < 120
    assert len(sample.json("log")) == 25
    (cut,) = sample("log", "--limit", "1", "--action", "import").out.splitlines()
    assert "(rest of 2)" in cut


def test_the_log_of_damaged_or_erased_rows_still_says_what_was_done() -> None:
    whole = Entry(
        seq=7,
        at="2026-11-21T10:00:00Z",
        agent="R-7",
        action="add tag",
        act=7,
        undoes=None,
        salt=b"",
        payload='[["tag",null,{"name":"шпијун 🕵"}]]',
        commitment="",
        leaf=b"",
        chain=b"",
    )
    assert telling.words([whole]) == "add tag: “шпијун 🕵”"
    for payload in (None, "{", '[["tag",null,{}]]', "[[1]]", '[["tag",null,"x"]]'):
        assert telling.words([replace(whole, payload=payload)]) == "add tag"


def test_undo_of_an_import_is_one_line_that_says_so(sample: Typist) -> None:
    assert sample("undo").out == "took back: import of 20 articles\n"
    assert "undo import of 20 articles (takes back 2-21)" in sample("log").out
    assert sample("redo").out == "did again: import of 20 articles\n"
    assert len(sample.json("articles")) == 23


def test_since_takes_a_day_a_month_and_a_time_of_any_zone(sample: Typist) -> None:
    sample.json("tag", "add", "late 🏷")
    rows = sample.json("log")
    assert sample.json("log", "--since", "2026-11-21") == rows[-1:]
    assert sample.json("log", "--since", "2026-11") == rows
    assert sample.json("log", "--since", "2026-11-21T01:00:00+02:00") == rows[-1:]
    assert sample.json("log", "--since", "2027") == []


def test_the_agent_of_the_archive_is_told_and_changed(sample: Typist) -> None:
    (present,) = sample.json("agent")
    assert present["agent"] == sample.json("log")[-1]["agent"]
    assert sample.json("agent", "  Č-7 🦉") == [{"agent": "Č-7 🦉"}]
    sample.json("tag", "add", "later")
    assert sample.json("log")[-1]["agent"] == "Č-7 🦉"
    assert sample("agent", " ").code == 2
    assert sample("agent", "x" * 200).code == 1
    assert sample.json("agent") == [{"agent": "Č-7 🦉"}]


def test_undo_and_redo_take_one_act_of_this_agent_at_a_time(sample: Typist) -> None:
    article = sample.id_of("01-")
    sample.json("highlight", article, "--quote", "NoviSpy")
    marked = sample.json("annotations")
    (undone,) = sample.json("undo")
    assert undone["action"] == "highlight"
    assert sample.json("annotations") == []
    sample.json("redo")
    assert sample.json("annotations") == marked
    assert sample("redo").code == 1
    assert sample("undo", "--agent", "R-9").code == 1
    assert sample("undo").code == 0
    whole_import = sample.json("undo")
    assert {entry["action"] for entry in whole_import} == {"import"}
    assert len(whole_import) == 20
    assert sample.json("articles") == []


def test_a_backup_brought_back_is_the_same_archive(sample: Typist, tmp_path: Path) -> None:
    sample.json("highlight", sample.id_of("01-"), "--quote", "NoviSpy", "--note", "📌")
    (made,) = sample.json("backup", str(tmp_path / "stick" / "copy"))
    before = sample.json("articles"), sample.json("annotations"), sample.json("log")
    sample.environment = {}
    copy = tmp_path / "home" / "again"
    assert sample("restore", made["path"]).code == 2
    (back,) = sample.json("restore", made["path"], "-a", str(copy))
    there = ("-a", back["path"])
    assert (
        sample.json("articles", *there),
        sample.json("annotations", *there),
        sample.json("log", *there),
    ) == before
    assert sample.json("verify", back["path"])[-1] == {"ok": True}
    assert sample("restore", made["path"], "-a", str(copy)).code == 1
    assert sample("restore", str(tmp_path / "nowhere"), "-a", str(tmp_path / "x")).code == 1
    assert sample("backup", made["path"], *there).code == 1
