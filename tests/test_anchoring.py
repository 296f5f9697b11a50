"""A passage is found again wherever it went, and nowhere when it is gone."""

import re
import unicodedata
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.anchoring import (
    ACCEPTED,
    CONTEXT,
    Target,
    anchor,
    carry,
    describe,
    find,
    resembling,
)

ARTICLE = (
    "Полиција је задржала новинара 😀\n"
    "Slaviša Milanov, a journalist from Dimitrovgrad, was stopped on the road in February.\n"
    "The officers said it was a test for alcohol, then for drugs, and took his phone — switched "
    "off — to another room. He was “questioned” for an hour and a half.\n"
    "Back home he noticed that the phone’s settings had changed: mobile data and Wi‑Fi were off.\n"
    "Experts who looked at it found traces of Cellebrite’s forensic tool, and after that of a "
    "spyware nobody had described before; they called it NoviSpy.\n"
    "\u200fقال الصحفي إن هاتفه كان مغلقا\u200f\n"
    "The prosecutor’s office in Pirot did not answer. The police said the report was “absurd”.\n"
    "Cellebrite said in February 2025 that it had stopped sales to the customers concerned.\n"
    "A man who was stopped on the road in March said the same: the phone was switched off.\n"
)

pieces = st.sampled_from(
    [
        "a",
        "b",
        " ",
        "\n",
        "ab ab ",
        "é",
        "e\u0301",
        "Ш",
        "😀",
        "👨\u200d👩\u200d👧",
        "שלום",
        "مرحبا",
        "“q”",
        "\u00a0",
        "ﬁ",
    ]
)
texts = st.lists(pieces, min_size=1, max_size=40).map("".join)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def marked(text: str, quote: str, *, nth: int = 0) -> Target:
    start = [found.start() for found in re.finditer(re.escape(quote), text)][nth]
    return describe(text, start, start + len(quote))


def test_a_target_holds_the_quote_and_what_stands_around_it() -> None:
    target = describe(ARTICLE, 35, 50, text_sha256="ab" * 32)
    assert target.exact == ARTICLE[35:50]
    assert target.prefix == ARTICLE[3:35]
    assert target.suffix == ARTICLE[50:82]
    assert (target.start, target.end, target.text_sha256) == (35, 50, "ab" * 32)


def test_a_target_at_the_edge_has_a_short_context() -> None:
    target = describe("ab😀", 0, 3)
    assert (target.prefix, target.exact, target.suffix) == ("", "ab😀", "")


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (-1, 2), (0, 4), (9, 12)])
def test_an_empty_passage_or_one_outside_the_text_is_a_mistake(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"No passage from {start} to {end} in a text of 3 "):
        describe("ab😀", start, end)


@settings(deadline=None)
@given(passages())
def test_in_an_unchanged_text_every_passage_is_where_it_was(
    passage: tuple[str, int, int],
) -> None:
    text, start, end = passage
    found = anchor(text, describe(text, start, end))
    assert found is not None
    assert (found.start, found.end, found.how, found.score) == (start, end, "exact", 1.0)


@settings(deadline=None)
@given(passages(), texts)
def test_a_find_is_what_it_says_it_is(passage: tuple[str, int, int], other: str) -> None:
    target = describe(*passage)
    found = anchor(other, target)
    if found is None:
        return
    assert 0 <= found.start < found.end <= len(other)
    assert ACCEPTED <= found.score <= 1.0
    words = other[found.start : found.end]
    assert (words == target.exact) or found.how in ("folded", "approximate")
    assert (found.how == "exact") <= (found.start == target.start)


@settings(deadline=None)
@given(passages(), texts)
def test_a_passage_moves_with_what_is_put_before_it(
    passage: tuple[str, int, int], before: str
) -> None:
    text, start, end = passage
    target = describe(text, start, end)
    found = anchor(before + text, target)
    assert found is not None
    assert (before + text)[found.start : found.end] == target.exact
    if len(text) > 3 * CONTEXT and text.count(target.prefix + target.exact + target.suffix) == 1:
        assert (before + text).startswith(target.prefix, found.start - len(target.prefix))


def test_the_same_words_elsewhere_are_told_from_the_passage_by_what_stands_around() -> None:
    quote = "stopped on the road in"
    first, second = marked(ARTICLE, quote), marked(ARTICLE, quote, nth=1)
    lines = ARTICLE.splitlines(keepends=True)
    for changed in (
        "Menu\nHome\nAbout\n" + ARTICLE,
        "".join(lines[5:] + lines[:5]),
        "".join(reversed(lines)),
    ):
        for target in (first, second):
            found = anchor(changed, target)
            assert found is not None
            assert found.how == "moved"
            assert describe(changed, found.start, found.end).suffix[:9] == target.suffix[:9]


