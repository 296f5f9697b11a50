"""The schema, an edition at a time, written through sqlite-utils.

sqlite-utils is imported here only, and only when an archive is made or upgraded. It takes
sqlcipher3 for its SQLite when that is found under the name of pysqlite3. Its `transform()` is
never called: it drops triggers.
"""

import sys
from collections.abc import Callable
from typing import Any

from archivist.addresses import same_page
from archivist.errors import Damaged, Refused
from archivist.sketching import sketch

APPLICATION_ID = 0x41524356
"""The four letters ARCV in the file header."""

Connection = Any  # sqlcipher3 ships no types

KEYS = {
    "article": ("id",),
    "annotation": ("id",),
    "annotation_tag": ("annotation", "tag"),
    "annotation_actor": ("annotation", "actor"),
    "annotation_event": ("annotation", "event"),
    "former": ("annotation",),
    "version": ("article", "number"),
    "actor": ("id",),
    "alias": ("actor", "name"),
    "tag": ("id",),
    "event": ("id",),
    "event_actor": ("event", "actor"),
    "event_tag": ("event", "tag"),
    "source": ("event", "position"),
    "proposal": ("id",),
    "issue": ("id",),
    "setting": ("key",),
    "site": ("host",),
    "report": ("import", "batch"),
}
"""The journaled tables, and the columns that tell their rows apart."""

NUMBERED = frozenset({"article", "annotation", "actor", "tag", "event", "proposal", "issue"})
"""Tables whose rows carry a number `n` beside their id; a number is given once and never again."""


def present(connection: Connection) -> int:
    """The edition of an open file; 0 for a file that holds nothing yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def require_known(connection: Connection) -> None:
    """Raise `Damaged` for a foreign file, `Refused` for an edition newer than this program."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if application != APPLICATION_ID:
        raise Damaged("This is not an Archivist archive.")
    edition = present(connection)
    if edition > len(EDITIONS):
        raise Refused(
            f"The archive was made by a newer Archivist (edition {edition}); "
            f"this one reads {len(EDITIONS)}. Install the newer version to open it."
        )


def require_present(connection: Connection) -> None:
    """Raise as `require_known`, and `Refused` for an edition that would have to be upgraded."""
    require_known(connection)
    if present(connection) < len(EDITIONS):
        raise Refused(
            "The archive was made by an older Archivist and lies where nothing can be written: "
            "copy the whole folder to a place you can write to, and open it there."
        )


def upgrade(connection: Connection) -> None:
    """Bring the file to the newest edition; each step and its mark are one transaction."""
    done = present(connection)
    if done == len(EDITIONS):
        return
    database = _database(connection)
    for number, edition in enumerate(EDITIONS[done:], done + 1):
        connection.execute("BEGIN IMMEDIATE")
        edition(database)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")


def _database(connection: Connection) -> Any:
    import sqlcipher3

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    from sqlite_utils import Database

    return Database(connection, recursive_triggers=False)


def _first(database: Any) -> None:
    _contents(database)
    _people_and_tags(database)
    _articles(database)
    _events(database)
    _annotations(database)
    _work(database)
    _journal(database)
    _index(database)


def _table(
    database: Any,
    name: str,
    columns: dict[str, type],
    *,
    references: dict[str, tuple[str, str]] | None = None,
    optional: tuple[str, ...] = (),
) -> None:
    key = KEYS[name]
    numbered = {"n": int} if name in NUMBERED else {}
    everything = numbered | columns
    table = database[name].create(
        everything,
        pk="n" if numbered else (key if len(key) > 1 else key[0]),
        not_null={column for column in everything if column not in optional},
        foreign_keys=[(column, *target) for column, target in (references or {}).items()],
        strict=True,
    )
    if numbered:
        table.create_index(["id"], unique=True)


def _contents(database: Any) -> None:
    columns = {"sha256": str, "media_type": str, "size": int, "z": bytes}
    database["original"].create(columns, pk="sha256", not_null=set(columns), strict=True)
    columns = {"id": str, "sha256": str, "body": str, "structure": str}
    database["text"].create(columns, pk="id", not_null=set(columns), strict=True)
    database["text"].create_index(["sha256"])
    columns = {"kind": str, "last": int}
    database["counter"].create(columns, pk="kind", not_null=set(columns), strict=True)
    database["counter"].insert_all({"kind": kind, "last": 0} for kind in sorted(NUMBERED))


