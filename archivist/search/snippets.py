"""The few words of a text that show why it was found, cut from the text as it is stored."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from archivist.passages import LOST
from archivist.search.passages import Passage, Seeker, Unfolded
from archivist.search.query import Query
from archivist.search.sql import one_of
from archivist.search.tree import Words, wanted
from archivist.store.store import Store

Where = Literal["title", "text", "note", "quote", "lost quote"]

WIDTH = 200
"""Code points of a snippet, but for its ellipses."""

LEAD = 60
"""Code points shown before the first match."""

_PER_LEAF = 8
_ELLIPSIS = "…"
_BREAK = re.compile(r"[\n\t]")
_SENTENCE = 60
_OPENING = 20_000


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a title, text, note or quote; `matches` are code point ranges in `text`."""

    text: str
    matches: tuple[tuple[int, int], ...]
    where: Where = "text"


@dataclass(frozen=True, slots=True)
class Seekers:
    """What finds the words a query wants, in each part of an article where it wants them."""

    title: Seeker
    text: Seeker
    note: Seeker
    quote: Seeker


def seekers(query: Query) -> Seekers:
    """The seekers of a query; each looks for nothing where the query wants nothing."""
    found = [leaf for leaf in wanted(query.root) if isinstance(leaf, Words)]

    def among(*fields: str) -> Seeker:
        return Seeker(leaf for leaf in found if leaf.field in fields)

    return Seekers(among("", "title"), among("", "text"), among("", "note"), among(""))


def whole(seeker: Seeker, text: str, where: Where) -> Snippet | None:
    """The whole of a short text, if any of the words stands in it."""
    if not seeker.is_looking:
        return None
    shown = _BREAK.sub(" ", text)
    matches = _ranges(seeker, shown)
    return Snippet(shown, matches, where) if matches else None


def snippets(
    seeker: Seeker, text: str, *, most: int = 1, lead: int = LEAD, where: Where = "text"
) -> list[Snippet]:
    """The `most` stretches of `text` that hold the greatest variety of the words, best first."""
    if not seeker.is_looking:
        return []
    unfolded = Unfolded(text)
    places = seeker.found(unfolded.folded, most=_PER_LEAF)
    stretches: list[tuple[int, int]] = []
    for place in _best_first(places):
        passage = unfolded.passage(place)
        if all(passage.end <= start or passage.start >= end for start, end in stretches):
            stretches.append(_stretch(text, passage, lead))
        if len(stretches) == most:
            break
    return [_cut(seeker, text, start, end, where) for start, end in stretches]


def excerpt(text: str, *, title: str = "") -> Snippet:
    """The opening of a text: its first line of prose, else its first line that is not the title."""
    opening = [line.strip() for line in text[:_OPENING].split("\n")]
    lines = [line for line in opening if line and line != title.strip()]
    prose = next((line for line in lines if len(line) >= _SENTENCE), lines[0] if lines else "")
    end = _word_edge(prose, WIDTH) if len(prose) > WIDTH else len(prose)
    shown = _BREAK.sub(" ", prose[:end]).rstrip()
    return Snippet(shown + _ELLIPSIS if end < len(prose) else shown, ())


def from_notes(store: Store, found: Seekers, articles: Iterable[str]) -> dict[str, list[Snippet]]:
    """By article id, the notes in which the words stand, and the quotes of which they are part."""
    shown: dict[str, list[Snippet]] = {}
    if not (found.note.is_looking or found.quote.is_looking):
        return shown
    chosen = one_of("article", articles)
    sql = (
        f"SELECT article, exact, note, {LOST} AS lost FROM annotation WHERE {chosen.text} "
        "ORDER BY article, start"
    )
    for row in store.read(sql, chosen.values):
        held = shown.setdefault(row["article"], [])
        if row["note"]:
            held += snippets(found.note, row["note"], where="note")
        if not held:
            where: Where = "lost quote" if row["lost"] else "quote"
            held += snippets(found.quote, row["exact"], where=where)
    return shown


def _best_first(places: list[Passage]) -> list[Passage]:
    """The places by how many different words, and how rare ones, a snippet from there shows."""
    starts = [place.start for place in places]
    often = Counter(place.leaf for place in places)

    def worth(index: int) -> tuple[int, float]:
        stop = bisect_left(starts, places[index].start + WIDTH - LEAD)
        held = {place.leaf for place in places[index:stop]}
        return len(held), sum(1 / often[leaf] for leaf in held)

    # Sorting keeps the order of the text where the worth is the same.
    order = sorted(range(len(places)), key=worth, reverse=True)
    return [places[index] for index in order]


def _stretch(text: str, place: Passage, lead: int) -> tuple[int, int]:
    """From shortly before the place, whole words, not past the line it begins in."""
    line = text.rfind("\n", 0, place.start) + 1
    start = max(line, place.start - lead)
    if start > line:
        start = min(_word_edge_after(text, start), place.start)
    end = min(len(text), max(start + WIDTH, place.end))
    if end < len(text):
        end = max(_word_edge(text, end), place.end)
    return start, end


def _cut(seeker: Seeker, text: str, start: int, end: int, where: Where) -> Snippet:
    body = _BREAK.sub(" ", text[start:end]).strip()
    before = _ELLIPSIS if text[:start].strip() else ""
    after = _ELLIPSIS if text[end:].strip() else ""
    shown = f"{before}{body}{after}"
    return Snippet(shown, _ranges(seeker, shown), where)


def _ranges(seeker: Seeker, shown: str) -> tuple[tuple[int, int], ...]:
    return tuple((place.start, place.end) for place in seeker.places(shown))


def _word_edge(text: str, offset: int) -> int:
    """The end of the last whole word before `offset`; `offset` where a word has no end."""
    earliest = max(0, offset - WIDTH // 4)
    edge = max(text.rfind(" ", earliest, offset), text.rfind("\n", earliest, offset))
    return edge if edge > 0 else offset


def _word_edge_after(text: str, offset: int) -> int:
    found = text.find(" ", offset, offset + LEAD)
    return offset if found < 0 else found + 1
