"""Anchoring: a passage described so that it is found again after its text has changed.

A `Target` keeps a passage's place, its words, and 32 characters either side. `anchor` looks for it
where it was, then for the same words elsewhere, then for words equal but for spaces, case, marks
and typography, then for words that are nearly the same; so are those with another sign, mark or
border of a word. Where no find is good enough the answer is an honest None: a passage is never
moved to a place that merely resembles it.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, Literal

from archivist.alignment import ERRORS, PIECE, alignments, apart, distance
from archivist.lettering import Lettering, has_same_words
from archivist.matching import Matching

How = Literal["exact", "moved", "folded", "approximate"]

CONTEXT: Final = 32
"""Characters kept either side of a passage."""

ACCEPTED: Final = 0.72
"""The least `.7 * likeness of the words + .3 * likeness of what stands around them`."""

_QUOTE_WEIGHT = 0.7
_CONTEXT_WEIGHT = 0.3
_DISTANCE_WEIGHT = 0.05
# Below this likeness of its surroundings, the old place is weighed against the other ones.
_STILL_THERE = 0.5
# So many equal characters are not repeated by chance.
_TELLING = 64
_NEAREST = 32
_SEED = 8
_SEEDS = 64
_REGIONS = 8
_LONG_REGIONS = 2
_LONGEST_TAIL = 16
_SHORT_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class Target:
    """A passage of a text: `text[start:end] == exact`, in code points of the canonical text.

    `prefix` and `suffix` are what stands around it, up to 32 characters; `text_sha256` names the
    version of the text that the offsets count in.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage stands now, `text[start:end]`, and how it was found.

    `exact`: where it was. `moved`: the same words elsewhere. `folded`: they have other spaces
    between them, capitals, quotes or dashes. `approximate`: nearly the same words, to be reviewed.
    `score` is 1 where words and surroundings are as they were, and at least `ACCEPTED` where
    nothing else than their likeness tells that the passage is the same.
    """

    start: int
    end: int
    how: How
    score: float


def describe(text: str, start: int, end: int, *, text_sha256: str = "") -> Target:
    """The target of `text[start:end]`.

    Raises `ValueError` when that is empty or not within the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"No passage from {start} to {end} in a text of {len(text)} characters.")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Target(start, end, text[start:end], prefix, suffix, text_sha256)


def anchor(text: str, target: Target) -> Anchor | None:
    """Where `target` stands in `text`, or None when it is not there, or not surely enough.

    The time is that of a few dozen plain substring searches through `text`, whatever the length
    of the quote: the slow comparison of nearly equal words looks only at the few regions that
    share runs of eight characters with the quote or its surroundings, and at the whole of a text
    only when that has no more than 50,000 characters. Of places with equal words, the 32 nearest
    on either side of the old one are weighed.
    """
    return _Search(Lettering(text), target).best()


def carry(before: str, after: str, targets: Iterable[Target]) -> tuple[Anchor | None, ...]:
    """Where each of `targets`, passages of the text `before`, stands in its next version.

    Both texts are compared as wholes, so that a passage is told from its copies however alike what
    stands around them, and what was taken out is not found in what was there all along.
    """
    one, other = Lettering(before), Lettering(after)
    matching = Matching(one, other)
    return tuple(_Carrying(one, other, matching, target).best() for target in targets)


