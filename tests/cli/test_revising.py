"""A newer text on the command line: the report, the list, and each way to settle a passage."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typist

OLD = (
    "Zapis 😀\r\nSlaviša Milanov je zaustavljen.\r\nTelefon je odnet u sobu dva.\r\nKraj dana.\r\n"
)
NEW = "Iznad\r\nSlaviša Milanov je zaustavljen.\r\nZapis 😀\r\nTelefon je odnet u sobicu dva.\r\n"


@pytest.fixture
def renewed(typed: Typist, tmp_path: Path) -> tuple[Typist, str, Path]:
    (tmp_path / "čas.txt").write_bytes(OLD.encode())
    newer = tmp_path / "čas-2.txt"
    newer.write_bytes(NEW.encode())
    typed("new", "--no-passphrase")
    article = typed.json("import", str(tmp_path / "čas.txt"))[0]["article"]
    for quote in ("Slaviša Milanov", "Telefon je odnet u sobu", "Kraj dana"):
        typed.json("highlight", article, "--quote", quote)
    return typed, article, newer


def by_quote(typed: Typist, *words: str) -> dict[str, dict[str, object]]:
    return {row["exact"]: row for row in typed.json("annotations", *words)}


def test_a_renewal_reports_each_highlight_and_ends_with_a_finding(
    renewed: tuple[Typist, str, Path],
) -> None:
    typed, article, newer = renewed
    outcome = typed("revise", article, str(newer))
    assert outcome.code == 1
    assert outcome.err == "3 highlights: 0 as before, 1 moved, 1 in doubt, 1 lost.\n"
    told = [line.split()[1] for line in outcome.out.splitlines() if not line.startswith(" ")]
    assert sorted(told) == ["LOST", "in", "moved"]
    assert "now: Telefon je odnet u sobicu" in outcome.out
    assert typed("show", article, "--text").out.startswith("Iznad\n")
    again = typed("revise", article, str(newer))
    assert (again.code, again.err) == (0, "Nothing has changed: the article has this text.\n")
    typed.json("undo")
    assert typed("show", article, "--text").out.startswith("Zapis 😀\n")
    report = typed("revise", article, str(newer), "--json").rows[0]
    assert report["counts"] == {"exact": 0, "moved": 1, "folded": 0, "approximate": 1, "lost": 1}
    assert typed.json("verify")[-1]["ok"]


def test_lost_and_doubtful_ones_are_listed_and_settled(
    renewed: tuple[Typist, str, Path],
) -> None:
    typed, article, newer = renewed
    typed("revise", article, str(newer))
    listed = typed("annotations").out
    assert "NOT IN THE TEXT  Kraj dana" in listed
    assert "IN DOUBT  Telefon je odnet u sobicu" in listed
    assert "was: Telefon je odnet u sobu" in listed
    (lost,) = typed.json("annotations", "--lost")
    (doubtful,) = typed.json("annotations", "--doubtful")
    assert (lost["lost"], lost["anchored"], doubtful["former"]["exact"]) == (
        True,
        False,
        "Telefon je odnet u sobu",
    )
    (confirmed,) = typed.json("confirm", doubtful["id"])
    assert confirmed["former"] is None
    assert typed("confirm", doubtful["id"]).code == 1
    typed.json("undo")
    (unplaced,) = typed.json("unplace", doubtful["id"])
    assert (unplaced["lost"], unplaced["exact"]) == (True, "Telefon je odnet u sobu")
    (placed,) = typed.json("move", lost["id"], "--quote", "Zapis 😀")
    assert (placed["lost"], placed["exact"], placed["anchored"]) == (False, "Zapis 😀", True)
    assert [row["exact"] for row in typed.json("annotations", "--lost")] == [unplaced["exact"]]


def test_highlights_are_split_and_joined(renewed: tuple[Typist, str, Path]) -> None:
    typed, _, _ = renewed
    name = by_quote(typed)["Slaviša Milanov"]
    head, tail = typed.json("split", str(name["id"]), "--at", "16")
    assert (head["exact"], tail["exact"]) == ("Slaviša", "Milanov")
    assert typed("split", head["id"], "--at", "900").code == 1
    (joined,) = typed.json("join", head["id"], tail["id"])
    assert (joined["id"], joined["exact"]) == (name["id"], "Slaviša Milanov")


def test_former_texts_are_listed_and_given_out(renewed: tuple[Typist, str, Path]) -> None:
    typed, article, newer = renewed
    assert typed.json("versions", article) == []
    typed("revise", article, str(newer))
    (version,) = typed.json("versions", article)
    assert (version["number"], version["name"]) == (1, "čas.txt")
    assert typed("versions", article, "--text", "1").out == OLD.replace("\r\n", "\n").rstrip()
    assert typed("versions", article, "--text", "2").code == 1
    (row,) = typed("versions", article, "--text", "1", "--json").rows
    assert (row["number"], row["text"]) == (1, OLD.replace("\r\n", "\n").rstrip())
    assert typed("versions", article).out.startswith("  1  ")


def test_a_file_that_cannot_be_read_changes_nothing(
    renewed: tuple[Typist, str, Path], tmp_path: Path
) -> None:
    typed, article, _ = renewed
    entries = typed.json("log")
    for words, code in (
        ((article, str(tmp_path / "none.txt")), 1),
        (("ffff", str(tmp_path / "čas-2.txt")), 1),
        ((article, str(tmp_path / "čas-2.txt"), "--encoding", "klingon"), 2),
    ):
        outcome = typed("revise", *words)
        assert (outcome.code, outcome.err.count("\n")) == (code, 1)
    assert typed.json("log") == entries


def test_a_folder_is_no_newer_text(renewed: tuple[Typist, str, Path], tmp_path: Path) -> None:
    typed, article, _ = renewed
    outcome = typed("revise", article, str(tmp_path))
    assert outcome.code == 1
    assert "is a folder: name the one file" in outcome.err


def test_an_event_that_is_left_out_is_told_of(
    renewed: tuple[Typist, str, Path], tmp_path: Path
) -> None:
    typed, article, _ = renewed
    declaring = tmp_path / "pretres.md"
    header = "---\ntitle: Pretres\ndate: 2025-02-26\nactors: [BIA]\n---\nSlaviša Milanov 😀\n"
    declaring.write_text(header, "utf-8")
    assert "declares the event “Pretres”" in typed("revise", article, str(declaring)).err


def test_what_became_of_a_former_text_is_told(renewed: tuple[Typist, str, Path]) -> None:
    typed, article, newer = renewed
    assert typed("versions", article, "--changes").err == (
        "The article had no text before this one.\n"
    )
    typed("revise", article, str(newer))
    outcome = typed("versions", article, "--changes")
    assert outcome.code == 0
    assert outcome.err == "4 changes; 1 paragraph new, 1 paragraph gone, 1 moved.\n"
    assert "- Telefon je odnet u [sobu] dva.\n+ Telefon je odnet u [sobicu] dva." in outcome.out
    assert "new @@\n+ [Iznad]\n" in outcome.out
    (record,) = typed.json("versions", article, "--changes", "1")
    before = typed("versions", article, "--text", "1").out
    after = typed("show", article, "--text").out
    assert (record["version"], len(record["changes"])) == (1, 4)
    for each in record["changes"]:
        for text, there in ((before, each["before"]), (after, each["after"])):
            assert text[there["start"] : there["end"]] == there["text"]
    assert typed("versions", article, "--changes", "2").code == 1
