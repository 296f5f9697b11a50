"""Revisions: an article gets a new text, and every passage of it is found again or said to be lost.

The former text and its original stay: an annotation goes on quoting the text it was made in for
as long as it is not found in a later one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from archivist import passages
from archivist.anchoring import Anchor, Target, carry, describe
from archivist.articles import Article, Articles, read_from
from archivist.errors import Refused
from archivist.fixity import sha256
from archivist.intake.deposit import Deposit, Proposal
from archivist.passages import Annotation
from archivist.proposals import Proposals
from archivist.store.contents import Kept
from archivist.store.reading import Row
from archivist.store.store import Change, Store
from archivist.text import Role, StructuredText

How = Literal["exact", "moved", "folded", "approximate", "lost"]

_CARRIED = (
    *("original", "text", "text_sha256", "reader", "media_type", "name", "retrieved"),
    *("words", "warnings", "facts", "metadata", "imported_at", "imported_by"),
)


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article had before its present one, with the original it was read from.

    `number` counts from 1; `since` and `by` say when it came in, and by whose hand.
    """

    article: str
    number: int
    original: str
    text_id: str
    text_sha256: str
    reader: str
    media_type: str
    name: str
    retrieved: str
    words: int
    warnings: tuple[str, ...]
    since: str
    by: str


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """What became of one annotation (its id) when its article got a new text.

    `exact`: it stands where it stood. `moved`: the same words elsewhere. `folded`: equal but for
    spaces, case, marks and typography. `approximate`: nearly the same words, in doubt until a
    person confirms them. `lost`: nowhere, `now` is None. `former` is where it stood before.
    """

    annotation: str
    how: How
    former: Target
    now: Target | None


