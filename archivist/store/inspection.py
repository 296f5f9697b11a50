"""The inspection of a whole archive: whether every byte is still what was written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from archivist.errors import Damaged
from archivist.store import journal
from archivist.store.contents import text_is_whole
from archivist.store.editions import KEYS
from archivist.store.journal import row_name
from archivist.store.store import Store

_TOLD = 3  # clock faults in full; more would bury them


@dataclass(frozen=True, slots=True)
class Check:
    """One check and what it found, in a sentence."""

    check: str
    ok: bool
    detail: str


def inspect(store: Store) -> Iterator[Check]:
    """Check pages, journal, rows, originals, texts, quotes and index, in that order."""
    checks: tuple[tuple[str, Callable[[Store], tuple[str, str]]], ...] = (
        ("pages", _pages),
        ("journal", _journal),
        ("rows", _rows),
        ("originals", _originals),
        ("texts", _texts),
        ("quotes", _quotes),
        ("index", _index),
    )
    for name, examine in checks:
        fault, praise = examine(store)
        yield Check(name, not fault, fault or praise)
        if fault and name == "pages":
            return  # what stands on a damaged page cannot be read


def _pages(store: Store) -> tuple[str, str]:
    faults = [str(row[0]) for row in store.read("PRAGMA cipher_integrity_check")]
    if not faults:
        faults = [row[0] for row in store.read("PRAGMA quick_check") if row[0] != "ok"]
        unrooted = store.read("PRAGMA foreign_key_check")
        faults += [f"a row of {row[0]} stands without its {row[2]}" for row in unrooted]
    if faults:
        return f"The file is damaged: {faults[0]}. Restore a backup.", ""
    return "", "Every page is authentic."


def _journal(store: Store) -> tuple[str, str]:
    fault = journal.first_fault(store.entries())
    if fault:
        return fault, ""
    count, _, _ = store.last_entry()
    told = " ".join(islice(journal.clock_faults(store.entries()), _TOLD))
    return "", f"{count} entries, each following from the one before. {told}".strip()


def _rows(store: Store) -> tuple[str, str]:
    """The present must be what the journal says was last written."""
    remembered: dict[tuple[str, str], object] = {}
    try:
        for entry in store.entries():
            for step in entry.steps():
                row = step.after or step.before or {}
                remembered[step.table, row_name(step.table, row)] = step.after
    except (ValueError, TypeError, KeyError):
        return "A journal entry cannot be read.", ""
    count = 0
    for table in KEYS:
        for row in store.read(f"SELECT * FROM {table}"):
            values = dict(zip(row.keys(), row, strict=True))
            count += 1
            if remembered.pop((table, row_name(table, values)), None) != values:
                return f"The {table} {row_name(table, values)} is not what the log says.", ""
    gone = [name for name, after in remembered.items() if after is not None]
    if gone:
        return f"The {gone[0][0]} {gone[0][1]} is missing, though no entry takes it away.", ""
    return "", f"{count} rows, each as the log says."


def _originals(store: Store) -> tuple[str, str]:
    digests = [row["original"] for row in store.read("SELECT original FROM article")]
    for digest in digests:
        try:
            store.original(digest)
        except Damaged as error:
            return str(error), ""
    return "", f"{len(digests)} originals, each with its SHA-256."


def _texts(store: Store) -> tuple[str, str]:
    count = 0
    for row in store.read("SELECT id FROM text"):
        found = store.read("SELECT * FROM text WHERE id = ?", (row["id"],))[0]
        if not text_is_whole(found["id"], found["sha256"], found["body"], found["structure"]):
            return f"The text {found['id'][:12]}… is not what was kept. Restore a backup.", ""
        count += 1
    return "", f"{count} texts, each with its SHA-256."


def _quotes(store: Store) -> tuple[str, str]:
    body, last = "", ""
    rows = store.read('SELECT id, text_sha256, "start", "end", exact FROM annotation ORDER BY 2')
    for row in rows:
        if row["text_sha256"] != last:
            last = row["text_sha256"]
            found = store.one("SELECT body FROM text WHERE sha256 = ?", (last,))
            body = found["body"] if found else ""
        if body[row["start"] : row["end"]] != row["exact"]:
            return f"The quote of highlight {row['id']} is not in its text at its place.", ""
    return "", f"{len(rows)} quotes, each word for word in its text."


def _index(store: Store) -> tuple[str, str]:
    for table, index in (("article", "article_fts"), ("annotation", "annotation_fts")):
        sql = (
            f"SELECT count(*) FROM (SELECT n FROM {table} EXCEPT SELECT rowid FROM {index} "
            f"UNION ALL SELECT rowid FROM {index} EXCEPT SELECT n FROM {table})"
        )
        found = store.one(sql)
        if found and found[0]:
            return f"The search index misses {found[0]} of the {table}s.", ""
    return "", "The search index covers every article and highlight."
