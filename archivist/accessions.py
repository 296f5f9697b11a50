"""Accessions: how files become articles, with the events they declare and what they propose."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from archivist.actors import Actors
from archivist.articles import Accession, Article, Articles, redescribed
from archivist.captures import Captures
from archivist.errors import Refused
from archivist.events import Events
from archivist.fixity import sha256
from archivist.folding import fold, skeleton
from archivist.intake import kinds
from archivist.intake.deposit import Deposit, EventDeposit, label
from archivist.intake.places import Places
from archivist.intake.stream import Arrival, Known, deposits
from archivist.likeness import Likeness, Likenesses
from archivist.proposals import Proposals
from archivist.reports import ReportLine, Reports, Status
from archivist.revisions import Revision, Revisions
from archivist.sites import Sites
from archivist.store.store import Store

# A batch holds the write lock: small enough that a highlight made meanwhile hardly waits.
_BATCH_FILES = 64
_BATCH_BYTES = 2 * 2**20
# What is known or refused is only told of.
_BATCH_LINES = 512
# Files that take long to read are told of, and the person's Stop is heard, all the same.
_BATCH_SECONDS = 1.0
DIVIDED = "It was in already as one article; now its rows are articles, too."
_OTHERWISE = "It was in already; it was read anew with the columns chosen now."
_LIKENESSES = 3  # a line of a report is no list


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What became of one file: a line of the import's report. `reason` is a sentence or empty.

    `sha256` is that of the file, of a refused one too; empty where it could not be read.
    `parts` are the lines of the files it carries, each with the name it has there; `likenesses`
    the articles it was found to be like when it came in, the likest first. What is *updated* was
    there already and got this file as its newer text; `revision` tells of its annotations.
    """

    path: Path
    status: Status
    article: str = ""
    title: str = ""
    published: str = ""
    date: str = ""
    sha256: str = ""
    warnings: tuple[str, ...] = ()
    reason: str = ""
    parts: "tuple[ImportLine, ...]" = ()
    likenesses: tuple[Likeness, ...] = ()
    revision: Revision | None = None

    @property
    def has_rows(self) -> bool:
        """Whether it may be a table or a list, so that a person can say what its columns hold."""
        known = kinds.may_have_columns(self.path.name)
        # What is in and carries nothing, though it is named for JSON, is one timeline event.
        return known and (not self.article or bool(self.parts) or not _is_json(self.path.name))


