"""The chain and the tree against the RFC's own definition, known vectors and every tampering."""

import dataclasses
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.custody import (
    GENESIS,
    Checkpoint,
    commitment,
    inclusion_proof,
    inclusion_proofs,
    leaf,
    link,
    merkle_root,
    verify_inclusion,
)
from archivist.fixity import canonical_json

ENTRY: dict[str, Any] = {
    "v": 1,
    "seq": 37,
    "at": "2026-11-21T09:30:00Z",
    "agent": "Бранка 😀\r\n",
    "action": "highlight",
    "act": 12,
    "undoes": None,
    "commitment": commitment(b"payload", b"salt"),
}

# The reference inputs and roots of Certificate Transparency's own test suite.
KNOWN_INPUTS = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
KNOWN_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
KNOWN_LEAVES = [sha256(b"\x00" + bytes.fromhex(each)).digest() for each in KNOWN_INPUTS]


def leaves_of(size: int) -> list[bytes]:
    return [sha256(b"\x00%d" % at).digest() for at in range(size)]


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1: split at the largest power of two smaller than the size."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = root_by_definition(leaves[:split]), root_by_definition(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


def proof_by_definition(leaves: list[bytes], index: int) -> tuple[str, ...]:
    """RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return ()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        rest = root_by_definition(leaves[split:])
        return (*proof_by_definition(leaves[:split], index), rest.hex())
    rest = root_by_definition(leaves[:split])
    return (*proof_by_definition(leaves[split:], index - split), rest.hex())


def test_a_commitment_is_the_salted_hash() -> None:
    assert commitment(b"b", b"a") == sha256(b"ab").hexdigest()
    assert commitment(b"b", b"a") != commitment(b"b", b"c")


def test_a_leaf_is_the_prefixed_hash_of_the_canonical_entry() -> None:
    written = (
        '{"act":12,"action":"highlight","agent":"Бранка 😀\\r\\n","at":"2026-11-21T09:30:00Z",'
        f'"commitment":"{ENTRY["commitment"]}","seq":37,"undoes":null,"v":1}}'
    )
    assert leaf(ENTRY) == sha256(b"\x00" + written.encode()).digest()
    assert leaf(dict(reversed(ENTRY.items()))) == leaf(ENTRY)


@pytest.mark.parametrize("field", sorted(ENTRY))
def test_a_leaf_covers_every_field(field: str) -> None:
    changed = {**ENTRY, field: 2 if isinstance(ENTRY[field], int) else "else"}
    assert leaf(changed) != leaf(ENTRY)


@pytest.mark.parametrize("field", sorted(ENTRY))
def test_an_entry_that_lacks_a_field_has_no_leaf(field: str) -> None:
    with pytest.raises(ValueError, match="An entry has the fields"):
        leaf({name: ENTRY[name] for name in ENTRY if name != field})


def test_an_entry_with_a_field_more_has_no_leaf() -> None:
    with pytest.raises(ValueError, match="An entry has the fields"):
        leaf({**ENTRY, "payload": "in clear"})


def test_a_link_is_the_hash_of_the_chain_and_the_leaf() -> None:
    first = leaf(ENTRY)
    assert bytes(32) == GENESIS
    assert link(GENESIS, first) == sha256(bytes(32) + first).digest()
    assert link(link(GENESIS, first), first) != link(GENESIS, first)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_that_of_certificate_transparency(size: int) -> None:
    assert merkle_root(KNOWN_LEAVES[:size]).hex() == KNOWN_ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert merkle_root([]) == sha256(b"").digest()


def test_known_proofs() -> None:
    assert inclusion_proof(KNOWN_LEAVES, 0) == (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    )
    assert inclusion_proof(KNOWN_LEAVES[:1], 0) == ()
    assert inclusion_proof(KNOWN_LEAVES[:3], 2) == (KNOWN_ROOTS[1],)


def test_roots_and_proofs_are_those_of_the_definition_at_every_size() -> None:
    for size in range(1, 70):
        leaves = leaves_of(size)
        root = merkle_root(leaves)
        assert root == root_by_definition(leaves)
        proofs = inclusion_proofs(leaves, range(size))
        for index, proof in enumerate(proofs):
            assert proof == inclusion_proof(leaves, index) == proof_by_definition(leaves, index)
            assert verify_inclusion(leaves[index], index, size, proof, root)


def test_a_proof_holds_for_no_other_leaf_and_no_other_place() -> None:
    for size in range(1, 18):
        leaves = leaves_of(size)
        root = merkle_root(leaves)
        proofs = inclusion_proofs(leaves, range(size))
        for index, proof in enumerate(proofs):
            for place in range(-1, size + 1):
                claimed = verify_inclusion(leaves[index], place, size, proof, root)
                assert claimed == (place == index)
            for other in range(size):
                shown = verify_inclusion(leaves[other], index, size, proof, root)
                assert shown == (other == index)


@settings(deadline=None)
@given(st.integers(1, 300), st.randoms(use_true_random=False))
def test_a_changed_proof_shows_nothing(size: int, random: Any) -> None:
    leaves = leaves_of(size)
    root = merkle_root(leaves)
    index = random.randrange(size)
    proof = inclusion_proof(leaves, index)
    assert verify_inclusion(leaves[index], index, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, (*proof, "00" * 32), root)
    assert not verify_inclusion(leaves[index], index, size, proof, sha256(root).digest())
    for at, written in enumerate(proof):
        flipped = f"{int(written, 16) ^ 1 << random.randrange(256):064x}"
        for wrong in (flipped, written[:-1], written + "00", "xy" * 32, ""):
            bad = (*proof[:at], wrong, *proof[at + 1 :])
            assert not verify_inclusion(leaves[index], index, size, bad, root)
        assert not verify_inclusion(leaves[index], index, size, proof[:at] + proof[at + 1 :], root)


def test_a_proof_read_from_a_hostile_file_shows_nothing() -> None:
    leaves = leaves_of(2)
    rubbish: Any = (7,)
    assert not verify_inclusion(leaves[0], 0, 2, rubbish, merkle_root(leaves))


@pytest.mark.parametrize(("size", "index"), [(0, 0), (3, 3), (3, -1)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(size: int, index: int) -> None:
    with pytest.raises(ValueError, match=f"no leaf {index} among {size}"):
        inclusion_proof(leaves_of(size), index)
    assert not verify_inclusion(b"", index, size, (), merkle_root(leaves_of(size)))


def test_seventeen_hashes_prove_one_entry_among_a_hundred_thousand() -> None:
    leaves = leaves_of(100_000)
    proof = inclusion_proof(leaves, 61_803)
    assert len(proof) == 17
    assert verify_inclusion(leaves[61_803], 61_803, len(leaves), proof, merkle_root(leaves))


def test_a_checkpoint_states_the_whole_journal() -> None:
    leaves = leaves_of(5)
    checkpoint = Checkpoint.over(leaves, archive="a" * 32, at="2026-11-21T09:30:00Z")
    chain = GENESIS
    for each in leaves:
        chain = link(chain, each)
    assert checkpoint.to_json() == {
        "v": 1,
        "archive": "a" * 32,
        "at": "2026-11-21T09:30:00Z",
        "size": 5,
        "chain": chain.hex(),
        "merkle": merkle_root(leaves).hex(),
    }
    assert canonical_json(checkpoint.to_json()).startswith(b'{"archive":"aaa')


def test_a_checkpoint_differs_when_entries_are_changed_swapped_or_cut() -> None:
    leaves = leaves_of(6)
    swapped = [leaves[1], leaves[0], *leaves[2:]]
    changed = [*leaves[:5], leaf(ENTRY)]
    stated = [
        Checkpoint.over(each, archive="a", at="t").to_json()
        for each in (leaves, swapped, changed, leaves[:5])
    ]
    for one, other in pairwise(stated):
        assert one["chain"] != other["chain"]
        assert one["merkle"] != other["merkle"]


def test_a_checkpoint_cannot_be_altered() -> None:
    checkpoint = Checkpoint.over([], archive="a", at="t")
    assert checkpoint.chain == GENESIS.hex()
    with pytest.raises(dataclasses.FrozenInstanceError):
        checkpoint.size = 7  # type: ignore[misc]
