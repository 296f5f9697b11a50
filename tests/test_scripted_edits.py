"""Passages are followed through a hundred scripted edits: right where they went, or honestly lost.

Run by hand, `python -m pytest tests/test_scripted_edits.py -s` prints the table.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from archivist.anchoring import Anchor, carry, describe
from archivist.intake.reading import read
from archivist.text import canonical

SAMPLE = Path(__file__).parent.parent / "sample_archive"
SHARED = Path(__file__).parent.parent.parent / "shared"
EDITS = 100
LONG = 1024  # beyond it characters are counted: the table of distances has a million places

MIXED = canonical(
    "Записник 😀\r\n"
    "Slavis\u030ca Milanovic\u0301, a journalist (👩‍👩‍👧 with him), was stopped in February 🚔.\r\n"
    "“Where are you going?” the officer asked. “Home,” he said. “Where are you going?”\r\n"
    "警方在二月拦下了这名记者。他的手机被带到另一个房间。警方说这只是例行检查。\r\n"
    "警方没有回答问题。律师说，手机里装了间谍软件。没有人道歉。\r\n"
    "قال الصحفي إن هاتفه كان مغلقا. أخذته الشرطة إلى غرفة أخرى. لم يعتذر أحد.\r\n"
    "Everyone has the right to life. Everyone has the right to a name. Everyone has the right to "
    "leave any country, including his own, and to return to it.\r\n"
    "The phone — switched off — was returned at 21:40. It was on. Wi‑Fi was off. Data was off.\r\n"
    "ﬁrst ﬂoor, room №5 … e\u0301tage 2, naïve café: 1\u00a0200 EUR in three envelopes.\r\n"
    "No one answered. No one called. No one has been charged to this day, his lawyer says.\r\n"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of an edited text, and the offset of the one it was before the edit."""

    char: str
    was: int | None
    beside: int | None = None


Letters = list[Letter]
Edit = Callable[[Letters, Random], Letters]


def letters(text: str) -> Letters:
    return [Letter(char, at) for at, char in enumerate(text)]


def written(edited: Letters) -> str:
    return "".join(letter.char for letter in edited)


def new(words: str) -> Letters:
    return [Letter(char, None) for char in words]


def pieces(text: Letters, pattern: str) -> list[Letters]:
    """The text in pieces that each end where the pattern does; the last one ends its line."""
    ended = text if text[-1].char == "\n" else [*text, Letter("\n", None)]
    ends = [found.end() for found in re.finditer(pattern, written(ended))]
    borders = [0, *(end for end in ends if end < len(ended)), len(ended)]
    return [ended[low:high] for low, high in pairwise(borders)]


def paragraphs(text: Letters) -> list[Letters]:
    return pieces(text, r"\n+")


def sentences(text: Letters) -> list[Letters]:
    return pieces(text, r"(?:[.!?؟।…][”\"»’]*\s+|[。！？]|\n)")


def joined(parts: list[Letters]) -> Letters:
    return [letter for part in parts for letter in part]


# The edits


def typos(text: Letters, random: Random) -> Letters:
    """About one word in twenty-five has a letter swapped, left out, doubled or changed."""
    out: Letters = []
    for letter in text:
        if letter.char.isalpha() and random.random() < 0.008:
            how = random.choice(["change", "omit", "double"])
            if how == "change":
                out.append(Letter(random.choice("abcdeixуне人مß"), letter.was))
            if how == "double":
                out += [letter, Letter(letter.char, None, letter.was)]
            continue
        out.append(letter)
    return out


