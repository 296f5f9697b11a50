"""Pieces of SQL with their values, and words as FTS5 wants them: quoted, never as typed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from archivist.search.tree import TEXT_FIELDS, All, Node, Some, Without, Words


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL and the values bound to its marks, in order."""

    text: str
    values: tuple[Any, ...] = ()


def joined(separator: str, parts: Sequence[Sql]) -> Sql:
    """The parts with `separator` between them."""
    values = tuple(value for part in parts for value in part.values)
    return Sql(separator.join(part.text for part in parts), values)


def one_of(column: str, values: Iterable[Any]) -> Sql:
    """The column is one of the values, however many there are."""
    listed = json.dumps(list(values), ensure_ascii=False)
    return Sql(f"{column} IN (SELECT value FROM json_each(?))", (listed,))


def within(column: str, rows: Sql) -> Sql:
    """The column is in the one column of `rows`."""
    return Sql(f"{column} IN ({rows.text})", rows.values)


def match_of(leaf: Words, column: str = "") -> str:
    """The FTS5 expression of one leaf, in `column` or in any."""
    star = "*" if leaf.prefix else ""
    if leaf.near is None:
        found = f'"{" ".join(leaf.words)}"{star}'
    else:
        found = f"NEAR({' '.join(_quoted(leaf.words))}{star}, {leaf.near})"
    return f"({column} : {found})" if column else found


def article_match(node: Node) -> str | None:
    """The FTS5 expression of a tree over titles and texts; `None` when FTS5 cannot say it.

    It cannot say a negation with nothing to take it from, and knows no other fields.
    """
    if isinstance(node, Words):
        return match_of(node, node.field) if node.field in TEXT_FIELDS else None
    if isinstance(node, Some):
        return _joined_match(" OR ", node.parts)
    if isinstance(node, All):
        return _match_without(node)
    return None


def _match_without(node: All) -> str | None:
    held = [part for part in node.parts if not isinstance(part, Without)]
    barred = [part.part for part in node.parts if isinstance(part, Without)]
    found = _joined_match(" AND ", held)
    if not barred or found is None:
        return found
    # One NOT over an OR stays flat; FTS5 refuses trees deeper than 256.
    excluded = _joined_match(" OR ", barred)
    return None if excluded is None else f"({found} NOT {excluded})"


def _joined_match(operator: str, parts: Sequence[Node]) -> str | None:
    found = [article_match(part) for part in parts]
    said = [part for part in found if part is not None]
    if len(said) < len(found) or not said:
        return None
    return said[0] if len(said) == 1 else f"({operator.join(said)})"


def _quoted(words: Iterable[str]) -> list[str]:
    return [f'"{word}"' for word in words]
