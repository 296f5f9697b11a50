"""Checks an Archivist evidence bundle: every file, every quotation, every proof of custody.

    python3 verify.py [FOLDER]

FOLDER is the folder that holds bagit.txt (if none is named: the one this file lies in). Needs
Python 3.8 or newer and nothing else, reads only, opens no connection. Prints a line a check and
ends with 0 when everything is as it was issued, with 1 when anything is not.

It proves that the bundle agrees with itself. That it is the bundle which was issued, the SHA-256
of tagmanifest-sha256.txt shows, when you have that figure by another route.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = 1
"""The format of bundle.json this program reads."""

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"

_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_LABEL = re.compile(r"[A-Z][A-Za-z0-9-]*: [^\r\n]+")
_PIECE = 1 << 20
_LARGEST = 1 << 29
_DEEPEST = 32


class Check(NamedTuple):
    """One check, or one finding of it, in a sentence."""

    check: str
    ok: bool
    detail: str


class Unreadable(Exception):
    """Something in the bundle that cannot be read as what it should be."""


class Bag(NamedTuple):
    """What lies in the folder: sizes of its files, what is no file, and each file's SHA-256."""

    folder: Path
    sizes: dict[str, int]
    oddities: tuple[str, ...]
    digests: dict[str, str]


def verify(folder: Path) -> Iterator[Check]:
    """Every check of the bundle in `folder`; a check that fails yields a line a finding."""
    bag = look(folder)
    yield from bag_checks(bag)
    try:
        model = _json(_content(bag, "data/bundle.json"), "bundle.json")
        _require_format(model)
    except Unreadable as fault:
        yield Check("model", False, str(fault))
        return
    told = {
        "texts": (_text_faults, "Every exhibit and original is the one the model names."),
        "quotations": (_quotation_faults, "Every quotation stands in its text, at its place."),
        "annotations": (_annotation_faults, "annotations.jsonld says the same of every passage."),
        "custody": (_custody_faults, "Every journal entry is whole and proved by the checkpoint."),
    }
    for name, (faults, praise) in told.items():
        yield from _told(name, _guarded(faults(bag, model)), praise)


def bag_checks(bag: Bag) -> Iterator[Check]:
    """The checks that any BagIt reader makes, and that nothing lies in the folder beside."""
    yield from _told("structure", _structure_faults(bag), "The folder is a BagIt 1.0 bag.")
    praise = f"All {len(bag.sizes)} files are listed, and every file listed is there."
    yield from _told("completeness", _guarded(_listing_faults(bag)), praise)
    praise = "Every file has the SHA-256 of its manifest."
    yield from _told("fixity", _guarded(_fixity_faults(bag)), praise)


def look(folder: Path) -> Bag:
    """What lies in `folder`, links not followed, with the SHA-256 of every ordinary file."""
    sizes: dict[str, int] = {}
    oddities: list[str] = []
    digests: dict[str, str] = {}
    for name, oddity in sorted(_walk(folder, "")):
        if oddity:
            oddities.append(f"{shown(name)} {oddity}")
            continue
        try:
            sizes[name] = (folder / name).lstat().st_size
            digests[name] = _sha256_file(folder / name)
        except OSError as error:
            oddities.append(f"{shown(name)} cannot be read: {error.strerror}.")
    return Bag(folder, sizes, tuple(oddities), digests)


def _walk(folder: Path, under: str) -> Iterator[tuple[str, str]]:
    """Each file; what is no file, with what is wrong about it."""
    try:
        with os.scandir(folder / under) as found:
            entries = list(found)
    except OSError as error:
        yield under or folder.name, f"cannot be read: {error.strerror}."
        return
    if under and not entries:
        yield under, "is an empty folder, which no manifest covers."
    for entry in entries:
        name = f"{under}/{entry.name}" if under else entry.name
        if entry.is_symlink():
            yield name, "is a link, not a file."
        elif entry.is_file(follow_symlinks=False):
            yield name, ""
        elif not entry.is_dir(follow_symlinks=False):
            yield name, "is not an ordinary file."
        elif name.count("/") < _DEEPEST:
            yield from _walk(folder, name)
        else:
            yield name, "lies too deep."


def shown(name: str) -> str:
    """A name found in the bundle, quoted so that it cannot play tricks on a terminal."""
    plain = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in name)
    return f'"{plain[:200]}"'


# The bag


