"""The inspection of a whole archive: whether every byte is still what was written."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from archivist.errors import Damaged, Trouble
from archivist.sketching import sketch
from archivist.store import journal
from archivist.store.contents import text_is_whole
from archivist.store.editions import KEYS, NUMBERED
from archivist.store.journal import row_name
from archivist.store.reading import as_dict
from archivist.store.store import Store

_TOLD = 3  # clock faults in full; more would bury them


@dataclass(frozen=True, slots=True)
class Check:
    """One check and what it found, in a sentence."""

    check: str
    ok: bool
    detail: str


def inspect(store: Store) -> Iterator[Check]:
    """Check pages, journal, rows, originals, texts, layouts, quotes and index, in that order.

    Everything but the pages is read over a connection of its own, as it is at one moment.
    """
    fault, praise = _pages(store)
    yield Check("pages", not fault, fault or praise)
    if fault:
        return  # what stands on a damaged page cannot be read
    with closing(store.beside(lenient=True)) as fresh, fresh.snapshot():
        for name, examine in _CHECKS:
            fault, praise = examine(fresh)
            yield Check(name, not fault, fault or praise)


def _pages(store: Store) -> tuple[str, str]:
    """A page seen while another connection writes it back looks torn: look again, writers out."""
    fault = _page_fault(store)
    if fault and not store.read_only:
        with store.alone():
            fault = _page_fault(store)
    if fault:
        return f"The file is damaged: {fault}. Restore a backup.", ""
    return "", "Every page is authentic."


def _page_fault(store: Store) -> str:
    with closing(store.beside()) as fresh:
        try:
            for pragma in ("cipher_integrity_check", "quick_check"):
                found = [str(row[0]) for row in fresh.read(f"PRAGMA {pragma}") if row[0] != "ok"]
                if found:
                    return found[0]
            unrooted = fresh.read("PRAGMA foreign_key_check")
        except (Damaged, Trouble) as error:
            return str(error).rstrip(".")
    return f"a row of {unrooted[0][0]} stands without its {unrooted[0][2]}" if unrooted else ""


def _journal(store: Store) -> tuple[str, str]:
    fault = journal.first_fault(store.entries())
    if fault:
        return fault, ""
    if not store.standing_is_right():
        return "What can be undone is not what the log says. Restore a backup.", ""
    count, _, _ = store.last_entry()
    erased = sum(entry.is_erased for entry in store.entries())
    told = [f"{count} entries, each following from the one before."]
    told += [f"{erased} of them without their words, which were erased."] if erased else []
    told += islice(journal.clock_faults(store.entries()), _TOLD)
    return "", " ".join(told)


def _rows(store: Store) -> tuple[str, str]:
    """The present must be what the journal says was last written."""
    try:
        remembered = _remembered(store)
    except (ValueError, TypeError, KeyError, AttributeError):
        return "A journal entry cannot be read.", ""
    count = 0
    for table in KEYS:
        for row in store.read(f"SELECT * FROM {table}"):
            values = as_dict(row)
            count += 1
            if remembered.pop((table, row_name(table, values)), None) != _digest(values):
                return f"The {table} {row_name(table, values)} is not what the log says.", ""
    if remembered:
        table, name = next(iter(remembered))
        return f"The {table} {name} is missing, though no entry takes it away.", ""
    return _numbers(store) or ("", f"{count} rows, each as the log says.")


def _remembered(store: Store) -> dict[tuple[str, str], bytes]:
    remembered: dict[tuple[str, str], bytes] = {}
    for entry in store.entries():
        for step in entry.steps():
            name = (step.table, row_name(step.table, step.after or step.before or {}))
            if step.after is None:
                remembered.pop(name, None)
            else:
                remembered[name] = _digest(step.after)
    return remembered


def _digest(row: object) -> bytes:
    """Enough of a row to know it by, so that a million rows fit in memory."""
    content = journal.PAYLOAD.encode(row).encode("utf-8", "surrogateescape")
    return blake2b(content, digest_size=16).digest()


def _numbers(store: Store) -> tuple[str, str] | None:
    for table in sorted(NUMBERED):
        found = store.one(
            f"SELECT last < (SELECT coalesce(max(n), 0) FROM {table}) FROM counter WHERE kind = ?",
            (table,),
        )
        if found is None or found[0]:
            return f"The numbers of the {table}s do not run on. Restore a backup.", ""
    return None


def _originals(store: Store) -> tuple[str, str]:
    shared = store.one(_SHARED)
    if shared:
        return f"The original {shared[0][:12]}… belongs to more than one article.", ""
    kept = store.read("SELECT sha256, size FROM original")
    for row in kept:
        try:
            size = len(store.original(row["sha256"]))
        except Damaged as error:
            return str(error), ""
        if size != row["size"]:
            return f"The original {row['sha256'][:12]}… is not as long as was noted.", ""
    return "", f"{len(kept)} originals, each with its SHA-256."


def _texts(store: Store) -> tuple[str, str]:
    count = 0
    for row in store.read("SELECT id FROM text"):
        found = store.row_of_text(row["id"])
        if not text_is_whole(found["id"], found["sha256"], found["body"], found["structure"]):
            return f"The text {found['id'][:12]}… is not what was kept. Restore a backup.", ""
        count += 1
    return _named_texts(store), f"{count} texts, each with its SHA-256."


def _layouts(store: Store) -> tuple[str, str]:
    rows = store.read("SELECT text, original FROM layout")
    for row in rows:
        try:
            layout = store.layout(row["text"], row["original"])
        except Damaged as error:
            return str(error), ""
        if layout is None or not layout.fits(store.row_of_text(row["text"])["body"]):
            return (
                f"The pages of the text {row['text'][:12]}… are not those of its words. "
                "Restore a backup."
            ), ""
    return "", f"{len(rows)} texts with pages, each word on its page."


def _quotes(store: Store) -> tuple[str, str]:
    stray = store.one(_STRAY)
    if stray:
        return f"The highlight {stray[0]} quotes a text that its article never had.", ""
    body, last = "", ""
    rows = store.read(_QUOTED)
    for row in rows:
        if row["text_sha256"] != last:
            last = row["text_sha256"]
            found = store.one("SELECT body FROM text WHERE sha256 = ?", (last,))
            body = found["body"] if found else ""
        if body[row["start"] : row["end"]] != row["exact"]:
            return f"The quote of highlight {row['id']} is not in its text at its place.", ""
    return "", f"{len(rows)} quotes, each word for word in its text."


_SHARED = (
    "SELECT original FROM (SELECT id, original FROM article "
    "UNION SELECT article, original FROM version) GROUP BY original HAVING count(*) > 1 LIMIT 1"
)
_QUOTED = (
    'SELECT id, text_sha256, "start", "end", exact FROM annotation '
    'UNION ALL SELECT annotation, text_sha256, "start", "end", exact FROM former ORDER BY 2'
)
_HAD = (
    "SELECT id AS article, text_sha256 FROM article "
    "UNION ALL SELECT article, text_sha256 FROM version"
)
_STRAY = (
    f"SELECT id FROM annotation WHERE (article, text_sha256) NOT IN ({_HAD}) "
    "UNION ALL SELECT annotation.id FROM former JOIN annotation ON annotation.id = annotation "
    f"WHERE (article, former.text_sha256) NOT IN ({_HAD}) LIMIT 1"
)


def _named_texts(store: Store) -> str:
    """The fault of an article, or a former version of one, that names two different texts."""
    for table, name in (("article", "id"), ("version", "article")):
        found = store.one(
            f"SELECT {name} FROM {table} WHERE text_sha256 IS NOT "
            f"(SELECT sha256 FROM text WHERE text.id = {table}.text)"
        )
        if found:
            return f"The article {found[0]} does not name its {_CALLED[table]}."
    return ""


_CALLED = {"article": "text by its SHA-256", "version": "former text by its SHA-256"}


def _index(store: Store) -> tuple[str, str]:
    for table, index in (("article", "article_fts"), ("annotation", "annotation_fts")):
        for one, other, fault in (
            (f"n FROM {table}", f"rowid FROM {index}", "misses"),
            (f"rowid FROM {index}", f"n FROM {table}", "holds, and nobody else,"),
        ):
            found = store.one(f"SELECT count(*) FROM (SELECT {one} EXCEPT SELECT {other})")
            if found and found[0]:
                return f"The search index {fault} {found[0]} of the {table}s.", ""
    fault = _sketches(store) or _addresses(store)
    if fault:
        return fault, ""
    words = store.one("SELECT EXISTS(SELECT 1 FROM article) AND NOT EXISTS(SELECT 1 FROM term)")
    if words and words[0]:
        return "The search index has lost its words. Restore a backup.", ""
    return "", "The search index covers every article and highlight."


def _sketches(store: Store) -> str:
    kept = {row[0]: tuple(row)[1:] for row in store.read(_SKETCHED)}
    for row in store.read("SELECT id, n, text FROM article"):
        numbers = sketch(store.row_of_text(row["text"])["body"])
        right = (len(numbers), sum(numbers), len(numbers) - 1, len(numbers) - 1)
        if kept.pop(row["n"], (0, 0, -1, -1)) != right:
            return f"What the article {row['id']} has in common with others is kept wrong."
    return "The index of likeness holds articles that are not there." if kept else ""


_SKETCHED = "SELECT n, count(*), sum(h), min(size), max(size) FROM sketch GROUP BY n"


def _addresses(store: Store) -> str:
    right = "SELECT same_page(url), n FROM article WHERE same_page(url) <> ''"
    for one, other in ((right, "SELECT * FROM address"), ("SELECT * FROM address", right)):
        if store.one(f"{one} EXCEPT {other}"):
            return "The index of addresses is not that of the articles. Restore a backup."
    return ""


_CHECKS: tuple[tuple[str, Callable[[Store], tuple[str, str]]], ...] = (
    ("journal", _journal),
    ("rows", _rows),
    ("originals", _originals),
    ("texts", _texts),
    ("layouts", _layouts),
    ("quotes", _quotes),
    ("index", _index),
)
