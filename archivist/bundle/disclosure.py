"""Which journal entries a bundle shows, and how much of each.

Every entry that touched a chosen article or highlight is shown with its heading, its leaf and
the proof of its place. Its words are shown only when all they say is handed over anyway: rows
that were chosen, without what a bundle leaves at home, and with the values they have now (a note
since reworded stays unsaid) or, of an article, those it came in with, which stand in its original.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archivist import custody
from archivist.bundle.model import Custody, CustodyEntry, Heading
from archivist.store.journal import Entry, Step, row_name

_QUIET = frozenset({"n", "status", "starred", "colour", "changed_at", "state"})
"""Columns whose earlier values say nothing of anyone."""

_OWN_PROPOSALS = frozenset({"metadata", "boilerplate"})
"""Kinds of proposals that speak of their own article only."""

_OWNERS: Mapping[str, tuple[str, ...]] = {
    "article": ("id",),
    "annotation": ("id", "article"),
    "annotation_tag": ("annotation", "tag"),
    "annotation_actor": ("annotation", "actor"),
    "annotation_event": ("annotation", "event"),
    "actor": ("id",),
    "alias": ("actor",),
    "tag": ("id", "parent"),
    "event": ("id", "article"),
    "event_actor": ("event", "actor"),
    "event_tag": ("event", "tag"),
    "source": ("event",),
    "proposal": ("article",),
}
"""The columns that must all name something chosen (or nothing) for a row to be chosen."""

_STAYING: Mapping[str, tuple[str, ...]] = {"actor": ("description",), "tag": ("definition",)}
"""What the archive says of names themselves, which no bundle says."""

Values = Mapping[str, Any]
_RowKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is in the bundle: `numbers` of articles and annotations by id, ids of all the rest.

    `aliases` are the actors' ids with the names that go along.
    """

    numbers: Mapping[str, str]
    others: frozenset[str]
    aliases: frozenset[tuple[str, str]] = frozenset()

    def holds(self, step: Step) -> bool:
        """Whether the row belongs to what was chosen."""
        return all(self._owns(step.table, row) for row in (step.before, step.after) if row)

    def _owns(self, table: str, row: Values) -> bool:
        if table not in _OWNERS or (table == "proposal" and row["kind"] not in _OWN_PROPOSALS):
            return False
        if table == "alias" and (row["actor"], row["name"]) not in self.aliases:
            return False
        if any(row[column] for column in _STAYING.get(table, ())):
            return False
        named = (row[column] for column in _OWNERS[table])
        return all(not name or name in self.numbers or name in self.others for name in named)

    def about(self, entry: Entry) -> tuple[str, ...]:
        """The numbers of the exhibits and passages that the entry touched, in order."""
        found = {
            self.numbers[name]
            for step in entry.steps()
            for name in _subjects(step)
            if name in self.numbers
        }
        return tuple(sorted(found, key=_in_order))


@dataclass(slots=True)
class _Past:
    """Values by row: the present ones, and the ones an article came in with."""

    present: dict[_RowKey, Values | None] = field(default_factory=dict)
    first: dict[_RowKey, Values] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        key = _key(step)
        self.present[key] = step.after
        if step.table == "article" and _is_renewed(step):
            self.first.pop(key, None)  # it came in with another text, which is not handed over
        if step.table == "article" and step.before is None and step.after:
            self.first.setdefault(key, step.after)

    def says_nothing_else(self, step: Step) -> bool:
        """Whether the step's values are those of the present row, or as the article came in."""
        key = _key(step)
        present = self.present[key]
        if present is None:
            return False
        known = (present, self.first.get(key, present))
        rows = (row for row in (step.before, step.after) if row)
        return all(
            column in _QUIET or any(row[column] == each.get(column) for each in known)
            for row in rows
            for column in row
        )


def disclose(
    entries: Iterable[Entry], leaves: Sequence[bytes], chosen: Chosen, *, archive: str, at: str
) -> Custody:
    """The slice of the journal that concerns what was chosen, proved by a checkpoint.

    `entries`, oldest first, are all that touched a chosen row; `leaves` are those of the whole
    journal, `archive` its id and `at` the time of issue.
    """
    touched = tuple(entries)
    past = _Past()
    for entry in touched:
        for step in entry.steps():
            past.take(step)
    concerned = [(entry, about) for entry in touched if (about := chosen.about(entry))]
    proofs = custody.inclusion_proofs(leaves, [entry.seq - 1 for entry, _ in concerned])
    before = _chains(leaves)
    checkpoint = custody.Checkpoint.over(leaves, archive=archive, at=at)
    shown = (
        CustodyEntry(
            about=about,
            entry=Heading(**entry.header()),
            leaf=entry.leaf.hex(),
            previous=before[entry.seq - 1],
            chain=entry.chain.hex(),
            proof=proof,
            **_words(entry, chosen, past),
        )
        for (entry, about), proof in zip(concerned, proofs, strict=True)
    )
    return Custody(checkpoint, tuple(shown))


def _words(entry: Entry, chosen: Chosen, past: _Past) -> dict[str, str | None]:
    steps = entry.steps()
    said = all(chosen.holds(step) and past.says_nothing_else(step) for step in steps)
    if not said or entry.salt is None:
        return {"salt": None, "payload": None}
    return {"salt": entry.salt.hex(), "payload": entry.payload}


def _is_renewed(step: Step) -> bool:
    """Whether the article got another text or another original."""
    before, after = step.before or {}, step.after or {}
    read = ("original", "text", "text_sha256")
    return bool(before and after) and any(before[name] != after[name] for name in read)


def _subjects(step: Step) -> Iterator[str]:
    for row in (step.before, step.after):
        if row and step.table in {"article", "annotation"}:
            yield str(row["id"])
        elif row and (step.table == "former" or step.table.startswith("annotation_")):
            yield str(row["annotation"])


def _key(step: Step) -> _RowKey:
    return step.table, row_name(step.table, step.after or step.before or {})


def _chains(leaves: Sequence[bytes]) -> list[str]:
    chain = custody.GENESIS
    chains = [chain.hex()]
    for leaf in leaves:
        chain = custody.link(chain, leaf)
        chains.append(chain.hex())
    return chains


def _in_order(number: str) -> tuple[int, ...]:
    exhibit, _, passage = number.removeprefix("A-").partition("/")
    return int(exhibit), int(passage or 0)
