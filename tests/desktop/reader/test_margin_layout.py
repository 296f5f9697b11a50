from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archivist.desktop.reader.margin_layout import stacked

NUMBERS = st.integers(0, 2_000)
BOXES = st.lists(st.tuples(NUMBERS, st.integers(10, 300)), max_size=30).map(
    lambda boxes: ([float(top) for top, _ in sorted(boxes)], [float(high) for _, high in boxes])
)
GAP = 8.0


def pushed(tops: tuple[float, ...], wanted: list[float]) -> float:
    """The sum of the squares of what boxes are pushed by."""
    return sum((top - want) ** 2 for top, want in zip(tops, wanted, strict=True))


@given(BOXES)
def test_notes_stay_in_order_and_never_overlap(boxes: tuple[list[float], list[float]]) -> None:
    wanted, heights = boxes
    tops = stacked(wanted, heights, gap=GAP)
    placed = list(zip(tops, heights, strict=True))
    for (top, height), (below, _) in pairwise(placed):
        assert below >= top + height + GAP - 1e-6
    assert all(top >= 0 for top in tops)


@given(BOXES)
def test_notes_that_have_room_are_not_pushed(boxes: tuple[list[float], list[float]]) -> None:
    wanted, heights = boxes
    spread = [want + 400.0 * n for n, want in enumerate(wanted)]
    assert stacked(spread, heights, gap=GAP) == tuple(spread)


@given(BOXES, st.integers(0, 29), st.floats(-40, 40))
def test_no_note_could_be_pushed_less(
    boxes: tuple[list[float], list[float]], which: int, by: float
) -> None:
    wanted, heights = boxes
    tops = stacked(wanted, heights, gap=GAP)
    other = list(tops)
    if not other:
        return
    other[which % len(other)] += by
    for index in range(which % len(other), 0, -1):
        other[index - 1] = min(other[index - 1], other[index] - heights[index - 1] - GAP)
    for index in range(which % len(other), len(other) - 1):
        other[index + 1] = max(other[index + 1], other[index] + heights[index] + GAP)
    if min(other) >= 0:
        assert pushed(tops, wanted) <= pushed(tuple(other), wanted) + 1e-3


def test_two_notes_on_one_line_share_the_push() -> None:
    assert stacked([100, 100], [40, 40], gap=10) == (75, 125)


def test_the_top_of_the_page_holds_notes_down() -> None:
    assert stacked([0, 0, 200], [40, 40, 40], gap=10) == (0, 50, 200)


def test_an_empty_margin_is_empty() -> None:
    assert stacked([], [], gap=10) == ()
