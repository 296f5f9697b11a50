"""What no row may break, whoever writes it: temporary triggers of every writing connection."""

from typing import Any

_TRIGGERS = """
CREATE TEMP TRIGGER annotation_quotes_its_text BEFORE INSERT ON annotation
WHEN new.exact = '' OR new.exact IS NOT (
  SELECT substr(body, new."start" + 1, new."end" - new."start") FROM text
  WHERE sha256 = new.text_sha256 LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the quote is not the text between its offsets'); END;
CREATE TEMP TRIGGER annotation_goes_on_quoting
BEFORE UPDATE OF exact, "start", "end", text_sha256 ON annotation
WHEN new.exact = '' OR new.exact IS NOT (
  SELECT substr(body, new."start" + 1, new."end" - new."start") FROM text
  WHERE sha256 = new.text_sha256 LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the quote is not the text between its offsets'); END;
"""


def stand(connection: Any) -> None:
    """Make the guards; for a connection that writes."""
    connection.executescript(_TRIGGERS)
