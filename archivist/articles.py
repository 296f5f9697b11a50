"""Articles: what was taken in, with its original, its canonical text and its provenance."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from archivist import dates
from archivist.errors import NotFound, Refused
from archivist.fixity import sha256
from archivist.intake.deposit import Deposit, Fact
from archivist.layout import Layout
from archivist.naming import plain_name
from archivist.store.reading import Row, as_dict
from archivist.store.store import Change, Store
from archivist.text import Role, StructuredText

STATES = ("to review", "reviewed")

Stretch = tuple[int, int, Role]
"""The leaves from a first to a last, and the role they are in."""

Order = Literal["newest", "oldest", "title", "imported"]

_ORDERS: dict[Order, str] = {
    "newest": "earliest DESC, n DESC",
    "oldest": "earliest = '', earliest, n",
    "title": "title, n",
    "imported": "n DESC",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    `original` and `text_sha256` are SHA-256 digests of the bytes as they came and of the
    canonical text as UTF-8; `text_id` names the text with its structure; `reader` the extractor
    and version that derived it. `roles` says which leaves, from first to last, a person found to
    be something else than they came as, `by_site` which of the others what was said of the whole
    site does. `published` is a date as written, `earliest` and
    `latest` the ISO days it spans or, for what declares an event, those of the event. `name` is
    the file's own name, never a path.
    """

    n: int
    id: str
    title: str
    author: str
    publisher: str
    url: str
    language: str
    published: str
    earliest: str
    latest: str
    retrieved: str
    name: str
    media_type: str
    reader: str
    original: str
    text_id: str
    text_sha256: str
    roles: tuple[Stretch, ...]
    by_site: tuple[Stretch, ...]
    words: int
    status: str
    starred: bool
    warnings: tuple[str, ...]
    facts: tuple[Fact, ...]
    metadata: Mapping[str, Any]
    imported_at: str
    imported_by: str

    @property
    def said(self) -> dict[int, Role]:
        """The role that a person gave each leaf, of this article or, where not, of its site."""
        return {**of_leaves(self.by_site), **of_leaves(self.roles)}

    @property
    def date(self) -> str:
        """When it was published or, for what declares an event, when that happened; or empty."""
        return self.published or dates.spanning(self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Accession:
    """What became of a deposit: `imported`, or `known` when the same bytes were there already."""

    status: Literal["imported", "known"]
    article: Article


class Articles:
    """The room of articles."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def accession(
        self, deposit: Deposit, *, by_site: Mapping[int, Role] | None = None
    ) -> Accession:
        """Take a deposit in: original, text and description in one change.

        `by_site` are the roles of its leaves that follow from what was said of its site.
        """
        known = self.holding(sha256(deposit.original))
        if known:
            return Accession("known", known)
        with self._store.change("import article") as change:
            original = self._store.keep_original(deposit.original, deposit.media_type)
            text = StructuredText(deposit.text, deposit.leaves, deposit.spans)
            kept = self._store.keep_text(text)
            if deposit.pages:
                self._store.keep_layout(kept.id, original, Layout(deposit.pages))
            row = {
                "id": self._store.circumstances.new_id(),
                **_described(deposit),
                "roles": kept_roles((), stretches(by_site or {})),
                "original": original,
                "text": kept.id,
                "text_sha256": kept.sha256,
                "imported_at": self._store.circumstances.now(),
                "imported_by": self._store.circumstances.agent,
            }
            return Accession("imported", _article(self._store.add(change, "article", row)))

    def holding(self, original: str) -> Article | None:
        """The article whose original, or that of a former text, has that SHA-256."""
        row = self._store.one(
            "SELECT * FROM article WHERE original = ? OR id = "
            "(SELECT article FROM version WHERE version.original = ? LIMIT 1) LIMIT 1",
            (original, original),
        )
        return None if row is None else _article(row)

    def get(self, article: str) -> Article:
        """The article with that id or a unique beginning of it. Raises `NotFound`."""
        row = self._store.one("SELECT * FROM article WHERE id = ?", (article,))
        if row is None:
            found = self._store.identify("article", article)
            row = self._store.one("SELECT * FROM article WHERE id = ?", (found,))
        if row is None:
            raise NotFound(f"There is no article {article}.")
        return _article(row)

    def all(
        self, *, limit: int | None = None, offset: int = 0, order: Order = "newest"
    ) -> tuple[Article, ...]:
        """Articles in the given order; undated ones come last."""
        sql = f"SELECT * FROM article ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
        rows = self._store.read(sql, (-1 if limit is None else limit, offset))
        return tuple(_article(row) for row in rows)

    def count(self) -> int:
        """How many articles the archive holds."""
        row = self._store.one("SELECT count(*) FROM article")
        return int(row[0]) if row else 0

    def tallies(self) -> tuple[int, int, int]:
        """How many articles there are, how many wait for review, how many are starred."""
        row = self._store.one(
            "SELECT count(*), coalesce(sum(status = ?), 0), coalesce(sum(starred), 0) FROM article",
            (STATES[0],),
        )
        return (int(row[0]), int(row[1]), int(row[2])) if row else (0, 0, 0)

    def text_of(self, article: Article) -> StructuredText:
        """The canonical text with its leaves, each in the role a person gave it, and spans."""
        text = self._store.text(article.text_id)
        said = article.said
        if not said:
            return text
        leaves = list(text.leaves)
        for place, role in said.items():
            if place < len(leaves):
                leaves[place] = replace(leaves[place], role=role)
        return replace(text, leaves=tuple(leaves))

    def original_of(self, article: Article) -> bytes:
        """The bytes as they came. Raises `Damaged` when they no longer have their SHA-256."""
        return self._store.original(article.original)

    def assign(self, article: str, places: Iterable[tuple[int, int]], *, role: Role) -> Article:
        """Give the leaves from each first to each last another role; the text stays as it is.

        It holds against whatever is said of the whole site. Raises `Refused` for leaves the text
        does not have.
        """
        said = of_leaves((first, last, role) for first, last in places)
        with self._store.change("assign role") as change:
            old = self.get(article)
            leaves = self._store.text(old.text_id).leaves
            if said and not 0 <= min(said) <= max(said) < len(leaves):
                raise Refused(f"“{old.title}” has {len(leaves)} paragraphs and no others.")
            by_hand = stretches({**of_leaves(old.roles), **said})
            self._keep_roles(change, old, by_hand, old.by_site)
        return self.get(old.id)

    def follow_site(self, article: str, roles: Mapping[int, Role]) -> Article:
        """Give leaves the roles that follow from what is said of the whole site, and no others."""
        with self._store.change("follow site") as change:
            old = self.get(article)
            self._keep_roles(change, old, old.roles, stretches(roles))
        return self.get(old.id)

    def _keep_roles(
        self,
        change: Change,
        article: Article,
        by_hand: Iterable[Stretch],
        by_site: Iterable[Stretch],
    ) -> None:
        row = self._store.row("article", article.id) or {}
        self._store.put(change, "article", row | {"roles": kept_roles(by_hand, by_site)})

    def edit(self, article: str, **values: str | bool) -> Article:
        """Change title, author, publisher, url, language, published, retrieved, status or starred.

        The original and the text never change. Raises `Refused` for a date that is none or a
        status that does not exist.
        """
        checked = _checked(values)
        with self._store.change("edit article") as change:
            old = self.get(article)
            row = self._store.row("article", old.id) or {}
            self._store.put(change, "article", row | checked)
        return self.get(old.id)


def of_leaves(said: Iterable[Stretch]) -> dict[int, Role]:
    """The role of each leaf; what is said last holds."""
    return {at: role for first, last, role in said for at in range(first, last + 1)}


def stretches(roles: Mapping[int, Role]) -> tuple[Stretch, ...]:
    """The roles of leaves, an unbroken stretch of one role at a time."""
    found: list[Stretch] = []
    for at in sorted(roles):
        role = roles[at]
        if found and (found[-1][1], found[-1][2]) == (at - 1, role):
            found[-1] = (found[-1][0], at, role)
        else:
            found.append((at, at, role))
    return tuple(found)


def kept_roles(by_hand: Iterable[Stretch], by_site: Iterable[Stretch]) -> str:
    """The roles of an article's leaves as its row has them."""
    return _json([*by_hand, *((*each, _BY_SITE) for each in by_site)])


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_BY_SITE = "site"
_WORDS = ("author", "publisher", "url", "language", "retrieved")


def _checked(values: Mapping[str, str | bool]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in values.items():
        if name == "title":
            row[name] = plain_name(str(value), of="an article")
        elif name == "published":
            row |= _dated(str(value))
        elif name == "status":
            row[name] = _state(str(value))
        elif name == "starred":
            row[name] = int(bool(value))
        elif name in _WORDS:
            row[name] = str(value)
        else:
            raise TypeError(f"an article has no {name} that can be edited")
    return row


def _state(status: str) -> str:
    if status not in STATES:
        raise Refused(f"There is no status “{status}”; choose one of {', '.join(STATES)}.")
    return status


def _dated(written: str) -> dict[str, str]:
    if not written:
        return {"published": "", "earliest": "", "latest": ""}
    date = dates.parse(written)
    if date is None:
        raise Refused(f"“{written}” is not a date; write it like 2025-02-26, 2025-02 or 2025.")
    return {"published": written, "earliest": date.earliest, "latest": date.latest}


def _described(deposit: Deposit) -> dict[str, Any]:
    published = declared(deposit.facts, "published")
    date = dates.parse(published) if published else None
    told = date or (dates.parse(deposit.event.date) if deposit.event else None)
    return {
        "title": deposit.title,
        "author": declared(deposit.facts, "author"),
        "publisher": declared(deposit.facts, "publisher"),
        "url": declared(deposit.facts, "url"),
        "language": declared(deposit.facts, "language"),
        "published": published if date else "",
        "earliest": told.earliest if told else "",
        "latest": told.latest if told else "",
        "status": "to review",
        "starred": 0,
        **read_from(deposit),
    }


def read_from(deposit: Deposit) -> dict[str, Any]:
    """What a row says of the file and of what was read from it, whatever a person says of it."""
    return {
        "retrieved": declared(deposit.facts, "retrieved"),
        "name": deposit.name,
        "media_type": deposit.media_type,
        "reader": deposit.reader,
        "words": len(deposit.text.split()),
        "warnings": _json(deposit.warnings),
        "facts": _json([asdict(fact) for fact in deposit.facts]),
        "metadata": _json(dict(deposit.metadata)),
    }


def redescribed(article: Article, deposit: Deposit) -> dict[str, str]:
    """What a deposit says of an article otherwise, where nobody but its own file said it before.

    A date that is none is left out.
    """
    said: dict[str, str] = {}
    for field in ("title", "author", "publisher", "url", "language", "published"):
        before, now = declared(article.facts, field), declared(deposit.facts, field)
        if field == "title":
            before, now = before or article.title, deposit.title
        if getattr(article, field) == before != now and (field != "published" or _is_date(now)):
            said[field] = now
    return said


def _is_date(written: str) -> bool:
    return not written or dates.parse(written) is not None


def renewed_from(row: Mapping[str, Any], deposit: Deposit) -> dict[str, Any]:
    """As `read_from`, for the row of an article that gets a newer file.

    When a person said when it was captured, that stays; so does what it is part of, and its parts.
    """
    said = read_from(deposit)
    facts = (Fact(**fact) for fact in json.loads(row["facts"]))
    if row["retrieved"] != declared(facts, "retrieved"):
        said["retrieved"] = row["retrieved"]
    before = json.loads(row["metadata"])
    kept = {name: before[name] for name in ("part of", "parts") if name in before}
    new = deposit.named_parts()
    if new:
        old = kept.get("parts", [])
        kept["parts"] = [*old, *(part for part in new if part not in old)]
    return said | {"metadata": _json({**deposit.metadata, **kept})}


def declared(facts: Iterable[Fact], field: str) -> str:
    """What a file declares of one field, or nothing."""
    for fact in facts:
        if fact.field == field and fact.confidence == "declared" and fact.value is not None:
            return fact.value
    return ""


def _json(value: object) -> str:
    return _JSON.encode(value)


def _article(row: Row | Mapping[str, Any]) -> Article:
    values = dict(row) if isinstance(row, Mapping) else as_dict(row)
    values["text_id"] = values.pop("text")
    said = json.loads(values["roles"])
    values["roles"] = tuple((each[0], each[1], each[2]) for each in said if _BY_SITE not in each)
    values["by_site"] = tuple((each[0], each[1], each[2]) for each in said if _BY_SITE in each)
    values["starred"] = bool(values["starred"])
    values["warnings"] = tuple(json.loads(values["warnings"]))
    values["facts"] = tuple(Fact(**fact) for fact in json.loads(values["facts"]))
    values["metadata"] = json.loads(values["metadata"])
    return Article(**values)
