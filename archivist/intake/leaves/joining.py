"""Several texts as one: what stands in chapters, messages or pages of one file."""

from collections.abc import Iterable
from dataclasses import replace

from archivist.text import Leaf, Span, StructuredText


def joined(texts: Iterable[StructuredText]) -> StructuredText:
    """The texts one after another, with their leaves and spans; empty ones are left out."""
    words: list[str] = []
    leaves: list[Leaf] = []
    spans: list[Span] = []
    at = tables = 0
    for text in texts:
        if not text.leaves:
            continue
        words.append(text.text)
        leaves += [_moved(leaf, at, tables) for leaf in text.leaves]
        spans += [replace(span, start=span.start + at, end=span.end + at) for span in text.spans]
        at += len(text.text) + 1
        tables = max((leaf.table for leaf in leaves), default=0)
    return StructuredText("\n".join(words), tuple(leaves), tuple(spans))


def _moved(leaf: Leaf, by: int, tables: int) -> Leaf:
    table = leaf.table + tables if leaf.table else 0
    return replace(leaf, start=leaf.start + by, end=leaf.end + by, table=table)
