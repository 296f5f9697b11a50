"""Accessions: how files become articles, with the events they declare and what they propose."""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from archivist.actors import Actors
from archivist.articles import Accession, Articles
from archivist.errors import ArchivistError, Refused
from archivist.events import Events
from archivist.folding import fold, skeleton
from archivist.intake.deposit import Deposit, EventDeposit
from archivist.intake.gather import Refusal, gather
from archivist.proposals import Proposals
from archivist.store.store import Store

# A batch holds the write lock: small enough that a highlight made meanwhile hardly waits.
_BATCH_FILES = 64
_BATCH_BYTES = 2 * 2**20


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What became of one file: a line of the import's report. `reason` is a sentence or empty."""

    path: Path
    status: Literal["imported", "known", "refused"]
    article: str = ""
    title: str = ""
    published: str = ""
    date: str = ""
    sha256: str = ""
    warnings: tuple[str, ...] = ()
    reason: str = ""


class Accessions:
    """The room where material comes in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._events = Events(store)
        self._actors = Actors(store)
        self._proposals = Proposals(store)

    def import_from(
        self,
        paths: Iterable[Path],
        *,
        follow_links: bool = False,
        encoding: str | None = None,
        stopped: Callable[[], bool] = bool,
    ) -> Generator[ImportLine, None, None]:
        """Take in files and folders, a line of the report a file.

        Files reach the archive in batches, and the whole import is one act for `undo`. Closing
        the generator stops the import; what is in stays in. Once `stopped` says so no further
        batch goes in, and every file that did has had its line. `encoding` is a person's choice
        for files that are not UTF-8.
        """
        act: int | None = None
        shapes = self._actors.shapes()
        for batch in _batches(_read_all(paths, follow_links=follow_links, encoding=encoding)):
            if stopped():
                return
            with self._store.act(act) as store, store.batch():
                lines = [self._line(path, found, shapes) for path, found in batch]
                act = store.current_act
            yield from lines

    def accession(self, deposit: Deposit) -> Accession:
        """Take in one deposit: the article, the event it declares, and what it proposes."""
        return self._accession(deposit, self._actors.shapes())

    def _accession(self, deposit: Deposit, shapes: dict[str, str]) -> Accession:
        with self._store.change("import"):
            if deposit.event:
                alike = _alike(deposit.event, shapes)
                deposit = replace(deposit, warnings=(*deposit.warnings, *alike))
            accession = self._articles.accession(deposit)
            if accession.status == "imported":
                if deposit.event:
                    self._events.accession(deposit.event, article=accession.article.id)
                self._proposals.add(accession.article.id, deposit.proposals)
        return accession

    def _line(self, path: Path, found: Deposit | str, shapes: dict[str, str]) -> ImportLine:
        if isinstance(found, str):
            return ImportLine(path, "refused", reason=found)
        try:
            accession = self._accession(found, shapes)
        except Refused as refusal:
            return ImportLine(path, "refused", reason=str(refusal))
        article, known = accession.article, accession.status == "known"
        return ImportLine(
            path,
            accession.status,
            article=article.id,
            title=article.title,
            published=article.published,
            date=article.date,
            sha256=article.original,
            warnings=article.warnings,
            reason=f"Already in the archive (imported {article.imported_at})." if known else "",
        )


def _alike(event: EventDeposit, shapes: dict[str, str]) -> Iterator[str]:
    """A warning for each name that looks like one known before, and `shapes` with the new ones."""
    for name in event.actors:
        known = shapes.setdefault(skeleton(name), name)
        if known != name and fold(known) != fold(name):
            yield f"“{name}” looks like “{known}” but is written with other characters."


def _read_all(
    paths: Iterable[Path], *, follow_links: bool, encoding: str | None
) -> Iterator[tuple[Path, Deposit | str]]:
    for found in gather(paths, follow_links=follow_links):
        if isinstance(found, Refusal):
            yield found.path, found.reason
            continue
        try:
            yield found, _read(found, encoding)
        except ArchivistError as refusal:
            yield found, str(refusal)


def _read(path: Path, encoding: str | None) -> Deposit:
    """The deposit of a file; what is UTF-8 is read so, whatever was chosen for the rest."""
    from archivist.intake.reading import read

    try:
        return read(path)
    except Refused:
        if encoding is None:
            raise
        return read(path, encoding=encoding)


def _batches(
    found: Iterator[tuple[Path, Deposit | str]],
) -> Iterator[list[tuple[Path, Deposit | str]]]:
    batch: list[tuple[Path, Deposit | str]] = []
    size = 0
    for path, deposit in found:
        batch.append((path, deposit))
        size += 0 if isinstance(deposit, str) else len(deposit.original)
        if len(batch) == _BATCH_FILES or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
