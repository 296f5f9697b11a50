"""Which names fit what is typed, and in which order they are offered."""

import pytest

from archivist.desktop.passage.known import Fit, Known, fit_of
from archivist.desktop.shelves.places import Place

AMNESTY = Place("actor", "a1", "Amnesty International", "building", 9, aliases=("AI", "Amnesti"))
AMIRA = Place("actor", "a2", "Amira 🕊", "person", 1)
MISUSE = Place("tag", "t1", "arms misuse", "tag", 4)
POLICE = Place("actor", "a3", "Serbian Police", "bank", 12)
CUT = Place("event", "e1", "Cellebrite cuts off Serbia", "", 2, "2025-02-26")
KNOWN = Known((AMNESTY, AMIRA, POLICE, CUT, MISUSE))


@pytest.mark.parametrize(
    ("typed", "name", "fit"),
    [
        ("bia", "bia", Fit.EXACT),
        ("sla", "slavisa milanov", Fit.BEGINS),
        ("mil", "slavisa milanov", Fit.WORDS),
        ("mil sla", "slavisa milanov", Fit.WORDS),
        ("slm", "slavisa milanov", Fit.INITIALS),
        ("ami", "amnesty international", Fit.INITIALS),
        ("moi", "ministry of interior", Fit.INITIALS),
        ("mi", "ministry of interior", Fit.BEGINS),
        ("mint", "ministry of interior", Fit.INITIALS),
        ("im", "ministry of interior", None),
        ("novak", "novi sad", None),
        ("s", "a son", Fit.WORDS),
        ("x", "slavisa milanov", None),
    ],
)
def test_how_well_a_name_fits(typed: str, name: str, fit: Fit | None) -> None:
    assert fit_of(typed, name) == fit


def test_letters_that_begin_the_words_find_an_actor_though_a_tag_was_asked_for() -> None:
    found = KNOWN.fitting("ami", first="tag")
    assert [each.place for each in found] == [AMIRA, MISUSE, AMNESTY]


def test_an_exact_alias_comes_before_everything_and_is_named() -> None:
    first = KNOWN.fitting("ai", first="tag")[0]
    assert (first.place, first.called, first.fit) == (AMNESTY, "AI", Fit.EXACT)


def test_the_asked_kind_comes_first_among_names_that_fit() -> None:
    assert [each.place for each in KNOWN.fitting("ser", first="actor")] == [POLICE, CUT]
    assert [each.place for each in KNOWN.fitting("ser", first="event")] == [CUT, POLICE]


@pytest.mark.parametrize("typed", ["СЕРБИАН", "sérbian", "Serbian  pol"])
def test_script_case_and_marks_do_not_matter(typed: str) -> None:
    assert [each.place for each in KNOWN.fitting(typed, first="tag")] == [POLICE]


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "\u00ad\u2060"])
def test_nothing_that_can_be_seen_finds_nothing(typed: str) -> None:
    assert KNOWN.fitting(typed, first="actor") == ()


def test_a_name_is_there_in_whatever_case_but_not_as_another_kind() -> None:
    assert KNOWN.has("actor", "amnesty international")
    assert KNOWN.has("actor", "amnesti")
    assert not KNOWN.has("tag", "Amnesty International")
    assert not KNOWN.has("actor", "Amnesty")
