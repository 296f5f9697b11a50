"""Events leave as they came: what nobody changed equals the file, and what was changed is new."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.archive import Archive
from archivist.errors import Conflict
from archivist.events import Event, Participation, Ref, Source
from archivist.exchange import timeline
from archivist.intake.deposit import EventDeposit
from archivist.intake.reading import read, read_bytes
from archivist.intake.words.front_matter import split
from archivist.naming import LONGEST

_SHARED = Path(__file__).parents[3] / "shared"

HEADER = """id: 2024-02-21--the-stop  # the traffic stop
date: 2024-02-21
title: 'Žarko’s phone'
importance: 8
actors:
  - BIA
  - Žarko Ilić
# where it stood
capture_lanes: [a, 'b: c']
verified: no
sources:
  - url: https://x.org/a
    outlet: X
    tier: 2
    archive_url: 'https://a.org'
"""
BODY = "\r\nPolice opened the phone. 🕊\r\n"
FILE = f"---\n{HEADER}---\n{BODY}"


def as_kept(deposit: EventDeposit | None) -> Event:
    """The event as the room keeps it: names too long for a name stay in the header alone."""
    assert deposit is not None
    return Event(
        n=1,
        id="e" * 32,
        title=deposit.title,
        written_date=deposit.date,
        date=None,
        importance=deposit.importance,
        status=deposit.status,
        location=deposit.location,
        summary=deposit.summary,
        article="",
        written=json.loads(json.dumps(deposit.written)),
        actors=tuple(Participation(name, name) for name in deposit.actors if len(name) <= LONGEST),
        tags=tuple(Ref(name, name) for name in deposit.tags if len(name) <= LONGEST),
        sources=tuple(
            Source(one.url, one.title, one.publisher, one.date, one.tier, one.scale, one.written)
            for one in deposit.sources
        ),
    )


def event(text: str = FILE, name: str = "event.md") -> Event:
    return as_kept(read_bytes(text.encode(), name).event)


def typed(text: str) -> Any:
    header, _body = split(text)
    assert header is not None
    return yaml.load(header, Loader=yaml.CSafeLoader)


def untyped(text: str) -> Any:
    header, _body = split(text)
    assert header is not None
    return yaml.load(header, Loader=yaml.CBaseLoader)  # noqa: S506 -- strings only


def test_an_unchanged_event_is_written_as_it_stood() -> None:
    assert timeline.write(event()) == FILE


def test_a_changed_key_is_written_anew_and_the_others_stay() -> None:
    changed = replace(event(), title="The stop: Pirot", importance=9, status="confirmed")
    assert timeline.write(changed) == FILE.replace(
        "title: 'Žarko’s phone'", 'title: "The stop: Pirot"'
    ).replace("importance: 8", "importance: 9").replace(
        "    archive_url: 'https://a.org'\n",
        "    archive_url: 'https://a.org'\nstatus: confirmed\n",
    )


def test_a_value_taken_away_takes_its_key_away() -> None:
    written = timeline.write(replace(event(), importance=None))
    assert written == FILE.replace("importance: 8\n", "")


def test_actors_of_now_replace_the_list_and_comments_stay() -> None:
    written = timeline.write(replace(event(), actors=(Participation("1", "Ana 🕊"),)))
    assert "# the traffic stop\n" in written
    assert '\nactors:\n  - "Ana 🕊"\n# where it stood\n' in written


def test_a_changed_source_leaves_the_other_and_its_keys_as_they_were() -> None:
    old = event()
    added = Source("https://y.org", "Y", "Y Press", "2024", "1", "timeline 1-3", {"note": "n"})
    found = typed(timeline.write(replace(old, sources=(*old.sources, added))))
    assert found["sources"] == [
        {"url": "https://x.org/a", "outlet": "X", "tier": 2, "archive_url": "https://a.org"},
        {"url": "https://y.org", "title": "Y", "publisher": "Y Press", "date": "2024"}
        | {"tier": 1, "note": "n"},
    ]
    assert list(found["sources"][0]) == ["url", "outlet", "tier", "archive_url"]


def test_an_edited_summary_becomes_a_key_and_the_body_stays() -> None:
    written = timeline.write(replace(event(), summary="In short.\nTwo lines."))
    assert typed(written)["summary"] == "In short.\nTwo lines."
    assert split(written)[1] == BODY
    assert event(written).summary == "In short.\nTwo lines."


def test_an_edit_keeps_what_the_list_held_beside_names() -> None:
    text = FILE.replace("  - BIA\n", f"  - BIA\n  - [nested]\n  - {'w' * 400}\n")
    written = timeline.write(replace(event(text), actors=(Participation("1", "Ana"),)))
    assert typed(written)["actors"] == ["Ana", "w" * 400, ["nested"]]


@pytest.mark.parametrize(
    "header", ["{date: 2024, title: A, actors: [Ana]}", "  date: 2024\n  title: A\n  actors: [Ana]"]
)
def test_a_header_whose_keys_share_lines_is_written_anew_when_changed(header: str) -> None:
    old = event(f"---\n{header}\n---\nB\n")
    assert timeline.write(old) == f"---\n{header}\n---\nB\n"
    written = timeline.write(replace(old, status="open"))
    assert typed(written) == {"date": 2024, "title": "A", "actors": ["Ana"], "status": "open"}


def test_an_order_changed_in_the_archive_is_the_order_written() -> None:
    text = FILE.replace("capture_lanes", "tags: [b, a]\ncapture_lanes")
    old = event(text)
    written = timeline.write(replace(old, actors=old.actors[::-1], tags=old.tags[::-1]))
    assert typed(written) == typed(text) | {"actors": ["Žarko Ilić", "BIA"], "tags": ["a", "b"]}
    assert written == text.replace(
        "  - BIA\n  - Žarko Ilić\n", "  - Žarko Ilić\n  - BIA\n"
    ).replace("tags: [b, a]", "tags:\n  - a\n  - b")


def test_a_source_that_changed_keeps_the_keys_of_its_file_and_what_it_knows_besides() -> None:
    text = FILE.replace("    tier: 2\n", "    tier: 2\n    verified: true  # by hand\n")
    old = event(text)
    (source,) = old.sources
    written = timeline.write(replace(old, sources=(replace(source, publisher="Ž", tier="1"),)))
    assert written == text.replace("outlet: X", "outlet: Ž").replace("tier: 2", "tier: 1")


def test_sources_put_in_another_order_or_taken_away_are_copied() -> None:
    more = "  - https://y.org\n  # a book\n  - {title: Book, pages: 010}\n"
    text = FILE.replace(
        "    archive_url: 'https://a.org'\n", f"    archive_url: 'https://a.org'\n{more}"
    )
    old = event(text)
    first, second, third = old.sources
    assert timeline.write(replace(old, sources=(first, third))) == text.replace(
        "  - https://y.org\n", ""
    )
    written = timeline.write(replace(old, sources=(second, replace(third, publisher="Z"), first)))
    assert typed(written)["sources"] == [
        "https://y.org",
        {"title": "Book", "pages": 8, "publisher": "Z"},
        typed(text)["sources"][0],
    ]


def test_an_event_born_as_long_json_can_leave_too() -> None:
    values = json.loads(JSON) | {"details": "š🕊" * 40_000}
    written = timeline.write(event(json.dumps(values), "event.json"))
    assert typed(written) == values


def test_a_source_added_to_any_real_event_leaves_all_else_to_the_letter(
    campaign_count: Callable[[int, int], int],
) -> None:
    paths = [path for path in _events() if path.suffix == ".md"]
    if not paths:
        pytest.skip("the real material (../shared) is not beside the repository")
    added = Source("https://y.org", "Ž 🕊", tier="1", scale="timeline 1-3")
    for path in paths[:: max(1, len(paths) // campaign_count(60, len(paths)))]:
        text = path.read_bytes().decode()
        old = as_kept(read(path).event)
        written = timeline.write(replace(old, sources=(*old.sources, added)))
        before, after = typed(text), typed(written)
        entry = {"url": "https://y.org", "title": "Ž 🕊", "tier": 1}
        assert after == before | {"sources": [*(before.get("sources") or []), entry]}, path.name
        assert set(text.split("\n")) <= set(written.split("\n")) | {"sources: []"}, path.name


def test_a_header_that_is_not_yaml_is_changed_line_by_line() -> None:
    text = "---\ndate: 2024\ntitle: A: b\nactors:\n- Ana\n---\nB\n"
    assert timeline.write(event(text)) == text
    changed = timeline.write(replace(event(text), importance=3))
    assert changed == text.replace("- Ana\n", "- Ana\nimportance: 3\n")


def test_an_event_made_here_has_the_keys_of_the_family() -> None:
    made = replace(event(), written={}, summary="Police opened it. 🕊", status="")
    written = timeline.write(made)
    assert typed(written) == {
        "id": "2024-02-21--zarko-s-phone",
        "date": "2024-02-21",
        "title": "Žarko’s phone",
        "importance": 8,
        "actors": ["BIA", "Žarko Ilić"],
        "sources": [
            {"url": "https://x.org/a", "publisher": "X", "tier": 2, "archive_url": "https://a.org"}
        ],
    }
    again = event(written)
    assert (again.title, again.actors, again.summary) == (made.title, made.actors, made.summary)


JSON = """{"id": "j", "date": "2024-02-21", "title": "No: 8", "importance": 8, "actors": [],
"flag": true, "none": null, "rate": 1.5e-7, "big": 12345678901234567890, "whole": 2.0,
"odd": "\\u2028 \\u0000 \\ud83d\\ude00 \\"q\\" ~ \\r\\n", "deep": [[], {}, [{"a": ["b"]}]],
"yes": "no", "1": "12:30", "sources": [{"tier": 1, "url": "https://x.org"}]}"""


def test_an_event_born_as_json_is_written_as_markdown_with_the_same_values() -> None:
    written = timeline.write(event(JSON, "event.json"))
    assert typed(written) == json.loads(JSON)
    assert list(typed(written)) == list(json.loads(JSON))
    assert timeline.write(event(written)) == written


def _events() -> list[Path]:
    return sorted((_SHARED / "data" / "timeline-events").glob("*.*"))


def test_every_real_event_written_back_equals_its_file() -> None:
    paths = [*_events(), *(_SHARED / "seeds").glob("004_*.txt")]
    if not paths:
        pytest.skip("the real material (../shared) is not beside the repository")
    for path in paths:
        written = timeline.write(as_kept(read(path).event))
        text = path.read_bytes().decode()
        if path.suffix == ".json":
            assert typed(written) == json.loads(text), path.name
            continue
        assert typed(written) == typed(text), path.name
        assert untyped(written) == untyped(text), path.name
        assert list(untyped(written)) == list(untyped(text)), path.name
        assert written == text, path.name


def test_every_real_event_with_one_change_differs_in_that_alone() -> None:
    for path in _events()[::7]:
        old = as_kept(read(path).event)
        written = timeline.write(replace(old, title="New: title", importance=1))
        before = typed(timeline.write(old))
        assert typed(written) == before | {"title": "New: title", "importance": 1}, path.name


_NAMES = st.text(min_size=1, max_size=12).map(lambda name: " ".join(name.split())).filter(bool)


@settings(max_examples=100, deadline=None)
@given(title=_NAMES, status=_NAMES, names=st.lists(_NAMES, unique=True), header=st.booleans())
def test_whatever_is_changed_reads_back(
    title: str, status: str, names: list[str], *, header: bool
) -> None:
    actors = tuple(Participation(name, name) for name in names)
    old = event() if header else replace(event(), written={})
    written = timeline.write(replace(old, title=title, status=status, actors=actors))
    again = typed(written)
    assert (again["title"], again["status"]) == (title, status)
    assert again.get("actors", []) == names
    if header:
        assert again["capture_lanes"] == ["a", "b: c"]
        assert split(written)[1] == BODY


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("2024-02-21--the-stop", "2024-02-21--the-stop.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("CON", "event-CON.md"),
        ("NUL.txt", "event-NUL.txt.md"),
        ("a:b", "a-b.md"),
        ("x.", "x.md"),
        ("-rf", "rf.md"),
        ("a\\nb", "a-b.md"),
        ("...", "untitled.md"),
        ("š" * 60, "š" * 32 + ".md"),
        ("%2e%2f", "2e-2f.md"),
    ],
)
def test_rows_29_to_35_a_file_is_named_safely(known: str, name: str) -> None:
    text = f'---\nid: "{known}"\ndate: 2024\ntitle: A\nactors: []\n---\n🕊\n'
    assert timeline.file_name(event(text)) == name


def test_an_event_without_an_id_is_named_by_date_and_title() -> None:
    assert timeline.file_name(replace(event(), written={})) == "2024-02-21--zarko-s-phone.md"


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_bytes(FILE.encode())
    (folder / "b.md").write_bytes(FILE.replace("8", "7").encode())
    (folder / "c.json").write_bytes(JSON.encode())
    assert [line.status for line in archive.import_from([folder])] == ["imported"] * 3
    return archive


def test_an_archive_exports_a_file_an_event_and_ids_may_stand_twice(
    filled: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "out 🕊"
    paths = list(timeline.export(filled, folder))
    assert sorted(path.name for path in paths) == [
        "2024-02-21--the-stop-2.md",
        "2024-02-21--the-stop.md",
        "j.md",
    ]
    assert sorted(folder.iterdir()) == sorted(paths)
    assert {path.read_bytes() for path in paths} >= {FILE.encode(), FILE.replace("8", "7").encode()}
    assert typed((folder / "j.md").read_text(encoding="utf-8")) == json.loads(JSON)


def test_an_edit_in_the_archive_is_what_is_exported(filled: Archive, tmp_path: Path) -> None:
    old = filled.events.named("No: 8")
    assert old is not None
    filled.events.edit(old.id, title="Yes", tags=[filled.tags.add("nova 🕊").id])
    list(timeline.export(filled, tmp_path / "out"))
    found = typed((tmp_path / "out" / "j.md").read_text(encoding="utf-8"))
    assert found == json.loads(JSON) | {"title": "Yes", "tags": ["nova 🕊"]}


def test_a_folder_that_holds_something_is_left_alone(filled: Archive, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.md").write_text("x")
    with pytest.raises(Conflict, match=r"^The folder “out” is not empty\. Choose an empty one\.$"):
        list(timeline.export(filled, tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.md"]


def test_a_disk_that_refuses_leaves_no_half_file(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        list(timeline.export(filled, tmp_path / "out"))
    assert list((tmp_path / "out").iterdir()) == []


def test_real_events_leave_the_archive_as_they_came(
    archive: Archive, tmp_path: Path, campaign_count: Callable[[int, int], int]
) -> None:
    every = _events()
    if not every:
        pytest.skip("the real material (../shared) is not beside the repository")
    chosen = every[:: max(1, len(every) // campaign_count(60, len(every)))]
    assert {line.status for line in archive.import_from(chosen)} == {"imported"}
    written = {
        path.read_text(encoding="utf-8") for path in timeline.export(archive, tmp_path / "o")
    }
    assert len(written) == len(chosen)
    for path in chosen:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            assert text in written, path.name
