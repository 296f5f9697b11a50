"""Taking back and doing again: each is a new act, written like any other."""

from archivist.errors import Conflict, NotFound
from archivist.store.journal import Entry, Step
from archivist.store.store import Change, Store


def undo(store: Store) -> tuple[Entry, ...]:
    """Take back the agent's last act; returns the entries taken back, newest first.

    Raises `NotFound` when there is none, `Conflict` when a row is no longer what the act left or
    something else depends on it by now.
    """
    act = store.undoable_act()
    if act is None:
        raise NotFound("There is nothing to undo.")
    return _take_back(store, act, "undo")


def redo(store: Store) -> tuple[Entry, ...]:
    """Do again what was last taken back; returns the undoing entries. Raises as `undo`."""
    act = store.redoable_act()
    if act is None:
        raise NotFound("There is nothing to redo.")
    return _take_back(store, act, "redo")


def _take_back(store: Store, act: int, how: str) -> tuple[Entry, ...]:
    taken = store.standing_entries(act)
    with store.act(), store.batch():
        for entry in taken:
            if entry.is_erased:
                raise Conflict(f"Entry {entry.seq} was erased and cannot be taken back.")
            words = entry.action.removeprefix("undo ").removeprefix("redo ")
            with store.change(f"{how} {words}", undoes=entry.seq) as change:
                for step in reversed(entry.steps()):
                    _step_back(store, change, step)
    return taken


def _step_back(store: Store, change: Change, step: Step) -> None:
    row = dict(step.after or step.before or {})
    key = store.key_of(step.table, row)
    present = store.row(step.table, *key)
    if present != step.after:
        raise Conflict(_changed_since(step.table))
    with store.conflict_when_bound(_changed_since(step.table)):
        if step.before is None:
            store.drop(change, step.table, *key)
        elif present is None:
            store.add(change, step.table, dict(step.before))
        else:
            store.put(change, step.table, dict(step.before))


def _changed_since(table: str) -> str:
    return (
        f"The {table.replace('_', ' ')} was changed or built on since, perhaps by someone else; "
        "take back the later change first."
    )
