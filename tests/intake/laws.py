"""The laws of a deposit, whatever file it was read from, its parts included."""

from collections.abc import Iterator
from itertools import pairwise

from archivist.intake import wire
from archivist.intake.deposit import Deposit
from archivist.text import Leaf, Span, canonical


def everything(deposit: Deposit) -> Iterator[Deposit]:
    """A deposit and all that it carries."""
    yield deposit
    for part in deposit.parts:
        yield from everything(part)


def assert_lawful(deposit: Deposit) -> None:
    """Its leaves partition the text, spans, words and places lie where they may, of all parts."""
    for each in everything(deposit):
        assert_partitioned(each)
        assert_placed(each)
        assert_foldable(each)


def assert_partitioned(deposit: Deposit) -> None:
    """Leaves cover the text but for single separators, spans lie inside, the text is canonical."""
    assert canonical(deposit.text) == deposit.text
    assert deposit.leaves
    assert deposit.leaves[0].start == 0
    assert deposit.leaves[-1].end == len(deposit.text)
    for leaf, following in pairwise(deposit.leaves):
        assert leaf.start <= leaf.end
        assert following.start == leaf.end + 1
        assert deposit.text[leaf.end] == _separator(leaf, following)
    for span in deposit.spans:
        assert any(_holds(leaf, span) for leaf in deposit.leaves), span


def assert_placed(deposit: Deposit) -> None:
    """Pages begin in order and their words are words; places are as many as leaves, or none."""
    starts = [page.start for page in deposit.pages]
    assert starts == sorted(starts)
    for page in deposit.pages:
        for word in page.words:
            assert 0 <= word.start < word.end <= len(deposit.text)
            assert not any(map(str.isspace, deposit.text[word.start : word.end]))
        assert all(one.end <= other.start for one, other in pairwise(page.words))
    assert len(deposit.places) in {0, len(deposit.leaves)}


def assert_foldable(deposit: Deposit) -> None:
    """What is proposed to be folded away are leaves that are there, in order."""
    for proposal in deposit.proposals:
        folded = [number for pair in proposal.content.get("leaves", ()) for number in pair]
        assert folded == sorted(folded)
        assert all(0 <= number < len(deposit.leaves) for number in folded)


def sent(deposit: Deposit, content: bytes) -> Deposit:
    """The deposit that arrives when a confined reader says `deposit`: the same."""
    back = wire.decode(wire.encode(deposit), content)
    wire.encode(back).head.decode("utf-8")
    assert [each.text for each in everything(back)] == [each.text for each in everything(deposit)]
    assert back.leaves == deposit.leaves or not deposit.leaves
    assert back.spans == deposit.spans
    assert back.facts == deposit.facts
    assert back.pages == deposit.pages
    assert back.places == deposit.places
    return back


def _separator(leaf: Leaf, following: Leaf) -> str:
    same_row = (leaf.kind, leaf.table, leaf.row) == ("cell", following.table, following.row)
    return "\t" if same_row and following.kind == "cell" else "\n"


def _holds(leaf: Leaf, span: Span) -> bool:
    return leaf.start <= span.start < span.end <= leaf.end
