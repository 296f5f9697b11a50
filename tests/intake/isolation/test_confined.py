"""A reader that crashes, hangs or is taken over costs one file one sentence, and nothing else."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.errors import Refused
from archivist.intake import reading
from archivist.intake.isolation import confined as parent
from archivist.intake.isolation.confined import Confined, Unreadable

linux = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
PAGE = "<title>Đorđe 😀</title><p>jedan\r\n dva".encode()

# What a reader that was taken over would try, each when a file of that name comes.
CULPRIT = """
import sys; sys.path.insert(0, sys.argv[1])
import ctypes, os, socket, subprocess, time
from archivist.intake import frames
from archivist.intake.isolation import child
from archivist.errors import Refused

def attempt(what):
    try:
        what()
    except OSError as failure:
        raise Refused(type(failure).__name__)
    raise Refused("done")

def network(): socket.create_connection(("127.0.0.1", 9))
def local(): socket.socket(socket.AF_UNIX)
def write(): open(os.devnull + "-was-here", "w").write("x")
def append(): open(os.path.expanduser("~/.profile"), "a").write("x")
def remove(): os.unlink(__import__("archivist").__file__)
def rename(): os.rename("/tmp", "/tmp2")
def program(): subprocess.run(["/bin/true"])
def fork(): os.fork()
def signal(): os.kill(os.getppid(), 9)

def read(content, name, **_):
    if name == "crash": ctypes.string_at(0)
    if name == "leave": os._exit(3)
    if name == "bug": raise ZeroDivisionError
    if name == "sleep": time.sleep(1000)
    if name.startswith("slow"):
        begun = time.process_time()
        while time.process_time() < begun + 1.4: pass
    if name.startswith("spin"):
        while True: pass
    if name == "memory": bytearray(2 ** 40)
    if name == "eat":
        held = []
        while True: held.append(bytearray(2 ** 24))
    if name == "deep":
        def down(n): return down(n + 1)
        down(0)
    if name == "chatter": print("x" * 100_000); os.write(1, b"y" * 100_000); os.write(2, b"z" * 9)
    if name == "flood": PIPES[1].write(b"\\xff" * 100); PIPES[1].flush()
    if name in globals(): attempt(globals()[name])
    return honest(content, name, **_)

honest, child.read = child.read, read
real = child._pipes
PIPES = []
def pipes():
    PIPES[:] = real()
    return PIPES