def _people_and_tags(database: Any) -> None:
    _table(database, "actor", {"id": str, "name": str, "kind": str, "description": str})
    database["actor"].create_index(["name"], unique=True)
    columns = {"actor": str, "name": str, "position": int}
    _table(database, "alias", columns, references={"actor": ("actor", "id")})
    database["alias"].create_index(["name"])
    _table(
        database,
        "tag",
        {"id": str, "name": str, "parent": str, "colour": str, "definition": str},
        references={"parent": ("tag", "id")},
        optional=("parent",),
    )
    database["tag"].create_index(["name"], unique=True)


def _articles(database: Any) -> None:
    words = "id title author publisher url language published earliest latest retrieved name"
    more = "media_type reader original text text_sha256 roles status warnings facts metadata"
    columns: dict[str, type] = dict.fromkeys([*words.split(), *more.split()], str)
    columns |= {"words": int, "starred": int, "imported_at": str, "imported_by": str}
    references = {"original": ("original", "sha256"), "text": ("text", "id")}
    _table(database, "article", columns, references=references)
    database["article"].create_index(["original"])
    database["article"].create_index(["earliest", "n"])
    # Whole answers to date: and source:, read off the index without touching an article.
    database["article"].create_index(["earliest", "latest"])
    database["article"].create_index(["publisher", "url"])


def _events(database: Any) -> None:
    words = "id title date earliest latest precision status location summary article written"
    columns: dict[str, type] = dict.fromkeys(words.split(), str) | {"importance": int}
    optional = ("importance", "article")
    references = {"article": ("article", "id")}
    _table(database, "event", columns, references=references, optional=optional)
    database["event"].create_index(["article"])
    database["event"].create_index(["title"])
    database["event"].create_index(["earliest", "n"])
    columns = {"event": str, "actor": str, "role": str, "position": int}
    references = {"event": ("event", "id"), "actor": ("actor", "id")}
    _table(database, "event_actor", columns, references=references)
    database["event_actor"].create_index(["actor"])
    columns = {"event": str, "tag": str, "position": int}
    references = {"event": ("event", "id"), "tag": ("tag", "id")}
    _table(database, "event_tag", columns, references=references)
    database["event_tag"].create_index(["tag"])
    words = "event url title publisher date tier scale written"
    said: dict[str, type] = dict.fromkeys(words.split(), str)
    said |= {"position": int}
    _table(database, "source", said, references={"event": ("event", "id")})


def _annotations(database: Any) -> None:
    words = "id article text_sha256 exact prefix suffix note colour"
    columns: dict[str, type] = dict.fromkeys(words.split(), str)
    columns |= {"start": int, "end": int, "created_at": str, "created_by": str, "changed_at": str}
    _table(database, "annotation", columns, references={"article": ("article", "id")})
    database["annotation"].create_index(["article", "start"])
    for other in ("tag", "actor", "event"):
        columns = dict.fromkeys(["annotation", other, *["role"] * (other == "actor")], str)
        references = {"annotation": ("annotation", "id"), other: (other, "id")}
        _table(database, f"annotation_{other}", columns, references=references)
        database[f"annotation_{other}"].create_index([other])


def _work(database: Any) -> None:
    words = "id kind article subject reason content state"
    columns: dict[str, type] = dict.fromkeys(words.split(), str)
    _table(database, "proposal", columns, references={"article": ("article", "id")})
    database["proposal"].create_index(["article"])
    columns = dict.fromkeys(["id", "reference", "title", "issued_at", "manifest_sha256"], str)
    _table(database, "issue", columns | {"exhibits": int, "passages": int})
    _table(database, "setting", {"key": str, "value": str})


