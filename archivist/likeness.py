"""Likenesses: articles that say in the same words what another says, wholly or for half at least.

They are found by sketches (`archivist.sketching`), so a share is an estimate; that all words are
the same is none, nor is the share of a short text, of which a sketch tells too little.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archivist.articles import Article
from archivist.sketching import shares
from archivist.store.reading import Row
from archivist.store.store import Store

_SHORT = 32  # numbers in the sketch of some five hundred words
# Of runs: where two of five are the same, so are more than half of the words.
_ALIKE_FROM = 0.4
_WHOLE = 0.97  # what an estimate over some dozen runs can tell from everything

# A run of words that stands in very many texts says little: of those, only the oldest are read.
# Short texts by a quarter of their sketch, for they are then compared by every run.
_ALIKE = """
SELECT sketch.n AS n, size, min(h) < 0 AS is_same, sum(h >= 0) AS shared
FROM json_each(?1) AS mine JOIN sketch ON h = mine.value AND sketch.n <= coalesce(
  (SELECT n FROM sketch WHERE h = mine.value ORDER BY n LIMIT 1 OFFSET 256), ?2)
WHERE sketch.n <> ?3
GROUP BY sketch.n
HAVING min(h) < 0 OR sum(h >= 0) * iif(min(size, ?4) < ?5, 4, 2) >= min(size, ?4)
"""
_HIGHEST = 2**63 - 1
_WRITTEN = "SELECT body FROM text WHERE id = ?"
_SKETCHED = "SELECT sketch(body) AS numbers, body FROM text WHERE id = ?"
_SEEN = "SELECT id, n, title, text, original, json_extract(metadata, '$.\"part of\"') AS whole"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What one article has in common with another (its id and title).

    `within` is how much of the one stands in the other, from 0 to 1, `holds` how much of the
    other stands in the one.
    """

    article: str
    title: str
    is_same: bool
    within: float
    holds: float

    @property
    def share(self) -> float:
        """How much of the shorter one stands in the longer, nearly."""
        return max(self.within, self.holds)

    @property
    def sentence(self) -> str:
        """The likeness in words, said of the one article."""
        if self.is_same:
            return f"It says what “{self.title}” says, word for word."
        if min(self.within, self.holds) >= _WHOLE:
            return f"It says nearly word for word what “{self.title}” says."
        if self.holds >= max(_WHOLE, self.within):
            return f"It holds all or nearly all of “{self.title}”."
        if self.within >= _WHOLE:
            return f"All or nearly all of it stands in “{self.title}”."
        if self.within >= self.holds:
            return f"It shares {self.within:.0%} of its words with “{self.title}”."
        return f"It holds {self.holds:.0%} of the words of “{self.title}”."


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of which each is like another of them; `pairs` name both, the later one first."""

    articles: tuple[str, ...]
    pairs: tuple[tuple[str, Likeness], ...]


class Likenesses:
    """The room of what articles have in common."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, article: Article) -> tuple[Likeness, ...]:
        """The articles like this one, the likest first.

        Those it is a part of, and its own parts, are not among them.
        """
        subject = self._store.one(f"{_SEEN} FROM article WHERE id = ?", (article.id,))
        return tuple(likeness for _, likeness in self._of(subject)) if subject else ()

    def groups(self) -> Iterator[Group]:
        """All articles that are like another, in groups, by the age of the first of each."""
        together: dict[str, dict[str, None]] = {}
        pairs: dict[str, list[tuple[str, Likeness]]] = {}
        for subject in self._store.read(f"{_SEEN} FROM article ORDER BY n"):
            older = [each for n, each in self._of(subject) if n < subject["n"]]
            if older:
                pairs[subject["id"]] = [(subject["id"], each) for each in older]
                _unite(together, (*(each.article for each in older), subject["id"]))
        for members in {id(each): tuple(each) for each in together.values()}.values():
            found = (pair for each in members for pair in pairs.get(each, ()))
            yield Group(members, tuple(found))

    def _of(self, subject: Row) -> list[tuple[int, Likeness]]:
        """The articles like one, with their numbers."""
        numbers, body = self._store.read(_SKETCHED, (subject["text"],))[0]
        size = len(json.loads(numbers)) - 1
        found = [
            (row["n"], self._likeness(row, other, size, body))
            for row in self._store.read(_ALIKE, (numbers, _HIGHEST, subject["n"], size, _SHORT))
            for other in self._store.read(f"{_SEEN} FROM article WHERE n = ?", (row["n"],))
            if subject["original"] != other["whole"] and subject["whole"] != other["original"]
        ]
        return sorted((each for each in found if each[1].share >= _ALIKE_FROM), key=_rank)

    def _likeness(self, row: Row, other: Row, size: int, body: str) -> Likeness:
        """How like two texts are: by their words, by every run of them, or by their sketches."""
        if row["is_same"]:
            within = holds = 1.0
        elif min(size, row["size"]) < _SHORT:
            compared = self._store.read(_WRITTEN, (other["text"],))[0]["body"]
            within, holds = shares(body, compared)
        else:
            within, holds = row["shared"] / size, row["shared"] / row["size"]
        return Likeness(other["id"], other["title"], bool(row["is_same"]), within, holds)


def _rank(found: tuple[int, Likeness]) -> tuple[bool, float, int]:
    n, likeness = found
    return not likeness.is_same, -likeness.share, n


def _unite(together: dict[str, dict[str, None]], members: Iterable[str]) -> None:
    """Let all members stand in one group, with all that stood with any of them."""
    united: dict[str, None] = {}
    for each in members:
        united |= together.get(each, {each: None})
    for each in united:
        together[each] = united
