"""How much work it would be to lay a Markdown text out, told from its characters alone.

Markdown made to harm takes the parser hours. The estimate depends on the text only, never on a
clock, so that the same file is read the same way on every machine.
"""

import re

MOST = 2_000_000
"""The most work that is begun: about two seconds of markdown-it on the machine it was tuned on."""

# Work in microseconds, fitted to the hostile files of the tests.
_A_LINE = 35
_A_LEVEL = 2
_A_CONTAINER = 6
_A_CELL = 12
_AN_ENTITY = 6
_A_CHARACTER = 0.05
_A_PAIR_OF_MARKS = 0.017

_SMALL = 10_000  # too short for more, whatever it holds
_WIDEST = 200
_FEW_MARKS = 1_000
_PREFIX = re.compile(r"^(?:[ \t]*[>*+-])+[ \t]*|^[ \t]{2,}", re.MULTILINE)
# Where the parser certainly begins a new run of inline markup.
_UNIT = re.compile(r"\n(?=[ \t]*(?:[-+*>#|\n]|\d{1,9}[.)]))")
_MARK = re.compile(r"[\[\]*_~`<!]")


def is_too_complex(text: str) -> bool:
    """Whether the work for `text` is more than is begun."""
    return len(text) > _SMALL and _work(text) > MOST


def _work(text: str) -> float:
    lines = text.count("\n") - text.count("\n\n")
    prefixes = [min(len(prefix), _WIDEST) // 2 for prefix in _PREFIX.findall(text)]
    # A line without marks of its own may continue the deepest paragraph there is.
    return (
        lines * (_A_LINE + _A_LEVEL * max(prefixes, default=0))
        + _A_CONTAINER * sum(prefixes)
        + _A_CELL * text.count("|")
        + _AN_ENTITY * (text.count("&") + text.count("\\"))
        + _A_CHARACTER * len(text)
        + _A_PAIR_OF_MARKS * _pairs(text)
    )


def _pairs(text: str) -> int:
    """Pairs of marks that might belong together, which is what the parser may try."""
    if sum(map(text.count, "[]*_~`<!")) < _FEW_MARKS:
        return 0
    return sum(len(_MARK.findall(unit)) ** 2 for unit in _UNIT.split(text))
