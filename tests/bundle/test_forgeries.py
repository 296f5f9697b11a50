"""Bundles forged throughout, every file made anew and every figure fitted: each forgery is found,
or README.txt says plainly that no check shows it."""

import hashlib
import json
import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count, repeat
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive
from archivist.bundle import document, verify_bag
from archivist.bundle.bag import bag
from archivist.bundle.export import export
from archivist.bundle.renderers import rendered
from archivist.bundle.selection import Selection
from archivist.bundle.verify import verify
from archivist.intake.reading import read_bytes

FIRST = (
    "Supplier withdraws 📱 from Serbia\r\n"
    "Slaviša Milanov was stopped in February.\r\n"
    "The firm’s spokesman declined to comment.\r\n"
)
SECOND = (
    "---\ntitle: After the reports\ndate: 2025-02-27\n---\n\n"
    "# Žene u crnom 🖤\n\nThey said *nothing*.\n\n| who | what |\n|---|---|\n| Stop | Police |\n"
)
EVENT = (
    "---\nid: 2024-02-03--stop\ntitle: A stop on the road\ndate: 2024-02-03\nimportance: 5\n"
    "actors: [Someone 🕵️]\nsources:\n  - title: Report\n    url: https://example.org/stop\n---\n\n"
    "What happened.\n"
)

Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of three exhibits: an event's (its words kept back), a page, and a marked text."""
    place = tmp_path_factory.mktemp("issued")
    archive, _ = Archive.create(
        place / "case",
        passphrase=None,
        agent="R-1",
        clock=map(datetime.fromtimestamp, count(1_763_000_000), repeat(UTC)).__next__,
        entropy=random.Random(7).randbytes,
    )
    for content, name in ((FIRST, "први 📄.txt"), (SECOND, "second.md"), (EVENT, "event.md")):
        archive.accession(read_bytes(content.encode(), name))
    by_name = {each.name: each.id for each in archive.articles.all()}
    tag, other = archive.tags.add("misuse").id, archive.tags.add("spyware").id
    actor = archive.actors.add("Slaviša Milanov", kind="person").id
    text = archive.articles.text_of(archive.articles.get(by_name["први 📄.txt"])).text
    start = text.index("Slaviša")
    marked = archive.annotations.highlight(
        by_name["први 📄.txt"],
        start,
        start + 15,
        note="named 📌",
        tags=[tag],
        actors=[(actor, "target")],
    )
    archive.annotations.annotate(marked.id, colour="rose")
    archive.annotations.highlight(by_name["први 📄.txt"], 0, 8, tags=[other])
    archive.articles.edit(by_name["second.md"], author="Ana 🖋️")
    export(archive, place / "bundle", Selection(articles=tuple(by_name.values())), reference="S-1")
    archive.close()
    return place / "bundle"


@pytest.fixture
def bundle(issued: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(issued, tmp_path / "bundle"))


def seal(bundle: Path) -> None:
    """Bag what lies in `data` anew, as a forger with Archivist's own tools would."""
    data = bundle / "data"
    files = {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in data.rglob("*")
        if path.is_file()
    }
    shutil.rmtree(bundle)
    bag(bundle, files.items(), {})


def forge(bundle: Path, change: Change) -> None:
    """Change the model, make every file of it anew, and fit every figure."""
    path = bundle / "data" / "bundle.json"
    model = json.loads(path.read_bytes())
    change(model)
    written = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for name, content in rendered(document.read(written.encode())):
        (bundle / "data" / name).parent.mkdir(exist_ok=True)
        (bundle / "data" / name).write_bytes(content)
    seal(bundle)


def findings(bundle: Path) -> list[str]:
    return [check.detail for check in verify_bag.verify(bundle) if not check.ok]


def passage(model: Any, number: str = "A-003/2") -> Any:
    return next(
        each
        for exhibit in model["exhibits"]
        for each in exhibit.get("passages", [])
        if each["number"] == number
    )


