"""Tags stand in a hierarchy that never loops."""

import pytest

from archivist.archive import Archive
from archivist.errors import Conflict, Refused


def test_a_tag_has_a_definition_a_parent_and_uses(archive: Archive) -> None:
    above = archive.tags.add("rights 😀")
    tag = archive.tags.add("privatnost", parent=above.id, definition="što se čita")
    assert tag.parent == above.id
    assert archive.tags.get("privatnost") == tag
    assert archive.tags.suggest("priv") == (tag,)


def test_a_tag_cannot_stand_below_itself(archive: Archive) -> None:
    above = archive.tags.add("rights")
    below = archive.tags.add("privacy", parent=above.id)
    for parent in (above.id, below.id):
        with pytest.raises(Refused, match="cannot stand below itself"):
            archive.tags.edit(above.id, parent=parent)


def test_renaming_onto_another_tag_says_to_merge(archive: Archive) -> None:
    archive.tags.add("one")
    two = archive.tags.add("two")
    with pytest.raises(Conflict, match="merge the two instead"):
        archive.tags.rename(two.id, "one")
    assert archive.tags.rename(two.id, "tri").name == "tri"


def test_merging_and_removing_can_be_taken_back(archive: Archive) -> None:
    one, two = archive.tags.add("one"), archive.tags.add("two")
    child = archive.tags.add("child", parent=two.id)
    event = archive.events.add("Event", tags=[one.id, two.id])
    before = (archive.tags.all(), archive.events.all())
    merged = archive.tags.merge(one.id, two.id)
    assert merged.uses == 1
    assert archive.tags.get(child.id).parent == one.id
    archive.tags.remove(one.id)
    assert archive.events.get(event.id).tags == ()
    assert archive.tags.get(child.id).parent == ""
    archive.undo()
    archive.undo()
    assert (archive.tags.all(), archive.events.all()) == before


def test_a_tag_that_looks_like_another_is_told(archive: Archive) -> None:
    tag = archive.tags.add("consent")
    assert archive.tags.lookalike("\u0441onsent") == tag
    assert archive.tags.lookalike("con\u200bsent") == tag
    assert archive.tags.lookalike("consent") is None
    assert archive.tags.lookalike("assent 📱") is None


@pytest.mark.parametrize("name", ["\u200b", " \u2060\u00ad ", "\u0301"])
def test_a_name_that_cannot_be_seen_is_none(archive: Archive, name: str) -> None:
    with pytest.raises(Refused, match="cannot be empty"):
        archive.tags.add(name)
    assert archive.tags.add("📱").name == "📱"
