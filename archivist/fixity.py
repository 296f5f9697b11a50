"""SHA-256 of bytes, texts, files and folders, and the one JSON form that hashes are taken of."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from archivist.errors import Refused

_SAFE = 2**53


def sha256(content: bytes) -> str:
    """SHA-256 of `content`, 64 lowercase hex digits."""
    return hashlib.sha256(content).hexdigest()


def sha256_text(text: str) -> str:
    """SHA-256 of `text` in UTF-8. Raises `ValueError` on lone surrogates, which have none."""
    return sha256(text.encode("utf-8"))


def sha256_file(path: Path) -> str:
    """SHA-256 of the file at `path`, read a piece at a time. Raises `OSError` as reading does."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tree(path: Path) -> dict[str, str]:
    """SHA-256 of every file under the folder `path`, by its relative path with `/`, in order.

    Empty folders leave no trace. Raises `Refused` on anything but files and folders: a link's
    content is not the folder's, and a pipe has no end.
    """
    found = {part.relative_to(path).as_posix(): part for part in _files(path)}
    return {name: sha256_file(found[name]) for name in sorted(found)}


def canonical_json(value: Any) -> bytes:
    """`value` as JSON in the one form that is hashed and signed.

    Keys in code point order, no spaces, UTF-8 without escapes that need not be. Raises
    `ValueError` on what has more than one written form or reads differently elsewhere: floats,
    integers of 2**53 and beyond, keys that are not text, lone surrogates, any other type.

    >>> canonical_json({"b": [1, None], "a": "š"}).decode()
    '{"a":"š","b":[1,null]}'
    """
    plain = _plain(value)
    written = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return written.encode("utf-8")


def _files(folder: Path) -> Iterator[Path]:
    for part in folder.iterdir():
        if part.is_symlink() or not (part.is_file() or part.is_dir()):
            raise Refused(f"“{part.name}” is not an ordinary file; take it out of the folder.")
        if part.is_dir():
            yield from _files(part)
        else:
            yield part


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        if abs(value) >= _SAFE:
            raise ValueError(f"{value:#x} is too large for JSON; give it as text.")
        return value
    if isinstance(value, Mapping):
        return {_key(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    raise ValueError(f"A {type(value).__name__} has no single form in JSON; give it as text.")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise ValueError(f"A key must be text, not {type(key).__name__}.")  # noqa: TRY004 - one kind of refusal
    return key
