"""What may be typed, what it means, and the sentence for what means nothing."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archivist.errors import BadQuery
from archivist.search.query import parse
from archivist.search.tree import All, Node, Period, Some, Without, Words, wanted

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "naughty-strings.txt"


def word(text: str, field: str = "", *, prefix: bool = False) -> Words:
    return Words(field, tuple(text.split()), prefix=prefix)


def root(typed: str) -> Node | None:
    return parse(typed).root


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("police", word("police")),
        ("Slaviša", word("slavisa")),
        ("Славиша", word("slavisa")),
        ("police minister", All((word("police"), word("minister")))),
        ("police AND minister", All((word("police"), word("minister")))),
        ("police OR minister", Some((word("police"), word("minister")))),
        ("police NOT minister", All((word("police"), Without(word("minister"))))),
        ("NOT NOT police", word("police")),
        ("a b OR c", All((word("a"), Some((word("b"), word("c")))))),
        ("a OR b AND c", Some((word("a"), All((word("b"), word("c")))))),
        ("(a OR b) c", All((Some((word("a"), word("b"))), word("c")))),
        ("NOT (a OR b)", Without(Some((word("a"), word("b"))))),
        ('"a b"OR(c)', Some((word("a b"), word("c")))),
        ("po\x00lice \udcff", word("po lice")),
        ("police and minister", All((word("police"), word("and"), word("minister")))),
        ("phone-cracking", word("phone cracking")),
        ("U.S.", word("u s")),
        ("<police>", word("police")),
        ('"phone cracking"', word("phone cracking")),
        ("“phone cracking”", word("phone cracking")),
        ("„Slaviša Milanov“", word("slavisa milanov")),
        ("«phone»", word("phone")),
        ("surveil*", word("surveil", prefix=True)),
        ('"phone crack*"', word("phone crack", prefix=True)),
        ('"phone crack"*', word("phone crack", prefix=True)),
        ("(surveil*)", word("surveil", prefix=True)),
        ('"police milanov"~5', Words("", ("police", "milanov"), near=5)),
        ('"police"~5', word("police")),
        ("监控", word("监 控")),
        ("title:serbia", word("serbia", "title")),
        ("Title:Serbia", word("serbia", "title")),
        ("title:(a OR b)", Some((word("a", "title"), word("b", "title")))),
        ('note:"ask lawyer"', word("ask lawyer", "note")),
        ("actor:milan*", word("milan", "actor", prefix=True)),
        ("source:https://www.nytimes.com", word("https www nytimes com", "source")),
        ("https://nytimes.com/a", word("https nytimes com a")),
        ("at 10:30", All((word("at"), word("10 30")))),
        ("Serbia: what happened", All((word("serbia"), word("what"), word("happened")))),
        ("std::string", word("std string")),
        ('"title:x"', word("title x")),
        ("sub-title:x", word("sub title x")),
        ("Tom & Jerry", All((word("tom"), word("jerry")))),
        ("date:2024", Period("2024-01-01", "2024-12-31")),
        ("date:2024-02", Period("2024-02-01", "2024-02-29")),
        ("date:2024-02-26", Period("2024-02-26", "2024-02-26")),
        ("date:>=2024-02", Period("2024-02-01", "9999-12-31")),
        ("date:>2024-02", Period("2024-03-01", "9999-12-31")),
        ("date:<=2024", Period("0001-01-01", "2024-12-31")),
        ("date:<2024", Period("0001-01-01", "2023-12-31")),
        ("date:<0001", Period("0001-01-01", "0001-01-01")),
        ("date:>9999", Period("9999-12-31", "9999-12-31")),
        ("date:2020..2024-06", Period("2020-01-01", "2024-06-30")),
        ("date:2020..", Period("2020-01-01", "9999-12-31")),
        ("date:..2020", Period("0001-01-01", "2020-12-31")),
        ("date:2020/2024", Period("2020-01-01", "2024-12-31")),
        ("date:[2020 TO 2024]", Period("2020-01-01", "2024-12-31")),
        ("date:[2020 to]", Period("2020-01-01", "9999-12-31")),
        ('date:"26 February 2024"', Period("2024-02-26", "2024-02-26")),
        ("[sent to jail]", All((word("sent"), word("to"), word("jail")))),
    ],
)
def test_a_search_means_what_it_says(typed: str, meant: Node) -> None:
    assert root(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('foo AND "bar', All((word("foo"), word("bar")))),
        ('foo "bar OR title:baz', All(tuple(word(w) for w in ("foo", "bar", "or", "title baz")))),
        ('title:"phone crack', All((word("phone", "title"), word("crack")))),
        ("NEAR(", word("near")),
        (")a(", word("a")),
        ("a) first b) second", All(tuple(word(w) for w in ("a", "first", "b", "second")))),
        ("*", None),
        ('"', None),
        ("😀 !", None),
        ("()", None),
        ("NOT -", None),
    ],
)
def test_what_is_left_open_is_searched_as_words(typed: str, meant: Node | None) -> None:
    assert root(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a:x", "There is no field a. Fields: title, text, note, actor, event, tag, source, date."),
        ("actros:x", "There is no field actros; did you mean actor?"),
        ("people:x", "There is no field people; did you mean actor?"),
        ("police (publisher:x)", "did you mean source?"),
        ("title:", "The field title: needs a word right after it, as in title:police."),
        ("title: x", "The field title: needs a word right after it"),
        ("(date:)", "as in date:2024-02."),
        ("tag:***", "The field tag: needs a word"),
        ('note:""', "The field note: needs a word"),
        ("foo AND", 'AND needs a word on either side; to search for the word itself, write "and".'),
        ("OR foo", "OR needs a word on either side"),
        ("foo OR OR bar", "OR needs a word on either side"),
        ("(foo AND) bar", "AND needs a word on either side"),
        ("AND", "AND needs a word on either side"),
        ("foo NOT", "NOT needs a word after it"),
        ("NOT AND foo", "NOT needs a word after it"),
        ("(foo OR bar", "A bracket is not closed: each ( needs its )."),
        ("title:foo)", "A bracket has no beginning"),
        ("(" * 21 + "a" + ")" * 21, "at most 20 deep"),
        ("date:garbage", "garbage is not a date: write 2024, 2024-02"),
        ("date:2025-02-30", "2025-02-30 is not a date"),
        ("date:..", ".. is not a date"),
        ("date:>=", ">= is not a date"),
        ("date:2025..2020", "the wrong way round"),
        ("*phone", "A * stands only at the end of a word, as in surveil*, not in *phone."),
        ("ph*ne", "not in ph*ne"),
        ("date:\udcff", "\ufffd is not a date"),
        ("x" * 1001, "A search has at most 1,000 characters; this one has 1,001."),
    ],
)
def test_what_means_nothing_is_said_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(BadQuery) as raised:
        parse(typed)
    assert said in str(raised.value)


def test_nothing_typed_asks_for_everything_and_no_word_for_nothing() -> None:
    assert parse(" \n").is_empty
    assert not parse(" \n").is_vain
    assert parse("!?").is_vain


def test_a_hit_is_not_expected_to_hold_what_was_ruled_out() -> None:
    assert list(wanted(root("a NOT (b NOT c) OR NOT d"))) == [word("a"), word("c")]


WORDS = ["AND", "OR", "NOT", "title:", "date:", "actor:", "TO", "2024", "..", ">=", "~5", "police"]
PIECES = st.sampled_from([*WORDS, "\r\n", "a:b", *'()"*:[]{}-+', *"'Ó监😀\x00 "])


@settings(max_examples=300, deadline=None)
@example("(" * 500)
@example("NOT " * 250)
@example('"a" ' * 250)
@example("title:" * 166)
@example("date:[" * 166)
@example("a OR (b AND (c NOT (d " * 20)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_whatever_is_typed_is_understood_or_refused_with_a_sentence(typed: str) -> None:
    try:
        parse(typed)
    except BadQuery as refusal:
        assert str(refusal).endswith((".", '".'))  # noqa: PT017 - only a refusal has a sentence


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 1000,
        "a " * 500,
        "(" * 20 + "a" + ")" * 20,
        "date:[" + "to[" * 330,
        '"' * 1000,
        "NOT " * 249 + "a",
        "a:" * 500,
        "[to" * 333,
        "*" * 1000,
    ],
)
def test_no_search_takes_long_to_read(typed: str) -> None:
    parse("warm")
    start = time.process_time()
    with contextlib.suppress(BadQuery):
        parse(typed)
    assert time.process_time() - start < 0.5


def naughty_strings() -> list[str]:
    if not NAUGHTY.exists():
        return []
    text = NAUGHTY.read_text("utf-8", errors="surrogateescape")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def test_naughty_strings_are_understood_or_refused_with_a_sentence() -> None:
    strings = naughty_strings()
    if not strings:
        pytest.skip(f"{NAUGHTY.name} is not on this machine")
    for typed in strings:
        try:
            parse(typed)
        except BadQuery as refusal:
            assert str(refusal).endswith(".")  # noqa: PT017 - only a refusal has a sentence
