"""Bytes made legible: decoded as they say they are, or as figures where they are no text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archivist.intake.decoding import MARKS
from archivist.text import canonical

LARGEST = 2 * 2**20
"""Bytes of an original that are shown."""

FIGURES = 4096
"""Bytes of an original that is no text, shown as figures."""

_ACROSS = 16
_AROUND = 50_000
_SOUGHT = (12, 6, 3)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Legible:
    """What can be shown of some bytes.

    `encoding` names how they were decoded, and is empty where they are shown as figures; `shown`
    of `size` bytes are there.
    """

    text: str
    encoding: str
    shown: int
    size: int

    @property
    def whole(self) -> bool:
        """Whether nothing was left off."""
        return self.shown == self.size


def legible(content: bytes, *, encoding: str = "") -> Legible:
    """The beginning of `content` to look at; `encoding` is what a person chose at import."""
    codec, name, begin = _codec(content, encoding)
    part = content[:LARGEST]
    # UTF-16 and UTF-32 hold zeros in every Latin letter.
    if b"\0" in part and not codec.startswith(("utf-16", "utf-32")):
        part = content[:FIGURES]
        return Legible("\n".join(_figures(part)), "", len(part), len(content))
    text = part[begin:].decode(codec, errors="replace")
    if len(part) < len(content):
        text = text.removesuffix("\N{REPLACEMENT CHARACTER}")
    return Legible(canonical(text), name, len(part), len(content))


def sought(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Where the first of `words` stand in `text`, whatever signs are between them.

    Of several places, the nearest to the offset `near`; None when not even three words of them
    stand together.
    """
    at = _nearest(re.escape(words), text, near) if words else None
    if at is not None:
        return at
    for count in _SOUGHT:
        some = [each[0] for each in islice(_WORD.finditer(words), count)]
        if len(some) < min(count, _SOUGHT[-1]):
            continue
        found = _nearest(r"[\W_]{1,40}".join(map(re.escape, some)), text, near)
        if found is not None:
            return found
    return None


def _codec(content: bytes, encoding: str) -> tuple[str, str, int]:
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return codec, name, len(mark)
    return (encoding, encoding, 0) if encoding else ("utf-8", "UTF-8", 0)


def _figures(part: bytes) -> Iterator[str]:
    for at in range(0, len(part), _ACROSS):
        row = part[at : at + _ACROSS]
        letters = "".join(chr(each) if 32 <= each < 127 else "." for each in row)  # noqa: PLR2004 - what ASCII prints
        yield f"{at:08x}  {row.hex(' '):<{3 * _ACROSS}} {letters}"


def _nearest(pattern: str, text: str, near: int) -> tuple[int, int] | None:
    """The place of a pattern nearest to an offset; far away only where there is none around it."""
    wanted = re.compile(pattern)
    for low, high in ((max(0, near - _AROUND), near + _AROUND), (0, len(text))):
        places = [found.span() for found in wanted.finditer(text, low, high)]
        if places:
            return min(places, key=lambda place: abs(place[0] - near))
    return None
