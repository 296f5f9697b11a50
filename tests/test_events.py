"""Events hold what is known of the date, and who says so."""

import pytest

from archivist.archive import Archive
from archivist.errors import NotFound, Refused
from archivist.events import Source


def test_an_event_holds_a_fuzzy_date_actors_with_roles_and_sources(archive: Archive) -> None:
    actor = archive.actors.add("Đorđe 😀")
    source = Source(url="https://example.org/a", title="Izveštaj", tier="1", scale="timeline")
    event = archive.events.add(
        "Zadržavanje",
        date="2024-02",
        importance=8,
        location="Pirot",
        actors=[(actor.id, "witness")],
        sources=[source],
    )
    assert event.date is not None
    assert (event.date.earliest, event.date.latest) == ("2024-02-01", "2024-02-29")
    assert event.sources == (source,)
    assert event.actors[0].role == "witness"
    assert archive.events.suggest("zadrz") == (event,)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"date": "2025-02-30"}, "is not a date"),
        ({"importance": 99}, "not between 1 and 10"),
        ({"title": "  "}, "cannot be empty"),
    ],
)
def test_a_wrong_event_is_refused(archive: Archive, wrong: dict[str, object], says: str) -> None:
    values: dict[str, object] = {"title": "Event", **wrong}
    with pytest.raises(Refused, match=says):
        archive.events.add(**values)  # type: ignore[arg-type]
    assert archive.events.all() == ()


def test_an_event_can_be_changed_removed_and_brought_back(archive: Archive) -> None:
    one, two = archive.actors.add("One"), archive.actors.add("Two")
    event = archive.events.add("Event", date="2024", actors=[one.id, two.id], sources=[Source("a")])
    changed = archive.events.edit(
        event.id, title="Događaj", actors=[two.id], sources=[Source("b"), Source("c")]
    )
    assert [part.name for part in changed.actors] == ["Two"]
    assert [source.url for source in changed.sources] == ["b", "c"]
    archive.events.remove(event.id)
    with pytest.raises(NotFound):
        archive.events.get(event.id)
    archive.undo()
    assert archive.events.get(event.id) == changed
    archive.undo()
    assert archive.events.get(event.id) == event


def test_events_stand_in_the_order_of_their_dates_undated_last(archive: Archive) -> None:
    for title, date in (("c", ""), ("b", "2024-02-21"), ("a", "1142")):
        archive.events.add(title, date=date)
    assert [event.title for event in archive.events.all()] == ["a", "b", "c"]
    assert [ref.name for ref, _, _ in archive.events.refs()] == ["a", "b", "c"]


def test_a_title_that_two_events_share_is_told_with_their_ids(archive: Archive) -> None:
    one, two = archive.events.add("Isto 😀"), archive.events.add("Isto 😀")
    with pytest.raises(NotFound, match=f"{one.id[:8]}, {two.id[:8]}"):
        archive.events.get("Isto 😀")
    assert archive.events.get(two.id) == two
