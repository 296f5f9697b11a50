"""Tables as CSV that any spreadsheet opens and none executes."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INSIDE = re.compile(r"([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])")
"""Where a cell would be cut by a program that takes another mark for the end of a cell."""

_BOM = "\ufeff"


def cell(value: object) -> str:
    """`value` as a cell: what a spreadsheet would run as a formula has a `'` before it.

    >>> cell("=cmd|'/c calc'!A1; =1+1")
    "'=cmd|'/c calc'!A1; '=1+1"
    """
    text = "" if value is None else _INSIDE.sub(r"\1'", str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a byte order mark, CRLF, every cell quoted."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return (_BOM + written.getvalue()).encode()