def _journal(database: Any) -> None:
    columns = {"seq": int, "at": str, "agent": str, "action": str, "act": int, "undoes": int}
    columns |= {"salt": bytes, "payload": str, "commitment": str, "leaf": bytes, "chain": bytes}
    optional = {"undoes", "salt", "payload"}
    database["journal"].create(columns, pk="seq", not_null=set(columns) - optional, strict=True)
    columns = {"seq": int, "agent": str, "act": int, "way": str}
    database["standing"].create(columns, pk="seq", not_null=set(columns), strict=True)
    database["standing"].create_index(["agent", "way", "seq"])
    database["standing"].create_index(["act"])
    database.execute(
        "CREATE TRIGGER journal_keeps_its_entries BEFORE DELETE ON journal BEGIN "
        "SELECT RAISE(ABORT, 'the journal keeps its entries'); END"
    )
    database.execute(
        "CREATE TRIGGER journal_keeps_its_words BEFORE UPDATE OF seq, at, agent, action, act, "
        "undoes, commitment, leaf, chain ON journal BEGIN "
        "SELECT RAISE(ABORT, 'the journal keeps its words'); END"
    )


def _index(database: Any) -> None:
    for name, columns in (("article_fts", "title, text"), ("annotation_fts", "quote, note")):
        database.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content='', "
            "contentless_delete=1, tokenize='unicode61 remove_diacritics 0')"
        )
    database.execute("CREATE TABLE term (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")


def _second(database: Any) -> None:
    """The texts an article had before its present one, and where a passage stood in them."""
    words = "article original text text_sha256 reader media_type name retrieved"
    more = "warnings facts metadata imported_at imported_by"
    columns: dict[str, type] = dict.fromkeys([*words.split(), *more.split()], str)
    columns |= {"number": int, "words": int}
    references = {
        "article": ("article", "id"),
        "original": ("original", "sha256"),
        "text": ("text", "id"),
    }
    _table(database, "version", columns, references=references)
    database["version"].create_index(["original"])
    words = "annotation text_sha256 exact prefix suffix how score"
    columns = dict.fromkeys(words.split(), str) | {"start": int, "end": int}
    _table(database, "former", columns, references={"annotation": ("annotation", "id")})
    _likeness(database)


def _likeness(database: Any) -> None:
    """What the texts of articles have in common, and which of them have one address."""
    database.execute(
        "CREATE TABLE sketch (h INTEGER NOT NULL, n INTEGER NOT NULL, size INTEGER NOT NULL, "
        "PRIMARY KEY (h, n)) STRICT, WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE address (address TEXT NOT NULL, n INTEGER NOT NULL, "
        "PRIMARY KEY (address, n)) STRICT, WITHOUT ROWID"
    )
    for number, url, text in database.execute("SELECT n, url, text FROM article").fetchall():
        body = database.execute("SELECT body FROM text WHERE id = ?", (text,)).fetchone()[0]
        numbers = sketch(body)
        rows = ((each, number, len(numbers) - 1) for each in numbers)
        database.conn.executemany("INSERT INTO sketch VALUES (?, ?, ?)", rows)
        if address := same_page(url):
            database.execute("INSERT INTO address VALUES (?, ?)", (address, number))


def _third(database: Any) -> None:
    """Where words stand on pages, what a person says of whole sites, and reports of imports.

    A layout belongs to a text and is kept as the text is: it can be made again from the original.
    """
    columns: dict[str, type] = {"text": str, "z": bytes}
    database["layout"].create(
        columns,
        pk="text",
        not_null=set(columns),
        foreign_keys=[("text", "text", "id")],
        strict=True,
    )
    _table(database, "site", {"host": str, "rules": str})
    columns = dict.fromkeys(["at", "agent", "places", "lines"], str)
    columns |= dict.fromkeys(["import", "batch", "act"], int)
    columns |= dict.fromkeys(["imported", "known", "updated", "refused"], int)
    _table(database, "report", columns)
    # Whether an import was taken back is asked of the journal, which may be long.
    database.execute("CREATE INDEX journal_undoes ON journal(undoes) WHERE undoes IS NOT NULL")


EDITIONS: tuple[Callable[[Any], None], ...] = (_first, _second, _third)
"""Each edition as the step that leads to it from the one before."""
