"""Taking back in hard places: two agents, an import under way, links in between, many toggles."""

from dataclasses import replace
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.errors import Conflict, NotFound
from archivist.intake.reading import read_bytes


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"Zapis {number} 😀\r\n", encoding="utf-8")
    return folder


def everything_undone(archive: Archive) -> int:
    count = 0
    while archive.undoable() is not None:
        archive.undo()
        count += 1
    return count


def test_the_founding_of_an_archive_is_never_taken_back(archive: Archive) -> None:
    archive.tags.add("jedan")
    assert everything_undone(archive) == 1
    with pytest.raises(NotFound, match="nothing to undo"):
        archive.undo()
    assert archive.identity
    assert archive.settings.agent == "R-1"
    archive.redo()
    assert [tag.name for tag in archive.tags.all()] == ["jedan"]


def test_settings_and_issued_bundles_are_not_taken_back(archive: Archive) -> None:
    archive.tags.add("jedan")
    archive.set_settings(replace(archive.settings, text_size=archive.settings.text_size + 1))
    archive.undo()
    assert archive.tags.all() == ()
    assert archive.undoable() is None
    archive.set_settings(replace(archive.settings, text_size=archive.settings.text_size + 1))
    archive.redo()
    assert [tag.name for tag in archive.tags.all()] == ["jedan"]
    assert all(check.ok for check in archive.verify())


def test_an_import_taken_back_half_way_can_be_taken_back_to_its_end(
    archive: Archive, tmp_path: Path
) -> None:
    beside = archive.beside()
    report = beside.import_from([many(tmp_path / "many", 100)])
    next(report)
    archive.undo()
    assert archive.articles.count() == 0
    statuses = [line.status for line in report]
    assert statuses.count("imported") == 99
    archive.undo()
    assert archive.articles.count() == 0
    assert archive.undoable() is None
    assert all(check.ok for check in archive.verify())
    beside.close()


def test_what_someone_else_does_during_an_import_is_an_act_of_its_own(
    archive: Archive, tmp_path: Path
) -> None:
    report = archive.import_from([many(tmp_path / "many", 100)])
    next(report)
    actor = archive.actors.add("Đorđe")
    list(report)
    archive.undo()
    assert archive.articles.count() == 0
    assert archive.actors.all() == (actor,)


def test_an_event_that_names_an_actor_made_meanwhile_can_be_taken_back(archive: Archive) -> None:
    event = "---\ntitle: Događaj {n}\ndate: 2024-0{n}-01\nactors: [Zed 😀]\n---\nTekst {n}.\n"
    beside = archive.beside()
    with beside._store.act():
        beside.accession(read_bytes(event.format(n=1).encode().replace(b"Zed", b"Ana"), "1.md"))
        archive.actors.add("Zed 😀")
        beside.accession(read_bytes(event.format(n=2).encode(), "2.md"))
    assert everything_undone(archive) == 2
    assert archive.events.all() == ()
    assert archive.actors.all() == ()
    beside.close()


def test_what_another_agent_built_on_is_a_conflict_and_not_a_crash(archive: Archive) -> None:
    article = archive.accession(read_bytes("Zapis 😀\r\nDva.".encode(), "a.txt")).article.id
    actor = archive.actors.add("Đorđe")
    archive.act_as("R-2")
    marked = archive.annotations.highlight(article, 0, 5, actors=[actor.id])
    archive.act_as("R-1")
    with pytest.raises(Conflict, match="take back the later change first"):
        archive.undo()
    assert archive.annotations.get(marked.id).actors
    archive.act_as("R-2")
    archive.undo()
    archive.act_as("R-1")
    archive.undo()
    assert archive.actors.all() == ()


def test_a_link_to_someone_who_is_gone_cannot_be_brought_back(archive: Archive) -> None:
    article = archive.accession(read_bytes("Zapis 😀\r\nDva.".encode(), "a.txt")).article.id
    actor = archive.actors.add("Đorđe")
    marked = archive.annotations.highlight(article, 0, 5, actors=[actor.id])
    archive.annotations.annotate(marked.id, actors=[])
    archive.act_as("R-2")
    archive.actors.remove(actor.id)
    archive.act_as("R-1")
    with pytest.raises(Conflict, match="take back the later change first"):
        archive.undo()
    assert all(check.ok for check in archive.verify())


