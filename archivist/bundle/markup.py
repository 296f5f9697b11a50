"""Words as HTML: whatever an article, a name or a note holds is shown and never obeyed."""

import html
import re
from collections.abc import Iterable, Sequence

from archivist.text import canonical

_HIDDEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def words(text: str) -> str:
    r"""`text` for the inside of an element, with hidden direction marks spelt out.

    >>> words("a<b \u202e")
    'a&lt;b <span class="shown">U+202E</span>'
    """
    return _HIDDEN.sub(_spelt, html.escape(canonical(text), quote=False))


def attribute(text: str) -> str:
    """`text` for the inside of a quoted attribute, on one line."""
    return html.escape(" ".join(canonical(text).split("\n")), quote=True)


def isolated(text: str) -> str:
    """`text` in its own direction, whatever stands around it; nothing for no text."""
    return f"<bdi>{words(text)}</bdi>" if text else ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are markup already."""
    head = "".join(f'<th scope="col">{words(title)}</th>' for title in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    content = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="wide"><table>{content}</table></div>'


def section(name: str, title: str, content: str) -> str:
    """A section of the page with its heading."""
    return f'<section id="{name}"><h2>{words(title)}</h2>{content}</section>\n'


def _spelt(found: re.Match[str]) -> str:
    return f'<span class="shown">U+{ord(found[0]):04X}</span>'
