"""Actors have one name and many aliases; merging and splitting can be taken back."""

import pytest

from archivist.archive import Archive
from archivist.errors import Conflict, NotFound, Refused
from archivist.intake.reading import read_bytes


def test_an_actor_is_found_by_id_name_alias_and_typing(archive: Archive) -> None:
    actor = archive.actors.add("Slaviša Milanov", kind="person", aliases=["Славиша Миланов"])
    assert archive.actors.get(actor.id[:5]) == actor
    assert archive.actors.get("Slaviša Milanov") == actor
    assert archive.actors.named("Славиша Миланов") == actor
    for typed in ("slavisa", "mil", "Слав", "MILANOV sl"):
        assert archive.actors.suggest(typed) == (actor,)
    assert archive.actors.suggest("xyz") == ()


def test_a_name_is_given_once(archive: Archive) -> None:
    archive.actors.add("Cellebrite")
    with pytest.raises(Conflict, match="already an actor named Cellebrite"):
        archive.actors.add(" Cellebrite ")


@pytest.mark.parametrize("name", ["", " \u00a0", "x" * 10_000])
def test_what_is_no_name_is_refused(archive: Archive, name: str) -> None:
    with pytest.raises(Refused, match="name"):
        archive.actors.add(name)
    assert archive.actors.all() == ()


def test_a_lookalike_is_told(archive: Archive) -> None:
    actor = archive.actors.add("Cellebrite")
    assert archive.actors.lookalike("\u0421ellebrite") == actor
    assert archive.actors.lookalike("Cellebrite") is None
    assert archive.actors.lookalike("Amnesty 😀") is None


def test_a_renamed_actor_keeps_its_old_name_as_alias(archive: Archive) -> None:
    actor = archive.actors.add("BIA")
    renamed = archive.actors.edit(actor.id, name="Security Information Agency", kind="state body")
    assert renamed.aliases == ("BIA",)
    archive.undo()
    assert archive.actors.get(actor.id) == actor


def test_merging_keeps_every_passage_and_undo_is_identity(archive: Archive) -> None:
    article = archive.accession(read_bytes("Ćelija 😀\r\nDva.".encode(), "a.txt")).article.id
    one, two = archive.actors.add("Amnesty", aliases=["AI"]), archive.actors.add("amnesty int.")
    first = archive.annotations.highlight(article, 0, 3, actors=[(one.id, "source")])
    both = archive.annotations.highlight(article, 1, 4, actors=[one.id, two.id])
    event = archive.events.add("Report", actors=[(two.id, "author")])
    before = (archive.actors.all(), archive.annotations.of(article), archive.events.all())
    merged = archive.actors.merge(one.id, two.id)
    assert merged.aliases == ("AI", "amnesty int.")
    assert merged.mentions == 3
    assert [m.id for m in archive.annotations.get(both.id).actors] == [one.id]
    assert archive.events.get(event.id).actors[0].role == "author"
    with pytest.raises(NotFound):
        archive.actors.get(two.id)
    archive.undo()
    assert (archive.actors.all(), archive.annotations.of(article), archive.events.all()) == before
    assert archive.annotations.get(first.id).actors[0].role == "source"


def test_an_actor_cannot_be_merged_with_itself(archive: Archive) -> None:
    actor = archive.actors.add("Amnesty")
    with pytest.raises(Refused, match="merged with itself"):
        archive.actors.merge(actor.id, actor.id)


def test_an_alias_can_become_an_actor_of_its_own(archive: Archive) -> None:
    actor = archive.actors.add("Milanov", aliases=["Slaviša", "Славиша"])
    own = archive.actors.split(actor.id, "Slaviša")
    assert own.name == "Slaviša"
    assert archive.actors.get(actor.id).aliases == ("Славиша",)
    archive.undo()
    assert archive.actors.all() == (actor,)


def test_a_removed_actor_leaves_passages_and_events_whole(archive: Archive) -> None:
    article = archive.accession(read_bytes("Ćelija 😀\r\nDva.".encode(), "a.txt")).article.id
    actor = archive.actors.add("Amnesty", aliases=["AI"])
    marked = archive.annotations.highlight(article, 0, 3, actors=[actor.id])
    event = archive.events.add("Report", actors=[actor.id])
    archive.actors.remove(actor.id)
    assert archive.annotations.get(marked.id).actors == ()
    assert archive.events.get(event.id).actors == ()
    archive.undo()
    assert archive.annotations.get(marked.id) == marked
    assert archive.events.get(event.id) == event


def test_an_actor_answers_to_its_name_in_any_script_when_alone(archive: Archive) -> None:
    actor = archive.actors.add("Slaviša Milanov")
    for name in ("slavisa milanov", "СЛАВИША МИЛАНОВ"):
        assert archive.actors.get(name) == actor
    archive.actors.add("SLAVISA MILANOV 😀".removesuffix(" 😀"))
    with pytest.raises(NotFound):
        archive.actors.get("Славиша Миланов")


def test_a_name_of_someone_else_is_no_alias(archive: Archive) -> None:
    archive.actors.add("Amnesty", aliases=["AI"])
    with pytest.raises(Conflict, match="AI is a name of Amnesty; merge"):
        archive.actors.add("Other 😀", aliases=["AI"])
    assert len(archive.actors.all()) == 1


def test_what_every_actor_is_called_is_known_without_counting_mentions(archive: Archive) -> None:
    first = archive.actors.add("Slaviša Milanov 📱", aliases=["Славиша Миланов", "SM"])
    second = archive.actors.add("BIA")
    called = archive.actors.called()
    assert {key: set(names) for key, names in called.items()} == {
        first.id: {"Slaviša Milanov 📱", "Славиша Миланов", "SM"},
        second.id: {"BIA"},
    }