def test_rows_that_slide_by_a_rows_length_do_not_slide_a_mark_to_the_next_row() -> None:
    rows = [
        f"2024-02-{day:02d}\tyes\t{name}\n"
        for day, name in enumerate(["Ana", "Đor", "Ola", "Ivo", "Eva", "Uma"], 1)
    ]
    text = "".join(rows)
    target = marked(text, "yes", nth=3)
    found = anchor("2024-01-31\tyes\tNew\n" + text, target)
    assert found is not None
    assert (found.start, found.how) == (target.start + len(rows[0]), "moved")


def test_equal_places_in_equal_surroundings_keep_the_nearest() -> None:
    text = ("Да. " * 200).strip()
    target = describe(text, 400, 403)
    found = anchor("x" + text, target)
    assert found is not None
    assert (found.start, found.how) == (401, "moved")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: re.sub(r" (?=\w)", "\n   ", text),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.translate(str.maketrans("“”’—‑", '""\'--')),
        lambda text: text.replace("ov", "o\u00adv").replace("er", "e\u200br"),
        str.upper,
    ],
    ids=["no-break spaces", "wrapped", "decomposed", "typewriter", "soft hyphens", "capitals"],
)
def test_spaces_case_marks_and_typography_do_not_hide_a_passage(change: object) -> None:
    assert callable(change)
    for quote in ("Slaviša Milanov, a journalist", "He was “questioned” for an hour", "Wi‑Fi were"):
        target = marked(ARTICLE, quote)
        head, tail = ARTICLE[: target.start], ARTICLE[target.end :]
        changed = change("Home | About\n") + change(head) + change(quote) + change(tail)
        found = anchor(changed, target)
        assert found is not None
        start = len(change("Home | About\n") + change(head))
        assert changed[found.start : found.end].strip() == change(quote).strip()
        assert abs(found.start - start) <= 4
        assert found.how in ("folded", "moved")


def test_a_letter_and_the_marks_on_it_stay_together() -> None:
    text = "Пише: Slavis\u030ca Milanovic\u0301\u030c."
    target = describe("Пише: Slaviša Milanović.", 6, 23)
    found = anchor(text, target)
    assert found is not None
    assert text[found.start : found.end] == "Slavis\u030ca Milanovic\u0301\u030c"
    assert found.how == "approximate"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a ≠ b", "a = b"),
        ("10² units", "102 units"),
        ("½ cup", "1⁄2 cup"),
        ("cell 12 3 men", "cell 1 23 men"),
        ("sum of 1 .5", "sum of 1.5"),
        ("not able", "notable"),
        ("мой дом", "мои дом"),
        ("Slaviša", "Slavisa"),
        ("in Maßen", "in Massen"),
        ("กดูกา", "กดุกา"),
        ("शक्ति", "शकति"),
        ("👩‍💻 works", "👩💻 works"),
    ],
)
def test_other_signs_marks_and_borders_of_words_leave_a_doubt(before: str, after: str) -> None:
    old, new = (f"Zapis 😀: “{words}” and more.\nKraj." for words in (before, after))
    start = old.index(before)
    target = describe(old, start, start + len(before))
    for found in (anchor(new, target), *carry(old, new, [target])):
        assert found is not None
        assert found.how == "approximate"
        assert new[found.start : found.end] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("not able", "not\n  able"),
        ("Slaviša", "SLAVIS\u030cA"),
        ("мой дом", "МОИ\u0306 ДОМ"),
        ("the ﬁrst ﬂoor…", "the first floor..."),
        ("“Yes” — he said", '"Yes"\u2014he said'),
        ("other\u00adwise 😀", "otherwise 😀\ufe0f"),
        ("警方在二月", "警方在\n二月"),
        ("ＡＢＣ １２", "abc 12"),
    ],
)
def test_spaces_case_quotes_dashes_and_composition_leave_none(before: str, after: str) -> None:
    old, new = (f"Zapis 😀: ({words}) and more.\nKraj." for words in (before, after))
    start = old.index(before)
    target = describe(old, start, start + len(before))
    for found in (anchor(new, target), *carry(old, new, [target])):
        assert found is not None
        assert found.how == "folded"


