"""Five thousand highlights on a text of five million characters, carried into its next version.

    python tests/benchmarks/revising.py

Prints seconds of CPU for each way in which a text may be renewed, the writing included.
"""

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from archivist.anchoring import describe
from archivist.archive import Archive
from archivist.intake.deposit import Deposit
from archivist.text import lines

MARKS = 5_000
Paragraphs = list[str]


def main() -> None:
    """Renew one text in each way, and take it back."""
    chance = random.Random(3)
    letters = "abcdefghijklmnoprstuvzčćšđž"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(3000)]
    former = [paragraph(chance, words) for _ in range(32_000)]
    ways: dict[str, Callable[[], str]] = {
        "some paragraphs changed": lambda: "\n".join(some_changed(chance, former)),
        "every paragraph changed": lambda: "\n".join(reworded(chance, each) for each in former),
        "wrapped anew": lambda: " ".join(former).replace(" ", "\n"),
        "another text": lambda: "\n".join(paragraph(chance, words) for _ in former),
    }
    with tempfile.TemporaryDirectory() as folder:
        archive, _ = Archive.create(Path(folder) / "case", passphrase=None)
        article = archive.accession(deposit("\n".join(former))).article
        mark(archive, article.id, "\n".join(former), chance)
        for way, newer in ways.items():
            found = deposit(newer())
            begun = time.process_time()
            counts = archive.revise(article.id, found).counts
            renewed = time.process_time()
            archive.undo()
            undone = time.process_time()
            print(f"{way:24} {renewed - begun:6.1f} s, undo {undone - renewed:5.1f} s, {counts}")
        archive.close()


def paragraph(chance: random.Random, words: list[str]) -> str:
    """A made-up paragraph of 5 to 45 words and an emoji."""
    return " ".join(chance.choices(words, k=chance.randint(5, 45))).capitalize() + ". 😀"


def reworded(chance: random.Random, words: str) -> str:
    """One word is another."""
    each = words.split()
    each[chance.randrange(len(each))] = "promena"
    return " ".join(each)


def some_changed(chance: random.Random, former: Paragraphs) -> Paragraphs:
    """A few hundred paragraphs put in, reworded, moved and taken out."""
    newer = list(former)
    for _ in range(300):
        newer.insert(chance.randrange(len(newer)), "Novi pasus, kojeg nije bilo 🧿.")
        place = chance.randrange(len(newer))
        newer[place] = reworded(chance, newer[place])
        newer.append(newer.pop(chance.randrange(len(newer))))
        del newer[chance.randrange(len(newer))]
    return newer


def deposit(text: str) -> Deposit:
    """The text as a file of plain lines."""
    return Deposit("t.txt", text.encode(), "text/plain", "t/1", "T", text, lines(text).leaves)


def mark(archive: Archive, article: str, text: str, chance: random.Random) -> None:
    """Rows of highlights, at any place."""
    store = archive._store
    digest = archive.articles.get(article).text_sha256
    said = dict.fromkeys(("note", "created_at", "created_by", "changed_at"), "")
    with store.change("highlight") as change:
        for _ in range(MARKS):
            start = chance.randrange(len(text) - 400)
            target = describe(text, start, start + chance.randint(6, 300), text_sha256=digest)
            name = {"id": store.circumstances.new_id(), "article": article, "colour": "yellow"}
            store.add(change, "annotation", {**name, **said, **asdict(target)})


if __name__ == "__main__":
    main()