def _structure_faults(bag: Bag) -> Iterator[str]:
    yield from bag.oddities
    for name in bag.sizes:
        if not _NAME.fullmatch(name):
            yield f"{shown(name)} is an unsafe file name."
    if bag.digests.get("bagit.txt") != hashlib.sha256(BAGIT).hexdigest():
        yield '"bagit.txt" is missing or does not declare a BagIt 1.0 bag in UTF-8.'
    try:
        yield from _bag_info_faults(bag, _text(bag, "bag-info.txt"))
    except Unreadable as fault:
        yield str(fault)


def _bag_info_faults(bag: Bag, text: str) -> Iterator[str]:
    lines = text.split("\n")
    if lines.pop() or not all(_LABEL.fullmatch(line) for line in lines):
        yield '"bag-info.txt" holds a line that is not a label and a value.'
    payload = [size for name, size in bag.sizes.items() if name.startswith("data/")]
    if lines.count(f"Payload-Oxum: {sum(payload)}.{len(payload)}") != 1:
        yield '"bag-info.txt" does not give the size of the payload (Payload-Oxum).'


def _listing_faults(bag: Bag) -> Iterator[str]:
    for manifest in (MANIFEST, TAG_MANIFEST):
        try:
            listed = _listed(bag, manifest)
        except Unreadable as fault:
            yield str(fault)
            continue
        there = {name for name in bag.sizes if _belongs(name, manifest)}
        for name in sorted(listed.keys() - there):
            yield f"{shown(name)} is missing."
        for name in sorted(there - listed.keys()):
            yield f"{shown(name)} is not in the manifest."


def _fixity_faults(bag: Bag) -> Iterator[str]:
    for manifest in (MANIFEST, TAG_MANIFEST):
        for name, digest in sorted(_listed(bag, manifest).items()):
            if bag.digests.get(name, digest) != digest:
                yield f"{shown(name)} does not match its hash."


def _belongs(name: str, manifest: str) -> bool:
    """Whether the manifest has to list the file."""
    payload = name.startswith("data/")
    return payload if manifest == MANIFEST else not payload and name != TAG_MANIFEST


def _listed(bag: Bag, manifest: str) -> dict[str, str]:
    """The digests a manifest gives, by file; its one permitted form is checked to the byte."""
    lines = _text(bag, manifest).split("\n")
    if lines.pop():
        raise Unreadable(f"{shown(manifest)} does not end with a line end.")
    listed: dict[str, str] = {}
    last = ""
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if not found:
            raise Unreadable(f"{shown(manifest)}, line {number}: not a hash and a file name.")
        name = found[2]
        if not _NAME.fullmatch(name) or not _belongs(name, manifest):
            raise Unreadable(f"{shown(manifest)}, line {number}: {shown(name)} is unsafe here.")
        if name <= last:
            raise Unreadable(f"{shown(manifest)}, line {number}: {shown(name)} is out of order.")
        last = name
        listed[name] = found[1]
    return listed


# The model


def _require_format(model: Any) -> None:
    written = _field(model, "format", int)
    if written > FORMAT:
        raise Unreadable(
            f"The bundle was made by a newer Archivist (format {written}); this one reads {FORMAT}."
        )
    if written != FORMAT:
        raise Unreadable("bundle.json is not the model of a bundle.")


def _text_faults(bag: Bag, model: Any) -> Iterator[str]:
    claimed: dict[str, set[str]] = {"data/exhibits": set(), "data/originals": set()}
    for exhibit in _records(model, "exhibits"):
        number = _field(exhibit, "number", str)
        text, original = _field(exhibit, "text", str), _field(exhibit, "original", dict)
        text_file = f"data/{_field(exhibit, 'text_file', str)}"
        original_file = f"data/{_field(original, 'file', str)}"
        claimed["data/exhibits"].add(text_file)
        claimed["data/originals"].add(original_file)
        encoded = hashlib.sha256(_encoded(text)).hexdigest()
        if not encoded == _field(exhibit, "text_sha256", str) == bag.digests.get(text_file):
            yield f"{number}: {shown(text_file)} is not the text the model holds."
        if bag.digests.get(original_file) != _field(original, "sha256", str):
            yield f"{number}: {shown(original_file)} is not the original the model names."
        if bag.sizes.get(original_file) != _field(original, "size", int):
            yield f"{number}: {shown(original_file)} has not the size the model gives."
    for folder, names in claimed.items():
        for name in sorted(bag.sizes):
            if name.startswith(folder + "/") and name not in names:
                yield f"{shown(name)} belongs to no exhibit."


