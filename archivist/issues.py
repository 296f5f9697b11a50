"""Issues: which bundles were handed over, and the figure by which each can be told."""

from dataclasses import dataclass
from itertools import chain, count

from archivist.errors import Conflict
from archivist.store.reading import Row
from archivist.store.store import Store


@dataclass(frozen=True, slots=True)
class IssuedBundle:
    """One bundle that was handed over; `exhibits` and `passages` are how many it held.

    `manifest_sha256` is that of its `tagmanifest-sha256.txt`, which covers every other file.
    """

    n: int
    id: str
    reference: str
    title: str
    issued_at: str
    manifest_sha256: str
    exhibits: int
    passages: int


class Issues:
    """The room of issues."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(
        self,
        reference: str,
        *,
        title: str,
        issued_at: str,
        manifest_sha256: str,
        exhibits: int,
        passages: int,
    ) -> IssuedBundle:
        """Write down that a bundle was issued. Raises `Conflict` as `require_new` does."""
        self.require_new(reference)
        row = {
            "id": self._store.circumstances.new_id(),
            "reference": reference,
            "title": title,
            "issued_at": issued_at,
            "manifest_sha256": manifest_sha256,
            "exhibits": exhibits,
            "passages": passages,
        }
        with self._store.change("issue bundle") as change:
            return IssuedBundle(**self._store.put(change, "issue", row))

    def require_new(self, reference: str) -> None:
        """Raise `Conflict` when a bundle was issued under that reference before.

        Two bundles number their exhibits apart, so that one reference must not stand for both.
        """
        free = self.free(reference)
        if free != reference:
            raise Conflict(
                f"A bundle {reference} was issued before, and its exhibits are numbered apart. "
                f"Call this one {free}."
            )

    def free(self, reference: str) -> str:
        """The reference, or with `-2` and so on the first that was not used."""
        taken = {issue.reference for issue in self.all()}
        names = chain([reference], (f"{reference}-{number}" for number in count(2)))
        return next(name for name in names if name not in taken)

    def all(self) -> tuple[IssuedBundle, ...]:
        """Every issue, oldest first."""
        return tuple(_issue(row) for row in self._store.read("SELECT * FROM issue ORDER BY n"))


def _issue(row: Row) -> IssuedBundle:
    return IssuedBundle(**dict(zip(row.keys(), row, strict=True)))
