"""The sample case: our own words, and of every kind that the first run has to show."""

import re
import unicodedata
from pathlib import Path

import pytest

from archivist.assets import sample_archive

FILES = sorted(sample_archive().iterdir())
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def texts() -> dict[str, str]:
    return {file.name: file.read_bytes().decode() for file in FILES}


def test_it_is_small_and_every_file_is_short() -> None:
    assert 10 <= len(FILES) <= 15
    assert all(500 < file.stat().st_size < 4096 for file in FILES)


def test_it_holds_what_is_hard_to_read() -> None:
    whole = "\n".join(texts().values())
    assert re.search("[\U0001f300-\U0001faff] (Slavis\u030ca|Донча|Donncha|Славиша)", whole)
    assert "\r\n" in texts()["01-supplier-withdraws.txt"]
    assert re.search("[\u0621-\u064a]{4}", texts()["07-notes-in-arabic.txt"])
    assert re.search("[ђћџљњј]", texts()["06-telefon-bez-pitanja.txt"])
    assert unicodedata.normalize("NFC", whole) != whole
    assert texts()["03-scraped-notebook-page.md"].rstrip().endswith("[M...")


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