def _quotation_faults(_bag: Bag, model: Any) -> Iterator[str]:
    for exhibit in _records(model, "exhibits"):
        text = _field(exhibit, "text", str)
        for passage in _records(exhibit, "passages"):
            start, end = _field(passage, "start", int), _field(passage, "end", int)
            before, after = _field(passage, "prefix", str), _field(passage, "suffix", str)
            whole = 0 <= start < end <= len(text) and text[start:end] == passage.get("exact")
            if not (whole and text[:start].endswith(before) and text[end:].startswith(after)):
                number = _field(passage, "number", str)
                yield f"{number}: the quotation is not what stands at {start} to {end} of its text."


def _annotation_faults(bag: Bag, model: Any) -> Iterator[str]:
    expected: dict[str, Any] = {}
    for exhibit in _records(model, "exhibits"):
        cached = f"urn:sha256:{_field(exhibit, 'text_sha256', str)}"
        for passage in _records(exhibit, "passages"):
            keys = ("start", "end", "exact", "prefix", "suffix")
            name = _field(passage, "id", str)
            urn = "-".join((name[:8], name[8:12], name[12:16], name[16:20], name[20:]))
            place = [passage.get(key) for key in keys]
            expected[f"urn:uuid:{urn}"] = (_field(passage, "number", str), [cached, *place])
    collection = _json(_content(bag, "data/annotations.jsonld"), "annotations.jsonld")
    for item in _records(_field(collection, "first", dict), "items"):
        name = _field(item, "id", str)
        if name not in expected:
            yield f"annotations.jsonld: {shown(name)} is none of the passages."
            continue
        number, place = expected.pop(name)
        if place != _selected(_field(item, "target", dict)):
            yield f"{number}: annotations.jsonld names another place or another quotation."
    for number, _ in expected.values():
        yield f"{number}: annotations.jsonld does not hold it."


def _selected(target: Any) -> list[Any]:
    quote: dict[str, Any] = {}
    position: dict[str, Any] = {}
    for selector in _records(target, "selector"):
        if _field(selector, "type", str) == "TextQuoteSelector":
            quote = selector
        else:
            position = selector
    place = [position.get("start"), position.get("end")]
    cached = _field(_field(target, "state", dict), "cached", str)
    return [cached, *place, *(quote.get(key) for key in ("exact", "prefix", "suffix"))]


# Custody


def _custody_faults(bag: Bag, model: Any) -> Iterator[str]:
    lines = _text(bag, "data/custody.jsonl").split("\n")
    if lines.pop() or not lines:
        raise Unreadable("custody.jsonl does not end with a line end.")
    records = [_json(line.encode(), f"custody.jsonl, line {n}") for n, line in enumerate(lines, 1)]
    checkpoint = _field(records.pop(0), "checkpoint", dict)
    custody = _field(model, "custody", dict)
    named = {"v": 1, **_field(custody, "checkpoint", dict)}
    entries = _records(custody, "entries")
    if named != checkpoint or len(records) != len(entries):
        yield "custody.jsonl is not the slice of the journal that the model holds."
    previous: dict[str, Any] = {}
    rows = _rows(model)
    for record, modelled in zip(records, entries):  # noqa: B905 - told above
        seq = _field(_field(record, "entry", dict), "seq", int)
        heading = {"v": 1, **_field(modelled, "entry", dict)}
        blank = {"salt": None, "payload": None, **modelled, "entry": {"undoes": None, **heading}}
        if record != blank:
            yield f"Entry {seq} is not the entry that the model holds."
        for fault in _entry_faults(record, previous, checkpoint, rows):
            yield f"Entry {seq} {fault}"
        previous = record


def _entry_faults(
    record: Any, previous: dict[str, Any], checkpoint: Any, rows: dict[str, Any]
) -> Iterator[str]:
    entry, leaf = _field(record, "entry", dict), _digest(record, "leaf")
    seq, size = _field(entry, "seq", int), _field(checkpoint, "size", int)
    written = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if hashlib.sha256(b"\0" + _encoded(written)).digest() != leaf:
        yield "was changed after it was written."
    before, chain = _digest(record, "previous"), _digest(record, "chain")
    follows = previous and previous["entry"]["seq"] == seq - 1
    follows_another = follows and before.hex() != previous["chain"]
    if follows_another or hashlib.sha256(before + leaf).digest() != chain:
        yield "does not follow the entry before it."
    if seq == size and chain != _digest(checkpoint, "chain"):
        yield "is not the last entry the checkpoint covers."
    proof = [_bytes(each) for each in _field(record, "proof", list)]
    root = _digest(checkpoint, "merkle")
    if not _is_included(leaf, seq - 1, size, proof, root):
        yield "is not proved to stand in the journal the checkpoint covers."
    if record.get("payload") is not None:
        yield from _payload_faults(record, entry, rows)


