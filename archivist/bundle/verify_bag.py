"""Checks an Archivist evidence bundle: that everything in it agrees with everything else.

    python3 -I verify.py [FOLDER]

FOLDER is the folder that holds bagit.txt (if none is named: the one this file lies in). Needs
Python 3.8 or newer and nothing else, reads only, opens no connection. Prints a line a check and
ends with 0 when all agree, with 1 when anything does not.

That the bundle is the one which was issued it cannot show: who makes a whole bundle anew makes
one that agrees with itself. The SHA-256 of tagmanifest-sha256.txt shows it, printed at the end,
when you have that figure by another route. README.txt says what else no check can show.
"""
# ruff: noqa: B905, UP006, UP035 - it runs on Python 3.8

import sys

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # this file's own folder: nothing beside it may pass for a part of Python

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Set, Tuple

FORMAT = 1
"""The format of bundle.json this program reads."""

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
FILES = (
    *("README.txt", "annotations.jsonld", "build.json", "bundle.html", "bundle.json"),
    *("chronology.csv", "custody.jsonl", "index.csv", "passages.csv", "people.csv"),
    *("sources.csv", "verify.py"),
)
"""What lies in `data` beside texts and originals."""

DOUBTFUL = "Found only nearly again in a newer text; not confirmed."
"""What annotations.jsonld says of a passage in doubt."""

_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_LABEL = re.compile(r"[A-Z][A-Za-z0-9-]*: [^\r\n]+")
_PAYLOAD = re.compile(r"^Payload-Oxum: ([0-9]{1,15})\.([0-9]{1,9})$", re.MULTILINE)
_ID = re.compile(r"[0-9a-f]{32}")
_PIECE = 1 << 20
_LARGEST = 1 << 29
_LONGEST_NUMBER = 16
_DEEPEST = 32

Row = Dict[str, Any]
Key = Tuple[str, str]
"""A table of the archive, and the id of a row in it (of a link: the ids it joins)."""


class Check(NamedTuple):
    """One check, or one finding of it, in a sentence."""

    check: str
    ok: bool
    detail: str


class Unreadable(Exception):
    """Something in the bundle that cannot be read as what it should be."""


class Bag(NamedTuple):
    """What lies in the folder: sizes of its files, what is no file, SHA-256 of those listed."""

    folder: Path
    sizes: Dict[str, int]
    oddities: List[str]
    digests: Dict[str, str]


