"""Texts to select in: those of the checkout, those beside it, and generated ones."""

import random
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTextBoundaryFinder

from archivist.intake import reading
from archivist.text import StructuredText
from tests.desktop.reader.conftest import PARTS, assemble

_SHARED = Path(__file__).parents[4] / "shared"
_ROOT = Path(__file__).parents[3]
_WORDS = (
    *(
        "police",
        "Slaviša",
        "Milanov’s",
        "phone,",
        "3.14",
        "(no",
        "code)",
        "don’t",
        "e\u0301a\u0308",
    ),
    *(
        "👩🏽‍💻",
        "👨‍👩‍👧‍👦",
        "🇷🇸🇮🇪",
        "𝔘𝔫",
        "日本語の記事",
        "警察は",
        "Полиција",
        "новинар",
        "한국어",
    ),
    *("شركة", "وأعلنت", "עיתונאי", "ไม่มี", "क्षेत्र", "no\u00a0break", "x" * 70, "سلام" * 20),
)


NAMES = ("generated", "sample_archive", "seeds", "udhr")
"""Where the texts are from; those of the last two are not in the checkout."""

_Parts = list[tuple[str, str, dict[str, int | str]]]


@cache
def texts_of(name: str) -> tuple[StructuredText, ...]:
    """The texts of one place; skips the test where they are not at hand."""
    if name == "generated":
        return (assemble(PARTS), *(generated(random.Random(number)) for number in range(9)))
    folder = {
        "sample_archive": _ROOT / "sample_archive",
        "seeds": _SHARED / "seeds",
        "udhr": _SHARED / "data" / "udhr",
    }[name]
    if not folder.is_dir():
        pytest.skip(f"the texts of {name} are not beside the checkout")
    read = [reading.read(path) for path in sorted(folder.glob("*.*"))]
    found = (StructuredText(each.text, each.leaves, each.spans) for each in read)
    return tuple(each for each in found if len(each.text) > 1)


def graphemes_of(text: str) -> list[int]:
    """Every border between graphemes, by Qt."""
    return _borders(QTextBoundaryFinder.BoundaryType.Grapheme, text, "\u0900-\u097f")


def words_of(text: str) -> list[tuple[int, int]]:
    """Every word, by Qt; a picture is one, and what has neither letter nor digit is none."""
    spans = pairwise(_borders(QTextBoundaryFinder.BoundaryType.Word, text, ""))
    return [span for span in spans if any(map(_is_letter, text[slice(*span)]))]


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_" or ord(char) > 0x1F000 or char in "©®←→↓↑⌚✂✓★☎"


def _borders(kind: QTextBoundaryFinder.BoundaryType, text: str, apart: str) -> list[int]:
    # Qt is wrong about what stands beside Thai and Hindi letters, and about flags behind faces:
    # each is asked about alone.
    flags, alone = "\U0001f1e6-\U0001f1ff", "\u0e00-\u0e7f" + apart
    found = [0]
    for run in re.finditer(f"[{flags}]+|[{alone}]+|[^{alone}{flags}]+", text):
        words = run.group()
        finder = QTextBoundaryFinder(kind, words)
        offsets = [at for at, char in enumerate(words) for _ in range(1 + (char > "\uffff"))]
        offsets.append(len(words))
        while (place := finder.toNextBoundary()) >= 0:
            found.append(run.start() + offsets[place])
    return found


def generated(chance: random.Random) -> StructuredText:
    """A text of every kind of leaf in every script, with tables and lines that have no space."""
    parts: _Parts = [("p", "a family 😀\r\nand more", {})]
    for number in range(1, 14):
        kind = chance.choice(("p", "p", "h2", "li", "quote", "code", "table", "long", "p", "empty"))
        if kind == "table":
            parts += _table(chance, number)
        elif kind == "long":
            parts.append(("p", "".join(chance.choices(_WORDS, k=700)), {}))
        elif kind == "empty":
            parts.append(("p", "", {}))
        else:
            fields: dict[str, int | str] = {"depth": 1, "marker": "•"} if kind == "li" else {}
            parts.append((kind, _sentence(chance, chance.randrange(1, 60)), fields))
    return assemble(tuple(parts))


def _table(chance: random.Random, number: int) -> _Parts:
    columns = chance.randrange(1, 5)
    return [
        (
            "cell",
            _sentence(chance, chance.randrange(0, 9)),
            {"table": number, "row": row, "column": column},
        )
        for row in range(chance.randrange(1, 6))
        for column in range(columns)
    ]


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)) + chance.choice((".", "", "!”", " "))
