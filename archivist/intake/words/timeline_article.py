"""The readable text of an event whose file has no body: its header's prose as leaves."""

from collections.abc import Iterator, Mapping

from archivist.intake.deposit import EventDeposit
from archivist.intake.words.front_matter import Value
from archivist.intake.words.timeline import SUMMARY_KEYS
from archivist.text import Leaf, LeafKind, Span, StructuredText, canonical

_PROSE = (*SUMMARY_KEYS, "details", "significance", "notes")


def read(event: EventDeposit, values: Mapping[str, Value]) -> StructuredText:
    """The title as a heading, the paragraphs of what the header tells, and a list of sources."""
    parts: list[str] = []
    leaves: list[Leaf] = []
    spans: list[Span] = []
    position = 0
    for kind, words, address in _blocks(event, values):
        end = position + len(words)
        item = {"depth": 1} if kind == "li" else {}
        leaves.append(Leaf(kind, position, end, marker="•" if item else "", depth=len(item)))
        if address:
            spans.append(Span("link", position, end, address))
        parts.append(words)
        position = end + 1
    return StructuredText("\n".join(parts), tuple(leaves), tuple(spans))


def _blocks(
    event: EventDeposit, values: Mapping[str, Value]
) -> Iterator[tuple[LeafKind, str, str]]:
    if event.title:
        yield "h1", _one_line(event.title), ""
    for key in _PROSE:
        value = values.get(key)
        if isinstance(value, str):
            for line in canonical(value).split("\n"):
                if line.strip():
                    yield "p", line.strip(), ""
    for source in event.sources:
        words = _one_line(source.title or source.url)
        if words:
            yield "li", words, source.url if _can_be_link(source.url) else ""


def _can_be_link(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _one_line(words: str) -> str:
    return " ".join(canonical(words).split())