def verify(folder: Path) -> Iterator[Check]:
    """Every check of the bundle in `folder`; a check that fails yields a line a finding."""
    bag = look(folder)
    yield from bag_checks(bag)
    try:
        model = _json(_content(bag, "data/bundle.json"), "bundle.json")
        _require_format(model)
        misnumbered = list(_number_faults(model))
    except Unreadable as fault:
        yield Check("model", False, str(fault))
        return
    yield from _told("numbers", misnumbered, "Exhibits and passages are numbered without a gap.")
    if misnumbered:
        return
    told = {
        "files": (_file_faults, "Every file is one that such a bundle holds."),
        "texts": (_text_faults, "Texts and originals have the SHA-256 that bundle.json gives."),
        "layout": (
            _layout_faults,
            "Paragraphs cover each text, and passages are cited by them and by pages.",
        ),
        "quotations": (_quotation_faults, "Every quotation stands in its text, at its place."),
        "annotations": (_annotation_faults, "annotations.jsonld says the same of every passage."),
        "custody": (_custody_faults, "Every journal entry is whole and proved by the checkpoint."),
        "record": (_record_faults, "The bundle says what the journal's shown words say."),
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


def figure(folder: Path) -> str:
    """The sentence with the one figure that covers the bundle, to be compared by the receiver."""
    try:
        found = _sha256_file(folder / TAG_MANIFEST)
    except OSError as error:
        return f"{TAG_MANIFEST} cannot be read: {error.strerror}."
    return f"SHA-256 of {TAG_MANIFEST}: {found}; compare it with the figure you were given."


# What lies there


def look(folder: Path) -> Bag:
    """What lies in `folder`, links not followed, with the SHA-256 of every file that is listed."""
    bag = Bag(folder, {}, [], {})
    for name, oddity in sorted(_walk(folder, "")):
        if oddity:
            bag.oddities.append(f"{shown(name)} {oddity}")
            continue
        try:
            bag.sizes[name] = (folder / name).lstat().st_size
        except OSError as error:
            bag.oddities.append(f"{shown(name)} cannot be read: {error.strerror}.")
    for name, most in _worth_hashing(bag):
        if bag.sizes.get(name, 0) > most:
            bag.oddities.append(f"{shown(name)} is larger than all files are said to be together.")
        elif name in bag.sizes:
            _hash(bag, name)
    return bag


def _worth_hashing(bag: Bag) -> Iterator[Tuple[str, int]]:
    """The files that are listed, with the most that each may hold: a file can be endless."""
    stated = _stated(bag)
    for manifest in (MANIFEST, TAG_MANIFEST):
        try:
            listed = _listed(bag, manifest)
        except Unreadable:
            continue  # told when the manifest is checked
        for name in listed:
            yield name, stated[0] if stated and name.startswith("data/") else _LARGEST


def _stated(bag: Bag) -> Tuple[int, ...]:
    """How many bytes and files the payload is said to have; nothing where that is not said."""
    try:
        found = _PAYLOAD.search(_text(bag, "bag-info.txt"))
    except Unreadable:
        return ()
    return (int(found[1]), int(found[2])) if found else ()


def _hash(bag: Bag, name: str) -> None:
    try:
        bag.digests[name] = _sha256_file(bag.folder / name)
    except OSError as error:
        bag.oddities.append(f"{shown(name)} cannot be read: {error.strerror}.")


def _walk(folder: Path, under: str) -> Iterator[Tuple[str, str]]:
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
    return f'"{plain(name)[:200]}"'


def plain(text: str) -> str:
    """`text` with whatever could move a cursor or turn words around spelt out."""
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)


# The bag


def _structure_faults(bag: Bag) -> Iterator[str]:
    yield from bag.oddities
    for name in bag.sizes:
        if not _NAME.fullmatch(name):
            yield f"{shown(name)} is an unsafe file name."
    if not _declares_a_bag(bag):
        yield '"bagit.txt" is missing or does not declare a BagIt 1.0 bag in UTF-8.'
    try:
        yield from _bag_info_faults(bag, _text(bag, "bag-info.txt"))
    except Unreadable as fault:
        yield str(fault)


def _declares_a_bag(bag: Bag) -> bool:
    try:
        return _content(bag, "bagit.txt") == BAGIT
    except Unreadable:
        return False


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


def _listed(bag: Bag, manifest: str) -> Dict[str, str]:
    """The digests a manifest gives, by file; its one permitted form is checked to the byte."""
    lines = _text(bag, manifest).split("\n")
    if lines.pop():
        raise Unreadable(f"{shown(manifest)} does not end with a line end.")
    listed: Dict[str, str] = {}
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


def _number_faults(model: Any) -> Iterator[str]:
    """All that is said below names exhibits and passages by these numbers."""
    known: Set[str] = set()
    for position, exhibit in enumerate(_records(model, "exhibits"), 1):
        number = f"A-{position:03d}"
        yield from _misnamed(exhibit, number, known)
        for place, passage in enumerate(_records(exhibit, "passages"), 1):
            yield from _misnamed(passage, f"{number}/{place}", known)
    if not known:
        yield "bundle.json holds no exhibit."


def _misnamed(record: Any, number: str, known: Set[str]) -> Iterator[str]:
    found, name = _field(record, "number", str), _field(record, "id", str)
    if found != number:
        yield f"{shown(found)} stands where {number} belongs."
    if not _ID.fullmatch(name) or name in known:
        yield f"{number} has the id {shown(name)}, which is none or another's."
    known.add(name)


