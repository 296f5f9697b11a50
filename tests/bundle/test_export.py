"""From a real archive to a bundle a stranger can check."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import bagit
import pytest

from archivist import __version__
from archivist.archive import Archive
from archivist.assets import sample_archive
from archivist.bundle.bag import bag
from archivist.bundle.choosing import choose
from archivist.bundle.export import Issue, Stopped, _watched, export
from archivist.bundle.freeze import freeze
from archivist.bundle.model import Model
from archivist.bundle.selection import Selection
from archivist.bundle.verify import is_bundle, verify
from archivist.errors import BadQuery, Conflict, Damaged, NotFound, Refused
from archivist.events import Source
from archivist.fixity import sha256_file, tree
from archivist.intake.reading import read_bytes

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

FIRST = (
    "Supplier withdraws 📱 from Serbia\r\n"
    "Slaviša Milanov was stopped in February.\r\n"
    "The firm’s spokesman, Victor Roe, declined to comment.\r\n"
)
SECOND = "---\ntitle: After the reports\ndate: 2025-02-27\n---\n\nŽene u crnom 🖤 said *nothing*.\n"
THIRD = "CANARYTITLE\nCANARYTEXT with Milanov in it.\n"


@pytest.fixture
def case(archive: Archive) -> Archive:
    """Three articles; two share an actor, one of them an event; much else is not to leave."""
    for content, name in ((FIRST, "первый 📄.txt"), (SECOND, "second.md"), (THIRD, "third.txt")):
        archive.accession(read_bytes(content.encode(), name))
    milanov = archive.actors.add("Slaviša Milanov", kind="person", aliases=["Славиша Миланов"])
    roe = archive.actors.add("Victor Roe", aliases=["CANARYALIAS"])
    stop = archive.events.add(
        "A stop on the road",
        date="2024-02",
        actors=[(milanov.id, "stopped"), (roe.id, "CANARYROLE")],
        sources=[Source(url="https://example.org/stop", title="Report", tier="1", scale="ours")],
    )
    archive.events.add("CANARYEVENT", date="2023", summary="CANARYSUMMARY")
    misuse, other = archive.tags.add("misuse"), archive.tags.add("CANARYTAG")
    bears_on = {"tags": [misuse.id], "actors": [milanov.id], "events": [stop.id]}
    mark(archive, "Supplier", "Slaviša Milanov", note="named", **bears_on)
    mark(archive, "After", "Žene u crnom 🖤", note="group", tags=[misuse.id])
    for title, quote in (("Supplier", "Victor Roe"), ("CANARYTITLE", "Milanov")):
        mark(archive, title, quote, note="CANARYNOTE", tags=[other.id], actors=[roe.id])
    return archive


def mark(case: Archive, title: str, quote: str, **more: Any) -> None:
    text = case.articles.text_of(case.articles.get(article(case, title))).text
    start = text.index(quote)
    case.annotations.highlight(article(case, title), start, start + len(quote), **more)


def chosen(case: Archive, *, actor: str = "", event: str = "", tag: str = "") -> Selection:
    """What refers to the actor, event or tag of that name."""
    actors, events, tags = case.actors.named(actor), case.events.named(event), case.tags.named(tag)
    return Selection(
        actors=(actors.id,) if actors else (),
        events=(events.id,) if events else (),
        tags=(tags.id,) if tags else (),
    )


def article(case: Archive, title: str) -> str:
    return next(each.id for each in case.articles.all() if each.title.startswith(title))


def model_of(case: Archive, selection: Selection) -> Model:
    return freeze(
        case, choose(case, selection), title="t", reference="r", issued_at="2026-11-21T20:00:00Z"
    )


def told(model: Model) -> list[tuple[str, list[str]]]:
    return [
        (exhibit.title.split()[0], [passage.exact for passage in exhibit.passages])
        for exhibit in model.exhibits
    ]


def make(case: Archive, destination: Path, selection: Selection | None = None) -> Issue:
    selection = selection or chosen(case, actor="Slaviša Milanov")
    return export(case, destination, selection, title="Phones 📱", reference="SRB-1")


# What is chosen


def test_an_actor_chooses_the_passages_that_refer_to_it(case: Archive) -> None:
    model = model_of(case, chosen(case, actor="Slaviša Milanov"))
    assert told(model) == [("Supplier", ["Slaviša Milanov"])]


def test_a_tag_chooses_across_articles_and_an_event_within_one(case: Archive) -> None:
    by_tag = model_of(case, chosen(case, tag="misuse"))
    assert told(by_tag) == [("After", ["Žene u crnom 🖤"]), ("Supplier", ["Slaviša Milanov"])]
    by_event = model_of(case, chosen(case, event="A stop on the road"))
    assert told(by_event) == [("Supplier", ["Slaviša Milanov"])]


def test_an_article_named_brings_all_its_highlights(case: Archive) -> None:
    model = model_of(case, Selection(articles=(article(case, "Supplier"),)))
    assert told(model) == [("Supplier", ["Slaviša Milanov", "Victor Roe"])]


def test_a_query_brings_the_articles_it_finds_marked_or_not(case: Archive) -> None:
    case.accession(read_bytes(b"Unmarked\nThe spokesman again.\n", "unmarked.txt"))
    model = model_of(case, Selection(query="spokesman"))
    assert sorted(told(model)) == [
        ("Supplier", ["Slaviša Milanov", "Victor Roe"]),
        ("Unmarked", []),
    ]


def test_criteria_add_up_and_an_exhibit_is_there_once(case: Archive) -> None:
    both = Selection(
        articles=(article(case, "After"),),
        tags=chosen(case, tag="misuse").tags,
        actors=chosen(case, actor="Victor Roe").actors,
    )
    assert [title for title, _ in told(model_of(case, both))] == [
        *("After", "Supplier", "CANARYTITLE"),
    ]
    assert told(model_of(case, both))[1][1] == ["Slaviša Milanov", "Victor Roe"]


def test_a_span_of_days_keeps_what_was_published_in_it(case: Archive) -> None:
    tag = chosen(case, tag="misuse").tags
    within = Selection(tags=tag, earliest="2025-02-01", latest="2025-02-28")
    assert [title for title, _ in told(model_of(case, within))] == ["After"]
    alone = Selection(earliest="2025-02-27")
    assert told(model_of(case, alone)) == [("After", ["Žene u crnom 🖤"])]
    named = Selection(articles=(article(case, "Supplier"),), earliest="2025-02-27")
    assert [title for title, _ in told(model_of(case, named))] == ["Supplier"]


def test_a_choice_that_finds_nothing_is_refused(case: Archive) -> None:
    with pytest.raises(Refused, match="Nothing in the archive answers to what was chosen"):
        model_of(case, Selection(query="nowhere-to-be-found"))
    with pytest.raises(NotFound):
        model_of(case, Selection(actors=("0" * 32,)))
    with pytest.raises(BadQuery):
        model_of(case, Selection(query="nonesuch:x"))


def test_a_quote_that_is_not_what_stands_in_its_text_stops_the_bundle(case: Archive) -> None:
    forged = "UPDATE text SET body = replace(body, 'Milanov', 'Milanow')"
    case._store._connection.execute(forged)
    with pytest.raises(
        Damaged, match=r"Passage A-001/1 of .* is no longer what stands in its text"
    ):
        model_of(case, chosen(case, actor="Slaviša Milanov"))


# What leaves


def test_the_bundle_verifies_by_every_way_it_names(case: Archive, tmp_path: Path) -> None:
    issue = make(case, tmp_path / "bundle")
    checks = verify(tmp_path / "bundle")
    assert [check for check in checks if not check.ok] == []
    assert checks[-1].check == "rendering"
    assert bagit.Bag(str(tmp_path / "bundle")).validate()
    command = [sys.executable, "-I", str(tmp_path / "bundle" / "data" / "verify.py")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "The bundle agrees with itself.\n" in done.stdout
    assert f"SHA-256 of tagmanifest-sha256.txt: {issue.manifest_sha256};" in done.stdout
    assert issue.manifest_sha256 == sha256_file(tmp_path / "bundle" / "tagmanifest-sha256.txt")
    assert issue.path == tmp_path / "bundle"
    assert set(issue.files) == {
        name for name in tree(tmp_path / "bundle") if name.startswith("data/")
    }


def test_originals_leave_as_they_came_and_texts_as_they_are_cited(
    case: Archive, tmp_path: Path
) -> None:
    make(case, tmp_path / "bundle", chosen(case, tag="misuse"))
    data = tmp_path / "bundle" / "data"
    assert (data / "originals" / "A-001.md").read_bytes() == SECOND.encode()
    assert (data / "originals" / "A-002.txt").read_bytes() == FIRST.encode()
    assert (data / "exhibits" / "A-002.txt").read_bytes().decode() == (
        FIRST.replace("\r\n", "\n").rstrip("\n")
    )


def test_a_bundle_says_only_what_was_chosen(case: Archive, tmp_path: Path) -> None:
    """Neither the other article nor another passage's note, tag, people or event is anywhere."""
    make(case, tmp_path / "bundle")
    for path in sorted((tmp_path / "bundle").rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            assert b"CANARY" not in content, path.name
            assert str(tmp_path).encode() not in content, path.name
    model = json.loads((tmp_path / "bundle" / "data" / "bundle.json").read_bytes())
    assert [actor["name"] for actor in model["actors"]] == ["Slaviša Milanov"]
    assert [tag["name"] for tag in model["tags"]] == ["misuse"]
    (event,) = model["events"]
    assert (event["title"], event["sources"][0]["tier"]) == ("A stop on the road", "1")
    assert [role["role"] for role in event["actors"]] == ["stopped"]


def test_the_custody_record_says_when_it_came_and_who_marked_it(
    case: Archive, tmp_path: Path
) -> None:
    make(case, tmp_path / "bundle")
    lines = (tmp_path / "bundle" / "data" / "custody.jsonl").read_text("utf-8").splitlines()
    entries = [json.loads(line) for line in lines[1:]]
    assert [(entry["about"], entry["entry"]["action"]) for entry in entries] == [
        (["A-001"], "import"),
        (["A-001/1"], "highlight"),
    ]
    assert {entry["entry"]["agent"] for entry in entries} == {"R-1"}


def test_the_same_issue_gives_the_same_bytes(case: Archive, tmp_path: Path) -> None:
    selection = chosen(case, tag="misuse")
    for name in ("one", "two"):
        folder = tmp_path / name
        bundle = tmp_path / "bundle"
        model = model_of(case, selection)
        bag(bundle, _watched(case, model, None, bool), {})
        bundle.rename(folder)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_issue_is_written_down_in_the_archive(case: Archive, tmp_path: Path) -> None:
    issue = make(case, tmp_path / "bundle")
    (known,) = case.issues.all()
    assert (known.reference, known.title) == ("SRB-1", "Phones 📱")
    assert (known.exhibits, known.passages) == (1, 1)
    assert known.manifest_sha256 == issue.manifest_sha256
    assert case.log()[-1].action == "issue bundle"


def test_a_bundle_without_a_name_gets_one_a_day(case: Archive, tmp_path: Path) -> None:
    selection = chosen(case, actor="Slaviša Milanov")
    issues = [export(case, tmp_path / str(n), selection) for n in range(3)]
    assert [issue.reference for issue in issues] == [
        *("BUNDLE-2026-11-21", "BUNDLE-2026-11-21-2", "BUNDLE-2026-11-21-3"),
    ]
    assert {issue.title for issue in issues} == {"Evidence bundle"}


def test_tables_name_the_people_the_passages_refer_to(case: Archive, tmp_path: Path) -> None:
    make(case, tmp_path / "bundle")
    content = (tmp_path / "bundle" / "data" / "people.csv").read_text("utf-8-sig").splitlines()
    (row,) = csv.DictReader(content)
    assert row["name"] == "Slaviša Milanov"
    assert row["also_called"] == "Славиша Миланов"
    assert row["passages"] == "A-001/1"


def test_what_the_archive_says_of_a_name_stays_there(case: Archive, tmp_path: Path) -> None:
    """Names that are said of a passage go along; their descriptions and other aliases do not."""
    milanov, misuse = case.actors.named("Slaviša Milanov"), case.tags.named("misuse")
    assert milanov
    assert misuse
    aliases = [*milanov.aliases, "CANARYNAME", "SLAVISA MILANOV", "Milan"]
    case.actors.edit(milanov.id, aliases=aliases, description="CANARYDESCRIPTION")
    case.tags.edit(misuse.id, definition="CANARYDEFINITION")
    issue = make(case, tmp_path / "bundle")
    for path in sorted((tmp_path / "bundle").rglob("*")):
        assert path.is_dir() or b"CANARY" not in path.read_bytes(), path.name
    assert issue.people == ("Slaviša Milanov", "Славиша Миланов", "SLAVISA MILANOV")
    assert (issue.tags, issue.events) == (("misuse",), ("A stop on the road",))


def test_a_tag_above_one_that_goes_along_stays(case: Archive) -> None:
    above = case.tags.add("CANARYABOVE")
    misuse = case.tags.named("misuse")
    assert misuse
    case.tags.edit(misuse.id, parent=above.id)
    (tag,) = model_of(case, chosen(case, actor="Slaviša Milanov")).tags
    assert (tag.name, tag.parent) == ("misuse", "")


def test_an_event_names_those_tags_alone_that_a_passage_bears(case: Archive) -> None:
    stop, tag, other = (
        case.events.named("A stop on the road"),
        case.tags.named("misuse"),
        case.tags.named("CANARYTAG"),
    )
    assert stop
    assert tag
    assert other
    case.events.edit(stop.id, tags=[other.id, tag.id])
    (event,) = model_of(case, chosen(case, actor="Slaviša Milanov")).events
    assert event.tags == (tag.id,)


def test_an_event_whose_article_is_chosen_stands_in_the_chronology(case: Archive) -> None:
    written = (
        "---\nid: 2024-02-03--e\ntitle: The stop 🚗\ndate: 2024-02-03\nimportance: 5\n---\n\nX.\n"
    )
    made = case.accession(read_bytes(written.encode(), "2024-02-03--e.md")).article
    model = model_of(case, Selection(articles=(made.id,)))
    assert [event.title for event in model.events] == ["The stop 🚗"]
    assert model.passages == ()


def test_what_has_no_date_and_so_drops_out_is_counted(case: Archive, tmp_path: Path) -> None:
    tag = chosen(case, tag="misuse").tags
    issue = export(case, tmp_path / "one", Selection(tags=tag, earliest="2025-02-01"))
    assert (issue.exhibits, issue.undated) == (1, 1)
    everything = export(case, tmp_path / "two", Selection(tags=tag))
    assert (everything.exhibits, everything.undated) == (2, 0)
    undated = chosen(case, actor="Slaviša Milanov").actors
    with pytest.raises(Refused, match=r"but for articles without a date \(1\)"):
        export(case, tmp_path / "three", Selection(actors=undated, earliest="2025-02-01"))


def test_a_reference_stands_for_one_bundle_alone(case: Archive, tmp_path: Path) -> None:
    make(case, tmp_path / "one")
    selection, written = chosen(case, tag="misuse"), list[int]()
    with pytest.raises(Conflict, match=r"A bundle SRB-1 was issued before.*Call this one SRB-1-2"):
        export(
            case,
            tmp_path / "two",
            selection,
            reference="SRB-1",
            progress=lambda done, _: written.append(done),
        )
    assert written == [], "it is told before the work is done"
    assert not (tmp_path / "two").exists()
    assert len(case.issues.all()) == 1


def test_the_bag_s_own_description_says_where_to_begin(case: Archive, tmp_path: Path) -> None:
    make(case, tmp_path / "bundle")
    told = bagit.Bag(str(tmp_path / "bundle")).info["External-Description"]
    assert told == "Phones 📱. data/README.txt says what is here and how to check it."


# Progress, stopping, failing


def test_progress_is_told_to_the_end(case: Archive, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    selection = chosen(case, tag="misuse")
    issue = export(
        case, tmp_path / "b", selection, progress=lambda done, total: told.append((done, total))
    )
    total = len(issue.files)
    assert told == [(done, total) for done in range(1, total + 1)]


def test_an_export_stopped_at_any_file_leaves_nothing(case: Archive, tmp_path: Path) -> None:
    selection = chosen(case, actor="Slaviša Milanov")
    (tmp_path / "out").mkdir()
    for limit in range(14):
        asked = iter([False] * limit + [True])
        place = tmp_path / "out" / "bundle"
        with pytest.raises(Stopped, match="The export was stopped; nothing was written"):
            export(case, place, selection, cancelled=asked.__next__)
        assert list((tmp_path / "out").iterdir()) == []
    assert case.issues.all() == ()


def test_a_bundle_that_cannot_be_recorded_is_taken_away_again(
    case: Archive, tmp_path: Path
) -> None:
    case._store._connection.execute(
        "CREATE TRIGGER none BEFORE INSERT ON issue BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    with pytest.raises(Exception, match="no room"):
        make(case, tmp_path / "bundle")
    assert not (tmp_path / "bundle").exists()
    assert case.log()[-1].action != "issue bundle"


def test_a_taken_destination_leaves_archive_and_folder_as_they_were(
    case: Archive, tmp_path: Path
) -> None:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "mine").write_text("x")
    before = len(case.log())
    with pytest.raises(Refused, match="is not empty"):
        make(case, tmp_path / "bundle")
    assert [path.name for path in (tmp_path / "bundle").iterdir()] == ["mine"]
    assert len(case.log()) == before


def test_nothing_unencrypted_is_put_into_the_archive_s_own_folder(
    case: Archive, tmp_path: Path
) -> None:
    before = sorted(path.name for path in case.folder.iterdir())
    (tmp_path / "elsewhere").symlink_to(case.folder)
    for place in (case.folder / "bundle", tmp_path / "elsewhere" / "bundle"):
        with pytest.raises(Refused, match="lies in the archive"):
            make(case, place)
    assert sorted(path.name for path in case.folder.iterdir()) == before


# Verifying with Archivist


def test_a_page_forged_together_with_its_figures_is_found_by_making_it_anew(
    case: Archive, tmp_path: Path
) -> None:
    make(case, tmp_path / "bundle")
    page = tmp_path / "bundle" / "data" / "bundle.html"
    page.write_text(page.read_text("utf-8").replace("stopped", "greeted"), "utf-8")
    rebag(tmp_path / "bundle")
    assert [check.detail for check in verify(tmp_path / "bundle") if not check.ok] == [
        "“data/bundle.html” is not what Archivist makes of bundle.json."
    ]


def rebag(bundle: Path) -> None:
    """Fit every figure to what lies in the bundle now."""
    data = bundle / "data"
    paths = sorted(path for path in data.rglob("*") if path.is_file())
    files = [(path.relative_to(data).as_posix(), path.read_bytes()) for path in paths]
    shutil.rmtree(bundle)
    bag(bundle, files, {})


def test_a_bundle_that_says_another_archivist_made_it_is_made_anew_all_the_same(
    case: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("archivist.bundle.freeze.__version__", "0.0.9")
        make(case, tmp_path / "bundle")
    assert __version__ != "0.0.9"
    last = verify(tmp_path / "bundle")[-1]
    assert (last.ok, last.check) == (True, "rendering"), "its pages are those we make, too"
    page = tmp_path / "bundle" / "data" / "bundle.html"
    page.write_text(page.read_text("utf-8") + "<script>alert(1)</script>", "utf-8")
    rebag(tmp_path / "bundle")
    last = verify(tmp_path / "bundle")[-1]
    assert (last.ok, last.check) == (False, "rendering")
    assert last.detail.startswith(
        "Made by Archivist 0.0.9; its pages cannot be compared here (bundle.html)."
    )


@pytest.mark.parametrize("lost", ["bagit.txt", "manifest-sha256.txt"])
def test_a_bundle_that_lost_a_file_is_still_looked_at_as_a_bundle(
    case: Archive, tmp_path: Path, lost: str
) -> None:
    make(case, tmp_path / "bundle")
    (tmp_path / "bundle" / lost).unlink()
    assert is_bundle(tmp_path / "bundle")
    assert any(lost in check.detail for check in verify(tmp_path / "bundle") if not check.ok)


def test_a_folder_without_a_bag_is_no_bundle(tmp_path: Path) -> None:
    assert not is_bundle(tmp_path)
    with pytest.raises(NotFound, match=r"it holds no bagit\.txt"):
        verify(tmp_path)


# Real material


def test_the_sample_archive_leaves_whole(archive: Archive, tmp_path: Path) -> None:
    list(archive.import_from([sample_archive()]))
    for each in archive.articles.all():
        text = archive.articles.text_of(each).text
        archive.annotations.highlight(each.id, 0, min(40, len(text)), note="📌")
    everything = Selection(articles=tuple(each.id for each in archive.articles.all()))
    issue = export(archive, tmp_path / "bundle", everything)
    assert issue.exhibits == issue.passages == archive.articles.count()
    assert all(check.ok for check in verify(tmp_path / "bundle"))
    directions = [
        exhibit.get("direction", "ltr")
        for exhibit in json.loads((tmp_path / "bundle/data/bundle.json").read_bytes())["exhibits"]
    ]
    assert "rtl" in directions


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed documents are not beside the repository")
def test_the_seeds_leave_whole(archive: Archive, tmp_path: Path) -> None:
    list(archive.import_from([SEEDS]))
    issue = export(archive, tmp_path / "bundle", Selection(query="Cellebrite"))
    assert issue.exhibits == 5
    assert all(check.ok for check in verify(tmp_path / "bundle"))
    originals = {sha256_file(path) for path in (tmp_path / "bundle/data/originals").iterdir()}
    assert originals == {sha256_file(path) for path in SEEDS.iterdir()}