@pytest.mark.parametrize("size", [900, 1100, 2000, 9000])
def test_two_small_edits_far_apart_do_not_lose_a_long_passage(size: int) -> None:
    passage = " ".join(f"ставка {number * 37 % 1009} 😀" for number in range(size // 12))
    old = f"Naslov\n{passage}\nKraj."
    edited = passage[:20] + "#" + passage[21:-20] + "#" + passage[-19:]
    new = f"Iznad\nNaslov\n{edited}\nKraj."
    (found,) = carry(old, new, [describe(old, 7, 7 + len(passage))])
    assert found is not None
    assert (new[found.start : found.end], found.how) == (edited, "approximate")
    assert found.score > 0.98


def edited(text: str, random: Random, *, share: float, at: int) -> tuple[str, int]:
    """`text` with a share of its words changed, dropped or doubled; where the word at `at` went."""
    out, size, moved = [], 0, 0
    for found in re.finditer(r"\s+|\S+", text):
        word = found.group()
        if found.start() == at:
            moved = size
        elif not word.isspace() and random.random() < share:
            word = random.choice([word[:-1] + "x", "", word + " " + word[::-1]])
        out.append(word)
        size += len(word)
    return "".join(out), moved


@pytest.mark.parametrize(("share", "least"), [(0.01, 0.99), (0.05, 0.97), (0.2, 0.8)])
def test_sentences_survive_edits_around_and_within_them(share: float, least: float) -> None:
    random = Random(11)
    sentences = [found.span() for found in re.finditer(r"[A-Z][^.\n]{40,}\.", ARTICLE)]
    kept = total = 0
    for _ in range(40):
        for start, end in sentences:
            changed, went = edited(ARTICLE, random, share=share, at=start)
            found = anchor(changed, describe(ARTICLE, start, end))
            total += 1
            kept += found is not None and abs(found.start - went) <= 3
    assert kept >= total * least


def test_an_edited_passage_is_marked_for_review_and_ends_at_whole_words() -> None:
    target = marked(ARTICLE, "took his phone — switched off — to another room")
    changed = ARTICLE.replace(
        "took his phone — switched off — to another", "took his telephone (off) to another"
    )
    found = anchor(changed, target)
    assert found is not None
    assert found.how == "approximate"
    assert changed[found.start : found.end] == "took his telephone (off) to another room"


def test_an_edited_passage_is_preferred_to_an_untouched_copy_in_other_surroundings() -> None:
    text = (
        "It had the chance to sell. Because it is a sale of assets, nobody voted.\n"
        * 1
        + "The company is not traded publicly. Instead, it is a sale of the subsidiary and some "
        "rights in a portfolio of patents 😀.\n"
    )
    target = marked(text, "it is a sale of", nth=1)
    changed = text.replace("Instead, it is a sale of", "Instead, it is the sale of")
    found = anchor(changed, target)
    assert found is not None
    assert changed[found.start : found.end] == "it is the sale of"


@pytest.mark.parametrize(
    "quote",
    [
        "Slaviša Milanov",
        "another room",
        "traces of Cellebrite’s forensic tool",
        "\u200fقال الصحفي إن هاتفه كان مغلقا\u200f",
        "The prosecutor’s office in Pirot did not answer.",
        "😀",
        "Experts who looked at it found traces of Cellebrite’s forensic tool, and after that of a ",
    ],
)
def test_a_passage_that_is_gone_is_nowhere(quote: str) -> None:
    target = marked(ARTICLE, quote)
    assert anchor(ARTICLE.replace(quote, ""), target) is None
    assert anchor("", target) is None
    assert anchor("Sasvim drugi tekst, o vremenu. " * 40, target) is None


def test_when_a_marked_phrase_is_cut_out_its_copy_elsewhere_is_not_taken_for_it() -> None:
    quote = "stopped on the road in"
    target = marked(ARTICLE, quote)
    changed = ARTICLE.replace(quote, "", 1)
    assert quote in changed
    assert anchor(changed, target) is None


def test_a_whole_sentence_is_followed_to_any_place() -> None:
    claim = "The police said the report was “absurd”."
    sentence = claim + " It gave no reason for that, then or later."
    text = ARTICLE.replace(claim, sentence)
    target = marked(text, sentence)
    changed = "A box at the head of the page: " + sentence + "\n" + text.replace(sentence, "")
    found = anchor(changed, target)
    assert found is not None
    assert (changed[found.start : found.end], found.how) == (sentence, "moved")


@pytest.mark.parametrize("start", [-5, 10**9])
def test_a_target_from_elsewhere_may_have_lost_its_place(start: int) -> None:
    target = marked(ARTICLE, "another room")
    lost = replace(target, start=start, end=start + 12)
    found = anchor(ARTICLE, lost)
    assert found is not None
    assert (found.start, found.end, found.how) == (target.start, target.end, "moved")


def test_a_target_without_words_is_nowhere() -> None:
    assert anchor(ARTICLE, Target(0, 0, "", "", "", "")) is None
    assert anchor("abc", Target(0, 1, "\u200b", "", "", "")) is None


def test_an_unchanged_text_carries_every_passage_where_it_was() -> None:
    targets = [describe(ARTICLE, at, at + 30) for at in range(0, len(ARTICLE) - 30, 17)]
    found = carry(ARTICLE, ARTICLE, targets)
    assert [(each.start, each.how) for each in found if each] == [
        (target.start, "exact") for target in targets
    ]


def test_a_passage_is_not_carried_to_its_copy_when_all_around_it_is_gone() -> None:
    lines = ARTICLE.splitlines(keepends=True)
    quote = "stopped on the road in"
    target = marked(ARTICLE, quote)
    without = "".join(line for line in lines if "Dimitrovgrad" not in line)
    assert quote in without
    assert carry(ARTICLE, without, [target]) == (None,)
    copied = f"Read also: he was {quote} February.\n" + ARTICLE
    (found,) = carry(ARTICLE, copied, [target])
    assert found is not None
    assert (found.start, found.how) == (copied.index(ARTICLE) + target.start, "moved")


def test_a_word_that_grew_is_in_doubt() -> None:
    (found,) = carry(
        "He took the phone 😀.",
        "He took the phones 😀.",
        [marked("He took the phone 😀.", "phone")],
    )
    assert found is not None
    assert (found.start, found.end, found.how) == (12, 18, "approximate")


@pytest.mark.timeout(30)
def test_five_million_characters_are_no_trap() -> None:
    random = Random(3)
    words = ["".join(random.choices("abcdefghij", k=random.randint(2, 9))) for _ in range(3000)]
    text = "Ч😀 " + " ".join(random.choices(words, k=800_000))
    assert len(text) > 5_000_000
    target = describe(text, 2_500_000, 2_500_040)
    changed = text[:2_500_000] + text[2_500_040:]
    assert anchor(changed, target) is None
    edited_quote = target.exact[:20] + "#" + target.exact[21:]
    found = anchor(changed[:2_500_000] + edited_quote + changed[2_500_000:], target)
    assert found is not None
    assert (found.start, found.end) == (2_500_000, 2_500_040)
    tedious = "a" * 5_000_000
    assert anchor(tedious, replace(target, exact="a" * 999 + "b", prefix="b", suffix="c")) is None
    assert anchor(tedious, replace(target, exact="ba" * 20)) is None


def test_find_gives_all_places_in_order() -> None:
    quote = "stopped on the road in"
    places = find(ARTICLE, quote)
    assert len(places) == 2
    assert [ARTICLE[start:end] for start, end in places] == [quote, quote]
    assert places[0] < places[1]
    assert find("aaaa😀", "aa") == ((0, 2), (2, 4))


def test_find_forgives_how_a_quote_is_typed() -> None:
    for typed in (
        "slavisa milanov,  a journalist",
        'was "questioned" for\r\nan hour',
        "wi-fi WERE",
    ):
        ((start, end),) = find(ARTICLE, typed)
        assert ARTICLE[start:end] in (
            "Slaviša Milanov, a journalist",
            "was “questioned” for an hour",
            "Wi‑Fi were",
        )


def test_find_prefers_places_as_written() -> None:
    assert find("Phone phone PHONE 😀", "phone") == ((6, 11),)
    assert find("Phone PHONE 😀", "phone") == ((0, 5), (6, 11))


@pytest.mark.parametrize("quote", ["", " ", "\u200b", "nowhere in it", "ж" * 5000])
def test_find_of_nothing_or_of_what_is_not_there_finds_nothing(quote: str) -> None:
    assert find(ARTICLE.replace(" ", ""), quote) == ()


@settings(deadline=None)
@given(passages())
def test_find_finds_every_passage(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    places = find(text, text[start:end])
    assert places
    assert all(text[a:b] == text[start:end] for a, b in places)


def test_the_places_most_like_a_passage_are_offered_with_the_likeliest_first() -> None:
    before = "Nobody had asked him for the pass code 📱. Nobody had told him anything."
    target = describe(before, 0, before.index(" Nobody"))
    after = "Nobody asked him for his pass code 📱. Then somebody asked him for the code, too."
    offered = resembling(after, target)
    assert after[offered[0].start : offered[0].end] == "Nobody asked him for his pass code 📱."
    scores = [each.score for each in offered]
    assert scores == sorted(scores, reverse=True)
    assert not resembling("Нешто сасвим друго.", target)