class Accessions:
    """The room where material comes in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._events = Events(store)
        self._actors = Actors(store)
        self._proposals = Proposals(store)
        self._likenesses = Likenesses(store)
        self._captures = Captures(store)
        self._revisions = Revisions(store)
        self._sites = Sites(store)
        self._reports = Reports(store)

    def import_from(
        self,
        paths: Iterable[Path],
        *,
        follow_links: bool = False,
        encoding: str | None = None,
        columns: Mapping[str, str] | None = None,
        captures: bool = True,
        stopped: Callable[[], bool] = bool,
    ) -> Generator[ImportLine, None, None]:
        """Take in files and folders, a line of the report a file.

        Files reach the archive in batches, and the whole import is one act for `undo`. Closing
        the generator stops the import; what is in stays in. Once `stopped` says so no further
        batch goes in, and every file that did has had its line. `encoding` is a person's choice
        for files that are not UTF-8, `columns` which column of a table holds which field.
        With `captures` a file that declares the address of one article becomes the newer text of
        that article, where `Captures` finds it safe. A table that is in already and is given
        other columns is read anew, as by `read_anew`.
        """
        chosen = tuple(paths)
        files = deposits(
            chosen,
            follow_links=follow_links,
            encoding=encoding,
            columns=columns,
            is_known=partial(self._is_known, columns=columns),
            stopped=stopped,
        )
        yield from self._taking(files, Places(chosen), captures=captures, stopped=stopped)

    def import_found(
        self,
        paths: Iterable[Path],
        *,
        within: Path,
        captures: bool = True,
        stopped: Callable[[], bool] = bool,
    ) -> Generator[ImportLine, None, None]:
        """As `import_from`, of files found in a folder: the report tells their places from it."""
        files = deposits(paths, is_known=self._is_known, stopped=stopped)
        yield from self._taking(files, Places([within]), captures=captures, stopped=stopped)

    def _taking(
        self,
        files: Generator[Arrival, None, None],
        places: Places,
        *,
        captures: bool,
        stopped: Callable[[], bool],
    ) -> Generator[ImportLine, None, None]:
        act: int | None = None
        shapes = self._actors.shapes()
        report = self._reports.begin(places.names)
        with closing(files):
            for batch in _batches(files, stopped):
                if stopped():
                    return
                with self._store.act(act) as store, store.batch():
                    lines = [self._line(found, shapes, captures=captures) for found in batch]
                    act = store.current_act
                    told = zip(lines, batch, strict=True)
                    report.add((_reported(*each, places) for each in told), act=act)
                yield from lines

    def _is_known(self, original: str, *, columns: Mapping[str, str] | None = None) -> bool:
        article = self._articles.holding(original)
        if article is None or not columns or not kinds.may_have_columns(article.name):
            return article is not None
        return bool(article.metadata.get("columns") == columns)

    def accession(self, deposit: Deposit) -> Accession:
        """Take in one deposit: the article, the event it declares, and what it proposes.

        The files it carries become articles of their own, each naming in its metadata the one it
        came in (`part of`), which names them all (`parts`), by SHA-256 of the original bytes.
        """
        return self._accession(deposit, self._actors.shapes())[0]

    def take_in_parts(self, whole: str, parts: Iterable[Deposit]) -> tuple[ImportLine, ...]:
        """Take in files that another carries, whose original has that SHA-256; a line a file."""
        shapes = self._actors.shapes()
        return tuple(self._part(whole, part, shapes) for part in parts)

    def read_anew(
        self, subject: Article, deposit: Deposit
    ) -> tuple[Revision, tuple[ImportLine, ...]]:
        """Give an article what its own file is found to hold: the files it carries, a newer text.

        A row of a table that is an article already is read anew as well, and one that was
        withdrawn comes back with other columns alone. What a person said of an article stays.
        Raises as `Revisions.revise`.
        """
        has_rows = bool(deposit.metadata.get("columns"))
        with self._store.act(self._store.current_act) as store, store.batch():
            found = tuple(self._to_take_in(subject, deposit))
            parts = self.take_in_parts(subject.original, found)
            if has_rows:
                parts = tuple(map(self._remade, parts, found))
            return self._revisions.revise(subject.id, deposit), parts

    def _to_take_in(self, subject: Article, deposit: Deposit) -> Iterator[Deposit]:
        """The files in it that are new, and of a table the rows that are articles already."""
        columns = deposit.metadata.get("columns")
        if columns and columns != subject.metadata.get("columns"):
            yield from deposit.parts
            return
        known = {part["original"] for part in subject.metadata.get("parts", ())}
        for part in deposit.parts:
            original = sha256(part.original)
            if original not in known or (columns and self._articles.holding(original)):
                yield part

    def _remade(self, line: ImportLine, part: Deposit) -> ImportLine:
        """A row that is known, with what the columns chosen now make of it."""
        if line.status != "known":
            return line
        before = self._articles.get(line.article)
        revision = self._revisions.revise(before.id, part)
        said = redescribed(before, part)
        if said:
            self._articles.edit(before.id, **said)
        if revision.status == "known" and not said:
            return line
        found = Arrival(line.path, part, line.sha256)
        after = self._articles.get(before.id)
        return replace(
            _told(found, Accession("imported", after), ()),
            status="updated",
            reason=_OTHERWISE,
            revision=revision,
        )

    def _accession(
        self, deposit: Deposit, shapes: dict[str, str]
    ) -> tuple[Accession, tuple[ImportLine, ...]]:
        with self._store.change("import"):
            accession = self._take_in(_naming_parts(deposit), shapes)
            if accession.status == "known":
                return accession, ()
            whole = accession.article.original
            parts = tuple(self._part(whole, part, shapes) for part in deposit.parts)
        return accession, parts

    def _part(self, whole: str, part: Deposit, shapes: dict[str, str]) -> ImportLine:
        """The line of a file that another carries, whose original has that SHA-256."""
        found = Arrival(Path(part.name), _part_of(whole, part), sha256(part.original))
        return self._line(found, shapes)

    def _take_in(self, deposit: Deposit, shapes: dict[str, str]) -> Accession:
        if deposit.event:
            alike = _alike(deposit.event, shapes)
            deposit = replace(deposit, warnings=(*deposit.warnings, *alike))
        fitting = self._sites.fitting(deposit)
        if fitting.warning:
            deposit = replace(deposit, warnings=(*deposit.warnings, fitting.warning))
        accession = self._articles.accession(deposit, by_site=fitting.roles)
        if accession.status == "imported":
            if deposit.event:
                self._events.accession(deposit.event, article=accession.article.id)
            self._proposals.add(accession.article.id, deposit.proposals)
        return accession

    def _line(
        self, found: Arrival, shapes: dict[str, str], *, captures: bool = False
    ) -> ImportLine:
        if isinstance(found.outcome, str):
            return _refused(found, found.outcome)
        if isinstance(found.outcome, Known):
            article = self._articles.holding(found.original)
            if article is None:
                return _refused(found, "The file was taken out meanwhile.")
            return _told(found, Accession("known", article), ())
        try:
            return self._taken_in(found, found.outcome, shapes, captures=captures)
        except Refused as refusal:
            return _refused(found, str(refusal))

    def _taken_in(
        self, found: Arrival, deposit: Deposit, shapes: dict[str, str], *, captures: bool
    ) -> ImportLine:
        """The line of a file that is a newer text of one article, or an article of its own."""
        if deposit.parts and deposit.metadata.get("columns"):
            known = self._articles.holding(found.original)
            if known is not None:
                return _divided(found, *self.read_anew(known, deposit))
        capture = self._captures.of(deposit) if captures else None
        if capture and not capture.apart:
            revision = self._revisions.revise(capture.article.id, deposit)
            if revision.status == "renewed":
                return _renewed(found, capture.article, revision)
        accession, parts = self._accession(deposit, shapes)
        line = _told(found, accession, parts)
        if accession.status == "known":
            return line
        apart = (capture.apart,) if capture and capture.apart else ()
        likenesses = self._likenesses.of(accession.article)[:_LIKENESSES]
        return replace(line, likenesses=likenesses, warnings=(*line.warnings, *apart))


def _is_json(name: str) -> bool:
    return kinds.suffix_of(name) == ".json"


def _refused(found: Arrival, sentence: str) -> ImportLine:
    return ImportLine(found.path, "refused", sha256=found.original, reason=sentence)


def _reported(line: ImportLine, found: Arrival, places: Places) -> ReportLine:
    """The line as the archive keeps it."""
    kept = _kept(line, places.of(line.path))
    return replace(kept, size=found.stamp.size, modified=found.stamp.modified)


def _kept(line: ImportLine, place: str) -> ReportLine:
    alike = (each.sentence for each in line.likenesses)
    reason = (line.reason,) if line.reason else ()
    # What is known was warned about when it came in.
    warned = () if line.status == "known" else line.warnings
    parts = tuple(_kept(part, label(str(part.path))) for part in line.parts)
    sentences = (*reason, *warned, *alike)
    return ReportLine(place, line.status, line.sha256, line.article, sentences, parts)


def _told(found: Arrival, accession: Accession, parts: tuple[ImportLine, ...]) -> ImportLine:
    article, known = accession.article, accession.status == "known"
    return ImportLine(
        found.path,
        accession.status,
        article=article.id,
        title=article.title,
        published=article.published,
        date=article.date,
        sha256=found.original,
        warnings=article.warnings,
        reason=f"Already in the archive (imported {article.imported_at})." if known else "",
        parts=parts,
    )


def _renewed(found: Arrival, former: Article, revision: Revision) -> ImportLine:
    return replace(
        _told(found, Accession("imported", revision.article), ()),
        status="updated",
        reason=f"It is a newer capture of “{former.title}”.",
        revision=revision,
    )


def _divided(found: Arrival, revision: Revision, parts: tuple[ImportLine, ...]) -> ImportLine:
    return replace(
        _told(found, Accession("imported", revision.article), parts),
        status="updated",
        reason=DIVIDED,
        revision=revision,
    )


def _naming_parts(deposit: Deposit) -> Deposit:
    """The same deposit, whose metadata name the files it carries."""
    if not deposit.parts:
        return deposit
    return replace(deposit, metadata={**deposit.metadata, "parts": deposit.named_parts()})


def _part_of(whole: str, part: Deposit) -> Deposit:
    """The same deposit, whose metadata name the file it came in."""
    return replace(part, metadata={**part.metadata, "part of": whole})


def _alike(event: EventDeposit, shapes: dict[str, str]) -> Iterator[str]:
    """A warning for each name that looks like one known before, and `shapes` with the new ones."""
    for name in event.actors:
        known = shapes.setdefault(skeleton(name), name)
        if known != name and fold(known) != fold(name):
            yield f"“{name}” looks like “{known}” but is written with other characters."


def _batches(found: Iterator[Arrival], stopped: Callable[[], bool]) -> Iterator[list[Arrival]]:
    batch: list[Arrival] = []
    read, size, begun = 0, 0, monotonic()
    for arrival in found:
        if stopped():
            return
        batch.append(arrival)
        if isinstance(arrival.outcome, Deposit):
            read, size = read + 1, size + _size(arrival.outcome)
        full = read == _BATCH_FILES or size >= _BATCH_BYTES or len(batch) == _BATCH_LINES
        if full or monotonic() - begun >= _BATCH_SECONDS:
            yield batch
            batch, read, size, begun = [], 0, 0, monotonic()
    if batch:
        yield batch


def _size(deposit: Deposit) -> int:
    return len(deposit.original) + sum(map(_size, deposit.parts))
