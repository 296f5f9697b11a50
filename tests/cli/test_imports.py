"""What was imported is told again, and a watched folder is taken in, at the command line."""

import csv
from pathlib import Path

import pytest

from archivist.cli import imports
from tests.cli.conftest import Typist


@pytest.fixture
def brought(typed: Typist) -> Typist:
    """A typist at an archive into which a folder was imported, with a file that was refused."""
    folder = typed.folder.parent / "građa"
    folder.mkdir()
    (folder / "beleška 😀.txt").write_text("Naslov 😀\r\n\r\nSadržaj\r\n", encoding="utf-8")
    (folder / "=virus.exe").write_bytes(b"MZ\x90\x00")
    typed("new", "--no-passphrase")
    assert typed("import", "građa").code == 1
    return typed


@pytest.fixture
def watched(brought: Typist, monkeypatch: pytest.MonkeyPatch) -> Typist:
    """The same, with a folder that is watched."""
    monkeypatch.setattr(imports, "_BETWEEN_LOOKS", 0.0)
    (brought.folder.parent / "prispeće").mkdir()
    assert brought("watch", "prispeće").code == 0
    return brought


def test_an_import_says_how_long_it_took(brought: Typist) -> None:
    said = brought("import", "građa").err.splitlines()
    assert said[-1].startswith("2 files in ")
    assert said[-1].endswith(" files a second.")


def test_the_imports_are_listed_the_latest_first(brought: Typist) -> None:
    brought("import", "građa/beleška 😀.txt")
    latest, first = brought("imports").out.splitlines()
    assert latest.endswith("beleška 😀.txt: 0 in, 1 known, 0 refused")
    assert first.endswith("građa: 1 in, 0 known, 1 refused")
    row = brought.json("imports")[-1]
    assert (row["import"], row["imported"], row["places"]) == (1, 1, ["građa"])
    assert row["taken_back"] is False
    brought("undo")
    assert brought("imports").out.splitlines()[-1].endswith("1 refused; taken back since")


def test_an_import_is_told_file_by_file(brought: Typist) -> None:
    refused, note = brought("imports", "1").out.splitlines()[::2]
    assert refused == "refused   građa/=virus.exe"
    assert note == "imported  građa/beleška 😀.txt: Naslov 😀"
    (row,) = brought.json("imports", "1", "--refused")
    assert (row["place"], row["in"], len(row["sha256"])) == ("građa/=virus.exe", False, 64)
    assert len(row["sentences"]) == 1


def test_the_refused_are_written_as_a_table_outside_the_archive(brought: Typist) -> None:
    assert brought("imports", "1", "--refused", "--csv", "odbijeno.csv").code == 0
    with Path("odbijeno.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["status"], row["file"]) == ("refused", "građa/=virus.exe")
    inside = brought("imports", "1", "--csv", str(brought.folder / "x.csv"))
    assert inside.code == 1
    assert "lies inside the archive" in inside.err


def test_an_import_that_is_not_named_or_never_was_is_a_sentence(brought: Typist) -> None:
    assert brought("imports", "--refused").code == 2
    missing = brought("imports", "9")
    assert (missing.code, missing.err) == (1, "There is no import 9.\n")


def test_no_folder_is_watched_until_one_is_named(brought: Typist) -> None:
    assert brought("watch").out == "No folder is watched.\n"
    assert brought("import", "--watched").err == (
        "No folder is watched; choose one with archivist watch FOLDER.\n"
    )
    Path("prispeće").mkdir()
    assert brought.json("watch", "prispeće") == [{"watched": str(Path("prispeće").resolve())}]
    assert brought("watch").out == f"{Path('prispeće').resolve()}\n"
    assert brought("watch", "--off").out == "No folder is watched.\n"


def test_what_is_new_in_the_watched_folder_is_taken_in_once(watched: Typist) -> None:
    Path("prispeće/vest.txt").write_text("Vest 😀\r\n\r\nTekst\r\n", encoding="utf-8")
    assert watched("import", "--watched").out.startswith("imported ")
    assert watched("import", "--watched").out == ""
    assert [row["place"] for row in watched.json("imports", "2")] == ["prispeće/vest.txt"]


def test_a_watched_folder_that_is_gone_is_a_sentence(watched: Typist) -> None:
    Path("prispeće").rmdir()
    gone = watched("import", "--watched")
    assert gone.code == 1
    assert gone.err.endswith("comes in when it is back.\n")


def test_an_import_has_one_source(watched: Typist) -> None:
    assert watched("import").code == 2
    assert watched("import", "--watched", "građa").code == 2
