"""Whoosh's parser, fed what it reads well: its syntax tree becomes ours.

Only its grammar is used, with the plugins that cannot surprise: `PlusMinus` would read
`phone-cracking` as `phone NOT cracking`, `GtLt` fails on `<police>`, `Regex` lets a pattern run
for ever, and operators without their words vanish silently. What Whoosh would pass over is
looked for in its flat list of nodes first, and said.
"""

import re
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from whoosh.qparser import QueryParser, plugins, syntax

from archivist.errors import BadQuery
from archivist.folding import fold
from archivist.search.passages import word_list
from archivist.search.periods import period, period_between
from archivist.search.tree import FIELDS, Node, Words, both, either, negated
from archivist.text import canonical

LONGEST = 1000
"""Code points of the longest search; Whoosh's time grows with the square of it."""

DEEPEST = 20
"""Brackets inside brackets; FTS5's own parser ends near a hundred."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_SPACES = re.compile(r"\s")
_BEGINS = r'(?<![^\s("])'
_NAMED = re.compile(rf"{_BEGINS}(?P<name>[^\W\d_]\w*):(?P<next>.?)", re.DOTALL)
_FIELD = re.compile(rf"{_BEGINS}(?P<text>{'|'.join(FIELDS)}):(?=[^\s)])", re.IGNORECASE)
_RANGE = re.compile(
    r"(?<=date:)(?P<open>[\[{])\s*(?P<start>[^\[\]{}]*?)\s*\bTO\b\s*(?P<end>[^\[\]{}]*?)\s*"
    r"(?P<close>[\]}])",
    re.IGNORECASE,
)
_OPERATOR = r'(?<![^\s()"]){}(?![^\s()"])'
_ANY_OPERATOR = re.compile(_OPERATOR.format("(?:AND|OR|NOT)"))
_PHRASE = r'"(?P<text>[^"]*)"\*?(~(?P<slop>[0-9]{1,3})(?![^\s)]))?'
_QUOTED = re.compile(r'"[^"]*"')
_BRACKET = re.compile(r"[()]")
_ENDS_IN_STAR = re.compile(r"\w\*+\W*$")
_STRAY_STAR = re.compile(r"\*+\w")
# Names people know these fields by elsewhere.
_MEANT = {
    "body": "text", "comment": "note", "entity": "actor", "headline": "title", "outlet": "source",
    "people": "actor", "person": "actor", "publisher": "source", "quote": "text",
    "site": "source", "theme": "tag", "url": "source", "who": "actor", "year": "date",
}  # fmt: skip


def read(typed: str) -> Node | None:
    """The tree of a search; `None` when it holds no word. Raises `BadQuery`."""
    if len(typed) > LONGEST:
        raise BadQuery(f"A search has at most {LONGEST:,} characters; this one has {len(typed):,}.")
    text = _with_closed_quotes(_SPACES.sub(" ", canonical(typed).translate(_QUOTES)))
    _require_known_fields(text)
    text = _with_closed_brackets(text)
    parser = _parser()
    nodes = parser.tag(text)
    _require_operands([node for node in nodes if not node.is_ws()])
    return _node(parser.filterize(nodes), text)


def _parser() -> Any:
    chosen = [
        plugins.PhrasePlugin(_PHRASE),
        plugins.FieldsPlugin(_FIELD),
        plugins.RangePlugin(_RANGE),
        plugins.GroupPlugin(),
        plugins.OperatorsPlugin(ops=_operators(), clean=True),
    ]
    return QueryParser(None, None, plugins=chosen)


def _operators() -> list[tuple[Any, int]]:
    tagger = plugins.OperatorsPlugin.OpTagger
    # From the right, so that NOT NOT word is the word.
    no = tagger(_OPERATOR.format("NOT"), syntax.NotGroup, syntax.PrefixOperator, leftassoc=False)
    both_ = tagger(_OPERATOR.format("AND"), syntax.AndGroup)
    either_ = tagger(_OPERATOR.format("OR"), syntax.OrGroup)
    return [(no, 0), (both_, 0), (either_, 0)]


# What Whoosh would read as something else


def _with_closed_quotes(text: str) -> str:
    """What follows a quotation mark without its fellow is plain words, operators and all."""
    if text.count('"') % 2 == 0:
        return text
    head, _, tail = text.rpartition('"')
    return head + " ".join(f'"{word}"' for word in tail.split())


def _without_phrases(text: str) -> str:
    return _QUOTED.sub(lambda found: '"' + "x" * (len(found.group()) - 2) + '"', text)


def _require_known_fields(text: str) -> None:
    for found in _NAMED.finditer(_without_phrases(text)):
        name, after = found["name"].lower(), found["next"]
        is_bare = after in ("", " ", ")")
        if name in FIELDS and is_bare:
            raise _wordless(name)
        # `https://…`, `std::…` and a word before a colon are no fields.
        if name not in FIELDS and not is_bare and after not in "/:":
            raise BadQuery(_unknown(name))


def _unknown(name: str) -> str:
    close = get_close_matches(name, FIELDS, 1) or [_MEANT.get(name.removesuffix("s"), "")]
    guess = f"; did you mean {close[0]}?" if close[0] else "."
    return (
        f"There is no field {name}{guess} Fields: {', '.join(FIELDS)}. "
        "To search for the words as they stand, put them in quotation marks."
    )


def _wordless(field: str) -> BadQuery:
    example = {"date": "2024-02", "actor": "milanov"}.get(field, "police")
    return BadQuery(f"The field {field}: needs a word right after it, as in {field}:{example}.")


def _with_closed_brackets(text: str) -> str:
    """Brackets that do not pair are dropped when they change nothing; else a `BadQuery`."""
    bare = _without_phrases(text)
    depth = deepest = lowest = 0
    for found in _BRACKET.finditer(bare):
        depth += 1 if found.group() == "(" else -1
        deepest, lowest = max(deepest, depth), min(lowest, depth)
    if deepest > DEEPEST:
        raise BadQuery(f"Brackets stand inside each other at most {DEEPEST} deep.")
    if depth == 0 and lowest == 0:
        return text
    if _ANY_OPERATOR.search(bare) or _FIELD.search(bare):
        which = "is not closed" if lowest == 0 else "has no beginning"
        raise BadQuery(f"A bracket {which}: each ( needs its ).")
    return "".join(" " if plain in "()" else char for plain, char in zip(bare, text, strict=True))


def _require_operands(nodes: list[Any]) -> None:
    edge = plugins.GroupPlugin.OpenBracket()
    closing = plugins.GroupPlugin.CloseBracket()
    for before, after in pairwise([edge, *nodes, closing]):
        if isinstance(before, syntax.Operator) and not _begins_operand(after):
            raise _dangling(before)
        if isinstance(after, syntax.InfixOperator) and not _ends_operand(before):
            raise _dangling(after)


def _begins_operand(node: Any) -> bool:
    return not isinstance(node, syntax.InfixOperator | plugins.GroupPlugin.CloseBracket)


def _ends_operand(node: Any) -> bool:
    return not isinstance(node, syntax.Operator | plugins.GroupPlugin.OpenBracket)


def _dangling(operator: Any) -> BadQuery:
    needs = "a word after it" if operator.text == "NOT" else "a word on either side"
    return BadQuery(
        f"{operator.text} needs {needs}; to search for the word itself, "
        f'write "{operator.text.lower()}".'
    )


# Its nodes as ours


def _node(node: Any, text: str) -> Node | None:
    if isinstance(node, syntax.NotGroup):
        part = _node(node[0], text)
        return None if part is None else negated(part)
    if isinstance(node, syntax.GroupNode):
        found = (_node(part, text) for part in node)
        parts = [part for part in found if part is not None]
        return either(parts) if isinstance(node, syntax.OrGroup) else both(parts)
    if isinstance(node, syntax.RangeNode):
        return period_between(node.start or "", node.end or "")
    return _leaf(node, text)


def _leaf(node: Any, text: str) -> Node | None:
    field = (node.fieldname or "").lower()
    if field == "date":
        return period(node.text)
    source = text[node.startchar : node.endchar]
    near = node.slop if isinstance(node, plugins.PhrasePlugin.PhraseNode) else None
    written = node.text
    if near is not None:
        mark = source.rpartition('"')[2]
        written += "*" if mark.startswith("*") else ""
        near = near if "~" in mark else None
    return _words(field, written, near)


def _words(field: str, written: str, near: int | None) -> Words | None:
    if _STRAY_STAR.search(written):
        raise BadQuery(f"A * stands only at the end of a word, as in surveil*, not in {written}.")
    found = word_list(fold(written))
    if field and not found:
        raise _wordless(field)
    if not found:
        return None
    prefix = _ENDS_IN_STAR.search(written) is not None
    return Words(field, found, prefix=prefix, near=near if len(found) > 1 else None)
