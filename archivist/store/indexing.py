"""The indexes are kept right by triggers in the same transaction as the row they follow.

They are those of the search, of likeness (`sketch`) and of addresses (`address`).

The triggers are temporary, made each time a writing connection opens: the schema in the file
then names no function of ours, which `trusted_schema=OFF` forbids, and nothing can drop them.
"""

import json
from typing import Any

from archivist.addresses import same_page
from archivist.folding import fold, words
from archivist.sketching import sketch

_TRIGGERS = """
CREATE TEMP TRIGGER article_enters AFTER INSERT ON article BEGIN
  INSERT INTO article_fts(rowid, title, text)
    SELECT new.n, fold(new.title), fold(body) FROM text WHERE id = new.text;
  INSERT OR IGNORE INTO term
    SELECT value FROM json_each((SELECT words(new.title, body) FROM text WHERE id = new.text));
END;
CREATE TEMP TRIGGER article_changes AFTER UPDATE OF title, text ON article
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
  DELETE FROM article_fts WHERE rowid = old.n;
  INSERT INTO article_fts(rowid, title, text)
    SELECT new.n, fold(new.title), fold(body) FROM text WHERE id = new.text;
  INSERT OR IGNORE INTO term
    SELECT value FROM json_each((SELECT words(new.title, body) FROM text WHERE id = new.text));
END;
CREATE TEMP TRIGGER article_leaves AFTER DELETE ON article BEGIN
  DELETE FROM article_fts WHERE rowid = old.n;
END;
CREATE TEMP TRIGGER article_is_sketched AFTER INSERT ON article BEGIN
  INSERT INTO sketch(h, n, size)
    SELECT value, new.n,
      (SELECT json_array_length(sketch(body)) - 1 FROM text WHERE id = new.text)
    FROM json_each((SELECT sketch(body) FROM text WHERE id = new.text));
  INSERT INTO address SELECT same_page(new.url), new.n WHERE same_page(new.url) <> '';
END;
CREATE TEMP TRIGGER article_is_sketched_anew AFTER UPDATE OF text ON article
WHEN old.text IS NOT new.text BEGIN
  DELETE FROM sketch WHERE n = old.n AND h IN
    (SELECT value FROM json_each((SELECT sketch(body) FROM text WHERE id = old.text)));
  INSERT INTO sketch(h, n, size)
    SELECT value, new.n,
      (SELECT json_array_length(sketch(body)) - 1 FROM text WHERE id = new.text)
    FROM json_each((SELECT sketch(body) FROM text WHERE id = new.text));
END;
CREATE TEMP TRIGGER article_moves AFTER UPDATE OF url ON article
WHEN old.url IS NOT new.url BEGIN
  DELETE FROM address WHERE address = same_page(old.url) AND n = old.n;
  INSERT INTO address SELECT same_page(new.url), new.n WHERE same_page(new.url) <> '';
END;
CREATE TEMP TRIGGER article_is_sketched_no_more AFTER DELETE ON article BEGIN
  DELETE FROM sketch WHERE n = old.n AND h IN
    (SELECT value FROM json_each((SELECT sketch(body) FROM text WHERE id = old.text)));
  DELETE FROM address WHERE address = same_page(old.url) AND n = old.n;
END;
CREATE TEMP TRIGGER annotation_enters AFTER INSERT ON annotation BEGIN
  INSERT INTO annotation_fts(rowid, quote, note) VALUES (new.n, fold(new.exact), fold(new.note));
  INSERT OR IGNORE INTO term SELECT value FROM json_each(words(new.note, ''));
END;
CREATE TEMP TRIGGER annotation_changes AFTER UPDATE OF exact, note ON annotation
WHEN old.exact IS NOT new.exact OR old.note IS NOT new.note BEGIN
  DELETE FROM annotation_fts WHERE rowid = old.n;
  INSERT INTO annotation_fts(rowid, quote, note) VALUES (new.n, fold(new.exact), fold(new.note));
  INSERT OR IGNORE INTO term SELECT value FROM json_each(words(new.note, ''));
END;
CREATE TEMP TRIGGER annotation_leaves AFTER DELETE ON annotation BEGIN
  DELETE FROM annotation_fts WHERE rowid = old.n;
END;
"""


def know_folding(connection: Any) -> None:
    """Give the connection `fold`, `words`, `sketch` and `same_page` of texts.

    `words(text, text)` and `sketch(text)` are JSON lists.
    """
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("words", 2, _word_list, deterministic=True)
    connection.create_function("sketch", 1, _LastSketch(), deterministic=True)
    connection.create_function("same_page", 1, same_page, deterministic=True)


def follow_rows(connection: Any) -> None:
    """Make the triggers that keep the index; for a connection that writes."""
    connection.executescript(_TRIGGERS)


def _word_list(first: str, second: str) -> str:
    return json.dumps(words(f"{first}\n{second}"), ensure_ascii=False)


class _LastSketch:
    """The sketch of a text as a JSON list; the last one is remembered, for it is asked thrice."""

    def __init__(self) -> None:
        self._text, self._numbers = "", "[]"

    def __call__(self, text: str) -> str:
        if text != self._text:
            self._text, self._numbers = text, json.dumps(sketch(text))
        return self._numbers
