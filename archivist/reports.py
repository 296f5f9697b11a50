"""Reports: what became of each file of every import, kept also when its articles are taken back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from archivist import dates
from archivist.errors import NotFound
from archivist.spreadsheet import table
from archivist.store.reading import Row
from archivist.store.store import Store

Status = Literal["imported", "known", "updated", "refused"]

_MOST_PLACES = 100  # of a thousand files chosen one by one, the lines name the rest
_SUMS = """
SELECT "import" AS number, min(at) AS at, max(at) AS until, agent, min(nullif(act, 0)) AS act,
  max(places) AS places, sum(imported) AS imported, sum(known) AS known,
  sum(updated) AS updated, sum(refused) AS refused
FROM report
"""
_HEADER = (
    *("status", "file", "within", "title", "date"),
    *("what happened", "article", "original sha256"),
)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of one file: `place` is the way to it from what was chosen.

    `sentences` say what it was warned of or refused for; `parts` are the files it carries, each
    with the name it has there. `size` and `modified` (nanoseconds) are as the disk had them, 0
    where it did not say. `title` and `date` are those of the article now; `is_in` is whether it
    is in the archive.
    """

    place: str
    status: Status
    sha256: str = ""
    article: str = ""
    sentences: tuple[str, ...] = ()
    parts: "tuple[ReportLine, ...]" = ()
    size: int = 0
    modified: int = 0
    title: str = ""
    date: str = ""
    is_in: bool = False

    def stored(self) -> list[Any]:
        """The line as it is kept."""
        parts = [part.stored() for part in self.parts]
        said = [self.place, self.status, self.sha256, self.article, self.sentences, parts]
        return [*said, self.size, self.modified]

    @classmethod
    def of(cls, stored: list[Any]) -> "ReportLine":
        """The line that was kept."""
        place, status, sha256, article, sentences, parts, size, modified = stored
        carried = tuple(map(cls.of, parts))
        return cls(place, status, sha256, article, tuple(sentences), carried, size, modified)

    def all(self) -> "Iterator[ReportLine]":
        """The line, and those of the files it carries."""
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass(frozen=True, slots=True)
class Report:
    """One import: its number, when its first and last files were in, by whom, and how many.

    `places` are the names of what was chosen. `taken_back` is whether `undo` took it back since.
    """

    number: int
    at: str
    until: str
    agent: str
    places: tuple[str, ...]
    imported: int
    known: int
    updated: int
    refused: int
    taken_back: bool

    @property
    def files(self) -> int:
        """How many files it was asked to take in."""
        return self.imported + self.known + self.updated + self.refused


class Reports:
    """The room of reports."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, places: Iterable[str]) -> "Written":
        """The report of an import that begins; it is written with its first lines."""
        return Written(self._store, tuple(places)[:_MOST_PLACES])

    def all(self) -> tuple[Report, ...]:
        """Every import, the latest first."""
        rows = self._store.read(f'{_SUMS} GROUP BY "import" ORDER BY "import" DESC')
        return tuple(map(self._report, rows))

    def get(self, number: int) -> Report:
        """The report of that number. Raises `NotFound`."""
        row = self._store.one(f'{_SUMS} WHERE "import" = ? GROUP BY "import"', (number,))
        if row is None:
            raise NotFound(f"There is no import {number}.")
        return self._report(row)

    def lines(self, number: int) -> Iterator[ReportLine]:
        """What became of each file of that import, in the order in which they were read."""
        rows = self._store.read(
            'SELECT batch FROM report WHERE "import" = ? ORDER BY batch', (number,)
        )
        for row in rows:
            yield from self._batch(number, row["batch"])

    def seen(self, place: str) -> Iterator[tuple[str, int, int]]:
        """Place, size and time of change of each file that was ever read below a place."""
        below = f"{place}/"
        for row in self._store.read('SELECT lines FROM report ORDER BY "import", batch'):
            for line in map(ReportLine.of, json.loads(row["lines"])):
                if line.place.startswith(below):
                    yield line.place, line.size, line.modified

    def _batch(self, number: int, batch: int) -> Iterator[ReportLine]:
        row = self._store.row("report", number, batch)
        lines = [ReportLine.of(each) for each in json.loads(row["lines"])] if row else []
        ids = [each.article for line in lines for each in line.all() if each.article]
        present = self._store.read(
            "SELECT id, title, published, earliest, latest FROM article "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        articles = {each["id"]: each for each in present}
        return (_as_now(line, articles) for line in lines)

    def _report(self, row: Row) -> Report:
        counts = {name: row[name] for name in ("imported", "known", "updated", "refused")}
        return Report(
            number=row["number"],
            at=row["at"],
            until=row["until"],
            agent=row["agent"],
            places=tuple(json.loads(row["places"])),
            taken_back=self._taken_back(row["act"]),
            **counts,
        )

    def _taken_back(self, act: int | None) -> bool:
        """Whether an act's first entry stands no more: what takes back may be taken back itself."""
        taken, entry = False, act
        while entry is not None:
            found = self._store.one("SELECT seq FROM journal WHERE undoes = ?", (entry,))
            entry = found["seq"] if found else None
            taken = taken != (found is not None)
        return taken


class Written:
    """The report of one import while it is written."""

    def __init__(self, store: Store, places: tuple[str, ...]) -> None:
        self._store = store
        self._places = places
        self._number = 0
        self._batches = 0

    def add(self, lines: Iterable[ReportLine], *, act: int | None) -> None:
        """Write lines, inside the batch they tell of, of which `act` is what `undo` takes back."""
        kept = tuple(lines)
        statuses = [line.status for line in kept]
        with self._store.change("import report") as change:
            number, batch = self._number or self._next(), self._batches + 1
            row = {
                "import": number,
                "batch": batch,
                "act": act or 0,
                **{name: statuses.count(name) for name in ("imported", "known", "updated")},
                "refused": statuses.count("refused"),
                "at": self._store.circumstances.now(),
                "agent": self._store.circumstances.agent,
                "places": "" if self._number else json.dumps(self._places, ensure_ascii=False),
                "lines": json.dumps([line.stored() for line in kept], ensure_ascii=False),
            }
            self._store.add(change, "report", row)
        self._number, self._batches = number, batch

    def _next(self) -> int:
        (row,) = self._store.read('SELECT coalesce(max("import"), 0) + 1 AS next FROM report')
        return int(row["next"])


def as_csv(lines: Iterable[ReportLine]) -> bytes:
    """A row a file, also of those within another; a spreadsheet opens it and runs nothing in it."""
    return table(_HEADER, (row for line in lines for row in _rows(line)))


def _rows(line: ReportLine, within: str = "") -> Iterator[tuple[str, ...]]:
    said = " ".join(" ".join(each.split()) for each in line.sentences)
    named = (line.status, line.place, within, line.title, line.date)
    yield (*named, said, line.article, line.sha256)
    for part in line.parts:
        yield from _rows(part, f"{within} › {line.place}" if within else line.place)


def _as_now(line: ReportLine, articles: dict[str, Row]) -> ReportLine:
    parts = tuple(_as_now(part, articles) for part in line.parts)
    article = articles.get(line.article)
    if article is None:
        return replace(line, parts=parts)
    date = article["published"] or dates.spanning(article["earliest"], article["latest"])
    return replace(line, parts=parts, title=article["title"], date=date, is_in=True)
