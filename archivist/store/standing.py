"""Which entries stand: those no later entry takes back, so that `undo` finds its act at once.

The table says nothing the journal does not; `derived` tells it anew, and `verify` compares.
"""

from collections.abc import Iterable
from typing import Any, Literal

from archivist.store import journal
from archivist.store.journal import Entry

Connection = Any  # sqlcipher3 ships no types
Way = Literal["do", "undo", "redo"]

LASTING = frozenset({"setting", "issue", "report"})
"""Tables whose rows are not taken back: how a person likes to work, what left, what was brought.

An entry that writes nothing else, the founding of the archive among them, never stands for undo.
"""


def follow(connection: Connection, entry: Entry) -> None:
    """Note a new entry, and that the one it takes back stands no more."""
    if _is_lasting(entry):
        return
    way: Way = "do"
    if entry.undoes is not None:
        row = connection.execute("SELECT way FROM standing WHERE seq = ?", (entry.undoes,))
        way = "redo" if row.fetchone()[0] == "undo" else "undo"
        connection.execute("DELETE FROM standing WHERE seq = ?", (entry.undoes,))
    values = (entry.seq, entry.agent, entry.act, way)
    connection.execute("INSERT INTO standing(seq, agent, act, way) VALUES (?,?,?,?)", values)


def undoable(connection: Connection, agent: str) -> int | None:
    """The act `undo` takes back: that of the agent's newest standing entry but for undoing ones."""
    sql = (
        "SELECT act FROM standing WHERE agent = ? AND way IN ('do', 'redo') "
        "ORDER BY seq DESC LIMIT 1"
    )
    found = connection.execute(sql, (agent,)).fetchone()
    return None if found is None else int(found[0])


def redoable(connection: Connection, agent: str) -> int | None:
    """The undoing act `redo` takes back, unless the agent did something new since."""
    sql = "SELECT act, seq FROM standing WHERE agent = ? AND way = 'undo' ORDER BY seq DESC LIMIT 1"
    found = connection.execute(sql, (agent,)).fetchone()
    if found is None:
        return None
    since = journal.entries(
        connection, "agent = ? AND undoes IS NULL AND seq > ?", (agent, found[1])
    )
    return None if any(not _is_lasting(entry) for entry in since) else int(found[0])


def of(connection: Connection, act: int) -> list[int]:
    """The standing entries of an act, newest first."""
    sql = "SELECT seq FROM standing WHERE act = ? ORDER BY seq DESC"
    return [row[0] for row in connection.execute(sql, (act,))]


def is_right(connection: Connection, entries: Iterable[Entry]) -> bool:
    """Whether the table says what the journal says."""
    derived: dict[int, tuple[int, str, int, str]] = {}
    for entry in entries:
        if _is_lasting(entry):
            continue
        taken = derived.pop(entry.undoes, None) if entry.undoes is not None else None
        way = "do" if taken is None else ("redo" if taken[3] == "undo" else "undo")
        derived[entry.seq] = (entry.seq, entry.agent, entry.act, way)
    rows = connection.execute("SELECT seq, agent, act, way FROM standing")
    return {tuple(row) for row in rows} == set(derived.values())


def _is_lasting(entry: Entry) -> bool:
    first = (entry.payload or "").removeprefix('[["').partition('"')[0]
    return first in LASTING and all(step.table in LASTING for step in entry.steps())
