"""The journal: one salted, chained entry a change, with each row before and after.

An entry's leaf covers its number, time, agent, action and a salted commitment to its payload.
The payload can be erased (a source who must be forgotten) while the chain stays whole, and one
entry can be disclosed without the others becoming guessable.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from archivist import custody
from archivist.store.editions import KEYS

Connection = Any  # sqlcipher3 ships no types
Values = Mapping[str, Any]

# Rows hold text, whole numbers and nothing (the tables are strict), for which this form is
# canonical as it is.
PAYLOAD = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
"""How rows are written, before they are hashed."""

_COLUMNS = "seq, at, agent, action, act, undoes, salt, payload, commitment, leaf, chain"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of one table, before and after; `None` where there is no row."""

    table: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal entry.

    `act` is the first entry of the act it belongs to, which undo takes back whole; `undoes` the
    entry it takes back. `payload` and `salt` are `None` once erased.
    """

    seq: int
    at: str
    agent: str
    action: str
    act: int
    undoes: int | None
    salt: bytes | None
    payload: str | None
    commitment: str
    leaf: bytes
    chain: bytes

    def header(self) -> dict[str, Any]:
        """What the leaf covers."""
        return {
            "v": 1,
            "seq": self.seq,
            "at": self.at,
            "agent": self.agent,
            "action": self.action,
            "act": self.act,
            "undoes": self.undoes,
            "commitment": self.commitment,
        }

    def steps(self) -> tuple[Step, ...]:
        """The rows the entry changed, in order; none when the payload was erased.

        Raises `ValueError`, `TypeError` or `KeyError` when the stored payload is not what any
        change writes.
        """
        if self.payload is None:
            return ()
        return tuple(Step(*step) for step in json.loads(self.payload))

    @property
    def is_erased(self) -> bool:
        """Whether the payload was erased on purpose: it and its salt are gone together."""
        return self.payload is None and self.salt is None

    @property
    def touched(self) -> tuple[tuple[str, str], ...]:
        """The tables and keys of the rows the entry changed, for whoever shows them."""
        rows = ((step.table, step.after or step.before or {}) for step in self.steps())
        return tuple((table, row_name(table, row)) for table, row in rows)


def row_name(table: str, row: Values) -> str:
    """The id of the row; for a link, the ids it joins."""
    return " ".join(str(row[column]) for column in KEYS[table])


def last(connection: Connection) -> tuple[int, str, bytes]:
    """Number, time and chain of the newest entry; `(0, "", GENESIS)` for an empty journal."""
    row = connection.execute("SELECT seq, at, chain FROM journal ORDER BY seq DESC LIMIT 1")
    found = row.fetchone()
    return (found[0], found[1], found[2]) if found else (0, "", custody.GENESIS)


@dataclass(frozen=True, slots=True)
class Heading:
    """What is said of a change beside its rows."""

    at: str
    agent: str
    action: str
    act: int | None = None
    undoes: int | None = None


def append(
    connection: Connection, heading: Heading, steps: tuple[Step, ...], *, salt: bytes
) -> Entry:
    """Write the next entry, inside the caller's transaction, and return it."""
    number, _, chain = last(connection)
    payload = PAYLOAD.encode([(step.table, step.before, step.after) for step in steps]).encode()
    seq = number + 1
    unlinked = Entry(
        seq=seq,
        at=heading.at,
        agent=heading.agent,
        action=heading.action,
        act=heading.act or seq,
        undoes=heading.undoes,
        salt=salt,
        payload=payload.decode(),
        commitment=custody.commitment(payload, salt),
        leaf=b"",
        chain=b"",
    )
    leaf = custody.leaf(unlinked.header())
    values = (
        *(seq, heading.at, heading.agent, heading.action, unlinked.act, heading.undoes, salt),
        *(unlinked.payload, unlinked.commitment, leaf, custody.link(chain, leaf)),
    )
    connection.execute(f"INSERT INTO journal({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", values)
    return Entry(*values)


def entries(
    connection: Connection, where: str = "1", values: tuple[Any, ...] = (), *, order: str = "seq"
) -> Iterator[Entry]:
    """The entries that answer to the condition, in order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE {where} ORDER BY {order}", values
    )
    for row in rows:
        yield Entry(*row)


def leaves(connection: Connection) -> list[bytes]:
    """The leaves of all entries, in order: what a checkpoint's Merkle root covers."""
    return [row[0] for row in connection.execute("SELECT leaf FROM journal ORDER BY seq")]


def first_fault(entries: Iterable[Entry]) -> str | None:
    """The sentence for the first of all entries that is not what was written, or `None`."""
    chain, expected = custody.GENESIS, 1
    for entry in entries:
        fault = _fault(entry, chain, expected)
        if fault:
            return fault
        chain, expected = entry.chain, expected + 1
    return None


def _fault(entry: Entry, chain: bytes, expected: int) -> str | None:
    if entry.seq != expected:
        return f"Entry {expected} is missing: the log jumps from {expected - 1} to {entry.seq}."
    if not _is_what_was_chained(entry):
        return f"Entry {entry.seq} was changed after it was written."
    if custody.link(chain, entry.leaf) != entry.chain:
        return (
            f"Entry {entry.seq} does not follow entry {entry.seq - 1}: "
            "an entry was replaced, inserted or reordered."
        )
    if not _payload_is_whole(entry):
        return f"Entry {entry.seq} was changed after it was written: its rows are not its own."
    return None


def _is_what_was_chained(entry: Entry) -> bool:
    try:
        return custody.leaf(entry.header()) == entry.leaf
    except ValueError:  # a number or a character no entry is written with
        return False


def _payload_is_whole(entry: Entry) -> bool:
    if entry.is_erased:
        return True
    if entry.payload is None or entry.salt is None:
        return False
    content = entry.payload.encode("utf-8", "surrogateescape")
    return custody.commitment(content, entry.salt) == entry.commitment


def clock_faults(entries: Iterable[Entry]) -> Iterator[str]:
    """Where the clock went back between two entries: told, not condemned."""
    for before, after in pairwise(entries):
        if after.at < before.at:
            yield f"The clock went back at entry {after.seq}: {after.at} after {before.at}."
