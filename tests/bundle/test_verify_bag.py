"""The receiver's verifier: anything changed is found and said; nothing hostile trips it."""

import ast
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, data, integers

from archivist import custody
from archivist.bundle import citing, document, verify_bag
from archivist.bundle.model import Model
from archivist.bundle.verify_bag import MANIFEST, TAG_MANIFEST, bag_checks, look, verify
from archivist.text import span_of_paragraphs

SUITE = Path(__file__).parents[3] / "shared" / "data" / "bagit-conformance-suite"


def findings(bundle: Path) -> list[str]:
    return [check.detail for check in verify(bundle) if not check.ok]


def files_of(bundle: Path) -> list[Path]:
    return sorted(path for path in bundle.rglob("*") if path.is_file())


def seal(bundle: Path) -> None:
    """Write manifests that fit what lies there now, as a forger would."""
    payload = {path: path.relative_to(bundle).as_posix() for path in files_of(bundle / "data")}
    size = sum(path.stat().st_size for path in payload)
    (bundle / "bag-info.txt").write_text(f"Payload-Oxum: {size}.{len(payload)}\n", "utf-8")
    tags = {bundle / name: name for name in ("bag-info.txt", "bagit.txt", MANIFEST)}
    for manifest, listed in ((MANIFEST, payload), (TAG_MANIFEST, tags)):
        lines = (
            f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n"
            for path, name in sorted(listed.items(), key=lambda pair: pair[1])
        )
        (bundle / manifest).write_text("".join(lines), "utf-8")


def forge(bundle: Path, change: Callable[[Any], None]) -> None:
    path = bundle / "data" / "bundle.json"
    model = json.loads(path.read_bytes())
    change(model)
    path.write_text(json.dumps(model, ensure_ascii=False), "utf-8")
    seal(bundle)


# As issued


def test_a_bundle_as_issued_passes_every_check(bundle: Path) -> None:
    checks = list(verify(bundle))
    assert [check.check for check in checks] == [
        *("structure", "completeness", "fixity", "numbers", "files"),
        *("texts", "layout", "quotations", "annotations", "custody", "record"),
    ]
    assert all(check.ok for check in checks)


