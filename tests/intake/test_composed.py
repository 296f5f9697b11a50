"""Made-up documents of every kind keep the laws and lose no word; spoilt ones keep the laws too."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import archivist.intake.isolation.child as reader
from archivist.errors import Refused
from tests.intake.composed import MADE, written
from tests.intake.composing import SURE
from tests.intake.laws import assert_lawful, everything, sent

_ANOTHER_ALPHABET = frozenset({"a.pdf"})  # whose font here holds Latin letters alone


@pytest.mark.campaign
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", MADE)
def test_a_made_up_document_keeps_the_laws_and_every_word(
    name: str, campaign_count: Callable[[int, int], int]
) -> None:
    for seed in range(campaign_count(5, 10_000 // len(MADE))):
        content, blocks = written(name, Random(f"{name} {seed}"))
        deposit = reader.read(content, name)
        assert_lawful(sent(deposit, content))
        said = [word for block in blocks for word in block.words() if word in SURE]
        texts = " ".join(each.text for each in everything(deposit))
        lost = [word for word in said if word not in texts]
        assert not lost or name in _ANOTHER_ALPHABET, (seed, lost)


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_every_real_file_keeps_the_laws_or_is_refused(
    shared: Path, campaign_count: Callable[[int, int], int]
) -> None:
    folders = ("documents", "pdf", "warc", "web-pages", "udhr", "../seeds")
    found = [
        path for name in folders for path in (shared / "data" / name).rglob("*") if path.is_file()
    ]
    wanted = campaign_count(15, len(found))
    for path in sorted(found)[:: max(1, len(found) // wanted)]:
        try:
            deposit = reader.read(path.read_bytes(), path.name)
        except Refused:
            continue
        assert_lawful(sent(deposit, path.read_bytes()))


def spoilt(content: bytes, chance: Random, words: bytes) -> bytes:
    """`content` with a piece of it left out, doubled or replaced by `words`."""
    at = chance.randint(0, len(content))
    until = min(len(content), at + chance.choice((0, 1, 3, 20, 400)))
    piece = chance.choice((b"", content[at:until] * 2, words))
    return content[:at] + piece + content[until:]


@pytest.mark.parametrize("name", MADE)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False), words=st.binary(max_size=8))
def test_a_spoilt_document_is_read_by_the_laws_or_refused(
    name: str, chance: Random, words: bytes
) -> None:
    content = spoilt(written(name, chance)[0], chance, words)
    try:
        deposit = reader.read(content, name)
    except Refused:
        return
    assert_lawful(sent(deposit, content))


@pytest.mark.campaign
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", MADE)
def test_documents_spoilt_many_times_over_are_read_by_the_laws_or_refused(
    name: str, campaign_count: Callable[[int, int], int]
) -> None:
    for seed in range(campaign_count(2, 2_000)):
        chance = Random(f"spoilt {name} {seed}")
        content = written(name, chance)[0]
        for _ in range(chance.choice((1, 2, 5, 20))):
            content = spoilt(content, chance, chance.randbytes(chance.randint(0, 8)))
        try:
            deposit = reader.read(content, name)
        except Refused:
            continue
        assert_lawful(sent(deposit, content))