def moved_paragraphs(text: Letters, random: Random) -> Letters:
    parts = paragraphs(text)
    for _ in range(max(1, len(parts) // 6)):
        part = parts.pop(random.randrange(len(parts)))
        parts.insert(random.randrange(len(parts) + 1), part)
    return joined(parts)


def reversed_paragraphs(text: Letters, _random: Random) -> Letters:
    return joined(paragraphs(text)[::-1])


def deleted_sentences(text: Letters, random: Random) -> Letters:
    return joined([part for part in sentences(text) if random.random() > 0.2])


def deleted_paragraphs(text: Letters, random: Random) -> Letters:
    parts = paragraphs(text)
    return joined([part for part in parts if random.random() > 0.25] or parts[:1])


def deleted_words(text: Letters, random: Random) -> Letters:
    return joined([part for part in pieces(text, r"\s+") if random.random() > 0.03])


def other_spaces(text: Letters, random: Random) -> Letters:
    """Lines wrapped anew, no-break spaces, doubled spaces, blank lines between paragraphs."""
    out: Letters = []
    for letter in text:
        if letter.char == " ":
            char = random.choice([" ", " ", " ", "\u00a0", "\n", "  "])
            out += [Letter(each, letter.was) for each in char]
        elif letter.char == "\n":
            out += [letter, *new("\n" * random.choice([0, 1]))]
        else:
            out.append(letter)
    return out


def quotes_repeated(text: Letters, random: Random) -> Letters:
    """Sentences stand again as pulled quotes, in a box of their own."""
    parts = paragraphs(text)
    for _ in range(3):
        sentence = written(random.choice(sentences(text))).strip()
        place = random.randrange(len(parts) + 1)
        beside = written(joined(parts[max(0, place - 1) : place + 1]))
        if sentence not in beside:  # of two side by side nobody knows which is the copy
            parts.insert(place, new(f"{sentence}\n"))
    return joined(parts)


def insertions(text: Letters, random: Random) -> Letters:
    """A menu above, advertisements between, and sentences within paragraphs."""
    out = new("Home | About | Donate 🎗\nSign in\n")
    for part in sentences(text):
        out += part
        if random.random() < 0.15:
            out += new(
                random.choice(["Read also: Police and phones. ", "ADVERTISEMENT\n", "读者评论。"])
            )
    return out + new("\nAll rights reserved © 2026\n")


def changed_words(text: Letters, random: Random) -> Letters:
    """One word in thirty is another word."""
    out: Letters = []
    for part in pieces(text, r"\s+"):
        word = [letter for letter in part if not letter.char.isspace()]
        if len(word) > 3 and random.random() < 0.03:
            other = random.choice(["nobody", "други", "另外的", "however", "آخر"])
            out += [Letter(char, word[0].was) for char in other] + part[len(word) :]
        else:
            out += part
    return out


def recased(text: Letters, random: Random) -> Letters:
    """Headings and whole paragraphs in capitals."""
    out: Letters = []
    for part in paragraphs(text):
        shout = random.random() < 0.4
        out += [
            Letter(char, letter.was)
            for letter in part
            for char in (letter.char.upper() if shout else letter.char)
        ]
    return out


_TYPOGRAPHY = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
        "—": "-",
        "–": "-",
        "‑": "-",
        "«": '"',
        "»": '"',
        "…": "...",
        "'": "’",
        "ﬁ": "fi",
        "ﬂ": "fl",
    }
)


def retyped(text: Letters, _random: Random) -> Letters:
    """Other quotation marks and dashes, ligatures undone."""
    return [
        Letter(char, letter.was) for letter in text for char in letter.char.translate(_TYPOGRAPHY)
    ]


def decomposed(text: Letters, _random: Random) -> Letters:
    """Letters taken apart from their marks."""
    return [
        Letter(char, letter.was)
        for letter in text
        for char in unicodedata.normalize("NFD", letter.char)
    ]


def unmarked(text: Letters, _random: Random) -> Letters:
    """Combining marks gone, variation selectors put behind emoji, soft hyphens into words."""
    out: Letters = []
    for letter in text:
        if unicodedata.combining(letter.char):
            continue
        if letter.char == "v":
            out += new("\u00ad")
        out.append(letter)
        if letter.char == "😀":
            out.append(Letter("\ufe0f", letter.was))
    return out


def new_emoji(text: Letters, random: Random) -> Letters:
    """Emoji between the words: every UTF-16 offset is another one."""
    out: Letters = []
    for part in pieces(text, r"\s+"):
        out += new("🧿 ") * (random.random() < 0.02) + part
    return out


def merged_paragraphs(text: Letters, random: Random) -> Letters:
    return [
        Letter(" ", letter.was) if letter.char == "\n" and random.random() < 0.5 else letter
        for letter in text
    ]


def everything_a_little(text: Letters, random: Random) -> Letters:
    """What a newspaper does to an article within a week."""
    for edit in (insertions, deleted_sentences, moved_paragraphs, retyped):
        text = edit(text, random)
    return [
        Letter(random.choice("aeioи"), letter.was)
        if letter.char.isalpha() and random.random() < 0.003
        else letter
        for letter in text
    ]


SCRIPTS: tuple[Edit, ...] = (
    typos,
    moved_paragraphs,
    reversed_paragraphs,
    deleted_sentences,
    deleted_paragraphs,
    deleted_words,
    other_spaces,
    quotes_repeated,
    insertions,
    changed_words,
    recased,
    retyped,
    decomposed,
    unmarked,
    new_emoji,
    merged_paragraphs,
    everything_a_little,
)


# The passages and where they went


