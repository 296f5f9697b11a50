"""The confined child of one PDF: it holds the file open, shows its pages and reads their words."""

from math import sqrt
from typing import Any

import pypdfium2

from archivist import confinement
from archivist.errors import Refused
from archivist.intake import wire
from archivist.intake.isolation import child
from archivist.intake.isolation.paging import LONGEST_SIDE, MOST_PIXELS
from archivist.intake.paper import pdf
from archivist.intake.paper.recogniser import Recogniser
from archivist.intake.wire import Message
from archivist.layout import POINTS, UNITS

RECOGNITION_SECONDS = 120
"""CPU time for the words of one page: 3 seconds is usual, a dense sheet of newspaper takes 40."""
DOTS = 300
"""Dots to the inch of a picture that is read: at half of them a third of the words is lost."""
_HAIR = 1e-3


def main() -> None:
    """Confine this process, then show pages until nobody asks any more."""
    child.serve(Open().answer)


class Open:
    """The PDF that this process holds open: what came with the first request."""

    def __init__(self) -> None:
        self._document: Any = None
        self._reason = ""
        self._recogniser: Recogniser | None = None

    def answer(self, request: Message) -> Message:
        """What is asked of one page. Raises `Refused`."""
        if request.blobs:
            self._open(request.blobs[0])
        asked = wire.from_json(request.head)
        page = self._page(asked["page"])
        try:
            if asked["does"] == "recognise":
                return self._recognised(page, tuple(asked["languages"]))
            return picture(page, asked["width"])
        finally:
            page.close()

    def _recognised(self, page: Any, languages: tuple[str, ...]) -> Message:
        confinement.allow_seconds(RECOGNITION_SECONDS)
        if self._recogniser is None or self._recogniser.languages != languages:
            self._recogniser = Recogniser(languages)
        return recognised(page, self._recogniser)

    def _open(self, content: bytes) -> None:
        try:
            self._document = pdf.opened(content)
            self._document.init_forms()
        except Refused as refusal:
            self._reason = str(refusal)

    def _page(self, number: int) -> Any:
        if self._document is None:
            raise Refused(self._reason)
        if not 0 <= number < len(self._document):
            raise Refused(f"The PDF has no page {number + 1}.")
        try:
            return self._document[number]
        except pypdfium2.PdfiumError:
            raise Refused(f"Page {number + 1} of the PDF is damaged and cannot be shown.") from None


def picture(page: Any, width: int) -> Message:
    """A page as a picture of that width, or as large as a picture may be."""
    across = page.get_width()
    # A side is rounded up to whole pixels.
    bitmap = page.render(scale=_at_most(page, max(1, width - _HAIR) / across), rev_byteorder=True)
    try:
        size = {"width": bitmap.width, "height": bitmap.height}
        return Message(wire.as_json(size), (_pixels(bitmap, 3),))
    finally:
        bitmap.close()


def recognised(page: Any, recogniser: Recogniser) -> Message:
    """The words seen in the picture of a page, by paragraph and line, in the units of a `Box`."""
    scale = _at_most(page, DOTS / POINTS)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        grey, width, height = _pixels(bitmap, 1), bitmap.width, bitmap.height
    finally:
        bitmap.close()
    seen = recogniser.read(grey, width, height, dots=round(scale * POINTS))
    units = UNITS / scale
    said = [
        [
            [(word, *(round(side * units) for side in box), sure) for word, *box, sure in line]
            for line in paragraph
        ]
        for paragraph in seen
    ]
    engine = f"tesseract-{recogniser.version}/{'+'.join(recogniser.languages)}"
    return Message(wire.as_json({"engine": engine, "paragraphs": said}))


def _pixels(bitmap: Any, size: int) -> bytes:
    """The rows of a bitmap with so many bytes a pixel, without what fills them up."""
    rows = memoryview(bitmap.buffer).cast("B")
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    return b"".join(rows[start : start + bitmap.width * size] for start in starts)


def _at_most(page: Any, scale: float) -> float:
    """Pixels to the point, as many as that or as a picture may have."""
    across, down = map(float, page.get_size())
    most = min(LONGEST_SIDE / max(across, down), sqrt(MOST_PIXELS / (across * down)))
    return min(scale, most * (1 - _HAIR))
