"""Which leaves of a web page are the article: a proposal, for which trafilatura is asked.

What it extracts is never the text: its words are looked up in ours, and leaves whose words it kept
are the article. It is asked in the confined child alone, for it loads far more than it needs, and
only about pages of a size it bears; for others the rule for scraped pages decides.
"""

import re
from dataclasses import dataclass
from typing import Literal

from turbohtml import Document

from archivist.intake import boilerplate
from archivist.intake.deposit import Proposal
from archivist.intake.leaves.markup import Markup, Page
from archivist.text import Leaf, StructuredText

Part = Literal["article", "header", "rest", "hidden"]

_LONGEST_PAGE = 4 * 2**20
_MOST_ELEMENTS = 40_000
_MOST_ATTRIBUTES = 400
_MOST_WORK = 1_000_000_000
_FEWEST_LEAVES = 6
_FEWEST_LINKS = 3
_FEWEST_WORDS = 15
_PROSE = 12  # words outside links
_SENTENCE = 18  # words that no byline has: a lead, or what a picture shows
_MOST_LINKED = 3  # more of them, and it teases another page
_MOST_STRANGE = 3  # leaves in a row that nobody extracted
_MOST_COMMENTS = 1_000
_SHARES = 8  # parts of an article, one of which is a good deal of it
_LONG = 40  # letters that no two blocks share by chance
_NOT_A_LETTER = re.compile(r"[\W_]+")
_HEADER_LEAVES = 14
_LONGEST_HEADER = 300
# What parts of pages beside the article are called, in whatever language the page is.
_ASIDE = re.compile(
    r"comment|repl(?:y|ies)|(?<!r)respond|related|newsletter|subscri|promo|recirc|teaser|sponsor|share"
    r"|social|cookie|breadcrumb|sidebar|disqus",
    re.IGNORECASE,
)
# What the last line of a page says, and no article.
_RIGHTS = re.compile(r"\s*(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_STRUCTURE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "quote", "code"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The part of each leaf; `by` names who chose."""

    parts: tuple[Part, ...]
    by: str


def of_page(page: Page, found: Markup, title: str) -> Choice | None:
    """The choice for a page, or `None` where there is nothing to fold away."""
    if len(found.structured.leaves) < _FEWEST_LEAVES:
        return None
    body = _Body(found.structured, found.places, boilerplate.words(found.structured))
    extracted = _extracted(page.html, page.document)
    parts = _aligned(body, extracted, _commented(page.document)) if extracted else None
    by = "trafilatura"
    if parts is None:
        parts, by = _by_rule(body.structured), "density of links"
    if parts is not None:
        parts = _trimmed(body, parts, title)
    if parts is None or not _is_worth_folding(body, parts):
        return None
    return Choice(tuple(_with_header(body, parts, title)), by)


@dataclass(frozen=True, slots=True)
class _Body:
    """A text, where its leaves stand, and their words outside and inside links."""

    structured: StructuredText
    places: tuple[str, ...]
    counts: list[tuple[int, int]]

    def words(self, index: int) -> str:
        leaf = self.structured.leaves[index]
        return self.structured.text[leaf.start : leaf.end]

    def tells(self, index: int, least: int) -> bool:
        """Whether so many words stand outside links, and few inside."""
        free, linked = self.counts[index]
        return free >= least and linked * 3 <= free

    def leads_away(self, index: int) -> bool:
        """Whether a leaf is mostly links, and no item of a list, which may be the article's own."""
        free, linked = self.counts[index]
        return linked * 3 > free and self.structured.leaves[index].kind == "p"


def proposal(choice: Choice | None) -> tuple[Proposal, ...]:
    """The proposal to fold what is not the article: one, or none when there is nothing to fold."""
    if choice is None:
        return ()
    folded = [index for index, part in enumerate(choice.parts) if part == "rest"]
    shown = sum(part != "hidden" for part in choice.parts)
    reason = f"They are not part of the article of the page (chosen by {choice.by})."
    return (boilerplate.folding(folded, of=shown, reason=reason),)


def _extracted(html: str, document: Document) -> str:
    """What trafilatura takes for the article, or nothing where the page would hurt it."""
    if len(html) > _LONGEST_PAGE or html.count("<") > 2 * _MOST_ELEMENTS:
        return ""
    for count, node in enumerate(document.iter_elements()):
        if count > _MOST_ELEMENTS or len(node.attrs) > _MOST_ATTRIBUTES:
            return ""
    from trafilatura import extract

    return extract(html, fast=True, include_comments=False, with_metadata=False) or ""


def _letters(words: str) -> str:
    return _NOT_A_LETTER.sub("", words.casefold())


def _commented(document: Document) -> str:
    """The letters of the comments that the page declares to be such."""
    found = document.select("[itemtype$='/Comment'], [itemtype$='/UserComments']")
    texts: list[str] = []
    for each in found[:_MOST_COMMENTS]:
        # An answer stands in the comment it answers.
        if not texts or each.text not in texts[-1]:
            texts.append(each.text)
        if sum(map(len, texts)) > _LONGEST_PAGE:
            return ""
    return _letters(" ".join(texts))


def _aligned(body: _Body, extracted: str, commented: str) -> list[Part] | None:
    """The leaves whose words stand in what was extracted; `None` when hardly any does."""
    leaves = body.structured.leaves
    told = _Told(extracted, questions=len(leaves))
    letters = [_letters(body.words(index)) for index in range(len(leaves))]
    if len(letters) * len(commented) > _MOST_WORK:
        commented = ""
    comments = {each for each in letters if len(each) >= _LONG and each in commented}
    known = [
        each not in comments and told.holds(each, leaf)
        for each, leaf in zip(letters, leaves, strict=True)
    ]
    first, last = _range(body, letters, known)
    if first > last:
        return None
    kept = sum(len(letters[index]) for index in range(first, last + 1) if known[index])
    if kept < (len(told.letters) - sum(map(len, comments))) / 3 or kept < _LONG:
        return None
    kin = _kin(body, known, range(first, last + 1))
    parts: list[Part] = []
    for index, leaf in enumerate(leaves):
        if leaf.role == "hidden":
            parts.append("hidden")
        elif first <= index <= last and (known[index] or _is_kept(body, index, known, kin)):
            parts.append("article")
        else:
            parts.append("rest")
    return parts


def _kin(body: _Body, known: list[bool], within: range) -> frozenset[str]:
    """The parts of the page that hold a good deal of the article, or of which most is of it."""
    of_article: dict[str, int] = {}
    of_all: dict[str, int] = {}
    for index in within:
        if body.structured.leaves[index].role != "hidden":
            words, place = sum(body.counts[index]), body.places[index]
            of_all[place] = of_all.get(place, 0) + words
            if known[index]:
                of_article[place] = of_article.get(place, 0) + words
    whole = sum(of_article.values())
    return frozenset(
        place
        for place, words in of_article.items()
        if place and words >= _PROSE and (words * 2 >= of_all[place] or words * _SHARES >= whole)
    )


def _is_kept(body: _Body, index: int, known: list[bool], kin: frozenset[str]) -> bool:
    """Whether a leaf within the article is of it though nobody extracted it."""
    if body.places[index] in kin and body.tells(index, 1):
        return True
    if _ASIDE.search(body.places[index]):
        return False
    kind, (_free, linked) = body.structured.leaves[index].kind, body.counts[index]
    if kind in {"p", "quote"} and linked <= _MOST_LINKED and body.tells(index, _PROSE):
        return True
    return kind in _STRUCTURE and _is_between(known, index)


class _Told:
    """The words that were extracted, as lines of letters and as one run of them."""

    def __init__(self, extracted: str, *, questions: int) -> None:
        self.letters = _letters(extracted)
        self._lines = {_letters(line.strip(" -|")) for line in extracted.split("\n")} - {""}
        # Beyond this many comparisons whole lines must do.
        self._thorough = questions * len(self.letters) <= _MOST_WORK
        self._few = len(self._lines) * questions <= _MOST_WORK // 100

    def holds(self, letters: str, leaf: Leaf) -> bool:
        """Whether the letters of a leaf stand in it; short ones must stand in one line."""
        if leaf.role == "hidden" or not letters:
            return False
        if letters in self._lines:
            return True
        if not self._thorough or letters not in self.letters:
            return False
        if len(letters) >= _LONG or leaf.kind == "cell":
            return True
        return leaf.kind != "li" and self._few and any(letters in line for line in self._lines)


def _range(body: _Body, letters: list[str], known: list[bool]) -> tuple[int, int]:
    """From the first to the last leaf that is surely of the article, with those next to them."""
    sure = [
        index
        for index, (each, is_known) in enumerate(zip(letters, known, strict=True))
        if is_known and len(each) >= _LONG
    ]
    if not sure:
        return 0, -1
    return _reach(body, known, sure[0], -1), _reach(body, known, sure[-1], 1)


def _reach(body: _Body, known: list[bool], end: int, step: int) -> int:
    """How far short leaves of the article go on beyond a long one.

    Past what is strange only those that stand in the same part of the page.
    """
    place, reached, strange = body.places[end], end, 0
    while 0 <= end + step < len(known) and strange <= _MOST_STRANGE:
        end += step
        if known[end] and (not strange or (place and body.places[end] == place)):
            reached, strange = end, 0
        elif body.structured.leaves[end].role != "hidden":
            strange += 1
    return reached


def _is_between(known: list[bool], index: int) -> bool:
    """Whether the leaves on both sides are of the article: a heading left out between two."""
    return any(known[max(0, index - 2) : index]) and any(known[index + 1 : index + 3])


def _trimmed(body: _Body, parts: list[Part], title: str) -> list[Part]:
    """The same parts, of the article only what stands between the menus at its edges.

    A page without a word on what is what is extracted with all of them. Before the first prose
    the article begins with its headline, or behind the last links; after the last it ends with
    the first links.
    """
    prose = [
        index
        for index, part in enumerate(parts)
        if part == "article" and body.tells(index, _PROSE) and not _RIGHTS.match(body.words(index))
    ]
    if not prose:
        return parts
    first = _headline(body, prose[0], title)
    if first is None:
        menus = (index for index in range(prose[0] - 1, -1, -1) if body.leads_away(index))
        first = next(menus, -1) + 1
    ends = (index for index in range(prose[-1], len(parts)) if body.leads_away(index))
    last = next(ends, len(parts))
    return [
        "rest" if part == "article" and not first <= index < last else part
        for index, part in enumerate(parts)
    ]


def _by_rule(structured: StructuredText) -> list[Part] | None:
    page = boilerplate.article(structured)
    if page is None:
        return None
    parts: list[Part] = []
    for index, leaf in enumerate(structured.leaves):
        if leaf.role == "hidden":
            parts.append("hidden")
        else:
            parts.append("article" if page.first <= index <= page.last else "rest")
    return parts


def _is_worth_folding(body: _Body, parts: list[Part]) -> bool:
    """Whether there is an article, and navigation around it."""
    links = sum(
        part == "rest" and linked > free
        for part, (free, linked) in zip(parts, body.counts, strict=True)
    )
    words = sum(
        sum(counts) for counts, part in zip(body.counts, parts, strict=True) if part == "article"
    )
    return words >= _FEWEST_WORDS and links >= _FEWEST_LINKS


def _with_header(body: _Body, parts: list[Part], title: str) -> list[Part]:
    """The same parts, with the headline and what stands between it and the first words as header.

    That is its byline, its date, and the picture it opens with; links in a row are none of them.
    A lead of a sentence or more, and what is told under that picture, are of the article.
    """
    first = parts.index("article")
    headline = _headline(body, first, title)
    if headline is None:
        return parts
    found = list(parts)
    found[headline] = "header"
    for index in range(headline + 1, min(len(parts), headline + 1 + _HEADER_LEAVES)):
        leaf, (free, linked) = body.structured.leaves[index], body.counts[index]
        if parts[index] == "article" and leaf.end - leaf.start > _LONGEST_HEADER // 3:
            break
        if parts[index] != "rest" or linked > free:
            continue
        place = body.places[index]
        beside = place == body.places[headline] or "figure" in place
        if beside and body.tells(index, _SENTENCE):
            found[index] = "article"
        elif leaf.end - leaf.start <= _LONGEST_HEADER:
            found[index] = "header"
    return found if "article" in found else parts


def _headline(body: _Body, first: int, title: str) -> int | None:
    """The leaf that reads as the title: the first of the article, or one shortly before it."""
    wanted = _letters(title)
    for index in range(first, max(-1, first - 1 - _HEADER_LEAVES), -1):
        hidden = body.structured.leaves[index].role == "hidden"
        if wanted and not hidden and _letters(body.words(index)) == wanted:
            return index
    return None
