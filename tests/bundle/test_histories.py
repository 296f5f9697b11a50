"""Whatever was done in an archive, its bundles agree with themselves: no check cries wolf."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.assets import sample_archive
from archivist.bundle.export import export
from archivist.bundle.selection import Selection
from archivist.bundle.verify import verify
from archivist.errors import ArchivistError, Refused

COLOURS = (None, "rose", "blue")


class Person:
    """Somebody who does one thing after another, by chance."""

    def __init__(self, archive: Archive, chance: random.Random) -> None:
        self._archive = archive
        self._chance = chance
        self._made = 0

    def do_something(self) -> None:
        acts = (
            *(self.mark, self.mark, self.mark, self.reword, self.reword, self.withdraw, self.move),
            *(self.describe, self.name, self.rename, self.merge, self.happen, self.decide),
            *(self._archive.undo, self._archive.undo, self._archive.redo, self.mark_and_name),
        )
        try:
            self._chance.choice(acts)()
        except ArchivistError:
            return  # a thing that cannot be done now

    def mark(self) -> str:
        article = self._one([each.id for each in self._archive.articles.all()])
        start = self._chance.randrange(40)
        bears_on = {"tags": self._tags(), "events": self._events(), "note": self._word()}
        end = start + self._chance.randrange(1, 9)
        actors = [(actor, self._word()) for actor in self._actors()]
        made = self._archive.annotations.highlight(article, start, end, actors=actors, **bears_on)  # type: ignore[arg-type]  # words of several kinds
        return made.id

    def reword(self) -> None:
        note, colour = self._chance.choice((None, self._word())), self._chance.choice(COLOURS)
        some: list[str] | None = self._chance.choice((None, self._tags()))
        self._archive.annotations.annotate(self._marked(), note=note, colour=colour, tags=some)

    def withdraw(self) -> None:
        self._archive.annotations.withdraw(self._marked())

    def move(self) -> None:
        self._archive.annotations.move(self._marked(), 0, self._chance.randrange(1, 9))

    def describe(self) -> None:
        article = self._one([each.id for each in self._archive.articles.all()])
        key = self._chance.choice(("title", "author", "starred", "url"))
        value = self._chance.random() < 0.5 if key == "starred" else self._word() or "Title 📄"
        self._archive.articles.edit(article, **{key: value})

    def name(self) -> None:
        aliases = self._chance.choice(((), ("Serbia",), (self._new("alias"),)))
        description = self._chance.choice(("", "described 🕵️"))
        self._archive.actors.add(self._new("Actor"), aliases=aliases, description=description)
        self._archive.tags.add(self._new("tag"), parent=self._chance.choice(["", *self._tags()]))

    def rename(self) -> None:
        for actor in self._actors():
            self._archive.actors.edit(actor, name=self._new("Renamed"), aliases=())
        for tag in self._tags():
            self._archive.tags.edit(tag, name=self._new("renamed"))

    def merge(self) -> None:
        actors, tags = self._actors(), self._tags()
        if len(actors) > 1:
            self._archive.actors.merge(*actors)
        if len(tags) > 1:
            self._archive.tags.merge(*tags)

    def happen(self) -> None:
        actors = [(actor, self._word()) for actor in self._actors()]
        date = self._chance.choice(("", "2024", "2024-02-03"))
        made = self._archive.events.add(self._new("Event"), date=date, actors=actors)
        if self._chance.random() < 0.3:
            self._archive.events.edit(made.id, summary=self._word(), tags=self._tags())

    def decide(self) -> None:
        waiting = [each.id for each in self._archive.proposals.waiting()]
        self._archive.proposals.accept(self._one(waiting))

    def mark_and_name(self) -> None:
        with self._archive._store.change("mark and name"):
            actor = self._archive.actors.add(self._new("Made")).id
            event = self._archive.events.add(self._new("Made"), actors=[(actor, "there")]).id
            self._archive.annotations.annotate(self.mark(), actors=[actor], events=[event])

    def _marked(self) -> str:
        return self._one([each.id for each in self._archive.annotations.all()])

    def _one(self, ids: list[str]) -> str:
        if not ids:
            raise Refused("There is none.")
        return self._chance.choice(ids)

    def _actors(self) -> list[str]:
        return self._some([each.id for each in self._archive.actors.all()])

    def _tags(self) -> list[str]:
        return self._some([each.id for each in self._archive.tags.all()])

    def _events(self) -> list[str]:
        return self._some([each.id for each in self._archive.events.all()])[:1]

    def _some(self, ids: list[str]) -> list[str]:
        return self._chance.sample(ids, min(len(ids), self._chance.randrange(3)))

    def _word(self) -> str:
        return self._chance.choice(("", "note 📌", "на путу"))

    def _new(self, kind: str) -> str:
        self._made += 1
        return f"{kind} {self._made}"


@pytest.mark.campaign
@pytest.mark.timeout(600)
def test_whatever_was_done_a_bundle_of_it_agrees_with_itself(
    archive: Archive, tmp_path: Path, campaign_count: Callable[[int, int], int]
) -> None:
    list(archive.import_from([sample_archive()]))
    chance = random.Random(20261121)
    person = Person(archive, chance)
    kept_back = shown = 0
    for turn in range(campaign_count(6, 100)):
        for _ in range(20):
            person.do_something()
        whole = tuple(each.id for each in archive.articles.all())
        tags = tuple(chance.sample([tag.id for tag in archive.tags.all()], 2))
        for name, selection in (("all", Selection(articles=whole)), ("tags", Selection(tags=tags))):
            bundle = tmp_path / f"{name}-{turn}"
            try:
                export(archive, bundle, selection)
            except Refused:
                continue  # no passage bears these tags
            assert [check.detail for check in verify(bundle) if not check.ok] == []
            custody = (bundle / "data" / "custody.jsonl").read_text("utf-8")
            kept_back += custody.count('"payload":null')
            shown += custody.count('"payload":"')
    assert shown
    assert kept_back
