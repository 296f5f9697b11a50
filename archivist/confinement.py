"""What a process of ours may not do: reach the network, leave its memory behind, grow without end.

On Linux (x86-64 and 64-bit ARM) a seccomp filter refuses every socket but those of the machine
itself, for all threads and all programs started from here, and cannot be taken off again. Other
systems have nothing comparable that a process can put on itself: there only the file mode, the
core limit and the limits on memory and time are set, and `network_is_denied` says so.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass
from typing import Final

_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_SECCOMP_FILTER_FLAG_TSYNC: Final = 1

_LOAD: Final = 0x20
_IF_EQUAL: Final = 0x15
_IF_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_REFUSE: Final = 0x00050000 | errno.EACCES
# Offsets in struct seccomp_data.
_NUMBER: Final = 0
_ARCHITECTURE: Final = 4
_FIRST_ARGUMENT: Final = 16
_X32_CALLS: Final = 0x40000000
_IO_URING_SETUP: Final = 425
_LOCAL_FAMILY: Final = 1
# No kernel has this family: without a filter the answer is that it is unknown, never a socket.
_NO_FAMILY: Final = 255

# Machine: its audit architecture, and the numbers of socket() and seccomp().
_MACHINES: Final = {
    "x86_64": (0xC000003E, 41, 317),
    "aarch64": (0xC00000B7, 198, 277),
}


_IF_ANY_BIT: Final = 0x45
_NO_SUCH_CALL: Final = 0x00050000 | errno.ENOSYS
_SECOND_ARGUMENT: Final = 24
_THIRD_ARGUMENT: Final = 32
# O_WRONLY, O_RDWR, O_CREAT and O_TRUNC; a thread is a clone that says so.
_WRITING: Final = 0x3 | 0x40 | 0x200
_CLONE_THREAD: Final = 0x10000
_CLONE3: Final = 435


@dataclass(frozen=True, slots=True)
class _Changes:
    """The numbers of the calls that change something outside the process."""

    refused: tuple[int, ...]
    open: int | None
    openat: int
    clone: int


# To run a program, be two, trace, write into another or signal it; any socket; to make, remove,
# rename, link, cut short or move a file or folder; to change its owner, rights, times or labels.
_CHANGES: Final = {
    "x86_64": _Changes(
        (
            *(59, 322, 57, 58, 101, 311, 62, 200, 41, 42, 85, 437, 87, 263, 82, 264, 316, 86, 265),
            *(88, 266, 83, 258, 84, 76, 90, 91, 268, 92, 93, 94, 260, 133, 259, 132, 235, 261, 280),
            *(188, 189, 190),
        ),
        open=2,
        openat=257,
        clone=56,
    ),
    "aarch64": _Changes(
        (
            *(221, 281, 117, 271, 129, 130, 198, 203, 437, 35, 38, 276, 37, 36, 34, 45, 52, 53),
            *(55, 54, 33, 88, 5, 6, 7),
        ),
        open=None,
        openat=56,
        clone=220,
    ),
}


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def confine(
    *, network: bool = False, memory: int | None = None, seconds: int | None = None
) -> None:
    """Put this process, its threads and all it starts under our limits; twice is as once.

    New files are readable by their owner alone, no core dump is written, and no other program
    of the same user reads this one's memory. Unless `network`, sockets other than AF_UNIX and
    io_uring answer EACCES. `memory` limits the address space, in bytes and on Linux alone;
    `seconds` is the CPU time after which SIGXCPU ends it. A limit already lower stays.
    """
    os.umask(0o077)
    _limit(memory=memory, seconds=seconds)
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        if not network and not network_is_denied():
            _deny_network()


def limit_files(*, largest: int, most: int) -> None:
    """Let this process write no file beyond `largest` bytes and hold `most` files open."""
    if sys.platform != "win32":
        import resource

        _lower(resource.RLIMIT_FSIZE, largest)
        _lower(resource.RLIMIT_NOFILE, most)


def allow_seconds(seconds: int) -> None:
    """Let this process use that much CPU time from now on, after which SIGXCPU ends it."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + 1 + seconds
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def renounce() -> bool:
    """Give up changing files, starting programs and signalling others; whether that is enforced.

    A file can still be read, and a thread begun. On Linux for good and for all threads; other
    systems have nothing to ask.
    """
    numbers = _CHANGES.get(platform.machine()) if sys.platform == "linux" else None
    if numbers is None or struct.calcsize("P") != 8:  # noqa: PLR2004 - as in _deny_network
        return False
    _install(_renouncing(numbers))
    return True


