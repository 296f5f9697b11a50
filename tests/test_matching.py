"""Which letters of a text stand again in its next version: each once, and as the same letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.lettering import Lettering
from archivist.matching import NOWHERE, Matching

sentences = st.sampled_from(
    [
        "Policija nije odgovorila na pitanja novinara 😀. ",
        "Everyone has the right to life.\n",
        "Everyone has the right to a name.\n",
        "警方没有回答问题。",
        "لم يعتذر أحد.\n",
        "Član 1\n",
        "e\u0301tage\u00a0deux ",
        "x",
        "\n",
    ]
)
texts = st.lists(sentences, max_size=12).map("".join)


def images(one: str, other: str) -> tuple[str, str, list[int]]:
    before, after = Lettering(one), Lettering(other)
    return before.folded, after.folded, list(Matching(before, after).images)


def gone(one: str, other: str) -> str:
    letters, _, found = images(one, other)
    return "".join(letter for letter, image in zip(letters, found, strict=True) if image == NOWHERE)


@settings(deadline=None)
@given(texts, texts)
def test_a_letter_stands_again_as_itself_and_no_two_in_one_place(one: str, other: str) -> None:
    letters, there, found = images(one, other)
    matching = Matching(Lettering(one), Lettering(other))
    kept = [(letter, image) for letter, image in zip(letters, found, strict=True) if image >= 0]
    assert all(there[image] == letter for letter, image in kept)
    assert len({image for _, image in kept}) == len(kept)
    assert [at for at, mark in enumerate(matching.taken) if mark] == sorted(
        image for _, image in kept
    )


@settings(deadline=None)
@given(texts)
def test_a_text_stands_again_in_itself(text: str) -> None:
    letters, _, found = images(text, text)
    assert found == list(range(len(letters)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Član 3\nJedan.\nČlan 4\nDva.\n", "Član 4\nDva.\n", "clan3jedan."),
        ("Član 3\nJedan.\nČlan 4\nDva.\n", "Član 3\nJedan.\n", "clan4dva."),
        ("Uvod ovde.\nKraj 😀.\n", "Uvod ovde.\nUvod tamo.\nKraj 😀.\n", ""),
    ],
    ids=["first", "last", "put in"],
)
def test_what_is_taken_out_is_whole_lines_though_they_begin_alike(
    one: str, other: str, expected: str
) -> None:
    assert gone(one, other) == expected


def test_a_copy_does_not_pass_for_what_is_gone() -> None:
    same = "Everyone has the right to "
    one = f"{same}life. A second thing.\nNobody shall be held. {same}a name. A last thing.\n"
    assert gone(one, one.replace(f" {same}a name.", "")) == "everyonehastherighttoaname."


def test_a_moved_and_edited_line_is_followed_to_its_end() -> None:
    line = "Telefon mu je odnet u drugu sobu, „isključen“.\n"
    rest = [f"Red broj {number}: Čačak {number * number} 😀.\n" for number in range(8)]
    other = "".join([*rest, line.replace("sobu", "sobicu")])
    assert gone("".join([line, *rest]), other) == ""
