"""The sample case: our own words, and of every kind that the first run has to show."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.assets import sample_archive
from archivist.intake.deposit import Deposit
from archivist.intake.reading import read
from tests.benchmarks.web_pages import article

FILES = sorted(sample_archive().iterdir())
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def texts() -> dict[str, str]:
    """What each file says, with what it carries; plain text as it is."""
    return {file.name: _said(file) for file in FILES}


def _said(file: Path) -> str:
    if file.suffix in {".txt", ".md", ".json"}:
        return file.read_bytes().decode()
    return "\n".join(_all_texts(read(file)))


def _all_texts(deposit: Deposit) -> Iterator[str]:
    yield deposit.text
    for part in deposit.parts:
        yield from _all_texts(part)


def test_it_is_small_and_every_file_is_short() -> None:
    assert 10 <= len(FILES) <= 20
    assert all(500 < file.stat().st_size < 4096 for file in FILES)


def test_it_holds_what_is_hard_to_read() -> None:
    whole = "\n".join(texts().values())
    assert re.search("[\U0001f300-\U0001faff] (Slavis\u030ca|Донча|Donncha|Славиша)", whole)
    assert "\r\n" in texts()["01-supplier-withdraws.txt"]
    assert re.search("[\u0621-\u064a]{4}", texts()["07-notes-in-arabic.txt"])
    assert re.search("[ђћџљњј]", texts()["06-telefon-bez-pitanja.txt"])
    assert unicodedata.normalize("NFC", whole) != whole
    assert texts()["03-scraped-notebook-page.md"].rstrip().endswith("[M...")


def test_of_each_family_of_formats_it_holds_a_file_that_is_read_without_a_warning() -> None:
    kinds = {file.suffix for file in FILES}
    assert kinds == {".txt", ".md", ".json", ".html", ".pdf", ".docx", ".eml", ".csv", ".zip"}
    found = {file.suffix: read(file) for file in FILES}
    assert not any(deposit.warnings for deposit in found.values())
    assert len(found[".pdf"].pages) == 2
    assert [part.name for part in found[".eml"].parts] == ["drawer-list.txt"]
    assert len(found[".zip"].parts) == 2
    (fold,) = found[".html"].proposals
    assert fold.kind == "boilerplate"
    assert "Read on" not in article(found[".html"])
    assert found[".html"].title == "What a receipt says"


def test_no_sentence_of_it_is_from_the_seeds() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not part of the repository")
    seeds = " ".join(seed.read_text(encoding="utf-8") for seed in SEEDS.iterdir())
    known = _runs(seeds)
    for name, text in texts().items():
        body = text.rpartition("\n---\n")[2]
        assert not _runs(body) & known, name


def _runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
