"""One archive from its making to its backup, on real files."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive, restore
from archivist.assets import sample_archive
from archivist.errors import Damaged, Locked, NotFound, Refused
from archivist.exchange import timeline
from archivist.store.keys import Cost

CHEAP = Cost(1, 8 * 1024, 1)
SHARED = Path(__file__).parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the real material is not beside this checkout"
)


def files(tmp_path: Path) -> Path:
    folder = tmp_path / "Građa 😀"
    (folder / "in").mkdir(parents=True)
    (folder / "a.txt").write_bytes("Prvi zapis 😀\r\nDruga linija.\r\n".encode())
    (folder / "in" / "b.md").write_text("# Naslov\n\nТекст чланка.\n", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00binary\x00\xd8")
    (folder / "empty.txt").touch()
    return folder


def test_an_encrypted_archive_opens_with_its_passphrase_or_its_code_only(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    archive, code = Archive.create(folder, passphrase="šifra 😀", cost=CHEAP)
    assert archive.encrypted
    archive.close()
    folder = archive.folder
    assert folder.name == "case.archivist"
    assert folder.stat().st_mode & 0o777 == 0o700
    for secret in ({"passphrase": "šifra 😀"}, {"recovery": code.lower()}):
        Archive.open(folder, **secret).close()  # type: ignore[arg-type]
    with pytest.raises(Locked, match="That passphrase does not open this archive"):
        Archive.open(folder, passphrase="guess")
    with pytest.raises(Locked):
        Archive.open(folder)


def test_an_archive_is_never_made_over_something_else(tmp_path: Path) -> None:
    Archive.create(tmp_path / "case", passphrase=None)[0].close()
    with pytest.raises(Refused, match="there already"):
        Archive.create(tmp_path / "case", passphrase=None)


@pytest.mark.parametrize("content", [None, b"SQLite format 3\x00" + bytes(4096), b""])
def test_what_is_no_archive_is_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    folder = tmp_path / "x.archivist"
    folder.mkdir()
    if content is not None:
        Archive.create(tmp_path / "y", passphrase=None)[0].close()
        (folder / "keys.json").write_bytes((tmp_path / "y.archivist/keys.json").read_bytes())
        (folder / "archive.db").write_bytes(content)
    with pytest.raises((NotFound, Damaged), match="archive"):
        Archive.open(folder)


def test_the_second_instance_is_told_who_has_the_archive(archive: Archive) -> None:
    script = (
        "import sys; from pathlib import Path; from archivist.archive import Archive\n"
        "from archivist.errors import Locked\n"
        "try: Archive.open(Path(sys.argv[1]))\n"
        "except Locked as error: print(error)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, archive.folder], capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith("The archive is open in another window (process ")
    with pytest.raises(Locked):
        Archive.open(archive.folder)


def test_a_folder_comes_in_with_a_line_a_file_and_the_bad_ones_named(
    archive: Archive, tmp_path: Path
) -> None:
    lines = {line.path.name: line for line in archive.import_from([files(tmp_path)])}
    assert lines["a.txt"].status == "imported"
    assert lines["b.md"].title == "Naslov"
    assert lines["bad.txt"].status == "refused"
    assert lines["empty.txt"].reason == "The file is empty."
    assert archive.articles.count() == 2


def test_the_same_folder_again_adds_nothing_but_its_report(
    archive: Archive, tmp_path: Path
) -> None:
    folder = files(tmp_path)
    list(archive.import_from([folder]))
    entries = len(archive.log())
    again = [line for line in archive.import_from([folder]) if line.status != "refused"]
    assert [line.status for line in again] == ["known", "known"]
    assert again[0].reason.startswith("Already in the archive (imported 2026-11-21T")
    assert {entry.action for entry in archive.log()[entries:]} == {"import report"}


def test_a_cancelled_import_keeps_what_is_in_and_goes_on_next_time(
    archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(250):
        (folder / f"{number:03}.txt").write_text(f"Zapis {number} 😀\r\n", encoding="utf-8")
    report = archive.import_from([folder])
    for _ in range(150):
        next(report)
    report.close()
    kept = archive.articles.count()
    assert 150 <= kept < 250
    statuses = [line.status for line in archive.import_from([folder])]
    assert statuses.count("known") == kept
    assert statuses.count("imported") == 250 - kept


def test_a_whole_import_is_one_act_to_undo(archive: Archive) -> None:
    tag = archive.tags.add("kept")
    list(archive.import_from([sample_archive()]))
    assert archive.articles.count() >= 10
    assert archive.events.all()
    archive.undo()
    assert archive.articles.count() == 0
    assert archive.events.all() == ()
    assert archive.actors.all() == ()
    assert archive.tags.all() == (tag,)
    archive.redo()
    assert archive.articles.count() >= 10
    assert [check.detail for check in archive.verify() if not check.ok] == []


def test_an_act_that_fails_half_way_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    list(archive.import_from([files(tmp_path)]))
    article = archive.articles.all()[0]
    before = (archive.undoable(), archive.log())
    with pytest.raises(Refused), archive.act():
        archive.actors.add("Slaviša Milanov 😀")
        archive.annotations.highlight(article.id, 0, 10_000)
    assert (archive.undoable(), archive.log()) == before
    assert archive.actors.all() == ()
    with archive.act():
        actor = archive.actors.add("Slaviša Milanov 😀")
        archive.annotations.highlight(article.id, 0, 4, actors=[actor.id])
    archive.undo()
    assert (archive.actors.all(), archive.annotations.count()) == ((), 0)


def test_an_act_can_be_gone_on_with(archive: Archive, tmp_path: Path) -> None:
    list(archive.import_from([files(tmp_path)]))
    mark = archive.annotations.highlight(archive.articles.all()[0].id, 0, 4)
    archive.annotations.move(mark.id, 0, 5)
    with archive.act(joining=archive.undoable()):
        archive.annotations.move(mark.id, 0, 6)
    archive.undo()
    assert archive.annotations.get(mark.id).end == 4
    archive.redo()
    assert archive.annotations.get(mark.id).end == 6


def test_a_backup_is_whole_and_restores(archive: Archive, tmp_path: Path) -> None:
    list(archive.import_from([files(tmp_path)]))
    copy = archive.backup(tmp_path / "copy")
    with pytest.raises(Refused, match="there already"):
        archive.backup(tmp_path / "copy")
    restored = restore(copy, tmp_path / "again")
    opened = Archive.open(restored)
    assert opened.articles.all() == archive.articles.all()
    assert all(check.ok for check in opened.verify())
    opened.close()
    with pytest.raises(Refused, match="there already"):
        restore(copy, restored)
    with pytest.raises(NotFound, match="no archive"):
        restore(tmp_path, tmp_path / "other")


def test_the_log_tells_who_did_what_and_can_be_narrowed(archive: Archive) -> None:
    archive.tags.add("jedan")
    archive.act_as("R-2")
    archive.actors.add("Đorđe")
    assert [entry.action for entry in archive.log()] == ["create archive", "add tag", "add actor"]
    assert [entry.action for entry in archive.log(agent="R-2")] == ["add actor"]
    assert [entry.action for entry in archive.log(action="add tag")] == ["add tag"]
    assert [entry.action for entry in archive.log(limit=1)] == ["add actor"]
    assert archive.log(since="2027") == ()


def test_the_agent_is_a_pseudonym_and_never_the_user(tmp_path: Path) -> None:
    archive, _ = Archive.create(tmp_path / "case", passphrase=None)
    assert archive.agent.startswith("R-")
    archive.close()
    opened = Archive.open(archive.folder)
    assert opened.agent == archive.agent
    opened.close()


def test_another_connection_sees_what_the_first_wrote(archive: Archive) -> None:
    beside = archive.beside()
    tag = archive.tags.add("zajedno")
    assert beside.tags.all() == (tag,)
    beside.close()


def test_an_archive_in_a_read_only_place_can_be_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.tags.add("jedan")
    archive.close()
    monkeypatch.setattr("os.access", lambda *_: False)
    opened = Archive.open(archive.folder)
    assert opened.read_only
    assert [tag.name for tag in opened.tags.all()] == ["jedan"]
    with pytest.raises(Refused, match="read-only"):
        opened.tags.add("dva")
    opened.close()
    archive.__dict__.update(_reopened(archive, monkeypatch).__dict__)


def _reopened(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.undo()
    return Archive.open(archive.folder)


@needs_shared
def test_the_seeds_and_all_timeline_events_come_in_and_go_out_equal(
    archive: Archive, tmp_path: Path
) -> None:
    folders = [SHARED / "seeds", SHARED / "data" / "timeline-events"]
    lines = list(archive.import_from(folders))
    assert [line for line in lines if line.status != "imported"] == []
    assert len(lines) == 703
    entries = len(archive.log())
    assert {line.status for line in archive.import_from(folders)} == {"known"}
    assert {entry.action for entry in archive.log()[entries:]} == {"import report"}
    written = list(timeline.export(archive, tmp_path / "out"))
    assert len(written) == len(archive.events.all()) == 699
    assert [check.detail for check in archive.verify() if not check.ok] == []


def test_the_ways_in_can_be_changed(tmp_path: Path) -> None:
    archive, code = Archive.create(tmp_path / "case", passphrase="stara šifra", cost=CHEAP)
    archive.change_passphrase("nova šifra 😀", cost=CHEAP)
    archive.add_keyfile("ključ 😀\r\n".encode(), cost=CHEAP)
    renewed = archive.new_recovery(cost=CHEAP)
    archive.close()
    ways: tuple[dict[str, Any], ...] = (
        {"passphrase": "nova šifra 😀"},
        {"keyfile": "ključ 😀\r\n".encode()},
        {"recovery": renewed},
    )
    for way in ways:
        Archive.open(archive.folder, **way).close()
    for former in ({"passphrase": "stara šifra"}, {"recovery": code}):
        with pytest.raises(Locked):
            Archive.open(archive.folder, **former)  # type: ignore[arg-type]


def test_nothing_in_clear_is_put_into_the_archives_folder(archive: Archive) -> None:
    for inside in (
        archive.folder,
        archive.folder / "out",
        archive.folder / ".." / "case.archivist",
    ):
        with pytest.raises(Refused, match="inside the archive"):
            archive.require_outside(inside)
    with pytest.raises(Refused, match="inside the archive"):
        archive.backup(archive.folder / "copy")
    archive.require_outside(archive.folder.parent / "out")


def test_somebodys_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "case.archivist.partial"
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine 😀", encoding="utf-8")
    with pytest.raises(Refused, match="in the way"):
        Archive.create(tmp_path / "case", passphrase=None)
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "mine 😀"


@pytest.mark.parametrize("folder", ["/", ".", "x" * 300])
def test_a_place_that_cannot_be_is_a_sentence(folder: str) -> None:
    with pytest.raises((Refused, NotFound)):
        Archive.create(Path(folder), passphrase=None)
    with pytest.raises((Refused, NotFound)):
        Archive.open(Path(folder))


def test_a_chosen_encoding_is_for_the_files_that_are_not_utf_8(
    archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes("Službeni zapis\r\nžena\r\n".encode("cp1250"))
    (tmp_path / "b.txt").write_bytes("Službeni zapis 😀\r\nžena\r\n".encode())
    material = [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert [line.status for line in archive.import_from(material)] == ["refused", "imported"]
    again = list(archive.import_from(material, encoding="windows-1250"))
    assert [line.status for line in again] == ["imported", "known"]
    assert [line.title for line in again] == ["Službeni zapis", "Službeni zapis 😀"]
