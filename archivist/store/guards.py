"""What no row may break, whoever writes it: temporary triggers of every writing connection."""

import weakref
from typing import Any

Connection = Any  # sqlcipher3 ships no types

_TRIGGERS = """
CREATE TEMP TRIGGER annotation_quotes_its_text BEFORE INSERT ON annotation
WHEN new.exact = '' OR new.exact IS NOT passage(new.text_sha256, new."start", new."end")
BEGIN SELECT RAISE(ABORT, 'the quote is not the text between its offsets'); END;
CREATE TEMP TRIGGER annotation_goes_on_quoting
BEFORE UPDATE OF exact, "start", "end", text_sha256 ON annotation
WHEN new.exact = '' OR new.exact IS NOT passage(new.text_sha256, new."start", new."end")
BEGIN SELECT RAISE(ABORT, 'the quote is not the text between its offsets'); END;
CREATE TEMP TRIGGER former_quotes_its_text BEFORE INSERT ON former
WHEN new.exact = '' OR new.exact IS NOT passage(new.text_sha256, new."start", new."end")
BEGIN SELECT RAISE(ABORT, 'the quote is not the text between its offsets'); END;
CREATE TEMP TRIGGER former_goes_on_quoting BEFORE UPDATE ON former
WHEN new.exact = '' OR new.exact IS NOT passage(new.text_sha256, new."start", new."end")
BEGIN SELECT RAISE(ABORT, 'the quote is not the text between its offsets'); END;
"""


class _Passages:
    """Words of kept texts, with the latest text at hand: a long one is not read for each quote."""

    def __init__(self, connection: Connection) -> None:
        # The connection holds this function; a cycle would keep its text in memory when it closes.
        self._connection = weakref.ref(connection)
        self._text = ("", "")

    def __call__(self, text_sha256: str, start: int, end: int) -> str | None:
        name, body = self._text
        if name != text_sha256:
            connection = self._connection()
            sql = "SELECT body FROM text WHERE sha256 = ? LIMIT 1"
            row = connection and connection.execute(sql, (text_sha256,)).fetchone()
            if not row:
                return None
            body = row[0]
            self._text = (text_sha256, body)
        return body[start:end] if 0 <= start < end <= len(body) else None


def stand(connection: Connection) -> None:
    """Make the guards; for a connection that writes."""
    connection.create_function("passage", 3, _Passages(connection))
    connection.executescript(_TRIGGERS)
