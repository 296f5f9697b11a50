"""A press of the mouse that selects: by characters, by words, or by paragraphs."""

from dataclasses import dataclass
from typing import Literal

from archivist.desktop.reader import motions
from archivist.desktop.reader.selection import Selected
from archivist.text import StructuredText

By = Literal["character", "word", "paragraph"]


@dataclass(frozen=True, slots=True)
class Press:
    """Where a press selected `start` to `end`, and what dragging from there selects by."""

    by: By
    start: int
    end: int

    def dragged(self, structure: StructuredText, offset: int) -> Selected:
        """What is selected once the mouse is at an offset: always all the press selected."""
        if offset >= self.end:
            last = self.end if offset == self.end else self._stop(structure, offset)
            return Selected(self.start, max(self.end, last))
        if offset <= self.start:
            return Selected(self.end, min(self.start, self._begin(structure, offset)))
        return Selected(self.start, self.end)

    def _begin(self, structure: StructuredText, offset: int) -> int:
        if self.by == "character" or offset == self.start:
            return offset
        start, end = _stretch(structure, self.by, offset)
        return end if self._blank(structure, start, end) else start

    def _stop(self, structure: StructuredText, offset: int) -> int:
        if self.by == "character":
            return offset
        start, end = _stretch(structure, self.by, offset - 1)
        return start if self._blank(structure, start, end) else end

    def _blank(self, structure: StructuredText, start: int, end: int) -> bool:
        return self.by == "word" and structure.text[start:end].isspace()


def press_at(structure: StructuredText, by: By, offset: int) -> Press:
    """A press on the character at an offset; beside the words of a line, on the nearest word."""
    if by == "character":
        return Press(by, offset, offset)
    if by == "paragraph":
        return Press(by, *motions.paragraph_at(structure, offset))
    first, last = motions.paragraph_at(structure, offset)
    start, end = _stretch(structure, by, offset)
    if not structure.text[start:end].strip():
        start, end = motions.word_at(structure.text, offset)
    # A paragraph of no words has none to select.
    return Press(by, start, end) if first <= start and end <= last else Press(by, offset, offset)


def _stretch(structure: StructuredText, by: By, place: int) -> tuple[int, int]:
    if by == "paragraph":
        return motions.paragraph_at(structure, place)
    if place >= len(structure.text):
        return place, place
    return motions.segment_at(structure.text, place)
