"""A capture that was cut is said to be cut; a whole one is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.intake.words.truncation import why_truncated

STORY = "Police in Čačak unlocked the phone of a reporter. 🕊\r\n" * 20


@pytest.mark.parametrize(
    "ending",
    [
        "  + [Z...",
        "* [Replit finds its market](https://exam",
        "the ministry said that the ph...",
        "the ministry said that the…",
        "and so on [...]",
        "and so on […]",
        "and so on (more…)",
    ],
)
def test_a_cut_ending_is_told_with_the_words_it_stops_at(ending: str) -> None:
    sentence = why_truncated(f"{STORY}{ending}\n")
    assert sentence.startswith("The capture looks truncated: ")
    assert ending.rsplit(maxsplit=1)[-1] in sentence


@pytest.mark.parametrize(
    "ending",
    [
        "the end.",
        "he said…”",
        "who knows? ...",
        "[a link](https://example.org/a_(b))",
        "[1] a note",
        "array[0]",
        "— the end —",
    ],
)
def test_a_whole_ending_is_left_alone(ending: str) -> None:
    assert why_truncated(STORY + ending) == ""


@pytest.mark.parametrize(
    "ending",
    [
        "so the value lies in [0, 1).",
        "    a = b[1:",
        "- [x done",
        "and so a = b[0, ...",
        "And she never came back…",
        "He left for Čačak, and then...",
        "We waited until they let him die…",
    ],
)
def test_what_a_person_writes_so_is_no_cut(ending: str) -> None:
    assert why_truncated(f"{STORY}{ending}\r\n") == ""


@pytest.mark.parametrize("ending", ["* [Replit finds its market](https://exam", "  + [Z..."])
def test_plain_text_has_no_links_to_be_cut(ending: str) -> None:
    assert why_truncated(STORY + ending, markdown=False) == ""
    assert why_truncated(STORY + ending) != ""


@pytest.mark.parametrize("ending", ["they took the ph...", "the repor…", "they saw the…"])
def test_a_word_cut_short_is_told_in_plain_text_too(ending: str) -> None:
    assert why_truncated(STORY + ending, markdown=False).endswith("”.")


def test_a_short_note_may_trail_off() -> None:
    assert why_truncated("To be continued...") == ""


def test_of_the_seeds_only_the_capture_that_was_cut_is_flagged(
    seed: Callable[[str], Path],
) -> None:
    flagged = [
        number
        for number in ("000", "001", "002", "003", "004")
        if why_truncated(seed(number).read_text(encoding="utf-8"))
    ]
    assert flagged == ["002"]


def test_no_timeline_event_is_flagged(shared: Path) -> None:
    paths = sorted((shared / "data" / "timeline-events").glob("*.md"))
    assert paths
    assert [path.name for path in paths if why_truncated(path.read_text(encoding="utf-8"))] == []
