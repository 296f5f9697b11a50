"""The words that Tesseract sees in the picture of a page; for the confined child alone."""

import os
from typing import Any

from archivist.errors import Refused
from archivist.intake.paper import tessdata

Seen = tuple[str, int, int, int, int, int]
"""A word, its left, top, right and bottom in pixels, and how sure it is, of a hundred."""


class Recogniser:
    """Tesseract, ready to read some languages."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        folder = tessdata.folder_of(languages)
        # Threads of its own would take more address space than the child has, and gain little.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        import tesserocr

        self._tesseract: Any = tesserocr
        self.languages = languages
        self.version = str(tesserocr.tesseract_version()).split()[1]
        try:
            self._reader = tesserocr.PyTessBaseAPI(
                path=str(folder), lang="+".join(languages), psm=tesserocr.PSM.AUTO
            )
        except RuntimeError:
            raise Refused(
                f"The data of “{'+'.join(languages)}” in {folder} cannot be read by "
                f"Tesseract {self.version}: install them again."
            ) from None

    def read(self, grey: bytes, width: int, height: int, *, dots: int) -> list[list[list[Seen]]]:
        """The words of a grey picture, by paragraph and line; `dots` to the inch."""
        self._reader.SetImageBytes(grey, width, height, 1, width)
        self._reader.SetSourceResolution(dots)
        try:
            return self._seen() if self._reader.Recognize() else []
        finally:
            self._reader.Clear()

    def _seen(self) -> list[list[list[Seen]]]:
        paragraphs: list[list[list[Seen]]] = []
        level = self._tesseract.RIL
        found = self._reader.GetIterator()
        for each in self._tesseract.iterate_level(found, level.WORD) if found else ():
            if each.IsAtBeginningOf(level.PARA):
                paragraphs.append([])
            if each.IsAtBeginningOf(level.TEXTLINE):
                paragraphs[-1].append([])
            box = each.BoundingBox(level.WORD)
            words = "" if each.Empty(level.WORD) else "".join(each.GetUTF8Text(level.WORD).split())
            if box and words:
                sure = round(each.Confidence(level.WORD))
                paragraphs[-1][-1].append((words, *box, sure))
        return paragraphs
