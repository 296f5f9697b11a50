"""Saved web pages: their text, what they say of themselves, and which of it is the article."""

from collections.abc import Iterator
from dataclasses import replace

from archivist.errors import Refused
from archivist.intake import byline, description, tongue
from archivist.intake.deposit import Deposit, Fact
from archivist.intake.leaves import markup
from archivist.intake.leaves.markup import Markup
from archivist.intake.web import choice, page_decoding, page_facts, page_title
from archivist.intake.web.choice import Choice
from archivist.intake.words import plain
from archivist.text import StructuredText, has_hidden_direction

READER = "web page/1"
MEDIA_TYPE = "text/html"


def read(content: bytes, name: str, *, encoding: str | None = None) -> Deposit:
    """The deposit of a page. Raises `Refused` when it is empty or holds no word."""
    decoded = page_decoding.decode(content, encoding=encoding)
    return of_html(decoded.text, content, name, encoding=decoded)


def of_html(
    html: str, content: bytes, name: str, *, encoding: page_decoding.Decoded | None = None
) -> Deposit:
    """The deposit of a page whose text is `html`, taken out of the bytes `content`.

    Raises `Refused` when no word stands in it.
    """
    page = markup.parse(html)
    found = markup.walk(page)
    if not found.structured.leaves:
        raise Refused("The page holds no words.")
    declared = page_facts.of_page(html, page.document)
    headings = tuple(_headings(found.structured))
    facts = tuple(page_title.without_site(fact, declared, headings) for fact in declared)
    title = page_title.best(facts) or plain.title_of(found.structured).value or name
    chosen = choice.of_page(page, found, title)
    structured = _with_roles(found.structured, chosen)
    facts = (
        *facts,
        *_of_header(structured),
        *tongue.of_text(_told(structured, chosen), facts),
        *((encoding.fact,) if encoding else ()),
    )
    return Deposit(
        name,
        content,
        MEDIA_TYPE,
        READER,
        title,
        structured.text,
        structured.leaves,
        structured.spans,
        facts=facts,
        warnings=(
            *(encoding.warnings if encoding else ()),
            *description.warnings(facts),
            *_cautions(found),
        ),
        proposals=(*description.proposals(facts), *choice.proposal(chosen)),
        places=found.places,
    )


def _headings(structured: StructuredText) -> Iterator[str]:
    for leaf in structured.leaves:
        if leaf.kind in {"h1", "h2"} and leaf.role == "main":
            yield structured.text[leaf.start : leaf.end]


def _with_roles(structured: StructuredText, chosen: Choice | None) -> StructuredText:
    if chosen is None:
        return structured
    leaves = tuple(
        replace(leaf, role="header") if part == "header" else leaf
        for leaf, part in zip(structured.leaves, chosen.parts, strict=True)
    )
    return replace(structured, leaves=leaves)


def _told(structured: StructuredText, chosen: Choice | None) -> str:
    """The text of a page from the first words of its article on."""
    first = 0 if chosen is None else chosen.parts.index("article")
    return structured.text[structured.leaves[first].start :]


def _of_header(structured: StructuredText) -> Iterator[Fact]:
    """What the lines between the headline and the article tell: guesses, for a person to decide."""
    header = [leaf for leaf in structured.leaves if leaf.role == "header"]
    lines = [" ".join(structured.text[leaf.start : leaf.end].split()) for leaf in header]
    yield from description.of_datelines(lines)
    yield from byline.of_edges(lines, ())


def _cautions(found: Markup) -> Iterator[str]:
    if found.hidden_words:
        noun = "word" if found.hidden_words == 1 else "words"
        yield f"The page hides {found.hidden_words:,} {noun}; they are kept apart."
    if found.data_addresses:
        noun = "file" if found.data_addresses == 1 else "files"
        yield f"The text leaves out {found.data_addresses:,} {noun} inside the page."
    if found.frames:
        noun = "page" if found.frames == 1 else "pages"
        yield f"The text leaves out {found.frames:,} {noun} framed by this one."
    if has_hidden_direction(found.structured.text):
        yield "The text holds hidden direction marks, which can show words in another order."