child._pipes = pipes
child.main()
"""


@pytest.fixture
def culprit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Confined]:
    monkeypatch.setattr(parent, "_START", CULPRIT)
    with Confined(seconds=15) as readers:
        yield readers


def test_a_page_is_read_in_the_child() -> None:
    with Confined() as readers:
        deposit = readers.read(PAGE, "strana.html")
    assert (deposit.title, deposit.text, deposit.original) == ("Đorđe 😀", "jedan dva", PAGE)


@pytest.mark.parametrize("name", ["crash", "leave", "bug", "flood"])
def test_a_crash_is_a_sentence_and_the_next_file_is_read(culprit: Confined, name: str) -> None:
    with pytest.raises(Unreadable, match="reader crashed on it"):
        culprit.read(PAGE, name)
    assert culprit.read(PAGE, "x.html").text == "jedan dva"


def test_a_hang_ends_in_time_and_the_next_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "_START", CULPRIT)
    with Confined(seconds=0.5) as readers, pytest.raises(Unreadable, match="too long"):
        readers.read(PAGE, "sleep")
    with Confined() as readers:
        assert readers.read(PAGE, "x.html").text == "jedan dva"


def test_a_loop_is_ended_by_its_cpu_time(monkeypatch: pytest.MonkeyPatch) -> None:
    hurried = CULPRIT.replace("from archivist.errors", "child.SECONDS = 1\nfrom archivist.errors")
    monkeypatch.setattr(parent, "_START", hurried)
    with Confined(seconds=60) as readers:
        began = time.monotonic()
        with pytest.raises(Unreadable, match="too long"):
            readers.read(PAGE, "spin")
        assert time.monotonic() - began < 20
        assert readers.read(PAGE, "x.html").text == "jedan dva"


def test_a_large_file_that_carries_others_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    hurried = CULPRIT.replace("from archivist.errors", "child.SECONDS = 1\nfrom archivist.errors")
    monkeypatch.setattr(parent, "_START", hurried)
    letter = "From a Mon Jun 01 10:00:00 2009\nSubject: Đorđe 😀\n\n" + f"{'dva ' * 500}\n" * 600
    with Confined(seconds=60) as readers:
        assert readers.read(letter.encode(), "slow.mbox").parts[0].title == "Đorđe 😀"
        with pytest.raises(Unreadable, match="too long"):
            readers.read(PAGE + b" " * 2**20, "spin.html")


def test_no_file_may_take_as_long_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    hurried = CULPRIT.replace(
        "from archivist.errors", "child.MOST_SECONDS = 1\nfrom archivist.errors"
    )
    monkeypatch.setattr(parent, "_START", hurried)
    letter = "From a Mon Jun 01 10:00:00 2009\nSubject: Đorđe 😀\n\n" + f"{'dva ' * 500}\n" * 600
    with Confined(seconds=60) as readers, pytest.raises(Unreadable, match="too long"):
        readers.read(letter.encode(), "spin.mbox")


def test_a_large_file_that_carries_no_others_is_waited_for_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parent, "_START", CULPRIT)
    began = time.monotonic()
    with Confined(seconds=0.5) as readers, pytest.raises(Unreadable, match="too long"):
        readers.read(PAGE + b" " * 2**20, "sleep")
    assert time.monotonic() - began < 5


def test_who_stops_waits_for_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "_START", CULPRIT)
    began = time.monotonic()
    with Confined(stopped=lambda: time.monotonic() > began + 0.5) as readers:
        with pytest.raises(Unreadable, match="stopped"):
            readers.read(PAGE, "sleep")
        assert time.monotonic() - began < 10


@linux
@pytest.mark.parametrize("name", ["memory", "eat"])
def test_too_much_memory_is_a_sentence(culprit: Confined, name: str) -> None:
    with pytest.raises(Refused, match="more memory"):
        culprit.read(PAGE, name)
    assert culprit.read(PAGE, "x.html").text == "jedan dva"


def test_nesting_without_end_is_a_sentence(culprit: Confined) -> None:
    with pytest.raises(Refused, match="nested too deeply"):
        culprit.read(PAGE, "deep")


@linux
@pytest.mark.parametrize(
    "name",
    ["network", "local", "write", "append", "remove", "rename", "program", "fork", "signal"],
)
def test_a_reader_taken_over_can_do_nothing(culprit: Confined, name: str) -> None:
    with pytest.raises(Refused, match="PermissionError"):
        culprit.read(PAGE, name)
    assert not Path(f"{os.devnull}-was-here").exists()


def test_what_a_library_prints_goes_nowhere(
    culprit: Confined, capfd: pytest.CaptureFixture[str]
) -> None:
    assert culprit.read(b"x", "chatter").text == "x"
    assert capfd.readouterr() == ("", "")


def test_a_child_that_is_killed_is_replaced_and_its_file_read_again() -> None:
    with Confined() as readers:
        readers.read(PAGE, "x.html")
        (child,) = (child for _pending, child in readers._busy)
        assert child._process is not None
        os.kill(child._process.pid, signal.SIGKILL)
        assert readers.read(PAGE, "x.html").text == "jedan dva"


def test_two_children_read_two_files_at_a_time_and_each_answer_is_its_own() -> None:
    with Confined(children=2) as readers:
        pending = [readers.begin(f"<p>{n}".encode(), f"{n}.html") for n in range(9)]
        assert [each.deposit().text for each in pending] == [str(n) for n in range(9)]


def test_no_name_and_no_text_stands_in_the_arguments_of_the_child() -> None:
    with Confined() as readers:
        readers.read(PAGE, "tajna.html")
        (child,) = (child for _pending, child in readers._busy)
        assert child._process is not None
        assert "tajna" not in str(child._process.args)


def test_a_child_is_gone_when_its_readers_are_closed() -> None:
    with Confined() as readers:
        readers.read(PAGE, "x.html")
        (child,) = (child for _pending, child in readers._busy)
        process = child._process
    assert process is not None
    assert process.returncode is not None


def test_a_page_is_read_through_the_door_without_readers_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "strana.html"
    path.write_bytes(PAGE)
    assert reading.read(path).text == "jedan dva"
