"""A header is changed in place: what nobody changed keeps its lines, types, quotes and comments."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.exchange.header import rewritten
from archivist.intake.words import front_matter, yaml_text

SOURCE = """\
title: 'Žarko’s phone 🕊'  # as told
actors:
  # of the state
  - BIA   # the agency
  - "Police"

  # of the press
  - Žarko Ilić
# beneath
flags: {verified: yes, at: 12:30}
sources:
- url: https://x.org/a  # the report
  verified: true
  n: 010
  notes: |
    One.
    # no comment

    Two.
-
  url: https://y.org
  read: no
- {url: https://z.org, read: 2024-05-06, n: 010}
last: ~"""


def typed(source: str) -> Any:
    return yaml.load(source, Loader=yaml.CSafeLoader)


def values(source: str) -> dict[str, Any]:
    found = front_matter.read(source)
    assert found is not None
    return dict(found.values)


def test_without_changes_it_is_what_it_was() -> None:
    assert rewritten(SOURCE, {}) == SOURCE


def test_an_entry_added_leaves_every_line() -> None:
    names = [*values(SOURCE)["actors"], "Ana: Anić"]
    assert rewritten(SOURCE, {"actors": names}) == SOURCE.replace(
        "  - Žarko Ilić\n", '  - Žarko Ilić\n  - "Ana: Anić"\n'
    )


def test_an_entry_taken_away_leaves_the_comments_above_it() -> None:
    found = rewritten(SOURCE, {"actors": ["BIA", "Žarko Ilić"]})
    assert found == SOURCE.replace('  - "Police"\n', "")
    found = rewritten(SOURCE, {"actors": ["Police", "Žarko Ilić"]})
    assert found == SOURCE.replace("  - BIA   # the agency\n", "")


def test_entries_put_in_another_order_take_their_comments_along() -> None:
    found = rewritten(SOURCE, {"actors": ["Žarko Ilić", "BIA", "Police"]})
    assert found == SOURCE.replace(
        SOURCE[SOURCE.index("  # of the state") : SOURCE.index("# beneath")],
        "\n  # of the press\n  - Žarko Ilić\n"
        '  # of the state\n  - BIA   # the agency\n  - "Police"\n',
    )


def test_a_source_added_leaves_the_others_to_the_letter() -> None:
    entries = [*values(SOURCE)["sources"], {"url": "https://w.org", "nr": yaml_text.Plain("1")}]
    found = rewritten(SOURCE, {"sources": entries})
    assert found == SOURCE.replace("last: ~", '- url: "https://w.org"\n  nr: 1\nlast: ~')


def test_one_key_of_a_source_is_changed_in_its_line() -> None:
    first, *others = values(SOURCE)["sources"]
    found = rewritten(SOURCE, {"sources": [first | {"n": "11", "by": "Ana"}, *others]})
    assert found == SOURCE.replace("  n: 010\n  notes", '  n: "11"\n  notes').replace(
        "    Two.\n", "    Two.\n  by: Ana\n"
    )


def test_an_entry_of_another_shape_is_written_anew_and_keeps_its_types() -> None:
    first, second, third = values(SOURCE)["sources"]
    second, third = second | {"tier": "2"}, third | {"tier": "3"}
    found = typed(rewritten(SOURCE, {"sources": [first, second, third]}))["sources"]
    before = typed(SOURCE)["sources"]
    assert found == [before[0], before[1] | {"tier": "2"}, before[2] | {"tier": "3"}]


def test_a_header_in_braces_keeps_its_types() -> None:
    source = "{title: Flow, date: 2024-05-06, actors: [X, 010], n: 010, yes: no, 'q': '1', e: }"
    found = rewritten(source, {"importance": 3, "actors": ["X", "010", "Y"]})
    assert typed(found) == typed(source) | {"importance": 3, "actors": ["X", 8, "Y"]}
    assert list(typed(found)) == [*typed(source), "importance"]


def test_a_list_in_brackets_keeps_its_types() -> None:
    found = rewritten("tags: [a, 010, no]\nn: 1 # one", {"tags": ["a", "010", "no", "b"]})
    assert found == "tags:\n  - a\n  - 010\n  - no\n  - b\nn: 1 # one"


def test_a_list_taken_empty_is_one() -> None:
    assert typed(rewritten(SOURCE, {"actors": []})) == typed(SOURCE) | {"actors": []}


def test_a_header_that_is_not_yaml_keeps_its_lines() -> None:
    source = "title: A: b\ntags:\n- one\n# note\n- two\nn: 1"
    assert rewritten(source, {"tags": ["two", "three"]}) == source.replace("- one\n", "").replace(
        "- two\n", "- two\n- three\n"
    )


_NAMES = st.sampled_from(["a", "b c", "no", "010", "č 🕊", "x: y", "- z", "#w", "", "'q'", '"', "|"])
_ENTRIES = st.dictionaries(st.sampled_from(["url", "n", "tier"]), _NAMES, min_size=1) | _NAMES
_LISTS = st.lists(_ENTRIES, max_size=4)


@pytest.mark.parametrize("before", ["k: 1\n", ""])
@settings(max_examples=150, deadline=None)
@given(old=_LISTS, new=_LISTS, quoted=st.booleans())
@example(old=[{"url": '"'}, {"tier": "#w", "url": "a"}], new=[], quoted=False)
def test_whatever_list_becomes_another_reads_back(
    before: str, old: list[Any], new: list[Any], *, quoted: bool
) -> None:
    block = yaml_text.block({"list": old})
    source = f"{before}{block if quoted else block.replace(chr(34), chr(39))}\nlast: no"
    try:
        assert values(source)["list"] is not None
        typed(source)
    except (yaml.YAMLError, Refused, KeyError):  # other quotes made another thing of it, or none
        source = f"{before}{block}\nlast: no"
    found = rewritten(source, {"list": new})
    assert values(found)["list"] == new
    kept = {key: value for key, value in typed(source).items() if key != "list"}
    assert {key: value for key, value in typed(found).items() if key != "list"} == kept