def reword(exhibit: Any, old: str, new: str) -> None:
    """Other words in the text, with every hash, quotation and place that follows from them."""
    assert len(old) == len(new)
    assert old in exhibit["text"]
    text = exhibit["text"] = exhibit["text"].replace(old, new)
    exhibit["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()
    for each in exhibit["passages"]:
        start, end = each["start"], each["end"]
        each |= {"exact": text[start:end], "prefix": text[max(0, start - 32) : start]}
        each["suffix"] = text[end : end + 32]


def entries(model: Any) -> Any:
    return model["custody"]["entries"]


def test_the_bundle_that_is_forged_below_is_sound(bundle: Path) -> None:
    forge(bundle, lambda _: None)
    assert not [check.detail for check in verify(bundle) if not check.ok]
    model = json.loads((bundle / "data" / "bundle.json").read_bytes())
    assert passage(model)["note"] == "named 📌"
    shown = [(entry["about"], "payload" in entry) for entry in entries(model)]
    assert shown == [
        *((["A-003"], True), (["A-002"], True), (["A-001"], False)),
        *((["A-003/2"], True), (["A-003/2"], True), (["A-003/1"], True), (["A-002"], True)),
    ]


def set_passage(**values: Any) -> Change:
    return lambda model: passage(model).update(values)


def set_exhibit(position: int, **values: Any) -> Change:
    return lambda model: model["exhibits"][position].update(values)


def set_checkpoint(**values: Any) -> Change:
    return lambda model: model["custody"]["checkpoint"].update(values)


def other_tag(model: Any) -> None:
    first, second = (tag["id"] for tag in model["tags"])
    found = passage(model)
    found["tags"] = [second if found["tags"] == [first] else first]


def quote_under_a_new_id(model: Any) -> None:
    reword(model["exhibits"][2], "stopped", "greeted")
    passage(model)["id"] = "0" * 32


def paragraph_left_out(model: Any) -> None:
    exhibit = model["exhibits"][2]
    del exhibit["leaves"][-1], exhibit["paragraphs"][-1]


def paragraph_made_a_rule(model: Any) -> None:
    exhibit = model["exhibits"][2]
    exhibit["leaves"][-1]["kind"], exhibit["paragraphs"][-1] = "rule", 0


def numbers_swapped(model: Any) -> None:
    first, second, _ = model["exhibits"]
    first["number"], second["number"] = second["number"], first["number"]


def name_changed(model: Any) -> None:
    model["actors"][0]["name"] = "Somebody Else"


def one_id_twice(model: Any) -> None:
    model["exhibits"][1]["id"] = model["exhibits"][0]["id"]


def passage_dropped(model: Any) -> None:
    model["exhibits"][2]["passages"].pop(0)


def last_passage_dropped(model: Any) -> None:
    model["exhibits"][2]["passages"].pop()


def drop_entry(position: int) -> Change:
    return lambda model: entries(model).pop(position)


FORGERIES: dict[str, tuple[Change, str]] = {
    "a note": (set_passage(note="He confessed"), "does not say of its exhibit or passage"),
    "a hand": (set_passage(created_by="Someone"), "does not say of its exhibit or passage"),
    "a time": (set_passage(created_at="2020-01-01T00:00:00Z"), "does not say of its exhibit"),
    "a colour": (set_passage(colour="green"), "does not say what the journal's entries come to"),
    "a change": (set_passage(changed_at="2020-01-01T00:00:00Z"), "entries come to"),
    "a tag": (other_tag, "does not say of its exhibit or passage"),
    "a tag taken away": (set_passage(tags=[]), "does not say of its exhibit or passage"),
    "a tag put in": (
        lambda model: passage(model).update(tags=[tag["id"] for tag in model["tags"]]),
        "A-003/2: the bundle does not say what the journal's entries come to",
    ),
    "a role": (
        lambda model: passage(model)["actors"][0].update(role="perpetrator"),
        "does not say of its exhibit or passage",
    ),
    "a title": (set_exhibit(2, title="Another"), "A-003: the bundle does not say what the journal"),
    "an author": (set_exhibit(1, author="Eve"), "A-002: the bundle does not say what the journal"),
    "a day": (set_exhibit(1, earliest="2019-01-01"), "A-002: the bundle does not say what"),
    "a time of import": (set_exhibit(2, imported_at="2001-01-01T00:00:00Z"), "does not say of"),
    "a hand of import": (set_exhibit(2, imported_by="NSA"), "does not say of its exhibit"),
    "a file name": (
        lambda model: model["exhibits"][2]["original"].update(name="other.txt"),
        "does not say of its exhibit or passage",
    ),
    "a warning": (set_exhibit(2, warnings=["It is cut off."]), "does not say of its exhibit"),
    "words outside the quotations": (
        lambda model: reword(model["exhibits"][2], "declined", "refused!"),
        "does not say of its exhibit or passage",
    ),
    "a quotation under a new id": (quote_under_a_new_id, "is about other exhibits or passages"),
    "an exhibit's id": (set_exhibit(2, id="1" * 32), "is about other exhibits or passages"),
    "one id for two": (one_id_twice, "which is none or another's"),
    "all entries dropped": (
        lambda model: model["custody"].pop("entries"),
        "A-001: no entry of the journal is about it.",
    ),
    "an accession dropped": (drop_entry(0), "A-003: no entry of the journal is about it."),
    "a making dropped": (drop_entry(3), "A-003/2: the entry by which it came is not shown."),
    "the last change dropped": (drop_entry(4), "A-003/2: the bundle does not say what the journal"),
    "entries about another": (
        lambda model: [each.update(about=["A-001"]) for each in entries(model)],
        "is about other exhibits or passages than it is said to be.",
    ),
    "an entry twice": (
        lambda model: entries(model).append(entries(model)[-1]),
        "does not follow the entry before it.",
    ),
    "entries in another order": (
        lambda model: entries(model).reverse(),
        "does not follow the entry before it.",
    ),
    "an entry about what is not there": (
        lambda model: entries(model)[2].update(about=["A-001", "A-009"]),
        'is about "A-009", which is not in the bundle.',
    ),
    "the time of the checkpoint": (
        set_checkpoint(at="1999-01-01T00:00:00Z"),
        "The checkpoint is not one made when the bundle was issued.",
    ),
    "an archive that is none": (set_checkpoint(archive="mine"), "The checkpoint is not one made"),
    "the size of the checkpoint": (set_checkpoint(size=3), "is not proved to stand in the journal"),
    "the time of issue": (
        lambda model: model.update(issued_at="2000-01-01T00:00:00Z"),
        "The checkpoint is not one made when the bundle was issued.",
    ),
    "a passage dropped": (passage_dropped, '"A-003/2" stands where A-003/1 belongs.'),
    "the last passage dropped": (last_passage_dropped, "is about other exhibits or passages"),
    "a paragraph left out": (
        paragraph_left_out,
        "A-003: its paragraphs do not hold every word of its text.",
    ),
    "a paragraph hidden as a rule": (
        paragraph_made_a_rule,
        "A-003: its paragraphs do not hold every word of its text.",
    ),
    "a paragraph made a heading": (
        lambda model: model["exhibits"][2]["leaves"][1].update(kind="h1"),
        "A-003: the bundle does not say what the journal's entries come to.",
    ),
    "a citation": (
        set_passage(cite="A-003 ¶99", paragraph=99),
        "A-003/2: it is cited by other paragraphs than it stands in.",
    ),
    "a page cited": (
        set_passage(pages="p. 7"),
        "A-003/2: it is cited by other pages than it stands on.",
    ),
    "pages without a citation": (
        lambda model: model["exhibits"][2].update(pages=[0]),
        "A-003/1: it is cited by other pages than it stands on.",
    ),
    "a page beyond the text": (
        lambda model: model["exhibits"][1].update(pages=[0, 10_000]),
        "A-002: its pages do not follow each other in its text.",
    ),
    "pages in another order": (
        lambda model: model["exhibits"][1].update(pages=[5, 0]),
        "A-002: its pages do not follow each other in its text.",
    ),
    "paragraph numbers": (
        lambda model: model["exhibits"][2].update(paragraphs=[3, 2, 1]),
        "A-003: its paragraphs are not numbered one by one.",
    ),
    "exhibits' numbers": (numbers_swapped, '"A-002" stands where A-001 belongs.'),
    "a passage's number": (set_passage(number="A-003/77"), "stands where A-003/2 belongs."),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_with_every_figure_fitted_is_found(bundle: Path, name: str) -> None:
    change, sentence = FORGERIES[name]
    forge(bundle, change)
    said = findings(bundle)
    assert any(sentence in each for each in said), said


def test_a_passage_that_no_entry_speaks_of_is_found(bundle: Path) -> None:
    def change(model: Any) -> None:
        exhibit = model["exhibits"][2]
        copy = {**exhibit["passages"][1], "id": "5" * 32, "number": "A-003/3"}
        exhibit["passages"].append(copy)

    forge(bundle, change)
    assert findings(bundle) == ["A-003/3: no entry of the journal is about it."]


def test_an_original_exchanged_is_found(bundle: Path) -> None:
    def change(model: Any) -> None:
        original = model["exhibits"][2]["original"]
        path = bundle / "data" / original["file"]
        path.write_bytes(path.read_bytes().replace(b"stopped", b"greeted"))
        original["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()

    forge(bundle, change)
    assert any("does not say of its exhibit or passage" in each for each in findings(bundle))


# Files put in, and files that are made from the model


@pytest.mark.parametrize(
    "name", ["addendum.html", "json.py", "Exhibits/A-001.txt", "exhibits/A-009.txt", "README.md"]
)
def test_a_file_that_was_put_in_and_listed_is_found(bundle: Path, name: str) -> None:
    (bundle / "data" / name).parent.mkdir(exist_ok=True)
    (bundle / "data" / name).write_text("Trust me 🙏", "utf-8")
    seal(bundle)
    assert findings(bundle) == [f'"data/{name}" is no file of this bundle.']


def test_a_file_put_in_beside_the_manifests_and_listed_is_found(bundle: Path) -> None:
    (bundle / "README.txt").write_text("Trust me 🙏", "utf-8")
    digest = hashlib.sha256((bundle / "README.txt").read_bytes()).hexdigest()
    manifest = bundle / verify_bag.TAG_MANIFEST
    lines = [*manifest.read_text("utf-8").splitlines(), f"{digest}  README.txt"]
    lines.sort(key=lambda line: line[66:])
    manifest.write_text("\n".join(lines) + "\n", "utf-8")
    assert findings(bundle) == ['"README.txt" is no file of this bundle.']


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("named 📌", "He confessed"),
        ("R-1", "NSA"),
        ("misuse", "praise"),
        ('"total":2', '"total":9'),
        ("urn:sha256:", "urn:sha256:0"),
        ('"modified":"2', '"modified":"1'),
    ],
)
def test_another_word_in_the_web_annotations_alone_is_found(
    bundle: Path, old: str, new: str
) -> None:
    path = bundle / "data" / "annotations.jsonld"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    seal(bundle)
    assert findings(bundle)


def test_a_second_quotation_in_a_web_annotation_is_found(bundle: Path) -> None:
    path = bundle / "data" / "annotations.jsonld"
    collection = json.loads(path.read_bytes())
    selectors = collection["first"]["items"][0]["target"]["selector"]
    selectors.insert(0, {"type": "TextQuoteSelector", "exact": "forged"})
    path.write_text(json.dumps(collection), "utf-8")
    seal(bundle)
    assert "A-003/1: annotations.jsonld names another place or another quotation." in (
        findings(bundle)
    )


@pytest.mark.parametrize(
    "name",
    ["bundle.html", "README.txt", "verify.py", "build.json", "people.csv", "passages.csv"],
)
def test_a_page_or_table_forged_alone_is_found_by_making_it_anew(bundle: Path, name: str) -> None:
    path = bundle / "data" / name
    path.write_bytes(path.read_bytes().replace(b"1", b"2") + b" ")
    seal(bundle)
    assert findings(bundle) == []
    assert "Way 4 does." in readme(bundle)
    assert [check.detail for check in verify(bundle) if not check.ok] == [
        f"“data/{name}” is not what Archivist makes of bundle.json."
    ]


# What no check shows


def original_and_words_dropped(model: Any) -> None:
    """An exhibit's file name exchanged, and the words kept back that would tell."""
    model["exhibits"][2]["original"]["name"] = "other.txt"
    for entry in entries(model):
        if entry["about"] == ["A-003"]:
            del entry["payload"], entry["salt"]


def passage_and_entries_dropped(model: Any) -> None:
    gone = model["exhibits"][2]["passages"].pop()["number"]
    model["actors"] = []
    model["tags"] = [t for t in model["tags"] if t["id"] in passage(model, "A-003/1")["tags"]]
    model["custody"]["entries"] = [each for each in entries(model) if each["about"] != [gone]]


UNSEEN: dict[str, tuple[Change, str]] = {
    "the bundle's title": (
        lambda model: model.update(title="Other", reference="ZZZ"),
        "The title and the reference of the bundle are compared with nothing.",
    ),
    "words kept back": (
        original_and_words_dropped,
        "What it says of an exhibit is compared with nothing, nor is which exhibit it is about.",
    ),
    "a passage and its entries": (
        passage_and_entries_dropped,
        "nor is an exhibit or a passage that was left out together with its entries",
    ),
    "the archive's id": (
        set_checkpoint(archive="0" * 32),
        "prove something only if you were given the checkpoint earlier, by another route.",
    ),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_no_check_shows_the_readme_says(bundle: Path, name: str) -> None:
    change, admission = UNSEEN[name]
    forge(bundle, change)
    assert findings(bundle) == []
    assert admission in readme(bundle)


def readme(bundle: Path) -> str:
    return " ".join((bundle / "data" / "README.txt").read_text("utf-8").split())
