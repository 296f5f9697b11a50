"""Paragraphs: what was said of them goes, in an article's next text, to those with the same words.

That is the role a person gave them, and what was decided of the furniture among them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archivist.articles import Article, Stretch, of_leaves, stretches
from archivist.intake.deposit import Proposal
from archivist.proposals import Proposals
from archivist.store.store import Change, Store
from archivist.text import StructuredText

Same = Mapping[int, int]


def same_leaves(before: StructuredText, after: StructuredText) -> Same:
    """The paragraphs of one text that say the same in the other, as often and in that order."""
    there = _by_words(after)
    return {
        at: place
        for words, places in _by_words(before).items()
        if len(places) == len(there.get(words, ()))
        for at, place in zip(places, there[words], strict=True)
    }


def carried_roles(subject: Article, same: Same) -> tuple[Stretch, ...]:
    """The roles given to paragraphs of an article, for those of its next text."""
    given = of_leaves(subject.roles)
    return stretches({same[at]: role for at, role in given.items() if at in same})


class Furniture:
    """What is proposed of an article, carried into its next text."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._proposals = Proposals(store)

    def carry(self, change: Change, article: str, same: Same, found: Iterable[Proposal]) -> None:
        """What was decided of paragraphs holds for those that stay; the rest is proposed anew."""
        decided: set[int] = set()
        known: set[tuple[str, str]] = set()
        for row in self._store.read("SELECT * FROM proposal WHERE article = ?", (article,)):
            if row["kind"] == "boilerplate":
                decided |= self._rework(change, dict(row), same)
            else:
                known.add((row["kind"], row["content"]))
        new = (
            _left(each, decided) for each in found if (each.kind, _json(each.content)) not in known
        )
        self._proposals.add(article, (each for each in new if each))

    def _rework(self, change: Change, row: dict[str, Any], same: Same) -> set[int]:
        leaves = {same[at] for at in _places(json.loads(row["content"])["leaves"]) if at in same}
        if row["state"] == "waiting" or not leaves:
            self._store.drop(change, "proposal", row["id"])
            return set()
        content = {"leaves": _stretches(leaves)}
        self._store.put(change, "proposal", row | {"content": _json(content)})
        return leaves


def _left(proposal: Proposal, decided: set[int]) -> Proposal | None:
    """The proposal without the paragraphs that were decided on; None when nothing is left."""
    if proposal.kind != "boilerplate":
        return proposal
    left = _stretches(set(_places(proposal.content["leaves"])) - decided)
    return replace(proposal, content={"leaves": left}) if left else None


def _by_words(text: StructuredText) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, leaf in enumerate(text.leaves):
        found.setdefault(text.text[leaf.start : leaf.end], []).append(at)
    return found


def _places(stretches: Iterable[Sequence[int]]) -> Iterator[int]:
    for first, last in stretches:
        yield from range(first, last + 1)


def _stretches(places: Iterable[int]) -> list[list[int]]:
    """The first and the last of each unbroken stretch."""
    found: list[list[int]] = []
    for at in sorted(places):
        if found and found[-1][1] == at - 1:
            found[-1][1] = at
        else:
            found.append([at, at])
    return found


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(dict(content), ensure_ascii=False)
