"""The parent's side of the confined readers: one child or two that read what may be hostile.

A child that crashes, hangs or outgrows its limits is ended by its process id and another takes
its place; the file it read gets one sentence and the next one is read as if nothing had been.
"""

import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TypeVar

import archivist
from archivist.errors import Refused
from archivist.intake import frames, kinds, wire
from archivist.intake.deposit import Deposit
from archivist.intake.wire import Garbled, Message

SECONDS = 20.0
"""Time by the clock that one file may take; its CPU time is the child's to keep."""
SECONDS_A_MIB, MOST_SECONDS = 6.0, 120.0
"""And for each full MiB of a file that carries others, up to the most."""
_SLICE = 0.25
"""Seconds between two looks whether anybody still waits."""

_FILES_A_CHILD = 1_000  # then a new one, so that what leaks does not grow
_LONGEST_SENTENCE = 1_000
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from importlib import import_module; "
    "import_module(f'archivist.intake.isolation.{sys.argv[2]}').main()"
)
_Answer = TypeVar("_Answer")


class Unreadable(Refused):
    """The file ended its reader, or would not end; nothing is known of it but its bytes."""


class Crashed(Unreadable):
    """The reader ended, by the file or by whatever ended it."""


_CRASHED = "The file could not be read: the reader crashed on it."
_TOO_LONG = "The file could not be read: it took too long."
_STOPPED = "The reading was stopped."


class Pending:
    """A file that a child is reading."""

    def __init__(self, child: "Child", request: Message, seconds: float) -> None:
        self._child = child
        self._request = request
        self._seconds = seconds
        self._outcome: Deposit | Refused | None = None
        self._until = 0.0
        self._ask()

    def deposit(self) -> Deposit:
        """The deposit, when it is read. Raises `Refused`, and `Unreadable` of it for a crash."""
        self.settle()
        if isinstance(self._outcome, Deposit):
            return self._outcome
        raise self._outcome or Refused(_CRASHED)

    def settle(self) -> None:
        """Wait until the child has answered or its time is over."""
        if self._outcome is not None:
            return
        try:
            try:
                self._outcome = self._answer()
            except Crashed:
                # What crashes twice does so by itself, and not for want of memory elsewhere.
                self._ask()
                self._outcome = self._answer()
        except Refused as refusal:
            self._outcome = refusal

    def _ask(self) -> None:
        self._until = time.monotonic() + self._seconds
        self._child.ask(self._request)

    def _answer(self) -> Deposit:
        content = self._request.blobs[0]
        return self._child.answer(self._until, lambda message: wire.decode(message, content))


