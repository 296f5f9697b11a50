"""A timeline event written as JSON: strict, and turned into the header it would have as YAML."""

import json
import math
import re
from typing import Any

from archivist.errors import Refused
from archivist.intake.words import yaml_text
from archivist.intake.words.front_matter import DEEPEST, Header, Value
from archivist.text import REPLACEMENT, canonical

_SURROGATE = re.compile("[\ud800-\udfff]")


def read(text: str) -> tuple[Header, str]:
    """The header of the JSON object in `text`, and the YAML of the same values.

    Raises Refused for what JSON does not allow (NaN, a key given twice) and for deep nesting.
    """
    values = _strict(text)
    if not isinstance(values, dict):
        raise Refused("The JSON is not a timeline event: it is not one object.")
    _refuse_depth(values)
    header = Header({canonical(key): _as_text(value) for key, value in values.items()})
    return header, yaml_text.block({_whole(key): _sound(value) for key, value in values.items()})


def _strict(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_number,
            parse_float=_finite,
            parse_int=yaml_text.Plain,
        )
    except json.JSONDecodeError as failure:
        raise Refused(f"The JSON is not valid: line {failure.lineno}: {failure.msg}.") from None
    except RecursionError:
        raise _too_deep() from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Refused(f'The JSON is not valid: "{_whole(twice)}" is given twice.')
    return values


def _refuse_number(written: str) -> Any:
    raise Refused(f"The JSON is not valid: {written[:20]} is not a number JSON knows.")


def _finite(written: str) -> float:
    number = float(written)
    return number if math.isfinite(number) else _refuse_number(written)


def _refuse_depth(values: Any) -> None:
    level = [values]
    for _depth in range(DEEPEST):
        level = [child for value in level for child in _children(value)]
    if level:
        raise _too_deep()


def _children(value: Any) -> list[Any]:
    children = list(value.values()) if isinstance(value, dict) else value
    return [child for child in children if isinstance(child, dict | list)]


def _too_deep() -> Refused:
    return Refused(f"The JSON is nested deeper than {DEEPEST} levels.")


def _sound(value: Any) -> Any:
    """The value with lone surrogates, which no file can hold, replaced."""
    if isinstance(value, dict):
        return {_whole(key): _sound(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_sound(child) for child in value]
    return _whole(value) if type(value) is str else value


def _whole(text: str) -> str:
    return _SURROGATE.sub(REPLACEMENT, text)


def _as_text(value: Any) -> Value:
    if isinstance(value, dict):
        return {canonical(key): _as_text(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_as_text(child) for child in value]
    return canonical(value) if isinstance(value, str) else json.dumps(value)
