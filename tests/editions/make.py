"""Make the frozen archive of the present edition, once, when the edition ships.

    python tests/editions/make.py

An archive that was made is never made again: later programs must open it as it is.
"""

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from archivist.archive import Archive
from archivist.events import Source
from archivist.intake.reading import read_bytes
from archivist.store.editions import EDITIONS

HERE = Path(__file__).parent


def main() -> None:
    """Write `N.archivist`, open to whoever has it: it holds nothing but made-up words."""
    folder = HERE / f"{len(EDITIONS)}.archivist"
    if folder.exists():
        sys.exit(f"{folder} is there already, and stays as it is.")
    archive, _ = Archive.create(
        folder,
        passphrase=None,
        agent="R-1",
        clock=lambda: datetime(2026, 11, 21, 19, 42, tzinfo=UTC),
        entropy=random.Random(1).randbytes,
    )
    text = "Zapis 😀\r\nSlaviša Milanov je zaustavljen.\r\n"
    article = archive.accession(read_bytes(text.encode(), "zapis.txt")).article
    actor = archive.actors.add("Slaviša Milanov", kind="person", aliases=["Славиша Миланов"])
    tag = archive.tags.add("pretres", definition="pregled telefona")
    event = archive.events.add(
        "Zaustavljanje", date="2024-02", actors=[(actor.id, "novinar")], sources=[Source("a")]
    )
    archive.annotations.highlight(
        article.id, 8, 23, note="ko", actors=[actor.id], tags=[tag.id], events=[event.id]
    )
    renewed(archive)
    arrived(archive)
    archive.tags.rename(tag.id, "pretres telefona")
    archive.undo()
    archive.close()
    (folder / "lock").unlink()


def renewed(archive: Archive) -> None:
    """An article with a second text: one passage as before, one in doubt, one lost."""
    former = "Vest 📰\r\nTelefon je odnet u drugu sobu.\r\nPolicija nije odgovorila.\r\n"
    newer = "Vest 📰\r\nTelefon je odnet u drugu sobicu.\r\nAdvokat traži istragu.\r\n"
    article = archive.accession(read_bytes(former.encode(), "vest.txt")).article
    for start, end in ((0, 4), (7, 36), (38, 62)):
        archive.annotations.highlight(article.id, start, end)
    archive.revise(article.id, read_bytes(newer.encode(), "vest-2.txt"))


def arrived(archive: Archive) -> None:
    """An import with its report, a paper with the places of its words, and a rule for a site."""
    folder = HERE.parent / "golden" / "kinds"
    lines = list(archive.import_from([folder / "paper.pdf", folder / "nobody.pdf"]))
    assert [line.status for line in lines] == ["imported", "refused"]
    page = (
        "<title>Vest</title><link rel=canonical href=https://vesti.example/1>"
        "<nav class=menu><p>Naslovna</nav><p>Telefon je vraćen.<p>Novinar je pušten. 📰"
    )
    article = archive.accession(read_bytes(page.encode(), "vest.html")).article
    list(archive.corrections.for_site(article.id, [(0, 0)], role="boilerplate"))


if __name__ == "__main__":
    main()
