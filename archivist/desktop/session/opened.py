"""An article as its page shows it: the heading, the text, what of it is folded away."""

from dataclasses import dataclass

from PySide6 import QtCore

from archivist.anchoring import anchor, describe
from archivist.archive import Archive
from archivist.articles import Article, stretches
from archivist.desktop.cards.column import host_of
from archivist.desktop.reader.typography import Heading
from archivist.text import StructuredText

translate = QtCore.QCoreApplication.translate

_HEAD = 200
_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Opened:
    """What lies open; `folded` and `silent` are ranges of leaves, first and last included.

    The `silent` ones are folded away without a word: what they say is shown elsewhere.
    """

    article: Article
    text: StructuredText
    folded: tuple[tuple[int, int], ...]
    silent: tuple[tuple[int, int], ...]
    heading: Heading

    @property
    def hidden(self) -> tuple[tuple[int, int], ...]:
        """The ranges of code points that are folded away."""
        leaves = self.text.leaves
        return tuple(
            (leaves[first].start, leaves[last].end) for first, last in (*self.silent, *self.folded)
        )

    def looks_like(self, other: "Opened") -> bool:
        """Whether the page of `other` would be the same page."""
        mine = (self.folded, self.silent, self.heading)
        return self.text is other.text and mine == (other.folded, other.silent, other.heading)

    def place_of(self, place: int, before: "Opened") -> int:
        """Where the line that began at `place` of an earlier text of the article stands now."""
        return place_in(self.text.text, place, before.text.text)


def place_in(text: str, place: int, before: str) -> int:
    """Where in `text` the line stands that began at `place` of the text `before`."""
    if text == before or place >= len(before):
        return min(place, len(text))
    target = describe(before, place, min(len(before), place + _QUOTE))
    found = anchor(text, target)
    return found.start if found else min(place, len(text))


def opened(archive: Archive, article: Article, before: Opened | None = None) -> Opened:
    """The article as the archive has it now; a text that lay open `before` is not read again."""
    if before is not None and _text_key(before.article) == _text_key(article):
        text = before.text
    else:
        text = archive.articles.text_of(article)
    folded = _with_hidden(archive.proposals.folded(article.id), text)
    parts = sum(last - first + 1 for first, last in folded)
    silent = _title_leaves(article, text, folded)
    return Opened(article, text, folded, silent, _heading(article, parts))


def _with_hidden(
    folded: tuple[tuple[int, int], ...], text: StructuredText
) -> tuple[tuple[int, int], ...]:
    """The ranges with what the page hides folded away too, unless nothing would be in view."""
    hidden = {at for at, leaf in enumerate(text.leaves) if leaf.role == "hidden"}
    away = hidden.union(*(range(first, last + 1) for first, last in folded))
    if not hidden or len(away) == len(text.leaves):
        return folded
    found = stretches(dict.fromkeys(away, "boilerplate"))
    return tuple((first, last) for first, last, _role in found)


def _text_key(article: Article) -> tuple[object, ...]:
    return article.text_id, article.roles


def _heading(article: Article, folded: int) -> Heading:
    where = article.publisher or host_of(article.url)
    kicker = " · ".join(part for part in (where, article.published) if part)
    digest = translate("Heading", "SHA-256 {digest}").format(
        digest=f"{article.original[:8]}…{article.original[-4:]}"
    )
    words = translate("Heading", "%n word(s)", "", article.words)
    day = translate("Heading", "Imported {day}").format(day=article.imported_at[:10])
    parts = translate("Heading", "%n part(s) folded (B)", "", folded) if folded else ""
    return Heading(kicker, article.title, tuple(filter(None, (digest, words, day, parts))))


def _title_leaves(
    article: Article, text: StructuredText, folded: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """The leaf in view that says the title again: the heading above the text shows it already."""
    for number, leaf in enumerate(text.leaves[:_HEAD]):
        hidden = any(first <= number <= last for first, last in folded)
        if not hidden and text.text[leaf.start : leaf.end].strip() == article.title:
            return ((number, number),)
    return ()