def find(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """All places of `quote` in `text`, in order, none overlapping another.

    When it stands nowhere as given: the places equal to it but for spaces, case, marks and
    typography, as a person types a quote.
    """
    size = len(quote)
    if exact := tuple((at, at + size) for at in _places(text, quote, step=size)):
        return exact
    field = Lettering(text)
    folded = field.folding.of(quote)
    size = len(folded)
    return tuple(field.span(at, at + size) for at in _places(field.folded, folded, step=size))


def resembling(text: str, target: Target) -> tuple[Anchor, ...]:
    """The places of `text` most like `target`, the likeliest first; a person chooses."""
    apart: list[Anchor] = []
    for each in sorted(_Search(Lettering(text), target).alike(), key=lambda each: -each.score):
        if all(each.end <= better.start or better.end <= each.start for better in apart):
            apart.append(each)
    return tuple(apart)


class _Search:
    """The search for one target in one text."""

    __slots__ = ("_ahead", "_behind", "_cut_out", "_field", "_quote", "_target")

    def __init__(self, field: Lettering, target: Target) -> None:
        self._field = field
        self._target = target
        self._ahead = field.folding.of(target.prefix)
        self._quote = field.folding.of(target.exact)
        self._behind = field.folding.of(target.suffix)
        self._cut_out: bool | None = None

    def best(self) -> Anchor | None:
        """The find of the strictest way of looking that is beyond doubt, else the best of all.

        Equal words in other surroundings may be a copy, while the passage itself was edited.
        """
        best = None
        for look in (self._in_place, self._same, self._equal, self._like):
            found = look() if self._target.exact else None
            if found and found.score >= _score(1.0, _STILL_THERE):
                return found
            if found and (best is None or found.score > best.score):
                best = found
        return best

    def alike(self) -> Iterator[Anchor]:
        """Places like the target, sure or not; where it stands whole, those places alone."""
        whole = [(*at, 1.0) for at in find(self._field.text, self._target.exact)[:_NEAREST]]
        for start, end, likeness in whole or self._likenesses(self._regions()):
            yield Anchor(start, end, "approximate", _score(likeness, self.around(start, end)))

    def _in_place(self) -> Anchor | None:
        """The old place, unless its surroundings are other ones, or stand whole elsewhere."""
        text, target = self._field.text, self._target
        start, end = target.start, target.start + len(target.exact)
        if start < 0 or not text.startswith(target.exact, start):
            return None
        around = self.around(start, end)
        whole = target.prefix + target.exact + target.suffix
        if around < _STILL_THERE or (around < 1 and whole in text):
            return None
        return Anchor(start, end, "exact", _score(1.0, around))

    def _same(self) -> Anchor | None:
        target = self._target
        starts = _near(
            self._field.text, target.prefix, target.exact, target.suffix, around=target.start
        )
        found = self._choose((at, at + len(target.exact), 1.0) for at in starts)
        at_home = found and found.start == target.start
        return found and replace(found, how="exact" if at_home else "moved")

    def _equal(self) -> Anchor | None:
        if not self._quote:
            return None
        field, size = self._field, len(self._quote)
        around = field.place(self._target.start)
        starts = _near(field.folded, self._ahead, self._quote, self._behind, around=around)
        found = self._choose((*field.span(at, at + size), 1.0) for at in starts)
        return found and replace(found, how=self.likeness_of(found.start, found.end))

    def likeness_of(self, start: int, end: int) -> How:
        """Whether a place with the letters of the target has its words too."""
        there = self._field.text[start:end]
        return "folded" if has_same_words(there, self._target.exact) else "approximate"

    def _like(self) -> Anchor | None:
        if int(len(self._quote) * ERRORS) == 0:
            return None
        found = self._choose(self._likenesses(self._regions()))
        size = len(self._field.folded)
        if found is None and size <= _SHORT_TEXT:
            found = self._choose(self._likenesses([(0, size)]))
        return found

    def _likenesses(self, regions: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
        for low, high in regions:
            for start, end, differing in alignments(self._field.folded, self._quote, low, high):
                span = self.whole_words(*self._field.span(start, end))
                yield (*span, 1 - differing / len(self._quote))

    def whole_words(self, start: int, end: int) -> tuple[int, int]:
        """The span, grown to whole words where the target began or ended with one."""
        text, target = self._field.text, self._target
        least, most = max(0, start - _LONGEST_TAIL), min(len(text), end + _LONGEST_TAIL)
        if not (target.prefix + " ")[len(target.prefix) - 1].isalnum():
            while start > least and text[start - 1].isalnum() and text[start].isalnum():
                start -= 1
        if not (target.suffix + " ")[0].isalnum():
            while end < most and text[end].isalnum() and text[end - 1].isalnum():
                end += 1
        return start, end

    def _regions(self) -> Iterator[tuple[int, int]]:
        """The regions of the folded text that share most with the quote and its surroundings."""
        folded, size = self._field.folded, len(self._quote)
        near = self._field.place(self._target.start)
        slack = int(min(size, PIECE) * ERRORS) + CONTEXT
        votes: Counter[int] = Counter()
        for at, seed in _seeds(self._ahead + self._quote + self._behind):
            shift = at - len(self._ahead)
            votes.update({(each - shift) // slack for each in _nearest(folded, seed, near + shift)})
        ranked = sorted(votes, key=lambda each: (-votes[each], abs(each - near // slack)))
        for each in ranked[: _REGIONS if size <= PIECE else _LONG_REGIONS]:
            start = each * slack
            yield max(0, start - slack), min(len(folded), start + 2 * slack + size)

    def _choose(self, spans: Iterable[tuple[int, int, float]]) -> Anchor | None:
        """The best of places with the likeness of their words, if it is good enough."""
        best, best_rank = None, 0.0
        for start, end, likeness in set(spans):
            around = self.around(start, end)
            score = _score(likeness, around)
            away = abs(start - self._target.start) / max(1, len(self._field.text))
            rank = score - _DISTANCE_WEIGHT * min(1.0, away)
            if rank > best_rank and self._is_enough(likeness, around):
                best, best_rank = Anchor(start, end, "approximate", score), rank
        return best

    def _is_enough(self, likeness: float, around: float) -> bool:
        """Whether the words and their surroundings are like enough to be the passage itself.

        Where the passage was cut out and the wound closed, a few words like it elsewhere are other
        words, unless their surroundings are alike too.
        """
        if _score(likeness, around) < ACCEPTED:
            return False
        if around >= _STILL_THERE or likeness * len(self._quote) >= _TELLING:
            return True
        return not self._is_cut_out()

    def _is_cut_out(self) -> bool:
        if self._cut_out is None:
            known = min(len(self._ahead), len(self._behind)) >= _SEED
            self._cut_out = known and self._ahead + self._behind in self._field.folded
        return self._cut_out

    def around(self, start: int, end: int) -> float:
        """How like the target's surroundings those of `text[start:end]` are, 0 to 1."""
        text, target, fold = self._field.text, self._target, self._field.folding.of
        if text.endswith(target.prefix, 0, start) and text.startswith(target.suffix, end):
            return 1.0
        reach = 2 * CONTEXT
        ahead, behind = text[max(0, start - reach) : start], text[end : end + reach]
        missing = distance(fold(ahead)[::-1], self._ahead[::-1])
        missing += distance(fold(behind), self._behind)
        return 1 - missing / max(1, len(self._ahead) + len(self._behind))


class _Carrying:
    """The way of one target from one version of a text to the next."""

    __slots__ = ("_matching", "_one", "_other", "_quote", "_search", "_target")

    def __init__(
        self, one: Lettering, other: Lettering, matching: Matching, target: Target
    ) -> None:
        self._one, self._other, self._matching = one, other, matching
        self._target = target
        self._quote = (one.place(target.start), one.place(target.end))
        self._search = _Search(other, target)

    def best(self) -> Anchor | None:
        start, end = self._quote
        cluster = self._cluster(self._matching.images[start:end])
        if not cluster:
            return None
        (first, image), (last, image_of_last) = cluster[0], cluster[-1]
        low = self._foreign_before(image, image - first)
        high = self._foreign_behind(image_of_last, image_of_last + (end - start - last))
        return self._found(low, high, cluster)

    @staticmethod
    def _cluster(images: Sequence[int]) -> list[tuple[int, int]]:
        """The most letters that stand together and in their order: place in the quote, image."""
        clusters: list[list[tuple[int, int]]] = [[]]
        for at, image in enumerate(images):
            if image < 0:
                continue
            last = clusters[-1][-1] if clusters[-1] else None
            if last and not last[1] < image <= last[1] + len(images):
                clusters.append([])
            clusters[-1].append((at, image))
        return max(clusters, key=len)

    def _foreign_before(self, image: int, wanted: int) -> int:
        """`wanted`, or what follows the nearest letter before `image` that came from elsewhere."""
        return max(wanted, self._matching.taken.rfind(1, 0, image) + 1)

    def _foreign_behind(self, image: int, wanted: int) -> int:
        found = self._matching.taken.find(1, image + 1)
        return min(wanted, len(self._other.folded) if found < 0 else found)

    def _found(self, low: int, high: int, cluster: list[tuple[int, int]]) -> Anchor | None:
        quote, there = self._one.folded[slice(*self._quote)], self._other.folded[low:high]
        place = self._other.span(low, high)
        start, end = self._search.whole_words(*place)
        differing = apart(there, quote, alike=[(at, image - low) for at, image in cluster])
        likeness = 1 - differing / len(quote)
        score = _score(likeness, self._search.around(start, end))
        if there == quote and (start, end) == place:
            return self._same_words(start, end, score)
        telling = score >= ACCEPTED or likeness * len(quote) >= _TELLING
        if likeness < 1 - ERRORS or not telling:
            return None
        return Anchor(start, end, "approximate", score)

    def _same_words(self, start: int, end: int, score: float) -> Anchor:
        """The place of words that are equal but for spaces, case, marks and typography, or wholly.

        Such signs at the ends of the passage are its own where all of it stands there.
        """
        target = self._target
        first, last = self._one.span(*self._quote)
        low = start - (first - target.start)
        high = low + len(target.exact)
        parts_alike = low <= start and (high >= end or last > target.end)
        if not parts_alike or self._other.text[max(0, low) : high] != target.exact:
            return Anchor(start, end, self._search.likeness_of(start, end), score)
        return Anchor(low, high, "exact" if low == target.start else "moved", score)


def _score(quote: float, context: float) -> float:
    return _QUOTE_WEIGHT * quote + _CONTEXT_WEIGHT * context


def _near(text: str, prefix: str, quote: str, suffix: str, *, around: int) -> tuple[int, ...]:
    """The nearest places of `quote` in all its surroundings; where there are none, of it alone."""
    whole = _nearest(text, prefix + quote + suffix, around - len(prefix))
    if whole:
        return tuple(at + len(prefix) for at in whole)
    before = {at + len(prefix) for at in _nearest(text, prefix + quote, around - len(prefix))}
    behind = _nearest(text, quote + suffix, around)
    return tuple(before.union(behind, _nearest(text, quote, around)))


def _nearest(text: str, needle: str, around: int) -> tuple[int, ...]:
    """Up to `_NEAREST` places of `needle` before `around` and as many from there on.

    Of places that overlap by more than seven eighths of their length only some are found:
    trying them all would take the square of the time.
    """
    before: deque[int] = deque(maxlen=_NEAREST)
    places = _places(text, needle, step=max(1, len(needle) // 8))
    for at in places:
        if at >= around:
            return (*before, at, *islice(places, _NEAREST - 1))
        before.append(at)
    return tuple(before)


def _places(text: str, needle: str, *, step: int) -> Iterator[int]:
    """The places of `needle`, each at least `step` after the one before; of an empty one, none."""
    at = text.find(needle) if needle else -1
    while at >= 0:
        yield at
        at = text.find(needle, at + step)


def _seeds(pattern: str) -> Iterator[tuple[int, str]]:
    """Different short runs of `pattern` spread over it, up to `_SEEDS`, with their places."""
    last = max(0, len(pattern) - _SEED)
    step = max(1, -(-last // (_SEEDS - 1)))
    seeds = {pattern[at : at + _SEED]: at for at in range(0, last + 1, step)}
    return ((at, seed) for seed, at in seeds.items())
