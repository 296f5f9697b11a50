"""What two readings of a passage differ in, word by word."""

import re
from difflib import SequenceMatcher
from itertools import islice

Ranges = tuple[tuple[int, int], ...]

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 400
"""Words that are compared: more than a card shows."""


def differences(before: str, after: str) -> tuple[Ranges, Ranges]:
    """The code points of `before` and of `after` that the other one does not have.

    >>> differences("the police stopped him", "the policemen stopped him.")
    (((4, 10),), ((4, 13), (25, 26)))
    """
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(
        None, [word for _, _, word in old], [word for _, _, word in new], autojunk=False
    )
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple(_range(old, low, high) for _, low, high, _, _ in changed if low < high),
        tuple(_range(new, low, high) for _, _, _, low, high in changed if low < high),
    )


def _words(text: str) -> list[tuple[int, int, str]]:
    found = islice(_WORD.finditer(text), _MOST)
    return [(each.start(), each.end(), each[0]) for each in found]


def _range(words: list[tuple[int, int, str]], low: int, high: int) -> tuple[int, int]:
    return words[low][0], words[high - 1][1]