def test_the_file_in_the_bundle_checks_the_bundle_alone(bundle: Path) -> None:
    command = [sys.executable, "-I", "-S", str(bundle / "data" / "verify.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
    seal_of_all = hashlib.sha256((bundle / TAG_MANIFEST).read_bytes()).hexdigest()
    assert done.stdout.splitlines()[-2:] == [
        "The bundle agrees with itself.",
        f"SHA-256 of {TAG_MANIFEST}: {seal_of_all}; compare it with the figure you were given.",
    ]
    (bundle / "data" / "exhibits" / "A-002.txt").write_text("انتهى 🗂️\r\n", "utf-8")
    done = subprocess.run([*command, str(bundle)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert '"data/exhibits/A-002.txt" does not match its hash.' in done.stdout
    assert done.stderr == ""


def test_a_terminal_without_the_letters_still_gets_the_sentences(bundle: Path) -> None:
    (bundle / "Đorđe 🗂️.txt").write_text("x")
    command = [sys.executable, str(bundle / "data" / "verify.py")]
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
    assert done.returncode == 1
    assert "is an unsafe file name" in done.stdout


def test_it_needs_python_3_8_and_its_own_library_only() -> None:
    source = Path(verify_bag.__file__).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    found = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert found == {"hashlib", "json", "os", "pathlib", "re", "sys", "typing"}


def test_checking_leaves_the_bundle_as_it_was(bundle: Path) -> None:
    before = {path: path.read_bytes() for path in files_of(bundle)}
    subprocess.run([sys.executable, str(bundle / "data" / "verify.py")], check=True)
    assert {path: path.read_bytes() for path in files_of(bundle)} == before


# Anything changed


@pytest.mark.campaign
def test_any_one_byte_changed_anywhere_is_found(
    bundle: Path, campaign_count: Callable[[int, int], int]
) -> None:
    chance = random.Random(20261121)
    files = files_of(bundle)
    for _ in range(campaign_count(60, 1000)):
        path = chance.choice(files)
        content = path.read_bytes()
        place, flip = chance.randrange(len(content)), chance.randrange(1, 256)
        changed = content[:place] + bytes([content[place] ^ flip]) + content[place + 1 :]
        path.write_bytes(changed)
        assert findings(bundle), f"{path.name}, byte {place}, by {flip}"
        path.write_bytes(content)
    assert not findings(bundle)


@pytest.mark.parametrize("name", [TAG_MANIFEST, MANIFEST, "bag-info.txt", "bagit.txt"])
def test_any_change_to_any_byte_of_a_tag_file_is_found(bundle: Path, name: str) -> None:
    """Exhaustively by place; each byte flipped in its case bit and its lowest, dropped, doubled."""
    path = bundle / name
    content = path.read_bytes()
    places = range(len(content)) if name == TAG_MANIFEST else range(0, len(content), 7)
    for place in places:
        before, byte, after = content[:place], content[place], content[place + 1 :]
        for instead in (b"", bytes([byte, byte]), bytes([byte ^ 0x20]), bytes([byte ^ 1])):
            path.write_bytes(before + instead + after)
            assert findings(bundle), f"{name}, byte {place}: {instead!r}"
    path.write_bytes(content)
    assert not findings(bundle)


@pytest.mark.parametrize("addition", [b"\n", b" ", b"\r\n", b"\0", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", [TAG_MANIFEST, MANIFEST])
def test_space_around_a_manifest_is_found(bundle: Path, name: str, addition: bytes) -> None:
    content = (bundle / name).read_bytes()
    for changed in (content + addition, addition + content):
        (bundle / name).write_bytes(changed)
        assert findings(bundle)


def test_lines_in_another_order_are_found(bundle: Path) -> None:
    lines = (bundle / TAG_MANIFEST).read_bytes().splitlines(keepends=True)
    (bundle / TAG_MANIFEST).write_bytes(b"".join(reversed(lines)))
    assert any("is out of order" in finding for finding in findings(bundle))


def test_every_file_taken_away_is_named(bundle: Path) -> None:
    for path in files_of(bundle):
        moved = path.rename(bundle.parent / "away")
        name = path.relative_to(bundle).as_posix()
        assert any(f'"{name}" is missing' in finding for finding in findings(bundle)), name
        moved.rename(path)


@pytest.mark.parametrize("place", ["note.txt", "data/note.txt", "data/exhibits/A-004.txt", "x/y"])
def test_every_file_put_in_is_named(bundle: Path, place: str) -> None:
    (bundle / place).parent.mkdir(exist_ok=True)
    (bundle / place).write_text("beside")
    assert f'"{place}" is not in the manifest.' in findings(bundle)


def test_an_empty_folder_put_in_is_named(bundle: Path) -> None:
    (bundle / "data" / "empty").mkdir()
    assert '"data/empty" is an empty folder, which no manifest covers.' in findings(bundle)


def test_a_link_in_the_place_of_a_file_is_not_followed(bundle: Path) -> None:
    path = bundle / "data" / "exhibits" / "A-001.txt"
    path.rename(bundle.parent / "A-001.txt")
    path.symlink_to(bundle.parent / "A-001.txt")
    assert '"data/exhibits/A-001.txt" is a link, not a file.' in findings(bundle)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_named_and_not_waited_for(bundle: Path) -> None:
    os.mkfifo(bundle / "data" / "pipe")
    assert '"data/pipe" is not an ordinary file.' in findings(bundle)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "data/../../x", "C:/x", "data\\x", "data/%2e%2e"]
)
def test_a_manifest_that_leads_out_of_the_bundle_is_refused(bundle: Path, name: str) -> None:
    manifest = bundle / MANIFEST
    line = f"{'0' * 64}  {name}\n"
    manifest.write_text(line + manifest.read_text("utf-8"), "utf-8")
    assert any("line 1" in each and "is unsafe here" in each for each in findings(bundle))


def test_a_name_from_the_bundle_plays_no_tricks_on_the_terminal(bundle: Path) -> None:
    (bundle / "data" / "\x1b[2J\u202e.txt").write_text("x")
    said = "\n".join(findings(bundle))
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\\u001b[2J\\u202e.txt" in said


# Forged throughout, with manifests that fit


def test_a_forged_quotation_is_found_by_cutting_it_out_again(bundle: Path) -> None:
    def change(model: Any) -> None:
        model["exhibits"][0]["passages"][1]["exact"] = "removed spyware"

    forge(bundle, change)
    said = findings(bundle)
    assert "A-001/2: the quotation is not what stands at 157 to 208 of its text." in said
    assert "A-001/2: annotations.jsonld names another place or another quotation." in said


@pytest.mark.parametrize(("key", "value"), [("start", -5), ("end", 10**9), ("prefix", "other")])
def test_a_forged_place_is_found(bundle: Path, key: str, value: object) -> None:
    def change(model: Any) -> None:
        model["exhibits"][1]["passages"][0][key] = value

    forge(bundle, change)
    assert any(each.startswith("A-002/1: the quotation is not") for each in findings(bundle))


def test_a_forged_text_is_found_by_its_own_file_and_hash(bundle: Path) -> None:
    def change(model: Any) -> None:
        model["exhibits"][0]["text"] += "More."

    forge(bundle, change)
    assert any("is not the text the model holds" in each for each in findings(bundle))


def test_a_forged_original_is_found(bundle: Path) -> None:
    (bundle / "data" / "originals" / "A-003.txt").write_bytes(b"another")
    seal(bundle)
    assert findings(bundle) == [
        'A-003: "data/originals/A-003.txt" is not the original the model names.',
        'A-003: "data/originals/A-003.txt" has not the size the model gives.',
    ]


def test_an_exhibit_smuggled_in_is_found(bundle: Path) -> None:
    (bundle / "data" / "exhibits" / "A-009.txt").write_text("another", "utf-8")
    seal(bundle)
    assert findings(bundle) == ['"data/exhibits/A-009.txt" is no file of this bundle.']


def test_an_annotation_added_or_left_out_is_found(bundle: Path) -> None:
    path = bundle / "data" / "annotations.jsonld"
    collection = json.loads(path.read_bytes())
    items = collection["first"]["items"]
    items[0]["id"] = "urn:uuid:00000000-0000-0000-0000-000000000000"
    path.write_text(json.dumps(collection), "utf-8")
    seal(bundle)
    said = "\n".join(findings(bundle))
    assert "is none of the passages" in said
    assert "A-001/1: annotations.jsonld does not hold it." in said


def custody_lines(bundle: Path) -> list[Any]:
    lines = (bundle / "data" / "custody.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def write_custody(bundle: Path, lines: list[Any]) -> None:
    """The lines in both places where they stand, with manifests that fit."""
    path = bundle / "data" / "custody.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")

    def change(model: Any) -> None:
        model["custody"] = {"checkpoint": lines[0]["checkpoint"], "entries": lines[1:]}
        model["custody"]["checkpoint"].pop("v", None)

    forge(bundle, change)


def test_any_field_of_a_journal_entry_forged_is_found_and_the_entry_named(bundle: Path) -> None:
    original = custody_lines(bundle)
    for key, value in original[1]["entry"].items():
        lines = json.loads(json.dumps(original))
        lines[1]["entry"][key] = value + 1 if isinstance(value, int) else "forged"
        write_custody(bundle, lines)
        number = 3 if key == "seq" else 2
        assert any(
            each.startswith(f"Entry {number} was changed after it was written")
            for each in findings(bundle)
        ), key


def test_the_words_of_a_journal_entry_forged_are_found(bundle: Path) -> None:
    lines = custody_lines(bundle)
    lines[1]["payload"] = lines[1]["payload"].replace("to review", "reviewed")
    write_custody(bundle, lines)
    assert findings(bundle) == [
        "Entry 2 was changed after it was written: its words are not those committed to."
    ]


def test_an_entry_put_in_the_place_of_another_has_no_proof(bundle: Path) -> None:
    lines = custody_lines(bundle)
    record = lines[1]
    record["entry"]["agent"] = "someone else"
    written = json.dumps(record["entry"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    leaf = hashlib.sha256(b"\0" + written.encode()).digest()
    chain = hashlib.sha256(bytes.fromhex(record["previous"]) + leaf).hexdigest()
    lines[1] |= {"leaf": leaf.hex(), "chain": chain}
    write_custody(bundle, lines)
    assert findings(bundle) == [
        "Entry 2 is not proved to stand in the journal the checkpoint covers.",
        "Entry 3 does not follow the entry before it.",
    ]


def test_an_entry_that_follows_another_than_the_one_before_it_is_found(bundle: Path) -> None:
    """Its own chain fits what it says came before; only the entry before it tells."""
    lines = custody_lines(bundle)
    record = lines[2]
    record["previous"] = "ab" * 32
    record["chain"] = hashlib.sha256(
        bytes.fromhex(record["previous"]) + bytes.fromhex(record["leaf"])
    ).hexdigest()
    write_custody(bundle, lines)
    assert "Entry 3 does not follow the entry before it." in findings(bundle)


def test_a_checkpoint_that_ends_elsewhere_than_the_last_entry_is_found(bundle: Path) -> None:
    lines = custody_lines(bundle)
    assert lines[-1]["entry"]["seq"] == lines[0]["checkpoint"]["size"]
    lines[0]["checkpoint"]["chain"] = "0" * 64
    write_custody(bundle, lines)
    last = lines[-1]["entry"]["seq"]
    assert findings(bundle) == [f"Entry {last} is not the last entry the checkpoint covers."]


def test_the_words_that_are_shown_are_held_against_what_the_bundle_says(bundle: Path) -> None:
    lines = custody_lines(bundle)
    reworded = json.loads(lines[5]["payload"])
    reworded[0][2]["note"] = "He confessed 🤥"
    lines[5]["payload"] = json.dumps(reworded, ensure_ascii=False)
    write_custody(bundle, lines)
    said = findings(bundle)
    assert any(
        each.endswith("does not say of its exhibit or passage what the bundle says.")
        for each in said
    ), said


@settings(max_examples=60)
@given(size=integers(1, 40), data=data())
def test_a_proof_of_place_is_judged_as_the_archive_judges_it(size: int, data: DataObject) -> None:
    leaves = [hashlib.sha256(bytes([each])).digest() for each in range(size)]
    root = custody.merkle_root(leaves)
    index = data.draw(integers(0, size - 1))
    proof = list(custody.inclusion_proof(leaves, index))
    changed: int = data.draw(integers(0, 2 * len(proof)))
    proof = ["00" * 32 if at == changed else each for at, each in enumerate(proof)]
    asked = data.draw(integers(-1, size))
    ours = verify_bag.is_included(
        leaves[index], asked, size, [bytes.fromhex(each) for each in proof], root
    )
    assert ours == custody.verify_inclusion(leaves[index], asked, size, proof, root)


def test_paragraphs_are_counted_and_cited_as_the_bundle_was(model: Model) -> None:
    for exhibit in model.exhibits:
        leaves = document.plain(exhibit.leaves)
        assert verify_bag.covers(leaves, exhibit.text)
        numbers = verify_bag.paragraphs(leaves)
        assert tuple(numbers) == exhibit.paragraphs
        for start in range(0, len(exhibit.text), 7):
            for end in range(start + 1, len(exhibit.text), 11):
                ours = verify_bag.touched(leaves, numbers, {"start": start, "end": end})
                theirs = span_of_paragraphs(exhibit.leaves, exhibit.paragraphs, start, end)
                assert ours == theirs
                assert verify_bag.cite("A-001", *ours) == citing.cite("A-001", *theirs)


def test_an_entry_left_out_of_the_slice_alone_is_found(bundle: Path) -> None:
    path = bundle / "data" / "custody.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    seal(bundle)
    assert "custody.jsonl is not the slice of the journal that the model holds." in findings(bundle)


def test_a_bundle_of_a_newer_archivist_is_told_as_such(bundle: Path) -> None:
    forge(bundle, lambda model: model.update(format=3))
    assert findings(bundle) == [
        "The bundle was made by a newer Archivist (format 3); this one reads 1."
    ]


# Hostile


def test_a_number_from_the_bundle_plays_no_tricks_on_the_terminal(bundle: Path) -> None:
    forged = "\x1b[2K\x1b[1Aok    texts: fine\n\x1b[8m"
    forge(bundle, lambda model: model["exhibits"][0].update(number=forged))
    command = [sys.executable, "-I", str(bundle / "data" / "verify.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "FAIL  numbers:" in done.stdout
    assert "\nok    texts" not in done.stdout


def test_whatever_is_found_is_printed_plain(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = verify_bag.Check("texts", ok=True, detail="a\x1b[8m\u202e\nok    b")
    monkeypatch.setattr(verify_bag, "verify", lambda _: iter([hostile]))
    assert verify_bag.main([str(bundle)]) == 0
    assert capsys.readouterr().out.startswith(
        "ok    texts: a\\u001b[8m\\u202e\\u000aok    b\nThe bundle agrees"
    )


@pytest.mark.parametrize("name", ["hashlib.py", "json.py", "__future__.py", "typing.py"])
@pytest.mark.parametrize("options", [[], ["-I"]])
def test_a_file_beside_the_verifier_does_not_speak_for_it(
    bundle: Path, name: str, options: list[str]
) -> None:
    (bundle / "data" / name).write_text("print('The bundle agrees with itself.')\nexit()\n")
    command = [sys.executable, *options, "data/verify.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=bundle)
    assert done.returncode == 1
    assert f'"data/{name}" is not in the manifest.' in done.stdout
    assert not (bundle / "data" / "__pycache__").exists()


@pytest.mark.parametrize("name", ["exhibits/A-009.txt", "exhibits/A-001.txt"])
def test_a_file_without_end_is_not_read(bundle: Path, name: str) -> None:
    """A terabyte that takes no room on the disk, put in or in the place of a text."""
    with (bundle / "data" / name).open("wb") as file:
        file.truncate(1 << 40)
    said = findings(bundle)
    assert any(f"data/{name}" in each for each in said)


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b"1" * 10_000),
        *(b'{"format":NaN}', b'{"format":1,"format":1}', b'{"format":1,"exhibits":7}'),
        b'{"format":1,"exhibits":[7]}',
    ],
)
@pytest.mark.parametrize("name", ["bundle.json", "annotations.jsonld", "custody.jsonl"])
def test_rubbish_in_the_place_of_json_is_a_sentence(
    bundle: Path, name: str, content: bytes
) -> None:
    (bundle / "data" / name).write_bytes(content)
    seal(bundle)
    assert findings(bundle)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in a JSON value with each of its keys."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from places(value[key])


@pytest.mark.campaign
def test_no_shape_of_json_makes_the_verifier_stumble(
    bundle: Path, campaign_count: Callable[[int, int], int]
) -> None:
    chance = random.Random(7)
    strange: list[Any] = [None, -1, 2**70, "", "\ud800", [], [[]], {}, True, [None], {"": {}}, 0.5]
    names = ("bundle.json", "annotations.jsonld")
    contents = {name: (bundle / "data" / name).read_text("utf-8") for name in names}
    custody = (bundle / "data" / "custody.jsonl").read_text("utf-8")
    for _ in range(campaign_count(60, 2000)):
        for name, content in contents.items():
            value = json.loads(content)
            for container, key in chance.sample(list(places(value)), 2):
                container[key] = chance.choice(strange)
            (bundle / "data" / name).write_text(json.dumps(value), "utf-8")
        lines = [json.loads(line) for line in custody.splitlines()]
        container, key = chance.choice(list(places(lines)))
        container[key] = chance.choice([each for each in strange if each is not container[key]])
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (bundle / "data" / "custody.jsonl").write_text(text, "utf-8")
        seal(bundle)
        assert findings(bundle)


def test_a_folder_that_is_no_bundle_is_told_as_such(tmp_path: Path) -> None:
    assert findings(tmp_path / "nowhere")
    (tmp_path / "data").mkdir()
    assert findings(tmp_path)


def test_folders_without_end_are_left_at_some_depth(bundle: Path) -> None:
    deep = bundle / "data" / "/".join(["d"] * 200)
    deep.mkdir(parents=True)
    assert any("lies too deep" in each for each in findings(bundle))


@pytest.mark.skipif(not SUITE.exists(), reason="the conformance suite is not beside the repository")
def test_the_library_of_congress_s_suite_trips_nothing_and_no_bad_bag_passes() -> None:
    """Ours is stricter than BagIt: sha256 alone, plain names, manifests in one form. It accepts no
    bag of the suite but those that keep to that, and refuses every one that must fail."""
    bags = sorted(path.parent for path in SUITE.rglob("bagit.txt"))
    assert len(bags) >= 40
    passed = {
        bag.relative_to(SUITE).as_posix()
        for bag in bags
        if all(check.ok for check in bag_checks(look(bag)))
    }
    assert not {name for name in passed if "/valid/" not in name}


def test_a_copied_bundle_is_the_same_bundle(bundle: Path, tmp_path: Path) -> None:
    shutil.copytree(bundle, tmp_path / "копија 📦")
    assert not findings(tmp_path / "копија 📦")
