"""Words as HTML: whatever an article, a name or a note holds is shown and never obeyed."""

import html
import re
from collections.abc import Iterable, Sequence

from archivist.bundle.lines import HIDDEN, code, one_line
from archivist.text import canonical


def words(text: str) -> str:
    r"""`text` for the inside of an element, with marks that reorder words spelt out.

    >>> words("a<b \u202e")
    'a&lt;b <span class="shown">U+202E</span>'
    """
    return HIDDEN.sub(_spelt, html.escape(canonical(text), quote=False))


def attribute(text: str) -> str:
    """`text` for the inside of a quoted attribute or a title, on one line."""
    return html.escape(one_line(text), quote=True)


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
    return f'<span class="shown">{code(found[0])}</span>'
