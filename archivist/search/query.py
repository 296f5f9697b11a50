"""What a search asks: a small tree of words and conditions, read from what a person typed.

The language: words stand for all of them; `AND`, `OR`, `NOT` in capitals; brackets; phrases in
quotation marks; `surveil*` for every word that begins so; `"cellebrite police"~5` for words with
at most five others between them, in either order; and `field:` before a word, a phrase or a
bracket. `OR` binds closer than the space between words, `AND` closer than `OR`.

| typed                      | finds articles                                                     |
| -------------------------- | ------------------------------------------------------------------ |
| `phone-cracking`           | with these words side by side, in title, text, note or quote       |
| `title:serbia`             | with the word in the title                                         |
| `text:serbia`              | with the word in the text                                          |
| `note:"ask lawyer"`        | with a highlight whose note says so                                |
| `actor:milanov`            | whose passages or event name an actor of that name or alias        |
| `event:halts`, `tag:spy*`  | likewise                                                           |
| `source:amnesty`           | by that publisher, at that address, or whose event cites it        |
| `date:2024-02`             | published, or whose event happened, then; `>=2024`, `2020..2024-06`|
"""

from dataclasses import dataclass

from archivist.search.tree import Node


@dataclass(frozen=True, slots=True)
class Query:
    """A search as typed and as understood; `root` is `None` when it holds no word at all."""

    typed: str
    root: Node | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed, which asks for everything."""
        return not self.typed.strip()

    @property
    def is_vain(self) -> bool:
        """Whether something was typed but no word of it, which finds nothing."""
        return self.root is None and not self.is_empty


def parse(typed: str) -> Query:
    """Read a search.

    Raises `BadQuery` with a sentence for an unknown field, an operator or a field without its
    word, a bracket left open where it matters, a date that is none, and more than 1,000
    characters.
    """
    if not typed.strip():
        return Query(typed, None)
    # The parser takes a tenth of a second to load, and most commands never search.
    from archivist.search.grammar import read

    return Query(typed, read(typed))
