"""Folders are walked in order, and no link or special file leads the import astray."""

import os
from pathlib import Path

import pytest

from archivist.intake.gather import Refusal, gather


def names(found: list[Path | Refusal], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in found if isinstance(path, Path)]


def refusals(found: list[Path | Refusal]) -> list[tuple[str, str]]:
    return [(one.path.name, one.reason) for one in found if isinstance(one, Refusal)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "Građa 🕊"
    (root / "b").mkdir(parents=True)
    for name in ("c.txt", "b/z.md", "b/a.txt", "a.txt", ".hidden", "b/.DS_Store"):
        (root / name).write_bytes(b"x\r\n")
    return root


def test_a_folder_is_walked_sorted_and_hidden_files_are_passed_over(folder: Path) -> None:
    assert names(list(gather([folder])), folder) == ["a.txt", "b/a.txt", "b/z.md", "c.txt"]


def test_files_and_folders_come_in_the_order_named(folder: Path) -> None:
    found = list(gather([folder / "c.txt", folder / "b"]))
    assert names(found, folder) == ["c.txt", "b/a.txt", "b/z.md"]


def test_an_archive_inside_the_folder_is_not_walked_into(folder: Path) -> None:
    (folder / "Case.archivist").mkdir()
    (folder / "Case.archivist" / "archive.db").write_bytes(b"x")
    assert "Case.archivist/archive.db" not in names(list(gather([folder])), folder)


def test_row_5_a_folder_that_may_not_be_read_is_said(folder: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("the administrator may read everything")
    (folder / "b").chmod(0)
    found = list(gather([folder]))
    (folder / "b").chmod(0o700)
    assert refusals(found) == [("b", "The folder cannot be read: permission denied.")]


def test_row_6_a_path_that_is_gone_is_said(folder: Path) -> None:
    assert refusals(list(gather([folder / "gone.txt"]))) == [
        ("gone.txt", "The file is no longer there.")
    ]


def test_row_6_a_link_to_nothing_is_said(folder: Path) -> None:
    (folder / "dead").symlink_to(folder / "gone")
    assert refusals(list(gather([folder]))) == [("dead", "The file is no longer there.")]


def test_row_7_a_pipe_is_no_ordinary_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    found = list(gather([folder, folder / "pipe"]))
    assert refusals(found) == [("pipe", "This is not an ordinary file.")] * 2


def test_row_8_a_link_out_of_the_folder_is_left_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_bytes(b"x")
    (folder / "d").symlink_to(tmp_path / "outside")
    (folder / "e.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    reason = "The link points outside the folder; it was left out."
    found = list(gather([folder]))
    assert refusals(found) == [("d", reason), ("e.txt", reason)]
    assert names(found, folder) == ["a.txt", "b/a.txt", "b/z.md", "c.txt"]


def test_a_link_out_of_the_folder_is_followed_when_asked(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "more.txt").write_bytes(b"x")
    (folder / "d").symlink_to(tmp_path / "outside")
    found = list(gather([folder], follow_links=True))
    assert names(found, folder)[-1] == "d/more.txt"
    assert refusals(found) == []


def test_a_link_that_stays_inside_is_followed(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "b" / "a.txt")
    assert names(list(gather([folder])), folder)[-1] == "z.txt"


def test_row_9_links_in_a_loop_are_said_and_the_rest_goes_in(folder: Path) -> None:
    (folder / "b" / "up").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    found = list(gather([folder], follow_links=True))
    reason = "The folder contains a loop of links."
    assert refusals(found) == [("up", reason), ("self", reason)]
    assert names(found, folder) == ["a.txt", "b/a.txt", "b/z.md", "c.txt"]


def test_row_9_two_links_to_each_other_end(folder: Path) -> None:
    (folder / "p").mkdir()
    (folder / "q").mkdir()
    (folder / "p" / "to_q").symlink_to(folder / "q")
    (folder / "q" / "to_p").symlink_to(folder / "p")
    found = list(gather([folder]))
    assert [path for path, _ in refusals(found)] == ["to_p"]


def test_what_is_named_itself_is_taken_even_when_a_link(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(folder / "a.txt")
    assert list(gather([link])) == [link]


def test_an_archive_named_itself_is_no_material(folder: Path, tmp_path: Path) -> None:
    archive = folder / "Spis 🕊.archivist"
    (archive / "originals").mkdir(parents=True)
    (archive / "lock").write_bytes(b"1 vm\r\n")
    link = tmp_path / "link"
    link.symlink_to(archive)
    named = [archive, archive / "lock", archive / "originals", link]
    reason = "This is an archive, not material for one."
    assert refusals(list(gather(named))) == [(path.name, reason) for path in named]


def test_the_folder_one_stands_in_is_told_to_be_an_archive(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.archivist").mkdir()
    monkeypatch.chdir(folder / "a.archivist")
    assert [found.reason for found in gather([Path()]) if isinstance(found, Refusal)] == [
        "This is an archive, not material for one."
    ]


def test_a_file_may_bear_the_suffix_of_an_archive(folder: Path) -> None:
    (folder / "notes.archivist").write_bytes(b"x")
    assert list(gather([folder / "notes.archivist"])) == [folder / "notes.archivist"]