def _file_faults(bag: Bag, model: Any) -> Iterator[str]:
    """Nothing lies beside what a bundle of this model is made of, even if it is listed."""
    known = {"bagit.txt", "bag-info.txt", MANIFEST, TAG_MANIFEST, *(f"data/{n}" for n in FILES)}
    for exhibit in _records(model, "exhibits"):
        number, text_file = exhibit["number"], _field(exhibit, "text_file", str)
        original_file = _field(_field(exhibit, "original", dict), "file", str)
        if text_file != f"exhibits/{number}.txt":
            yield f"{number}: {shown(text_file)} is not where its text lies."
        if not re.fullmatch(rf"originals/{number}\.[a-z]+", original_file):
            yield f"{number}: {shown(original_file)} is not where its original lies."
        known |= {f"data/{text_file}", f"data/{original_file}"}
    for name in sorted(bag.sizes.keys() - known):
        yield f"{shown(name)} is no file of this bundle."
    for name in sorted(known - bag.sizes.keys()):
        yield f"{shown(name)} is missing from this bundle."


def _text_faults(bag: Bag, model: Any) -> Iterator[str]:
    for exhibit in _records(model, "exhibits"):
        number, text = exhibit["number"], _field(exhibit, "text", str)
        original = _field(exhibit, "original", dict)
        text_file = f"data/{_field(exhibit, 'text_file', str)}"
        original_file = f"data/{_field(original, 'file', str)}"
        encoded = hashlib.sha256(_encoded(text)).hexdigest()
        if not encoded == _field(exhibit, "text_sha256", str) == bag.digests.get(text_file):
            yield f"{number}: {shown(text_file)} is not the text the model holds."
        if bag.digests.get(original_file) != _field(original, "sha256", str):
            yield f"{number}: {shown(original_file)} is not the original the model names."
        if bag.sizes.get(original_file) != _field(original, "size", int):
            yield f"{number}: {shown(original_file)} has not the size the model gives."


def _quotation_faults(_bag: Bag, model: Any) -> Iterator[str]:
    for exhibit in _records(model, "exhibits"):
        text = _field(exhibit, "text", str)
        for passage in _records(exhibit, "passages"):
            start, end = _field(passage, "start", int), _field(passage, "end", int)
            before, after = _field(passage, "prefix", str), _field(passage, "suffix", str)
            whole = 0 <= start < end <= len(text) and text[start:end] == passage.get("exact")
            if not (whole and text[:start].endswith(before) and text[end:].startswith(after)):
                number = passage["number"]
                yield f"{number}: the quotation is not what stands at {start} to {end} of its text."


# Paragraphs


def _layout_faults(_bag: Bag, model: Any) -> Iterator[str]:
    for exhibit in _records(model, "exhibits"):
        number, leaves = exhibit["number"], _records(exhibit, "leaves")
        if not covers(leaves, _field(exhibit, "text", str)):
            yield f"{number}: its paragraphs do not hold every word of its text."
            continue
        numbers = paragraphs(leaves)
        if not _same(numbers, exhibit.get("paragraphs")):
            yield f"{number}: its paragraphs are not numbered one by one."
        for passage in _records(exhibit, "passages"):
            first, last = touched(leaves, numbers, passage)
            said = (passage.get("paragraph"), passage.get("cite"))
            if said != (first, cite(number, first, last)):
                yield f"{passage['number']}: it is cited by other paragraphs than it stands in."
        yield from _page_faults(exhibit)


def _page_faults(exhibit: Any) -> Iterator[str]:
    number, starts = exhibit["number"], exhibit.get("pages", [])
    if not are_places(starts, len(_field(exhibit, "text", str))):
        yield f"{number}: its pages do not follow each other in its text."
        return
    for passage in _records(exhibit, "passages"):
        place = _field(passage, "start", int), _field(passage, "end", int)
        if passage.get("pages", "") != on_pages(starts, *place):
            yield f"{passage['number']}: it is cited by other pages than it stands on."


def are_places(starts: Any, length: int) -> bool:
    """Whether these are places in a text of that length, in order."""
    if not isinstance(starts, list) or not all(type(start) is int for start in starts):
        return False
    return starts == sorted(starts) and all(0 <= start <= length for start in starts)


def on_pages(starts: List[int], start: int, end: int) -> str:
    """`p. 12`, or `pp. 12–13` for a passage that runs on; empty where there are no pages."""
    if not starts:
        return ""
    first, last = (
        max(1, sum(begin <= at for begin in starts)) for at in (start, max(start, end - 1))
    )
    return f"p. {first}" if first == last else f"pp. {first}–{last}"