@dataclass(frozen=True, slots=True)
class Revision:
    """An article after `revise`; `known` when the deposit says what the article said already."""

    article: Article
    status: Literal["renewed", "known"]
    lines: tuple[RevisionLine, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many annotations were found again in which way, and how many are lost."""
        found = [line.how for line in self.lines]
        return {how: found.count(how) for how in _HOWS}

    def to_json(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "article": self.article.id,
            "status": self.status,
            "text_sha256": self.article.text_sha256,
            "counts": self.counts,
            "lines": [asdict(line) for line in self.lines],
        }


_HOWS: tuple[How, ...] = ("exact", "moved", "folded", "approximate", "lost")


class _Search:
    """Where passages stand in one new text; each is looked for once."""

    def __init__(self, store: Store, text: str) -> None:
        self._store = store
        self._text = text
        self._found: dict[Target, Anchor | None] = {}

    def look_for(self, targets: Iterable[Target]) -> None:
        """Look for all that were not looked for yet, text by text."""
        by_text: dict[str, list[Target]] = {}
        for target in dict.fromkeys(targets):
            if target not in self._found:
                by_text.setdefault(target.text_sha256, []).append(target)
        for digest, some in by_text.items():
            row = self._store.one("SELECT body FROM text WHERE sha256 = ?", (digest,))
            found = carry(row["body"], self._text, some) if row else (None,) * len(some)
            self._found.update(zip(some, found, strict=True))

    def __getitem__(self, target: Target) -> Anchor | None:
        return self._found[target]


class Revisions:
    """The room of former texts, and the way from one text to the next."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._proposals = Proposals(store)

    def revise(self, article: str, deposit: Deposit) -> Revision:
        """Give the article the original and the text of a deposit, and find its passages again.

        What a person said of the article stays, and the roles they gave to paragraphs go to those
        with the same words. All of it is one change. Raises `Refused` for a text without words or
        the original of another article, `NotFound` for an article there is not.
        """
        text = StructuredText(deposit.text, deposit.leaves, deposit.spans)
        subject = self._articles.get(article)
        self._require_fit(subject, deposit)
        # The long part is done before the archive is held: whoever marks meanwhile does not wait.
        search = self._search_ahead(subject, deposit.text)
        with self._store.change("renew text") as change:
            subject = self._articles.get(subject.id)
            kept = self._store.keep_text(text)
            if kept.id == subject.text_id:
                return Revision(subject, "known")
            same = _same_leaves(self._store.text(subject.text_id), text)
            self._renew(change, subject, deposit, kept, _carried_roles(subject, same))
            self._rework_proposals(change, subject, same, deposit.proposals)
            lines = self._carry_over(change, subject, search, (deposit.text, kept.sha256))
        return Revision(self._articles.get(subject.id), "renewed", lines)

    def versions(self, article: str) -> tuple[Version, ...]:
        """The texts the article had before its present one, the oldest first."""
        subject = self._articles.get(article)
        rows = self._store.read(
            "SELECT * FROM version WHERE article = ? ORDER BY number", (subject.id,)
        )
        return tuple(map(_version, rows))

    def text_of(self, version: Version) -> StructuredText:
        """The canonical text of a version, with its structure."""
        return self._store.text(version.text_id)

    def original_of(self, version: Version) -> bytes:
        """The bytes of a version as they came. Raises `Damaged` as `Articles.original_of`."""
        return self._store.original(version.original)

    def withdraw(self, article: str) -> None:
        """Take away what is kept of the article's former texts."""
        with self._store.change("withdraw versions") as change:
            for version in self.versions(article):
                self._store.drop(change, "version", version.article, version.number)

    def _require_fit(self, subject: Article, deposit: Deposit) -> None:
        if not deposit.text.strip():
            raise Refused(f"There are no words in “{deposit.name}”; the article keeps its text.")
        holding = self._articles.holding(sha256(deposit.original))
        if holding and holding.id != subject.id:
            raise Refused(
                f"“{deposit.name}” is in the archive already, as “{holding.title}”; an original "
                "belongs to one article."
            )

    def _search_ahead(self, subject: Article, text: str) -> _Search:
        search = _Search(self._store, text)
        search.look_for(_sought(self._annotations(subject)))
        return search

    def _annotations(self, subject: Article) -> tuple[Annotation, ...]:
        return passages.annotations(self._store, "article = ?", (subject.id,))

    def _renew(
        self,
        change: Change,
        subject: Article,
        deposit: Deposit,
        kept: Kept,
        roles: list[tuple[int, int, Role]],
    ) -> None:
        row = self._store.row("article", subject.id) or {}
        number = len(self.versions(subject.id)) + 1
        former = {"article": subject.id, "number": number, **{name: row[name] for name in _CARRIED}}
        self._store.put(change, "version", former)
        renewed = {
            **read_from(deposit),
            "original": self._store.keep_original(deposit.original, deposit.media_type),
            "text": kept.id,
            "text_sha256": kept.sha256,
            "roles": json.dumps(roles),
            "imported_at": self._store.circumstances.now(),
            "imported_by": self._store.circumstances.agent,
        }
        self._store.put(change, "article", row | renewed)

    # Passages

    def _carry_over(
        self, change: Change, subject: Article, search: _Search, into: tuple[str, str]
    ) -> tuple[RevisionLine, ...]:
        _, digest = into
        found = [each for each in self._annotations(subject) if each.target.text_sha256 != digest]
        search.look_for(_sought(found))
        return tuple(self._carry(change, each, search, into) for each in found)

    def _carry(
        self, change: Change, annotation: Annotation, search: _Search, into: tuple[str, str]
    ) -> RevisionLine:
        marked = annotation.former or annotation.target
        anchor = search[marked]
        if annotation.former and (anchor is None or anchor.how == "approximate"):
            anchor = search[annotation.target] or anchor
            return self._doubt_further(change, annotation, anchor, into)
        if anchor is None:
            return RevisionLine(annotation.id, "lost", marked, None)
        now = self._place(change, annotation, anchor, into)
        if annotation.former:
            self._store.drop(change, "former", annotation.id)
        if anchor.how == "approximate":
            self._doubt(change, annotation.id, marked, anchor)
        return RevisionLine(annotation.id, anchor.how, annotation.target, now)

    def _doubt_further(
        self, change: Change, annotation: Annotation, anchor: Anchor | None, into: tuple[str, str]
    ) -> RevisionLine:
        """Whatever its doubtful place became: in doubt it stays, or is lost as it was marked."""
        marked = annotation.former or annotation.target
        if anchor is None:
            row = self._store.row("annotation", annotation.id) or {}
            self._store.put(change, "annotation", row | _columns(marked))
            self._store.drop(change, "former", annotation.id)
            return RevisionLine(annotation.id, "lost", marked, None)
        now = self._place(change, annotation, anchor, into)
        self._doubt(change, annotation.id, marked, anchor)
        return RevisionLine(annotation.id, "approximate", annotation.target, now)

    def _place(
        self, change: Change, annotation: Annotation, anchor: Anchor, into: tuple[str, str]
    ) -> Target:
        text, digest = into
        now = describe(text, anchor.start, anchor.end, text_sha256=digest)
        row = self._store.row("annotation", annotation.id) or {}
        self._store.put(change, "annotation", row | _columns(now))
        return now

    def _doubt(self, change: Change, annotation: str, marked: Target, anchor: Anchor) -> None:
        row = {"annotation": annotation, **_columns(marked)}
        self._store.put(
            change, "former", row | {"how": "approximate", "score": f"{anchor.score:.3f}"}
        )

    # Paragraphs

    def _rework_proposals(
        self,
        change: Change,
        subject: Article,
        same: Mapping[int, int],
        found: Iterable[Proposal],
    ) -> None:
        """What was decided of paragraphs holds for those that stay; the rest is proposed anew."""
        decided: set[int] = set()
        known: set[tuple[str, str]] = set()
        for row in self._store.read("SELECT * FROM proposal WHERE article = ?", (subject.id,)):
            known.add((row["kind"], row["content"]))
            if row["kind"] == "boilerplate":
                decided |= self._rework(change, dict(row), same)
        new = (
            _left(each, decided) for each in found if (each.kind, _json(each.content)) not in known
        )
        self._proposals.add(subject.id, (each for each in new if each))

    def _rework(self, change: Change, row: dict[str, Any], same: Mapping[int, int]) -> set[int]:
        leaves = {same[at] for at in _places(json.loads(row["content"])["leaves"]) if at in same}
        if row["state"] == "waiting" or not leaves:
            self._store.drop(change, "proposal", row["id"])
            return set()
        content = {"leaves": _stretches(leaves)}
        self._store.put(change, "proposal", row | {"content": _json(content)})
        return leaves


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(dict(content), ensure_ascii=False)


def _same_leaves(before: StructuredText, after: StructuredText) -> dict[int, int]:
    """The paragraphs of one text that say the same in the other, as often and in that order."""
    there = _by_words(after)
    return {
        at: place
        for words, places in _by_words(before).items()
        if len(places) == len(there.get(words, ()))
        for at, place in zip(places, there[words], strict=True)
    }


def _by_words(text: StructuredText) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, leaf in enumerate(text.leaves):
        found.setdefault(text.text[leaf.start : leaf.end], []).append(at)
    return found


def _places(stretches: Iterable[Sequence[int]]) -> Iterator[int]:
    for first, last in stretches:
        yield from range(first, last + 1)


def _stretches(places: Iterable[int]) -> list[list[int]]:
    """The first and the last of each unbroken stretch."""
    found: list[list[int]] = []
    for at in sorted(places):
        if found and found[-1][1] == at - 1:
            found[-1][1] = at
        else:
            found.append([at, at])
    return found


def _carried_roles(subject: Article, same: Mapping[int, int]) -> list[tuple[int, int, Role]]:
    given = {at: role for first, last, role in subject.roles for at in range(first, last + 1)}
    by_role: dict[Role, set[int]] = {}
    for at, role in given.items():
        if at in same:
            by_role.setdefault(role, set()).add(same[at])
    return [
        (first, last, role)
        for role, places in by_role.items()
        for first, last in _stretches(places)
    ]


def _left(proposal: Proposal, decided: set[int]) -> Proposal | None:
    """The proposal without the paragraphs that were decided on; None when nothing is left."""
    if proposal.kind != "boilerplate":
        return proposal
    left = _stretches(set(_places(proposal.content["leaves"])) - decided)
    return replace(proposal, content={"leaves": left}) if left else None


def _sought(annotations: Iterable[Annotation]) -> Iterable[Target]:
    for each in annotations:
        yield each.target
        if each.former:
            yield each.former


def _columns(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in passages.PLACE}


def _version(row: Row) -> Version:
    return Version(
        article=row["article"],
        number=row["number"],
        original=row["original"],
        text_id=row["text"],
        text_sha256=row["text_sha256"],
        reader=row["reader"],
        media_type=row["media_type"],
        name=row["name"],
        retrieved=row["retrieved"],
        words=row["words"],
        warnings=tuple(json.loads(row["warnings"])),
        since=row["imported_at"],
        by=row["imported_by"],
    )
