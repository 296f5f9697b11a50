"""A process at work on an archive, to be killed: it says what it has been told is saved.

Run as `python someone_at_work.py FOLDER CANARY START`; acknowledges each act on standard output
only after the room has returned.
"""

import itertools
import sys
from pathlib import Path

from archivist.archive import Archive
from archivist.confinement import confine
from archivist.intake.reading import read_bytes


def work(folder: Path, canary: str, start: int) -> None:
    """Import, mark, tag and search for ever."""
    archive = Archive.open(folder, passphrase="šifra")
    say("open")
    for number in itertools.count(start):
        text = f"Naslov {canary} {number} 😀\r\nSadržaj {canary} članka {number}.\r\n" * 20
        deposit = read_bytes(text.encode(), f"{canary}-{number}.txt")
        article = archive.accession(deposit).article
        say(f"article {article.id}")
        actor = archive.actors.add(f"Osoba {canary} {number}")
        say(f"actor {actor.id}")
        marked = archive.annotations.highlight(
            article.id, 0, 6 + len(canary), note=f"beleška {canary}", actors=[actor.id]
        )
        say(f"annotation {marked.id}")
        found = archive.search.find(f"{canary} {number}")
        assert found.total >= 1


def say(words: str) -> None:
    """One acknowledged act."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    confine()
    work(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
