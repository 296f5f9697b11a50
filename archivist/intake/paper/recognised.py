"""Pages whose words were seen in their picture, and how these come into the text of a deposit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archivist.intake import wire
from archivist.intake.deposit import Deposit, Fact, Proposal
from archivist.intake.wire import Garbled, Message
from archivist.intake.words import plain
from archivist.layout import Layout, Page, Words
from archivist.text import Leaf, StructuredText, canonical

UNSURE = 60
"""Below this, of a hundred, a word that was seen is called unsure."""
KEY = "recognised"
"""Where the metadata of a deposit tell of such pages."""

_HYPHENS = ("-", "‐")
_LARGEST = 2**18


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was seen on one page: its paragraphs, and their words with places in the page's text.

    `engine` names who saw them and in which languages; `unsure` is how many words may be wrong.
    """

    paragraphs: tuple[str, ...]
    words: Words
    engine: str
    unsure: int

    @property
    def text(self) -> str:
        """The text of the page."""
        return "\n".join(self.paragraphs)


def decode(message: Message) -> Recognised:
    """What the confined child says it saw. Raises `Garbled`."""
    said = wire.from_json(message.head)
    try:
        lines = [[list(map(_seen, line)) for line in each] for each in said["paragraphs"]]
        engine = canonical(str(said["engine"])).replace("\n", " ")
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Garbled("nothing seen") from None
    return _assembled(lines, engine)


def kept(
    text: StructuredText, layout: Layout, metadata: Mapping[str, Any]
) -> dict[int, Recognised]:
    """The pages of a text that were recognised before, as its metadata tell of them."""
    told = {page - 1: (engine, unsure) for page, engine, unsure in metadata.get(KEY, ())}
    found: dict[int, Recognised] = {}
    for number, page in enumerate(layout.pages):
        if page.recognised and number in told:
            start, end = layout.span_of(number, len(text.text))
            leaves = (leaf for leaf in text.leaves if start <= leaf.start < end)
            pieces = tuple(text.text[leaf.start : leaf.end] for leaf in leaves)
            words = Words.of(_moved(page, -start))
            found[number] = Recognised(pieces, words, *told[number])
    return found


def with_recognised(deposit: Deposit, seen: Mapping[int, Recognised]) -> Deposit:
    """The deposit with what was seen on pages that are bare in it, each in its place."""
    bare = Layout(deposit.pages).bare(len(deposit.text))
    seen = {page: seen[page] for page in bare if page in seen}
    if not seen:
        return deposit
    joined = _Joined(deposit, seen)
    text = StructuredText("\n".join(joined.pieces), tuple(joined.leaves))
    title = _title(deposit, text)
    told = [[page + 1, each.engine, each.unsure] for page, each in sorted(seen.items())]
    return replace(
        deposit,
        reader=f"{deposit.reader}+ocr:{','.join(_engines(seen))}",
        title=title.value or deposit.title if title else deposit.title,
        text=text.text,
        leaves=text.leaves,
        pages=joined.pages(),
        facts=(*deposit.facts, title) if title else deposit.facts,
        metadata={**deposit.metadata, KEY: told},
        warnings=tuple(_warnings(deposit, bare, seen)),
        proposals=tuple(map(joined.proposal, deposit.proposals)),
    )


def bare_pages(count: int) -> str:
    """The warning that so many pages hold no text."""
    if count == 1:
        return "1 page holds no text: it is a picture, as of a scan."
    return f"{count} pages hold no text: they are pictures, as of a scan."


def _engines(seen: Mapping[int, Recognised]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seen[page].engine for page in sorted(seen)))


def _warnings(
    deposit: Deposit, bare: Sequence[int], seen: Mapping[int, Recognised]
) -> Iterator[str]:
    for warning in deposit.warnings:
        if warning != bare_pages(len(bare)):
            yield warning
        elif len(bare) > len(seen):
            yield bare_pages(len(bare) - len(seen))
    pages = (
        "1 page was read from its picture"
        if len(seen) == 1
        else (f"{len(seen)} pages were read from their pictures")
    )
    languages = "; ".join(engine.partition("/")[2] for engine in _engines(seen))
    words = sum(len(each.words) for each in seen.values())
    unsure = sum(each.unsure for each in seen.values())
    doubt = f" It is unsure of {unsure:,} of {words:,} words." if unsure else ""
    yield f"{pages} by Tesseract ({languages}): check the words against the page.{doubt}"


