"""Originals, canonical texts and their pages: kept once, addressed by their hash, never edited.

The journal names a content by its hash and does not hold it, so an accession can be undone and
redone, and a content can be forgotten without the chain breaking.
"""

import json
import zlib
from dataclasses import dataclass, fields
from typing import Any

from archivist.errors import Damaged, NotFound
from archivist.fixity import canonical_json, sha256, sha256_text
from archivist.layout import Layout
from archivist.text import Leaf, Span, StructuredText

Connection = Any  # sqlcipher3 ships no types

_LEVEL = 6  # of zlib: five to one on web pages at 35 MB/s; higher levels gain under one percent
_PIECES, _PIECE = 4, 4_096  # by which is seen what is packed already: scans, office files, zips
_GAIN = 0.04
_PLAIN_LEAF = {field.name: getattr(Leaf("p", 0, 0), field.name) for field in fields(Leaf)}
_REMEDY = "Restore a backup."
_ALWAYS = frozenset({"kind", "start", "end"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept text: `id` names it with its structure, `sha256` the bare text as UTF-8."""

    id: str
    sha256: str


def keep_original(connection: Connection, content: bytes, media_type: str) -> str:
    """Keep the bytes as they came; returns their SHA-256."""
    digest = sha256(content)
    connection.execute(
        "INSERT OR IGNORE INTO original(sha256, media_type, size, z) VALUES (?,?,?,?)",
        (digest, media_type, len(content), zlib.compress(content, _level(content))),
    )
    return digest


def _level(content: bytes) -> int:
    """How hard to press: not at all what samples show to be packed already."""
    if len(content) <= 2 * _PIECES * _PIECE:
        return _LEVEL
    step = len(content) // _PIECES
    sample = b"".join(content[at : at + _PIECE] for at in range(step // 2, len(content), step))
    return _LEVEL if len(zlib.compress(sample, 1)) < (1 - _GAIN) * len(sample) else 0


def original(connection: Connection, digest: str) -> bytes:
    """The kept bytes with that SHA-256.

    Raises `NotFound`, or `Damaged` when the bytes no longer have it.
    """
    row = connection.execute("SELECT z FROM original WHERE sha256 = ?", (digest,)).fetchone()
    if row is None:
        raise NotFound(f"There is no original {digest}.")
    try:
        content = zlib.decompress(row[0])
    except zlib.error:
        content = b""
    if sha256(content) != digest:
        raise Damaged(f"The original {digest[:12]}… is not what was kept. {_REMEDY}")
    return content


def keep_text(connection: Connection, text: StructuredText) -> Kept:
    """Keep a canonical text with its structure."""
    leaves, spans = [_brief(leaf) for leaf in text.leaves], [_flat(span) for span in text.spans]
    structure = canonical_json({"leaves": leaves, "spans": spans}).decode()
    digest = sha256_text(text.text)
    kept = Kept(sha256_text(f"{digest}\n{structure}"), digest)
    connection.execute(
        "INSERT OR IGNORE INTO text(id, sha256, body, structure) VALUES (?,?,?,?)",
        (kept.id, digest, text.text, structure),
    )
    return kept


def text(connection: Connection, name: str) -> StructuredText:
    """The kept text with that id. Raises `NotFound`."""
    found = connection.execute("SELECT body, structure FROM text WHERE id = ?", (name,)).fetchone()
    if found is None:
        raise NotFound(f"There is no text {name}.")
    structure = json.loads(found[1])
    leaves = tuple(Leaf(**leaf) for leaf in structure["leaves"])
    return StructuredText(found[0], leaves, tuple(Span(*span) for span in structure["spans"]))


def keep_layout(connection: Connection, text: str, original: str, layout: Layout) -> None:
    """Keep where the words of a text stand in its original; a layout once kept stays."""
    connection.execute(
        "INSERT OR IGNORE INTO layout(text, original, z) VALUES (?,?,?)",
        (text, original, zlib.compress(layout.packed(), _LEVEL)),
    )


def layout(connection: Connection, text: str, original: str) -> Layout | None:
    """The kept layout of a text in an original. Raises `Damaged` when it cannot be read."""
    row = connection.execute(
        "SELECT z FROM layout WHERE text = ? AND original = ?", (text, original)
    ).fetchone()
    if row is None:
        return None
    try:
        return Layout.unpacked(zlib.decompress(row[0]))
    except (zlib.error, ValueError):
        raise Damaged(f"The pages of the text {text[:12]}… cannot be read. {_REMEDY}") from None


def text_is_whole(name: str, digest: str, body: str, structure: str) -> bool:
    """Whether a stored text still has the hashes it was kept under."""
    try:
        return sha256_text(body) == digest and sha256_text(f"{digest}\n{structure}") == name
    except UnicodeEncodeError:  # stored bytes that are no UTF-8
        return False


def _brief(leaf: Leaf) -> dict[str, Any]:
    values = ((name, getattr(leaf, name)) for name in _PLAIN_LEAF)
    return {name: value for name, value in values if name in _ALWAYS or value != _PLAIN_LEAF[name]}


def _flat(span: Span) -> list[Any]:
    return [span.kind, span.start, span.end, span.value]
