import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.confinement import confine, network_is_denied

linux = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A fresh Python that runs `code` and is given the time it needs, no more."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )


def answer(code: str) -> str:
    done = run(code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


CONFINED = "from archivist.confinement import confine, network_is_denied\nconfine()\n"
TRY = """
import socket
def attempt(family, kind=socket.SOCK_STREAM):
    try:
        socket.socket(family, kind).close()
    except PermissionError:
        return "refused"
    return "open"
"""


@linux
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK"])
def test_a_socket_to_the_network_is_refused(family: str) -> None:
    assert answer(f"{CONFINED}{TRY}print(attempt(socket.{family}, socket.SOCK_DGRAM))") == "refused"


@linux
def test_a_raw_packet_socket_is_refused() -> None:
    assert answer(f"{CONFINED}{TRY}print(attempt(socket.AF_PACKET, socket.SOCK_RAW))") == "refused"


@linux
def test_a_socket_inside_the_machine_works() -> None:
    code = f"{CONFINED}{TRY}print(attempt(socket.AF_UNIX), len(socket.socketpair()))"
    assert answer(code) == "open 2"


@linux
def test_a_socket_asked_of_the_kernel_past_python_is_refused() -> None:
    code = """
import ctypes, errno, platform
libc = ctypes.CDLL(None, use_errno=True)
socket, x32 = {"x86_64": (41, 0x40000000), "aarch64": (198, 0)}[platform.machine()]
io_uring_setup = 425
for call in (socket, x32 + socket, io_uring_setup):
    print(libc.syscall(call, 2, 1, 0), errno.errorcode[ctypes.get_errno()])
"""
    assert answer(CONFINED + code).split("\n") == ["-1 EACCES"] * 3


@linux
def test_without_confinement_the_same_attempt_opens_a_socket_unless_we_run_confined() -> None:
    state = "refused" if network_is_denied() else "open"
    assert answer(f"{TRY}print(attempt(socket.AF_INET))") == state


@linux
def test_a_thread_started_before_is_confined_too() -> None:
    code = (
        "import threading, queue\n"
        "asked, told = queue.Queue(), queue.Queue()\n"
        "def work():\n"
        "    asked.get()\n"
        "    told.put(attempt(socket.AF_INET))\n"
        "threading.Thread(target=work).start()\n"
    )
    finish = "asked.put(1)\nprint(told.get())"
    assert answer(f"{TRY}{code}{CONFINED}{finish}") == "refused"


@linux
def test_a_program_started_by_a_confined_one_is_confined() -> None:
    child = f"{TRY}print(attempt(socket.AF_INET), attempt(socket.AF_UNIX))"
    code = (
        f"{CONFINED}import subprocess, sys\n"
        f"subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    )
    assert answer(code) == "refused open"


@linux
def test_the_network_stays_where_it_is_asked_for() -> None:
    if network_is_denied():
        pytest.skip("this session is confined itself, and what it starts with it")
    code = "from archivist.confinement import confine, network_is_denied\nconfine(network=True)\n"
    assert answer(f"{code}{TRY}print(network_is_denied(), attempt(socket.AF_INET))") == "False open"


@linux
def test_confining_twice_adds_no_second_filter() -> None:
    read = "print(re.findall('Seccomp_filters:.*', open('/proc/self/status').read()))"
    read = f"import re\n{read}"
    assert answer(f"{CONFINED}confine()\n{read}") == answer(f"{CONFINED}{read}")


@linux
def test_memory_is_neither_dumped_nor_read_by_others() -> None:
    code = (
        f"{CONFINED}import ctypes, resource, os\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert answer(code) == "0 (0, 0)"


@linux
@pytest.mark.parametrize(("prepare", "outcome"), [("confine()", "refused"), ("pass", "read")])
def test_a_confined_memory_is_closed_to_the_same_user(prepare: str, outcome: str) -> None:
    # Root may read everything, so the reader gives its capabilities up first.
    code = f"""
import ctypes, os
from archivist.confinement import confine
ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
ready, tell = os.pipe()
if not (child := os.fork()):
    {prepare}
    os.write(tell, b".")
    import time; time.sleep(60)
os.read(ready, 1)
for name in ("mem", "maps", "environ"):
    try:
        open(f"/proc/{{child}}/{{name}}", "rb").close()
        print("read")
    except PermissionError:
        print("refused")
os.kill(child, 9); os.wait()
"""
    assert answer(code).split() == [outcome] * 3


def test_new_files_are_their_owners_alone() -> None:
    code = f"{CONFINED}import os\nprint(oct(os.umask(0)))"
    assert answer(code) == "0o77"


@linux
def test_memory_is_limited_where_asked() -> None:
    code = (
        "from archivist.confinement import confine\nconfine(memory=256 * 2**20)\n"
        "try:\n    bytearray(512 * 2**20)\nexcept MemoryError:\n    print('refused')"
    )
    assert answer(code) == "refused"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_process_that_spins_is_ended_when_its_seconds_are_up() -> None:
    done = run("from archivist.confinement import confine\nconfine(seconds=1)\nwhile True: pass")
    assert done.returncode == -signal.SIGXCPU


@linux
def test_a_limit_is_never_raised() -> None:
    code = (
        "import resource\nfrom archivist.confinement import confine\n"
        "confine(memory=2**30, seconds=20)\nconfine(memory=2**40, seconds=200)\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU))"
    )
    assert answer(code) == f"{2**30} (20, 21)"


@linux
def test_a_database_threads_and_files_work_when_confined(tmp_path: Path) -> None:
    code = """
import concurrent.futures, sqlcipher3
base = sqlcipher3.connect(path)
base.execute("pragma journal_mode=wal")
base.execute("create virtual table t using fts5(a)")
base.execute("insert into t values (?)", ("Славиша 🙂\\r\\n",))
base.commit()
found = base.execute("select count(*) from t").fetchone()[0]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(sum(pool.map(len, ["a", "š"])), found)
"""
    assert answer(f"{CONFINED}path = {str(tmp_path / 'a.db')!r}{code}") == "2 1"


@linux
def test_a_window_opens_when_confined() -> None:
    code = (
        "import os\nos.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        f"{CONFINED}from PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([])\nlabel = QLabel('Славиша 🙂')\nlabel.show()\napp.processEvents()\n"
        "print(label.grab().isNull())"
    )
    assert answer(code) == "False"


@linux
def test_this_very_session_can_be_confined() -> None:
    chosen = [__file__, "-q", "-p", "no:cacheprovider", "-k", "network or machine"]
    done = run(f"{CONFINED}import pytest, sys\nsys.exit(pytest.main({chosen!r}))")
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


def test_confine_in_the_running_process_leaves_it_usable() -> None:
    confine(network=True)
    assert answer("print('Славиша')") == "Славиша"


RENOUNCED = """
import os, subprocess, sys
from archivist.confinement import confine, renounce
confine()
renounced = renounce()
def attempt(what):
    try:
        what()
    except PermissionError:
        return "refused"
    return "done"
"""


@linux
@pytest.mark.parametrize(
    "act",
    [
        "open(os.devnull, 'w')",
        "open(os.devnull, 'a')",
        "os.open(os.devnull, os.O_RDWR)",
        "os.mkdir('/tmp/a')",
        "os.unlink('/tmp/a')",
        "os.rename('/tmp/a', '/tmp/b')",
        "os.symlink('/tmp/a', '/tmp/b')",
        "os.chmod('/tmp', 0o777)",
        "os.truncate('/tmp/a', 0)",
        "os.utime('/tmp')",
        "os.fork()",
        "subprocess.run(['/bin/true'])",
        "os.kill(os.getppid(), 0)",
    ],
)
def test_who_renounced_changes_nothing(act: str) -> None:
    assert answer(f"{RENOUNCED}print(renounced, attempt(lambda: {act}))") == "True refused"


@linux
def test_who_renounced_still_reads_and_has_threads() -> None:
    code = "import threading\nseen = []\nthread = threading.Thread(target=lambda: seen.append(1))\n"
    code += "thread.start()\nthread.join()\nprint(seen, open(os.devnull).read() == '')"
    assert answer(f"{RENOUNCED}{code}") == "[1] True"


@linux
def test_time_is_allowed_anew_for_each_file() -> None:
    code = """
import resource, time
from archivist.confinement import allow_seconds
for _ in range(2):
    allow_seconds(1)
    until = time.process_time() + 0.8
    while time.process_time() < until: pass
print("alive", flush=True)
allow_seconds(1)
while True: pass
"""
    done = run(code)
    assert (done.stdout, done.returncode) == ("alive\n", -signal.SIGXCPU)


@linux
def test_no_file_grows_beyond_its_limit(tmp_path: Path) -> None:
    code = f"""
from archivist.confinement import limit_files
limit_files(largest=0, most=32)
with open({str(tmp_path / "x")!r}, "wb", buffering=0) as file:
    try: file.write(b"x")
    except OSError: print("refused")
"""
    assert answer(code) == "refused"
