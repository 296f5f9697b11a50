"""A header is read from YAML events: no surprise types, and a sentence for what is refused."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.intake.words import front_matter, yaml_text
from archivist.intake.words.front_matter import Header, is_unclosed, key_spans, split


def header(source: str) -> Header:
    found = front_matter.read(source)
    assert found is not None
    return found


def test_a_header_stands_between_two_rules_and_the_body_is_untouched() -> None:
    text = "---\r\ntitle: Ana 🕊\r\ndate: 2021\r\n---\r\n\r\nBody\r\nmore"
    assert split(text) == ("title: Ana 🕊\ndate: 2021", "\r\nBody\r\nmore")


@pytest.mark.parametrize(
    "text", ["", "---", "---\n", "--- \nno end\n", " ---\na: b\n---\n", "--\n"]
)
def test_without_both_rules_there_is_no_header(text: str) -> None:
    assert split(text) == (None, text)


def test_an_empty_header_is_a_header() -> None:
    assert split("---\n---\nBody") == ("", "Body")
    assert header("") == Header()


def test_row_38_a_header_that_is_never_closed_is_told_from_a_rule() -> None:
    assert is_unclosed("---\ntitle: A\nBody")
    assert not is_unclosed("---\n\nA text under a rule")
    assert not is_unclosed("---\ntitle: A\n---\nBody")


HOSTILE = [
    pytest.param("a: " + "x" * 65536, "is larger than 64 KiB", id="row-39-64-KiB"),
    pytest.param("a: " + "š" * 33000, "is larger than 64 KiB", id="row-39-64-KiB-of-UTF-8"),
    pytest.param("a: " + "[" * 50_000, "line 2: it is nested deeper than 8", id="row-40-brackets"),
    pytest.param("a: " + "{b: " * 9_000, "line 2: it is nested deeper than 8", id="row-40-braces"),
    pytest.param("a:\n  " + "- " * 9_000, "line 3: it is nested deeper than", id="row-40-dashes"),
    pytest.param("{a: " + "[" * 9_000, "line 2: it is nested deeper than 8", id="row-40-in-a-flow"),
    pytest.param("a: " + "[" * 100_000, "is larger than 64 KiB", id="row-40-too-many-brackets"),
    pytest.param(
        "\n".join("  " * level + "a:" for level in range(100)),
        "line 10: it is nested deeper than 8",
        id="row-40-indents",
    ),
    pytest.param(
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "line 2: anchors and aliases are not accepted",
        id="row-41-billion-laughs",
    ),
    pytest.param("a: b\nc: *a", "line 3: anchors and aliases", id="row-41-an-alias-alone"),
    pytest.param("a: &a\n  - *a", "line 2: anchors and aliases", id="row-42-recursive"),
    pytest.param("&a a: b", "line 2: anchors and aliases", id="row-42-on-a-key"),
    pytest.param("&a\na: b", "line 2: anchors and aliases", id="row-42-on-the-whole"),
    pytest.param("a: &a {x: y}\n<<: *a", "line 2: anchors and aliases", id="row-43-merge-keys"),
    pytest.param(
        "a: !!python/object/apply:os.system [ls]",
        "line 2: tags are not accepted",
        id="row-44-python-tag",
    ),
    pytest.param("a: 1\nb: !x 2", "line 3: tags are not accepted", id="row-44-own-tag"),
    pytest.param("a: 1\n!!str b: 2", "line 3: tags are not accepted", id="row-44-on-a-key"),
    pytest.param("!!map\na: b", "line 2: tags are not accepted", id="row-44-on-the-whole"),
    pytest.param("title: A\ntitle: B", 'line 3: "title" is given twice', id="row-45-duplicate"),
    pytest.param("a:\n  b: 1\n  b: 2", 'line 4: "b" is given twice', id="row-45-nested"),
    pytest.param(
        'title: A: b\ntitle: "c"', 'line 3: "title" is given twice', id="row-45-line-by-line"
    ),
    pytest.param("t: A\n[a, b]: c", "line 3: a key must be plain text", id="row-46-list-key"),
    pytest.param("? {a: b}\n: c", "line 2: a key must be plain text", id="row-46-map-key"),
    pytest.param(
        "actors:\n\t- Ana",
        "line 3: found character that cannot start any token",
        id="row-47-tab",
    ),
    pytest.param("a: b\n...\n---\nc: d", "more than one YAML document", id="row-48-two-documents"),
    pytest.param("a: b\n...\nc: d", "more than one YAML document", id="row-48-after-dots"),
]


@pytest.mark.timeout(5)
@pytest.mark.parametrize(("source", "trouble"), HOSTILE)
def test_what_no_header_needs_is_refused_in_a_sentence(source: str, trouble: str) -> None:
    with pytest.raises(Refused) as refusal:
        front_matter.read(source)
    sentence = str(refusal.value)
    assert trouble in sentence
    assert sentence.startswith("The front matter ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "written",
    ["no", "12:30:45", "010", "=", "1.10", "~", "2025-02-30", "0x1F", "1_000", "9" * 60_000],
)
def test_rows_50_and_51_scalars_stay_the_text_written(written: str) -> None:
    assert header(f"a: {written}").values == {"a": written}


def test_escapes_bring_back_nothing_a_text_may_not_hold() -> None:
    assert header('a: "x\\0y\\u2028z"').values == {"a": "x\ufffdy\nz"}


def test_nested_lists_and_maps_are_read_in_order() -> None:
    source = "sources:\n  - url: x\n    tier: 2\n  - []\n  - {}\n  - y\nlast: z"
    found = header(source)
    assert found.values == {"sources": [{"url": "x", "tier": "2"}, [], {}, "y"], "last": "z"}
    assert found.lines == {"sources": 2, "last": 8}


@pytest.mark.parametrize("source", ["just prose", "- a\n- b", "A line, and *more", "[" * 9_000])
def test_prose_between_two_rules_is_no_header(source: str) -> None:
    assert front_matter.read(source) is None


def test_a_comment_alone_holds_no_values() -> None:
    assert header("# only a comment") == Header()


def test_a_title_with_an_unquoted_colon_is_read_line_by_line_and_said() -> None:
    found = header("title: Serbia: a digital prison\nurl: https://x.org/a\ntags:\n- a\n- b: c\nn:")
    assert found.values == {
        "title": "Serbia: a digital prison",
        "url": "https://x.org/a",
        "tags": ["a", "b: c"],
        "n": "",
    }
    assert found.lines == {"title": 2, "url": 3, "tags": 4, "n": 7}
    assert found.warnings == ("The front matter is not valid YAML; it was read line by line.",)


def test_line_by_line_takes_matching_quotes_away() -> None:
    assert header("title: 'A' and: b\nby: 'Ana'").values == {"title": "'A' and: b", "by": "Ana"}


def test_each_key_knows_its_lines_and_not_the_comments_of_the_next() -> None:
    source = "a: 1\nb:\n  - x\n# about c\n\nc: |\n  two\n  lines"
    assert key_spans(source) == {"a": (0, 1), "b": (1, 3), "c": (5, 8)}


@pytest.mark.parametrize("source", ["{a: 1, b: 2}", "  a: 1\n  b: 2"])
def test_keys_without_lines_of_their_own_have_no_spans(source: str) -> None:
    assert key_spans(source) is None


_VALUES = st.recursive(
    st.text() | st.booleans() | st.none() | st.integers() | st.floats(allow_nan=False),
    lambda child: st.lists(child, max_size=3) | st.dictionaries(st.text(), child, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(), _VALUES, max_size=4))
def test_written_values_read_back_the_same_by_any_loader(values: dict[str, object]) -> None:
    assert yaml.safe_load(yaml_text.block(values)) == (values or None)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(), st.text() | st.lists(st.text(), min_size=1), min_size=1))
def test_written_texts_read_back_as_texts_even_without_types(values: dict[str, object]) -> None:
    assert yaml.load(yaml_text.block(values), Loader=yaml.BaseLoader) == values  # noqa: S506 -- strings only
