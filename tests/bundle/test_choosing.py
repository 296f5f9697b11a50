"""What an archive holds of what was chosen: highlights, and articles that declare an event."""

import pytest

from archivist.archive import Archive
from archivist.bundle.choosing import choose
from archivist.bundle.selection import Selection
from archivist.errors import Refused
from archivist.intake.reading import read_bytes

EVENT = """---
title: Zadržavanje {n} 😀
date: 2024-0{n}-15
actors: [Đorđe {n}, Cellebrite]
tags: [oznaka-{n}]
---
Policija je zadržala novinara broj {n}.
"""


@pytest.fixture
def case(archive: Archive) -> Archive:
    """Two event files, and an undated note with one highlight on an actor of the first."""
    for number in (1, 2):
        content = EVENT.format(n=number).replace("\n", "\r\n").encode()
        archive.accession(read_bytes(content, f"{number}.md"))
    note = archive.accession(read_bytes("Zapis 😀\r\nDruga linija.".encode(), "n.txt")).article
    archive.annotations.highlight(note.id, 0, 5, actors=[archive.actors.get("Đorđe 1").id])
    return archive


def titles(archive: Archive, selection: Selection) -> list[tuple[str, int]]:
    return [(article.title, len(marks)) for article, marks in choose(archive, selection).exhibits]


def test_an_event_brings_the_article_that_declares_it(case: Archive) -> None:
    event = case.events.get("Zadržavanje 2 😀").id
    assert titles(case, Selection(events=(event,))) == [("Zadržavanje 2 😀", 0)]


def test_an_actor_brings_passages_and_the_events_it_took_part_in(case: Archive) -> None:
    actor = case.actors.get("Đorđe 1").id
    assert titles(case, Selection(actors=(actor,))) == [("Zadržavanje 1 😀", 0), ("Zapis 😀", 1)]
    both = case.actors.get("Cellebrite").id
    assert len(titles(case, Selection(actors=(both,)))) == 2


def test_a_tag_brings_the_events_that_bear_it(case: Archive) -> None:
    tag = case.tags.get("oznaka-2").id
    assert titles(case, Selection(tags=(tag,))) == [("Zadržavanje 2 😀", 0)]


def test_days_alone_bring_every_article_of_those_days(case: Archive) -> None:
    february = Selection(earliest="2024-02-01", latest="2024-02-29")
    assert titles(case, february) == [("Zadržavanje 2 😀", 0)]
    with pytest.raises(Refused, match="Nothing in the archive answers"):
        choose(case, Selection(earliest="1999-01-01", latest="1999-12-31"))