def _payload_faults(record: Any, entry: Any, rows: dict[str, Any]) -> Iterator[str]:
    payload, salt = _field(record, "payload", str), _bytes(record.get("salt"))
    if hashlib.sha256(salt + _encoded(payload)).hexdigest() != _field(entry, "commitment", str):
        yield "was changed after it was written: its words are not those committed to."
    steps = _json(_encoded(payload), "the words of a journal entry")
    for step in steps if isinstance(steps, list) else []:
        after = step[2] if isinstance(step, list) and len(step) == 3 else None  # noqa: PLR2004
        if not isinstance(after, dict):
            continue
        known = rows.get(str(after.get("id")), {})
        if any(after.get(key) != value for key, value in known.items()):
            yield "does not say of an exhibit or passage what the bundle says."


def _rows(model: Any) -> dict[str, Any]:
    """What no journal entry shown may say otherwise, by id of exhibit and passage."""
    rows: dict[str, Any] = {}
    for exhibit in _records(model, "exhibits"):
        sha256 = _field(_field(exhibit, "original", dict), "sha256", str)
        rows[_field(exhibit, "id", str)] = {"original": sha256}
        for passage in _records(exhibit, "passages"):
            keys = ("start", "end", "exact")
            rows[_field(passage, "id", str)] = {key: passage.get(key) for key in keys}
    return rows


def _is_included(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = hashlib.sha256(b"\1" + sibling + reached).digest()
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            reached = hashlib.sha256(b"\1" + reached + sibling).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


# Reading


def _told(name: str, faults: Iterable[str], praise: str) -> Iterator[Check]:
    found = [Check(name, False, fault) for fault in faults]
    yield from found or [Check(name, True, praise)]


def _guarded(faults: Iterator[str]) -> Iterator[str]:
    try:
        yield from faults
    except Unreadable as fault:
        yield str(fault)


def _field(record: Any, key: str, kind: Any) -> Any:
    value = record.get(key) if isinstance(record, dict) else None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Unreadable(
            f"The bundle is damaged: {shown(key)} is missing or not what it should be."
        )
    return value


def _records(record: Any, key: str) -> list[dict[str, Any]]:
    """The records of a list; none where there is no list."""
    found = _field(record, key, list) if key in record else []
    if not all(isinstance(each, dict) for each in found):
        raise Unreadable(f"The bundle is damaged: {shown(key)} holds something else.")
    return list(found)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _digest(record: Any, key: str) -> bytes:
    return _bytes(_field(record, key, str))


def _bytes(written: Any) -> bytes:
    if not isinstance(written, str) or not re.fullmatch(r"([0-9a-f]{2})*", written):
        raise Unreadable("custody.jsonl holds something that is not a hash.")
    return bytes.fromhex(written)


def _content(bag: Bag, name: str) -> bytes:
    if name not in bag.digests:
        raise Unreadable(f"{shown(name)} is missing.")
    if bag.sizes[name] > _LARGEST:
        raise Unreadable(f"{shown(name)} is too large to be read.")
    try:
        return (bag.folder / name).read_bytes()
    except OSError as error:
        raise Unreadable(f"{shown(name)} cannot be read: {error.strerror}.") from None


def _text(bag: Bag, name: str) -> str:
    try:
        return _content(bag, name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{shown(name)} is not UTF-8 (byte {error.start}).") from None


def _json(content: bytes, name: str) -> Any:
    try:
        return json.loads(
            content.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_without_doubles
        )
    except (ValueError, RecursionError):
        raise Unreadable(f"{name} is not valid JSON.") from None


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError
    return record


def _sha256_file(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while True:
            piece = file.read(_PIECE)
            if not piece:
                return digest.hexdigest()
            digest.update(piece)


def main(arguments: list[str]) -> int:
    """Check the bundle named, print what was found, return 0, 1 or (wrong usage) 2."""
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 2
    here = Path(__file__).resolve().parent.parent
    whole = True
    for check in verify(Path(arguments[0]) if arguments else here):
        print(f"{'ok  ' if check.ok else 'FAIL'}  {check.check}: {check.detail}")
        whole = whole and check.ok
    print("The bundle is whole." if whole else "The bundle is NOT as it was issued.")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
