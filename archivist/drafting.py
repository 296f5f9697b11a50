"""Drafts: what a passage itself says of an event, for a person to take or to change."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archivist import dates
from archivist.folding import fold
from archivist.text import StructuredText, leaf_at

LONGEST_TITLE = 120
"""Code points of the longest title that is drafted."""

LONGEST_SENTENCE = 2_000
"""Code points looked at either side of a passage for the ends of its sentence."""

_SENTENCE_END = re.compile(
    # A full stop of a script that has no case ends a sentence whatever follows it.
    '[。！？؟۔।]+[”’»」』)]*|[.!?…]+[”’"»)]*(?=\\s+[^\\sa-zà-öø-ÿа-џ])'
)
_ABBREVIATED = re.compile(r"(?:^|[\s(“\"])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St|No|vs)\.$")
_WORD = re.compile(r"\w+")
_EDGES = " \t\n,;:–—-“”„‟\"'‘’«»()[]"
_NO_ACTOR = " \x00 "


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as a passage tells it: a title, a date as written or none, the ids of actors."""

    title: str
    date: str = ""
    actors: tuple[str, ...] = ()


def draft(
    text: StructuredText, start: int, end: int, *, names: Iterable[tuple[str, tuple[str, ...]]]
) -> Draft:
    """The draft of the event that `text.text[start:end]` tells of.

    The title is the passage; the date the only one in it or, where it has none, the only one in
    its sentence; the actors those of `names` (an id, and what they are called) in the sentence.
    Nothing is made up: without a date in the words there is none in the draft.
    """
    passage = text.text[start:end]
    first, last = sentence(text, start, end)
    around = text.text[first:last]
    date = _only_date(passage) if dates.candidates(passage) else _only_date(around)
    return Draft(_title(passage), date, tuple(_found(around, names)))


def sentence(text: StructuredText, start: int, end: int) -> tuple[int, int]:
    """The sentences, within their leaves, that hold the code points `start` to `end`.

    Of one without an end, no more than `LONGEST_SENTENCE` code points either side.
    """
    first = text.leaves[leaf_at(text.leaves, start)]
    last = text.leaves[leaf_at(text.leaves, max(start, end - 1))]
    low = max(first.start, start - LONGEST_SENTENCE)
    high = min(last.end, end + LONGEST_SENTENCE)
    before = [each for each in _ends(text.text, low, first.end) if each <= start]
    behind = (each for each in _ends(text.text, max(last.start, low), high) if each >= end)
    return before[-1] if before else low, next(behind, high)


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    dated = tuple(_dated(text, start, end))
    for found in _SENTENCE_END.finditer(text, start, end):
        dot = found.start() + 1
        if _ABBREVIATED.search(text, max(start, dot - 8), dot):
            continue
        if not any(first < found.end() < last for first, last in dated):
            yield found.end()


def _dated(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where dates stand: the dots in `26. Februar 2025` and `Feb. 26, 2025` end no sentence."""
    at = start
    for line in text[start:end].split("\n"):
        behind = 0
        for date in dates.candidates(line):
            first = line.find(date.written, behind)
            behind = first + len(date.written)
            yield at + first, at + behind
        at += len(line) + 1


def _only_date(words: str) -> str:
    found = {date.written: None for line in words.split("\n") for date in dates.candidates(line)}
    return next(iter(found)) if len(found) == 1 else ""


def _title(passage: str) -> str:
    plain = " ".join(passage.split()).strip(_EDGES)
    if len(plain) <= LONGEST_TITLE:
        return plain
    cut = plain[:LONGEST_TITLE]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:-1]).rstrip(_EDGES) + "…"


def _found(words: str, names: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The ids whose names stand in the words; a name within a longer one is not one of them."""
    places = [(_plain(name), key) for key, called in names for name in called]
    left = _plain(words)
    at: dict[str, int] = {}
    for name, key in sorted(places, key=lambda place: -len(place[0])):
        found = left.find(name) if name.strip() else -1
        if found >= 0:
            at[key] = min(found, at.get(key, found))
            left = left.replace(name, _NO_ACTOR + " " * (len(name) - len(_NO_ACTOR)))
    return iter(sorted(at, key=lambda key: at[key]))


def _plain(words: str) -> str:
    return f" {' '.join(_WORD.findall(fold(words)))} "