def test_undo_and_redo_can_alternate_for_ever(archive: Archive) -> None:
    archive.tags.add("jedan")
    for _ in range(700):
        archive.undo()
        archive.redo()
    archive.undo()
    assert archive.tags.all() == ()
    assert all(check.ok for check in archive.verify())


def test_a_name_taken_again_meanwhile_is_a_conflict(archive: Archive) -> None:
    actor = archive.actors.add("Đorđe")
    archive.actors.remove(actor.id)
    archive.act_as("R-2")
    archive.actors.add("Đorđe")
    archive.act_as("R-1")
    with pytest.raises(Conflict):
        archive.undo()
    assert len(archive.actors.all()) == 1


def test_what_was_undone_before_a_new_act_is_not_done_again(archive: Archive) -> None:
    article = archive.accession(read_bytes("Zapis 😀\r\nDva.".encode(), "a.txt")).article.id
    archive.annotations.highlight(article, 0, 5)
    archive.undo()
    second = archive.annotations.highlight(article, 8, 11)
    archive.undo()
    archive.redo()
    with pytest.raises(NotFound, match="nothing to redo"):
        archive.redo()
    assert [each.exact for each in archive.annotations.of(article)] == [second.exact]


def test_several_acts_undone_are_done_again_in_their_order(archive: Archive) -> None:
    tags = [archive.tags.add(f"oznaka {n} 😀").name for n in range(3)]
    for _ in tags:
        archive.undo()
    for _ in tags:
        archive.redo()
    assert {tag.name for tag in archive.tags.all()} == set(tags)
    with pytest.raises(NotFound, match="nothing to redo"):
        archive.redo()


RENEWED = "Naslovna\r\nZapis 😀\r\nTri."


def renewal(archive: Archive) -> str:
    article = archive.accession(read_bytes("Zapis 😀\r\nDva.".encode(), "a.txt")).article.id
    archive.revise(article, read_bytes(RENEWED.encode(), "b.txt"))
    return article


def test_a_text_that_someone_marked_in_since_is_not_taken_away(archive: Archive) -> None:
    article = renewal(archive)
    archive.act_as("R-2")
    marked = archive.annotations.highlight(article, 0, 8)
    archive.act_as("R-1")
    with pytest.raises(Conflict, match="made in this text since"):
        archive.undo()
    assert not archive.annotations.get(marked.id).lost
    assert all(check.ok for check in archive.verify())
    archive.act_as("R-2")
    archive.undo()
    archive.act_as("R-1")
    archive.undo()
    assert archive.articles.text_of(archive.articles.get(article)).text.startswith("Zapis")


def test_a_renewal_is_not_done_again_over_a_highlight_it_never_saw(archive: Archive) -> None:
    article = renewal(archive)
    archive.undo()
    archive.act_as("R-2")
    marked = archive.annotations.highlight(article, 8, 11)
    archive.act_as("R-1")
    with pytest.raises(Conflict, match="made in this text since"):
        archive.redo()
    assert not archive.annotations.get(marked.id).lost


def test_a_renewal_that_lost_a_highlight_is_undone_and_done_again(archive: Archive) -> None:
    article = archive.accession(read_bytes("Zapis 😀\r\nDva.".encode(), "a.txt")).article.id
    marked = archive.annotations.highlight(article, 8, 12)
    archive.annotations.annotate(marked.id, note="ko")
    archive.revise(article, read_bytes(RENEWED.encode(), "b.txt"))
    for _ in range(2):
        for _ in range(3):
            archive.undo()
        assert archive.annotations.count() == 0
        for _ in range(3):
            archive.redo()
        assert archive.annotations.get(marked.id).lost
    assert all(check.ok for check in archive.verify())
