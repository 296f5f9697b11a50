"""Plain values to YAML that every loader reads back as the same values."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.'’()/&;+-]*[\w.'’)/&;+])?")
_RESERVED = frozenset(
    {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"}
)
# What YAML does not print, breaks lines at, or may drop; json.dumps has escaped the rest.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Plain(str):
    """A scalar as it was written, which stands without quotes."""

    __slots__ = ()


def block(values: Mapping[str, Any]) -> str:
    r"""`values` as a YAML block mapping with LF line ends and no final one.

    Values are strings, whole numbers, floats, booleans, None, and mappings and sequences of them.

    >>> block({"title": "No: 8", "importance": 8, "actors": ["Ana"]})
    'title: "No: 8"\nimportance: 8\nactors:\n  - Ana'
    """
    return "\n".join(_mapping(values, ""))


def _mapping(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        written = key if isinstance(key, Plain) else _scalar(str(key))
        yield from _entry(f"{indent}{written}:", value, indent)


def _sequence(values: Sequence[Any], indent: str) -> Iterator[str]:
    for value in values:
        if not _is_nested(value):
            yield f"{indent}- {_flat(value)}"
            continue
        inner = list(_nested(value, f"{indent}  "))
        yield f"{indent}- {inner[0][len(indent) + 2 :]}"
        yield from inner[1:]


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:
    if _is_nested(value):
        yield key
        yield from _nested(value, f"{indent}  ")
    else:
        yield f"{key} {_flat(value)}"


def _nested(value: Any, indent: str) -> Iterator[str]:
    return _mapping(value, indent) if isinstance(value, Mapping) else _sequence(value, indent)


def _is_nested(value: Any) -> bool:
    return isinstance(value, (Mapping, list, tuple)) and len(value) > 0


def _flat(value: Any) -> str:
    if isinstance(value, (Mapping, list, tuple)):
        return "{}" if isinstance(value, Mapping) else "[]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, (int, Plain)):
        return str(value)
    return _float(value) if isinstance(value, float) else _scalar(value)


def _float(value: float) -> str:
    if not math.isfinite(value):
        return f"{'-' if value < 0 else ''}.inf" if math.isinf(value) else ".nan"
    mantissa, exponent, power = repr(value).partition("e")
    # YAML 1.1 reads a number as a float only with a point in it.
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}{exponent}{power}"


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    return _UNPRINTABLE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
