"""The audit chain as pure functions: commitments, leaves, the chain, Merkle proofs, checkpoints.

An entry of the journal is hashed twice over. What it did (its payload) enters only as a salted
commitment, so an entry can be shown without making the others guessable, and a payload can be
erased while the chain stays whole. The entry itself becomes a leaf as in RFC 9162: the chain
links each leaf to all before it, and the Merkle tree lets one leaf prove its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Self

from archivist.fixity import canonical_json

GENESIS: Final = bytes(32)
"""The chain before the first entry."""

FIELDS: Final = frozenset({"v", "seq", "at", "agent", "action", "act", "undoes", "commitment"})
"""What a leaf covers: all of an entry but its payload and salt, for which the commitment stands."""

VERSION: Final = 1
"""The form of entries and checkpoints described here."""

_DIGEST_BYTES = 32


def commitment(payload: bytes, salt: bytes) -> str:
    """Hex SHA-256 of `salt` before `payload`: says nothing of the payload to who lacks the salt."""
    return sha256(salt + payload).hexdigest()


def leaf(entry: Mapping[str, Any]) -> bytes:
    """The 32-byte leaf of an entry: SHA-256 of a zero byte and the entry's canonical JSON.

    Raises `ValueError` when the entry's fields are not exactly `FIELDS`, or hold what canonical
    JSON has no form for.
    """
    if entry.keys() != FIELDS:
        raise ValueError(f"An entry has the fields {sorted(FIELDS)}, not {sorted(entry)}.")
    return sha256(b"\x00" + canonical_json(entry)).digest()


def link(previous_chain: bytes, leaf: bytes) -> bytes:
    """The chain after `leaf`, 32 bytes; `previous_chain` of the first entry is `GENESIS`."""
    return sha256(previous_chain + leaf).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root of the RFC 9162 tree over `leaves` (2.1.1), 32 bytes; of no leaves, SHA-256 of "".

    One hash a leaf.
    """
    if not leaves:
        return sha256(b"").digest()
    return _levels(leaves)[-1][0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[str, ...]:
    """The hex hashes that lead from leaf `index` to the root (RFC 9162, 2.1.3.1), lowest first.

    Raises `ValueError` when there is no such leaf.
    """
    return inclusion_proofs(leaves, (index,))[0]


def inclusion_proofs(
    leaves: Sequence[bytes], indices: Iterable[int]
) -> tuple[tuple[str, ...], ...]:
    """The `inclusion_proof` of each of `indices`, for the cost of one tree."""
    levels = _levels(leaves)
    return tuple(_path(levels, index) for index in indices)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[str], root: bytes) -> bool:
    """Whether `proof` shows `leaf` at `index` among `size` under `root` (RFC 9162, 2.1.3.2).

    A proof that is malformed, too short or too long shows nothing.
    """
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, leaf
    for written in proof:
        sibling = _digest(written)
        if sibling is None or last == 0:
            return False
        if place & 1 or place == last:
            reached = _parent(sibling, reached)
            # A node without a right neighbour rises unchanged until it has a left one.
            rise = (place & -place).bit_length() - 1 if place else last.bit_length()
            place, last = place >> rise, last >> rise
        else:
            reached = _parent(reached, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a journal in one statement, to be kept by someone else.

    `archive` is the archive's id, `at` the time as the journal writes it, `size` the number of
    entries; `chain` and `merkle` are hex.
    """

    archive: str
    at: str
    size: int
    chain: str
    merkle: str

    @classmethod
    def over(cls, leaves: Sequence[bytes], *, archive: str, at: str) -> Self:
        """The checkpoint of a journal with these leaves."""
        chain = GENESIS
        for each in leaves:
            chain = link(chain, each)
        return cls(archive, at, len(leaves), chain.hex(), merkle_root(leaves).hex())

    def to_json(self) -> dict[str, Any]:
        """The statement that is hashed, signed and handed over, as canonical JSON takes it."""
        return {
            "v": VERSION,
            "archive": self.archive,
            "at": self.at,
            "size": self.size,
            "chain": self.chain,
            "merkle": self.merkle,
        }


def _levels(leaves: Sequence[bytes]) -> list[Sequence[bytes]]:
    # Pairing neighbours and letting an odd last node rise gives the tree the RFC defines by
    # splitting at powers of two.
    levels = [leaves]
    while len(levels[-1]) > 1:
        below = levels[-1]
        above = [_parent(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
        levels.append([*above, below[-1]] if len(below) % 2 else above)
    return levels


def _path(levels: Sequence[Sequence[bytes]], index: int) -> tuple[str, ...]:
    if not 0 <= index < len(levels[0]):
        raise ValueError(f"There is no leaf {index} among {len(levels[0])}.")
    path = []
    for level in levels:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling].hex())
        index >>= 1
    return tuple(path)


def _parent(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _digest(written: str) -> bytes | None:
    try:
        digest = bytes.fromhex(written)
    except (TypeError, ValueError):
        return None
    return digest if len(digest) == _DIGEST_BYTES else None
