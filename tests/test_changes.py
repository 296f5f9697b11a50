"""What of a text is new, gone or elsewhere in its next version, word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.changes import Changes, changes, lines_of

BEFORE = (
    "A stop near Pirot 📱\n"
    "The police stopped the car of the journalist Slaviša Milanov in February 2024.\n"
    "Nobody asked him for the code of his telephone before they opened it.\n"
    "Новинар је задржан у Пироту.\n"
)
sentences = st.sampled_from(
    [
        "Policija nije odgovorila na pitanja novinara 😀. ",
        "policija nije odgovorila na pitanja novinara 😀. ",
        "Everyone has the right to life.\n",
        "Everyone has the right to a name.\n",
        "警方没有回答问题。",
        "لم يعتذر أحد.\n",
        "Član 1\n",
        "e\u0301tage\u00a0deux ",
        "étage deux ",
        "👩\u200d👩\u200d👧 x",
        "ß ss ﬁsh fish",
        " ",
        "\n",
    ]
)
texts = st.lists(sentences, max_size=10).map("".join)


def told(before: str, after: str) -> list[tuple[str, str, str]]:
    found = changes(before, after).differences
    return [(each.kind, before[slice(*each.before)], after[slice(*each.after)]) for each in found]


def words_outside(text: str, found: Changes, side: int) -> str:
    """The text without what differs and without its spaces."""
    gone = sorted((each.before, each.after)[side] for each in found.differences)
    parts, at = [], 0
    for start, end in gone:
        assert start >= at, "two differences lie over each other"
        parts.append(text[at:start])
        at = end
    return "".join("".join([*parts, text[at:]]).split())


@settings(deadline=None)
@given(texts, texts)
def test_outside_of_the_differences_two_versions_say_the_same(before: str, after: str) -> None:
    found = changes(before, after)
    assert words_outside(before, found, 0) == words_outside(after, found, 1)
    for each in found.differences:
        was, now = before[slice(*each.before)], after[slice(*each.after)]
        assert (was, now) != ("", "")
        assert (was.strip(), now.strip()) == (was, now)
        assert each.moved is False or was == now


@settings(deadline=None)
@given(texts, texts)
def test_what_is_kept_is_equal_in_every_character_and_in_order(before: str, after: str) -> None:
    at = there = 0
    for each in changes(before, after).kept:
        assert before[each.start : each.end] == after[each.there : each.end_there]
        assert (each.start, each.there) >= (at, there)
        at, there = each.end, each.end_there


@settings(deadline=None)
@given(texts, texts, st.integers(0, 200))
def test_places_go_from_one_version_to_the_other_and_back(
    before: str, after: str, offset: int
) -> None:
    found = changes(before, after)
    for kept in found.kept:
        assert found.place_before(kept.there) == kept.start
        assert found.place_after(kept.start) == kept.there
    assert 0 <= found.place_before(min(offset, len(after))) <= len(before)
    assert 0 <= found.place_after(min(offset, len(before))) <= len(after)


@settings(deadline=None)
@given(texts)
def test_a_text_has_no_changes_against_itself(text: str) -> None:
    assert changes(text, text).differences == ()


@settings(deadline=None)
@given(st.permutations(BEFORE.splitlines()))
def test_other_spaces_and_breaks_of_lines_are_no_change(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert changes(text, text.replace(" ", "\n")).differences == ()
    assert changes(text.replace("\n", "\u00a0 "), text).differences == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the police stopped", "the policemen stopped", [("instead", "police", "policemen")]),
        ("Slaviša Milanov", "Slavisa Milanov", [("instead", "Slaviša", "Slavisa")]),
        ("in Pirot on Monday", "in Pirot", [("gone", "on Monday", "")]),
        ("in Pirot", "in Pirot 📱", [("new", "", "📱")]),
        ("he said “no” twice", 'he said "no" twice', None),
        ("警方没有回答问题。", "警方已经回答问题。", [("instead", "没有", "已经")]),
        (
            "in room two.\nThe end.",
            "in rooms two.",
            [("instead", "room", "rooms"), ("gone", "The end.", "")],
        ),
        ("", "abc", [("new", "", "abc")]),
        ("abc", "", [("gone", "abc", "")]),
    ],
)
def test_a_change_is_of_whole_words(
    old: str, new: str, expected: list[tuple[str, str, str]] | None
) -> None:
    if expected is not None:
        assert told(old, new) == expected
        return
    assert [each[0] for each in told(old, new)] != []


def test_paragraphs_that_are_new_gone_or_moved_are_counted() -> None:
    lines = BEFORE.splitlines()
    after = "\n".join([lines[0], "Corrected on 1 March 2025 by the editors.", lines[3], lines[1]])
    found = changes(BEFORE, after)
    assert (found.new, found.gone, found.moved) == (1, 1, 1)
    (moved,) = [each for each in found.differences if each.moved]
    assert BEFORE[slice(*moved.before)] == after[slice(*moved.after)] == lines[3]


def test_two_changes_parted_by_a_small_word_are_one() -> None:
    old, new = "He was held in two rooms of Pirot today.", "He was held in ten cells of Niš today."
    assert told(old, new) == [("instead", "two rooms of Pirot", "ten cells of Niš")]


def test_one_word_that_two_sentences_share_by_chance_does_not_part_a_change() -> None:
    old = "According to its website the company looks at records before working with a state."
    new = "Nobody in any ministry had ever seen this paragraph before their newspaper printed it."
    found = changes(f"One.\n{old}\nTwo.", f"One.\n{new}\nTwo.")
    assert [each.kind for each in found.differences] == ["instead"]
    assert (found.new, found.gone) == (1, 1)


def test_a_change_is_told_in_a_few_lines_with_the_words_around_it() -> None:
    after = BEFORE.replace("the journalist", "a journalist")
    (only,) = changes(BEFORE, after).differences
    assert list(lines_of(only, BEFORE, after)) == [
        "@@ 50-53 -> 50-51 instead @@",
        "- The police stopped the car of [the] journalist Slaviša Milanov in February 2024.",
        "+ The police stopped the car of [a] journalist Slaviša Milanov in February 2024.",
    ]
    record = changes(BEFORE, after).to_json(BEFORE, after)
    assert record["changes"] == [
        {
            "kind": "instead",
            "before": {"start": 50, "end": 53, "text": "the"},
            "after": {"start": 50, "end": 51, "text": "a"},
        }
    ]
