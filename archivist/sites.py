"""Sites: what a person said of paragraphs on all pages of one site, and its articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from archivist import site_rules
from archivist.addresses import host
from archivist.articles import Articles, declared
from archivist.errors import NotFound
from archivist.intake.deposit import Deposit
from archivist.site_rules import Rule
from archivist.store.reading import Row
from archivist.store.store import Store
from archivist.text import Role, StructuredText

FOLDS_ALL = "What was said of {site} would leave nothing of this article, so it is not applied."


@dataclass(frozen=True, slots=True)
class Site:
    """A site by its host, without `www.`, and what was said of its pages."""

    host: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Fitting:
    """The roles that leaves of a text get from their site; `warning` says why they get none."""

    roles: Mapping[int, Role]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A text as it was read, where its leaves stand, and which of them are proposed to be folded.

    `by_hand` are the roles that a person gave leaves of this page.
    """

    text: StructuredText
    places: Sequence[str]
    folded: frozenset[int]
    by_hand: Mapping[int, Role]


_NO_ROLES: Mapping[int, Role] = MappingProxyType({})
_NOTHING = Fitting(_NO_ROLES)


class Sites:
    """The room of sites."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)

    def all(self) -> tuple[Site, ...]:
        """Every site of which something was said, by name."""
        return tuple(map(_site, self._store.read("SELECT * FROM site ORDER BY host")))

    def get(self, name: str) -> Site:
        """What was said of a site. Raises `NotFound` when nothing was."""
        row = self._store.row("site", name)
        if row is None:
            raise NotFound(
                f"Nothing was said of a site {name}; archivist sites lists those there are."
            )
        return _site(row)

    def articles(self, name: str) -> tuple[str, ...]:
        """The ids of the articles of a site, in the order they came in."""
        if not name:
            return ()
        sql = (
            "SELECT DISTINCT article.id, article.n FROM address JOIN article ON "
            "article.n = address.n WHERE address = ? OR (address > ? AND address < ?) "
            "OR (address > ? AND address < ?) ORDER BY article.n"
        )
        # `0` follows the slash, and `@` the question mark.
        ends = (name, f"{name}/", f"{name}0", f"{name}?", f"{name}@")
        return tuple(row["id"] for row in self._store.read(sql, ends))

    def learn(self, name: str, more: Rule) -> Site:
        """Add to what was said of a site; what is said later of the same paragraphs holds."""
        with self._store.change("say of site") as change:
            row = self._store.row("site", name)
            rule = site_rules.joined(_site(row).rule if row else (), more)
            self._store.put(change, "site", {"host": name, "rules": site_rules.to_json(rule)})
        return self.get(name)

    def remove(self, name: str) -> Site:
        """Take back what was said of a site, from all its articles. Raises `NotFound` as `get`."""
        site = self.get(name)
        with self._store.act(), self._store.batch():
            with self._store.change("take back of site") as change:
                self._store.drop(change, "site", name)
            for article in self.articles(name):
                self._articles.follow_site(article, {})
        return site

    def fitting(
        self, deposit: Deposit, *, url: str = "", by_hand: Mapping[int, Role] = _NO_ROLES
    ) -> Fitting:
        """What follows for a file that comes in: for its own address where no `url` is known.

        `by_hand` are the roles that a person gave its leaves, which hold whatever follows.
        """
        name = host(url or declared(deposit.facts, "url"))
        row = self._store.row("site", name) if name else None
        if row is None:
            return _NOTHING
        text = StructuredText(deposit.text, deposit.leaves, deposit.spans)
        folded = frozenset(
            at
            for proposal in deposit.proposals
            if proposal.kind == "boilerplate"
            for first, last in proposal.content["leaves"]
            for at in range(first, last + 1)
        )
        return fitted(_site(row), Page(text, deposit.places, folded, by_hand))


def fitted(site: Site, page: Page) -> Fitting:
    """What follows from a site for one of its pages."""
    roles = site_rules.applied(site.rule, page.text, page.places)
    if site_rules.folds_all(page.text, page.folded, {**roles, **page.by_hand}):
        return Fitting({}, FOLDS_ALL.format(site=site.host))
    return Fitting(roles)


def _site(row: Row | Mapping[str, str]) -> Site:
    return Site(row["host"], site_rules.from_json(row["rules"]))
