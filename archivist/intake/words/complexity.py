"""How much work it would be to lay a Markdown text out, told from its characters alone.

Markdown made to harm takes the parser hours. The estimate depends on the text only, never on a
clock, so that the same file is read the same way on every machine.
"""

import re

MOST = 3_000_000
"""The most work that is begun: about three seconds on the machine it was tuned on.

A transcript of 60,000 turns and a table of 20,000 rows are below it.
"""

# Work in microseconds, fitted to the hostile files of the tests.
_A_SIMPLE_LINE = 5
_A_SIMPLE_CELL = 4
_A_SIMPLE_MARK = 7
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


def is_too_complex(text: str, *, simple: bool = False) -> bool:
    """Whether the work for `text` is more than is begun; `simple` needs no block parser."""
    if len(text) <= _SMALL:
        return False
    return _inline_work(text) + (_simple_work(text) if simple else _block_work(text)) > MOST


def _inline_work(text: str) -> float:
    return (
        _AN_ENTITY * (text.count("&") + text.count("\\"))
        + _A_CHARACTER * len(text)
        + _A_PAIR_OF_MARKS * _pairs(text)
    )


def _simple_work(text: str) -> float:
    return (
        _A_SIMPLE_LINE * text.count("\n")
        + _A_SIMPLE_CELL * text.count("|")
        + _A_SIMPLE_MARK * _marks(text)
    )


def _block_work(text: str) -> float:
    lines = text.count("\n") - text.count("\n\n")
    prefixes = [min(len(prefix), _WIDEST) // 2 for prefix in _PREFIX.findall(text)]
    # A line without marks of its own may continue the deepest paragraph there is.
    return (
        lines * (_A_LINE + _A_LEVEL * max(prefixes, default=0))
        + _A_CONTAINER * sum(prefixes)
        + _A_CELL * text.count("|")
    )


def _marks(text: str) -> int:
    return sum(map(text.count, "[]*_~`<!"))


def _pairs(text: str) -> int:
    """Pairs of marks that might belong together, which is what the parser may try."""
    if _marks(text) < _FEW_MARKS:
        return 0
    return sum(len(_MARK.findall(unit)) ** 2 for unit in _UNIT.split(text))
