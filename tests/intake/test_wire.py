"""A deposit crosses a pipe unchanged, and nothing that is none gets across."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.intake import wire
from archivist.intake.deposit import Deposit, EventDeposit, Fact, Proposal, SourceDeposit
from archivist.layout import Layout, Page, Word, Words
from archivist.text import Leaf, LeafKind, Role, Span, canonical

WORDS = st.text(max_size=8)
JSON = st.dictionaries(WORDS, st.one_of(st.none(), st.booleans(), st.integers(), WORDS), max_size=3)
KINDS: st.SearchStrategy[LeafKind] = st.sampled_from(["p", "h1", "li", "quote", "cell"])
ROLES: st.SearchStrategy[Role] = st.sampled_from(["main", "header", "boilerplate", "hidden"])


@st.composite
def structures(draw: st.DrawFn) -> tuple[str, tuple[Leaf, ...], tuple[Span, ...]]:
    lines = draw(st.lists(WORDS.map(lambda word: canonical(word).replace("\n", " ")), min_size=1))
    text, leaves = "\n".join(lines), []
    start = 0
    for line in lines:
        leaf = Leaf(draw(KINDS), start, start + len(line), draw(ROLES), 1, draw(WORDS), 2, 3, 4, 5)
        leaves.append(leaf)
        start += len(line) + 1
    spans = [
        Span("link", leaf.start, leaf.end, draw(WORDS)) for leaf in leaves if leaf.end > leaf.start
    ]
    return text, tuple(leaves), tuple(spans)


FACTS = st.builds(
    Fact, WORDS, WORDS, st.none() | WORDS, WORDS, st.sampled_from(["declared", "derived", "guess"])
)
EVENTS = st.builds(
    EventDeposit,
    WORDS,
    WORDS,
    importance=st.none() | st.integers(),
    actors=st.tuples(WORDS),
    sources=st.tuples(st.builds(SourceDeposit, WORDS, WORDS, written=JSON)),
    written=JSON,
)


@st.composite
def deposits(draw: st.DrawFn, depth: int = 2) -> Deposit:
    text, leaves, spans = draw(structures())
    return Deposit(
        name=canonical(draw(WORDS)),
        original=draw(st.binary(max_size=9)),
        media_type=draw(WORDS),
        reader=draw(WORDS),
        title=draw(WORDS),
        text=text,
        leaves=leaves,
        spans=spans,
        pages=tuple(draw(st.lists(st.just(Page(0, 9, 9, recognised=True)), max_size=2))),
        places=tuple(draw(WORDS) for _ in leaves) if draw(st.booleans()) else (),
        facts=draw(st.tuples(FACTS)),
        metadata=draw(JSON),
        warnings=draw(st.tuples(WORDS)),
        proposals=draw(st.tuples(st.builds(Proposal, WORDS, WORDS, WORDS, JSON))),
        event=draw(st.none() | EVENTS),
        parts=draw(st.tuples(deposits(depth - 1)) if depth else st.just(())),
    )


@given(deposit=deposits())
@settings(max_examples=60, deadline=None)
def test_a_deposit_crosses_unchanged_with_all_its_parts(deposit: Deposit) -> None:
    assert wire.decode(wire.encode(deposit), deposit.original) == deposit


def test_the_original_bytes_of_the_file_itself_do_not_cross() -> None:
    message = wire.encode(Deposit("x", b"secret", "text/html", "x/1", "x", "a", (Leaf("p", 0, 1),)))
    assert message.blobs == (b"",)
    assert wire.decode(message, b"what was sent").original == b"what was sent"


def test_a_file_without_text_has_one_empty_leaf() -> None:
    empty = Deposit("x", b"o", "a/b", "x/1", "x", "", ())
    assert wire.decode(wire.encode(empty), b"o").leaves == (Leaf("p", 0, 0),)


PLAIN = Deposit("x", b"o", "text/html", "x/1", "x", "a\nb", (Leaf("p", 0, 1), Leaf("p", 2, 3)))
LIES = [
    {"text": "a\r\nb"},
    {"text": "a\x00b"},
    {"leaves": []},
    {"leaves": [["p", 0, 9, "main", 0, "", 0, 0, 0, 0]]},
    {"leaves": [["p", 0, 3, "royal", 0, "", 0, 0, 0, 0]]},
    {"leaves": [["p", 0, 3, "main", 0, "", 0, 0, -5, 0]]},
    {"leaves": [["p", 0, 3, "main", 0, "", 0, 0, 1.5, 0]]},
    {"leaves": [["script", 0, 3, "main", 0, "", 0, 0, 0, 0]]},
    {"leaves": 7},
    {"spans": [["link", 0, 99, ""]]},
    {"spans": [["link", 2, 1, ""]]},
    {"spans": [["link", 0, 1, {}]]},
    {"facts": [["title", "x", "y", "z", "certain"]]},
    {"title": None},
    {"original": 5},
    {"original": -1},
    {"parts": [None]},
    {"metadata": "x"},
    {"pages": 0},
    {"pages": 1},
    {"pages": []},
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: json.dumps(lie)[:40])
def test_what_is_no_deposit_does_not_get_across(lie: dict[str, object]) -> None:
    said = json.loads(wire.encode(PLAIN).head)
    assert wire.decode(wire.Message(wire.as_json(said), (b"",)), b"o") == PLAIN
    with pytest.raises(wire.Garbled):
        wire.decode(wire.Message(wire.as_json(said | lie), (b"",)), b"o")


@given(head=st.binary(max_size=40))
@settings(max_examples=60)
def test_no_bytes_do_any_harm(head: bytes) -> None:
    with pytest.raises(wire.Garbled):
        wire.decode(wire.Message(head), b"")


@pytest.mark.parametrize(
    "pages",
    [
        b"no pages",
        Layout((Page(4, 9, 9),)).packed(),
        Layout((Page(0, 9, 9, Words.of([(0, 4, 1, 1, 2, 2)])),)).packed(),
        Layout((Page(0, 9, 9, Words.of([(0, 1, 1, 1, 99, 2)])),)).packed(),
    ],
)
def test_pages_that_are_not_those_of_the_text_do_not_get_across(pages: bytes) -> None:
    said = json.loads(wire.encode(PLAIN).head) | {"pages": 1}
    right = Layout((Page(0, 9, 9, Words.of([(0, 1, 1, 1, 2, 2)])),))
    message = wire.Message(wire.as_json(said), (b"", right.packed()))
    assert wire.decode(message, b"o").pages == right.pages
    with pytest.raises(wire.Garbled):
        wire.decode(replace(message, blobs=(b"", pages)), b"o")


def test_a_part_cannot_pass_for_the_file_it_came_in() -> None:
    said = json.loads(wire.encode(PLAIN).head)
    with pytest.raises(wire.Garbled):
        wire.decode(wire.Message(wire.as_json(said | {"parts": [said]}), (b"",)), b"o")


def test_files_in_files_without_end_are_refused() -> None:
    deposit = PLAIN
    for _ in range(wire.DEEPEST + 1):
        deposit = Deposit("x", b"o", "a/b", "x/1", "x", "a", (Leaf("p", 0, 1),), parts=(deposit,))
    with pytest.raises(wire.Garbled):
        wire.encode(deposit)


def test_half_a_letter_never_crosses() -> None:
    deposit = Deposit("a", b"a", "text/plain", "plain/1", "t", "", (Leaf("p", 0, 0),))
    message = wire.encode(replace(deposit, title="\ud800", metadata={"\udfff": ["\ud800"]}))
    assert wire.decode(message, b"a").title == "\ufffd"
    sent = wire.Message(
        message.head.replace(b'"t"', b'"\\udBff"').replace("\ufffd".encode(), b"\\ud8Ff")
    )
    with pytest.raises(wire.Garbled):
        wire.decode(sent, b"a")


def test_words_on_a_page_stand_in_order_and_inside_the_text() -> None:
    deposit = Deposit("a.pdf", b"%PDF", "application/pdf", "pdf/2", "a", "ab", (Leaf("p", 0, 2),))

    def crossed(*words: Word) -> Deposit:
        return wire.decode(wire.encode(replace(deposit, pages=(Page(0, 9, 9, words),))), b"%PDF")

    assert crossed(Word(0, 1, 1, 1, 2, 2), Word(1, 2, 2, 1, 3, 2)).pages[0].words[1].end == 2
    for words in (
        (Word(1, 2, 1, 1, 2, 2), Word(0, 1, 1, 1, 2, 2)),
        (Word(1, 3, 1, 1, 2, 2),),
        (Word(1, 1, 1, 1, 2, 2),),
    ):
        with pytest.raises(wire.Garbled):
            crossed(*words)
