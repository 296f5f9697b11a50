"""Cutting a stretch of text where passages and markup begin and end."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archivist.bundle.model import Passage
from archivist.bundle.runs import runs
from archivist.text import Span

BLANK = Passage("A-001/1", "", 0, 1, "x", "", "", "", 1, "yellow")


@st.composite
def stretches(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, 30))
    return start, draw(st.integers(start + 1, 31))


@given(stretches(), st.lists(stretches(), max_size=6), st.lists(stretches(), max_size=4))
def test_runs_cover_the_stretch_once_and_know_what_lies_over_them(
    whole: tuple[int, int], marked: list[tuple[int, int]], styled: list[tuple[int, int]]
) -> None:
    passages = tuple(replace(BLANK, start=start, end=end) for start, end in marked)
    spans = tuple(Span("strong", start, end) for start, end in styled)
    cut = runs(*whole, passages, spans)
    assert [place for run in cut for place in range(run.start, run.end)] == list(range(*whole))
    for run in cut:
        for place in range(run.start, run.end):
            assert run.passages == tuple(p for p in passages if p.start <= place < p.end)
            assert run.spans == tuple(s for s in spans if s.start <= place < s.end)


def test_an_empty_stretch_has_no_runs() -> None:
    assert runs(3, 3, (replace(BLANK, start=0, end=9),)) == ()
