"""A long random history, taken back to its beginning and done again to its end."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archivist.actors import KINDS
from archivist.annotations import COLOURS
from archivist.archive import Archive
from archivist.errors import ArchivistError
from archivist.events import Source
from archivist.exchange import timeline
from archivist.intake.reading import read_bytes
from archivist.store.editions import KEYS

EVENT = """---
id: 2024-02-21--stop
date: '2024-02-21'
title: Zadržavanje {n} 😀
importance: 7
actors: [Đorđe {n}, Cellebrite]
tags: [surveillance, "t{n}"]
sources:
- {{url: "https://example.org/{n}", title: Izveštaj, tier: 2, seen: yes}}
unknown_key: kept
---
Policija je zadržala novinara broj {n}.
"""
TEXT = "Zapisnik {n} 😀\r\nПолиција је задржала новинара Đorđa broj {n}.\r\nשוטר ועיתונאי\r\n"


def everything(archive: Archive, folder: Path) -> tuple[dict[str, list[Any]], dict[str, bytes]]:
    """The present of every table, and what `export timeline` writes of it."""
    tables = {
        table: [tuple(row) for row in archive._store.read(f"SELECT * FROM {table} ORDER BY 1, 2")]
        for table in KEYS
    }
    written = {path.name: path.read_bytes() for path in timeline.export(archive, folder)}
    return tables, written


class Someone:
    """One who does random things to an archive, always the same for the same seed."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.archive = archive
        self.chance = random.Random(seed)
        self.count = 0

    def act(self) -> None:
        """One act; one that the archive refuses counts as none and is tried anew."""
        while True:
            entries = self.archive._store.last_entry()[0]
            try:
                self.chance.choice(ACTS)(self)
            except ArchivistError:
                continue
            if self.archive._store.last_entry()[0] > entries:
                return

    def one(self, records: tuple[Any, ...]) -> Any:
        if not records:
            raise ArchivistError("there is none yet")
        return self.chance.choice(records)

    def name(self) -> str:
        self.count += 1
        return f"Ime {self.count} {self.chance.choice(['Đ', 'Ž', '😀', 'ا', '中'])}"

    def import_text(self) -> None:
        self.count += 1
        content = TEXT.format(n=self.count).encode()
        self.archive.accession(read_bytes(content, f"{self.count}.txt"))

    def import_event(self) -> None:
        self.count += 1
        content = EVENT.format(n=self.count).encode()
        self.archive.accession(read_bytes(content, f"{self.count}.md"))

    def highlight(self) -> None:
        article = self.one(self.archive.articles.all())
        length = len(self.archive.articles.text_of(article).text)
        start = self.chance.randrange(length - 1)
        end = self.chance.randrange(start + 1, length)
        self.archive.annotations.highlight(
            article.id,
            start,
            end,
            colour=self.chance.choice(COLOURS),
            actors=[actor.id for actor in self.archive.actors.all()[:2]],
            tags=[tag.id for tag in self.archive.tags.all()[:1]],
        )

    def annotate(self) -> None:
        marked = self.one(self.archive.annotations.all())
        events = [event.id for event in self.archive.events.all()[:2]]
        self.archive.annotations.annotate(marked.id, note=self.name(), events=events)

    def move(self) -> None:
        marked = self.one(self.archive.annotations.all())
        self.archive.annotations.move(marked.id, 0, self.chance.randrange(1, 12))

    def withdraw(self) -> None:
        self.archive.annotations.withdraw(self.one(self.archive.annotations.all()).id)

    def withdraw_article(self) -> None:
        self.archive.withdraw_article(self.one(self.archive.articles.all()).id)

    def edit_article(self) -> None:
        article = self.one(self.archive.articles.all())
        self.archive.articles.edit(article.id, title=self.name(), published="2024-02")

    def add_actor(self) -> None:
        self.archive.actors.add(self.name(), kind=self.chance.choice(KINDS), aliases=[self.name()])

    def edit_actor(self) -> None:
        self.archive.actors.edit(self.one(self.archive.actors.all()).id, name=self.name())

    def merge_actors(self) -> None:
        actors = self.archive.actors.all()
        self.archive.actors.merge(self.one(actors).id, self.one(actors).id)

    def split_actor(self) -> None:
        actor = self.one(tuple(actor for actor in self.archive.actors.all() if actor.aliases))
        self.archive.actors.split(actor.id, actor.aliases[0])

    def remove_actor(self) -> None:
        self.archive.actors.remove(self.one(self.archive.actors.all()).id)

    def split_highlight(self) -> None:
        mark = self.one(self.archive.annotations.all())
        self.archive.annotations.split(mark.id, self.chance.randint(mark.start, mark.end))

    def join_highlights(self) -> None:
        mark = self.one(self.archive.annotations.all())
        other = self.one(self.archive.annotations.of(mark.article))
        self.archive.annotations.join(mark.id, other.id)

    def add_tag(self) -> None:
        self.archive.tags.add(self.name())

    def nest_tag(self) -> None:
        tags = self.archive.tags.all()
        self.archive.tags.edit(self.one(tags).id, parent=self.one(tags).id)

    def merge_tags(self) -> None:
        tags = self.archive.tags.all()
        self.archive.tags.merge(self.one(tags).id, self.one(tags).id)

    def remove_tag(self) -> None:
        self.archive.tags.remove(self.one(self.archive.tags.all()).id)

    def add_event(self) -> None:
        self.archive.events.add(self.name(), date="~2005", sources=[Source(url=self.name())])

    def edit_event(self) -> None:
        event = self.one(self.archive.events.all())
        actors = [actor.id for actor in self.archive.actors.all()[:3]]
        self.archive.events.edit(event.id, title=self.name(), actors=actors, importance=3)

    def remove_event(self) -> None:
        self.archive.events.remove(self.one(self.archive.events.all()).id)

    def decide(self) -> None:
        proposal = self.one(self.archive.proposals.waiting())
        self.archive.proposals.dismiss(proposal.id)


ACTS: list[Callable[[Someone], None]] = [
    act
    for name, act in vars(Someone).items()
    if not name.startswith("_") and name not in {"act", "one", "name"}
]


@pytest.mark.campaign
def test_random_acts_undone_are_as_before_and_redone_as_after(
    archive: Archive, tmp_path: Path, campaign_count: Callable[[int, int], int]
) -> None:
    for seed in range(campaign_count(1, 10)):
        someone = Someone(archive, seed)
        for _ in range(20):
            someone.act()
        before = everything(archive, tmp_path / f"before-{seed}")
        acts = 200
        for _ in range(acts):
            someone.act()
        after = everything(archive, tmp_path / f"after-{seed}")
        assert after != before
        for number in range(acts):
            archive.undo()
            if number == acts // 2:
                archive = reopened(archive)
        assert everything(archive, tmp_path / f"undone-{seed}") == before
        archive = reopened(archive)
        for number in range(acts):
            archive.redo()
            if number == acts // 2:
                archive = reopened(archive)
        assert everything(archive, tmp_path / f"redone-{seed}") == after
        assert [check.detail for check in archive.verify() if not check.ok] == []


def reopened(archive: Archive) -> Archive:
    """The same archive, closed and opened anew, over the same clock and chance."""
    circumstances = archive._store.circumstances
    folder = archive.folder
    archive.close()
    opened = Archive.open(folder, clock=circumstances.clock, entropy=circumstances.entropy)
    archive.__dict__.update(opened.__dict__)
    return archive


def test_every_kind_of_act_is_in_the_campaign() -> None:
    assert len(ACTS) == 23