def covers(leaves: List[Row], text: str) -> bool:
    """Whether the paragraphs hold the whole text but the one separator between neighbours."""
    reached = -1
    for leaf in leaves:
        start, end = _field(leaf, "start", int), _field(leaf, "end", int)
        shows = leaf.get("kind") != "rule" or start == end
        separated = reached < 0 or text[reached:start] in ("\n", "\t")
        if start != reached + 1 or end < start or not (shows and separated):
            return False
        reached = end
    return max(reached, 0) == len(text)


def paragraphs(leaves: List[Row]) -> List[int]:
    """The number of each paragraph, from 1: one a table row, 0 for what shows no words."""
    numbers: List[int] = []
    last, row = 0, (0, -1)
    for leaf in leaves:
        here = (leaf.get("table", 0), leaf.get("row", 0))
        if leaf.get("kind") == "cell":
            last += here != row
            row = here
            numbers.append(last)
        elif leaf.get("kind") == "rule" or leaf["start"] == leaf["end"]:
            numbers.append(0)
        else:
            last += 1
            numbers.append(last)
    return numbers


def touched(leaves: List[Row], numbers: List[int], passage: Row) -> Tuple[int, int]:
    """First and last paragraph with words of the passage; 0 and 0 without any."""
    start, end = _field(passage, "start", int), _field(passage, "end", int)
    found = [
        number
        for leaf, number in zip(leaves, numbers)
        if number and leaf["start"] < end and start < leaf["end"]
    ]
    return (found[0], found[-1]) if found else (0, 0)


def cite(exhibit: str, first: int, last: int) -> str:
    """`A-001 ¶4`, or `A-001 ¶¶4–6` for a passage that runs on."""
    if not first:
        return exhibit
    return f"{exhibit} ¶{first}" if first == last else f"{exhibit} ¶¶{first}–{last}"


# annotations.jsonld


def _annotation_faults(bag: Bag, model: Any) -> Iterator[str]:
    named = {
        _field(record, "id", str): _field(record, word, str)
        for kind, word in (("tags", "name"), ("actors", "name"), ("events", "title"))
        for record in _records(model, kind)
    }
    expected = {
        _urn(passage["id"]): (exhibit, passage)
        for exhibit in _records(model, "exhibits")
        for passage in _records(exhibit, "passages")
    }
    collection = _json(_content(bag, "data/annotations.jsonld"), "annotations.jsonld")
    items = _records(_field(collection, "first", dict), "items")
    if collection.get("total") != len(items):
        yield "annotations.jsonld does not hold as many passages as it says."
    for item in items:
        name = _field(item, "id", str)
        if name not in expected:
            yield f"annotations.jsonld: {shown(name)} is none of the passages."
            continue
        exhibit, passage = expected.pop(name)
        for fault in _item_faults(item, exhibit, passage, named):
            yield f"{passage['number']}: annotations.jsonld {fault}"
    for _, passage in expected.values():
        yield f"{passage['number']}: annotations.jsonld does not hold it."


def _item_faults(item: Any, exhibit: Row, passage: Row, named: Dict[str, str]) -> Iterator[str]:
    target = _field(item, "target", dict)
    keys = ("exact", "prefix", "suffix")
    quote = {"type": "TextQuoteSelector", **{key: passage.get(key) for key in keys}}
    place = {"type": "TextPositionSelector", "start": passage["start"], "end": passage["end"]}
    cached = f"urn:sha256:{_field(exhibit, 'text_sha256', str)}"
    state = _field(target, "state", dict)
    if target.get("selector") != [quote, place] or state.get("cached") != cached:
        yield "names another place or another quotation."
    if target.get("source") not in (exhibit.get("url"), _urn(exhibit["id"])):
        yield "names another document."
    bodies = _records(item, "body")
    if [_said(body) for body in bodies] != list(_sayings(passage, named)):
        yield "says something else of it."
    created, changed = passage.get("created_at"), passage.get("changed_at")
    times = (created or None, changed if changed and changed != created else None)
    creator = item.get("creator") or {}
    if (item.get("created"), item.get("modified")) != times or (
        not isinstance(creator, dict) or creator.get("nickname") != passage.get("created_by")
    ):
        yield "names another time or another hand."