def marked(text: str, random: Random) -> Iterator[tuple[int, int]]:
    """Passages as people mark them: words, a sentence, a few, whole pages, any characters."""
    words = [found.span() for found in re.finditer(r"\S+", text)]
    whole = [
        found.span() for found in re.finditer(r"\S[^.!?。！？؟।\n]{6,}[^\s.][.!?。！？؟।]?", text)
    ]
    for _ in range(14):
        first = random.randrange(len(words))
        last = min(len(words) - 1, first + random.randint(1, 7))
        yield words[first][0], words[last][1]
    for _ in range(12):
        yield random.choice(whole)
    for _ in range(5):
        first = random.randrange(len(whole))
        yield whole[first][0], whole[min(len(whole) - 1, first + random.randint(1, 3))][1]
    for _ in range(5):
        start = random.randrange(len(text) - 1)
        size = random.randint(6, 60)
        if text[start : start + size].strip() == text[start : start + size]:
            yield start, min(len(text), start + size)
    for least in (1100, 2000):
        first = random.randrange(max(1, len(words) // 2))
        start = words[first][0]
        yield from [(start, end) for _, end in words[first:] if end >= start + least][:1]


@dataclass(frozen=True, slots=True)
class Fate:
    """What an edit did to a passage: where it stands, if it does, and whether in one piece."""

    what: str
    start: int = 0
    end: int = 0
    widest: tuple[int, int] = (0, 0)


def fate(edited: Letters, text: str, start: int, end: int) -> Fate:
    """`removed` when none of its characters is left, `torn` when less than four fifths are or
    they stand apart, else `kept`, with its place."""
    left = [
        at
        for at, letter in enumerate(edited)
        if letter.was is not None and start <= letter.was < end
    ]
    if not left:
        return Fate("removed")
    first, last = left[0], left[-1] + 1
    if last - first > 3 * (end - start):
        return Fate("torn", first, last, (first, last))
    came = [edited[at].was or 0 for at in left]
    if end - start > LONG:
        foreign = sum(not start <= (each.was or -1) < end for each in edited[first:last])
        apart = max(foreign, end - start - len(set(came)))
    else:
        apart = distance_of(folded(written(edited[first:last])), folded(text[start:end]))
    whole = came == sorted(came) and apart <= 0.2 * len(folded(text[start:end]))
    widest = last
    while widest < len(edited) and edited[widest].beside in range(start, end):
        widest += 1
    return Fate("kept" if whole else "torn", first, last, (first, widest))


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum())


def distance_of(one: str, other: str) -> int:
    """The edit distance, by the table everyone can check by hand."""
    if one == other:
        return 0
    alike = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), 0
    )
    one, other = one[alike:], other[alike:]
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        corner, row[0] = row[0], at
        for place, wanted in enumerate(other, 1):
            corner, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, corner + (char != wanted)),
            )
    return row[-1]


def verdict(expected: Fate, found: Anchor | None) -> str:
    if expected.what == "removed":
        return "removed, said so" if found is None else "WRONG: found what is removed"
    if found is None:
        return f"{expected.what}, not found"
    place = (found.start, found.end)
    if place in ((expected.start, expected.end), expected.widest):
        return f"{expected.what}, exact"
    common = min(found.end, expected.end) - max(found.start, expected.start)
    either = max(found.end, expected.end) - min(found.start, expected.start)
    if found.how != "approximate" or common <= 0:
        return "WRONG: elsewhere"
    if expected.what == "torn" or common >= 0.5 * either:
        return f"{expected.what}, near, to be confirmed"
    return "WRONG: elsewhere"


def texts() -> Iterator[tuple[str, str]]:
    yield "mixed", MIXED
    plain = (path for path in SAMPLE.iterdir() if path.suffix in {".txt", ".md", ".json"})
    for path in sorted(plain):
        yield path.name, read(path).text
    for folder in ("seeds", "data/udhr"):
        for path in sorted((SHARED / folder).glob("*.txt")):
            yield path.name, read(path).text[:6000]


def trial() -> dict[str, Counter[str]]:
    """What became of the passages, by what was done to their text."""
    material = list(texts())
    table: dict[str, Counter[str]] = {script.__name__: Counter() for script in SCRIPTS}
    for number in range(EDITS):
        random = Random(number)
        script = SCRIPTS[number % len(SCRIPTS)]
        _, text = material[number * 7 % len(material)]
        edited = script(letters(text), random)
        places = list(marked(text, random))
        found = carry(text, written(edited), [describe(text, *place) for place in places])
        table[script.__name__].update(
            verdict(fate(edited, text, *place), anchor)
            for place, anchor in zip(places, found, strict=True)
        )
    return table


def shown(table: dict[str, Counter[str]]) -> str:
    """The table as it is printed for a person."""
    words = sorted({said for row in table.values() for said in row})
    lines = [
        f"{name:22}" + "".join(f"{row[each]:>8}" for each in words) for name, row in table.items()
    ]
    legend = [f"{place}: {said}" for place, said in enumerate(words, 1)]
    head = " " * 22 + "".join(f"{place:>8}" for place in range(1, len(words) + 1))
    return "\n".join(["", *legend, head, *lines])


def test_passages_are_right_where_they_went_or_honestly_lost() -> None:
    table = trial()
    total = sum(table.values(), Counter[str]())
    print(shown({**table, "together": total}))  # noqa: T201 - the table, for whoever runs it by hand
    kept = sum(often for said, often in total.items() if said.startswith("kept"))
    assert kept > 2000
    assert total["kept, exact"] >= 0.98 * kept
    assert total["kept, not found"] <= 0.002 * kept
    assert [said for said in total if said.startswith("WRONG")] == []
    assert total["removed, said so"] > 40
