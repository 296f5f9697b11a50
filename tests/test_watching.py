"""A watched folder tells what is new in it, once, when it is whole."""

import os
import shutil
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.errors import Refused
from archivist.settings import Settings
from archivist.watching import Watched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "prispeće 😀"
    (folder / "dopisi").mkdir(parents=True)
    (folder / "beleška 😀.txt").write_text("Naslov 😀\r\n\r\nSadržaj\r\n", encoding="utf-8")
    return folder


def taken_in(archive: Archive, watched: Watched) -> list[str]:
    watched.look()
    lines = archive.import_found(watched.look(), within=watched.folder)
    return [f"{line.status} {line.path.name}" for line in lines]


def watching(archive: Archive) -> Watched:
    watched = archive.watching()
    assert watched is not None
    return watched


def test_a_new_file_is_told_once_when_two_looks_find_it_the_same(folder: Path) -> None:
    watched = Watched(folder, [])
    assert (watched.look(), watched.waiting) == ((), 1)
    assert watched.look() == (folder / "beleška 😀.txt",)
    assert (watched.look(), watched.waiting) == ((), 0)


def test_a_file_that_is_being_written_waits(folder: Path) -> None:
    watched = Watched(folder, [])
    growing = folder / "dopisi" / "poruka.eml"
    told: list[Path] = []
    for size in (1, 2, 3):
        growing.write_bytes(b"x" * size)
        told += watched.look()
        assert growing not in told
    os.utime(growing, ns=(7, 7))
    assert growing not in watched.look()
    assert watched.look() == (growing,)


def test_what_a_browser_has_not_finished_is_not_told(folder: Path) -> None:
    for suffix in (".part", ".crdownload", ".TMP"):
        (folder / f"spis.pdf{suffix}").write_bytes(b"%PDF")
    watched = Watched(folder, [])
    watched.look()
    assert [path.name for path in watched.look()] == ["beleška 😀.txt"]


def test_a_file_that_is_changed_is_new_again(folder: Path) -> None:
    watched = Watched(folder, [])
    watched.look()
    watched.look()
    (folder / "beleška 😀.txt").write_text("Izmenjeno 😀\r\n", encoding="utf-8")
    assert watched.look() == ()
    assert watched.look() == (folder / "beleška 😀.txt",)


def test_a_folder_that_is_gone_is_a_sentence_and_comes_back(folder: Path) -> None:
    away = folder.with_name("odnet")
    watched = Watched(folder, [])
    watched.look()
    folder.rename(away)
    assert watched.look() == ()
    assert watched.trouble == (
        f"The watched folder {folder} is not there now; what is new in it comes in when it is back."
    )
    away.rename(folder)
    assert watched.look() == ()
    assert watched.trouble == ""
    assert len(watched.look()) == 1


def test_what_was_taken_in_is_not_read_again_in_a_later_session(
    archive: Archive, folder: Path
) -> None:
    (folder / "virus.exe").write_bytes(b"MZ\x90\x00")
    archive.set_watched(folder)
    first = watching(archive)
    assert taken_in(archive, first) == ["imported beleška 😀.txt", "refused virus.exe"]
    assert taken_in(archive, first) == []
    later = watching(archive)
    later.look()
    assert (later.look(), later.waiting) == ((), 0)
    (folder / "druga.txt").write_text("Druga 😀\r\n", encoding="utf-8")
    assert taken_in(archive, watching(archive)) == ["imported druga.txt"]
    assert [line.place for line in archive.reports.lines(2)] == ["prispeće 😀/druga.txt"]


def test_what_was_taken_back_does_not_come_in_again_by_itself(
    archive: Archive, folder: Path
) -> None:
    archive.set_watched(folder)
    taken_in(archive, watching(archive))
    archive.undo()
    assert taken_in(archive, watching(archive)) == []
    assert archive.articles.count() == 0
    (line,) = archive.import_from([folder])
    assert line.status == "imported"


def test_a_folder_that_was_imported_by_hand_before_has_nothing_new(
    archive: Archive, folder: Path
) -> None:
    list(archive.import_from([folder]))
    archive.set_watched(folder)
    assert taken_in(archive, watching(archive)) == []


def test_the_folder_is_kept_in_the_archive_and_undo_leaves_it(
    archive: Archive, folder: Path
) -> None:
    archive.set_watched(folder)
    assert archive.settings.watched == str(folder)
    assert Settings.from_json(archive.settings.to_json()) == archive.settings
    archive.set_watched(None)
    assert archive.watching() is None


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("nema ga", "is not there now"),
        ("prispeće 😀/beleška 😀.txt", "is no folder"),
        ("case.archivist", "is an archive or lies in one"),
    ],
)
def test_what_cannot_be_watched_is_refused(
    archive: Archive, folder: Path, place: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        archive.set_watched(folder.parent / place)
    assert archive.settings.watched == ""


def test_an_archive_in_the_watched_folder_is_passed_over(archive: Archive, folder: Path) -> None:
    shutil.copytree(archive.folder, folder / "kopija.archivist")
    archive.set_watched(folder)
    assert taken_in(archive, watching(archive)) == ["imported beleška 😀.txt"]