def _said(body: Row) -> Tuple[Any, Any]:
    """What a body is for, and its words or the id of what it points to."""
    source = body.get("source")
    return body.get("purpose"), source.get("id") if isinstance(source, dict) else body.get("value")


def _sayings(passage: Row, named: Dict[str, str]) -> Iterator[Tuple[str, str]]:
    for tag in _ids(passage, "tags"):
        yield "tagging", named.get(tag, "")
    things = [_field(role, "actor", str) for role in _records(passage, "actors")]
    for thing in [*things, *_ids(passage, "events")]:
        yield "tagging", named.get(thing, "")
        yield "identifying", _urn(thing)
    if passage.get("doubtful"):
        yield "assessing", DOUBTFUL
    if passage.get("note"):
        yield "commenting", passage["note"]


def _urn(name: str) -> str:
    return "urn:uuid:" + "-".join((name[:8], name[8:12], name[12:16], name[16:20], name[20:]))


# Custody: each entry by itself


def _custody_faults(bag: Bag, model: Any) -> Iterator[str]:
    lines = _text(bag, "data/custody.jsonl").split("\n")
    if lines.pop() or not lines:
        raise Unreadable("custody.jsonl does not end with a line end.")
    records = [_json(line.encode(), f"custody.jsonl, line {n}") for n, line in enumerate(lines, 1)]
    checkpoint = _field(records.pop(0), "checkpoint", dict)
    custody = _field(model, "custody", dict)
    named = {"v": 1, **_field(custody, "checkpoint", dict)}
    entries = _records(custody, "entries")
    if not _same(named, checkpoint) or len(records) != len(entries):
        yield "custody.jsonl is not the slice of the journal that the model holds."
    if not _ID.fullmatch(_field(checkpoint, "archive", str)) or (
        checkpoint.get("v") != 1 or checkpoint.get("at") != model.get("issued_at")
    ):
        yield "The checkpoint is not one made when the bundle was issued."
    previous: Row = {}
    for record, modelled in zip(records, entries):
        seq = _field(_field(record, "entry", dict), "seq", int)
        if not _same(record, _whole(modelled)):
            yield f"Entry {seq} is not the entry that the model holds."
        for fault in _entry_faults(record, previous, checkpoint):
            yield f"Entry {seq} {fault}"
        previous = record


def _whole(modelled: Row) -> Row:
    """An entry of the model with the fields that it leaves out where they are as usual."""
    heading = {"v": 1, "undoes": None, **_field(modelled, "entry", dict)}
    return {"salt": None, "payload": None, **modelled, "entry": heading}


def _entry_faults(record: Any, previous: Row, checkpoint: Any) -> Iterator[str]:
    entry, leaf = _field(record, "entry", dict), _digest(record, "leaf")
    seq, size = _field(entry, "seq", int), _field(checkpoint, "size", int)
    if hashlib.sha256(b"\0" + _encoded(_canonical(entry))).digest() != leaf:
        yield "was changed after it was written."
    before, chain = _digest(record, "previous"), _digest(record, "chain")
    last = previous["entry"]["seq"] if previous else 0
    follows_another = last == seq - 1 and before.hex() != previous.get("chain", "0" * 64)
    if seq <= last or follows_another or hashlib.sha256(before + leaf).digest() != chain:
        yield "does not follow the entry before it."
    if seq == size and chain != _digest(checkpoint, "chain"):
        yield "is not the last entry the checkpoint covers."
    proof = [_bytes(each) for each in _field(record, "proof", list)]
    root = _digest(checkpoint, "merkle")
    if not is_included(leaf, seq - 1, size, proof, root):
        yield "is not proved to stand in the journal the checkpoint covers."
    if record.get("payload") is not None and not _is_committed(record, entry):
        yield "was changed after it was written: its words are not those committed to."


