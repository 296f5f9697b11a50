"""Bad places (rows 5 to 11): what cannot be read, is no file, leads astray or changes meanwhile."""

import os
import stat
from pathlib import Path

import pytest

from archivist.archive import Archive

STORY = "Beleška o zaustavljanju 🕊\r\nDrugi red.\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Građa 🕊"
    place.mkdir()
    (place / "a.txt").write_text(STORY, encoding="utf-8", newline="")
    return place


def report(archive: Archive, *paths: Path) -> dict[str, str]:
    """What the import said of each file, the sentence or how it went in."""
    return {line.path.name: line.reason or line.status for line in archive.import_from(paths)}


def test_row_5_a_file_that_may_not_be_read(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "zabranjeno.txt"
    path.write_text(STORY, encoding="utf-8")
    path.chmod(0)
    opened = os.open

    def denied(path: Path, *rest: int) -> int:
        if Path(path).name == "zabranjeno.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest)

    if os.access(path, os.R_OK):  # the administrator may read everything
        monkeypatch.setattr(os, "open", denied)
    assert report(archive, folder) == {
        "a.txt": "imported",
        "zabranjeno.txt": "The file cannot be read: permission denied.",
    }


def test_row_6_a_file_that_is_gone_when_its_turn_comes(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = folder / "b.txt"
    gone.write_text(STORY + "!", encoding="utf-8")
    opened = os.open

    def open_too_late(path: Path, *rest: int) -> int:
        if path == gone:
            gone.unlink()
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", open_too_late)
    said = report(archive, folder, folder / "nema.txt")
    missing = "The file is no longer there."
    assert said == {"a.txt": "imported", "b.txt": missing, "nema.txt": missing}


@pytest.mark.timeout(20)
def test_row_7_what_is_no_ordinary_file(archive: Archive, folder: Path) -> None:
    os.mkfifo(folder / "cev.txt")
    said = report(archive, folder, folder / "cev.txt", Path(os.devnull))
    assert said == dict.fromkeys(("cev.txt", "null"), "This is not an ordinary file.") | {
        "a.txt": "imported"
    }
    assert stat.S_ISFIFO((folder / "cev.txt").stat().st_mode)


def test_row_8_a_link_out_of_the_folder(archive: Archive, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tajna.txt").write_text(STORY + "!", encoding="utf-8")
    (folder / "veza.txt").symlink_to(tmp_path / "tajna.txt")
    assert report(archive, folder) == {
        "a.txt": "imported",
        "veza.txt": "The link points outside the folder; it was left out.",
    }


def test_row_9_links_in_a_loop(archive: Archive, folder: Path) -> None:
    (folder / "krug").symlink_to(folder)
    (folder / "sam.txt").symlink_to(folder / "sam.txt")
    loop = "The folder contains a loop of links."
    assert report(archive, folder) == {"a.txt": "imported", "krug": loop, "sam.txt": loop}


def test_row_10_the_same_bytes_twice(archive: Archive, folder: Path) -> None:
    (folder / "b.txt").write_bytes((folder / "a.txt").read_bytes())
    said = report(archive, folder)
    assert said["a.txt"] == "imported"
    assert said["b.txt"].startswith("Already in the archive (imported ")
    assert archive.articles.count() == 1


def test_row_11_a_file_that_changes_while_it_is_read(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, path = os.fstat, folder / "a.txt"
    looks: list[int] = []

    def change_after_the_first_look(descriptor: int) -> os.stat_result:
        looks.append(descriptor)
        if len(looks) == 2:
            path.write_text(STORY + "Treći red.", encoding="utf-8")
        return look(descriptor)

    monkeypatch.setattr(os, "fstat", change_after_the_first_look)
    (line,) = archive.import_from([path])
    assert line.reason == "The file changed while it was read. Try again."
    assert archive.articles.count() == 0
