"""What the type-ahead offers, before anything is typed and after."""

import pytest

from archivist.annotations import Recent
from archivist.desktop.controls.picker import Choice
from archivist.desktop.passage.known import Known
from archivist.desktop.passage.offers import Asked, Proposed, known_names, offers
from archivist.desktop.shelves.places import Place

AGENCY = Place("actor", "a1", "Security Information Agency", "bank", 3, "", ("BIA",), "state body")
OTHER = Place("actor", "a2", "Biarritz police 🚓", "bank", 9)
CONSENT = Place("tag", "t1", "no consent", "tag", 2)
KNOWN = Known((OTHER, AGENCY, CONSENT))
MADE = ["actor:person", "actor:organisation", "actor:state body", "actor:group"]
FOUND = Proposed("stopped near Pirot", "February 2024", ("Slaviša Milanov",), "A stop 📱")


def test_known_names_come_before_new_ones_and_the_alias_that_fits_is_shown() -> None:
    rows = offers(Asked("actor", "BIA"), KNOWN, Proposed(), "")
    assert [row.words for row in rows[:2]] == ["Security Information Agency", "Biarritz police 🚓"]
    assert rows[0].aside == "also BIA"
    assert not any(row.kind.startswith("actor:") for row in rows)


def test_words_that_are_no_name_yet_are_filled_in_for_every_kind() -> None:
    rows = offers(Asked("actor", "Slaviša\u00a0 Milanov"), Known(), FOUND, "")
    assert [row.kind for row in rows] == [*MADE, "event", "tag"]
    assert rows[0].words == "New person “Slaviša Milanov”"
    assert {row.key for row in rows} == {"Slaviša Milanov", "stopped near Pirot"}


def test_the_asked_kind_is_made_first() -> None:
    rows = offers(Asked("tag"), Known(), Proposed(), "Pirot")
    assert [row.kind for row in rows] == ["tag", *MADE, "event"]


@pytest.mark.usefixtures("theme")
def test_a_new_event_says_all_that_it_would_have() -> None:
    row = offers(Asked("event", "stopped near Pirot."), KNOWN, FOUND, "")[0]
    assert (row.words, row.aside) == (
        "New event “stopped near Pirot”",
        "February 2024 · 1 actor",
    )
    for part in ("February 2024", "Slaviša Milanov", "A stop 📱"):
        assert part in row.detail
    without = offers(Asked("event"), KNOWN, Proposed("A title"), "")[0]
    assert without.aside == ""
    assert "no date" in without.detail


def test_names_of_late_show_their_keys_once() -> None:
    recent = (Recent("tag", "t1", "no consent"), Recent("actor", "a1", "Security …", "state body"))
    rows = offers(Asked("tag", "no consent", recent=recent), KNOWN, Proposed(), "")
    assert [(row.key, row.aside) for row in rows[:2]] == [("t1", "Ctrl+1"), ("a1", "Ctrl+2")]
    assert [row.key for row in rows].count("t1") == 1


def test_what_is_joined_is_checked_whatever_is_typed() -> None:
    had = (Choice("tag", "t1", "no consent", "tag", checked=True),)
    untyped = offers(Asked("tag", joined=had), KNOWN, Proposed(), "")
    assert [row.checked for row in untyped] == [True]
    typed = offers(Asked("tag", joined=had), KNOWN, Proposed(), "consent")
    assert [(row.key, row.checked) for row in typed if not row.fresh] == [("t1", True)]


def test_a_name_that_was_joined_just_now_is_not_offered_as_a_new_one() -> None:
    had = (Choice("actor", "a9", "Slaviša Milanov", "person", checked=True),)
    rows = offers(Asked("actor", "slaviša milanov", joined=had), KNOWN, Proposed(), "")
    assert not any(row.kind.startswith("actor:") for row in rows)


def test_nothing_can_be_made_of_what_cannot_be_seen() -> None:
    assert offers(Asked("tag"), KNOWN, Proposed(), "\u200b\u00ad") == ()


def test_a_name_of_ten_thousand_characters_is_cut_in_its_row_and_whole_in_its_key() -> None:
    long = "😀 " + "č" * 10_000
    row = offers(Asked("tag"), KNOWN, Proposed(), long)[0]
    assert row.key == long
    assert len(row.words) < 120


def test_names_of_one_kind_are_found_for_a_merger() -> None:
    assert [row.key for row in known_names(KNOWN, "actor", "bia")] == ["a1", "a2"]
    assert [row.key for row in known_names(KNOWN, "actor", "")] == ["a2", "a1"]
