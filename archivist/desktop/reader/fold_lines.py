"""Keeps a line on the page at each folded stretch in view."""

import re

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QWidget

from archivist.desktop.reader.fold_line import FoldLine
from archivist.desktop.reader.page import Fold, Page
from archivist.desktop.reader.typography import FOLD_LINE
from archivist.text import StructuredText

# Code points of a stretch that are shown on its line.
_OPENING = 160
_GAPS = re.compile(r"\s+")


class FoldLines(QObject):
    """The lines of one page; `turned` carries the index of a fold to show or to hide."""

    turned = Signal(int)

    def __init__(self, viewport: QWidget) -> None:
        """None yet; they will stand on `viewport`."""
        super().__init__(viewport)
        self._viewport = viewport
        self._page: Page | None = None
        self._lines: dict[int, FoldLine] = {}

    def place(self, page: Page, view: QRectF) -> tuple[FoldLine, ...]:
        """Stand where the page leaves room for them; `view` is what it shows of the document.

        Returns those in view.
        """
        if page is not self._page:
            self._clear()
            self._page = page
        if not page.fold_lines:
            return ()
        seen = set()
        for block, area in page.blocks.in_view(view):
            index = page.fold_lines.get(block.position())
            if index is not None:
                seen.add(index)
                # The block says how high its letters are, not how high its line is.
                area.setHeight(FOLD_LINE)
                there = area.translated(-view.topLeft()).toRect()
                self._line(index).stand(there, page.style.tokens)
        for index in self._lines.keys() - seen:
            self._lines[index].hide()
        return tuple(self._lines[index] for index in seen)

    def tell(self, page: Page) -> None:
        """Say anew of each line on the page what its fold is."""
        if page is not self._page:
            return
        for index, line in self._lines.items():
            fold = page.folds[index]
            line.tell(fold.leaves, _opening(page.structure, fold), hidden=fold.hidden)

    def _line(self, index: int) -> FoldLine:
        if index not in self._lines and self._page is not None:
            line = self._lines[index] = FoldLine(self._viewport, index)
            self.tell(self._page)
            line.turned.connect(self.turned)
        return self._lines[index]

    def _clear(self) -> None:
        for line in self._lines.values():
            line.hide()
            line.deleteLater()
        self._lines.clear()


def _opening(text: StructuredText, fold: Fold) -> str:
    parts = []
    room = _OPENING
    for leaf in text.leaves[fold.first : fold.last + 1]:
        words = _GAPS.sub(" ", text.text[leaf.start : min(leaf.end, leaf.start + room)]).strip()
        if words:
            parts.append(words)
            room -= len(words)
        if room <= 0:
            break
    return " \u00b7 ".join(parts)
