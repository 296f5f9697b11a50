"""An event file becomes an event: what it says badly is said to a person and kept as written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, EventDeposit, SourceDeposit
from archivist.intake.reading import read, read_bytes
from archivist.intake.words.timeline import SCALE, is_event, lookalikes

BODY = "Police opened the phone. 🕊\r\n\r\n## More\r\n\r\nIn Čačak.\r\n"


def deposit(*lines: str, body: str = BODY) -> Deposit:
    header = "\r\n".join(["date: 2024-02-21", "title: Žarko’s phone", *lines])
    return read_bytes(f"---\r\n{header}\r\n---\r\n{body}".encode(), "event.md")


def event(*lines: str) -> EventDeposit:
    found = deposit("id: x", *lines).event
    assert found is not None
    return found


def test_an_event_is_told_from_an_article_by_its_keys() -> None:
    assert is_event({"date": "2024", "title": "A", "actors": []})
    assert not is_event({"date": "2024", "title": "A", "url": "https://x.org", "source": "X"})
    assert not is_event({"title": "A", "actors": []})


def test_the_seed_is_read_whole(seed: Callable[[str], Path]) -> None:
    found = read(seed("004"))
    assert found.event is not None
    assert found.event.date == "2021-03-18"
    assert found.event.importance == 8
    assert found.event.actors == ("Cellebrite", "Eitay Mack")
    assert found.event.tags[0] == "surveillance"
    assert found.event.sources[0] == SourceDeposit(
        "https://advox.globalvoices.org/2021/04/07/israeli-phone-hacking-firm-stops-sales-to-belarus-and-russia/",
        "Israeli phone hacking firm stops sales to Belarus and Russia",
        "Global Voices Advox",
        "2021-04-07",
        "2",
        SCALE,
    )
    assert found.event.summary == found.text
    assert found.warnings == ()
    assert (found.title, found.media_type) == (found.event.title, "text/markdown")


def test_the_fields_of_an_event() -> None:
    found = event(
        "importance: 10",
        "status: confirmed",
        "location: [Niš, ' Čačak ']",
        "key_actors: [Ana  Anić, BIA]",
        "tags: [police, 🕊]",
        "category: x",
    )
    assert (found.title, found.date) == ("Žarko’s phone", "2024-02-21")
    assert (found.importance, found.status, found.location) == (10, "confirmed", "Niš; Čačak")
    assert (found.actors, found.tags) == (("Ana Anić", "BIA"), ("police", "🕊"))
    assert found.summary == "Police opened the phone. 🕊"


def test_a_summary_given_as_a_key_goes_before_the_first_paragraph() -> None:
    assert event("description: In short.").summary == "In short."
    assert event("summary: Shorter.", "description: In short.").summary == "Shorter."


@pytest.mark.parametrize("key", ["publisher", "outlet", "publication"])
def test_a_source_names_its_publisher_under_any_of_three_keys(key: str) -> None:
    (source,) = event(f"sources: [{{url: 'https://x.org', {key}: X, archive_url: 'y'}}]").sources
    assert source == SourceDeposit("https://x.org", publisher="X", written={"archive_url": "y"})


def test_a_source_may_be_an_address_or_a_title_alone() -> None:
    first, second = event("sources: ['https://x.org/a', A book]").sources
    assert (first.url, second.title) == ("https://x.org/a", "A book")


def test_the_header_is_kept_to_the_letter_and_the_body_untouched() -> None:
    found = event("importance:   8  # of ten", "date_added: '2025-01-01'")
    assert found.written == {
        "header": "date: 2024-02-21\ntitle: Žarko’s phone\nid: x\n"
        "importance:   8  # of ten\ndate_added: '2025-01-01'",
        "body": BODY,
    }


def test_unknown_keys_stand_in_the_metadata_as_written() -> None:
    found = deposit("id: 010", "verified: no", "notes: {at: '12:30', by: [Ana, ~]}")
    assert found.metadata["verified"] == "no"
    assert found.metadata["notes"] == {"at": "12:30", "by": ["Ana", "~"]}


@pytest.mark.parametrize(
    ("lines", "warning"),
    [
        pytest.param(["actors: Ana"], "line 4: actors must be a list of names", id="row-52-text"),
        pytest.param(["actors: {a: b}"], "line 4: actors must be a list of", id="row-52-map"),
        pytest.param(["actors:"], "line 4: actors must be a list of names", id="row-52-null"),
        pytest.param(["actors: [[Ana], Ben]"], "line 4: actors must be a list", id="row-52-nested"),
        pytest.param(["id: x", "tags: police"], "line 5: tags must be a list", id="row-52-tags"),
        pytest.param(["importance: 99"], "importance “99” is out of range", id="row-53-importance"),
        pytest.param(["importance: 0"], "importance “0” is out of range", id="row-53-nought"),
        pytest.param(["importance: 8.5"], "importance “8.5” is out of", id="row-53-fraction"),
        pytest.param(["importance: high"], "“high” is out of range", id="row-53-word"),
        pytest.param([f"importance: {'9' * 60_000}"], "is out of range", id="row-51-digits"),
        pytest.param(["importance: ٣"], "importance “٣” is out of range", id="row-53-digit"),
        pytest.param(["sources: [{tier: x}]"], "source 1: tier “x” is out of", id="row-53-tier"),
        pytest.param(["sources: x"], "line 4: sources must be a list", id="sources-a-text"),
        pytest.param(["sources: [[]]"], "source 1 is not a source", id="sources-nested"),
        pytest.param(
            ["actors: [Cellebrite, Сellebrite]"],
            "“Сellebrite” looks like “Cellebrite” but differs",
            id="row-23-homoglyph",
        ),
        pytest.param(
            ["actors: ['Ana\u200dAnić']"], "looks like “AnaAnić” but differs", id="row-24-joiner"
        ),
        pytest.param(
            ["actors: ['\u202eAna']"], "differs by invisible characters", id="row-22-in-a-name"
        ),
    ],
)
def test_what_an_event_says_badly_is_a_warning_and_the_file_goes_in(
    lines: list[str], warning: str
) -> None:
    found = deposit(*lines)
    assert found.event is not None
    assert any(warning in sentence for sentence in found.warnings), found.warnings
    assert all(sentence.endswith(".") for sentence in found.warnings)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("2025-02-30", id="row-49-no-such-day"),
        pytest.param("10000-01-01", id="row-55-year-10000"),
        pytest.param("-0001-01-01", id="row-55-before-the-year-1"),
        pytest.param("soon", id="a-word"),
    ],
)
def test_a_date_that_is_none_is_kept_as_written_and_said(written: str) -> None:
    text = f"---\ndate: '{written}'\ntitle: A\nactors: [Ana]\n---\n🕊\r\n"
    found = read_bytes(text.encode(), "event.md")
    assert found.event is not None
    assert found.event.date == written
    sentence = f"line 2: “{written}” is not a date; the event was taken in without one."
    assert found.warnings == (sentence,)
    assert [fact for fact in found.facts if fact.field == "published"] == []


@pytest.mark.parametrize("name", ["event.md", "event.json"])
def test_the_day_of_an_event_is_not_the_day_its_file_was_published(name: str) -> None:
    header = "date: 1971-08-23\ntitle: Žarko 🕊\nactors: []"
    text = JSON if name.endswith("json") else f"---\r\n{header}\r\n---\r\nText\r\n"
    found = read_bytes(text.encode(), name)
    assert found.event is not None
    assert found.event.date
    assert {fact.field for fact in found.facts} == {"title"}


def test_names_too_long_for_a_name_are_said_and_stay_in_the_file() -> None:
    long = ["š" * 301, "Ž" * 400, "w" * 999, "🕊" * 302]
    found = deposit(f"actors: [Ana, {', '.join(long)}]", f"tags: [{'t' * 301}]")
    trouble = "too long for a name (over 300 characters), so left out"
    assert found.warnings == (
        f"line 4: {trouble} of actors: “{'š' * 40}…”, “{'Ž' * 40}…”, “{'w' * 40}…” and 1 more.",
        f"line 5: {trouble} of tags: “{'t' * 40}…”.",
    )
    assert found.event is not None
    assert found.event.actors == ("Ana", *long)


@pytest.mark.parametrize("key", ["actors", "key_actors", "tags", "sources"])
@pytest.mark.parametrize("name", ["event.md", "event.json"])
def test_an_event_that_lists_a_multitude_is_refused(key: str, name: str) -> None:
    def text(count: int) -> bytes:
        values = {"id": "x", "date": "2024", "title": "A", key: [f"A{n}" for n in range(count)]}
        written = json.dumps(values)
        return (written if name.endswith("json") else f"---\n{written}\n---\n🕊\n").encode()

    assert read_bytes(text(1000), name).event is not None
    with pytest.raises(Refused) as refusal:
        read_bytes(text(1001), name)
    sentence = f"The event lists 1,001 {key}; Archivist takes at most 1,000 of them."
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd"])
def test_row_54_an_address_that_could_act_is_kept_as_text(address: str) -> None:
    found = deposit("id: x", f"sources: [{{title: T, url: '{address}'}}]", body="")
    assert found.event is not None
    assert found.event.sources[0].url == address
    assert found.spans == ()


@pytest.mark.parametrize(
    "names",
    [("FBI", "Fbi"), ("Ana", "Ana Anić"), ("Group 1", "Group 10"), ("Ђорђе", "Đorđe"), ()],
)
def test_names_the_eye_tells_apart_need_no_warning(names: tuple[str, ...]) -> None:
    assert list(lookalikes(names)) == []


def test_latin_letters_that_look_like_others_are_warned_of() -> None:
    assert len(list(lookalikes(("Cellebrite", "CelIebrite")))) == 1


def test_an_event_without_a_body_is_read_from_its_header(
    assert_lawful: Callable[[Deposit], None],
) -> None:
    source = "sources: [{title: Report, url: 'https://x.org'}, {url: 'https://y.org'}]"
    found = deposit("id: x", 'summary: "One.\\n\\nTwo. 🕊"', source, body="\n")
    assert_lawful(found)
    assert found.text == "Žarko’s phone\nOne.\nTwo. 🕊\nReport\nhttps://y.org"
    assert [leaf.kind for leaf in found.leaves] == ["h1", "p", "p", "li", "li"]
    assert [span.value for span in found.spans] == ["https://x.org", "https://y.org"]


JSON = """{"id": "x", "date": "2024-02-21", "title": "Žarko’s phone", "importance": 8,
"summary": "One.\\n\\nTwo. 🕊", "actors": ["Ana", "BIA"], "tags": [], "score": 1e3, "open": null,
"sources": [{"url": "https://x.org", "tier": 1, "verified": true}], "n": 12345678901234567890}"""


def test_an_event_written_as_json_is_the_same_event(
    assert_lawful: Callable[[Deposit], None],
) -> None:
    found = read_bytes(JSON.encode(), "event.json")
    assert_lawful(found)
    assert found.event is not None
    assert (found.media_type, found.warnings) == ("application/json", ())
    assert (found.event.importance, found.event.actors) == (8, ("Ana", "BIA"))
    (source,) = found.event.sources
    assert (source.tier, source.scale, source.written) == ("1", SCALE, {"verified": "true"})
    assert found.text == "Žarko’s phone\nOne.\nTwo. 🕊\nhttps://x.org"
    assert found.metadata["n"] == "12345678901234567890"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": NaN}', "The JSON is not valid: NaN is not a number JSON knows."),
        ('{"a": -Infinity}', "The JSON is not valid: -Infinity is not a number JSON knows."),
        ('{"a": 1e999}', "The JSON is not valid: 1e999 is not a number JSON knows."),
        ('{"a": 1, "a": 2}', 'The JSON is not valid: "a" is given twice.'),
        ('{"a": {"b": 1, "b": 1}}', 'The JSON is not valid: "b" is given twice.'),
        ('{"a": 1,\n}', "The JSON is not valid: line 2: "),
        ('{"a": "tab\there"}', "The JSON is not valid: line 1: "),
        ("[" * 100_000, "The JSON is nested deeper than 8 levels."),
        ('{"a":' + "[" * 8 + "]" * 8 + "}", "The JSON is nested deeper than 8 levels."),
        ("[1]", "The JSON is not a timeline event: it is not one object."),
        ('{"title": "A"}', "The JSON is not a timeline event: it has no title, date and actors."),
    ],
)
def test_row_82_json_is_strict(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_bytes(text.encode(), "event.json")
    assert str(refusal.value).startswith(sentence)


def test_row_18_a_lone_surrogate_is_shown_as_replaced() -> None:
    text = JSON.replace("One.", "One\\ud83d.")
    found = read_bytes(text.encode(), "event.json")
    assert "One\ufffd." in found.text
    assert found.original == text.encode()
    assert found.warnings == (
        "In the text 1 character stands as \ufffd, because no text can hold what was there.",
    )


def test_every_real_event_is_read_lawfully_and_without_a_refusal(
    shared: Path, assert_lawful: Callable[[Deposit], None]
) -> None:
    warned: dict[str, Any] = {}
    paths = sorted((shared / "data" / "timeline-events").iterdir())
    assert len(paths) > 600
    for path in paths:
        found = read(path)
        assert_lawful(found)
        assert found.event is not None, path.name
        assert found.event.actors or not found.metadata.get("actors")
        if found.warnings:
            warned[path.name] = found.warnings
    assert [sentence for sentences in warned.values() for sentence in sentences] == [
        "line 6: tags must be a list of names; what is not a name was left out."
    ]
