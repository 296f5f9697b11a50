"""A person's words on one line of a plain file, where nothing could hide or reorder them."""

import re

from archivist.text import canonical

HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that override, embed or isolate a direction, and so can show words in another order.

U+200E, U+200F and U+061C only steer the marks beside them, and stand in everyday Arabic and Hebrew.
"""


def one_line(text: str) -> str:
    r"""`text` on one line, line ends and runs of spaces as one space, hidden marks spelt out.

    >>> one_line("a\r\n b\u202e")
    'a b[U+202E]'
    """
    flat = " ".join(canonical(text).split())
    return HIDDEN.sub(lambda found: f"[{code(found[0])}]", flat)


def code(mark: str) -> str:
    """The code point of a mark, as `U+202E`."""
    return f"U+{ord(mark):04X}"
