"""A bag is written whole or not at all, and stock tools agree with it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import bagit
import pytest

from archivist.bundle.bag import bag
from archivist.bundle.verify_bag import bag_checks, look
from archivist.errors import Refused
from archivist.fixity import sha256_file

FILES = {"README.txt": b"one\r\n", "originals/A-001.bin": bytes(range(256)), "b/c/d.txt": b""}
INFO = {"Bagging-Date": "2026-11-21", "External-Description": "Телефон 📱\nof two lines"}


def make(destination: Path, files: Mapping[str, bytes] = FILES) -> str:
    return bag(destination, files.items(), INFO).seal


def test_the_library_of_congress_s_validator_agrees(tmp_path: Path) -> None:
    make(tmp_path / "bag")
    assert bagit.Bag(str(tmp_path / "bag")).validate()
    assert bagit.Bag(str(tmp_path / "bag")).info["Payload-Oxum"] == "261.3"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_the_system_s_own_sha256sum_agrees(tmp_path: Path, manifest: str) -> None:
    make(tmp_path / "bag")
    command = ["sha256sum", "--check", "--strict", "--quiet", manifest]
    done = subprocess.run(command, cwd=tmp_path / "bag", capture_output=True, check=False)
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", b"")


def test_our_own_check_agrees_and_the_seal_is_that_of_the_tag_manifest(tmp_path: Path) -> None:
    seal = make(tmp_path / "bag")
    assert all(check.ok for check in bag_checks(look(tmp_path / "bag")))
    assert seal == sha256_file(tmp_path / "bag" / "tagmanifest-sha256.txt")


def test_same_files_give_the_same_seal_in_any_order(tmp_path: Path) -> None:
    first = make(tmp_path / "one")
    assert make(tmp_path / "two", dict(reversed(FILES.items()))) == first


def test_what_a_person_says_stays_on_its_own_line(tmp_path: Path) -> None:
    make(tmp_path / "bag")
    written = (tmp_path / "bag" / "bag-info.txt").read_text("utf-8")
    assert "External-Description: Телефон 📱 of two lines\n" in written


def test_only_the_owner_can_enter_the_bag(tmp_path: Path) -> None:
    make(tmp_path / "bag")
    assert (tmp_path / "bag").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["../out.txt", "/etc/x", "a b", "č.txt", ".hidden", "a//b", "a%b"])
def test_no_name_but_a_plain_one_enters_a_bag(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a file of a bag"):
        make(tmp_path / "bag", {name: b""})
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_can_become_the_bag(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    make(tmp_path / "bag")
    assert bagit.Bag(str(tmp_path / "bag")).validate()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="is not empty; choose another name"):
        make(tmp_path / "bag")
    assert [path.name for path in tmp_path.rglob("*")] == ["bag", "mine.txt"]


def test_a_file_or_a_link_in_the_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        with pytest.raises(Refused, match="is there already and is no folder"):
            make(tmp_path / name)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_place_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no folder “.*nowhere” to write the bundle into"):
        make(tmp_path / "nowhere" / "bag")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write to")
def test_a_place_that_cannot_be_written_is_a_sentence() -> None:
    with pytest.raises(Refused, match=r"cannot be written: .*Choose another place"):
        make(Path("/proc/self/bag"))


def test_a_file_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "one.txt", b"1"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bag(tmp_path / "bag", files(), INFO)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if (
        not shutil.which("mount")
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("needs the right to mount a small file system")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_a_sentence_and_leaves_nothing(small_disk: Path) -> None:
    with pytest.raises(Refused, match="The disk is full: the bundle “bag” was not written"):
        make(small_disk / "bag", {f"{n}.bin": bytes(100_000) for n in range(9)})
    assert list(small_disk.iterdir()) == []
    make(small_disk / "bag")


KILLED = """
import sys, time
from pathlib import Path
from archivist.bundle.bag import bag
def files():
    yield "one.txt", b"1"
    print("writing", flush=True)
    time.sleep(60)
bag(Path(sys.argv[1]), files(), {})
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_what_a_killed_export_leaves_is_taken_away_by_the_next(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "bag")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as export:
        assert export.stdout
        assert export.stdout.readline() == b"writing\n"
        export.send_signal(signal.SIGKILL)
    assert [path.name for path in tmp_path.iterdir()] == ["bag.partial"]
    make(tmp_path / "bag")
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]
    assert bagit.Bag(str(tmp_path / "bag")).validate()


@pytest.mark.parametrize("name", ["thesis.txt", "bagit.txt", "data"])
def test_a_folder_that_only_bears_such_a_name_is_left_alone(tmp_path: Path, name: str) -> None:
    """Even one that looks like a bag: only our own mark tells what an export left."""
    (tmp_path / "bag.partial").mkdir()
    (tmp_path / "bag.partial" / name).write_text("mine")
    with pytest.raises(Refused, match="is in the way of the bundle; move it elsewhere"):
        make(tmp_path / "bag")
    assert (tmp_path / "bag.partial" / name).read_text() == "mine"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs to see open files by number")
def test_every_file_and_folder_is_on_the_disk_before_the_bag_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        assert not (tmp_path / "bag").exists() or synced[-1] == tmp_path.name
        fsync(descriptor)

    monkeypatch.setattr("archivist.bundle.bag.os.fsync", watched)
    make(tmp_path / "bag")
    there = [path.name for path in (tmp_path / "bag").rglob("*")]
    assert set(synced) == {*there, "bag.partial", tmp_path.name}
    assert synced[-1] == tmp_path.name


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_every_folder_in_it_is_its_owner_s_alone_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make(tmp_path / "bag")
    finally:
        os.umask(before)
    folders = [tmp_path / "bag", *(p for p in (tmp_path / "bag").rglob("*") if p.is_dir())]
    assert len(folders) == 5
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}


def test_what_hides_or_reorders_words_is_spelt_out_in_the_bag_s_own_description(
    tmp_path: Path,
) -> None:
    bag(tmp_path / "bag", FILES.items(), {"External-Description": "a\u202eb\x1b[2J 📦"})
    written = (tmp_path / "bag" / "bag-info.txt").read_text("utf-8")
    assert "External-Description: a[U+202E]b\ufffd[2J 📦\n" in written


def test_memory_stays_flat_over_many_large_files(tmp_path: Path) -> None:
    """A file's bytes are let go of before the next is asked for."""
    script = (
        "import resource, sys\nfrom pathlib import Path\nfrom archivist.bundle.bag import bag\n"
        "def files():\n"
        "    for n in range(24):\n"
        "        yield f'{n}.bin', bytes([n]) * 2**23\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "bag(Path(sys.argv[1]), files(), {})\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    pytest.importorskip("resource", reason="Windows does not tell its memory this way")
    command = [sys.executable, "-c", script, str(tmp_path / "bag")]
    grown = int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert grown < 64 * 1024, "192 MiB were written in less than 64 MiB"
