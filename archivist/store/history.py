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
        placed = _placed(store, taken)
        for entry in taken:
            if entry.is_erased:
                raise Conflict(f"Entry {entry.seq} was erased and cannot be taken back.")
            words = entry.action.removeprefix("undo ").removeprefix("redo ")
            with store.change(f"{how} {words}", undoes=entry.seq) as change:
                for step in reversed(entry.steps()):
                    _step_back(store, change, step)
        _require_none_stranded(store, placed, taken)
    return taken


def _placed(store: Store, taken: tuple[Entry, ...]) -> dict[str, set[str]]:
    """The highlights in the present text of each article that gets another text now."""
    articles = {
        step.after["id"]
        for entry in taken
        for step in entry.steps()
        if step.table == "article" and step.before and step.after
        if step.before["text_sha256"] != step.after["text_sha256"]
    }
    return {each: _in_present_text(store, each) for each in articles}


def _require_none_stranded(
    store: Store, placed: dict[str, set[str]], taken: tuple[Entry, ...]
) -> None:
    """Refuse to take away the text that a highlight was made or moved in since."""
    for article, before in placed.items():
        for annotation in before - _in_present_text(store, article):
            row = store.row("annotation", annotation) or {}
            if _before(store, annotation, _first(store, taken)) != row.get("text_sha256"):
                raise Conflict(
                    "Highlights were made in this text since, perhaps by someone else; take "
                    "those back first."
                )


def _in_present_text(store: Store, article: str) -> set[str]:
    sql = (
        "SELECT annotation.id FROM annotation JOIN article ON article.id = annotation.article "
        "AND article.text_sha256 = annotation.text_sha256 WHERE annotation.article = ?"
    )
    return {row["id"] for row in store.read(sql, (article,))}


def _first(store: Store, taken: tuple[Entry, ...]) -> int:
    """The number of the entry that did first what is now undone or done again."""
    first = min(taken, key=lambda entry: entry.seq)
    while first.undoes is not None:
        first = next(store.entries("seq = ?", (first.undoes,)))
    return first.seq


def _before(store: Store, annotation: str, seq: int) -> str | None:
    """The text that a highlight stood in before an entry; `None` where there was none."""
    where = "seq < ? AND instr(payload, ?)"
    for entry in reversed(store.latest_entries(where, (seq, annotation), limit=None)):
        for step in entry.steps():
            if step.table == "annotation" and annotation in _ids(step):
                return step.after["text_sha256"] if step.after else None
    return None


def _ids(step: Step) -> set[str]:
    return {row["id"] for row in (step.before, step.after) if row}


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
