"""What a person said of paragraphs of one article, as a rule that knows the same ones elsewhere.

A rule is made of marks. A mark by place names a part of the page (`aside.related`, a step of
`Deposit.places`) in which, in that article, nothing else stands; where there is none, as in
scraped text, a mark by words names a paragraph that is none of the article by all it says: menus
recur, stories do not. What neither can tell from the rest stays a matter of that one article.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archivist.text import Role, StructuredText

_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_FEWEST_LETTERS = 3
_MOST_LETTERS = 200
_PARAGRAPH = 12  # words


@dataclass(frozen=True, slots=True)
class Mark:
    """How paragraphs are known, and the role they get."""

    by: Literal["place", "words"]
    value: str
    role: Role


Rule = tuple[Mark, ...]
Roles = Mapping[int, Role]
"""The role of each leaf, by its index, that has another than it came with."""


def learned(
    text: StructuredText, places: Sequence[str], chosen: frozenset[int], role: Role
) -> Rule:
    """The marks of the chosen leaves of a text, which have the roles they had before.

    `places` are those of the text's leaves, or none where they are not known.
    """
    others = frozenset(range(len(text.leaves))) - chosen
    alike = frozenset(at for at in others if text.leaves[at].role == role)
    alien, unlike = _steps(places, others), _steps(places, others - alike)
    by_words = role in {"boilerplate", "hidden"}
    marks = []
    for at in sorted(chosen):
        step = _step(places, at, alien) or _step(places, at, unlike)
        letters = _letters(text, at)
        if step:
            marks.append(Mark("place", step, role))
        elif by_words and _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
            marks.append(Mark("words", letters, role))
    return tuple(dict.fromkeys(marks))


def joined(rule: Rule, more: Rule) -> Rule:
    """Both, where what was said later of the same paragraphs goes before."""
    new = {(mark.by, mark.value) for mark in more}
    return (*(mark for mark in rule if (mark.by, mark.value) not in new), *more)


def applied(rule: Rule, text: StructuredText, places: Sequence[str]) -> dict[int, Role]:
    """The leaves of a text that the rule knows, and their roles: words before places.

    Of places one inside the other, the inner one says more. What a page hides stays hidden.
    """
    by_words = {mark.value: mark.role for mark in rule if mark.by == "words"}
    by_place = {mark.value: mark.role for mark in rule if mark.by == "place"}
    roles: dict[int, Role] = {}
    for at, leaf in enumerate(text.leaves):
        role = by_words.get(_letters(text, at)) if by_words else None
        if role is None and places:
            role = _innermost(by_place, places[at])
        if role is not None and leaf.role != "hidden":
            roles[at] = role
    return roles


def folds_all(text: StructuredText, folded: frozenset[int], roles: Roles) -> bool:
    """Whether no paragraph would be left of an article that has one.

    `folded` are the leaves that are folded away already.
    """
    article = [at for at in range(len(text.leaves)) if _is_paragraph(text, at)]
    before = [at for at in article if at not in folded]
    return bool(before) and not any(
        roles.get(at, "boilerplate" if at in folded else "main") == "main" for at in article
    )


def to_json(rule: Rule) -> str:
    """A rule as the archive keeps it."""
    return json.dumps([[mark.by, mark.value, mark.role] for mark in rule], ensure_ascii=False)


def from_json(kept: str) -> Rule:
    """The rule that `to_json` wrote."""
    return tuple(Mark(by, value, role) for by, value, role in json.loads(kept))


def _steps(places: Sequence[str], leaves: Iterable[int]) -> frozenset[str]:
    found = {places[at] for at in leaves} if places else ()
    return frozenset(step for place in found for step in place.split("/"))


def _step(places: Sequence[str], at: int, alien: frozenset[str]) -> str:
    """The outermost part of the page around a leaf in which nothing alien stands, or empty."""
    steps = places[at].split("/") if places else ()
    return next((step for step in steps if step and step not in alien), "")


def _innermost(by_place: Mapping[str, Role], place: str) -> Role | None:
    if not by_place:
        return None
    steps = reversed(place.split("/"))
    return next((by_place[step] for step in steps if step in by_place), None)


def _letters(text: StructuredText, at: int) -> str:
    leaf = text.leaves[at]
    return _NOT_A_LETTER.sub("", text.text[leaf.start : leaf.end].casefold())


def _is_paragraph(text: StructuredText, at: int) -> bool:
    leaf = text.leaves[at]
    return leaf.role != "hidden" and len(text.text[leaf.start : leaf.end].split()) >= _PARAGRAPH
