"""The journal, undo and redo, backup and restore, from the command line."""

from pathlib import Path

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
    assert len(whole_import) == 14
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
