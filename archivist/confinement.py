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
    architecture, socket_call, seccomp_call = machine
    steps = b"".join(_steps(architecture, socket_call))
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


def _step(code: int, if_true: int, if_false: int, operand: int) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, operand)
