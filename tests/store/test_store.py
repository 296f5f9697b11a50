"""One change, one entry, one transaction; and every way back."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archivist.errors import Conflict, Damaged, NotFound, Refused
from archivist.store import editions
from archivist.store.circumstances import Circumstances
from archivist.store.history import redo, undo
from archivist.store.inspection import inspect
from archivist.store.journal import Entry, first_fault
from archivist.store.store import FILE, Store
from archivist.text import lines

KEY = bytes(range(32))


class TickingClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 19, 42, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def circumstances(agent: str = "R-1") -> Circumstances:
    return Circumstances(agent, TickingClock(), random.Random(7).randbytes)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return founded(tmp_path)


def founded(folder: Path, agent: str = "R-1") -> Store:
    """A new store with its founding entry, which nothing takes back."""
    store = Store.create(folder, KEY, circumstances(agent))
    with store.change("create archive") as change:
        store.put(change, "setting", {"key": "archive", "value": "test"})
    return store


def acts(store: Store) -> list[Entry]:
    """The entries after the founding one."""
    return list(store.entries("seq > 1"))


def tag(name: str, number: int = 1) -> dict[str, Any]:
    return {"id": f"{number:032x}", "name": name, "parent": None, "colour": "", "definition": ""}


def put(store: Store, row: dict[str, Any], action: str = "add tag") -> None:
    with store.change(action) as change:
        store.put(change, "tag", row)


def names(store: Store) -> list[str]:
    return [row["name"] for row in store.read("SELECT name FROM tag ORDER BY n")]


def test_a_change_writes_its_rows_and_one_entry(store: Store) -> None:
    put(store, tag("Đoković 😀"))
    (entry,) = acts(store)
    assert names(store) == ["Đoković 😀"]
    assert (entry.seq, entry.agent, entry.action) == (2, "R-1", "add tag")
    (step,) = entry.steps()
    assert step.before is None
    assert step.after == {"n": 1, **tag("Đoković 😀")}


def test_a_change_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(NotFound), store.change("add tag") as change:
        store.put(change, "tag", tag("lost"))
        store.drop(change, "tag", "no such tag")
    assert names(store) == []
    assert acts(store) == []
    put(store, tag("kept"))
    assert names(store) == ["kept"]


def test_a_change_without_effect_leaves_no_entry(store: Store) -> None:
    put(store, tag("same"))
    put(store, tag("same"))
    assert len(acts(store)) == 1


def test_a_change_inside_a_change_is_one_with_it(store: Store) -> None:
    with store.change("import") as change:
        store.put(change, "tag", tag("a", 1))
        put(store, tag("b", 2))
    (entry,) = acts(store)
    assert [step.after["name"] for step in entry.steps() if step.after] == ["a", "b"]


def test_a_number_is_given_once_and_never_again(store: Store) -> None:
    put(store, tag("first", 1))
    with store.change("remove") as change:
        store.drop(change, "tag", f"{1:032x}")
    put(store, tag("second", 2))
    assert [row["n"] for row in store.read("SELECT n FROM tag")] == [2]


def test_undo_and_redo_walk_the_whole_history_across_a_restart(tmp_path: Path) -> None:
    store = founded(tmp_path)
    put(store, tag("one"))
    put(store, tag("two"))
    undo(store)
    store.close()
    store = Store.open(tmp_path, KEY, circumstances())
    assert names(store) == ["one"]
    undo(store)
    assert names(store) == []
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(store)
    redo(store)
    redo(store)
    assert names(store) == ["two"]
    with pytest.raises(NotFound, match="nothing to redo"):
        redo(store)


def test_something_new_ends_what_could_be_redone(store: Store) -> None:
    put(store, tag("one"))
    undo(store)
    put(store, tag("two", 2))
    assert store.redoable_act() is None
    undo(store)
    assert names(store) == []


def test_an_act_of_many_transactions_is_taken_back_as_one(store: Store) -> None:
    put(store, tag("before", 9))
    with store.act():
        for number in range(3):
            put(store, tag(f"in {number}", number))
    undo(store)
    assert names(store) == ["before"]
    redo(store)
    assert names(store) == ["before", "in 0", "in 1", "in 2"]
    assert first_fault(store.entries()) is None


def test_undo_refuses_when_another_agent_built_on_the_row(tmp_path: Path) -> None:
    first = founded(tmp_path)
    put(first, tag("mine"))
    second = Store(tmp_path, KEY, circumstances("R-2"))
    put(second, tag("theirs"), "edit tag")
    with pytest.raises(Conflict, match="changed or built on since"):
        undo(first)
    assert names(first) == ["theirs"]
    undo(second)
    undo(first)
    assert names(first) == []


def test_a_batch_reaches_the_disk_together_or_not_at_all(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.batch():
        put(store, tag("a", 1))
        put(store, tag("b", 2))
        1 / 0  # noqa: B018
    assert names(store) == []
    with store.batch():
        put(store, tag("a", 1))
        put(store, tag("b", 2))
    assert names(store) == ["a", "b"]
    assert [entry.seq for entry in acts(store)] == [2, 3]


def test_watchers_hear_of_entries_after_the_commit(store: Store) -> None:
    heard: list[tuple[tuple[str, str], ...]] = []
    store.watch(lambda entry: heard.append(entry.touched))
    put(store, tag("a"))
    assert heard == [(("tag", f"{1:032x}"),)]


def test_the_file_is_encrypted_and_a_wrong_key_changes_nothing(tmp_path: Path) -> None:
    store = founded(tmp_path)
    put(store, tag("Slaviša Milanov"))
    store.close()
    before = (tmp_path / FILE).read_bytes()
    assert b"SQLite" not in before
    assert b"Milanov" not in before
    with pytest.raises(Damaged, match="does not answer to its key"):
        Store.open(tmp_path, bytes(32), circumstances())
    assert (tmp_path / FILE).read_bytes() == before


def test_a_plain_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"SQLite format 3\x00" + bytes(5000))
    with pytest.raises(Damaged, match="not an Archivist archive"):
        Store.open(tmp_path, KEY, circumstances())


def test_a_newer_edition_is_refused(tmp_path: Path) -> None:
    store = founded(tmp_path)
    store._connection.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(Refused, match="newer Archivist"):
        Store.open(tmp_path, KEY, circumstances())


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("foreign_keys", 1),
        ("application_id", editions.APPLICATION_ID),
        ("user_version", len(editions.EDITIONS)),
    ],
)
def test_every_connection_works_under_the_safe_settings(
    store: Store, pragma: str, value: object
) -> None:
    row = store.one(f"PRAGMA {pragma}")
    assert row is not None
    assert row[0] == value


def test_every_table_is_strict(store: Store) -> None:
    loose = [
        row["name"]
        for row in store.read("PRAGMA table_list")
        if row["schema"] == "main" and row["type"] == "table" and not row["strict"]
    ]
    assert loose == ["sqlite_schema"]


def test_contents_come_back_as_they_were_kept(store: Store) -> None:
    text = lines("a 😀 line\nА друга")
    digest = store.keep_original(b"a\r\n\x00\xff", "text/plain")
    kept = store.keep_text(text)
    assert store.original(digest) == b"a\r\n\x00\xff"
    assert store.text(kept.id) == text


@pytest.mark.parametrize(
    ("content", "most"),
    [
        (random.Random(7).randbytes(100_000), 100_100),
        ("Članak 😀 o pretresu\r\n".encode() * 4_000, 2_000),
        ("Članak 😀\r\n".encode() * 4_000 + random.Random(7).randbytes(40_000), 41_000),
    ],
    ids=["packed", "text", "of both"],
)
def test_an_original_comes_back_as_it_was_whatever_pressing_gained(
    store: Store, content: bytes, most: int
) -> None:
    with store.change("keep"):
        digest = store.keep_original(content, "application/pdf")
    assert store.original(digest) == content
    (row,) = store.read("SELECT length(z) AS kept FROM original")
    assert row["kept"] <= most


def test_a_damaged_original_is_named(store: Store) -> None:
    digest = store.keep_original(b"evidence", "text/plain")
    store._connection.execute("UPDATE original SET z = x'00'")
    with pytest.raises(Damaged, match=digest[:12]):
        store.original(digest)


def test_the_journal_refuses_to_be_rewritten(store: Store) -> None:
    put(store, tag("a"))
    for statement in ("DELETE FROM journal", "UPDATE journal SET agent = 'x'"):
        with pytest.raises(Exception, match="the journal keeps its"):
            store._connection.execute(statement)


FIELDS = (
    *("seq", "at", "agent", "action", "act", "undoes"),
    *("salt", "payload", "commitment", "leaf", "chain"),
)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("number", [1, 3, 5])
def test_any_field_of_any_entry_changed_is_found_and_named(
    store: Store, field: str, number: int
) -> None:
    for count in range(4):
        put(store, tag(f"name {count}", count))
    undo(store)
    store._connection.execute("DROP TRIGGER journal_keeps_its_words")
    forged = {
        "seq": "99",
        "at": "'2020-01-01T00:00:00Z'",
        "act": "42",
        "undoes": "41",
        "salt": "x'00'",
        "payload": "payload || ' '",
        "leaf": f"x'{'00' * 32}'",
        "chain": f"x'{'00' * 32}'",
    }.get(field, f"{field} || 'x'")
    store._connection.execute(f"UPDATE journal SET {field} = {forged} WHERE seq = ?", (number,))
    fault = first_fault(store.entries())
    assert fault is not None
    assert f"Entry {number} " in fault


def test_a_missing_entry_is_named(store: Store) -> None:
    for count in range(4):
        put(store, tag(f"name {count}", count))
    store._connection.execute("DROP TRIGGER journal_keeps_its_entries")
    store._connection.execute("DELETE FROM journal WHERE seq = 2")
    assert first_fault(store.entries()) == "Entry 2 is missing: the log jumps from 1 to 3."


def test_a_payload_can_be_erased_while_the_chain_stays_whole(store: Store) -> None:
    put(store, tag("a source"))
    put(store, tag("another", 2))
    store._connection.execute("UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 1")
    assert first_fault(store.entries()) is None


def test_a_row_edited_behind_the_journals_back_is_found(store: Store) -> None:
    put(store, tag("true"))
    store._connection.execute("UPDATE tag SET name = 'false'")
    faults = [check.detail for check in inspect(store) if not check.ok]
    assert faults == [f"The tag {1:032x} is not what the log says."]


def test_a_row_removed_behind_the_journals_back_is_found(store: Store) -> None:
    put(store, tag("true"))
    store._connection.execute("DELETE FROM tag")
    faults = [check.detail for check in inspect(store) if not check.ok]
    assert faults == [f"The tag {1:032x} is missing, though no entry takes it away."]


def test_a_flipped_byte_in_the_file_is_found(tmp_path: Path) -> None:
    store = founded(tmp_path)
    for number in range(50):
        put(store, tag(f"name {number}", number))
    store.close()
    path = tmp_path / FILE
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    store = Store(tmp_path, KEY, circumstances())
    first = next(iter(inspect(store)))
    assert not first.ok
    assert "Restore a backup" in first.detail


def test_a_clock_that_went_back_is_told_and_not_condemned(tmp_path: Path) -> None:
    store = founded(tmp_path)
    put(store, tag("a", 1))
    put(store, tag("b", 2))
    store.circumstances = circumstances()
    put(store, tag("c", 3))
    journal = next(check for check in inspect(store) if check.check == "journal")
    assert journal.ok
    assert "clock went back at entry 4" in journal.detail


def test_a_copy_is_whole_and_encrypted_while_the_archive_is_in_use(
    store: Store, tmp_path: Path
) -> None:
    put(store, tag("kept"))
    there = tmp_path / "there"
    there.mkdir()
    store.copy_to(there / FILE)
    assert (there / FILE).read_bytes()[:6] != b"SQLite"
    copy = Store.open(there, KEY, circumstances())
    assert names(copy) == ["kept"]
    assert all(check.ok for check in inspect(copy))


def test_a_read_only_archive_says_so(tmp_path: Path) -> None:
    store = founded(tmp_path)
    put(store, tag("a"))
    store.close()
    store = Store.open(tmp_path, KEY, circumstances(), read_only=True)
    assert names(store) == ["a"]
    with pytest.raises(Refused, match="read-only"):
        put(store, tag("b", 2))


def test_a_snapshot_reads_one_moment_whatever_others_write(tmp_path: Path) -> None:
    first = founded(tmp_path)
    second = Store(tmp_path, KEY, circumstances("R-2"))
    put(first, tag("before"))
    with second.snapshot():
        assert names(second) == ["before"]
        put(first, tag("after", 2))
        assert names(second) == ["before"]
    assert names(second) == ["before", "after"]


def test_verify_is_not_confused_by_someone_at_work(tmp_path: Path) -> None:
    first = founded(tmp_path)
    second = Store(tmp_path, KEY, circumstances("R-2"))
    put(first, tag("a", 1))
    with second.snapshot():
        for number, check in enumerate(inspect(second), 2):
            assert check.ok, check.detail
            put(first, tag(f"written meanwhile {number}", number))


def test_what_stands_is_checked_against_the_journal(store: Store) -> None:
    put(store, tag("a"))
    undo(store)
    store._connection.execute("UPDATE standing SET way = 'do' WHERE way = 'undo'")
    (fault,) = [check.detail for check in inspect(store) if not check.ok]
    assert "What can be undone" in fault


@pytest.mark.parametrize(
    ("tampering", "says"),
    [
        ("UPDATE journal SET act = 1 << 60 WHERE seq = 2", "Entry 2 was changed"),
        ("UPDATE journal SET agent = CAST(x'ff41' AS TEXT) WHERE seq = 2", "Entry 2 was changed"),
        ("UPDATE journal SET payload = CAST(x'ff41' AS TEXT) WHERE seq = 2", "Entry 2 was changed"),
        ("UPDATE tag SET name = CAST(x'ff41' AS TEXT)", "is not what the log says"),
        ("UPDATE text SET body = CAST(x'ff41' AS TEXT)", "is not what was kept"),
        ("UPDATE counter SET last = 0", "do not run on"),
        ("UPDATE original SET size = 1", "not as long as was noted"),
        ("DELETE FROM article_fts", "The search index misses 1 of the articles"),
        ("DELETE FROM term", "lost its words"),
    ],
)
def test_every_kind_of_tampering_gets_a_sentence(tmp_path: Path, tampering: str, says: str) -> None:
    from archivist.archive import Archive
    from archivist.intake.reading import read_bytes

    archive, _ = Archive.create(tmp_path / "case", passphrase=None)
    archive.tags.add("oznaka")
    archive.accession(read_bytes("Zapis 😀\r\nDva.".encode(), "a.txt"))
    archive._store._connection.execute("DROP TRIGGER journal_keeps_its_words")
    archive._store._connection.execute(tampering)
    faults = [check.detail for check in archive.verify() if not check.ok]
    assert faults
    assert any(says in fault for fault in faults), faults
    archive.close()


def test_an_erased_entry_is_told(store: Store) -> None:
    put(store, tag("a source"))
    store._connection.execute("UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 2")
    journal = next(check for check in inspect(store) if check.check == "journal")
    assert journal.ok
    assert "1 of them without their words" in journal.detail


def test_a_failing_watcher_keeps_no_other_from_hearing(store: Store) -> None:
    heard: list[int] = []

    def fail(_: Entry) -> None:
        raise ZeroDivisionError

    store.watch(fail)
    store.watch(lambda entry: heard.append(entry.seq))
    with pytest.raises(ExceptionGroup, match="after the change was saved"):
        put(store, tag("a"))
    assert heard == [2]
    assert names(store) == ["a"]


def test_a_read_only_place_with_an_unsettled_log_is_refused(tmp_path: Path) -> None:
    store = founded(tmp_path)
    put(store, tag("last act"))
    with pytest.raises(Refused, match="was not closed"):
        Store.open(tmp_path, KEY, circumstances(), read_only=True)
    store.close()
    assert names(Store.open(tmp_path, KEY, circumstances(), read_only=True)) == ["last act"]