class Confined(AbstractContextManager["Confined"]):
    """Confined readers, as a context: they start with the first file and end with the block."""

    def __init__(
        self,
        *,
        children: int = 1,
        seconds: float = SECONDS,
        stopped: Callable[[], bool] = bool,
    ) -> None:
        """Once `stopped` says so nothing is waited for: what is being read is not readable."""
        self._seconds = seconds
        self._idle = [Child(stopped=stopped) for _ in range(children)]
        self._busy: deque[tuple[Pending, Child]] = deque()

    def __exit__(self, *_failure: object) -> None:
        """End them."""
        self.close()

    @property
    def children(self) -> int:
        """How many files can be read at a time."""
        return len(self._idle) + len(self._busy)

    def begin(
        self,
        content: bytes,
        name: str,
        *,
        encoding: str | None = None,
        columns: Mapping[str, str] | None = None,
        first: int = 0,
    ) -> Pending:
        """Give a file to a child, waiting for one that reads when none is idle.

        With `first` its columns and first rows alone are looked at.
        """
        child = self._idle.pop() if self._idle else self._freed()
        asked = {"name": name, "encoding": encoding, "columns": dict(columns or {}), "first": first}
        head = wire.as_json(asked)
        pending = Pending(child, Message(head, (content,)), self._allowed(content, name))
        self._busy.append((pending, child))
        return pending

    def _allowed(self, content: bytes, name: str) -> float:
        mib = len(content) // 2**20
        if not mib or not kinds.may_carry(content, name):
            return self._seconds
        return max(self._seconds, min(self._seconds + SECONDS_A_MIB * mib, MOST_SECONDS))

    def _freed(self) -> "Child":
        """A child that has answered, or the one that has read longest when it does."""
        answered = (each for each in self._busy if each[1].has_answered)
        chosen = next(answered, self._busy[0])
        self._busy.remove(chosen)
        pending, child = chosen
        pending.settle()
        return child

    def read(
        self,
        content: bytes,
        name: str,
        *,
        encoding: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Deposit:
        """The deposit of one file. Raises `Refused`, and `Unreadable` of it for a crash."""
        return self.begin(content, name, encoding=encoding, columns=columns).deposit()

    def close(self) -> None:
        """End every child, and whatever it reads."""
        for child in (*self._idle, *(child for _pending, child in self._busy)):
            child.end()


class Child:
    """One child process, and the thread that waits at its pipes.

    `module` of this room is what runs in it. Once `stopped` says so, no answer is waited for.
    """

    def __init__(self, module: str = "child", *, stopped: Callable[[], bool] = bool) -> None:
        self._module = module
        self._stopped = stopped
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._requests: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._files = 0
        self._fetched = True

    @property
    def has_answered(self) -> bool:
        """Whether an answer waits, or was fetched already."""
        return self._fetched or not self._answers.empty()

    @property
    def is_new(self) -> bool:
        """Whether the next request goes to a process that has answered none."""
        return self._process is None or self._files == _FILES_A_CHILD

    def ask(self, request: Message) -> None:
        """Send a request; the answer is waited for by `answer`."""
        if self._files == _FILES_A_CHILD:
            self.end()
        if self._process is None:
            self._start()
        self._files += 1
        self._fetched = False
        self._requests.put(request)

    def answer(self, until: float, decode: Callable[[Message], _Answer]) -> _Answer:
        """What `decode` finds in the child's answer before the time `until`. Raises `Refused`."""
        self._fetched = True
        message = self._message(until)
        if message is None:
            if self._stopped():
                raise Unreadable(_STOPPED)
            if self.end() == -_cpu_time():
                raise Unreadable(_TOO_LONG)
            raise Crashed(_CRASHED)
        try:
            _require_no_refusal(message)
            return decode(message)
        except Garbled:
            self.end()
            raise Crashed(_CRASHED) from None

    def _message(self, until: float) -> Message | None:
        while True:
            left = until - time.monotonic()
            try:
                return self._answers.get(timeout=max(0.01, min(left, _SLICE)))
            except queue.Empty:
                if left > _SLICE and not self._stopped():
                    continue
                self.end()
                raise Unreadable(_STOPPED if self._stopped() else _TOO_LONG) from None

    def end(self) -> int:
        """End the process and its thread, and tell how the process ended."""
        if self._process is None:
            return 0
        process, self._process = self._process, None
        self._requests.put(None)
        if process.poll() is None and not self._has_ended(process):
            process.kill()
        return process.wait()

    def _has_ended(self, process: "subprocess.Popen[bytes]") -> bool:
        """Whether a process whose pipe closed has ended by itself, which says how."""
        try:
            process.wait(timeout=0.2 if self._answers.empty() else 0)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _start(self) -> None:
        self._answers, self._requests = queue.SimpleQueue(), queue.SimpleQueue()
        self._files = 0
        root = str(Path(archivist.__file__).parents[1])
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own program
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, root, self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        threading.Thread(
            target=_serve, args=(self._process, self._requests, self._answers), daemon=True
        ).start()


def _serve(
    process: "subprocess.Popen[bytes]",
    requests: "queue.SimpleQueue[Message | None]",
    answers: "queue.SimpleQueue[Message | None]",
) -> None:
    """Carry requests and answers until there are no more; a broken pipe is answered by `None`."""
    if process.stdin is None or process.stdout is None:
        return
    # What was still to be written to a child that is gone is lost when its pipe closes.
    with suppress(BrokenPipeError), process.stdin as asking, process.stdout as answering:
        while (request := requests.get()) is not None:
            try:
                frames.write(asking, request)
                message = frames.read(answering)
            except (OSError, Garbled):
                message = None
            answers.put(message)
            if message is None:
                return


def _require_no_refusal(message: Message) -> None:
    said = wire.from_json(message.head)
    refused = said.get("refused") if isinstance(said, dict) else None
    if isinstance(refused, str):
        raise Refused(refused[:_LONGEST_SENTENCE])


def _cpu_time() -> int:
    return getattr(signal, "SIGXCPU", 0)
