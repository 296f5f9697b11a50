from hypothesis import given
from hypothesis import strategies as st

from archivist.desktop.reader.marks import Highlight, Highlights, Matches, Ranges, washes

RANGES = st.lists(st.tuples(st.integers(0, 12_000), st.integers(1, 9_000)), max_size=40).map(
    lambda pairs: tuple(sorted((start, start + length) for start, length in pairs))
)


@given(RANGES, st.integers(0, 20_000), st.integers(1, 3_000))
def test_the_ranges_met_are_those_a_slow_look_finds(
    ranges: tuple[tuple[int, int], ...], start: int, length: int
) -> None:
    end = start + length
    slow = [n for n, (low, high) in enumerate(ranges) if low < end and high > start]
    index = Ranges([low for low, _ in ranges], [high for _, high in ranges])
    assert list(index.meeting(start, end)) == slow


@given(RANGES)
def test_highlights_that_overlap_stand_in_different_lanes(
    ranges: tuple[tuple[int, int], ...],
) -> None:
    made = tuple(Highlight(str(n), *each, "rose") for n, each in enumerate(ranges))
    lanes = Highlights(made).meeting(0, 30_000)
    assert len(lanes) == len(ranges)
    for place, first in enumerate(lanes):
        for second in lanes[place + 1 :]:
            if second.highlight.start < first.highlight.end:
                assert first.lane != second.lane


def test_a_highlight_alone_is_in_the_first_lane_again() -> None:
    made = (
        Highlight("a", 0, 10, "yellow"),
        Highlight("b", 5, 20, "blue"),
        Highlight("c", 30, 40, "rose"),
    )
    assert [lane.lane for lane in Highlights(made).meeting(0, 50)] == [0, 1, 0]


def test_the_shortest_highlight_is_the_one_pressed() -> None:
    long, short = Highlight("long", 0, 90, "yellow"), Highlight("short", 40, 50, "rose")
    highlights = Highlights((short, long))
    assert highlights.at(45) == (short, long)
    assert highlights.at(50) == (long,)
    assert highlights.at(90) == ()


@given(RANGES.map(lambda ranges: ranges[:12]))
def test_behind_any_character_are_the_inks_of_the_two_shortest_highlights(
    ranges: tuple[tuple[int, int], ...],
) -> None:
    made = tuple(Highlight(str(n), *each, "rose") for n, each in enumerate(ranges))
    washed = washes(Highlights(made).meeting(0, 30_000))
    for place in {border for each in ranges for border in (*each, each[1] - 1)}:
        over = sorted(
            (each for each in made if each.start <= place < each.end),
            key=lambda each: (each.end - each.start, each.start),
        )
        seen = [wash.highlight for wash in washed if wash.start <= place < wash.end]
        assert sorted(each.end - each.start for each in seen) == [
            each.end - each.start for each in over[:2]
        ]
        assert len(set(seen)) == len(seen)


def test_the_current_match_is_told_apart() -> None:
    matches = Matches(((0, 4), (10, 14), (20, 24)), 1)
    assert matches.meeting(0, 20) == ((0, 4, False), (10, 14, True))
    assert Matches(((0, 4),), -1).meeting(0, 9) == ((0, 4, False),)


def test_each_highlight_takes_the_lowest_lane_that_is_free_where_it_begins() -> None:
    ranges = [(0, 10), (2, 4), (3, 9), (4, 6), (6, 8), (10, 12)]
    shown = Highlights(tuple(Highlight(f"{n}", *each, "rose") for n, each in enumerate(ranges)))
    lanes = {each.highlight.id: each.lane for each in shown.meeting(0, 20)}
    assert [lanes[f"{n}"] for n in range(6)] == [0, 1, 2, 1, 1, 0]
