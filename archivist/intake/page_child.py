"""The confined child of one PDF: it holds the file open and makes pictures of its pages."""

from math import sqrt
from typing import Any

import pypdfium2

from archivist.errors import Refused
from archivist.intake import child, pdf, wire
from archivist.intake.paging import LONGEST_SIDE, MOST_PIXELS
from archivist.intake.wire import Message

_HAIR = 1e-3


def main() -> None:
    """Confine this process, then show pages until nobody asks any more."""
    child.serve(Open().answer)


class Open:
    """The PDF that this process holds open: what came with the first request."""

    def __init__(self) -> None:
        self._document: Any = None
        self._reason = ""

    def answer(self, request: Message) -> Message:
        """What is asked of one page. Raises `Refused`."""
        if request.blobs:
            self._open(request.blobs[0])
        asked = wire.from_json(request.head)
        page = self._page(asked["page"])
        try:
            return picture(page, asked["width"])
        finally:
            page.close()

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
    bitmap = page.render(scale=scale(page, width), rev_byteorder=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        length = bitmap.width * 3
        starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        rgb = b"".join(rows[start : start + length] for start in starts)
        return Message(wire.as_json({"width": bitmap.width, "height": bitmap.height}), (rgb,))
    finally:
        bitmap.close()


def scale(page: Any, width: int) -> float:
    """Pixels to the point for a picture of that width, as far as there may be so many."""
    across, down = map(float, page.get_size())
    most = min(LONGEST_SIDE / max(across, down), sqrt(MOST_PIXELS / (across * down)))
    # A side is rounded up to whole pixels.
    return min(max(1, width - _HAIR) / across, most * (1 - _HAIR))
