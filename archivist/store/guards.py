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


class Bodies:
    """The words of kept texts, the latest two at hand: a long one is not read for each quote."""

    def __init__(self, connection: Connection) -> None:
        """Reads over `connection`."""
        # The connection holds a function of these; a cycle would keep its texts when it closes.
        self._connection = weakref.ref(connection)
        self._texts: dict[str, str] = {}

    def of(self, text_sha256: str) -> str:
        """The text with that SHA-256; empty when there is none."""
        return self._texts.get(text_sha256) or self._read(text_sha256)

    def passage(self, text_sha256: str, start: int, end: int) -> str | None:
        """The words between two code points of a text, or `None` outside it."""
        body = self.of(text_sha256)
        return body[start:end] if 0 <= start < end <= len(body) else None

    def _read(self, text_sha256: str) -> str:
        connection = self._connection()
        sql = "SELECT body FROM text WHERE sha256 = ? LIMIT 1"
        row = connection and connection.execute(sql, (text_sha256,)).fetchone()
        if not row:
            return ""
        self._texts = dict([*self._texts.items()][-1:]) | {text_sha256: row[0]}
        return self._texts[text_sha256]


def stand(connection: Connection, bodies: Bodies) -> None:
    """Make the guards; for a connection that writes."""
    connection.create_function("passage", 3, bodies.passage)
    connection.executescript(_TRIGGERS)
