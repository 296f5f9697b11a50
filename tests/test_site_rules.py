"""What was said of paragraphs of one page, as a rule that knows the same ones on another."""

from hypothesis import given
from hypothesis import strategies as st

from archivist.site_rules import Mark, applied, folds_all, from_json, joined, learned, to_json
from archivist.text import StructuredText, lines

PAGE = ("Meni 📱", "Prvi pasus.", "Učlanite se.", "Drugi pasus.", "Podeli")
PLACES = ("nav", "div.story", "div.story/aside.klub", "div.story", "div.story/div.share")
WHOLE = "Ovo je pasus od dvanaest reči koji se računa kao deo svakog članka."


def text(*words: str) -> StructuredText:
    return lines("\n".join(words))


def test_a_mark_by_place_is_the_outermost_part_in_which_nothing_else_stands() -> None:
    rule = learned(text(*PAGE), PLACES, frozenset({2, 4}), "boilerplate")
    assert rule == (
        Mark("place", "aside.klub", "boilerplate"),
        Mark("place", "div.share", "boilerplate"),
    )
    other = text("Uvod.", "Sasvim drugi poziv.", "Pasus.")
    places = ("div.story", "div.x/aside.klub/p.y", "div.story")
    assert applied(rule, other, places) == {1: "boilerplate"}


def test_without_places_what_is_none_of_the_article_is_known_by_all_its_words() -> None:
    rule = learned(text(*PAGE), (), frozenset({0, 1}), "boilerplate")
    assert {mark.by for mark in rule} == {"words"}
    other = text("MENI", "Meni restorana.", "Prvi pasus!")
    assert applied(rule, other, ()) == {0: "boilerplate", 2: "boilerplate"}
    assert learned(text(*PAGE), (), frozenset({1}), "main") == ()


def test_of_two_places_the_inner_one_holds_and_what_is_said_later_before() -> None:
    rule = (Mark("place", "div.story", "boilerplate"), Mark("place", "aside.klub", "main"))
    assert applied(rule, text(*PAGE), PLACES)[2] == "main"
    again = joined(rule, (Mark("place", "div.story", "main"),))
    assert applied(again, text(*PAGE), PLACES)[1] == "main"
    assert len(again) == 2


def test_a_rule_that_folds_every_paragraph_is_known() -> None:
    page = text("Naslov", WHOLE, WHOLE)
    both = {1: "boilerplate", 2: "boilerplate"}
    assert folds_all(page, frozenset(), both)  # type: ignore[arg-type] # roles as they are written
    assert folds_all(page, frozenset({2}), {1: "boilerplate"})
    assert not folds_all(page, frozenset({2}), {1: "main"})
    assert not folds_all(page, frozenset({1, 2}), {})
    assert not folds_all(text("Kratko 😀"), frozenset(), {0: "boilerplate"})


_STEPS = st.sampled_from(["", "nav", "div.a", "div.a/aside", "div.a/div.b", "div.b/nav"])
_WORDS = st.sampled_from(["Meni 📱", "Još jedan pasus", "Đorđe", "12", "ok"])


@given(st.lists(st.tuples(_WORDS, _STEPS), min_size=1, max_size=12), st.data())
def test_on_its_own_page_a_rule_touches_what_was_chosen_and_what_says_the_same(
    page: list[tuple[str, str]], data: st.DataObject
) -> None:
    said, places = text(*(words for words, _ in page)), tuple(place for _, place in page)
    chosen = frozenset(data.draw(st.sets(st.integers(0, len(page) - 1), min_size=1)))
    rule = learned(said, places, chosen, "boilerplate")
    assert from_json(to_json(rule)) == rule
    same = {page[at][0] for at in chosen}
    for at in applied(rule, said, places):
        assert at in chosen or page[at][0] in same
    known = {at for at in chosen if page[at][0] not in {"12", "ok"}}
    assert known <= applied(rule, said, places).keys()
