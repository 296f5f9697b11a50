"""Proposals: what import found and a person decides on; nothing here takes effect by itself."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from archivist.articles import Article, Articles, stretches
from archivist.errors import Refused
from archivist.intake import deposit
from archivist.store.reading import Row
from archivist.store.store import Change, Store

if TYPE_CHECKING:
    from archivist.text import Role

State = Literal["waiting", "accepted", "dismissed"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal on one article. `content` is the change that accepting it makes."""

    n: int
    id: str
    kind: str
    article: str
    subject: str
    reason: str
    content: Mapping[str, Any]
    state: State


class Proposals:
    """The tray of proposals."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)

    def add(self, article: str, found: Iterable[deposit.Proposal]) -> None:
        """Put what was found in an article into the tray."""
        with self._store.change("propose") as change:
            for proposal in found:
                row = {
                    "id": self._store.circumstances.new_id(),
                    "kind": proposal.kind,
                    "article": article,
                    "subject": proposal.subject,
                    "reason": proposal.reason,
                    "content": json.dumps(dict(proposal.content), ensure_ascii=False),
                    "state": "waiting",
                }
                self._store.add(change, "proposal", row)

    def get(self, proposal: str) -> Proposal:
        """The proposal with that id or a unique beginning of it. Raises `NotFound`."""
        found = self._store.identify("proposal", proposal)
        return _proposal(self._store.read("SELECT * FROM proposal WHERE id = ?", (found,))[0])

    def waiting(self, article: str | None = None) -> tuple[Proposal, ...]:
        """What nobody has decided on, of one article or of all."""
        where = "" if article is None else "AND article = ?"
        values = () if article is None else (article,)
        sql = f"SELECT * FROM proposal WHERE state = 'waiting' {where} ORDER BY n"
        return tuple(_proposal(row) for row in self._store.read(sql, values))

    def accept(self, proposal: str) -> Proposal:
        """Make the proposed change. Raises `Refused` when it was decided on before."""
        with self._store.change("accept proposal") as change:
            old = self._undecided(proposal)
            if old.kind == "metadata":
                value = {old.content["field"]: old.content["value"]}
                self._articles.edit(old.article, **value)
            if old.kind == "boilerplate":
                self._fold(old)
            self._settle(change, old.id, "accepted")
        return self.get(old.id)

    def dismiss(self, proposal: str) -> Proposal:
        """Leave everything as it is. Raises `Refused` when it was decided on before."""
        with self._store.change("dismiss proposal") as change:
            old = self._undecided(proposal)
            self._settle(change, old.id, "dismissed")
        return self.get(old.id)

    def describe(self, article: str, **values: str | bool) -> Article:
        """Change what is said of an article, as `Articles.edit`.

        What was proposed for a field that gets a value is decided by it.
        """
        with self._store.change("edit article") as change:
            described = self._articles.edit(article, **values)
            for proposal in self.waiting(described.id):
                said = values.get(proposal.content.get("field", ""))
                if said:
                    agreed = said == proposal.content["value"]
                    self._settle(change, proposal.id, "accepted" if agreed else "dismissed")
        return described

    def folded(self, article: str) -> tuple[tuple[int, int], ...]:
        """First and last leaf of each stretch taken for boilerplate.

        That is what a person said is none of the article, of it or of its site, and what was
        proposed unless that was dismissed or a person said otherwise.
        """
        subject = self._articles.get(article)
        roles: dict[int, Role] = dict.fromkeys(self.proposed(subject.id), "boilerplate")
        roles |= subject.said
        folded = stretches(roles)
        return tuple((first, last) for first, last, role in folded if role == "boilerplate")

    def _fold(self, proposal: Proposal) -> None:
        """Fold what is proposed, but for what a person said otherwise of."""
        subject = self._articles.get(proposal.article)
        open_still = (at for at in _leaves(proposal.content) if at not in subject.said)
        self._articles.assign(subject.id, ((at, at) for at in open_still), role="boilerplate")

    def proposed(self, article: str) -> Iterator[int]:
        """The leaves that an import proposed to fold, unless that was dismissed."""
        sql = (
            "SELECT content FROM proposal "
            "WHERE article = ? AND kind = 'boilerplate' AND state != 'dismissed'"
        )
        for row in self._store.read(sql, (article,)):
            yield from _leaves(json.loads(row["content"]))

    def _undecided(self, proposal: str) -> Proposal:
        old = self.get(proposal)
        if old.state != "waiting":
            raise Refused(f"This proposal was {old.state} before; undo that to decide anew.")
        return old

    def _settle(self, change: Change, proposal: str, state: State) -> None:
        row = self._store.row("proposal", proposal) or {}
        self._store.put(change, "proposal", row | {"state": state})


def _leaves(content: Mapping[str, Any]) -> Iterator[int]:
    for first, last in content["leaves"]:
        yield from range(first, last + 1)


def _proposal(row: Row) -> Proposal:
    return Proposal(
        n=row["n"],
        id=row["id"],
        kind=row["kind"],
        article=row["article"],
        subject=row["subject"],
        reason=row["reason"],
        content=json.loads(row["content"]),
        state=row["state"],
    )
