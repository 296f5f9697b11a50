"""The names that can be joined, and which of them fit what is typed, best first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest

from archivist.desktop.shelves.places import Place
from archivist.folding import fold

_WORD = re.compile(r"\w+")
_MOST_INITIALS = 12


class Fit(IntEnum):
    """How well a name fits, the best first."""

    EXACT = 0
    BEGINS = 1
    WORDS = 2
    INITIALS = 3


@dataclass(frozen=True, slots=True)
class Fitting:
    """A place whose name or alias `called` fits what was typed."""

    place: Place
    called: str
    fit: Fit


class Known:
    """Every name there is, folded once, so that each key typed costs little."""

    def __init__(self, places: Iterable[Place] = (), before: "Known | None" = None) -> None:
        """Of `places`, in their order; what `before` folded is not folded again."""
        self.places = tuple(places)
        folded = before._folded if before else {}  # noqa: SLF001 - another one of our own
        self._folded: dict[str, str] = {}
        self._entries: list[tuple[int, str, str]] = []
        self._exact: set[tuple[str, str]] = set()
        for number, place in enumerate(self.places):
            for called in (place.name, *place.aliases):
                plain = folded.get(called) or _plain(called)
                self._folded[called] = plain
                self._entries.append((number, called, plain))
                self._exact.add((place.kind, called.casefold()))

    def has(self, kind: str, name: str) -> bool:
        """Whether there is that very name of that kind, in whatever case."""
        return (kind, name.casefold()) in self._exact

    def fitting(
        self, typed: str, *, first: str, worst: Fit = Fit.INITIALS, limit: int = 8
    ) -> tuple[Fitting, ...]:
        """The names that fit `typed`, in any script, case or marks; none for nothing typed.

        An exact one comes first whatever it names; then those of the kind `first` before the
        others, beginnings of the name before beginnings of its words. Letters that begin several
        words, as “ami” does in “Amnesty International”, come last, and none comes that fits less
        than `worst`.
        """
        wanted = _plain(typed)
        if not wanted:
            return ()
        best: dict[int, tuple[Fit, str]] = {}
        for number, called, plain in self._entries:
            fit = fit_of(wanted, plain)
            if fit is not None and fit <= worst and fit < best.get(number, _NO_FIT)[0]:
                best[number] = (fit, called)
        ranked = (
            (
                (fit is not Fit.EXACT) + (fit is Fit.INITIALS),
                self.places[number].kind != first,
                fit,
                number,
            )
            for number, (fit, _) in best.items()
        )
        return tuple(
            Fitting(self.places[number], best[number][1], fit)
            for _, _, fit, number in nsmallest(limit, ranked)
        )


_NO_FIT = (len(Fit), "")


def fit_of(wanted: str, name: str) -> Fit | None:
    """How what was typed fits a name, both folded; `None` when it does not."""
    if name.startswith(wanted):
        return Fit.EXACT if name == wanted else Fit.BEGINS
    spaced = f" {name}"
    if f" {wanted}" in spaced or (
        " " in wanted and all(f" {part}" in spaced for part in wanted.split())
    ):
        return Fit.WORDS
    return Fit.INITIALS if _spelled(wanted, name) else None


def _spelled(wanted: str, name: str) -> bool:
    """Whether beginnings of words, from the first one on, spell what was typed."""
    if name[:1] != wanted[:1] or not 1 < len(wanted) <= _MOST_INITIALS or " " in wanted:
        return False
    first, *others = _WORD.findall(name) or [""]
    reached = _continued(wanted, 0, first)
    for word in others:
        reached |= {end for at in reached for end in _continued(wanted, at, word)}
    return len(wanted) in reached


def _continued(wanted: str, at: int, word: str) -> set[int]:
    """Where the letters typed are at, when `word` goes on from the letter `at`."""
    same = 0
    while at + same < len(wanted) and word[same : same + 1] == wanted[at + same]:
        same += 1
    return set(range(at + 1, at + same + 1))


def _plain(name: str) -> str:
    return " ".join(fold(name).split())
