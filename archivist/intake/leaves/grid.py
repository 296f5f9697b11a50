"""Whether a table holds figures or only lays out a page, and where its cells stand."""

from turbohtml import Element, Text

# fmt: off
_LAYS_OUT = frozenset({
    "article", "aside", "blockquote", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "main", "nav", "pre", "section", "table",
})
# fmt: on
_LONGEST_CELL = 2_000
_WIDEST = 60
_LONGEST_SPAN = 200


def is_grid(table: Element) -> bool:
    """Whether rows and columns mean something: at least two of each, and no page inside a cell.

    The scan stops at a table within the table, so that each element is looked at by one alone.
    """
    if table.attrs.get("role") in {"presentation", "none"}:
        return False
    rows = cells = widest = length = 0
    for node in table.descendants:
        if isinstance(node, Text):
            length += len(node.text)
        elif isinstance(node, Element) and node.tag == "tr":
            rows, cells = rows + 1, 0
        elif isinstance(node, Element) and node.tag in {"td", "th"}:
            cells, length = cells + 1, 0
            widest = max(widest, cells)
        if length > _LONGEST_CELL or (isinstance(node, Element) and node.tag in _LAYS_OUT):
            return False
    return rows > 1 and widest > 1


class Grid:
    """The places of the cells of one table."""

    def __init__(self, table: int) -> None:
        self._table = table
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}  # columns filled from above, and for how many rows yet

    def next_row(self) -> None:
        """A row begins."""
        self._row += 1
        self._column = 0
        self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}

    def next_cell(self, cell: Element) -> tuple[int, int, int]:
        """The number of the table, the row and the column of its next cell."""
        self._row = max(self._row, 0)
        while self._column in self._taken:
            self._column += 1
        place = (self._table, self._row, self._column)
        width, height = _span(cell, "colspan"), _span(cell, "rowspan")
        if self._column + width > _WIDEST:
            width = height = 1
        if height > 1:
            self._taken |= dict.fromkeys(range(self._column, self._column + width), height)
        self._column += width
        return place


def _span(cell: Element, name: str) -> int:
    written = cell.attrs.get(name)
    if not isinstance(written, str) or not (written.isascii() and written.isdigit()):
        return 1
    return max(1, min(int(written[:4]), _LONGEST_SPAN))
