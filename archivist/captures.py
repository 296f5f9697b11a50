"""Captures: which article a file is another capture of, by the address that both declare.

Two captures of one page are one article with two texts, as long as that is safe to say: where it
is not, the file becomes an article of its own and a sentence tells why.
"""

from dataclasses import dataclass

from archivist import dates
from archivist.addresses import same_page
from archivist.articles import Article, Articles, declared, read_from
from archivist.fixity import sha256
from archivist.intake.deposit import Deposit
from archivist.sketching import share
from archivist.store.store import Store

_LEAST = 0.25


@dataclass(frozen=True, slots=True)
class Capture:
    """The article whose page a deposit is another capture of.

    `apart` is the sentence that says why the deposit is an article of its own all the same, and
    empty when it is a newer text of this one.
    """

    article: Article
    apart: str = ""


class Captures:
    """What the addresses of articles tell of files that come in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)

    def of(self, deposit: Deposit) -> Capture | None:
        """The capture that a deposit is, or `None` when its page, or its bytes, are not known."""
        page = same_page(declared(deposit.facts, "url"))
        if not page or deposit.parts or deposit.event:
            return None
        found = self._store.read(
            "SELECT article.id FROM address JOIN article ON article.n = address.n "
            "WHERE address = ? ORDER BY address.n LIMIT 2",
            (page,),
        )
        if not found or self._articles.holding(sha256(deposit.original)):
            return None
        article = self._articles.get(found[0]["id"])
        return Capture(article, self._why_apart(deposit, article, is_one=len(found) == 1))

    def _why_apart(self, deposit: Deposit, article: Article, *, is_one: bool) -> str:
        if not is_one:
            return "More than one article has its address, so none of them was renewed with it."
        named = f"“{article.title}” has its address"
        if not article.metadata.keys().isdisjoint({"part of", "parts"}):
            return f"{named} and belongs together with other files, so it was not renewed with it."
        if _is_older(deposit, article):
            return f"{named} and is the newer capture, so it was not renewed with it."
        if share(self._articles.text_of(article).text, deposit.text) < _LEAST:
            return f"{named} but hardly a word in common, so it was not renewed with it."
        return ""


def _is_older(deposit: Deposit, article: Article) -> bool:
    """Whether both say when they were captured, and the deposit names an earlier day."""
    mine, there = dates.parse(read_from(deposit)["retrieved"]), dates.parse(article.retrieved)
    return bool(mine and there and mine.latest < there.earliest)
