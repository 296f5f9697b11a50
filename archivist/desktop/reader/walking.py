"""One stroke of a key: from where the caret stands on a page to where it then stands."""

from dataclasses import dataclass

from archivist.desktop.reader.caret import Caret
from archivist.desktop.reader.keys import Stroke
from archivist.desktop.reader.page import Page
from archivist.desktop.reader.selection import Selected
from archivist.desktop.reader.steps import Steps, Unit


@dataclass(frozen=True, slots=True)
class Walk:
    """A page to walk on, built around the caret; `screen` is the height of the view in pixels."""

    page: Page
    screen: float

    def after(
        self, selected: Selected, stroke: Stroke, *, extend: bool, aim: int | None
    ) -> tuple[Selected, int | None]:
        """The selection after a stroke, and where in its line the caret wants to stand.

        `aim` is what the stroke before said of the latter; it matters to steps by lines, which
        follow each other down a column.
        """
        match stroke.step:
            case "line" | "screen":
                return self._down_or_up(selected, stroke, extend=extend, aim=aim)
            case "line-end":
                caret, hangs = Caret(self.page).line_end(selected, forward=stroke.forward)
                return Selected(selected.anchor if extend else caret, caret, hangs), None
            case unit if stroke.sided:
                return self._sideways(
                    selected, unit, rightwards=stroke.forward, extend=extend
                ), None
            case unit:
                steps = Steps(self.page)
                step = steps.extended if extend else steps.moved
                return step(selected, unit, forward=stroke.forward), None

    def _sideways(
        self, selected: Selected, unit: Unit, *, rightwards: bool, extend: bool
    ) -> Selected:
        """An arrow points to a side: in a paragraph that runs leftwards, left is forward."""
        caret, steps = Caret(self.page), Steps(self.page)
        forward = rightwards != caret.runs_left(selected.caret)
        if extend:
            return steps.extended(selected, unit, forward=forward)
        if unit != "character":
            return steps.moved(selected, unit, forward=forward)
        if selected.range:
            end = selected.end if forward else selected.start
            return Selected(end, end)
        beside = caret.beside(selected.caret, rightwards=rightwards)
        if beside is None:
            return steps.moved(selected, unit, forward=forward)
        return Selected(beside, beside)

    def _down_or_up(
        self, selected: Selected, stroke: Stroke, *, extend: bool, aim: int | None
    ) -> tuple[Selected, int | None]:
        caret = Caret(self.page)
        across = caret.across(selected.caret, hangs=selected.hangs) if aim is None else aim
        place = caret.a_line_on(selected, across, forward=stroke.forward)
        if place is None:
            place = Steps(self.page).moved(selected, "text", forward=stroke.forward).caret
        elif stroke.step == "screen":
            top = caret.box(selected.caret, hangs=selected.hangs).top()
            place = self._a_screen_on(place, top, across, forward=stroke.forward)
        return Selected(selected.anchor if extend else place, place), across

    def _a_screen_on(self, place: int, top: float, across: int, *, forward: bool) -> int:
        caret = Caret(self.page)
        while True:
            there = caret.a_line_on(Selected(place, place), across, forward=forward)
            if there is None or abs(caret.box(there).top() - top) > self.screen:
                return place
            place = there
