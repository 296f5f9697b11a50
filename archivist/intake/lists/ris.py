"""Lists of references (RIS), as Zotero and libraries export them: each an article of its own."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from archivist.errors import Refused
from archivist.intake import decoding
from archivist.intake.deposit import Deposit
from archivist.intake.lists import records
from archivist.intake.lists.records import Record, Source

MEDIA_TYPE: Final = "application/x-research-info-systems"
_LINE = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
_ENTRY = re.compile(r"^TY  - .*?(?:^ER  -[^\n]*|(?=^TY  - )|\Z)", re.MULTILINE | re.DOTALL)
_TAGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "title": ("TI", "T1", "BT", "CT"),
        "author": ("AU", "A1"),
        "date": ("DA", "PY", "Y1"),
        "publisher": ("PB", "T2", "JO", "JF", "JA"),
        "url": ("UR",),
        "language": ("LA",),
        "accessed": ("Y2",),
        "abstract": ("AB", "N2"),
        "note": ("N1",),
    }
)
_ATTACHED = ("L1", "L2", "L3", "L4")


def read(
    content: bytes,
    name: str,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    first: int = 0,
) -> Deposit:
    """The deposit of a list of references; with `first` it is looked into, as by `records.look`.

    Raises `Refused` for what `decoding.decode` and `records.deposit` refuse, and when the file
    holds none. `columns` may name a tag for a field, as `title=ST`.
    """
    text = decoding.decode(content, encoding=encoding)
    codec = decoding.codec_of(content, encoding=encoding)
    found = [Record(words.encode(codec), _values(words)) for words in _entries(text)]
    if not found:
        raise Refused("The file is named like references (RIS) but holds none.")
    source = Source(name, content, MEDIA_TYPE, columns or {})
    return records.look(source, found, first) if first else records.deposit(source, found)


def _entries(text: str) -> Iterator[str]:
    for found in _ENTRY.finditer(text):
        yield found.group().rstrip("\r\n")


def _values(entry: str) -> dict[str, Any]:
    """The tags of an entry as they stand, and beside them its fields by name."""
    tags: dict[str, list[str]] = {}
    last = ""
    for line in entry.splitlines():
        found = _LINE.match(line)
        if found:
            last = found[1]
            tags.setdefault(last, []).append(found[2].strip())
        elif last and line.strip():
            tags[last][-1] += f"\n{line.strip()}"
    tags.pop("ER", None)
    values: dict[str, Any] = {tag: "\n".join(lines) for tag, lines in tags.items()}
    values |= dict(_fields(tags))
    attached = [path for tag in _ATTACHED for path in tags.get(tag, ()) if "://" not in path]
    return values | ({"attachments": attached} if attached else {})


def _fields(tags: Mapping[str, list[str]]) -> Iterator[tuple[str, Any]]:
    for field, names in _TAGS.items():
        found = next((tags[name] for name in names if any(tags.get(name, ()))), None)
        if found is None:
            continue
        if field in {"date", "accessed"}:
            yield field, _day(found[0])
        else:
            yield field, found if field == "author" else "\n".join(found)


def _day(written: str) -> str:
    """A date as RIS writes it, 2020/05/01/morning, in the order and with the signs of ISO."""
    found = re.match(r"(\d{4})(?:/(\d\d))?(?:/(\d\d))?(?:/|$)", written)
    return "-".join(filter(None, found.groups())) if found else written