def _title(deposit: Deposit, text: StructuredText) -> Fact | None:
    """A title by rule, for a file that had none before it was read."""
    if any(fact.field == "title" for fact in deposit.facts) or not text.text.strip():
        return None
    return plain.title_of(text)


class _Joined:
    """The paragraphs of a deposit and of the pages seen, in the order of the pages."""

    def __init__(self, deposit: Deposit, seen: Mapping[int, Recognised]) -> None:
        self.pieces: list[str] = []
        self.leaves: list[Leaf] = []
        self._pages: list[Page] = []
        self._places: dict[int, int] = {}
        self._at = 0
        layout = Layout(deposit.pages)
        leaves: dict[int, list[int]] = defaultdict(list)
        for place, leaf in enumerate(deposit.leaves if deposit.text else ()):
            leaves[layout.page_of(leaf.start)].append(place)
        for number, page in enumerate(deposit.pages):
            self._page(page, seen.get(number), self._at - page.start)
            for piece in seen[number].paragraphs if number in seen else ():
                self._add(Leaf("p", 0, 0), piece)
            for place in leaves[number]:
                leaf = deposit.leaves[place]
                self._places[place] = len(self.leaves)
                self._add(leaf, deposit.text[leaf.start : leaf.end])

    def pages(self) -> tuple[Page, ...]:
        """The pages, of which those behind the last word begin where the text ends."""
        length = max(0, self._at - 1)
        return tuple(replace(each, start=min(each.start, length)) for each in self._pages)

    def proposal(self, proposal: Proposal) -> Proposal:
        """The same proposal, on the same leaves."""
        if "leaves" not in proposal.content:
            return proposal
        leaves = [[self._places[place] for place in pair] for pair in proposal.content["leaves"]]
        return replace(proposal, content={**proposal.content, "leaves": leaves})

    def _page(self, page: Page, seen: Recognised | None, shift: int) -> None:
        if seen:
            rows = _on_paper(page, seen.words, self._at)
            page = replace(page, words=Words.of(rows), recognised=True)
        else:
            page = replace(page, words=Words.of(_moved(page, shift)))
        self._pages.append(replace(page, start=self._at))

    def _add(self, leaf: Leaf, piece: str) -> None:
        self.pieces.append(piece)
        self.leaves.append(replace(leaf, start=self._at, end=self._at + len(piece)))
        self._at += len(piece) + 1


_Row = tuple[int, int, int, int, int, int]


def _moved(page: Page, shift: int) -> Iterator[_Row]:
    for word in page.words:
        box = (word.left, word.top, word.right, word.bottom)
        yield word.start + shift, word.end + shift, *box


def _on_paper(page: Page, words: Words, shift: int) -> Iterator[_Row]:
    """The words that lie on the page, as far as they do."""
    for start, end, left, top, right, bottom in words.rows():
        edge, foot = min(right, page.width), min(bottom, page.height)
        if left < edge and top < foot:
            yield start + shift, end + shift, left, top, edge, foot


@dataclass(frozen=True, slots=True)
class _Seen:
    letters: str
    box: tuple[int, ...]
    sure: int


def _seen(row: Any) -> _Seen:
    letters, *box, sure = row
    _left, _top, _right, _bottom = box
    sides = tuple(min(max(0, int(side)), _LARGEST) for side in box)
    return _Seen("".join(canonical(str(letters)).split()), sides, int(sure))


def _assembled(paragraphs: list[list[list[_Seen]]], engine: str) -> Recognised:
    pieces: list[str] = []
    rows: list[_Row] = []
    at = 0
    for lines in paragraphs:
        piece = ""
        for line in lines:
            for number, word in enumerate(each for each in line if each.letters):
                if number == 0 and _breaks(piece, word.letters):
                    piece = piece[:-1]
                    rows[-1] = (rows[-1][0], rows[-1][1] - 1, *rows[-1][2:])
                elif piece:
                    piece += " "
                start, piece = at + len(piece), piece + word.letters
                left, top, right, bottom = word.box
                rows.append((start, at + len(piece), left, top, right, bottom))
        if piece:
            pieces.append(piece)
            at += len(piece) + 1
    seen = [word for each in paragraphs for line in each for word in line if word.letters]
    unsure = sum(word.sure < UNSURE for word in seen)
    return Recognised(tuple(pieces), Words.of(rows), engine, unsure)


def _breaks(piece: str, letters: str) -> bool:
    """Whether a hyphen at the end of a line breaks a word that goes on with `letters`."""
    return piece[-1:] in _HYPHENS and piece[-2:-1].isalpha() and letters[0].islower()
