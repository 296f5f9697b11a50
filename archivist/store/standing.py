"""Which entries stand: those no later entry takes back, so that `undo` finds its act at once.

The table says nothing the journal does not; `derived` tells it anew, and `verify` compares.
"""

from collections.abc import Iterable
from typing import Any, Literal

from archivist.store.journal import Entry

Connection = Any  # sqlcipher3 ships no types
Way = Literal["do", "undo", "redo"]

FOUNDING = 1
"""The entry that made the archive; it is never taken back."""


def follow(connection: Connection, entry: Entry) -> None:
    """Note a new entry, and that the one it takes back stands no more."""
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
        "SELECT act FROM standing WHERE agent = ? AND way IN ('do', 'redo') AND seq > ? "
        "ORDER BY seq DESC LIMIT 1"
    )
    found = connection.execute(sql, (agent, FOUNDING)).fetchone()
    return None if found is None else int(found[0])


def redoable(connection: Connection, agent: str) -> int | None:
    """The undoing act `redo` takes back, unless something new was done since."""
    sql = (
        "SELECT act, way FROM standing WHERE agent = ? AND way IN ('do', 'undo') "
        "ORDER BY seq DESC LIMIT 1"
    )
    found = connection.execute(sql, (agent,)).fetchone()
    return None if found is None or found[1] == "do" else int(found[0])


def of(connection: Connection, act: int) -> list[int]:
    """The standing entries of an act, newest first."""
    sql = "SELECT seq FROM standing WHERE act = ? AND seq > ? ORDER BY seq DESC"
    return [row[0] for row in connection.execute(sql, (act, FOUNDING))]


def is_right(connection: Connection, entries: Iterable[Entry]) -> bool:
    """Whether the table says what the journal says."""
    derived: dict[int, tuple[int, str, int, str]] = {}
    for entry in entries:
        taken = derived.pop(entry.undoes, None) if entry.undoes is not None else None
        way = "do" if taken is None else ("redo" if taken[3] == "undo" else "undo")
        derived[entry.seq] = (entry.seq, entry.agent, entry.act, way)
    rows = connection.execute("SELECT seq, agent, act, way FROM standing")
    return {tuple(row) for row in rows} == set(derived.values())