def _is_committed(record: Any, entry: Row) -> bool:
    payload, salt = _field(record, "payload", str), _bytes(record.get("salt"))
    found = hashlib.sha256(salt + _encoded(payload)).hexdigest()
    return bool(found == _field(entry, "commitment", str))


def is_included(leaf: bytes, index: int, size: int, proof: List[bytes], root: bytes) -> bool:
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


# Custody: what the entries say, against what the bundle says


def _record_faults(_bag: Bag, model: Any) -> Iterator[str]:
    rows = rows_of(model)
    entries = _records(_field(model, "custody", dict), "entries")
    story, known = Story(rows.numbers), set(rows.numbers.values())
    for record in entries:
        seq, about = _field(_field(record, "entry", dict), "seq", int), _ids(record, "about")
        steps = _steps(record)
        for number in about:
            if number not in known:
                yield f"Entry {seq} is about {shown(number)}, which is not in the bundle."
        for fault in _about_faults(about, steps, rows.numbers):
            yield f"Entry {seq} {fault}"
        for table, _, after in steps or ():
            if after is not None and not _agrees(rows, table, after):
                yield f"Entry {seq} does not say of its exhibit or passage what the bundle says."
        story.add(about, steps)
    yield from story.faults(rows)


def _steps(record: Any) -> Any:
    """The rows an entry changed, each before and after; `None` where its words are kept back."""
    if record.get("payload") is None:
        return None
    steps = _json(_encoded(_field(record, "payload", str)), "the words of a journal entry")
    for step in steps if isinstance(steps, list) else [None]:
        if not (isinstance(step, list) and len(step) == 3 and isinstance(step[0], str)):  # noqa: PLR2004
            raise Unreadable("The words of a journal entry are not rows before and after.")
        if not all(row is None or isinstance(row, dict) for row in step[1:]):
            raise Unreadable("The words of a journal entry are not rows before and after.")
    return steps


def _about_faults(about: List[str], steps: Any, numbers: Dict[str, str]) -> Iterator[str]:
    if steps is None:
        return
    subjects = [_subject(table, row) for table, *pair in steps for row in pair if row]
    found = {numbers.get(name, "something not in the bundle") for name in subjects if name}
    if found != set(about) or len(found) != len(about):
        yield "is about other exhibits or passages than it is said to be."


def _subject(table: str, row: Row) -> str:
    """The id of the article or annotation that a row belongs to, or nothing."""
    if table in ("article", "annotation"):
        return str(row.get("id"))
    return str(row.get("annotation")) if table.startswith("annotation_") else ""


class Story:
    """What the entries say of each exhibit and passage, one after the other.

    It is known from the entry that made it for as long as no entry keeps its words back.
    """

    def __init__(self, numbers: Dict[str, str]) -> None:
        self._numbers = numbers
        self._known: Dict[str, Dict[Key, Row]] = {}
        self._told: Set[str] = set()
        self._unmade: Set[str] = set()

    def add(self, about: List[str], steps: Any) -> None:
        """Take in the next entry; `steps` are `None` where its words are kept back."""
        if steps is None:
            for number in about:
                self._known.pop(number, None)
            self._told.update(about)
            return
        for table, before, after in steps:
            if table in ("article", "annotation") and before is None and after:
                self._known[self._numbers.get(_subject(table, after), "")] = {}
        self._unmade |= set(about) - self._told - self._known.keys()
        self._told.update(about)
        for table, before, after in steps:
            row = after or before or {}
            known = self._known.get(self._numbers.get(_subject(table, row), ""))
            if known is not None:
                known.pop(_key(table, row), None)
                known.update({_key(table, row): row} if after else {})

    def faults(self, rows: "Rows") -> Iterator[str]:
        """Where the story does not end with what the bundle says."""
        for name, number in rows.numbers.items():
            if number not in self._told:
                yield f"{number}: no entry of the journal is about it."
            elif number in self._unmade:
                yield f"{number}: the entry by which it came is not shown."
            elif number in self._known and not self._ends(rows, name, self._known[number]):
                yield f"{number}: the bundle does not say what the journal's entries come to."

    @staticmethod
    def _ends(rows: "Rows", name: str, known: Dict[Key, Row]) -> bool:
        expected = rows.last[name]
        return known.keys() == expected.keys() and all(
            _holds(row, expected[key]) for key, row in known.items()
        )


