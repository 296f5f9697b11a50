"""The steps of a caret by units of the text; what is folded away is passed over."""

from collections.abc import Callable
from typing import Literal

from archivist.desktop.reader import motions
from archivist.desktop.reader.page import Page
from archivist.desktop.reader.selection import Selected
from archivist.text import leaf_at

Unit = Literal["character", "word", "sentence", "paragraph", "text"]
"""What a caret moves by in the text; "text" is its beginning and its end."""

Find = Callable[[str, int], int]


class Steps:
    """Where a caret comes to stand; offsets count code points."""

    def __init__(self, page: Page) -> None:
        """Steps over the text of `page`, built or not."""
        self._page = page
        self._text = page.structure.text
        self._units: dict[str, motions.Unit | motions.Paragraphs] = {
            "word": motions.WORD,
            "sentence": motions.SENTENCE,
            "paragraph": motions.Paragraphs(page.structure),
        }

    def moved(self, selected: Selected, unit: Unit, *, forward: bool) -> Selected:
        """The caret one step on, with nothing selected; forward is before the next unit."""
        if unit == "text":
            caret = self._edge(forward=forward)
        else:
            find = self._finder(unit, forward=forward)
            caret = self._found(selected.caret, find, forward=forward)
        return Selected(caret, caret)

    def extended(self, selected: Selected, unit: Unit, *, forward: bool) -> Selected:
        """The caret one step on, with the anchor where it is.

        By a unit the range comes to begin where one begins or to end where one ends, so that no
        space or full stop hangs on to its last word.
        """
        if unit not in self._units:
            caret = self.moved(selected, unit, forward=forward).caret
        else:
            caret = self._extended(selected, self._units[unit], forward=forward)
        return Selected(selected.anchor, caret)

    def shown(self, offset: int) -> int:
        """The offset, or the nearest one in view where its leaf is folded away."""
        after = self._out_of_folds(offset, motions.grapheme_after, -1, forward=True)
        if after >= 0:
            return after
        return self._out_of_folds(offset, motions.grapheme_before, offset, forward=False)

    def grown(self, start: int, end: int) -> tuple[int, int]:
        """The range grown to whole words, sentences, paragraphs, or to the whole text."""
        for unit in self._units.values():
            first = unit.at(self._text, start)
            last = first if end <= start else unit.at(self._text, max(start, end - 1))
            wider = min(start, first[0]), max(end, last[1])
            if wider != (start, end):
                return wider
        return 0, len(self._text)

    def _edge(self, *, forward: bool) -> int:
        if not forward:
            return self._out_of_folds(0, motions.grapheme_after, 0, forward=True)
        end = len(self._text)
        return self._out_of_folds(end, motions.grapheme_before, end, forward=False)

    def _finder(self, unit: Unit, *, forward: bool) -> Find:
        if unit not in self._units:
            return motions.grapheme_after if forward else motions.grapheme_before
        return self._units[unit].start_after if forward else self._units[unit].start_before

    def _extended(
        self, selected: Selected, unit: motions.Unit | motions.Paragraphs, *, forward: bool
    ) -> int:
        caret, anchor = selected.caret, selected.anchor
        shrinks = caret < anchor if forward else caret > anchor
        if shrinks:
            find = unit.start_after if forward else unit.end_before
            place = self._found(caret, find, forward=forward)
            if place <= anchor if forward else place >= anchor:
                return place
        return self._found(caret, unit.end_after if forward else unit.start_before, forward=forward)

    def _found(self, origin: int, find: Find, *, forward: bool) -> int:
        place = self._out_of_folds(find(self._text, origin), find, -1, forward=forward)
        return self._as_far_as_shown(origin, forward=forward) if place < 0 else place

    def _as_far_as_shown(self, origin: int, *, forward: bool) -> int:
        """The end of what is in view, or `origin` where all is folded away."""
        edge = self._edge(forward=forward)
        if self._page.fold_over(leaf_at(self._page.structure.leaves, edge)) is not None:
            return origin
        return max(origin, edge) if forward else min(origin, edge)

    def _out_of_folds(self, offset: int, find: Find, otherwise: int, *, forward: bool) -> int:
        """The offset, or what is found behind the folds that hide it, or else `otherwise`."""
        leaves = self._page.structure.leaves
        while leaves and (over := self._page.fold_over(leaf_at(leaves, offset))) is not None:
            fold = self._page.folds[over]
            if forward:
                border = leaves[fold.last].end
                beyond = border >= len(self._text)
            else:
                border = leaves[fold.first].start
                beyond = border <= 0
            if beyond:
                return otherwise
            offset = find(self._text, border)
        return offset
