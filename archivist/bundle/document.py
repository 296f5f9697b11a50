"""`bundle.json`: the model in its one written form, and back."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from archivist.bundle.model import FORMAT, Model
from archivist.errors import Damaged, Refused
from archivist.fixity import canonical_json

_BROKEN = "The bundle is damaged: bundle.json is not the model of a bundle."


def write(model: Model) -> bytes:
    """The model as canonical JSON; what equals its default is left out."""
    return canonical_json(plain(model))


def read(content: bytes) -> Model:
    """The model that `write` wrote.

    Raises `Refused` for a format of a newer Archivist, `Damaged` for anything else.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Damaged(_BROKEN) from error
    if not isinstance(found, dict) or not isinstance(found.get("format"), int):
        raise Damaged(_BROKEN)
    if found["format"] > FORMAT:
        raise Refused(
            f"The bundle was made by a newer Archivist (format {found['format']}); "
            f"this one reads {FORMAT}."
        )
    model = _value(Model, found)
    if not isinstance(model, Model):
        raise Damaged(_BROKEN)
    return model


def plain(value: Any) -> Any:
    """A value of the model as JSON has it: objects, lists, text, whole numbers, `null`."""
    if is_dataclass(value):
        return {
            field.name: plain(getattr(value, field.name))
            for field in fields(value)
            if field.default is MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value


def whole(value: Any) -> Any:
    """As `plain`, with every field written out: for readers that know no defaults."""
    if is_dataclass(value):
        return {field.name: whole(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [whole(part) for part in value]
    return value


def _value(kind: Any, found: Any) -> Any:
    if is_dataclass(kind):
        return _record(kind, found)
    origin = get_origin(kind)
    if origin is tuple:
        if not isinstance(found, list):
            raise Damaged(_BROKEN)
        return tuple(_value(get_args(kind)[0], part) for part in found)
    allowed = get_args(kind) if origin is UnionType else (kind,)
    if origin is Literal:
        right = found in get_args(kind)
    else:
        right = type(found) in allowed or (found is None and NoneType in allowed)
    if not right:
        raise Damaged(_BROKEN)
    return found


def _record(kind: Any, found: Any) -> Any:
    if not isinstance(found, Mapping):
        raise Damaged(_BROKEN)
    known = _fields(kind)
    needed = {name for name, (field, _) in known.items() if field.default is MISSING}
    if not needed <= found.keys() <= known.keys():
        raise Damaged(_BROKEN)
    return kind(**{name: _value(known[name][1], part) for name, part in found.items()})


@cache
def _fields(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}