class Rows(NamedTuple):
    """What the bundle says, in rows as the journal has them.

    `numbers` are those of exhibits and passages, by id. `always` holds what no entry shown may say
    otherwise; `last`, by id, what the last word on an exhibit or passage has to be.
    """

    numbers: Dict[str, str]
    always: Dict[Key, Row]
    last: Dict[str, Dict[Key, Row]]


def rows_of(model: Any) -> Rows:
    """The rows that the model stands for."""
    rows = Rows({}, {}, {})
    for exhibit in _records(model, "exhibits"):
        _add_article(rows, exhibit)
        for passage in _records(exhibit, "passages"):
            _add_annotation(rows, exhibit, passage)
    for actor in _records(model, "actors"):
        name = _field(actor, "id", str)
        rows.always["actor", name] = _picked(actor, "name", kind="unknown")
        for alias in _ids(actor, "aliases"):
            rows.always["alias", f"{name} {alias}"] = {}
    for tag in _records(model, "tags"):
        rows.always["tag", _field(tag, "id", str)] = _picked(tag, "name", "parent")
    for event in _records(model, "events"):
        _add_event(rows, event)
    return rows


def _add_article(rows: Rows, exhibit: Row) -> None:
    name, original = exhibit["id"], _field(exhibit, "original", dict)
    digest = _field(exhibit, "text_sha256", str)
    lasting = _picked(exhibit, "reader", "imported_at", "imported_by", words=0)
    lasting.update(
        original=_field(original, "sha256", str),
        name=_field(original, "name", str),
        media_type=_field(original, "media_type", str),
        text_sha256=digest,
        facts=exhibit.get("facts", []),
        warnings=exhibit.get("warnings", []),
    )
    edited = _picked(exhibit, "title", "author", "publisher", "url", "language", "retrieved")
    edited.update(_picked(exhibit, "published", "earliest", "latest"))
    edited.update(text=hashlib.sha256(_encoded(f"{digest}\n{_structure(exhibit)}")).hexdigest())
    rows.numbers[name] = exhibit["number"]
    rows.always["article", name] = lasting
    rows.last[name] = {("article", name): edited}


def _structure(exhibit: Row) -> str:
    """Paragraphs and markup as the archive writes them, under one hash with the text."""
    spans = [
        [span.get("kind"), span.get("start"), span.get("end"), span.get("value", "")]
        for span in _records(exhibit, "spans")
    ]
    return _canonical({"leaves": _records(exhibit, "leaves"), "spans": spans})


def _add_annotation(rows: Rows, exhibit: Row, passage: Row) -> None:
    name = passage["id"]
    lasting = _picked(passage, "start", "end", "exact", "prefix", "suffix", "note")
    lasting.update(_picked(passage, "created_at", "created_by"))
    lasting.update(article=exhibit["id"], text_sha256=exhibit.get("text_sha256"))
    rows.numbers[name] = passage["number"]
    rows.always["annotation", name] = lasting
    last = {("annotation", name): _picked(passage, "colour", "changed_at")}
    for kind in ("tag", "event"):
        for other in _ids(passage, f"{kind}s"):
            last[f"annotation_{kind}", f"{name} {other}"] = {}
    for role in _records(passage, "actors"):
        last["annotation_actor", f"{name} {role.get('actor')}"] = _picked(role, "role")
    rows.last[name] = last
    for key, row in last.items():
        rows.always.setdefault(key, row)


def _add_event(rows: Rows, event: Row) -> None:
    name = _field(event, "id", str)
    said = _picked(event, "title", "date", "earliest", "latest", "precision", "status", "location")
    rows.always["event", name] = {**said, **_picked(event, "summary", importance=None)}
    for role in _records(event, "actors"):
        rows.always["event_actor", f"{name} {role.get('actor')}"] = _picked(role, "role")
    for tag in _ids(event, "tags"):
        rows.always["event_tag", f"{name} {tag}"] = {}
    for position, source in enumerate(_records(event, "sources")):
        said = _picked(source, "url", "title", "publisher", "date", "tier", "scale")
        rows.always["source", f"{name} {position}"] = said


