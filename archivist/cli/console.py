"""Where a verb prints: data on standard output, messages and progress on standard error."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from archivist.text import canonical

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CLEAR_LINE = "\r\x1b[K"
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_LONGEST_TITLE = 120

SHORT = 8
"""Characters of an id shown in lists."""


def one_line(text: str) -> str:
    """`text` on one line that moves no cursor and hides no word: safe to print to a terminal."""
    flat = canonical(text).replace("\n", " ").replace("\t", " ")
    return _DIRECTION.sub(lambda found: f"<U+{ord(found[0]):04X}>", flat)


def cut(text: str, longest: int = _LONGEST_TITLE) -> str:
    """As `one_line`, of at most `longest` characters: what a list shows of a title or quote."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def counted(number: int, one: str, several: str = "") -> str:
    """`1 exhibit`, `2 exhibits`; `several` where the plural is more than an s."""
    return f"{number} {one if number == 1 else several or one + 's'}"


@dataclass(frozen=True, slots=True)
class Console:
    """The three streams of one call, and how to write to them."""

    out: TextIO
    messages: TextIO
    keyboard: TextIO
    as_json: bool = False
    colour: bool = False
    progress: bool = False

    @classmethod
    def of_process(cls, *, as_json: bool, environment: Mapping[str, str]) -> "Console":
        """The console of this process: colours and progress only on a terminal."""
        plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
        return cls(
            out=sys.stdout,
            messages=sys.stderr,
            keyboard=sys.stdin,
            as_json=as_json,
            colour=sys.stdout.isatty() and not plain,
            progress=sys.stderr.isatty(),
        )

    def row(self, record: Mapping[str, Any], *lines: str) -> None:
        """One record: a line of JSON with `--json`, else `lines`."""
        if self.as_json:
            print(json.dumps(record, ensure_ascii=False, default=dict), file=self.out)
            return
        for line in lines:
            print(line, file=self.out)

    @property
    def beside_data(self) -> TextIO:
        """Where words go that a person reads among the data, and no program does."""
        return self.messages if self.as_json else self.out

    def exactly(self, content: bytes) -> None:
        """Bytes as they are, for another program or a file."""
        self.out.flush()
        self.out.buffer.write(content)
        self.out.buffer.flush()

    def say(self, sentence: str) -> None:
        """A message for the person, never part of the data."""
        self.done_counting()
        print(sentence, file=self.messages)

    def count(self, words: str) -> None:
        """Progress, in place, and only where somebody watches."""
        if self.progress:
            self.messages.write(f"{_CLEAR_LINE}{words}")
            self.messages.flush()

    def done_counting(self) -> None:
        """Take the progress line away."""
        if self.progress:
            self.messages.write(_CLEAR_LINE)
            self.messages.flush()

    def marked(self, text: str, places: Iterable[tuple[int, int]]) -> str:
        """`text` on one line with the given places in bold, or between brackets without colour."""
        before, after = (_BOLD, _PLAIN) if self.colour else ("[", "]")
        parts, at = [], 0
        for start, end in places:
            parts += [one_line(text[at:start]), before, one_line(text[start:end]), after]
            at = end
        return "".join([*parts, one_line(text[at:])])
