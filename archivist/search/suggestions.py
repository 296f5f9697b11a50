"""Did you mean: words of the archive that are one or two slips away from one that is not in it."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from heapq import nsmallest

from archivist.folding import fold
from archivist.search.fields import names_of
from archivist.search.passages import word_list
from archivist.search.sql import one_of
from archivist.search.tree import TEXT_FIELDS, Leaf, Words
from archivist.store.store import Store

Correction = tuple[str, str]
"""A word or name as searched, and what may have been meant."""

_SHORTEST = 4
_LONGEST = 40
_SLIPS = 2
_WEIGHED = 12
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def corrections(store: Store, leaves: Iterable[Leaf]) -> tuple[Correction, ...]:
    """For each word that stands nowhere and each name that nobody has, the nearest there is."""
    found: dict[str, str] = {}
    for leaf in leaves:
        if isinstance(leaf, Words):
            for asked, meant in _of_leaf(store, leaf):
                found.setdefault(asked, meant)
    return tuple(found.items())


def _of_leaf(store: Store, leaf: Words) -> Iterator[Correction]:
    if leaf.field in TEXT_FIELDS or leaf.field == "note":
        for number, word in enumerate(leaf.words):
            is_beginning = leaf.prefix and number == len(leaf.words) - 1
            meant = "" if is_beginning else _nearest_word(store, word)
            if meant:
                yield word, meant
    elif not leaf.prefix:
        meant = _nearest_name(names_of(store, leaf.field), leaf)
        if meant:
            yield " ".join(leaf.words), meant


def _nearest_word(store: Store, word: str) -> str:
    if not _SHORTEST <= len(word) <= _LONGEST or word.isdecimal() or _uses(store, word):
        return ""
    near = {term: _distance(word, term) for term in _candidates(store, word)}
    likely = nsmallest(
        _WEIGHED,
        (term for term, slips in near.items() if slips <= _SLIPS),
        key=lambda term: (near[term], term[0] != word[0], abs(len(term) - len(word)), term),
    )
    uses = {term: _uses(store, term) for term in likely}
    used = [term for term in likely if uses[term]]
    return min(used, key=lambda term: (near[term], -uses[term]), default="")


def _candidates(store: Store, word: str) -> Iterator[str]:
    """Terms one slip away, wherever it is, and terms of like length that begin the same."""
    slipped = one_of("term", sorted(_one_slip_away(word)))
    rows = store.read(f"SELECT term FROM term WHERE {slipped.text}", slipped.values)
    start = word[:2]
    # Nothing sorts after the last character there is.
    rows += store.read(
        "SELECT term FROM term WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        (start, start + "\U0010ffff", len(word) - _SLIPS, len(word) + _SLIPS),
    )
    return (str(row["term"]) for row in rows)


def _one_slip_away(word: str) -> set[str]:
    """Every string that one letter dropped, swapped, changed or added makes of `word`."""
    letters = {*_LETTERS, *word}
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if right[1:]}
    changed = {left + char + right[1:] for left, right in cuts if right for char in letters}
    added = {left + char + right for left, right in cuts for char in letters}
    return dropped | swapped | changed | added


def _distance(one: str, other: str) -> int:
    """Letters dropped, added, changed or swapped between two words; above `_SLIPS`, some more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        older, before, row = before, row, [at]
        for to, against in enumerate(other, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (char != against))
            if older and to > 1 and char == other[to - 2] and one[at - 2] == against:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
        if min(row) > _SLIPS:
            return _SLIPS + 1
    return row[-1]


def _uses(store: Store, word: str) -> int:
    """How many articles and highlights hold the word."""
    row = store.one(
        "SELECT (SELECT count(*) FROM article_fts WHERE article_fts MATCH ?)"
        " + (SELECT count(*) FROM annotation_fts WHERE annotation_fts MATCH ?)",
        (f'"{word}"', f'"{word}"'),
    )
    return int(row[0]) if row else 0


def _nearest_name(names: list[str], leaf: Words) -> str:
    """The name with a word near each word asked for; none when a name holds them as they are."""
    near: dict[str, float] = {}
    for name in names:
        words = word_list(fold(name))
        if all(word in words for word in leaf.words):
            return ""
        if all(get_close_matches(word, words, 1, 0.75) for word in leaf.words):
            near[name] = abs(len(name) - sum(map(len, leaf.words)))
    return min(near, key=lambda name: (near[name], name), default="")