def network_is_denied() -> bool:
    """Whether the system refuses this process the network; asks it, and opens no socket."""
    denied = False
    if sys.platform == "linux":
        answer = _libc().socket(_NO_FAMILY, 1, 0)
        denied = answer == -1 and ctypes.get_errno() == errno.EACCES
    return denied


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _limit(*, memory: int | None, seconds: int | None) -> None:
    if sys.platform != "win32":
        import resource

        _lower(resource.RLIMIT_CORE, 0)
        if memory is not None and sys.platform == "linux":
            _lower(resource.RLIMIT_AS, memory)
        if seconds is not None:
            # The soft limit ends the process by a signal that says why, the hard one by SIGKILL.
            _lower(resource.RLIMIT_CPU, seconds, grace=1)


def _lower(kind: int, limit: int, *, grace: int = 0) -> None:
    if sys.platform != "win32":
        import resource

        soft, hard = (
            sys.maxsize if now == resource.RLIM_INFINITY else now
            for now in resource.getrlimit(kind)
        )
        lower = min(limit, soft)
        resource.setrlimit(kind, (lower, min(lower + grace, hard)))


def _deny_network() -> None:
    """Install the filter where we know the machine's call numbers and the kernel lets us."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or struct.calcsize("P") != 8:  # noqa: PLR2004 - a 32-bit program has other call numbers
        return
    architecture, socket_call, _seccomp_call = machine
    _install(_steps(architecture, socket_call))


def _install(filter_steps: tuple[bytes, ...]) -> None:
    seccomp_call = _MACHINES[platform.machine()][2]
    steps = b"".join(filter_steps)
    libc = _libc()
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    program = _Filter(len(steps) // 8, steps)
    libc.syscall(
        ctypes.c_long(seccomp_call),
        ctypes.c_uint(_SECCOMP_SET_MODE_FILTER),
        ctypes.c_uint(_SECCOMP_FILTER_FLAG_TSYNC),
        ctypes.byref(program),
    )


def _steps(architecture: int, socket_call: int) -> tuple[bytes, ...]:
    """The filter program: one step is code, jump if true, jump if false, operand."""
    return (
        _step(_LOAD, 0, 0, _ARCHITECTURE),
        _step(_IF_EQUAL, 1, 0, architecture),
        _step(_RETURN, 0, 0, _KILL),
        _step(_LOAD, 0, 0, _NUMBER),
        _step(_IF_AT_LEAST, 5, 0, _X32_CALLS),
        _step(_IF_EQUAL, 4, 0, _IO_URING_SETUP),
        _step(_IF_EQUAL, 0, 2, socket_call),
        _step(_LOAD, 0, 0, _FIRST_ARGUMENT),
        _step(_IF_EQUAL, 0, 1, _LOCAL_FAMILY),
        _step(_RETURN, 0, 0, _ALLOW),
        _step(_RETURN, 0, 0, _REFUSE),
    )


def _renouncing(numbers: _Changes) -> tuple[bytes, ...]:
    """The filter program that refuses the calls of `numbers`; jumps count the steps between."""
    opens = (numbers.openat,) if numbers.open is None else (numbers.openat, numbers.open)
    refused = numbers.refused
    tests = len(opens) + 2
    tail = (
        _step(_RETURN, 0, 0, _ALLOW),
        _step(_LOAD, 0, 0, _THIRD_ARGUMENT),
        _step(_IF_ANY_BIT, 5, 4, _WRITING),
        _step(_LOAD, 0, 0, _SECOND_ARGUMENT),
        _step(_IF_ANY_BIT, 3, 2, _WRITING),
        _step(_LOAD, 0, 0, _FIRST_ARGUMENT),
        _step(_IF_ANY_BIT, 0, 1, _CLONE_THREAD),
        _step(_RETURN, 0, 0, _ALLOW),
        _step(_RETURN, 0, 0, _REFUSE),
        _step(_RETURN, 0, 0, _NO_SUCH_CALL),
    )
    # After the tests comes the tail: where in it each of them goes.
    goals = ((numbers.clone, 5), (_CLONE3, 9), *zip(opens, (1, 3), strict=False))
    return (
        _step(_LOAD, 0, 0, _NUMBER),
        *(
            _step(_IF_EQUAL, len(refused) - 1 - at + tests + 8, 0, number)
            for at, number in enumerate(refused)
        ),
        *(
            _step(_IF_EQUAL, tests - 1 - at + goal, 0, number)
            for at, (number, goal) in enumerate(goals)
        ),
        *tail,
    )


def _step(code: int, if_true: int, if_false: int, operand: int) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, operand)
