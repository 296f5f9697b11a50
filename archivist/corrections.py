"""Corrections: a person says what of an article is its text, for this article or for its site.

For one article that is `Articles.assign`. For a site the rule is learned from the page the
article came in, which is read again for where its paragraphs stand, and its other articles
follow: their pages are read again too, for places are not kept. All of it is one act.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archivist import site_rules
from archivist.addresses import host
from archivist.articles import Article, Articles, of_leaves
from archivist.errors import Damaged, NotFound, Refused
from archivist.proposals import Proposals
from archivist.rereading import Originals
from archivist.site_rules import Rule
from archivist.sites import Page, Site, Sites, fitted
from archivist.store.store import Store
from archivist.text import Role, StructuredText

_PAGES = frozenset({"text/html", "multipart/related"})


@dataclass(frozen=True, slots=True)
class Correction:
    """What became of one article of a site: a line of the report.

    *corrected* has paragraphs in other roles since, *same* has not; *kept* keeps all it had, and
    `reason` is the sentence that says why.
    """

    article: Article
    status: Literal["corrected", "same", "kept"]
    reason: str = ""


class Corrections:
    """The way from one article to all of its site."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._proposals = Proposals(store)
        self._sites = Sites(store)

    def for_site(
        self,
        article: str,
        stretches: Iterable[tuple[int, int]],
        *,
        role: Role,
        stopped: Callable[[], bool] = bool,
    ) -> Generator[Correction, None, None]:
        """Give leaves of an article another role, and those like them on all of its site.

        A line an article, the one it was said of first; what has had its line stays when the
        generator is closed or `stopped` says so, and the rule holds for what comes in later.
        Raises `Refused` where the article has no address, or nothing tells the leaves from others.
        """
        subject = self._articles.get(article)
        name = host(subject.url)
        if not name:
            raise Refused(
                f"“{subject.title}” has no address of the web, so its site is not known: give it "
                "one in its description."
            )
        chosen = tuple(stretches)
        with Originals(self._articles) as again:
            rule = self._learned(subject, chosen, role, again)
            with self._store.act() as store, store.batch():
                self._articles.assign(subject.id, chosen, role=role)
                site = self._sites.learn(name, rule)
                act = store.current_act
            yield Correction(self._articles.get(subject.id), "corrected")
            for other in self._sites.articles(name):
                if stopped():
                    return
                if other == subject.id:
                    continue
                try:
                    line, act = self._follow(other, site, again, act)
                except NotFound:  # withdrawn meanwhile
                    continue
                yield line

    def _learned(
        self, subject: Article, chosen: Sequence[tuple[int, int]], role: Role, again: Originals
    ) -> Rule:
        page = self._page(subject, again)
        leaves = frozenset(of_leaves((first, last, role) for first, last in chosen))
        rule = site_rules.learned(_as_shown(page), page.places, leaves, role)
        if not rule:
            raise Refused(
                "Nothing tells these paragraphs from the others of the page, so they can be set "
                "right for this article alone."
            )
        return rule

    def _follow(
        self, article: str, site: Site, again: Originals, act: int | None
    ) -> tuple[Correction, int | None]:
        subject = self._articles.get(article)
        by_places = any(mark.by == "place" for mark in site.rule)
        fitting = fitted(site, self._page(subject, again if by_places else None))
        if fitting.warning:
            return Correction(subject, "kept", fitting.warning), act
        with self._store.act(act) as store, store.batch():
            after = self._articles.follow_site(subject.id, fitting.roles)
            act = store.current_act
        return Correction(after, "same" if after == subject else "corrected"), act

    def _page(self, subject: Article, again: Originals | None) -> Page:
        """An article as it came, with the places of its leaves where its page still tells them."""
        text = self._store.text(subject.text_id)
        folded = frozenset(self._proposals.proposed(subject.id))
        places = _places(subject, text, again) if again else ()
        return Page(text, places, folded, of_leaves(subject.roles))


def _places(subject: Article, text: StructuredText, again: Originals) -> tuple[str, ...]:
    """Where the leaves stand; none for what is no page, or is read otherwise by now."""
    if subject.media_type not in _PAGES:
        return ()
    try:
        deposit = again.read(subject)
    except (Refused, Damaged):
        return ()
    return deposit.places if deposit.text == text.text else ()


def _as_shown(page: Page) -> StructuredText:
    """The text with its leaves in the roles that a person sees."""
    roles: dict[int, Role] = dict.fromkeys(page.folded, "boilerplate")
    roles |= page.by_hand
    leaves = (
        replace(leaf, role=roles.get(at, leaf.role)) for at, leaf in enumerate(page.text.leaves)
    )
    return replace(page.text, leaves=tuple(leaves))
