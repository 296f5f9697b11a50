"""Following: the passages of an article go where their words stand in its next text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from archivist import passages
from archivist.anchoring import Anchor, Target, carry, describe
from archivist.store.reading import Row
from archivist.store.store import Change, Store

How = Literal["exact", "moved", "folded", "approximate", "lost"]


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """What became of one annotation (its id) when its article got a new text.

    `exact`: it stands where it stood. `moved`: the same words elsewhere. `folded`: the same words
    with other spaces, capitals, quotation marks or dashes. `approximate`: nearly the same words,
    in doubt until a person confirms them. `lost`: nowhere, `now` is None. `former` is where it
    stood before; of a doubtful one that is whole again or lost, where it was marked.
    """

    annotation: str
    how: How
    former: Target
    now: Target | None


@dataclass(frozen=True, slots=True)
class _Mark:
    """An annotation by its id: where it stands and, when that is in doubt, where it was marked."""

    id: str
    target: Target
    former: Target | None


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of a mark: where it stands from now on, and how surely when in doubt."""

    line: RevisionLine
    target: Target
    former: Target | None = None
    score: str = ""


class Following:
    """The way of one article's passages into one text.

    The search, which is the long part, is done by `look_ahead` without holding the archive;
    `write` decides anew only on what was marked or changed since.
    """

    def __init__(self, store: Store, article: str, text: str, digest: str) -> None:
        self._store = store
        self._article = article
        self._text = text
        self._digest = digest
        self._found: dict[Target, Anchor | None] = {}
        self._fates: dict[tuple[str, _Mark], _Fate] = {}

    def look_ahead(self, before: str) -> None:
        """Decide on all passages there are, in an article whose text has the SHA-256 `before`."""
        self._decide_all(before, [mark for _, mark in self._marks()])

    def write(self, change: Change, before: str) -> tuple[RevisionLine, ...]:
        """Put every passage where it belongs, and tell of each."""
        marks = list(self._marks())
        self._decide_all(before, [mark for _, mark in marks])
        fates = [self._fates[before, mark] for _, mark in marks]
        for (row, mark), fate in zip(marks, fates, strict=True):
            self._write(change, row, mark, fate)
        return tuple(fate.line for fate in fates)

    def _marks(self) -> Iterator[tuple[Row, _Mark]]:
        former = {row["annotation"]: _target(row) for row in self._read(_FORMER)}
        for row in self._read(_PLACED):
            yield row, _Mark(row["id"], _target(row), former.get(row["id"]))

    def _read(self, sql: str) -> Iterable[Row]:
        return self._store.read(sql, (self._article,))

    # Looking for them

    def _decide_all(self, before: str, marks: list[_Mark]) -> None:
        new = [mark for mark in marks if (before, mark) not in self._fates]
        if before != self._digest:
            self._look_for(target for mark in new for target in (mark.former, mark.target))
        for mark in new:
            self._fates[before, mark] = self._decide(mark, before)

    def _look_for(self, targets: Iterable[Target | None]) -> None:
        by_text: dict[str, list[Target]] = {}
        for target in dict.fromkeys(targets):
            if target and target not in self._found and target.text_sha256 != self._digest:
                by_text.setdefault(target.text_sha256, []).append(target)
        for digest, some in by_text.items():
            row = self._store.one("SELECT body FROM text WHERE sha256 = ?", (digest,))
            found = carry(row["body"], self._text, some) if row else (None,) * len(some)
            self._found.update(zip(some, found, strict=True))

    def _decide(self, mark: _Mark, before: str) -> _Fate:
        marked = mark.former or mark.target
        if mark.target.text_sha256 == self._digest:
            how: How = "approximate" if mark.former else "exact"
            line = RevisionLine(mark.id, how, marked, mark.target)
            return _Fate(line, mark.target, mark.former)
        if before == self._digest:
            return _lost(mark.id, marked)
        anchor = self._anchor(marked)
        if mark.former and (anchor is None or anchor.how == "approximate"):
            # Its doubtful place is the likelier one, and stays in doubt.
            return self._fate(mark.id, mark.target, marked, self._anchor(mark.target) or anchor)
        return self._fate(mark.id, marked, marked, anchor)

    def _anchor(self, target: Target) -> Anchor | None:
        if target.text_sha256 == self._digest:
            return Anchor(target.start, target.end, "exact", 1.0)
        return self._found[target]

    def _fate(self, name: str, stood: Target, marked: Target, anchor: Anchor | None) -> _Fate:
        if anchor is None:
            return _lost(name, marked)
        now = describe(self._text, anchor.start, anchor.end, text_sha256=self._digest)
        if stood == marked and anchor.how != "approximate":
            return _Fate(RevisionLine(name, anchor.how, stood, now), now)
        line = RevisionLine(name, "approximate", stood, now)
        return _Fate(line, now, marked, f"{anchor.score:.3f}")

    # Writing it down

    def _write(self, change: Change, row: Row, mark: _Mark, fate: _Fate) -> None:
        if fate.target != mark.target:
            self._store.put(change, "annotation", dict(row) | _columns(fate.target))
        if fate.former and fate.score:
            doubt = {"annotation": mark.id, **_columns(fate.former)}
            self._store.put(change, "former", doubt | {"how": "approximate", "score": fate.score})
        elif mark.former and not fate.former:
            self._store.drop(change, "former", mark.id)


_PLACED = 'SELECT * FROM annotation WHERE article = ? ORDER BY "start", n'
_FORMER = (
    "SELECT former.* FROM former JOIN annotation ON annotation.id = annotation WHERE article = ?"
)


def _lost(name: str, marked: Target) -> _Fate:
    return _Fate(RevisionLine(name, "lost", marked, None), marked)


def _target(row: Row) -> Target:
    return Target(*(row[name] for name in passages.PLACE))


def _columns(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in passages.PLACE}
