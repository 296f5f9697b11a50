"""Where words stand: offsets are code points of the stored text, whatever folding does to it."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.folding import fold
from archivist.search.passages import Seeker, word_list
from archivist.search.snippets import LEAD, WIDTH, excerpt, snippets, whole
from archivist.search.tree import Words


def looking(*phrases: str, prefix: bool = False) -> Seeker:
    return Seeker(Words("", word_list(fold(phrase)), prefix=prefix) for phrase in phrases)


def shown(seeker: Seeker, text: str) -> list[str]:
    return [text[place.start : place.end] for place in seeker.places(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "stands"),
    [
        (
            "slavisa",
            "😀 Slaviša, СЛАВИША i slavis\u030ca.",
            ["Slaviša", "СЛАВИША", "slavis\u030ca"],
        ),
        ("phone cracking", "phone-cracking phone\ncracking", ["phone-cracking", "phone\ncracking"]),
        ("djindjic", "Đinđić (Ђинђић)", ["Đinđić", "Ђинђић"]),
        ("strasse", "Die Straße.", ["Straße"]),
        ("监控", "被监控的人", ["监控"]),
        ("police", "policeman anti-police police_car", ["police", "police"]),
        ("o", "Ó Cearbhaill 🔓o", ["Ó", "o"]),
        ("café", "cafe\u0301", ["cafe\u0301"]),
        ("aeg", "ægis æg", ["æg"]),
        ("end", "the e\u200dnd\u200d", ["e\u200dnd\u200d"]),
    ],
)
def test_words_are_found_where_they_stand(phrase: str, text: str, stands: list[str]) -> None:
    assert shown(looking(phrase), text) == stands


def test_a_beginning_is_shown_to_the_end_of_its_word() -> None:
    seeker = looking("surveil", prefix=True)
    assert shown(seeker, "Surveillance, surveil; unsurveilled") == ["Surveillance", "surveil"]


def test_a_phrase_goes_before_its_words() -> None:
    seeker = looking("phone", "phone cracking")
    assert shown(seeker, "phone-cracking of a phone") == ["phone-cracking", "phone"]


def test_words_near_each_other_are_shown_one_by_one() -> None:
    seeker = Seeker([Words("", ("police", "milanov"), near=5)])
    assert shown(seeker, "police stopped Milanov") == ["police", "Milanov"]


def test_looking_for_nothing_finds_nothing() -> None:
    assert not looking().is_looking
    assert looking().places("police") == []
    assert snippets(looking(), "police") == []
    assert whole(looking(), "police", "title") is None


LETTERS = "aAšŠсđĐßæ é\u0301\u030c监カ한😀.,\n\t-_0²ﬁİı\u200d"


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS, max_size=40), st.text(LETTERS, min_size=1, max_size=3))
def test_what_is_shown_folds_to_what_was_asked(text: str, phrase: str) -> None:
    words = word_list(fold(phrase))
    if not words:
        return
    places = Seeker([Words("", words)]).places(text)
    for place in places:
        assert 0 <= place.start < place.end <= len(text)
        assert word_list(fold(text[place.start : place.end])) == words
    assert [place.start for place in places] == sorted({place.start for place in places})
    at = range(len(word_list(fold(text))) - len(words) + 1)
    stands = any(word_list(fold(text))[i : i + len(words)] == words for i in at)
    assert bool(places) == stands


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["police", "Slaviša", "i", "реч" * 30, "😀", "\n", "a\tb"])))
def test_a_snippet_is_a_stretch_of_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    seeker = looking("police", "slavisa")
    found = snippets(seeker, text, most=3)
    assert bool(found) == ("police" in parts or "Slaviša" in parts)
    plain = text.replace("\n", " ").replace("\t", " ")
    for snippet in found:
        assert snippet.text.strip("…") in plain
        assert len(snippet.text) <= WIDTH + LEAD + 2
        assert snippet.matches
        for start, end in snippet.matches:
            assert snippet.text[start:end] in ("police", "Slaviša")


def test_a_snippet_is_cut_where_most_of_the_words_stand() -> None:
    filler = "nothing to see here and more of it " * 20
    text = f"The police. {filler} The police stopped Milanov in Belgrade. {filler}"
    (snippet,) = snippets(looking("police", "milanov", "belgrade"), text)
    assert [snippet.text[a:b] for a, b in snippet.matches] == ["police", "Milanov", "Belgrade"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")


def test_a_common_word_does_not_hide_a_rare_one() -> None:
    text = "the " * 500 + "zymurgist"
    first, second = snippets(looking("the", "zymurgist"), text, most=2)
    assert "zymurgist" in first.text
    assert second.text.startswith("the the")


def test_snippets_of_a_text_without_spaces_stay_short() -> None:
    text = "监" * 5_000 + "控" + "监" * 5_000
    (snippet,) = snippets(looking("控"), text)
    assert len(snippet.text) <= WIDTH + 2
    assert [snippet.text[a:b] for a, b in snippet.matches] == ["控"]


def test_an_excerpt_is_the_first_line_of_prose() -> None:
    title = "Cellebrite cuts off Serbia over abuse of phone-cracking software against society"
    prose = "The Israeli company announced on Tuesday that it will no longer allow it 😀 " * 5
    opening = excerpt(f"{title}\nHome | About\n\n{prose}\nMore", title=title)
    assert opening.text.startswith("The Israeli company")
    assert opening.text.endswith("…")
    assert len(opening.text) <= WIDTH + 1
    assert excerpt("Short.\nNote.").text == "Short."
    assert excerpt("Title\nNote.", title="Title").text == "Note."
    assert excerpt("").text == ""


def test_finding_words_in_a_long_text_is_quick() -> None:
    chance = random.Random(3)
    words = ["the", "police", "slaviša", "phone", "од", "Belgrade\n"]
    text = " ".join(chance.choices(words, k=200_000))
    start = time.process_time()
    assert looking("police", "slavisa").places(text)
    assert time.process_time() - start < 2
