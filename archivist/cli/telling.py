"""Journal entries in words: an act a line, and what it was done to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from archivist.cli.console import counted, cut, one_line

if TYPE_CHECKING:
    from archivist.store.journal import Entry

_NAMED_BY = (
    ("article", "title"),
    ("annotation", "exact"),
    ("event", "title"),
    ("actor", "name"),
    ("tag", "name"),
    ("issue", "reference"),
    ("proposal", "subject"),
    ("alias", "name"),
)
_LONGEST_SUBJECT = 60
_MOST_SUBJECTS = 3


def lines(entries: Iterable["Entry"]) -> Iterator[str]:
    """A line an act, in the order of the entries."""
    for act, found in groupby(entries, key=lambda entry: entry.act):
        of_act = list(found)
        first = of_act[0]
        undone = [entry.undoes for entry in of_act if entry.undoes]
        notes = f" (takes back {_span(undone)})" if undone else ""
        notes += "" if first.seq == act else f" (rest of {act})"
        place = _span([entry.seq for entry in of_act])
        yield f"{place:>9}  {first.at}  {one_line(first.agent)}  {words(of_act)}{notes}"


def words(entries: Sequence["Entry"]) -> str:
    """What the entries of one act did: `import of 698 articles`, `highlight: “NoviSpy”`."""
    times = Counter(entry.action for entry in entries)
    if len(times) > 1:
        del times["import report"]  # it tells of what the others did
    parts = []
    for action, number in times.items():
        if number == 1:
            parts.append(next(_told(entry) for entry in entries if entry.action == action))
        elif action.endswith("import"):
            parts.append(f"{action} of {counted(number, 'article')}")
        else:
            parts.append(f"{action} ({number} times)")
    return "; ".join(parts)


def done_to(entries: Sequence["Entry"]) -> str:
    """As `words`, for an act taken back or done again: without saying undo or redo."""
    return words(entries).removeprefix("undo ").removeprefix("redo ")


def _told(entry: "Entry") -> str:
    subjects = _subjects(entry)
    named = ", ".join(f"“{cut(name, _LONGEST_SUBJECT)}”" for name in subjects[:_MOST_SUBJECTS])
    more = len(subjects) - _MOST_SUBJECTS
    return (
        entry.action + (f": {named}" if named else "") + (f" and {more} more" if more > 0 else "")
    )


def _subjects(entry: "Entry") -> list[str]:
    """The names of the rows the action is about: those it mentions before all others.

    None where the rows were erased or are not what was written, which `verify` tells.
    """
    try:
        return _names(entry)
    except (ValueError, TypeError, KeyError):
        return []


def _names(entry: "Entry") -> list[str]:
    steps = entry.steps()
    for table, column in sorted(_NAMED_BY, key=lambda name: name[0] not in entry.action):
        rows = (step.after or step.before or {} for step in steps if step.table == table)
        found = list(dict.fromkeys(str(row[column]) for row in rows))
        if found:
            return found
    return []


def _span(numbers: Sequence[int]) -> str:
    least, most = min(numbers), max(numbers)
    return f"{least}" if least == most else f"{least}-{most}"
