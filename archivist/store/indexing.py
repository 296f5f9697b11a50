"""The search index is kept right by triggers in the same transaction as the row it follows.

The triggers are temporary, made each time a writing connection opens: the schema in the file
then names no function of ours, which `trusted_schema=OFF` forbids, and nothing can drop them.
"""

import json
from typing import Any

from archivist.folding import fold, words

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
    """Give the connection `fold(text)` and `words(text, text)`, the latter a JSON list."""
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("words", 2, _word_list, deterministic=True)


def follow_rows(connection: Any) -> None:
    """Make the triggers that keep the index; for a connection that writes."""
    connection.executescript(_TRIGGERS)


def _word_list(first: str, second: str) -> str:
    return json.dumps(words(f"{first}\n{second}"), ensure_ascii=False)