def _picked(record: Row, *keys: str, **usual: Any) -> Row:
    """Fields of a record of the model, which leaves out what is as usual."""
    blank: Row = dict.fromkeys(keys, "")
    return {key: record.get(key, value) for key, value in {**blank, **usual}.items()}


_KEYS = {
    "article": ("id",),
    "annotation": ("id",),
    "annotation_tag": ("annotation", "tag"),
    "annotation_actor": ("annotation", "actor"),
    "annotation_event": ("annotation", "event"),
    "actor": ("id",),
    "alias": ("actor", "name"),
    "tag": ("id",),
    "event": ("id",),
    "event_actor": ("event", "actor"),
    "event_tag": ("event", "tag"),
    "source": ("event", "position"),
}


def _key(table: str, row: Row) -> Key:
    return table, " ".join(str(row.get(column)) for column in _KEYS.get(table, ()))


def _agrees(rows: Rows, table: str, row: Row) -> bool:
    """Whether a row the journal shows is in the bundle and says the same there."""
    if table not in _KEYS:
        return table == "proposal"  # a finding of the import, shown with it
    key = _key(table, row)
    return key in rows.always and _holds(row, rows.always[key])


def _holds(row: Row, expected: Row) -> bool:
    return all(
        _same(_opened(row, column), value) or (column == "text" and _is_recast(row))
        for column, value in expected.items()
    )


def _is_recast(row: Row) -> bool:
    """Whether a person said what some paragraphs are: the hash is of what they were before."""
    return bool(row.get("roles", "[]") != "[]")


def _opened(row: Row, column: str) -> Any:
    value = row.get(column)
    if column in ("facts", "warnings") and isinstance(value, str):
        return _json(_encoded(value), "the words of a journal entry")
    return "" if column == "parent" and value is None else value


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


def _records(record: Any, key: str) -> List[Row]:
    """The records of a list; none where there is no list."""
    found = _field(record, key, list) if key in record else []
    if not all(isinstance(each, dict) for each in found):
        raise Unreadable(f"The bundle is damaged: {shown(key)} holds something else.")
    return list(found)


def _ids(record: Any, key: str) -> List[str]:
    """The words of a list; none where there is no list."""
    found = _field(record, key, list) if key in record else []
    if not all(isinstance(each, str) for each in found):
        raise Unreadable(f"The bundle is damaged: {shown(key)} holds something else.")
    return list(found)


def _same(one: Any, other: Any) -> bool:
    """Whether two JSON values are written alike: 1 is neither true nor 1.0."""
    return _canonical(one) == _canonical(other)


def _canonical(value: Any) -> str:
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    except RecursionError:
        raise Unreadable("The bundle is damaged: something in it is nested too deep.") from None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _digest(record: Any, key: str) -> bytes:
    return _bytes(_field(record, key, str))


def _bytes(written: Any) -> bytes:
    if not isinstance(written, str) or not re.fullmatch(r"([0-9a-f]{2})*", written):
        raise Unreadable("custody.jsonl holds something that is not a hash.")
    return bytes.fromhex(written)


def _content(bag: Bag, name: str) -> bytes:
    if name not in bag.sizes:
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
            content.decode("utf-8"),
            parse_constant=_refuse,
            parse_int=_whole_number,
            object_pairs_hook=_without_doubles,
        )
    except (ValueError, RecursionError):
        raise Unreadable(f"{name} is not valid JSON.") from None


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _whole_number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError
    return int(digits)


def _without_doubles(pairs: List[Tuple[str, Any]]) -> Row:
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


def main(arguments: List[str]) -> int:
    """Check the bundle named, print what was found, return 0, 1 or (wrong usage) 2."""
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 2
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    whole = True
    for check in verify(folder):
        print(f"{'ok  ' if check.ok else 'FAIL'}  {check.check}: {plain(check.detail)}")
        whole = whole and check.ok
    print("The bundle agrees with itself." if whole else "The bundle is NOT as it was issued.")
    print(plain(figure(folder)))
    return 0 if whole else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
