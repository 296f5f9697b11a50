"""The names that can be joined, and which of them fit what is typed, best first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

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

    def __init__(self, places: Iterable[Place] = ()) -> None:
        """Of `places`, in their order."""
        self.places = tuple(places)
        self._folded = tuple(
            tuple((called, _plain(called)) for called in (place.name, *place.aliases))
            for place in self.places
        )
        self._exact = frozenset(
            (place.kind, called.casefold())
            for place in self.places
            for called in (place.name, *place.aliases)
        )

    def has(self, kind: str, name: str) -> bool:
        """Whether there is that very name of that kind, in whatever case."""
        return (kind, name.casefold()) in self._exact

    def fitting(self, typed: str, *, first: str, worst: Fit = Fit.INITIALS) -> tuple[Fitting, ...]:
        """The names that fit `typed`, in any script, case or marks; none for nothing typed.

        An exact one comes first whatever it names; then those of the kind `first` before the
        others, beginnings of the name before beginnings of its words. Letters that begin several
        words, as “ami” does in “Amnesty International”, come last, and none comes that fits less
        than `worst`.
        """
        wanted = _plain(typed)
        if not wanted:
            return ()
        found = []
        for number, place in enumerate(self.places):
            fitting = _best(place, wanted, self._folded[number])
            if fitting is not None and fitting.fit <= worst:
                tier = (fitting.fit is not Fit.EXACT) + (fitting.fit is Fit.INITIALS)
                found.append((tier, place.kind != first, fitting.fit, number, fitting))
        return tuple(each[-1] for each in sorted(found, key=lambda each: each[:-1]))


def fit_of(wanted: str, name: str) -> Fit | None:
    """How what was typed fits a name, both folded; `None` when it does not."""
    if name.startswith(wanted):
        return Fit.EXACT if name == wanted else Fit.BEGINS
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return Fit.WORDS
    return Fit.INITIALS if _spelled(wanted, name) else None


def _best(place: Place, wanted: str, folded: tuple[tuple[str, str], ...]) -> Fitting | None:
    best: Fitting | None = None
    for called, name in folded:
        fit = fit_of(wanted, name)
        if fit is not None and (best is None or fit < best.fit):
            best = Fitting(place, called, fit)
    return best


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
