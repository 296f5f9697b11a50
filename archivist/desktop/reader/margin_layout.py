"""Where notes stand in a margin: each at its line, or as near to it as the others let it."""

from collections.abc import Sequence
from itertools import accumulate


def stacked(
    wanted: Sequence[float], heights: Sequence[float], *, gap: float, least: float = 0
) -> tuple[float, ...]:
    """The tops of boxes that want to stand at `wanted` (in order) and are `heights` high.

    They stay in order, `gap` apart at least, none above `least`, and the sum of the squares of
    what they are pushed by is the smallest there is.
    """
    stacks = accumulate((height + gap for height in heights[:-1]), initial=0.0)
    # Less the height of what stands above it, a box need only not stand higher than the one
    # before: groups of those that would are each put at their mean.
    above = list(stacks)[: len(wanted)]
    groups: list[tuple[float, int]] = []
    for top, used in zip(wanted, above, strict=True):
        mean, count = top - used, 1
        while groups and groups[-1][0] > mean:
            other, others = groups.pop()
            mean = (mean * count + other * others) / (count + others)
            count += others
        groups.append((mean, count))
    means = (max(least, mean) for mean, count in groups for _ in range(count))
    return tuple(mean + used for mean, used in zip(means, above, strict=True))
