"""The names there are: those that were counted, and what was made or removed since."""

from archivist.archive import Archive
from archivist.desktop.passage.offers import Names
from archivist.desktop.shelves.places import KIND_ICONS, KINDS, Kind, Place
from archivist.store.journal import Entry, Step


class KnownNames:
    """Counting comes a little after an act; the next passage may be named before that."""

    def __init__(self, archive: Archive, counted: Names) -> None:
        """`counted` are the names by kind as they were last counted."""
        self._counted = counted
        self._since: dict[tuple[Kind, str], Place | None] = {}
        self._given: dict[Kind, tuple[tuple[Place, ...], tuple[Place, ...]]] = {}
        archive.watch(self._note)

    def of(self, kind: Kind) -> tuple[Place, ...]:
        """The names of a kind; the very same tuple as long as nothing has changed."""
        counted = self._counted(kind)
        before, given = self._given.get(kind, ((), ()))
        if kind not in self._given or counted is not before:
            given = self._with_changes(kind, counted)
            self._given[kind] = (counted, given)
        return given

    def _with_changes(self, kind: Kind, counted: tuple[Place, ...]) -> tuple[Place, ...]:
        known = {place.key for place in counted}
        for (sort, key), place in tuple(self._since.items()):
            # By now the count says the same.
            if sort == kind and (place is not None) == (key in known):
                del self._since[sort, key]
        since = {key: place for (sort, key), place in self._since.items() if sort == kind}
        if not since:
            return counted
        kept = tuple(place for place in counted if place.key not in since)
        return (*kept, *(place for place in since.values() if place is not None))

    def _note(self, entry: Entry) -> None:
        for step in entry.steps():
            kind = next((each for each in KINDS if each == step.table), None)
            if kind is not None and None in (step.before, step.after):
                row = step.after or step.before or {}
                self._since[kind, row["id"]] = _place(kind, step)
                self._given.pop(kind, None)


def _place(kind: Kind, step: Step) -> Place | None:
    row = step.after
    if row is None:
        return None
    if kind == "event":
        return Place(kind, row["id"], row["title"], "", date=row["date"])
    if kind == "tag":
        return Place(kind, row["id"], row["name"], "tag")
    icon = KIND_ICONS.get(row["kind"], "person")
    return Place(kind, row["id"], row["name"], icon, detail=row["kind"])
