"""One holder at a time, named to the second, and free again however the first one ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.errors import Locked, Refused
from archivist.store.lock import Lock

HOLD = """
import sys
from pathlib import Path
from archivist.store.lock import Lock
lock = Lock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    archive = tmp_path / "Случај 😀.archivist"
    archive.mkdir(mode=0o700)
    return archive


def hold_elsewhere(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def end(holder: subprocess.Popen[str], how: int) -> None:
    holder.send_signal(how)
    holder.communicate()


def test_the_second_window_is_told_which_process_has_the_archive(folder: Path) -> None:
    holder = hold_elsewhere(folder)
    try:
        with pytest.raises(Locked) as refusal:
            Lock(folder).acquire()
    finally:
        end(holder, signal.SIGTERM)
    host = os.uname().nodename
    assert str(refusal.value) == (
        f"The archive is open in another window (process {holder.pid} on {host})."
    )


def test_a_killed_holder_leaves_the_archive_free(folder: Path) -> None:
    for _ in range(3):
        end(hold_elsewhere(folder), signal.SIGKILL)
        with Lock(folder) as lock:
            assert lock.held


def test_a_second_lock_in_the_same_process_is_refused(folder: Path) -> None:
    with Lock(folder), pytest.raises(Locked, match=f"process {os.getpid()} on "):
        Lock(folder).acquire()


def test_taking_a_held_lock_again_is_refused_and_keeps_it(folder: Path) -> None:
    with Lock(folder) as lock:
        with pytest.raises(Locked):
            lock.acquire()
        assert lock.held
        with pytest.raises(Locked):
            Lock(folder).acquire()


def test_a_released_lock_is_free_and_its_file_says_nothing_of_the_machine(folder: Path) -> None:
    lock = Lock(folder)
    lock.acquire()
    assert (folder / "lock").read_text() == f"{os.getpid()} {os.uname().nodename}\n"
    lock.release()
    assert not lock.held
    assert (folder / "lock").read_bytes() == b""
    with Lock(folder) as another:
        assert another.held


def test_releasing_twice_does_nothing(folder: Path) -> None:
    lock = Lock(folder)
    lock.acquire()
    lock.release()
    lock.release()
    assert not lock.held


def test_a_program_started_meanwhile_does_not_keep_the_lock(folder: Path) -> None:
    lock = Lock(folder)
    lock.acquire()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        lock.release()
        with Lock(folder) as another:
            assert another.held
    finally:
        child.communicate(b"\n")


def test_a_holder_that_left_rubbish_in_the_file_is_not_quoted(folder: Path) -> None:
    with Lock(folder):
        (folder / "lock").write_bytes(b"\xff\x00 <img src=x>\r\n")
        with pytest.raises(Locked) as refusal:
            Lock(folder).acquire()
    assert str(refusal.value) == "The archive is open in another window."


def test_a_planted_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Поштована 😀\r\n", newline="")
    (folder / "lock").symlink_to(letter)
    with pytest.raises(Refused, match="cannot be locked here"):
        Lock(folder).acquire()
    assert letter.read_bytes() == "Поштована 😀\r\n".encode()


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be locked here: No such file or directory"):
        Lock(tmp_path / "gone").acquire()


def test_the_lock_is_readable_by_its_owner_only(folder: Path) -> None:
    with Lock(folder):
        assert (folder / "lock").stat().st_mode & 0o777 == 0o600


def test_the_lock_loads_nothing_that_could_reach_a_network() -> None:
    ask = "import sys, archivist.store.lock; print('socket' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-S", "-c", ask],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert answer.stdout == "False\n"
