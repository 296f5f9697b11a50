"""A bundle of an article whose text was renewed: nothing is cut from the wrong text, or unsaid."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive
from archivist.bundle.export import Issue, export
from archivist.bundle.selection import Selection
from archivist.bundle.verify import verify
from archivist.intake.reading import read_bytes

OLD = (
    "Zapis 😀\r\n"
    "Slaviša Milanov je zaustavljen na putu u februaru.\r\n"
    "Telefon mu je odnet u drugu sobu, „isključen“.\r\n"
    "CANARY: policija je rekla da je to bila provera.\r\n"
)
NEW = (
    "Naslovna 🚨\r\n"
    "Zapis 😀\r\n"
    "Slaviša Milanov je zaustavljen na putu u februaru.\r\n"
    "Telefon mu je odnet u drugu sobicu, „isključen“.\r\n"
)


@pytest.fixture
def article(archive: Archive) -> str:
    """One passage moves, one is found nearly, one is lost; only the lost one bears on `BIA`."""
    made = archive.accession(read_bytes(OLD.encode(), "zapis.txt")).article
    text = archive.articles.text_of(made).text
    bia, milanov = archive.actors.add("BIA"), archive.actors.add("Slaviša Milanov")
    for quote, actor in (
        ("Slaviša Milanov", milanov),
        ("odnet u drugu sobu, „isključen“", milanov),
        ("CANARY: policija", bia),
    ):
        start = text.index(quote)
        archive.annotations.highlight(made.id, start, start + len(quote), actors=[actor.id])
    archive.revise(made.id, read_bytes(NEW.encode(), "zapis-2.txt"))
    return made.id


def handed_over(archive: Archive, folder: Path, **chosen: Any) -> tuple[Issue, dict[str, str]]:
    issue = export(archive, folder, Selection(**chosen))
    assert [check.detail for check in verify(folder) if not check.ok] == []
    ran = subprocess.run(
        [sys.executable, "-I", str(folder / "data" / "verify.py")], capture_output=True, check=False
    )
    assert ran.returncode == 0
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return issue, {name: content.decode("utf-8", "replace") for name, content in files.items()}


def test_a_lost_passage_is_left_out_and_said_to_be(
    archive: Archive, article: str, tmp_path: Path
) -> None:
    issue, files = handed_over(archive, tmp_path / "b", articles=(article,))
    assert (issue.passages, issue.left_out) == (2, 1)
    sentence = "1 passage of A-001 is not in its newest text and is left out"
    assert sentence in " ".join(files["README.txt"].split())
    assert sentence in files["bundle.html"]
    assert [row["passages_left_out"] for row in rows(files["index.csv"])] == ["1"]
    (exhibit,) = json.loads(files["bundle.json"])["exhibits"]
    assert exhibit["left_out"] == 1
    assert not [name for name, content in files.items() if "CANARY" in content]


def test_a_doubtful_passage_goes_in_marked_until_it_is_confirmed(
    archive: Archive, article: str, tmp_path: Path
) -> None:
    _, files = handed_over(archive, tmp_path / "b", articles=(article,))
    assert [row["place"] for row in rows(files["passages.csv"])] == ["", "in doubt"]
    assert "A-001/2 was marked in a former text" in files["README.txt"]
    assert "Found only nearly again" in files["bundle.html"]
    items = json.loads(files["annotations.jsonld"])["first"]["items"]
    assert [len([b for b in item["body"] if b["purpose"] == "assessing"]) for item in items] == [
        0,
        1,
    ]
    (doubtful,) = (each for each in archive.annotations.of(article) if each.former)
    archive.annotations.confirm(doubtful.id)
    _, files = handed_over(archive, tmp_path / "c", articles=(article,))
    assert "in doubt" not in files["passages.csv"]
    assert "found only" not in files["README.txt"]
    about = [json.loads(line) for line in files["custody.jsonl"].splitlines()[1:]]
    assert [each["about"] for each in about if each["entry"]["action"] == "confirm place"] == [
        ["A-001/2"]
    ]


def test_an_article_chosen_by_a_lost_passage_alone_does_not_drop_out_unsaid(
    archive: Archive, article: str, tmp_path: Path
) -> None:
    issue, files = handed_over(
        archive,
        tmp_path / "b",
        actors=(archive.actors.named("BIA").id,),  # type: ignore[union-attr]
    )
    assert (issue.exhibits, issue.passages, issue.left_out) == (1, 0, 1)
    assert article in files["bundle.json"]


def test_what_the_article_was_before_stays_at_home(
    archive: Archive, article: str, tmp_path: Path
) -> None:
    _, files = handed_over(archive, tmp_path / "b", articles=(article,))
    custody = [json.loads(line) for line in files["custody.jsonl"].splitlines()[1:]]
    said = {each["entry"]["action"]: each["payload"] for each in custody}
    assert said["renew text"] is None
    assert said["import"] is None


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(content.removeprefix("\ufeff").splitlines()))
