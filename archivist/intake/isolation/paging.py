"""One open PDF, page by page: what its pages show, told by a confined child of its own."""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from archivist.intake import wire
from archivist.intake.isolation.confined import SECONDS, Child, Crashed
from archivist.intake.paper import recognised
from archivist.intake.paper.recognised import Recognised
from archivist.intake.wire import Garbled, Message

MOST_PIXELS = 40_000_000
"""Pixels of the largest picture: 120 MB, and room for A3 at 600 dots to the inch."""
RECOGNITION_SECONDS = 240.0
"""Time by the clock that the words of one page may take."""
LONGEST_SIDE = 20_000
"""Pixels of the longest side; what shows pictures has a limit of its own, at 32,767."""

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is shown: rows of pixels from the top, each red, green and blue in a byte."""

    width: int
    height: int
    rgb: bytes


class Paging(AbstractContextManager["Paging"]):
    """A PDF file whose pages can be asked for; a context, whose child ends with the block.

    Whoever asks waits for the answer, on one thread at a time. The child has the limits of every
    reader; a page that ends it costs one sentence, and the next page is shown by another.
    """

    def __init__(
        self,
        content: bytes,
        name: str = "",
        *,
        seconds: float = SECONDS,
        stopped: Callable[[], bool] = bool,
    ) -> None:
        """Once `stopped` says so, nothing is waited for: every page is not readable."""
        self._content = content
        self._name = name
        self._seconds = seconds
        self._child = Child("page_child", stopped=stopped)

    def __exit__(self, *_failure: object) -> None:
        """End the child."""
        self.close()

    def picture(self, page: int, *, width: int) -> Picture:
        """The page, from 0, as a picture so many pixels wide, or smaller where it is very long.

        Raises `Refused` where there is no such page or no such PDF, and `Unreadable` of it when
        the page ends its reader.
        """
        asked = {"does": "picture", "page": page, "width": width}
        return self._asked(asked, _picture, seconds=self._seconds)

    def recognise(self, page: int, languages: tuple[str, ...]) -> Recognised:
        """The words seen in the picture of the page, from 0, by Tesseract in these languages.

        Raises as `picture`, and `Refused` where Tesseract or a language is not installed.
        """
        asked = {"does": "recognise", "page": page, "languages": languages}
        return self._asked(asked, recognised.decode, seconds=RECOGNITION_SECONDS)

    def close(self) -> None:
        """End the child, and whatever it does; another request would start a new one."""
        self._child.end()

    def _asked(
        self,
        asked: Mapping[str, Any],
        decode: Callable[[Message], _Answer],
        *,
        seconds: float,
    ) -> _Answer:
        try:
            return self._once(asked, decode, seconds)
        except Crashed:
            # What crashes twice does so by itself, and not for want of memory elsewhere.
            return self._once(asked, decode, seconds)

    def _once(
        self, asked: Mapping[str, Any], decode: Callable[[Message], _Answer], seconds: float
    ) -> _Answer:
        head = wire.as_json({**asked, "name": self._name})
        # The file crosses once for each child, and not for each page.
        blobs = (self._content,) if self._child.is_new else ()
        self._child.ask(Message(head, blobs))
        return self._child.answer(time.monotonic() + seconds, decode)


def _picture(message: Message) -> Picture:
    said = wire.from_json(message.head)
    try:
        width, height = int(said["width"]), int(said["height"])
        (rgb,) = message.blobs
    except (KeyError, TypeError, ValueError):
        raise Garbled("no picture") from None
    if min(width, height) < 1 or max(width, height) > LONGEST_SIDE:
        raise Garbled("no size")
    if width * height > MOST_PIXELS or len(rgb) != width * height * 3:
        raise Garbled("no pixels")
    return Picture(width, height, rgb)
