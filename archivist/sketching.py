"""Sketches: the few numbers by which two texts are known to share their words.

A sketch holds one in sixteen of the text's runs of four words, chosen by their hash and so the
same in every text they stand in, and one number for all the words in order. It compares words as
they fold: another spelling, case or punctuation makes no other text.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from zlib import crc32

from archivist.folding import fold

_ONE_IN = 16

_WORD = re.compile(r"\w+")


def sketch(text: str) -> list[int]:
    """The numbers of `text`: one below 0 for all its words, then those of its runs, from 0 on.

    A text without a word has none.
    """
    words = _WORD.findall(fold(text))
    if not words:
        return []
    numbers = map(crc32, map(str.encode, _runs(words)))
    return [_number_of_all(words), *{number for number in numbers if not number % _ONE_IN}]


def share(text: str, other: str) -> float:
    """How much of `text`, from 0 to 1, stands in `other` too, by every run of four words."""
    return shares(text, other)[0]


def shares(text: str, other: str) -> tuple[float, float]:
    """How much of `text` stands in `other`, and how much of `other` in `text`, as `share`."""
    words, others = _WORD.findall(fold(text)), _WORD.findall(fold(other))
    runs, other_runs = set(_runs(words)), set(_runs(others))
    if not runs or not other_runs:
        same = float(bool(words) and words == others)
        return same, same
    shared = len(runs & other_runs)
    return shared / len(runs), shared / len(other_runs)


def _runs(words: Sequence[str]) -> Iterator[str]:
    return map(" ".join, zip(words, words[1:], words[2:], words[3:], strict=False))


def _number_of_all(words: Sequence[str]) -> int:
    digest = blake2b(" ".join(words).encode(), digest_size=8).digest()
    return -1 - (int.from_bytes(digest, "big") >> 1)
