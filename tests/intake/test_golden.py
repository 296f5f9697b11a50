"""A file of every kind reads as its golden text says: title, facts, leaves, warnings, parts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import archivist.intake.isolation.child as reader
from archivist.intake import kinds
from archivist.intake.deposit import Deposit

GOLDEN = Path(__file__).parents[1] / "golden" / "kinds"
FILES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".golden")


def told(deposit: Deposit) -> Iterator[str]:
    """What was read, a line each; what a part says stands further in."""
    yield f"{deposit.name} · {deposit.media_type} · {deposit.reader}"
    yield f"title: {deposit.title}"
    for fact in deposit.facts:
        yield f"{fact.field}: {fact.value} ({fact.source}, {fact.confidence})"
    for leaf in deposit.leaves:
        yield f"{leaf.kind} {leaf.role} | {deposit.text[leaf.start : leaf.end]!r}"
    for span in deposit.spans:
        yield f"{span.kind} | {deposit.text[span.start : span.end]!r} {span.value}".rstrip()
    yield from (f"warning: {words}" for words in deposit.warnings)
    for part in deposit.parts:
        yield from (f"  {line}" for line in told(part))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_reads_as_its_golden_text_says(
    path: Path, assert_lawful: Callable[[Deposit], None]
) -> None:
    deposit = reader.read(path.read_bytes(), path.name)
    assert_lawful(deposit)
    golden = path.with_name(f"{path.name}.golden").read_text("utf-8")
    assert "\n".join(told(deposit)) + "\n" == golden


def test_there_is_a_file_of_every_kind() -> None:
    found = {kinds.of(path.read_bytes(), path.name).name for path in FILES}
    assert found == {kind.name for kind in kinds.KINDS}
