"""Cutting a stretch of text into runs over which the passages and the markup do not change."""

from dataclasses import dataclass
from itertools import pairwise

from archivist.bundle.model import Passage
from archivist.text import Span


@dataclass(frozen=True, slots=True)
class Run:
    """`text[start:end]` with the passages over it, first begun first, and the inline markup."""

    start: int
    end: int
    passages: tuple[Passage, ...]
    spans: tuple[Span, ...]


def runs(
    start: int, end: int, passages: tuple[Passage, ...], spans: tuple[Span, ...] = ()
) -> tuple[Run, ...]:
    """The runs that cover `start` to `end` without gap or overlap; none for an empty stretch."""
    marked = tuple(each for each in passages if each.start < end and start < each.end)
    styled = tuple(each for each in spans if each.start < end and start < each.end)
    borders = {start, end}
    borders |= {max(start, each.start) for each in marked} | {min(end, each.end) for each in marked}
    borders |= {max(start, each.start) for each in styled} | {min(end, each.end) for each in styled}
    edges = sorted(borders)
    return tuple(
        Run(
            left,
            right,
            tuple(each for each in marked if each.start <= left and right <= each.end),
            tuple(each for each in styled if each.start <= left and right <= each.end),
        )
        for left, right in pairwise(edges)
    )
