"""Texts of every kind to deposits: plain, Markdown, with a header, timeline events."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from archivist.errors import Refused
from archivist.intake import boilerplate, byline, decoding, description, tongue
from archivist.intake.deposit import Deposit, EventDeposit, Fact
from archivist.intake.kinds import Kind
from archivist.intake.words import (
    front_matter,
    markdown,
    plain,
    timeline,
    timeline_article,
    timeline_json,
)
from archivist.intake.words.front_matter import Header
from archivist.intake.words.truncation import why_truncated
from archivist.text import REPLACEMENT, StructuredText, canonical, has_hidden_direction


def read_text(content: bytes, name: str, kind: Kind, *, encoding: str | None = None) -> Deposit:
    """The deposit of a text of that `kind`. Raises Refused as `read`."""
    text = decoding.decode(content, encoding=encoding)
    deposit = _READERS[kind.name](_File(name, content, text))
    if encoding:
        fact = Fact("encoding", encoding, decoding.known(encoding), "choice at import", "declared")
        deposit = replace(deposit, facts=(*deposit.facts, fact))
    warnings = (*deposit.warnings, *_cautions(deposit, encoding))
    return replace(deposit, warnings=warnings) if warnings != deposit.warnings else deposit


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    original: bytes
    text: str


def _plain(file: _File) -> Deposit:
    if front_matter.split(file.text)[0] is not None:
        deposit = _with_header(file)
        if deposit is not None:
            return deposit
    structured = plain.read(canonical(file.text))
    title = plain.title_of(structured)
    structured = plain.with_title_apart(structured, title)
    head, tail = plain.edges(structured.text)
    facts = (
        title,
        *byline.of_edges(head, tail),
        *description.of_datelines(head),
        *tongue.of_text(structured.text, ()),
    )
    return replace(
        _deposit(file, "text/plain", plain.READER, structured, facts),
        warnings=(*_signs(file.text, markdown=False), *_unclosed(file.text)),
        proposals=tuple(description.proposals(facts)),
    )


def _markdown(file: _File) -> Deposit:
    return _with_header(file) or _article(file, Header(), file.text)


def _with_header(file: _File) -> Deposit | None:
    """The deposit of a text that begins with front matter, or `None` when it does not."""
    source, body = front_matter.split(file.text)
    header = None if source is None else front_matter.read(source)
    if source is None or header is None:
        return None
    if timeline.is_event(header.values):
        return _event(file, header, source, body)
    return _article(file, header, body)


def _article(file: _File, header: Header, body: str) -> Deposit:
    structured, warnings = _structure(body)
    if not structured.leaves:
        structured = plain.read(canonical(body if body.strip() else file.text))
    page = boilerplate.article(structured)
    facts = tuple(_facts(header, structured, page))
    fold = boilerplate.proposal(structured, page)
    structured = boilerplate.with_header(structured, page)
    return replace(
        _deposit(file, "text/markdown", markdown.READER, structured, facts),
        metadata=header.values,
        warnings=(
            *header.warnings,
            *warnings,
            *description.warnings(facts),
            *_signs(body),
            *_unclosed(file.text),
        ),
        proposals=(*description.proposals(facts), *fold),
    )


def _facts(
    header: Header, structured: StructuredText, page: boilerplate.Page | None
) -> Iterator[Fact]:
    found = list(description.of_header(header.values))
    yield from found
    for fact in found:
        if fact.field == "url":
            yield from description.of_address(fact.raw)
            break
    if not any(fact.field == "title" for fact in found):
        yield markdown.title_of(structured)
    if page is None:
        head, tail = plain.edges(structured.text)
        yield from byline.of_edges(head, tail)
    else:
        leaves = structured.leaves[page.header : page.first]
        head = [" ".join(structured.text[leaf.start : leaf.end].split()) for leaf in leaves]
        yield from byline.of_header_block(head)
    yield from description.of_datelines(head)
    start = 0 if page is None else structured.leaves[page.first].start
    yield from tongue.of_text(structured.text[start:], found)


def _structure(body: str) -> tuple[StructuredText, tuple[str, ...]]:
    text = canonical(body)
    structured = markdown.read(text)
    if structured is not None:
        return structured, ()
    return plain.read(text), (
        "The Markdown is too complex to lay out; it was read as plain text, a line a paragraph.",
    )


def _event(file: _File, header: Header, source: str, body: str) -> Deposit:
    timeline.refuse_multitude(header.values)
    structured, warnings = _structure(body)
    reading = timeline.Reading(header.values, header.lines)
    event = reading.event(
        opening=markdown.opening(structured), written={"header": source, "body": body}
    )
    if not structured.leaves:
        structured = timeline_article.read(event, header.values)
    signs = (*header.warnings, *reading.warnings, *warnings, *_signs(body))
    return _event_deposit(file, "text/markdown", structured, event, header, signs)


def _json(file: _File) -> Deposit:
    header, source = timeline_json.read(file.text)
    if not timeline.is_event(header.values):
        raise Refused("The JSON is not a timeline event: it has no title, date and actors.")
    timeline.refuse_multitude(header.values)
    reading = timeline.Reading(header.values, header.lines)
    event = reading.event(opening="", written={"header": source, "body": ""})
    structured = timeline_article.read(event, header.values)
    signs = (*reading.warnings, *_signs(event.summary, markdown=False))
    return _event_deposit(file, "application/json", structured, event, header, signs)


def _event_deposit(
    file: _File,
    media_type: str,
    structured: StructuredText,
    event: EventDeposit,
    header: Header,
    warnings: tuple[str, ...],
) -> Deposit:
    # The day of an event is not the day on which anything was published.
    facts = tuple(
        fact for fact in description.of_header(header.values) if fact.field != "published"
    )
    found = _deposit(file, media_type, timeline.READER, structured, facts)
    return replace(found, metadata=header.values, warnings=warnings, event=event)


def _deposit(
    file: _File,
    media_type: str,
    reader: str,
    structured: StructuredText,
    facts: tuple[Fact, ...],
) -> Deposit:
    return Deposit(
        file.name,
        file.original,
        media_type,
        reader,
        _title(facts, structured, file.name),
        structured.text,
        structured.leaves,
        structured.spans,
        facts=facts,
    )


def _title(facts: Iterable[Fact], structured: StructuredText, name: str) -> str:
    for fact in facts:
        if fact.field == "title" and fact.value and plain.says_something(fact.value):
            return fact.value
    by_rule = plain.title_of(structured).value or ""
    return by_rule if plain.says_something(by_rule) else name


def _signs(body: str, *, markdown: bool = True) -> tuple[str, ...]:
    sentence = why_truncated(body, markdown=markdown)
    return (sentence,) if sentence else ()


def _unclosed(text: str) -> tuple[str, ...]:
    if front_matter.is_unclosed(text):
        return ("The front matter is not closed; it was read as text.",)
    return ()


def _cautions(deposit: Deposit, encoding: str | None) -> Iterator[str]:
    if encoding:
        yield f"The file was read as {encoding}, as chosen."
    if deposit.text.isascii() and deposit.title.isascii():
        return
    if has_hidden_direction(deposit.text) or has_hidden_direction(deposit.title):
        yield "The text holds hidden direction marks, which can show words in another order."
    lost = deposit.text.count(REPLACEMENT)
    if lost:
        stand = "1 character stands" if lost == 1 else f"{lost} characters stand"
        yield f"In the text {stand} as {REPLACEMENT}, because no text can hold what was there."


_READERS: Mapping[str, Callable[[_File], Deposit]] = {
    "markdown": _markdown,
    "text": _plain,
    "json": _json,
}
